//! The demo company, and what is asked of it.

use std::collections::BTreeSet;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use usher_core::{ChannelId, UserId};

use crate::ask::{Ask, FoundBody, Founding, PolicyChange, SessionAsk};
use crate::company::ingest;
use crate::company::ledger::Ledger;
use crate::company::routing::Memory;
use crate::company::serve::{Answer, Scene, serve};
use crate::fault::Fault;
use crate::hex;
use crate::problem::Code;
use crate::store::scratch::Scratch;

/// 2026-01-05 12:00 UTC.
pub(super) const NOON_MS: i64 = 1_767_614_400_000;

/// A company with a clock that the test turns.
pub(super) struct Demo {
    pub(super) database: Scratch,
    pub(super) now_ms: i64,
    pub(super) online: BTreeSet<UserId>,
    /// What routing keeps between requests.
    pub(super) memory: Memory,
    /// Whether it does; else each request finds it empty, and looks at who is online.
    pub(super) keeps: bool,
}

impl Demo {
    /// The demo company at noon, with a session for everybody, whose token hash is the user's id.
    pub(super) fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same with something about its policy changed.
    pub(super) fn with(change: impl FnOnce(&mut Value)) -> Self {
        let mut demo = Self {
            database: Scratch::empty(),
            now_ms: NOON_MS,
            online: BTreeSet::new(),
            memory: Memory::default(),
            keeps: false,
        };
        let mut body: FoundBody =
            usher_core::read::from_json(include_str!("../../../../../tests/demo/company.json")).unwrap();
        change(&mut body.policy);
        let founding = Founding {
            policy: body.policy.to_string(),
            credentials: body.credentials.into_iter().map(|one| (one.user, "hash".to_owned())).collect(),
            channel_secrets: body.channel_secrets,
            contacts: body.contacts,
        };
        assert_eq!(demo.ask(Ask::Found(founding)).unwrap().reply.status(), 201);
        for user in ["u-selin", "u-arda", "u-elif", "u-timur", "u-vera"] {
            demo.sign_in(user);
        }
        demo
    }

    pub(super) fn sign_in(&mut self, user: &str) {
        let ask = Ask::LoginFinish {
            user: UserId::parse(user).unwrap(),
            password_hash: "hash".to_owned(),
            token_hash: user.to_owned(),
        };
        self.ask(ask).unwrap();
    }

    pub(super) fn ask(&mut self, ask: Ask) -> Result<Answer, Fault> {
        // Time passes, so that what happens later is later.
        self.now_ms += 1;
        self.settle();
        serve(&self.database, &self.online, &self.memory, self.now_ms, ask)
    }

    pub(super) fn as_user(&mut self, user: &str, ask: SessionAsk) -> Result<Answer, Fault> {
        self.ask(Ask::Session { token_hash: user.to_owned(), ask })
    }

    /// What a user is answered, as JSON.
    #[track_caller]
    pub(super) fn told(&mut self, user: &str, ask: SessionAsk) -> Value {
        serde_json::from_str(self.as_user(user, ask).unwrap().reply.text()).unwrap()
    }

    #[track_caller]
    pub(super) fn refused(&mut self, user: &str, ask: SessionAsk) -> Code {
        code(self.as_user(user, ask))
    }

    fn settle(&self) {
        if !self.keeps {
            self.memory.forget();
        }
    }

    pub(super) fn scene(&self) -> Scene<'_> {
        self.settle();
        Scene::open(&self.database, &self.online, &self.memory, self.now_ms).unwrap().unwrap()
    }

    pub(super) fn ledger(&self) -> Ledger<'_> {
        Ledger::new(&self.database, self.now_ms)
    }

    pub(super) fn whatsapp(&mut self, body: &Value) -> Result<Answer, Fault> {
        self.now_ms += 1;
        let bytes = body.to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(b"demo-app-secret").unwrap();
        mac.update(bytes.as_bytes());
        let signature = format!("sha256={}", hex::encode(&mac.finalize().into_bytes()));
        ingest::whatsapp(&self.scene(), Some(&signature), bytes.as_bytes())
    }

    pub(super) fn telegram(&mut self, body: &Value) -> Result<Answer, Fault> {
        self.now_ms += 1;
        let channel = ChannelId::parse("tg-support").unwrap();
        ingest::telegram(&self.scene(), &channel, Some("demo-telegram-secret"), body.to_string().as_bytes())
    }

    pub(super) fn count(&self, sql: &str) -> i64 {
        crate::store::Database::query(&self.database, sql, Vec::new()).unwrap().remove(0).integer().unwrap()
    }
}

/// Lets a role of a policy do this, whether or not it may already; answers the rights of the role.
pub(super) fn permit<'a>(policy: &'a mut Value, role: &str, names: &[&str]) -> &'a mut Value {
    let roles = policy["roles"].as_array_mut().unwrap();
    let role = roles.iter_mut().find(|one| one["id"] == role).unwrap();
    let permissions = role["rights"]["permissions"].as_array_mut().unwrap();
    permissions.retain(|held| !names.iter().any(|name| held == name));
    permissions.extend(names.iter().map(|name| json!(name)));
    &mut role["rights"]
}

/// A change of the policy, whatever its state.
pub(super) fn change(change: PolicyChange) -> SessionAsk {
    SessionAsk::Change { change, if_match: None }
}

pub(super) fn user(id: &str) -> UserId {
    UserId::parse(id).unwrap()
}

#[track_caller]
pub(super) fn code(answer: Result<Answer, Fault>) -> Code {
    answer.unwrap_err().into_problem().code()
}

/// The number of the channel `wa-sales`.
pub(super) const SALES: &str = "900000000000001";

/// A delivery of one text message each: number of ours, number of the client, id, text.
pub(super) fn texts(messages: &[(&str, &str, &str, &str)]) -> Value {
    let changes = messages.iter().map(|(to, from, id, text)| {
        json!({ "field": "messages", "value": {
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": "900000000", "phone_number_id": to },
            "contacts": [{ "profile": { "name": "Deniz" }, "wa_id": from }],
            "messages": [{ "from": from, "id": id, "timestamp": "1767614400", "type": "text", "text": { "body": text } }],
        } })
    });
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": changes.collect::<Vec<_>>() }] })
}

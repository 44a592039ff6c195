//! The compiled access of one user, for JavaScript.

use usher_core::Access;
use usher_core::access::Decision;
use usher_core::mask::{Lens, Schema};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::{Fault, json};
use crate::masking;
use crate::options::Options;
use crate::subject::{self, Subject, SubjectKind};

/// Answers for one user. The package's `Access` holds one, and replaces it when the access changes.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    access: Access,
}

#[wasm_bindgen]
impl Engine {
    /// Reads an access document, strictly.
    ///
    /// # Errors
    /// The codes of the core's `AccessError`; `stale_access` where it has expired.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str, now_ms: f64) -> Result<Engine, Fault> {
        let access = Access::parse(document)?.at(moment(now_ms));
        if access.has_expired() {
            return Err(Fault::new("stale_access", "the access has expired"));
        }
        Ok(Self { access })
    }

    /// Whether it may take the place of another.
    ///
    /// # Errors
    /// `foreign_access` where it is of another user or company, `stale_access` where it is the older one.
    pub fn follows(&self, before: &Engine) -> Result<(), Fault> {
        let (own, other) = (&self.access, &before.access);
        if own.user() != other.user() || own.company() != other.company() {
            let message = "the access is of another user or company; `load` it instead";
            return Err(Fault::new("foreign_access", message));
        }
        let age = |access: &Access| (access.stamp().policy_revision, access.stamp().issued_at);
        if age(own) < age(other) {
            return Err(Fault::new("stale_access", "the access is older than the one it should update"));
        }
        Ok(())
    }

    /// The answers for a moment, in milliseconds since 1970, as tables; see the core's `Tables`. From then on everything
    /// is answered as of that moment.
    ///
    /// # Errors
    /// None that a caller causes.
    pub fn tables(&mut self, now_ms: f64) -> Result<String, Fault> {
        self.access.move_to(moment(now_ms));
        json(&self.access.tables())
    }

    /// The code of the company.
    pub fn company(&self) -> String {
        self.access.company().to_string()
    }

    /// The id of the user.
    pub fn user(&self) -> String {
        self.access.user().to_string()
    }

    /// Decides one question: 0 deny, 1 depends, 2 allow.
    ///
    /// # Errors
    /// `unknown_permission`, `invalid_chat`, `invalid_contact`.
    pub fn decide(&self, permission: &str, kind: SubjectKind, facts: &str) -> Result<u8, Fault> {
        let permission = self.access.permission(permission)?;
        let subject = Subject::parse(kind, facts)?;
        Ok(match self.access.check(permission, subject.target()) {
            Decision::Deny => 0,
            Decision::Depends => 1,
            Decision::Allow => 2,
        })
    }

    /// Decides one question and says why, as JSON.
    ///
    /// # Errors
    /// `unknown_permission`, `invalid_chat`, `invalid_contact`.
    pub fn explain(&self, permission: &str, kind: SubjectKind, facts: &str) -> Result<String, Fault> {
        let permission = self.access.permission(permission)?;
        let subject = Subject::parse(kind, facts)?;
        json(&self.access.explain(permission, subject.target()))
    }

    /// For each of many chats 1 where the permission may be used on it, else 0.
    ///
    /// # Errors
    /// `unknown_permission`, `invalid_chat`.
    pub fn filter(&self, permission: &str, chats: &str) -> Result<Vec<u8>, Fault> {
        let reach = self.access.reach(self.access.permission(permission)?);
        Ok(subject::chats(chats)?.iter().map(|chat| u8::from(reach.covers(chat))).collect())
    }

    /// The sections that the user may open, as JSON.
    ///
    /// # Errors
    /// None that a caller causes.
    pub fn sections(&self) -> Result<String, Fault> {
        json(&self.access.sections())
    }

    /// How much of each kind of personal data is shown, as JSON.
    ///
    /// # Errors
    /// `invalid_chat`, `invalid_contact`.
    pub fn visibility(&self, kind: SubjectKind, facts: &str) -> Result<String, Fault> {
        json(&self.access.shown(Subject::parse(kind, facts)?.target()))
    }

    /// A record as far as the user may see it, as JSON. `options` are JSON, or nothing.
    ///
    /// # Errors
    /// `invalid_chat`, `invalid_contact`, and those of `masking::mask_json`.
    pub fn mask(&self, record: &str, kind: SubjectKind, facts: &str, options: &str) -> Result<String, Fault> {
        masking::record(record, &self.lens(kind, facts, options)?)
    }

    /// A page of JSON as far as the user may see it. `options` are JSON, or nothing.
    ///
    /// # Errors
    /// As `mask`.
    #[wasm_bindgen(js_name = maskJson)]
    pub fn mask_json(
        &self,
        json: &[u8],
        kind: SubjectKind,
        facts: &str,
        options: &str,
    ) -> Result<Vec<u8>, Fault> {
        masking::page(json, &self.lens(kind, facts, options)?)
    }
}

impl Engine {
    fn lens(&self, kind: SubjectKind, facts: &str, options: &str) -> Result<(Lens, Schema), Fault> {
        let visibility = self.access.visibility(Subject::parse(kind, facts)?.target());
        let masking = self.access.masking();
        let (lens, schema) = Options::parse(options, masking.detector())?.viewer(visibility);
        Ok((lens.with_styles(&masking.styles), schema))
    }
}

/// A moment as JavaScript gives it. What is none is taken for the last one: everything has expired then.
fn moment(ms: f64) -> i64 {
    // Beyond its range a number becomes the nearest within, which is what is meant.
    #[allow(clippy::cast_possible_truncation, reason = "saturates")]
    if ms.is_finite() { ms as i64 } else { i64::MAX }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(user: &str, revision: u32, issued_at: i64) -> String {
        format!(
            r#"{{"version":2,"company":"demo","user":"{user}","status":"active","policyRevision":{revision},
            "issuedAt":{issued_at},"expiresAt":900,"hostPermissions":[],"denied":[],"grants":[],"sections":[]}}"#
        )
    }

    #[test]
    fn an_expired_document_is_refused() {
        let code = |now| Engine::new(&document("u1", 1, 100), now).map(|_| ()).map_err(|fault| fault.code());
        for now in [100.0, 899.9, 0.0, -1e300] {
            assert_eq!(code(now), Ok(()), "{now}");
        }
        for now in [900.0, 1e300, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
            assert_eq!(code(now), Err("stale_access"), "{now}");
        }
    }

    #[test]
    fn what_may_follow() {
        let engine =
            |user, revision, issued_at| Engine::new(&document(user, revision, issued_at), 0.0).unwrap();
        let before = engine("u1", 5, 100);
        for (next, expect) in [
            (engine("u1", 5, 100), Ok(())),
            (engine("u1", 5, 101), Ok(())),
            (engine("u1", 6, 99), Ok(())),
            (engine("u1", 5, 99), Err("stale_access")),
            (engine("u1", 4, 200), Err("stale_access")),
            (engine("u2", 9, 200), Err("foreign_access")),
        ] {
            assert_eq!(next.follows(&before).map_err(|fault| fault.code()), expect);
        }
    }
    #[test]
    fn what_masked_means_is_the_companys_choice() {
        let grant = r#"{"source":{"kind":"role","role":"r"},"permissions":["chats.view"],"channels":"all","scope":"all",
            "groups":[],"newClients":false,"fields":{"phone":"masked","email":"masked","handle":"masked","text":"masked"}}"#;
        let masking = r#""masking":{"policy":"strict","region":"TR","styles":{"phone":"hidden","email":"clear","handle":"token"}}"#;
        let own =
            document("u1", 1, 100).replace(r#""grants":[]"#, &format!(r#""grants":[{grant}],{masking}"#));
        let engine = Engine::new(&own, 100.0).unwrap();
        let chat = r#"{"channel":"c","group":null,"assignee":null,"responsible":null,"known":true}"#;
        let shown = engine.visibility(SubjectKind::Chat, chat).unwrap();
        assert_eq!(shown, r#"{"phone":"hidden","email":"clear","handle":"masked","text":"masked"}"#);
        let record =
            r#"{"phone":"+905321234567","email":"a@example.com","handle":"@ayse_k","text":"0532 123 45 67"}"#;
        let masked = engine.mask(record, SubjectKind::Chat, chat, "").unwrap();
        assert_eq!(masked, r#"{"phone":null,"email":"a@example.com","handle":"•••","text":"•••"}"#);
    }
}

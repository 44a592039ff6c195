//! Fills the demo company by using it: clients write through signed webhooks, agents are online and answer, and the
//! worker itself decides who gets which chat.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::demo::{self, Arrival, Company, Conversation, Line, Person, Post};
use crate::fault::{Fault, Outcome};
use crate::http::{self, Call};
use crate::interrupt::Interrupt;
use crate::live::Live;
use crate::payload::{self, Moment};
use crate::place::Place;
use crate::screen::{Pace, Step};
use crate::session::{self, Session};
use crate::webhook::Sender;

/// What the worker said about creating the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Creation {
    New,
    Existed,
}

/// Creates and fills the demo company, unless it is there.
///
/// # Errors
/// When the worker refuses anything of it.
pub(crate) fn fill(
    place: &Place,
    url: &str,
    token: &str,
    company: &Company,
    interrupt: &Interrupt,
) -> Outcome<()> {
    let step = Step::start("demo company", Pace::Quick);
    if create(url, token, company)? == Creation::Existed {
        step.done("was there already");
        return Ok(());
    }
    step.done(&format!("{} people", company.people.len()));
    let step = Step::start("demo chats", Pace::Slow("some seconds"));
    let conversations = demo::conversations(place)?;
    let mut stage = Stage::open(url, company)?;
    for arrival in [Arrival::WhileOnline, Arrival::AfterHours] {
        if arrival == Arrival::AfterHours {
            stage.online.clear();
        }
        for conversation in conversations.iter().filter(|one| one.arrives == arrival) {
            interrupt.check()?;
            stage.play(conversation)?;
        }
    }
    step.done(&format!("{} chats, {} messages", conversations.len(), stage.said));
    Ok(())
}

fn create(url: &str, token: &str, company: &Company) -> Outcome<Creation> {
    let bearer = format!("Bearer {token}");
    let headers = [("content-type", "application/json"), ("authorization", bearer.as_str())];
    let address = format!("{url}/v1/companies");
    let answer = http::send(&Call { method: "POST", url: &address, headers: &headers, body: &company.body })?;
    if answer.status == 409 {
        return Ok(Creation::Existed);
    }
    session::succeed(answer, "creating the demo company")?;
    Ok(Creation::New)
}

/// The demo while it is being filled.
struct Stage<'a> {
    url: &'a str,
    supervisor: Session,
    /// Agents by user id.
    agents: BTreeMap<String, Session>,
    /// Connections that keep the agents online.
    online: Vec<Live>,
    said: usize,
}

impl<'a> Stage<'a> {
    fn open(url: &'a str, company: &Company) -> Outcome<Self> {
        let log_in = |username: &str| Session::open(url, demo::COMPANY, username, demo::PASSWORD);
        let mut agents = BTreeMap::new();
        let mut online = Vec::new();
        for Person { id, username, .. } in company.people.iter().filter(|person| person.post == Post::Agent) {
            let session = log_in(username)?;
            online.push(Live::open(&session)?);
            agents.insert(id.clone(), session);
        }
        Ok(Self { url, supervisor: log_in(demo::SUPERVISOR)?, agents, online, said: 0 })
    }

    fn play(&mut self, conversation: &Conversation) -> Outcome<()> {
        for line in &conversation.lines {
            match line {
                Line::Client(text) => self.receive(conversation, text)?,
                Line::Agent(text) => {
                    let chat = self.chat(conversation)?;
                    self.assignee(&chat)?.post(&chat.path("messages"), &json!({ "text": text }))?;
                    self.said += 1;
                }
                Line::Supervisor(text) => {
                    let chat = self.chat(conversation)?;
                    self.supervisor.post(&chat.path("messages"), &json!({ "text": text }))?;
                    self.said += 1;
                }
                Line::Close => {
                    let chat = self.chat(conversation)?;
                    self.assignee(&chat)?.post(&chat.path("close"), &json!({}))?;
                }
            }
        }
        Ok(())
    }

    fn receive(&mut self, conversation: &Conversation, text: &str) -> Outcome<()> {
        let number = demo::phone_number_id(&conversation.channel).unwrap_or_default();
        let (kind, body) = payload::text_of(&conversation.client, number, text, self.moment());
        let bytes = payload::bytes(&body);
        let sender = Sender {
            url: self.url,
            company: demo::COMPANY,
            app_secret: demo::APP_SECRET,
            secret_token: demo::TELEGRAM_SECRET,
        };
        let answer = sender.prove(kind, &conversation.channel, &bytes)?.post(&bytes)?;
        session::succeed(answer, &format!("the webhook of `{}`", conversation.client.name()))?;
        self.said += 1;
        Ok(())
    }

    /// A moment that no message had before: some are sent within one tick of the clock.
    fn moment(&self) -> Moment {
        let shift = u64::try_from(self.said).unwrap_or_default() * 10;
        Moment { now_ms: now_ms() + shift }
    }

    /// Finds the chat as a person would: by the client's name, in the supervisor's list.
    fn chat(&self, conversation: &Conversation) -> Outcome<Chat> {
        let name = conversation.client.name();
        let list = self.supervisor.get("/v1/chats?limit=50")?;
        let chats = list.get("chats").and_then(Value::as_array).into_iter().flatten();
        let found = chats
            .filter_map(Chat::read)
            .find(|chat| chat.client == name && chat.channel == conversation.channel);
        found.ok_or_else(|| Fault::new(format!("the chat of `{name}` is not in the supervisor's list")))
    }

    /// The agent who has the chat.
    fn assignee(&self, chat: &Chat) -> Outcome<&Session> {
        let agent = chat.assignee.as_ref().and_then(|id| self.agents.get(id));
        agent.ok_or_else(|| {
            Fault::new(format!("the chat of `{}` has no agent, though all were online", chat.client))
        })
    }
}

/// What matters here of a chat in a list.
struct Chat {
    id: String,
    client: String,
    channel: String,
    assignee: Option<String>,
}

impl Chat {
    fn read(value: &Value) -> Option<Self> {
        let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            id: text("/id")?,
            client: text("/contact/name")?,
            channel: text("/channel/id")?,
            assignee: text("/assignee/id"),
        })
    }

    fn path(&self, what: &str) -> String {
        format!("/v1/chats/{}/{what}", self.id)
    }
}

/// Milliseconds since the epoch.
pub(crate) fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

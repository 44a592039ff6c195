//! The demo company: its secrets, its people, and what its clients wrote. The data lies in `tests/demo/`.

use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::fault::{Doing, Fault, Outcome};
use crate::place::Place;

pub(crate) const COMPANY: &str = "demo";
pub(crate) const PASSWORD: &str = "Usher-demo-1!";
pub(crate) const SUPERVISOR: &str = "selin";
/// Secrets of a company that exists on developers' machines only; the same as in `tests/demo/company.json`.
pub(crate) const APP_SECRET: &str = "demo-app-secret";
pub(crate) const TELEGRAM_SECRET: &str = "demo-telegram-secret";
pub(crate) const WHATSAPP_CHANNEL: &str = "wa-sales";
pub(crate) const TELEGRAM_CHANNEL: &str = "tg-support";

/// Meta's id of the phone number behind a WhatsApp channel of the demo.
pub(crate) fn phone_number_id(channel: &str) -> Option<&'static str> {
    match channel {
        "wa-sales" => Some("900000000000001"),
        "wa-second" => Some("900000000000002"),
        _ => None,
    }
}

/// The body that creates the company, and who is in it.
#[derive(Debug)]
pub(crate) struct Company {
    pub(crate) body: Vec<u8>,
    pub(crate) people: Vec<Person>,
}

/// One line of the log-in table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) username: String,
    pub(crate) name: String,
    /// Role and groups, as people say them.
    pub(crate) position: String,
    pub(crate) post: Post,
}

/// Whether someone answers clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Post {
    Agent,
    Other,
}

/// Everything that is said before the developer looks.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Conversations {
    pub(crate) conversations: Vec<Conversation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Conversation {
    pub(crate) channel: String,
    pub(crate) client: Client,
    #[serde(default)]
    pub(crate) arrives: Arrival,
    pub(crate) lines: Vec<Line>,
}

/// Whether agents are online when the client writes.
#[derive(Debug, Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Arrival {
    #[default]
    WhileOnline,
    AfterHours,
}

/// A client, as the vendor of the channel knows one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Client {
    Whatsapp { name: String, number: String },
    Telegram { id: u64, first: String, last: String, username: String },
}

impl Client {
    /// The name that the chat carries on screen.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Whatsapp { name, .. } => name.clone(),
            Self::Telegram { first, last, .. } => format!("{first} {last}").trim().to_owned(),
        }
    }
}

/// One thing that happens in a conversation: who says what, or its end.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Line {
    Client(String),
    /// Whoever the chat is assigned to.
    Agent(String),
    Supervisor(String),
    /// By whoever the chat is assigned to.
    Close,
}

/// Reads `tests/demo/company.json`.
pub(crate) fn company(place: &Place) -> Outcome<Company> {
    let path = place.at("tests/demo/company.json");
    let doing = || format!("reading `{}`", path.display());
    let body = fs::read(&path).doing(doing())?;
    let value: Value = serde_json::from_slice(&body).doing(doing())?;
    let people = people(&value).ok_or_else(|| Fault::new(format!("`{}` has no users", path.display())))?;
    Ok(Company { body, people })
}

/// Reads `tests/demo/conversations.json`.
pub(crate) fn conversations(place: &Place) -> Outcome<Vec<Conversation>> {
    let path = place.at("tests/demo/conversations.json");
    let doing = || format!("reading `{}`", path.display());
    let read: Conversations = serde_json::from_slice(&fs::read(&path).doing(doing())?).doing(doing())?;
    Ok(read.conversations)
}

fn people(company: &Value) -> Option<Vec<Person>> {
    let policy = company.get("policy")?;
    let users = policy.get("users")?.as_array()?;
    Some(users.iter().filter_map(|user| person(policy, user)).collect())
}

fn person(policy: &Value, user: &Value) -> Option<Person> {
    let text = |name: &str| user.get(name).and_then(Value::as_str).map(str::to_owned);
    let groups = named(policy, "groups", user.get("groups")?);
    let roles = named(policy, "roles", user.get("roles")?);
    let post = if groups.is_empty() { Post::Other } else { Post::Agent };
    let role = if post == Post::Agent { vec!["Agent".to_owned()] } else { roles };
    let position = role.into_iter().chain(groups).collect::<Vec<_>>().join(" · ");
    Some(Person { id: text("id")?, username: text("username")?, name: text("name")?, position, post })
}

/// The names of those items of the policy whose ids are listed.
fn named(policy: &Value, items: &str, ids: &Value) -> Vec<String> {
    let ids: Vec<&str> = ids.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let items = policy.get(items).and_then(Value::as_array).into_iter().flatten();
    let listed =
        items.filter(|item| item.get("id").and_then(Value::as_str).is_some_and(|id| ids.contains(&id)));
    listed.filter_map(|item| item.get("name").and_then(Value::as_str).map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_is_as_the_commands_expect() {
        let place = Place::detect().unwrap();
        let company = company(&place).unwrap();
        let agents = company.people.iter().filter(|person| person.post == Post::Agent).count();
        assert_eq!((company.people.len(), agents), (5, 3));
        assert!(company.people.iter().any(|person| person.username == SUPERVISOR));
        let text = String::from_utf8(company.body).unwrap();
        for secret in
            [APP_SECRET, TELEGRAM_SECRET, phone_number_id(WHATSAPP_CHANNEL).unwrap(), TELEGRAM_CHANNEL]
        {
            assert!(text.contains(&format!("\"{secret}\"")), "{secret}");
        }
    }

    #[test]
    fn conversations_are_found_again_by_name() {
        let all = conversations(&Place::detect().unwrap()).unwrap();
        let mut names: Vec<(String, String)> =
            all.iter().map(|one| (one.channel.clone(), one.client.name())).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all.len());
        assert!((24..=50).contains(&all.len()), "one page of the chat list holds 50");
        assert_eq!(all.iter().filter(|one| one.arrives == Arrival::AfterHours).count(), 1);
    }
}

//! WhatsApp Cloud API: the webhooks of a WhatsApp business account.
//!
//! After Meta's *Webhooks reference* for `messages` and `calls`, with business-scoped user ids. One body holds
//! several entries, each several changes, each several messages, statuses or calls of one number.

mod call;
mod content;
mod message;
mod sender;
mod status;

use super::error::{Fault, InboundError};
use super::event::{Account, Event, What};
use super::limits;
use super::node::{self, Node};
use super::party::{Conversation, international};
use crate::hex;
use sender::Contact;

/// What every webhook of a WhatsApp business account calls itself.
const OBJECT: &str = "whatsapp_business_account";

/// Reads one body.
pub(super) fn parse(body: &[u8]) -> Result<Vec<Event>, InboundError> {
    let json = node::json(body)?;
    let root = Node::root(&json)?;
    match root.label("object")?.as_deref() {
        Some(OBJECT) => {}
        Some(_) => return Err(root.bad(Fault::UnknownObject, "object")),
        None => return Err(root.missing("object")),
    }
    if !root.has("entry") {
        return Err(root.missing("entry"));
    }
    let mut events = Vec::new();
    for entry in root.list("entry", limits::EVENTS)? {
        read_entry(&entry, &mut events)?;
        if events.len() > limits::EVENTS {
            return Err(root.bad(Fault::TooMany, "entry"));
        }
    }
    Ok(events)
}

/// The number that a change is about, and the people it introduces.
struct Line<'a> {
    account: Account,
    own_number: Option<String>,
    contacts: &'a [Contact],
}

impl Line<'_> {
    fn group(id: Option<String>) -> Conversation {
        id.map_or(Conversation::Personal, |id| Conversation::Group { id, title: None })
    }
}

fn read_entry(entry: &Node<'_>, events: &mut Vec<Event>) -> Result<(), InboundError> {
    let business = entry.need_id("id")?;
    let notice = Notice { business: &business, sent: entry.id("time")?.unwrap_or_default() };
    let changes = entry.list("changes", limits::EVENTS)?;
    if changes.is_empty() {
        events.push(notice.keep(entry, "entry", Account::WhatsappBusiness(business.clone()))?);
    }
    for change in &changes {
        let field = change.need_id("field")?;
        match field.as_str() {
            "messages" | "calls" => {
                let value = change.need_object("value")?;
                read_value(&value, &field, &notice, events)?;
            }
            _ => events.push(notice.keep(change, &field, account_of_unknown(change, &business))?),
        }
    }
    Ok(())
}

fn read_value(
    value: &Node<'_>,
    field: &str,
    notice: &Notice<'_>,
    events: &mut Vec<Event>,
) -> Result<(), InboundError> {
    let metadata = value.need_object("metadata")?;
    let people = value.list("contacts", limits::EVENTS)?;
    let contacts = people.iter().map(Contact::read).collect::<Result<Vec<_>, _>>()?;
    let line = Line {
        account: Account::WhatsappNumber(metadata.need_id("phone_number_id")?),
        own_number: metadata.id("display_phone_number")?.as_deref().and_then(international),
        contacts: &contacts,
    };
    let before = events.len();
    for message in value.list("messages", limits::EVENTS)? {
        events.push(message::read(&message, &line)?);
    }
    for status in value.list("statuses", limits::EVENTS)? {
        events.push(status::read(&status, &line)?);
    }
    for call in value.list("calls", limits::EVENTS)? {
        events.push(call::read(&call, &line)?);
    }
    if value.has("errors") || events.len() == before {
        let kind = if value.has("errors") { "errors" } else { field };
        events.push(notice.keep(value, kind, line.account)?);
    }
    Ok(())
}

/// Which account a change of an unknown kind is about; nothing in it is certain to be there.
fn account_of_unknown(change: &Node<'_>, business: &str) -> Account {
    let value = change.object("value").ok().flatten();
    let metadata = value.and_then(|value| value.object("metadata").ok().flatten());
    let number = metadata.and_then(|metadata| metadata.id("phone_number_id").ok().flatten());
    number.map_or_else(|| Account::WhatsappBusiness(business.to_owned()), Account::WhatsappNumber)
}

/// Where something that is not read further came from.
struct Notice<'a> {
    business: &'a str,
    sent: String,
}

impl Notice<'_> {
    /// Keeps a fragment that no chat can be made of. It has no id of its own, so its content names it, with
    /// the time of sending, since the same thing may well happen twice.
    fn keep(&self, fragment: &Node<'_>, kind: &str, account: Account) -> Result<Event, InboundError> {
        let raw = fragment.raw()?;
        let digest = hex::sha256(raw.as_bytes());
        Ok(Event {
            account,
            dedupe_key: format!("{kind}:{}:{}:{digest}", self.business, self.sent),
            party: None,
            conversation: Conversation::Personal,
            at_ms: None,
            what: What::Unsupported { kind: kind.to_owned() },
            raw,
        })
    }
}

//! Telegram Bot API: updates of one bot.
//!
//! After *Bot API, Getting updates*. One body is one update, and an update holds one thing.

mod button;
mod content;
mod message;
mod reaction;
mod sender;

use super::error::InboundError;
use super::event::{Account, Event, What};
use super::node::{self, Node};
use super::party::{Conversation, Party};

/// The kinds of update that belong to a chat.
const KINDS: [&str; 4] = ["message", "edited_message", "callback_query", "message_reaction"];

/// Reads one body, sent for the bot behind `channel`.
pub(super) fn parse(channel: &str, body: &[u8]) -> Result<Vec<Event>, InboundError> {
    let json = node::json(body)?;
    let root = Node::root(&json)?;
    // A number by the documentation. It counts up within one bot.
    let update_id = root.whole("update_id")?.ok_or_else(|| root.missing("update_id"))?;
    let mut kinds = root.keys().filter(|key| *key != "update_id" && root.has(key)).peekable();
    let Some(first) = kinds.peek().copied() else { return Ok(Vec::new()) };
    let known = kinds.find(|kind| KINDS.contains(kind));
    let found = match known.map(|kind| Ok((kind, root.need_object(kind)?))).transpose()? {
        Some(("message", part)) => message::new(&part)?,
        Some(("edited_message", part)) => message::edited(&part)?,
        Some(("callback_query", part)) => button::read(&part)?,
        Some(("message_reaction", part)) => reaction::read(&part, update_id)?,
        _ => other(&root, first),
    };
    Ok(vec![Event {
        account: Account::TelegramBot(channel.to_owned()),
        dedupe_key: format!("update:{update_id}"),
        party: found.party,
        conversation: found.conversation,
        at_ms: found.at_ms,
        what: found.what,
        raw: root.raw()?,
    }])
}

/// What an update says, without what all of them have in common.
struct Found {
    party: Option<Party>,
    conversation: Conversation,
    at_ms: Option<i64>,
    what: What,
}

/// Inline queries, posts of channels, changes of membership and whatever Telegram invents: kept, and nothing
/// in them is certain to be there.
fn other(root: &Node<'_>, kind: &str) -> Found {
    let part = root.object(kind).ok().flatten();
    let inner = |key| part.as_ref().and_then(|part| part.object(key).ok().flatten());
    let user = inner("from").or_else(|| inner("user"));
    Found {
        party: user.and_then(|user| sender::user(&user).ok()),
        conversation: Conversation::Personal,
        at_ms: part.as_ref().and_then(|part| part.seconds_as_ms("date").ok().flatten()),
        what: What::Unsupported { kind: kind.to_owned() },
    }
}

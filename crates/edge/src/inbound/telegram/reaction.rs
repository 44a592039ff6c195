//! A reaction to a message.

use super::Found;
use super::sender;
use crate::inbound::error::InboundError;
use crate::inbound::event::What;
use crate::inbound::limits;
use crate::inbound::message::Reaction;
use crate::inbound::node::Node;

/// Reads a `MessageReactionUpdated` object. It has no id of its own, so it gets that of the update.
pub(super) fn read(node: &Node<'_>, update_id: i64) -> Result<Found, InboundError> {
    let chat = sender::chat(&node.need_object("chat")?)?;
    let party = match (node.object("user")?, node.object("actor_chat")?) {
        (Some(user), _) => sender::user(&user)?,
        (None, Some(actor)) => sender::chat(&actor)?.party,
        (None, None) => chat.party.clone(),
    };
    let reactions = node.list("new_reaction", limits::LIST_ITEMS)?;
    let mut emoji = None;
    for reaction in &reactions {
        emoji = emoji.or(reaction.text("emoji", limits::ID_BYTES)?);
    }
    // A picture instead of an emoji must not look like a reaction taken back.
    let what = if emoji.is_none() && !reactions.is_empty() {
        What::Unsupported { kind: "message_reaction".to_owned() }
    } else {
        let target = sender::message_id(&chat, node)?;
        What::Reaction(Reaction { external_id: format!("reaction:{update_id}"), target, emoji })
    };
    Ok(Found {
        party: Some(party),
        conversation: chat.conversation,
        at_ms: node.seconds_as_ms("date")?,
        what,
    })
}

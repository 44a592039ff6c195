//! What became of messages that we sent, and of calls that we made.

use super::Line;
use super::sender::{Names, party};
use crate::inbound::call::{Call, CallDirection, CallPhase};
use crate::inbound::delivery::{Delivery, DeliveryError, DeliveryReport};
use crate::inbound::error::InboundError;
use crate::inbound::event::{Event, What};
use crate::inbound::limits;
use crate::inbound::node::Node;

/// Reads one entry of `statuses`.
pub(super) fn read(node: &Node<'_>, line: &Line<'_>) -> Result<Event, InboundError> {
    let target = node.need_id("id")?;
    let status = node.need_id("status")?.to_ascii_lowercase();
    let is_call = node.id("type")?.as_deref() == Some("call");
    let in_group = node.id("recipient_type")?.as_deref() == Some("group");
    let (group, names) = if in_group {
        let participant = [
            "recipient_participant_user_id",
            "recipient_participant_parent_user_id",
            "recipient_participant_id",
        ];
        (node.id("recipient_id")?, Names::read(node, participant)?)
    } else {
        (None, Names::read(node, ["recipient_user_id", "recipient_parent_user_id", "recipient_id"])?)
    };
    // In a group each member reads for themselves.
    let reader = if in_group { names.identities().into_iter().next() } else { None };
    let reader = reader.map(|identity| format!(":{}", identity.value)).unwrap_or_default();
    let subject = if is_call { "call" } else { "status" };
    Ok(Event {
        account: line.account.clone(),
        dedupe_key: format!("{subject}:{target}:{status}{reader}"),
        party: party(names, line.contacts),
        conversation: Line::group(group),
        at_ms: node.seconds_as_ms("timestamp")?,
        what: if is_call { call(target, status) } else { message(node, target, status)? },
        raw: node.raw()?,
    })
}

fn message(node: &Node<'_>, target: String, status: String) -> Result<What, InboundError> {
    let delivery = match status.as_str() {
        "sent" => Delivery::Sent,
        "delivered" => Delivery::Delivered,
        // A voice message that was played was also seen.
        "read" | "played" => Delivery::Read,
        "failed" => Delivery::Failed,
        _ => return Ok(What::Unsupported { kind: status }),
    };
    let errors = node.list("errors", limits::LIST_ITEMS)?;
    let error = match errors.first() {
        Some(error) => error_of(error)?,
        None => None,
    };
    Ok(What::Status(DeliveryReport { target, delivery, error }))
}

fn error_of(error: &Node<'_>) -> Result<Option<DeliveryError>, InboundError> {
    let Some(code) = error.whole("code")? else { return Ok(None) };
    Ok(Some(DeliveryError { code, title: error.label("title")? }))
}

fn call(external_id: String, status: String) -> What {
    let phase = match status.as_str() {
        "ringing" => CallPhase::Ringing,
        "accepted" => CallPhase::Accepted,
        "rejected" => CallPhase::Rejected,
        _ => return What::Unsupported { kind: status },
    };
    // Only calls that we made are reported this way.
    let direction = Some(CallDirection::Outbound);
    What::Call(Call { external_id, phase, direction, duration_ms: None })
}

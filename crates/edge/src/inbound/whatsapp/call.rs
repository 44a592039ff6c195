//! Calls to and from a WhatsApp number.

use super::Line;
use super::sender::{Names, party};
use crate::inbound::call::{Call, CallDirection, CallPhase};
use crate::inbound::error::{Fault, InboundError};
use crate::inbound::event::{Event, What};
use crate::inbound::node::Node;
use crate::inbound::party::Conversation;

const FROM: [&str; 3] = ["from_user_id", "from_parent_user_id", "from"];
const TO: [&str; 3] = ["to_user_id", "to_parent_user_id", "to"];

/// Reads one entry of `calls`.
pub(super) fn read(node: &Node<'_>, line: &Line<'_>) -> Result<Event, InboundError> {
    let external_id = node.need_id("id")?;
    let event = node.need_id("event")?.to_ascii_lowercase();
    let direction = match node.id("direction")?.as_deref() {
        Some("USER_INITIATED") => Some(CallDirection::Inbound),
        Some("BUSINESS_INITIATED") => Some(CallDirection::Outbound),
        _ => None,
    };
    let names = client(node, direction, line)?;
    Ok(Event {
        account: line.account.clone(),
        dedupe_key: format!("call:{external_id}:{event}"),
        party: party(names, line.contacts),
        conversation: Conversation::Personal,
        at_ms: node.seconds_as_ms("timestamp")?,
        what: what(node, external_id, event, direction)?,
        raw: node.raw()?,
    })
}

/// The side of the call that is not ours.
fn client(node: &Node<'_>, direction: Option<CallDirection>, line: &Line<'_>) -> Result<Names, InboundError> {
    let [first, second] = if direction == Some(CallDirection::Outbound) { [TO, FROM] } else { [FROM, TO] };
    let names = Names::read(node, first)?;
    // Some examples of Meta have the two sides the wrong way round.
    let is_ours = line.own_number.is_some() && names.phone() == line.own_number;
    if is_ours { Names::read(node, second) } else { Ok(names) }
}

fn what(
    node: &Node<'_>,
    external_id: String,
    event: String,
    direction: Option<CallDirection>,
) -> Result<What, InboundError> {
    let seconds = node.whole("duration")?.filter(|seconds| *seconds > 0);
    let duration_ms = match seconds.map(|seconds| seconds.checked_mul(1_000)) {
        Some(None) => return Err(node.bad(Fault::WrongType, "duration")),
        Some(duration_ms) => duration_ms,
        None => None,
    };
    let phase = match event.as_str() {
        "connect" => CallPhase::Connecting,
        // A duration is given only where the call was taken.
        "terminate" if duration_ms.is_some() => CallPhase::Completed,
        "terminate" => CallPhase::Failed,
        _ => return Ok(What::Unsupported { kind: event }),
    };
    Ok(What::Call(Call { external_id, phase, direction, duration_ms }))
}

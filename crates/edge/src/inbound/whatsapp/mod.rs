//! WhatsApp Cloud API.

use super::error::InboundError;
use super::event::Event;

pub(super) fn parse(_body: &[u8]) -> Result<Vec<Event>, InboundError> {
    Ok(Vec::new())
}

//! Telegram Bot API.

use super::error::InboundError;
use super::event::Event;

pub(super) fn parse(_channel: &str, _body: &[u8]) -> Result<Vec<Event>, InboundError> {
    Ok(Vec::new())
}

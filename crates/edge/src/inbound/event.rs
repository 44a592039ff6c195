//! One thing that happened on a channel, whatever the vendor.

use core::fmt;

use super::call::Call;
use super::delivery::DeliveryReport;
use super::error::InboundError;
use super::message::{Edit, Message, Reaction, Revoke};
use super::party::{Conversation, Identity, Party};
use super::verified::{Source, Verified};
use super::{telegram, whatsapp};

/// The connected account that an event belongs to. One body may hold events of several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// One WhatsApp number, by its `phone_number_id`.
    WhatsappNumber(String),
    /// A WhatsApp business account as a whole, by its id: notices about templates, limits and the like.
    WhatsappBusiness(String),
    /// One Telegram bot, by the channel that the address of the webhook named.
    TelegramBot(String),
}

impl Account {
    /// The vendor's id, or the channel's.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::WhatsappNumber(id) | Self::WhatsappBusiness(id) | Self::TelegramBot(id) => id,
        }
    }
}

/// What happened.
#[derive(Clone, PartialEq, Eq)]
pub enum What {
    /// A client wrote. This opens a chat where there is none.
    Message(Message),
    /// A client wrote a message anew.
    Edit(Edit),
    /// A client took a message back.
    Revoke(Revoke),
    /// A client reacted to a message, or took the reaction back.
    Reaction(Reaction),
    /// A client goes by other identities from now on; the party of the event holds those before.
    Moved {
        /// The notice, as a message of kind `system`, to be shown in the chat.
        notice: Message,
        /// The identities from now on.
        identities: Vec<Identity>,
        /// The phone number from now on, with `+` and digits only.
        phone: Option<String>,
    },
    /// News of a message that we sent.
    Status(DeliveryReport),
    /// News of a call.
    Call(Call),
    /// Something that belongs to no chat or that we do not know. It is stored and goes no further.
    Unsupported {
        /// The vendor's word for it.
        kind: String,
    },
}

impl What {
    /// The name of the variant, for counts and logs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Message(_) => "message",
            Self::Edit(_) => "edit",
            Self::Revoke(_) => "revoke",
            Self::Reaction(_) => "reaction",
            Self::Moved { .. } => "moved",
            Self::Status(_) => "status",
            Self::Call(_) => "call",
            Self::Unsupported { .. } => "unsupported",
        }
    }
}

/// One thing that happened on a channel.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    /// The connected account.
    pub account: Account,
    /// Names the event within its account: vendors deliver at least once, and a second event with the same
    /// account and key is the same event. At most 255 bytes longer than two identifiers.
    pub dedupe_key: String,
    /// The client. Always there for a message, edit, revocation, reaction and move; a status may lack it.
    pub party: Option<Party>,
    /// Where it was said.
    pub conversation: Conversation,
    /// When, by the vendor's clock, in milliseconds since the epoch. None where the vendor does not say: then
    /// the moment of receipt stands for it.
    pub at_ms: Option<i64>,
    /// What happened.
    pub what: What,
    /// The JSON that it was read from. Holds personal data and vendor ids.
    pub raw: String,
}

impl fmt::Debug for Event {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Event").field("what", &self.what.code()).finish_non_exhaustive()
    }
}

/// One webhook body, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbound {
    /// What happened, in the vendor's order. Empty for a body that announces nothing.
    pub events: Vec<Event>,
}

/// Reads a body whose sender is established.
///
/// # Errors
/// The body is not JSON, is not what the vendor documents, or is beyond the [`limits`](super::limits). Then
/// nothing of it is taken.
pub fn parse(verified: &Verified<'_>) -> Result<Inbound, InboundError> {
    let events = match verified.source() {
        Source::Whatsapp => whatsapp::parse(verified.body())?,
        Source::Telegram { channel } => telegram::parse(channel, verified.body())?,
    };
    Ok(Inbound { events })
}

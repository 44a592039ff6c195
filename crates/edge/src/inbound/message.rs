//! What was said: messages, and what happens to them later.

use core::fmt;

/// The kind of a message, as it stands in the store and in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// Written text.
    Text,
    /// A picture.
    Image,
    /// A sound file or a voice message.
    Audio,
    /// A film, an animation or a video note.
    Video,
    /// Any other file.
    Document,
    /// A sticker.
    Sticker,
    /// A place; the text names it.
    Location,
    /// Address cards; the text lists them.
    Contacts,
    /// A button or list entry that the client chose; the text is its label.
    Button,
    /// An order from a catalogue; the text lists it.
    Order,
    /// A notice of the vendor, such as a changed number.
    System,
    /// A kind that we do not know, kept as it came.
    Unsupported,
}

impl MessageKind {
    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Document => "document",
            Self::Sticker => "sticker",
            Self::Location => "location",
            Self::Contacts => "contacts",
            Self::Button => "button",
            Self::Order => "order",
            Self::System => "system",
            Self::Unsupported => "unsupported",
        }
    }
}

/// A file that came with a message. The bytes stay with the vendor.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The vendor's id, with which the file can be fetched.
    pub file_id: String,
    /// The file name, where the sender's device gave one. May hold a phone number.
    pub name: Option<String>,
    /// The media type, such as `image/jpeg`.
    pub mime: Option<String>,
    /// The size, where the vendor gives one.
    pub size_bytes: Option<u64>,
}

/// What a message holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Content {
    /// What it is.
    pub kind: MessageKind,
    /// What can be read: the text, a caption, or a place, card, order or button in words.
    pub text: Option<String>,
    /// The file, if any.
    pub attachment: Option<Attachment>,
    /// The vendor's word for it, where `kind` is [`System`](MessageKind::System) or
    /// [`Unsupported`](MessageKind::Unsupported).
    pub vendor_kind: Option<String>,
}

impl Content {
    pub(super) const fn of(kind: MessageKind, text: Option<String>) -> Self {
        Self { kind, text, attachment: None, vendor_kind: None }
    }

    pub(super) const fn with_file(kind: MessageKind, text: Option<String>, file: Attachment) -> Self {
        Self { kind, text, attachment: Some(file), vendor_kind: None }
    }

    pub(super) const fn unsupported(vendor_kind: Option<String>) -> Self {
        Self { kind: MessageKind::Unsupported, text: None, attachment: None, vendor_kind }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Content").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The advertisement or post that led the client to write.
#[derive(Clone, PartialEq, Eq)]
pub struct Referral {
    /// The vendor's id of the advertisement or post.
    pub source_id: Option<String>,
    /// Its address.
    pub source_url: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
}

/// A new message from a client.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// The vendor's id of it, unique within the account.
    pub external_id: String,
    /// What it holds.
    pub content: Content,
    /// The external id of the message that it answers.
    pub reply_to: Option<String>,
    /// Whether the client passed it on from elsewhere.
    pub forwarded: bool,
    /// What led the client here.
    pub referral: Option<Referral>,
}

impl fmt::Debug for Message {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Message").field("content", &self.content).finish_non_exhaustive()
    }
}

/// A message that the client wrote anew. It may arrive before the message itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Edit {
    /// The external id of the message.
    pub target: String,
    /// What it holds now.
    pub content: Content,
}

/// A message that the client took back.
#[derive(Clone, PartialEq, Eq)]
pub struct Revoke {
    /// The external id of the message.
    pub target: String,
}

/// A reaction to a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Reaction {
    /// The external id of the reaction itself, unique within the account.
    pub external_id: String,
    /// The external id of the message.
    pub target: String,
    /// The emoji; none when the reaction was taken back.
    pub emoji: Option<String>,
}

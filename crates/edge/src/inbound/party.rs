//! Who is on the other side, and in which conversation.

use core::fmt;

/// What an [`Identity`] is made of.
///
/// The codes stand in the store and in the contacts that a company brings along, so they never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentityKind {
    /// A WhatsApp user as this business knows them (business-scoped user id). Stays when the phone changes.
    WhatsappUser,
    /// A WhatsApp user across the linked businesses of one owner (parent user id).
    WhatsappParentUser,
    /// A WhatsApp account by `wa_id`, which is its phone number without `+`. May be absent.
    Whatsapp,
    /// A Telegram user, the same for every bot.
    Telegram,
    /// A Telegram group or channel that speaks in its own name.
    TelegramChat,
}

impl IdentityKind {
    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WhatsappUser => "whatsapp_user",
            Self::WhatsappParentUser => "whatsapp_parent_user",
            Self::Whatsapp => "whatsapp",
            Self::Telegram => "telegram",
            Self::TelegramChat => "telegram_chat",
        }
    }
}

/// One name under which a vendor knows somebody.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// What it is made of.
    pub kind: IdentityKind,
    /// The vendor's value. May embed a phone number, so it never leaves the edge.
    pub value: String,
}

impl fmt::Debug for Identity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Identity({})", self.kind.code())
    }
}

/// Somebody on the other side.
///
/// A person is found by *any* of the identities; where two of them lead to different contacts the earlier
/// one wins. The phone is never a key: it may be absent, and it can pass to somebody else.
#[derive(Clone, PartialEq, Eq)]
pub struct Party {
    /// The identities, the most lasting first. Never empty.
    pub identities: Vec<Identity>,
    /// The name that the person chose.
    pub name: Option<String>,
    /// The phone number with `+` and digits only, where the vendor gives one.
    pub phone: Option<String>,
    /// The user name, without `@`.
    pub handle: Option<String>,
    /// The language of their app, by its tag, where the vendor tells.
    pub language: Option<String>,
}

impl fmt::Debug for Party {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Party").field("identities", &self.identities).finish_non_exhaustive()
    }
}

/// A phone number with `+` and digits only; none where the text holds anything else than one in
/// international form, its `+` or not.
pub(super) fn international(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, '+' | ' ' | '-' | '(' | ')')).collect();
    let is_number = (5..=20).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("+{digits}"))
}

/// Where it was said.
#[derive(Clone, PartialEq, Eq)]
pub enum Conversation {
    /// With one client: the [`Party`] of the event.
    Personal,
    /// In a group of several people.
    Group {
        /// The vendor's id of the group, unique within the account.
        id: String,
        /// Its title, where the vendor gives one.
        title: Option<String>,
    },
}

impl fmt::Debug for Conversation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Personal => out.write_str("Personal"),
            Self::Group { .. } => out.write_str("Group"),
        }
    }
}

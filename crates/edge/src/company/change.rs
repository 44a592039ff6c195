//! What a request has changed, for those who watch.

use usher_core::{ChatFacts, ChatId, RoleId, UserId};

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A chat.
    Chat {
        /// Which.
        id: ChatId,
        /// What decided who may see it before; none: it is new.
        before: Option<ChatFacts>,
        /// The message that was added or changed.
        message: Option<String>,
    },
    /// What these users may do.
    Access(Vec<UserId>),
    /// A role was taken in an emergency, or is held so no more.
    Emergency {
        /// By whom: id and name.
        user: (UserId, String),
        /// Which: id and name.
        role: (RoleId, String),
        /// Until when, in milliseconds since the epoch, and why; none: it is over.
        lasts: Option<(i64, String)>,
    },
    /// A session ended.
    SessionEnded {
        /// SHA-256 of its token.
        token_hash: String,
    },
    /// A user may not be here any more.
    UserOut(UserId),
}

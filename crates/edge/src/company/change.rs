//! What a request has changed, for those who watch.

use usher_core::{ChatFacts, ChatId, UserId};

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
    /// A session ended.
    SessionEnded {
        /// SHA-256 of its token.
        token_hash: String,
    },
    /// A user may not be here any more.
    UserOut(UserId),
}

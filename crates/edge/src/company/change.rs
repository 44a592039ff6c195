//! What a request has changed, for those who watch.

use usher_core::routing::engine::PersonNo;
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
    /// Whether these people are there, or how much they have in hand.
    Team(Vec<PersonNo>),
    /// What waits.
    Queue,
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

/// What was told, and of the rest what it leaves untold: a chat that is told already is not told again.
pub fn joined(mut told: Vec<Change>, rest: Vec<Change>) -> Vec<Change> {
    for change in rest {
        let again = |one: &Change| match (one, &change) {
            (Change::Chat { id: one, .. }, Change::Chat { id: other, .. }) => one == other,
            _ => false,
        };
        if !told.iter().any(again) {
            told.push(change);
        }
    }
    told
}

//! What an access was made from, and how long it may be relied on.

/// Which state of the policy an access was made from, when, and until when it may be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The revision of the policy: a later one is newer.
    pub policy_revision: u32,
    /// When it was made, in milliseconds since 1970.
    pub issued_at: i64,
    /// From when on nothing is held by it any more, in milliseconds since 1970. A copy that a browser kept must
    /// not outlive what it was made from by long.
    pub expires_at: i64,
}

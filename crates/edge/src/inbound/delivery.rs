//! What became of a message that we sent.

use core::fmt;

/// How far a message of ours has come.
///
/// Reports arrive out of order; [`supersedes`](Self::supersedes) tells which one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// The vendor took it.
    Sent,
    /// The client's device has it.
    Delivered,
    /// The client saw it.
    Read,
    /// It will not arrive.
    Failed,
}

impl Delivery {
    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed => "failed",
        }
    }

    /// Whether a report of `self` changes a message that stands at `earlier`.
    ///
    /// Progress never goes back. A failure counts only as long as the message was not delivered.
    #[must_use]
    pub const fn supersedes(self, earlier: Self) -> bool {
        match (earlier, self) {
            (Self::Sent, Self::Delivered | Self::Read | Self::Failed)
            | (Self::Delivered, Self::Read)
            | (Self::Failed, Self::Delivered | Self::Read) => true,
            (_, _) => false,
        }
    }
}

/// Why a message was not delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryError {
    /// The vendor's number for it.
    pub code: i64,
    /// The vendor's words for it.
    pub title: Option<String>,
}

/// A report about a message that we sent.
#[derive(Clone, PartialEq, Eq)]
pub struct DeliveryReport {
    /// The external id of the message.
    pub target: String,
    /// How far it has come.
    pub delivery: Delivery,
    /// Why it failed, where the vendor says.
    pub error: Option<DeliveryError>,
}

// The external id embeds the client's number, so it is not shown.
impl fmt::Debug for DeliveryReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("DeliveryReport").field("delivery", &self.delivery).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Delivery::{self, Delivered, Failed, Read, Sent};

    #[test]
    fn progress_never_goes_back() {
        let order = [Sent, Delivered, Read];
        for (i, earlier) in order.iter().enumerate() {
            for (j, later) in order.iter().enumerate() {
                assert_eq!(later.supersedes(*earlier), j > i, "{later:?} after {earlier:?}");
            }
        }
    }

    #[test]
    fn failure_does_not_undo_what_arrived() {
        let beats_failure: Vec<Delivery> =
            [Sent, Delivered, Read, Failed].into_iter().filter(|one| one.supersedes(Failed)).collect();
        assert_eq!(beats_failure, [Delivered, Read]);
        assert!(Failed.supersedes(Sent));
        assert!(!Failed.supersedes(Delivered));
    }
}

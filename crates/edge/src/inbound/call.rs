//! Voice calls over a channel.

use core::fmt;

/// Who called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallDirection {
    /// The client called us.
    Inbound,
    /// We called the client.
    Outbound,
}

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallPhase {
    /// The vendor sets it up.
    Connecting,
    /// The other side rings.
    Ringing,
    /// The other side took it.
    Accepted,
    /// The other side refused it.
    Rejected,
    /// It is over after people spoke.
    Completed,
    /// It is over and nobody spoke: missed, busy or broken.
    Failed,
}

impl CallPhase {
    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Ringing => "ringing",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }
}

/// Something that happened to a call. Several events share one call.
#[derive(Clone, PartialEq, Eq)]
pub struct Call {
    /// The vendor's id of the call, unique within the account.
    pub external_id: String,
    /// Where it stands.
    pub phase: CallPhase,
    /// Who called, where the vendor says.
    pub direction: Option<CallDirection>,
    /// How long it was spoken, in milliseconds, once it is over.
    pub duration_ms: Option<i64>,
}

// The external id embeds the client's number, so it is not shown.
impl fmt::Debug for Call {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Call").field("phase", &self.phase).finish_non_exhaustive()
    }
}

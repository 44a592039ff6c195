//! Why a request could not be served: the caller's fault, or ours.

use core::fmt;

use crate::problem::{Code, Problem};

/// Why a request was not served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The caller's fault: what to tell the caller.
    Caller(Box<Problem>),
    /// Ours: the store refused; the text is its message, which names tables and columns and never a value.
    Store(String),
    /// Ours: a stored value is not what was written.
    Corrupt(&'static str),
    /// Ours: the system gave no random bytes.
    Randomness,
    /// Ours: the runtime refused something.
    Runtime(String),
}

impl Fault {
    /// What the caller is told. What went wrong inside stays inside.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Caller(problem) => *problem,
            Self::Store(_) | Self::Corrupt(_) | Self::Randomness | Self::Runtime(_) => {
                Problem::new(Code::Internal)
            }
        }
    }

    /// Whether the fault is ours and belongs in the log.
    pub fn is_ours(&self) -> bool {
        !matches!(self, Self::Caller(_))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Caller(problem) => f.write_str(problem.code().as_str()),
            Self::Store(message) => write!(f, "store: {message}"),
            Self::Corrupt(what) => write!(f, "corrupt: {what}"),
            Self::Randomness => f.write_str("no randomness"),
            Self::Runtime(message) => write!(f, "runtime: {message}"),
        }
    }
}

impl core::error::Error for Fault {}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Caller(Box::new(problem))
    }
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Problem::new(code).into()
    }
}

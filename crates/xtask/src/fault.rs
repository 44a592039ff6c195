//! Why a command could not do its work.

use std::fmt;

/// What every fallible step of xtask returns.
pub(crate) type Outcome<T> = Result<T, Fault>;

/// A failure as a developer reads it: what went wrong, and what to do about it where that is known.
#[derive(Debug)]
pub(crate) struct Fault {
    kind: Kind,
    message: String,
    hint: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Usage,
    Work,
}

impl Fault {
    /// Work that failed.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { kind: Kind::Work, message: message.into(), hint: None }
    }

    /// A command line that asks for something which does not exist.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        let hint = Some("see `cargo xtask --help`".to_owned());
        Self { kind: Kind::Usage, message: message.into(), hint }
    }

    /// Adds what the reader can do about it, instead of any earlier hint.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn advice(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// 2 for a wrong command line, 1 for everything else.
    pub(crate) fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::Usage => 2,
            Kind::Work => 1,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl From<lexopt::Error> for Fault {
    fn from(error: lexopt::Error) -> Self {
        Self::usage(error.to_string())
    }
}

/// Says what was being done when a library failed.
pub(crate) trait Doing<T> {
    /// `error` becomes "`what`: error".
    fn doing(self, what: impl fmt::Display) -> Outcome<T>;
}

impl<T, E: fmt::Display> Doing<T> for Result<T, E> {
    fn doing(self, what: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Fault::new(format!("{what}: {error}")))
    }
}

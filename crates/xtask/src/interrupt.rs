//! Ctrl-C, as something to look at: so that what was started is also stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::fault::{Doing, Fault, Outcome};

/// Whether the developer wants to stop. SIGTERM counts too.
#[derive(Debug, Clone)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// From now on Ctrl-C sets this instead of ending xtask.
    pub(crate) fn listen() -> Outcome<Self> {
        let flag = Arc::new(AtomicBool::new(false));
        let set = Arc::clone(&flag);
        ctrlc::set_handler(move || set.store(true, Ordering::Relaxed)).doing("listening for Ctrl-C")?;
        Ok(Self(flag))
    }

    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// # Errors
    /// When Ctrl-C was pressed.
    pub(crate) fn check(&self) -> Outcome<()> {
        if self.is_set() { Err(Fault::new("interrupted")) } else { Ok(()) }
    }
}

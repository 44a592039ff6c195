//! Usher's reviews of a whole policy for JavaScript: parse, call, convert.
//!
//! What an administrator's screen needs and an agent's does not, so it is a WebAssembly of its own: the subpath
//! `usher-access/admin` of the npm package, which is the only caller. Questions cross as text, answers as objects.

/// The one of the main entry.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

mod answer;
mod engine;
mod fault;
mod question;
mod routing;
mod what_if;
mod workbench;

pub use engine::Routing;
pub use fault::Fault;
pub use routing::route;
pub use what_if::{WhatIf, staffing};
pub use workbench::Workbench;

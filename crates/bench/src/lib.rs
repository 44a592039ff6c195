//! The loops that `cargo xtask bench routing` measures, within WebAssembly: the routing engine, and the rules that it is
//! held against. What crosses to JavaScript is how often, and nothing else: no reading or writing of JSON is measured.
//!
//! All answer one question, over the same world: of the members of a group who may take a channel and have room, who has the
//! fewest chats? The engine gives its reasons, knows what waits, and breaks ties by fairness; the rules beside it do none of
//! this and break ties by who was left alone the longest, so that they come to the same answers among themselves.

/// The one of the package.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

mod buckets;
mod desk;
mod engine;
mod heap;
mod scan;
mod world;

pub use desk::Desk;
pub use engine::Company;

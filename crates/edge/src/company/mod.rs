//! One company: the authority over its people, chats and assignments.
//!
//! Everything but [`object`] is free of the runtime: it works on any [`Database`](crate::store::Database) and is
//! synchronous from the first read to the last write, so that nothing interleaves.

pub mod change;
pub mod directory;
pub mod edit;
pub mod emergency;
pub mod export;
pub mod findable;
pub mod handlers;
pub mod identifiers;
pub mod ingest;
pub mod keyed;
pub mod ledger;
pub mod live;
pub mod object;
pub mod periods;
pub mod record;
pub mod routing;
pub mod schema;
pub mod serve;
pub mod view;

#[cfg(test)]
mod tests;

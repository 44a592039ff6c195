//! Where a company's rows are kept: SQLite, inside a Durable Object or, in tests, in memory.

mod database;
mod durable;
mod row;
#[cfg(test)]
pub mod scratch;

pub use database::{Database, in_transaction};
pub use durable::Durable;
pub use row::{Row, Value};

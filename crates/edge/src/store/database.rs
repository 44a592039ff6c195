//! What the edge asks of a database.

use super::row::{Row, Value};
use crate::fault::Fault;

/// A SQLite database that belongs to one company.
///
/// Everything here is synchronous: between the first read and the last write of a request nothing else runs.
pub trait Database {
    /// Runs one statement and reads all of its rows.
    ///
    /// # Errors
    /// [`Fault::Store`] where the database refuses.
    fn query(&self, sql: &str, params: Vec<Value>) -> Result<Vec<Row>, Fault>;

    /// Runs several statements without parameters.
    ///
    /// # Errors
    /// [`Fault::Store`] where the database refuses.
    fn script(&self, sql: &str) -> Result<(), Fault>;

    /// Runs the body; where it fails, everything written by it is undone. Use [`in_transaction`].
    ///
    /// # Errors
    /// The fault of the body, or [`Fault::Store`].
    fn transaction(&self, body: &mut dyn FnMut() -> Result<(), Fault>) -> Result<(), Fault>;
}

/// Runs the body in a transaction and hands on what it makes. Where it fails, nothing is written.
///
/// # Errors
/// The fault of the body, or [`Fault::Store`].
pub fn in_transaction<T>(
    database: &dyn Database,
    body: impl FnOnce() -> Result<T, Fault>,
) -> Result<T, Fault> {
    let mut body = Some(body);
    let mut made = None;
    database.transaction(&mut || {
        if let Some(body) = body.take() {
            made = Some(body()?);
        }
        Ok(())
    })?;
    made.ok_or_else(|| Fault::Store("the transaction did not run".to_owned()))
}

//! A company's rows, read and written one table a file.

mod assignments;
mod audit;
mod chats;
mod contacts;
mod desk;
mod emergencies;
mod engine;
mod exports;
mod inbound;
mod index;
mod keys;
mod lists;
mod logins;
mod messages;
mod missed;
mod parts;
mod people;
mod periods;
mod policy;
mod reveals;
mod routing;
mod searches;
mod secrets;
mod sessions;
mod traffic;
mod uses;

pub use assignments::{AssignmentRow, Reason};
pub use audit::{AuditRow, Deed};
pub use chats::{ChatRow, Last, Likeness, SaidBy};
pub use contacts::ContactRow;
pub use desk::{Colleague, Load, WAITING_FIRST, Waiting, WaitingGroup, WaitingPlace};
pub use emergencies::EmergencyRow;
pub use engine::{Attendance, NumberedGroup, OpenChat};
pub use exports::{EXPORT_CONDITION_FIRST, Exported, Placed, Stretch};
#[cfg(test)]
pub(super) use lists::statement;
pub use lists::{CONDITION_FIRST, ChatFilter, FACTS};
pub use logins::{Login, Tries};
pub use messages::{Draft, MessageRow, StoredAttachment, Waits};
pub use missed::{MISSED_FIRST, Missed, Within as MissedWithin};
pub use parts::{Among, Part};
pub use policy::Settings;
pub use routing::RoutingRow;
pub use searches::{SearchTime, Searches};
pub use secrets::Secret;
pub use sessions::{IDLE_MAX_MS, LIFE_MAX_MS, Session};
pub use uses::UseRow;

use serde::Serialize;

use crate::fault::Fault;
use crate::store::{Database, Row, Value, in_transaction};

/// A company's rows at one moment.
#[derive(Clone, Copy)]
pub struct Ledger<'a> {
    database: &'a dyn Database,
    /// The moment, in milliseconds since the epoch.
    pub now_ms: i64,
}

impl<'a> Ledger<'a> {
    /// Opens the ledger.
    pub fn new(database: &'a dyn Database, now_ms: i64) -> Self {
        Self { database, now_ms }
    }

    /// Runs the body in a transaction. Where it fails, nothing is written.
    ///
    /// # Errors
    /// The fault of the body, or [`Fault::Store`].
    pub fn transaction<T>(&self, body: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
        in_transaction(self.database, body)
    }

    fn rows(&self, sql: &str, params: Vec<Value>) -> Result<Vec<Row>, Fault> {
        self.database.query(sql, params)
    }

    fn row(&self, sql: &str, params: Vec<Value>) -> Result<Option<Row>, Fault> {
        Ok(self.rows(sql, params)?.into_iter().next())
    }

    fn write(&self, sql: &str, params: Vec<Value>) -> Result<(), Fault> {
        self.rows(sql, params).map(drop)
    }
}

fn json<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|_| Fault::Corrupt("a value that is not JSON"))
}

/// The name of a value whose JSON is one word.
fn word<T: Serialize>(value: &T) -> Result<String, Fault> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(Fault::Corrupt("a value that is not a word")),
    }
}

/// The value of a word, the reverse of [`word`].
fn unword<T: serde::de::DeserializeOwned>(word: String) -> Result<T, Fault> {
    usher_core::read::from_value(&serde_json::Value::String(word))
        .map_err(|_| Fault::Corrupt("an unknown word"))
}

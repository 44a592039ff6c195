//! A database in memory, for tests.

use std::cell::Cell;

use rusqlite::{Connection, types::Value as Sqlite};

use super::database::Database;
use super::row::{Row, Value};
use crate::fault::Fault;

/// A fresh database in memory, which notes what it does.
pub struct Scratch {
    connection: Connection,
    work: Cell<Work>,
}

/// What a database did: no measure of time, which a busy machine would change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Statements that were run.
    pub statements: u32,
    /// Steps that SQLite took for them.
    pub steps: u32,
}

impl Scratch {
    /// An empty one.
    pub fn empty() -> Self {
        Self { connection: Connection::open_in_memory().unwrap(), work: Cell::default() }
    }

    /// What was done since this was last asked.
    pub fn work(&self) -> Work {
        self.work.take()
    }

    /// How many rows a statement finds, and the steps that SQLite takes for it: a measure that no busy machine
    /// changes.
    pub fn effort(&self, sql: &str, params: Vec<Value>) -> (usize, i64) {
        let mut statement = self.connection.prepare(sql).unwrap();
        let mut rows = statement.query(rusqlite::params_from_iter(params.into_iter().map(bound))).unwrap();
        let mut found = 0;
        while rows.next().unwrap().is_some() {
            found += 1;
        }
        drop(rows);
        (found, statement.get_status(rusqlite::StatementStatus::VmStep).into())
    }
}

fn bound(value: Value) -> Sqlite {
    match value {
        Value::Null => Sqlite::Null,
        Value::Integer(number) => Sqlite::Integer(number),
        Value::Text(text) => Sqlite::Text(text),
    }
}

fn refused(error: rusqlite::Error) -> Fault {
    Fault::Store(error.to_string())
}

impl Database for Scratch {
    fn query(&self, sql: &str, params: Vec<Value>) -> Result<Vec<Row>, Fault> {
        let mut statement = self.connection.prepare(sql).map_err(refused)?;
        let columns = statement.column_count();
        let params = params.into_iter().map(bound);
        let rows = statement
            .query_map(rusqlite::params_from_iter(params), |row| {
                let values: Result<Vec<Value>, _> = (0..columns)
                    .map(|i| {
                        row.get::<_, Sqlite>(i).map(|value| match value {
                            Sqlite::Integer(number) => Value::Integer(number),
                            Sqlite::Text(text) => Value::Text(text),
                            _ => Value::Null,
                        })
                    })
                    .collect();
                values.map(Row::new)
            })
            .map_err(refused)?;
        let rows = rows.collect::<Result<_, _>>().map_err(refused);
        let Work { statements, steps } = self.work.get();
        let more = u32::try_from(statement.get_status(rusqlite::StatementStatus::VmStep)).unwrap();
        self.work.set(Work { statements: statements + 1, steps: steps + more });
        rows
    }

    fn script(&self, sql: &str) -> Result<(), Fault> {
        self.connection.execute_batch(sql).map_err(refused)
    }

    fn transaction(&self, body: &mut dyn FnMut() -> Result<(), Fault>) -> Result<(), Fault> {
        self.script("SAVEPOINT edge")?;
        let done = body();
        self.script(if done.is_ok() { "RELEASE edge" } else { "ROLLBACK TO edge; RELEASE edge" })?;
        done
    }
}

//! The database of a Durable Object.

use wasm_bindgen::prelude::*;
use worker::{SqlStorage, SqlStorageValue, Storage};

use super::database::Database;
use super::row::{Row, Value};
use crate::fault::Fault;

#[wasm_bindgen]
extern "C" {
    // The crate `worker` binds only the asynchronous `transaction`, in which other requests could interleave.
    type Transactions;

    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &Transactions,
        body: &mut dyn FnMut() -> Result<(), JsValue>,
    ) -> Result<(), JsValue>;
}

/// The SQLite database of a Durable Object.
pub struct Durable {
    storage: Storage,
    sql: SqlStorage,
}

impl Durable {
    /// Opens the database of an object. Nothing is written.
    pub fn new(storage: Storage) -> Self {
        let sql = storage.sql();
        Self { storage, sql }
    }

    fn run(&self, sql: &str, params: Vec<Value>) -> Result<Vec<Row>, worker::Error> {
        let params: Vec<SqlStorageValue> = params.into_iter().map(to_storage).collect();
        let rows = self.sql.exec(sql, params)?;
        rows.raw().map(|columns| Ok(Row::new(columns?.into_iter().map(from_storage).collect()))).collect()
    }
}

impl Database for Durable {
    fn query(&self, sql: &str, params: Vec<Value>) -> Result<Vec<Row>, Fault> {
        self.run(sql, params).map_err(refused)
    }

    fn script(&self, sql: &str) -> Result<(), Fault> {
        self.sql.exec(sql, None).map(|_| ()).map_err(refused)
    }

    fn transaction(&self, body: &mut dyn FnMut() -> Result<(), Fault>) -> Result<(), Fault> {
        let mut fault = None;
        let transactions: &Transactions = self.storage.as_raw().unchecked_ref();
        let done = transactions.transaction_sync(&mut || {
            body().map_err(|why| {
                // Throwing is what makes the runtime roll back; the fault itself travels beside it.
                fault = Some(why);
                JsValue::from_str("rolled back")
            })
        });
        match (fault, done) {
            (Some(fault), _) => Err(fault),
            (None, Err(error)) => Err(refused(error.into())),
            (None, Ok(())) => Ok(()),
        }
    }
}

fn refused(error: worker::Error) -> Fault {
    Fault::Store(error.to_string())
}

fn to_storage(value: Value) -> SqlStorageValue {
    match value {
        Value::Null => SqlStorageValue::Null,
        Value::Integer(number) => SqlStorageValue::Integer(number),
        Value::Text(text) => SqlStorageValue::String(text),
    }
}

fn from_storage(value: SqlStorageValue) -> Value {
    match value {
        SqlStorageValue::Null | SqlStorageValue::Float(_) | SqlStorageValue::Blob(_) => Value::Null,
        SqlStorageValue::Boolean(truth) => Value::Integer(truth.into()),
        SqlStorageValue::Integer(number) => Value::Integer(number),
        SqlStorageValue::String(text) => Value::Text(text),
    }
}

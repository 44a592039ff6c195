//! The tables of a company, as numbered migrations that run once each, in order.

use crate::fault::Fault;
use crate::store::{Database, in_transaction};

/// Every migration, oldest first. A published one is never edited: a change is a new one.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001_company.sql"),
    include_str!("schema/0002_periods.sql"),
    include_str!("schema/0003_lists.sql"),
    include_str!("schema/0004_moments.sql"),
];

/// Whether the object holds tables at all. Reading this writes nothing, so asking about a company that does not
/// exist leaves no trace.
///
/// # Errors
/// [`Fault::Store`] where the database refuses.
pub fn is_laid_out(database: &dyn Database) -> Result<bool, Fault> {
    let rows = database
        .query("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migration'", Vec::new())?;
    Ok(!rows.is_empty())
}

/// Applies what has not been applied yet.
///
/// # Errors
/// [`Fault::Store`] where the database refuses; then the migration that failed has left nothing behind.
pub fn migrate(database: &dyn Database, now_ms: i64) -> Result<(), Fault> {
    let applied = match is_laid_out(database)? {
        true => applied(database)?,
        false => 0,
    };
    for (number, script) in (1_i64..).zip(MIGRATIONS).filter(|(number, _)| *number > applied) {
        in_transaction(database, || {
            database.script(script)?;
            database.query(
                "INSERT INTO migration (number, applied_at_ms) VALUES (?1, ?2)",
                vec![number.into(), now_ms.into()],
            )
        })?;
    }
    Ok(())
}

fn applied(database: &dyn Database) -> Result<i64, Fault> {
    let mut rows = database.query("SELECT coalesce(max(number), 0) FROM migration", Vec::new())?;
    rows.pop().ok_or(Fault::Corrupt("no count of migrations"))?.integer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::scratch::Scratch;

    #[test]
    fn migrations_run_once() {
        let database = Scratch::empty();
        assert!(!is_laid_out(&database).unwrap());
        migrate(&database, 1).unwrap();
        migrate(&database, 2).unwrap();
        let mut rows =
            database.query("SELECT count(*), min(applied_at_ms) FROM migration", Vec::new()).unwrap();
        let mut row = rows.remove(0);
        assert_eq!((row.integer().unwrap(), row.integer().unwrap()), (MIGRATIONS.len() as i64, 1));
    }

    #[test]
    fn the_audit_log_takes_no_change() {
        let database = Scratch::empty();
        migrate(&database, 1).unwrap();
        let row = "INSERT INTO audit (seq, at_ms, action, subject, detail, previous, hash) VALUES (1, 1, 'a', 's', '{}', 'p', 'h')";
        database.query(row, Vec::new()).unwrap();
        assert!(database.query("UPDATE audit SET action = 'b'", Vec::new()).is_err());
        assert!(database.query("DELETE FROM audit", Vec::new()).is_err());
    }
}

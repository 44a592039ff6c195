//! The tables of a company, as numbered migrations that run once each, in order.

use crate::fault::Fault;
use crate::store::{Database, in_transaction};

/// Every migration, oldest first. A published one is never edited: a change is a new one.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001_company.sql"),
    include_str!("schema/0002_periods.sql"),
    include_str!("schema/0003_lists.sql"),
    include_str!("schema/0004_moments.sql"),
    include_str!("schema/0005_masking.sql"),
    include_str!("schema/0006_exports.sql"),
    include_str!("schema/0007_numbers.sql"),
    include_str!("schema/0008_routing.sql"),
    include_str!("schema/0009_engine.sql"),
    include_str!("schema/0010_labels.sql"),
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
    fn a_company_of_an_older_schema_is_brought_up() {
        let database = Scratch::empty();
        for (number, script) in (1_i64..).zip(MIGRATIONS).take(2) {
            database.script(script).unwrap();
            let sql = "INSERT INTO migration (number, applied_at_ms) VALUES (?1, 1)";
            database.query(sql, vec![number.into()]).unwrap();
        }
        database
            .script(
                "INSERT INTO channel VALUES ('c', 0, 'sms', 'C', NULL);
                 INSERT INTO user (id, position, name, username, status, roles, denied, emergency) VALUES
                   ('u', 0, 'U', 'u', 'active', '[]', '[]', '[{\"id\":\"r\",\"startsAt\":5,\"endsAt\":9}]');
                 INSERT INTO contact (id, known, responsible_id, created_at_ms) VALUES ('k', 1, 'u', 1);
                 INSERT INTO chat (id, channel_id, contact_id, vendor_key, kind, status, updated_at_ms) VALUES
                   ('personal', 'c', 'k', '1', 'personal', 'open', 1), ('group', 'c', 'k', '2', 'group', 'open', 1);",
            )
            .unwrap();
        migrate(&database, 2).unwrap();
        let texts = |sql: &str| -> Vec<String> {
            database.query(sql, Vec::new()).unwrap().into_iter().map(|mut row| row.text().unwrap()).collect()
        };
        // A group chat has no responsible.
        let facts = "SELECT id || ' ' || coalesce(responsible_id, '-') || ' ' || known FROM chat ORDER BY id";
        assert_eq!(texts(facts), ["group - 1", "personal u 1"]);
        let taken = "SELECT user_id || role_id || starts_at_ms || ends_at_ms FROM emergency";
        assert_eq!(texts(taken), ["ur59"]);
        // From here on the triggers keep it.
        database
            .script("UPDATE contact SET responsible_id = NULL, known = 0; UPDATE chat SET kind = 'group'")
            .unwrap();
        assert_eq!(texts(facts), ["group - 0", "personal - 0"]);
        database.script("UPDATE contact SET responsible_id = 'u'").unwrap();
        assert_eq!(texts(facts), ["group - 0", "personal - 0"]);
        database.script("UPDATE chat SET kind = 'personal' WHERE id = 'group'").unwrap();
        assert_eq!(texts(facts), ["group u 0", "personal - 0"]);
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

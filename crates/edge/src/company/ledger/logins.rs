//! Who may try to log in, and with which password.

use usher_core::UserId;

use super::Ledger;
use crate::fault::Fault;

/// Tries that are free; from here on each failure doubles the wait.
const FREE_TRIES: i64 = 10;
const FIRST_WAIT_S: i64 = 30;
const LONGEST_WAIT_S: i64 = 3_600;
/// Failures are forgotten after this long without a new one, in milliseconds: a day.
const MEMORY_MS: i64 = 86_400_000;
/// Greatest number of names whose failures are remembered at once.
const NAMES_MAX: i64 = 20_000;

/// Whether a name may be tried now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tries {
    /// It may; the try is counted already.
    Open,
    /// Not before so many seconds.
    LockedFor {
        /// Seconds.
        wait_s: u32,
    },
}

/// A user who can log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The user.
    pub user: UserId,
    /// The hash of the password.
    pub password_hash: String,
}

impl Ledger<'_> {
    /// Counts a try, before it is known how it ends: so many tries at once do not slip through together.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn begin_try(&self, name: &str) -> Result<Tries, Fault> {
        self.transaction(|| {
            let failures = self.recent_failures(name)?;
            if let Some((count, failed_at_ms)) = failures {
                let open_at_ms = failed_at_ms + wait_s(count) * 1_000;
                if open_at_ms > self.now_ms {
                    let wait_s = (open_at_ms - self.now_ms).div_euclid(1_000) + 1;
                    return Ok(Tries::LockedFor { wait_s: u32::try_from(wait_s).unwrap_or(u32::MAX) });
                }
            }
            self.forget_old_failures()?;
            let count = failures.map_or(1, |(count, _)| count + 1);
            self.write(
                "INSERT INTO login_failure (name, failures, failed_at_ms) VALUES (?1, ?2, ?3)
                 ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, failed_at_ms = excluded.failed_at_ms",
                vec![name.into(), count.into(), self.now_ms.into()],
            )?;
            Ok(Tries::Open)
        })
    }

    /// Forgets the failures of a name: somebody got in.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn end_tries(&self, name: &str) -> Result<(), Fault> {
        self.write("DELETE FROM login_failure WHERE name = ?1", vec![name.into()])
    }

    /// Who logs in under a name; none where there is nobody, or nobody active, or no password.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn login(&self, username: &str) -> Result<Option<Login>, Fault> {
        let sql = "SELECT user.id, password_hash FROM user JOIN credential ON credential.user_id = user.id
             WHERE username = ?1 AND status = 'active'";
        let Some(mut row) = self.row(sql, vec![username.into()])? else { return Ok(None) };
        Ok(Some(Login { user: row.parsed(UserId::parse)?, password_hash: row.text()? }))
    }

    /// Sets a password.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_credential(&self, login: &Login) -> Result<(), Fault> {
        self.write(
            "INSERT INTO credential (user_id, password_hash, changed_at_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash,
               changed_at_ms = excluded.changed_at_ms",
            vec![login.user.as_str().into(), (&login.password_hash).into(), self.now_ms.into()],
        )
    }

    fn recent_failures(&self, name: &str) -> Result<Option<(i64, i64)>, Fault> {
        let sql = "SELECT failures, failed_at_ms FROM login_failure WHERE name = ?1 AND failed_at_ms > ?2";
        let row = self.row(sql, vec![name.into(), (self.now_ms - MEMORY_MS).into()])?;
        row.map(|mut row| Ok((row.integer()?, row.integer()?))).transpose()
    }

    fn forget_old_failures(&self) -> Result<(), Fault> {
        self.write(
            "DELETE FROM login_failure WHERE failed_at_ms <= ?1",
            vec![(self.now_ms - MEMORY_MS).into()],
        )?;
        self.write(
            "DELETE FROM login_failure WHERE name IN
               (SELECT name FROM login_failure ORDER BY failed_at_ms DESC LIMIT -1 OFFSET ?1)",
            vec![NAMES_MAX.into()],
        )
    }
}

/// How long a name is closed after so many failures in a row, in seconds.
fn wait_s(failures: i64) -> i64 {
    if failures < FREE_TRIES {
        return 0;
    }
    let doublings = u32::try_from(failures - FREE_TRIES).unwrap_or(u32::MAX).min(16);
    (FIRST_WAIT_S << doublings).min(LONGEST_WAIT_S)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour() {
        assert_eq!([9, 10, 11, 12, 16, 17, i64::MAX].map(wait_s), [0, 30, 60, 120, 1_920, 3_600, 3_600]);
    }
}

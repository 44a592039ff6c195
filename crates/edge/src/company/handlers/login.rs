//! Logging in. The password itself is verified in the front worker: that blocks its thread for long.

use serde::{Deserialize, Serialize};
use usher_core::UserId;

use crate::company::directory::Directory;
use crate::company::ledger::{Deed, Ledger, Login, Session, Tries};
use crate::company::serve::Answer;
use crate::company::view::{Named, company_brief};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Said;
use crate::problem::{Code, Problem};

/// Who may be behind a name: told to the front worker only.
#[derive(Serialize, Deserialize)]
pub struct Begun {
    /// The user and the hash of the password; none where nobody can log in under the name.
    pub login: Option<(UserId, String)>,
}

/// That somebody knew a password.
pub struct Proof {
    /// The user.
    pub user: UserId,
    /// The hash that the password was verified against.
    pub password_hash: String,
    /// SHA-256 of the new session's token.
    pub token_hash: String,
}

/// Counts a try under a name, and says which hash to verify against.
///
/// # Errors
/// [`Code::LockedOut`], or [`Fault`].
pub fn begin(ledger: &Ledger<'_>, username: &str) -> Result<Answer, Fault> {
    count(ledger, username)?;
    let login = ledger.login(username)?.map(|login| (login.user, login.password_hash));
    Ok(Reply::inside(&Begun { login }).into())
}

/// The same where there is no company: there is nobody, and it looks the same.
///
/// # Errors
/// [`Code::LockedOut`], or [`Fault`].
pub fn begin_in_lobby(ledger: &Ledger<'_>, name: &str) -> Result<Answer, Fault> {
    count(ledger, name)?;
    Ok(Reply::inside(&Begun { login: None }).into())
}

fn count(ledger: &Ledger<'_>, name: &str) -> Result<(), Fault> {
    match ledger.begin_try(name)? {
        Tries::Open => Ok(()),
        Tries::LockedFor { wait_s } => Err(Problem::new(Code::LockedOut).with_retry_after(wait_s).into()),
    }
}

/// Starts a session for somebody who knew the password.
///
/// # Errors
/// [`Code::InvalidCredentials`] where the user was deactivated or the password changed meanwhile, or [`Fault`].
pub fn finish(ledger: &Ledger<'_>, directory: &Directory, proof: &Proof) -> Result<Answer, Fault> {
    let user = ledger.user(&proof.user)?.ok_or(Code::InvalidCredentials)?;
    let current = ledger.login(&user.username)?.ok_or(Code::InvalidCredentials)?;
    if current != (Login { user: proof.user.clone(), password_hash: proof.password_hash.clone() }) {
        return Err(Code::InvalidCredentials.into());
    }
    ledger.transaction(|| {
        ledger.end_tries(&user.username)?;
        ledger.put_session(&Session { token_hash: proof.token_hash.clone(), user: user.id.clone() })?;
        ledger.touch_user(&user.id)?;
        ledger.audit(&Deed {
            actor: Some(&user.id),
            action: "session.started",
            subject: Said::new("user:{}", &[&user.id]),
            detail: object! {},
        })
    })?;
    let company = company_brief(&directory.settings.company);
    Ok(Reply::ok(&object! { "user": Named::new(&user.id, &user.name), "company": company }).into())
}

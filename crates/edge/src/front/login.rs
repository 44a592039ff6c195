//! Logging in.

use usher_core::CompanyCode;
use worker::Response;

use super::company::{LOBBY, Object};
use super::{Outgoing, Visit, read, read_own};
use crate::ask::{Ask, LoginBody};
use crate::company::handlers::login::Begun;
use crate::company::ledger::LIFE_MAX_MS;
use crate::fault::Fault;
use crate::http::endpoint::Endpoint;
use crate::http::reply::Reply;
use crate::out::declared::Who;
use crate::password::{DUMMY, PASSWORD_MAX_BYTES, verify};
use crate::problem::{Code, Problem};
use crate::{hex, random};

const NAME_MAX_BYTES: usize = 64;

/// Logs in. Whatever is wrong, the answer and the work done for it are the same.
pub(super) async fn log_in(mut visit: Visit) -> Result<Outgoing, Fault> {
    let body: LoginBody = read(&visit.json(&Endpoint::Login).await?)?;
    let too_long = body.company.len() > NAME_MAX_BYTES
        || body.username.len() > NAME_MAX_BYTES
        || body.password.len() > PASSWORD_MAX_BYTES;
    if too_long {
        return Err(Problem::new(Code::InvalidField).with_detail("a value is too long").into());
    }
    let username = body.username.trim().to_lowercase();
    let code = body.company.trim().to_lowercase();
    let company = CompanyCode::parse(&code).ok();
    let begun = begin(&visit, company.as_ref(), &code, &username).await?;
    let begun: Begun = match begun.status_code() {
        200 => read_own(begun).await?,
        _ => return Ok(Outgoing::Objects(begun)),
    };
    let (user, hash) = begun.login.map_or((None, DUMMY.to_owned()), |(user, hash)| (Some(user), hash));
    let right = verify(&body.password, &hash)?;
    let (Some(company), Some(user), true) = (company, user, right) else {
        return Err(Code::InvalidCredentials.into());
    };
    let token = random::token()?;
    let finish = Ask::LoginFinish { user, password_hash: hash, token_hash: hex::sha256(token.as_bytes()) };
    let finished = visit.object(&company)?.ask(&finish).await?;
    if finished.status_code() != 200 {
        return Ok(Outgoing::Objects(finished));
    }
    let who: Who = read_own(finished).await?;
    let cookie = visit.transport().set(&company, &token, LIFE_MAX_MS / 1_000);
    Ok(Reply::ok(&who).with_cookie(cookie).into())
}

/// Asks the company, or the lobby where there is no such company.
async fn begin(
    visit: &Visit,
    company: Option<&CompanyCode>,
    code: &str,
    username: &str,
) -> Result<Response, Fault> {
    if let Some(company) = company {
        let begun = visit.object(company)?.ask(&Ask::LoginBegin { username: username.to_owned() }).await?;
        if begun.status_code() != 404 {
            return Ok(begun);
        }
    }
    let name = hex::sha256(format!("{code}/{username}").as_bytes());
    Object::of(&visit.env, LOBBY)?.ask(&Ask::LobbyBegin { name }).await
}

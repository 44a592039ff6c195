//! Making a company, which only the operator of this installation may do.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::{Outgoing, Visit, read};
use crate::ask::{Ask, FoundBody, Founding};
use crate::company::handlers::found::read_policy;
use crate::fault::Fault;
use crate::http::endpoint::Endpoint;
use crate::http::wire::header;
use crate::out::Said;
use crate::password;
use crate::problem::{Code, Detail, Problem};

/// Checks the operator's token and the body, hashes the passwords, and passes the rest on.
pub(super) async fn found(mut visit: Visit) -> Result<Outgoing, Fault> {
    check_operator(&visit)?;
    let body: FoundBody = read(&visit.json(&Endpoint::Found).await?)?;
    let policy = body.policy.to_string();
    let company = read_policy(&policy)?.company.code;
    let weak: Vec<Detail> = body
        .credentials
        .iter()
        .enumerate()
        .filter(|(_, credential)| !password::is_acceptable(&credential.password))
        .map(|(place, _)| Detail {
            code: "password_weak",
            pointer: Said::new("/credentials/{}/password", &[&place]),
            message: "a password has 10 to 256 characters: lower and upper case, a digit and a sign".into(),
        })
        .collect();
    if !weak.is_empty() {
        return Err(Problem::new(Code::InvalidField).with_errors(weak).into());
    }
    let mut credentials = Vec::with_capacity(body.credentials.len());
    for credential in body.credentials {
        credentials.push((credential.user, password::hash(&credential.password)?));
    }
    let founding =
        Founding { policy, credentials, channel_secrets: body.channel_secrets, contacts: body.contacts };
    visit.object(&company)?.ask(&Ask::Found(founding)).await.map(Outgoing::Objects)
}

fn check_operator(visit: &Visit) -> Result<(), Fault> {
    let expected = visit.setting("USHER_OPERATOR_TOKEN").ok_or(Code::OperatorTokenInvalid)?;
    let given = header(&visit.request, "authorization").unwrap_or_default();
    let given = given.strip_prefix("Bearer ").unwrap_or_default();
    // Digests have one length, so comparing them tells nothing about that of the token.
    let same = Sha256::digest(given.as_bytes()).ct_eq(&Sha256::digest(expected.as_bytes()));
    if same.into() { Ok(()) } else { Err(Code::OperatorTokenInvalid.into()) }
}

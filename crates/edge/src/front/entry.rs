//! Where every request to the API starts.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the macro `event` answers and logs what fails outside of ours, with words of its own"
)]

use worker::{Context, Env, Request, Response, event};

use super::{Outgoing, Visit, answer};
use crate::http::address::Address;
use crate::http::wire::{answer_fault, respond};
use crate::problem::Code;

/// Every request to the API starts here.
///
/// # Errors
/// The runtime's, where not even a problem document can be made.
#[event(fetch)]
pub async fn fetch(request: Request, env: Env, _context: Context) -> worker::Result<Response> {
    let outgoing = match Address::read(&request.inner().url()) {
        Some(address) => answer(Visit { request, address, env }).await,
        None => Err(Code::NotFound.into()),
    };
    match outgoing {
        Ok(Outgoing::Objects(response)) => Ok(response),
        Ok(Outgoing::Ours(reply)) => respond(reply),
        Err(fault) => respond(answer_fault(fault)),
    }
}

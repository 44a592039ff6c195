//! HTTP to the worker on this machine.

use std::time::Duration;

use ureq::http::{Request, Response};
use ureq::{Agent, Body};

use crate::fault::{Doing, Fault, Outcome};

const TIMEOUT: Duration = Duration::from_secs(20);

/// A request; headers in the order given.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) method: &'a str,
    pub(crate) url: &'a str,
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: &'a [u8],
}

/// What came back, of any status.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    /// `name=value` of the cookie that was set, if one was.
    pub(crate) cookie: Option<String>,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Outcome<serde_json::Value> {
        serde_json::from_str(&self.body).doing("reading the answer")
    }
}

/// Sends one request.
///
/// # Errors
/// Only when there is no answer; an answer of any status is none.
pub(crate) fn send(call: &Call<'_>) -> Outcome<Answer> {
    let agent: Agent =
        Agent::config_builder().http_status_as_error(false).timeout_global(Some(TIMEOUT)).build().into();
    let mut request = Request::builder().method(call.method).uri(call.url);
    for (name, value) in call.headers {
        request = request.header(*name, *value);
    }
    let doing = || format!("{} {}", call.method, call.url);
    let response = if call.body.is_empty() {
        agent.run(request.body(()).doing(doing())?)
    } else {
        agent.run(request.body(call.body).doing(doing())?)
    };
    read(response.map_err(|error| Fault::new(format!("{}: {error}", doing())))?)
}

fn read(mut response: Response<Body>) -> Outcome<Answer> {
    let cookie = response.headers().get("set-cookie").and_then(|value| value.to_str().ok());
    let cookie = cookie.and_then(|value| value.split(';').next()).map(str::to_owned);
    let status = response.status().as_u16();
    let body = response.body_mut().read_to_string().doing("reading the answer")?;
    Ok(Answer { status, body, cookie })
}

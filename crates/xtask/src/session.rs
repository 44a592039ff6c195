//! A user of the demo, logged in as people do: by company code, user name and password.

use serde_json::{Value, json};

use crate::fault::{Fault, Outcome};
use crate::http::{self, Answer, Call};

/// An open session.
#[derive(Debug)]
pub(crate) struct Session {
    url: String,
    cookie: String,
}

impl Session {
    /// Logs in at the worker at `url`.
    pub(crate) fn open(url: &str, company: &str, username: &str, password: &str) -> Outcome<Self> {
        let body = json!({ "company": company, "username": username, "password": password }).to_string();
        let headers = [("content-type", "application/json"), ("origin", url)];
        let address = format!("{url}/v1/login");
        let answer =
            http::send(&Call { method: "POST", url: &address, headers: &headers, body: body.as_bytes() })?;
        let answer = succeed(answer, &format!("logging in as `{username}`"))?;
        let cookie = answer.cookie.ok_or_else(|| Fault::new("the log-in set no cookie"))?;
        Ok(Self { url: url.to_owned(), cookie })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    pub(crate) fn get(&self, path: &str) -> Outcome<Value> {
        self.call("GET", path, b"")?.json()
    }

    /// Posts `body`; an answer of success is all that matters.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Outcome<()> {
        self.call("POST", path, body.to_string().as_bytes()).map(drop)
    }

    fn call(&self, method: &str, path: &str, body: &[u8]) -> Outcome<Answer> {
        let url = format!("{}{path}", self.url);
        let mut headers = vec![("cookie", self.cookie.as_str()), ("origin", self.url.as_str())];
        if !body.is_empty() {
            headers.push(("content-type", "application/json"));
        }
        let answer = http::send(&Call { method, url: &url, headers: &headers, body })?;
        succeed(answer, &format!("{method} {path}"))
    }
}

/// The answer, when it is one of success.
///
/// # Errors
/// With what the problem document says.
pub(crate) fn succeed(answer: Answer, what: &str) -> Outcome<Answer> {
    if answer.is_success() {
        return Ok(answer);
    }
    let short: String = answer.body.chars().take(2000).collect();
    Err(Fault::new(format!("{what}: the worker answered {} {short}", answer.status)))
}

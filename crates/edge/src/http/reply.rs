//! What is answered.

use serde::Serialize;

use crate::problem::Problem;

/// An answer, before the runtime turns it into a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The media type of the body; none where there is no body.
    pub content_type: Option<&'static str>,
    /// The body.
    pub body: String,
    /// A `Set-Cookie` value.
    pub cookie: Option<String>,
    /// A `Retry-After` value, in seconds.
    pub retry_after_s: Option<u32>,
    /// The revision of the policy that the answer shows, sent as an `ETag`.
    pub revision: Option<u32>,
}

/// Headers that every answer of the API carries.
pub const HEADERS: &[(&str, &str)] = &[
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("cross-origin-resource-policy", "same-origin"),
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
];

impl Reply {
    fn new(status: u16, content_type: Option<&'static str>, body: String) -> Self {
        Self { status, content_type, body, cookie: None, retry_after_s: None, revision: None }
    }

    /// 200 with this as JSON.
    pub fn ok<T: Serialize>(value: &T) -> Self {
        Self::json(200, value)
    }

    /// 201 with this as JSON.
    pub fn created<T: Serialize>(value: &T) -> Self {
        Self::json(201, value)
    }

    /// 204.
    pub fn empty() -> Self {
        Self::new(204, None, String::new())
    }

    /// 200 with plain text.
    pub fn text(text: String) -> Self {
        Self::new(200, Some("text/plain; charset=utf-8"), text)
    }

    /// A problem document.
    pub fn problem(problem: &Problem) -> Self {
        let mut reply =
            Self::new(problem.code().status(), Some("application/problem+json"), problem.to_json());
        reply.retry_after_s = problem.retry_after_s();
        reply
    }

    /// The same with a cookie.
    #[must_use]
    pub fn with_cookie(mut self, cookie: String) -> Self {
        self.cookie = Some(cookie);
        self
    }

    /// The same with the revision of the policy that it shows.
    #[must_use]
    pub fn with_revision(mut self, revision: u32) -> Self {
        self.revision = Some(revision);
        self
    }

    fn json<T: Serialize>(status: u16, value: &T) -> Self {
        match serde_json::to_string(value) {
            Ok(body) => Self::new(status, Some("application/json"), body),
            Err(_) => Self::problem(&crate::problem::Code::Internal.into()),
        }
    }
}

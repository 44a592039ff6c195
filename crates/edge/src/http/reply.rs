//! What is answered.

use crate::company::handlers::login::Begun;
use crate::cookie::SetCookie;
use crate::inbound::Challenge;
use crate::out::Outward;
use crate::problem::{Code, Problem};

/// An answer, before the runtime turns it into a response. Its body and its headers are made of what may leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    status: u16,
    body: Option<Body>,
    cookie: Option<SetCookie>,
    retry_after_s: Option<u32>,
    revision: Option<u32>,
}

/// A body with its media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    content_type: &'static str,
    bytes: Vec<u8>,
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
    fn new(status: u16, body: Option<Body>) -> Self {
        Self { status, body, cookie: None, retry_after_s: None, revision: None }
    }

    /// 200 with this as JSON.
    pub fn ok(value: &impl Outward) -> Self {
        Self::json(200, "application/json", value)
    }

    /// 201 with this as JSON.
    pub fn created(value: &impl Outward) -> Self {
        Self::json(201, "application/json", value)
    }

    /// 204.
    pub fn empty() -> Self {
        Self::new(204, None)
    }

    /// 200 with what Meta wants to hear again.
    pub fn challenge(challenge: Challenge<'_>) -> Self {
        let bytes = challenge.as_str().as_bytes().to_vec();
        Self::new(200, Some(Body { content_type: "text/plain; charset=utf-8", bytes }))
    }

    /// 200 for the front worker, which keeps it to itself.
    pub fn inside(begun: &Begun) -> Self {
        match serde_json::to_vec(begun) {
            Ok(bytes) => Self::new(200, Some(Body { content_type: "application/json", bytes })),
            Err(_) => Self::problem(&Code::Internal.into()),
        }
    }

    /// A problem document.
    pub fn problem(problem: &Problem) -> Self {
        let status = problem.code().status();
        let mut reply = Self::json(status, "application/problem+json", &problem.document());
        reply.retry_after_s = problem.retry_after_s();
        reply
    }

    /// The same with a cookie.
    #[must_use]
    pub fn with_cookie(mut self, cookie: SetCookie) -> Self {
        self.cookie = Some(cookie);
        self
    }

    /// The same with the revision of the policy that it shows, sent as an `ETag`.
    #[must_use]
    pub fn with_revision(mut self, revision: u32) -> Self {
        self.revision = Some(revision);
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers beside [`HEADERS`].
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let own = [
            self.body.as_ref().map(|body| ("content-type", body.content_type.to_owned())),
            self.cookie.as_ref().map(|cookie| ("set-cookie", cookie.as_str().to_owned())),
            self.retry_after_s.map(|wait_s| ("retry-after", wait_s.to_string())),
            self.revision.map(|revision| ("etag", super::etag(revision))),
        ];
        own.into_iter().flatten().collect()
    }

    /// The body, where there is one.
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        self.body.map(|body| body.bytes)
    }

    /// The body as text.
    #[cfg(test)]
    pub(crate) fn text(&self) -> &str {
        self.body.as_ref().map_or("", |body| core::str::from_utf8(&body.bytes).unwrap())
    }

    fn json(status: u16, content_type: &'static str, value: &impl Outward) -> Self {
        let mut bytes = Vec::new();
        match value.write(&mut bytes) {
            Ok(()) => Self::new(status, Some(Body { content_type, bytes })),
            // What could not be written is told without it; a code alone always can be.
            Err(_) if status < 500 => Self::problem(&Code::Internal.into()),
            Err(_) => Self::new(500, None),
        }
    }
}

//! What is answered.

use crate::ask::Format;
use crate::company::export::Export;
use crate::company::handlers::login::Begun;
use crate::cookie::SetCookie;
use crate::inbound::Challenge;
use crate::out::{FileName, Outward};
use crate::problem::{Code, Problem};

/// An answer, before the runtime turns it into a response. Its body and its headers are made of what may leave.
#[derive(Debug, PartialEq, Eq)]
pub struct Reply {
    status: u16,
    content_type: Option<&'static str>,
    body: Body,
    disposition: Option<String>,
    cookie: Option<SetCookie>,
    retry_after_s: Option<u32>,
    revision: Option<u32>,
}

/// What is sent behind the headers.
#[derive(Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// These bytes.
    Bytes(Vec<u8>),
    /// What is read while it is sent.
    Export(Box<Export>),
}

const JSON: &str = "application/json";

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
    fn new(status: u16, content_type: Option<&'static str>, body: Body) -> Self {
        Self {
            status,
            content_type,
            body,
            disposition: None,
            cookie: None,
            retry_after_s: None,
            revision: None,
        }
    }

    /// 200 with this as JSON.
    pub fn ok(value: &dyn Outward) -> Self {
        Self::json(200, JSON, value)
    }

    /// 201 with this as JSON.
    pub fn created(value: &dyn Outward) -> Self {
        Self::json(201, JSON, value)
    }

    /// 204.
    pub fn empty() -> Self {
        Self::new(204, None, Body::Empty)
    }

    /// 200 with what Meta wants to hear again.
    pub fn challenge(challenge: Challenge<'_>) -> Self {
        let bytes = challenge.as_str().as_bytes().to_vec();
        Self::new(200, Some("text/plain; charset=utf-8"), Body::Bytes(bytes))
    }

    /// 200 for the front worker, which keeps it to itself.
    pub fn inside(begun: &Begun) -> Self {
        match serde_json::to_vec(begun) {
            Ok(bytes) => Self::new(200, Some(JSON), Body::Bytes(bytes)),
            Err(_) => Self::problem(&Code::Internal.into()),
        }
    }

    /// 200 with a file that is written while it is sent.
    pub fn export(export: Export, format: Format, name: &FileName) -> Self {
        let content_type = match format {
            Format::Csv => "text/csv; charset=utf-8; header=present",
            Format::Json => JSON,
        };
        let mut reply = Self::new(200, Some(content_type), Body::Export(Box::new(export)));
        reply.disposition = Some(name.disposition());
        reply
    }

    /// 200 without a byte: there would be an export.
    pub fn would_export() -> Self {
        Self::new(200, None, Body::Empty)
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
            self.content_type.map(|kind| ("content-type", kind.to_owned())),
            self.disposition.as_ref().map(|name| ("content-disposition", name.clone())),
            self.cookie.as_ref().map(|cookie| ("set-cookie", cookie.as_str().to_owned())),
            self.retry_after_s.map(|wait_s| ("retry-after", wait_s.to_string())),
            self.revision.map(|revision| ("etag", super::etag(revision))),
        ];
        own.into_iter().flatten().collect()
    }

    /// What is sent behind the headers.
    pub fn into_body(self) -> Body {
        self.body
    }

    /// The body as text.
    #[cfg(test)]
    pub(crate) fn text(&self) -> &str {
        match &self.body {
            Body::Bytes(bytes) => core::str::from_utf8(bytes).unwrap(),
            Body::Empty | Body::Export(_) => "",
        }
    }

    fn json(status: u16, content_type: &'static str, value: &dyn Outward) -> Self {
        let mut bytes = Vec::new();
        match value.write(&mut bytes) {
            Ok(()) => Self::new(status, Some(content_type), Body::Bytes(bytes)),
            // What could not be written is told without it; a code alone always can be.
            Err(_) if status < 500 => Self::problem(&Code::Internal.into()),
            Err(_) => Self::new(500, None, Body::Empty),
        }
    }
}

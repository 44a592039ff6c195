//! Between the runtime's requests and responses and ours.

use futures_util::StreamExt;
use worker::{Headers, Request, Response, ResponseBody};

use super::reply::{HEADERS, Reply};
use crate::fault::Fault;
use crate::problem::Code;

/// Turns an answer into a response.
///
/// # Errors
/// The runtime's, where it refuses a header or the body.
pub fn respond(reply: Reply) -> worker::Result<Response> {
    let headers = Headers::new();
    for (name, value) in HEADERS {
        headers.set(name, value)?;
    }
    if let Some(content_type) = reply.content_type {
        headers.set("content-type", content_type)?;
    }
    if let Some(cookie) = &reply.cookie {
        headers.append("set-cookie", cookie)?;
    }
    if let Some(retry_after_s) = reply.retry_after_s {
        headers.set("retry-after", &retry_after_s.to_string())?;
    }
    if let Some(revision) = reply.revision {
        headers.set("etag", &crate::http::etag(revision))?;
    }
    let body = match reply.content_type {
        Some(_) => ResponseBody::Body(reply.body.into_bytes()),
        None => ResponseBody::Empty,
    };
    Ok(Response::from_body(body)?.with_status(reply.status).with_headers(headers))
}

/// Turns a fault into an answer. Ours is logged, without anything that came from outside.
pub fn answer_fault(fault: Fault) -> Reply {
    if fault.is_ours() {
        worker::console_error!("{fault}");
    }
    Reply::problem(&fault.into_problem())
}

/// A header, where it is there and readable.
pub fn header(request: &Request, name: &str) -> Option<String> {
    request.headers().get(name).ok().flatten()
}

/// Reads a body, and stops as soon as it is larger than it may be.
///
/// # Errors
/// [`Code::BodyTooLarge`], or [`Fault::Runtime`] where the body breaks off.
pub async fn read_body(request: &mut Request, max_bytes: usize) -> Result<Vec<u8>, Fault> {
    let announced = header(request, "content-length").and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| length > u64::try_from(max_bytes).unwrap_or(u64::MAX)) {
        return Err(Code::BodyTooLarge.into());
    }
    if request.inner().body().is_none() {
        return Ok(Vec::new());
    }
    let mut stream = request.stream().map_err(broken)?;
    let mut body = Vec::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(broken)?;
        if body.len() + chunk.len() > max_bytes {
            return Err(Code::BodyTooLarge.into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// A fault of the runtime.
pub fn broken(error: worker::Error) -> Fault {
    Fault::Runtime(error.to_string())
}

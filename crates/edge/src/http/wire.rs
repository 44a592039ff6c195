//! Between the runtime's requests and responses and ours.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "here what went through `out` is handed to the runtime, and nowhere else"
)]

use futures_util::{Stream, StreamExt};
use worker::{Headers, Request, Response, ResponseBody, WebSocket};

use super::reply::{Body, HEADERS, Reply};
use crate::company::export::{Broken, Export};
use crate::fault::Fault;
use crate::out::{Chunk, Frame, Said};
use crate::problem::Code;

/// Turns an answer into a response.
///
/// # Errors
/// The runtime's, where it refuses a header or the body.
pub fn respond(reply: Reply) -> worker::Result<Response> {
    respond_with(reply, |_| Err(worker::Error::RustError("an export outside of its company".to_owned())))
}

/// The same; `read` makes a stream of an export.
///
/// # Errors
/// The runtime's, where it refuses a header or the body.
pub fn respond_with(
    reply: Reply,
    read: impl FnOnce(Export) -> worker::Result<Response>,
) -> worker::Result<Response> {
    let headers = Headers::new();
    for (name, value) in HEADERS {
        headers.set(name, value)?;
    }
    for (name, value) in reply.headers() {
        headers.append(name, &value)?;
    }
    let status = reply.status();
    let response = match reply.into_body() {
        Body::Empty => Response::from_body(ResponseBody::Empty)?,
        Body::Bytes(bytes) => Response::from_body(ResponseBody::Body(bytes))?,
        Body::Export(export) => read(*export)?,
    };
    Ok(response.with_status(status).with_headers(headers))
}

/// Sends chunk after chunk, each when the one before was taken. What breaks off breaks the connection, too.
///
/// # Errors
/// The runtime's, where it refuses the stream.
pub fn stream(chunks: impl Stream<Item = Result<Chunk, Broken>> + 'static) -> worker::Result<Response> {
    let bytes = chunks.map(|chunk| match chunk {
        Ok(chunk) => Ok(chunk.into_bytes()),
        Err(broken) => Err(worker::Error::RustError(broken.to_string())),
    });
    Response::from_stream(bytes)
}

/// Turns a fault into an answer. Ours is logged, without anything that came from outside.
pub fn answer_fault(fault: Fault) -> Reply {
    if fault.is_ours() {
        note("request", &fault);
    }
    Reply::problem(&fault.into_problem())
}

/// Writes a fault of ours to the log. Its text comes from the store or the runtime: should they repeat what they were
/// given, numbers and addresses are masked even so.
pub fn note(place: &'static str, fault: &Fault) {
    let fault = Said::shown(&fault.to_string());
    worker::console_error!("{place}: {fault}");
}

/// Sends a frame.
///
/// # Errors
/// The runtime's, where the socket can not be written to.
pub fn send(socket: &WebSocket, frame: &Frame) -> worker::Result<()> {
    socket.send_with_str(frame.as_str())
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

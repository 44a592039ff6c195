//! The live connection of a logged-in user: as long as it is open, the user is online.

use std::io::ErrorKind;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use tungstenite::client::IntoClientRequest;
use tungstenite::http::HeaderValue;
use tungstenite::{Error, Message, WebSocket};

use crate::fault::{Doing, Fault, Outcome};
use crate::session::Session;

const TIMEOUT: Duration = Duration::from_secs(10);
/// How often the reader looks whether it should stop.
const PATIENCE: Duration = Duration::from_millis(200);

/// An open connection, read by a thread of its own until dropped.
#[derive(Debug)]
pub(crate) struct Live {
    stop: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
}

impl Live {
    /// Connects and waits for the worker's first words, after which the user counts as online.
    pub(crate) fn open(session: &Session) -> Outcome<Self> {
        let authority = session.url().trim_start_matches("http://");
        let stream = TcpStream::connect(authority).doing("connecting")?;
        stream.set_read_timeout(Some(TIMEOUT)).doing("connecting")?;
        let mut request =
            format!("ws://{authority}/v1/live").into_client_request().doing("addressing the socket")?;
        let header = |value: &str| HeaderValue::from_str(value).doing("addressing the socket");
        request.headers_mut().insert("cookie", header(session.cookie())?);
        request.headers_mut().insert("origin", header(session.url())?);
        let (mut socket, _) = tungstenite::client(request, stream).doing("opening the socket")?;
        match socket.read() {
            Ok(Message::Text(text)) if text.contains("\"hello\"") => {}
            Ok(other) => {
                return Err(Fault::new(format!("the socket began with {} bytes, not hello", other.len())));
            }
            Err(error) => return Err(Fault::new(format!("waiting for hello: {error}"))),
        }
        socket.get_ref().set_read_timeout(Some(PATIENCE)).doing("reading the socket")?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let reader = std::thread::spawn(move || drain(socket, &stopped));
        Ok(Self { stop, reader: Some(reader) })
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

/// Reads what comes, so that the worker is never kept waiting; then says goodbye.
fn drain(mut socket: WebSocket<TcpStream>, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        match socket.read() {
            Ok(_) => {}
            Err(Error::Io(error)) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return,
        }
    }
    let _ = socket.close(None);
    // The worker's own goodbye: without it, the connection would be cut and the user only missed later.
    let deadline = std::time::Instant::now() + TIMEOUT;
    while std::time::Instant::now() < deadline {
        match socket.read() {
            Ok(_) => {}
            Err(Error::Io(error)) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return,
        }
    }
}

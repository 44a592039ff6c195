//! The Durable Object: where a company meets the runtime. Everything that can be decided without it is elsewhere.
#![allow(missing_docs, reason = "the macro `durable_object` writes public functions without documentation")]

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use usher_core::{ChannelId, UserId};
use wasm_bindgen::prelude::*;
use worker::{
    Date, Delay, DurableObject, Env, Request, Response, ScheduledTime, State, WebSocket,
    WebSocketIncomingMessage, WebSocketPair, durable_object,
};

use super::change::Change;
use super::directory::Presence;
use super::export::Export;
use super::live::{Crowd, Signal, Watcher, hello, signals};
use super::routing::Memory;
use super::serve::{Answer, Scene, serve};
use super::{ingest, periods, schema};
use crate::ask::Ask;
use crate::fault::Fault;
use crate::front::CREDENTIAL;
use crate::http::wire::{answer_fault, broken, header, note, respond, respond_with, send, stream};
use crate::problem::Code;
use crate::store::Durable;

/// A socket from which nothing was heard for this long is dead, in milliseconds: its tab was closed without a word.
const SILENCE_MAX_MS: i64 = 300_000;

const OPEN: u16 = 1;
const POLICY_VIOLATION: u16 = 1008;
const UNSUPPORTED: u16 = 1003;

#[wasm_bindgen]
extern "C" {
    // Not bound by the crate `worker`.
    type Responder;

    #[wasm_bindgen(method, catch, js_name = getWebSocketAutoResponseTimestamp)]
    fn auto_response_timestamp(
        this: &Responder,
        socket: &worker::web_sys::WebSocket,
    ) -> Result<Option<js_sys::Date>, JsValue>;
}

/// The Durable Object of a company.
///
/// INVARIANT: nothing authoritative is held in memory: a panic anywhere makes the whole instance anew.
#[durable_object]
pub struct Company {
    state: State,
    database: Rc<Durable>,
    /// A copy of the rows of routing, good for as long as it is of their count.
    memory: Memory,
    migrated: Cell<bool>,
    /// Whether the alarm is known to be set for what is stored, but for what routing waits for.
    scheduled: Cell<bool>,
    /// What is told no more often than once a second.
    crowd: Crowd,
    /// When the alarm goes off, as far as that is known.
    alarm_ms: Cell<Option<i64>>,
}

/// What a socket carries through hibernation.
#[derive(Serialize, Deserialize)]
struct Attachment {
    user: UserId,
    token_hash: String,
    opened_at_ms: i64,
}

/// An export on its way to somebody.
struct Reading {
    database: Rc<Durable>,
    export: Export,
}

/// Whoever reads may go before the end.
impl Drop for Reading {
    fn drop(&mut self) {
        self.export.leave(&*self.database, now_ms(), "left");
    }
}

/// The open sockets.
struct Sockets<'a>(&'a State);

impl Sockets<'_> {
    fn alive(&self) -> Vec<(WebSocket, Attachment)> {
        let now_ms = now_ms();
        let sockets =
            self.0.get_websockets().into_iter().filter(|socket| socket.as_ref().ready_state() == OPEN);
        sockets
            .filter_map(|socket| {
                let attachment = socket.deserialize_attachment::<Attachment>().ok().flatten()?;
                if now_ms - self.heard_at_ms(&socket, &attachment) > SILENCE_MAX_MS {
                    close(&socket, POLICY_VIOLATION, "silent");
                    return None;
                }
                Some((socket, attachment))
            })
            .collect()
    }

    /// When the first of them counts as dead if nothing is heard from it, in milliseconds since the epoch.
    fn next_silence_ms(&self) -> Option<i64> {
        let heard =
            self.alive().into_iter().map(|(socket, attachment)| self.heard_at_ms(&socket, &attachment));
        heard.min().map(|heard_at_ms| heard_at_ms + SILENCE_MAX_MS + 1)
    }

    fn heard_at_ms(&self, socket: &WebSocket, attachment: &Attachment) -> i64 {
        let responder: &Responder = self.0.as_raw().unchecked_ref();
        let pinged = responder.auto_response_timestamp(socket.as_ref()).ok().flatten();
        #[allow(clippy::cast_possible_truncation, reason = "a moment in milliseconds fits")]
        let pinged_at_ms = pinged.map_or(0, |date| date.get_time() as i64);
        pinged_at_ms.max(attachment.opened_at_ms)
    }
}

impl Presence for Sockets<'_> {
    fn online(&self) -> BTreeSet<UserId> {
        self.alive().into_iter().map(|(_, attachment)| attachment.user).collect()
    }
}

impl DurableObject for Company {
    fn new(state: State, _env: Env) -> Self {
        let database = Rc::new(Durable::new(state.storage()));
        // Pings are answered by the runtime, without waking the object.
        if let Ok(pair) = worker::worker_sys::WebSocketRequestResponsePair::new("ping", "pong") {
            state.set_websocket_auto_response(&pair);
        }
        Self {
            state,
            database,
            memory: Memory::default(),
            migrated: Cell::new(false),
            scheduled: Cell::new(false),
            alarm_ms: Cell::new(None),
            crowd: Crowd::default(),
        }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let path = request.path();
        let body = match path.as_str() {
            "/live" => Vec::new(),
            "/panic" => die(),
            _ => request.bytes().await?,
        };
        // From here on nothing is awaited, so nothing interleaves, until everything is written.
        let response = match path.as_str() {
            "/live" => self.live(&request).unwrap_or_else(|fault| respond(answer_fault(fault))),
            _ => self.respond(&request, &path, &body),
        };
        self.schedule().await;
        response
    }

    async fn alarm(&self) -> worker::Result<Response> {
        let presence = Sockets(&self.state);
        let passed = self.migrate().and_then(|()| match self.scene(&presence)? {
            Some(scene) => {
                scene.ledger.index_step()?;
                periods::pass(&scene)
            }
            None => Ok(Vec::new()),
        });
        match passed {
            Ok(changes) => self.publish(&changes),
            Err(fault) => {
                note("alarm", &fault);
                // What the runtime is told fails it tries again.
                return Err(worker::Error::RustError("alarm".to_owned()));
            }
        }
        self.scheduled.set(false);
        self.alarm_ms.set(None);
        self.schedule().await;
        Response::empty()
    }

    async fn websocket_message(
        &self,
        socket: WebSocket,
        _message: WebSocketIncomingMessage,
    ) -> worker::Result<()> {
        close(&socket, UNSUPPORTED, "only ping is understood");
        Ok(())
    }

    async fn websocket_close(
        &self,
        socket: WebSocket,
        _code: usize,
        _reason: String,
        _clean: bool,
    ) -> worker::Result<()> {
        close(&socket, 1000, "");
        self.seen(&socket);
        self.schedule().await;
        Ok(())
    }

    async fn websocket_error(&self, socket: WebSocket, _error: worker::Error) -> worker::Result<()> {
        self.seen(&socket);
        self.schedule().await;
        Ok(())
    }
}

impl Company {
    /// Applies new migrations, once an instance. A company that does not exist is left without a table.
    fn migrate(&self) -> Result<(), Fault> {
        if !self.migrated.get() && schema::is_laid_out(&*self.database)? {
            schema::migrate(&*self.database, now_ms())?;
            self.migrated.set(true);
        }
        Ok(())
    }

    fn respond(&self, request: &Request, path: &str, body: &[u8]) -> worker::Result<Response> {
        let credential = header(request, CREDENTIAL);
        match self.migrate().and_then(|()| self.answer(path, credential.as_deref(), body)) {
            Ok(answer) => {
                if answer.changes.iter().any(|change| matches!(change, Change::Access(_))) {
                    self.scheduled.set(false);
                }
                self.publish(&answer.changes);
                respond_with(answer.reply, |export| self.stream(export))
            }
            Err(fault) => respond(answer_fault(fault)),
        }
    }

    /// An export, read as it is taken. In between the company serves others: nothing but the export's own place is kept.
    fn stream(&self, export: Export) -> worker::Result<Response> {
        let reading = Reading { database: Rc::clone(&self.database), export };
        stream(futures_util::stream::unfold(reading, |mut reading| async move {
            loop {
                match reading.export.next(&*reading.database, now_ms()).transpose()? {
                    // Others are let in before it goes on.
                    Ok(chunk) if chunk.is_empty() => Delay::from(Duration::ZERO).await,
                    next => return Some((next, reading)),
                }
            }
        }))
    }

    /// Sets the alarm for the next moment at which something starts or ends by itself, or routing has something to do.
    /// Once an instance this is done whatever was asked, so that no alarm is missing for long.
    async fn schedule(&self) {
        let known = self.scheduled.replace(true);
        let routing_ms = self.waits_until();
        let is_early = |alarm_ms: i64| routing_ms.is_none_or(|due_ms| alarm_ms <= due_ms);
        // Each setting is a write, and one that goes off too early does no harm.
        if known && self.alarm_ms.get().map_or(routing_ms.is_none(), is_early) {
            return;
        }
        // Nothing may be awaited between reading what is next and setting it: else an older moment could come after a
        // newer one.
        let storage = self.state.storage();
        let current = storage.get_alarm().await.unwrap_or_default();
        let set = match self.next_due() {
            Ok(Some(next)) => {
                self.alarm_ms.set(next);
                match next {
                    _ if next == current => Ok(()),
                    Some(at_ms) => {
                        #[allow(clippy::cast_precision_loss, reason = "a moment in milliseconds fits")]
                        let date = js_sys::Date::new(&JsValue::from_f64(at_ms as f64));
                        storage.set_alarm(ScheduledTime::new(date)).await
                    }
                    None => storage.delete_alarm().await,
                }
            }
            // An object that holds no company stays without a trace.
            Ok(None) => Ok(()),
            Err(fault) => Err(worker::Error::RustError(fault.to_string())),
        };
        if let Err(error) = set {
            self.scheduled.set(false);
            self.alarm_ms.set(None);
            note("alarm", &broken(error));
        }
    }

    /// Until when what is kept in memory can wait.
    fn waits_until(&self) -> Option<i64> {
        [self.memory.next_due(), self.crowd.due_ms()].into_iter().flatten().min()
    }

    /// The next moment at which there is something to do; nothing at all where there is no company.
    #[allow(clippy::option_option, reason = "a company may have nothing to do, and there may be none")]
    fn next_due(&self) -> Result<Option<Option<i64>>, Fault> {
        let sockets = Sockets(&self.state);
        let Some(scene) = self.scene(&sockets)? else { return Ok(None) };
        let routing_ms = match self.memory.next_due() {
            Some(due_ms) => Some(due_ms),
            // Not looked at in this instance yet.
            None => {
                scene.route(|_| Ok(()))?;
                self.memory.next_due()
            }
        };
        let silent_ms = sockets.next_silence_ms();
        let crowd_ms = self.crowd.due_ms();
        Ok(Some([scene.ledger.next_due()?, routing_ms, silent_ms, crowd_ms].into_iter().flatten().min()))
    }

    fn answer(&self, path: &str, credential: Option<&str>, body: &[u8]) -> Result<Answer, Fault> {
        if path == "/ask" {
            let ask: Ask = serde_json::from_slice(body).map_err(|_| Fault::Corrupt("a question"))?;
            return serve(&*self.database, &Sockets(&self.state), &self.memory, now_ms(), ask);
        }
        let sockets = Sockets(&self.state);
        let scene = self.scene(&sockets)?.ok_or(Code::NotFound)?;
        match path.strip_prefix("/telegram/") {
            Some(channel) => {
                let channel = ChannelId::parse(channel).map_err(|_| Code::NotFound)?;
                ingest::telegram(&scene, &channel, credential, body)
            }
            None => ingest::whatsapp(&scene, credential, body),
        }
    }

    fn scene<'a>(&'a self, presence: &'a Sockets<'a>) -> Result<Option<Scene<'a>>, Fault> {
        Scene::open(&*self.database, presence, &self.memory, now_ms())
    }

    /// Opens a socket for the holder of a session, and gives what waits to whoever just came.
    fn live(&self, request: &Request) -> Result<worker::Result<Response>, Fault> {
        self.migrate()?;
        let token_hash = header(request, CREDENTIAL).ok_or(Code::SessionInvalid)?;
        let sockets = Sockets(&self.state);
        let scene = self.scene(&sockets)?.ok_or(Code::SessionInvalid)?;
        let viewer = scene.viewer(&token_hash)?;
        let pair = WebSocketPair::new().map_err(broken)?;
        let attachment = Attachment { user: viewer.user.id.clone(), token_hash, opened_at_ms: now_ms() };
        // The attachment first: from the moment it is accepted the object may be put to sleep.
        pair.server.serialize_attachment(&attachment).map_err(broken)?;
        self.state.accept_websocket_with_tags(&pair.server, &[viewer.user.id.as_str()]);
        if let Some(frame) = hello(&viewer.access) {
            send(&pair.server, &frame).map_err(broken)?;
        }
        let ((), changes) = scene.route(|turn| {
            scene.ledger.touch_user(&viewer.user.id)?;
            turn.look_at(&viewer.user.id)
        })?;
        self.publish(&changes);
        Ok(Response::from_websocket(pair.client))
    }

    /// Tells those who watch. Where that fails the change stands all the same: it is stored.
    fn publish(&self, changes: &[Change]) {
        let changes = self.crowd.thin(changes, now_ms());
        if changes.is_empty() {
            return;
        }
        if let Err(fault) = self.try_publish(&changes) {
            note("live", &fault);
        }
    }

    fn try_publish(&self, changes: &[Change]) -> Result<(), Fault> {
        let presence = Sockets(&self.state);
        let Some(scene) = self.scene(&presence)? else { return Ok(()) };
        let (sockets, watchers): (Vec<WebSocket>, Vec<Watcher>) = presence
            .alive()
            .into_iter()
            .map(|(socket, attachment)| {
                (socket, Watcher { user: attachment.user, token_hash: attachment.token_hash })
            })
            .unzip();
        for (place, signal) in signals(&scene, &watchers, changes)? {
            let Some(socket) = sockets.get(place) else { continue };
            match signal {
                // A socket that can not be written to is about to be reported closed.
                Signal::Send(frame) => drop(send(socket, &frame)),
                Signal::Close => close(socket, POLICY_VIOLATION, "signed out"),
            }
        }
        Ok(())
    }

    /// Notes when a user was last there, and that a window of theirs is closed.
    fn seen(&self, socket: &WebSocket) {
        let Some(attachment) = socket.deserialize_attachment::<Attachment>().ok().flatten() else { return };
        let presence = Sockets(&self.state);
        let noted = self.scene(&presence).and_then(|scene| match scene {
            Some(scene) => scene.route(|turn| {
                scene.ledger.touch_user(&attachment.user)?;
                turn.look_at(&attachment.user)
            }),
            None => Ok(((), Vec::new())),
        });
        match noted {
            Ok(((), changes)) => self.publish(&changes),
            Err(fault) => note("live", &fault),
        }
    }
}

fn now_ms() -> i64 {
    i64::try_from(Date::now().as_millis()).unwrap_or(i64::MAX)
}

fn close(socket: &WebSocket, code: u16, reason: &'static str) {
    // It may be closed already, which is what is wanted.
    drop(socket.close(Some(code), Some(reason)));
}

#[allow(
    clippy::panic,
    reason = "the test of how a panic is survived; the front worker asks for it in tests only"
)]
fn die() -> ! {
    panic!("asked to")
}

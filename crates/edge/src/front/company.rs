//! The way to a company's object.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use worker::{Env, Headers, Method, Request, RequestInit, Response, Stub};

use crate::ask::Ask;
use crate::fault::Fault;
use crate::http::wire::broken;

/// Header that carries a signature or a session to the object. Only requests made here reach an object.
pub const CREDENTIAL: &str = "x-usher-credential";

/// The object that failed log-ins to companies which do not exist are counted in: no company code holds a `~`.
pub(super) const LOBBY: &str = "~lobby";

/// A company's object.
pub(super) struct Object(Stub);

impl Object {
    /// The object of this name. Nothing is stored by asking for it.
    pub(super) fn of(env: &Env, name: &str) -> Result<Self, Fault> {
        let namespace = env.durable_object("COMPANIES").map_err(broken)?;
        namespace.get_by_name(name).map(Self).map_err(broken)
    }

    /// Asks it something.
    pub(super) async fn ask(&self, ask: &Ask) -> Result<Response, Fault> {
        let body = serde_json::to_string(ask).map_err(|_| Fault::Corrupt("a question that is not JSON"))?;
        self.send("/ask", Headers::new(), JsValue::from_str(&body)).await
    }

    /// Hands it what a vendor delivered.
    pub(super) async fn deliver(
        &self,
        path: &str,
        signature: Option<&str>,
        body: &[u8],
    ) -> Result<Response, Fault> {
        let headers = Headers::new();
        if let Some(signature) = signature {
            headers.set(CREDENTIAL, signature).map_err(broken)?;
        }
        self.send(path, headers, Uint8Array::from(body).into()).await
    }

    /// Opens a socket to it.
    pub(super) async fn live(&self, token_hash: &str) -> Result<Response, Fault> {
        let headers = Headers::new();
        headers.set("upgrade", "websocket").map_err(broken)?;
        headers.set(CREDENTIAL, token_hash).map_err(broken)?;
        let mut init = RequestInit::new();
        init.with_method(Method::Get).with_headers(headers);
        let request = Request::new_with_init("https://object/live", &init).map_err(broken)?;
        self.0.fetch_with_request(request).await.map_err(broken)
    }

    /// Lets it die.
    pub(super) async fn panic(&self) -> Result<Response, Fault> {
        self.send("/panic", Headers::new(), JsValue::from_str("")).await
    }

    async fn send(&self, path: &str, headers: Headers, body: JsValue) -> Result<Response, Fault> {
        let mut init = RequestInit::new();
        init.with_method(Method::Post).with_headers(headers).with_body(Some(body));
        let request = Request::new_with_init(&format!("https://object{path}"), &init).map_err(broken)?;
        self.0.fetch_with_request(request).await.map_err(broken)
    }
}

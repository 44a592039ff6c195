//! The front worker: routes, limits, verifies passwords, and passes on to the company's object.

mod company;
pub mod entry;
mod found;
mod login;
mod session;

pub use company::CREDENTIAL;

use usher_core::CompanyCode;
use worker::{Env, Request, Response};

use crate::ask::Ask;
use crate::cookie::Transport;
use crate::fault::Fault;
use crate::http::address::Address;
use crate::http::endpoint::Endpoint;
use crate::http::json;
use crate::http::origin::{Provenance, is_ours};
use crate::http::reply::Reply;
use crate::http::wire::{broken, header, read_body};
use crate::object;
use crate::problem::{Code, Problem};

/// A request, as far as it has been read.
struct Visit {
    request: Request,
    address: Address,
    env: Env,
}

/// What is answered: something of ours, or a response of the company's object.
enum Outgoing {
    Ours(Reply),
    Objects(Response),
}

impl From<Reply> for Outgoing {
    fn from(reply: Reply) -> Self {
        Self::Ours(reply)
    }
}

async fn answer(mut visit: Visit) -> Result<Outgoing, Fault> {
    let method = visit.request.inner().method();
    let endpoint = Endpoint::find(&method, &visit.address.path)?;
    visit.check_origin(&endpoint, &method)?;
    match endpoint {
        Endpoint::Health => Ok(Reply::ok(&object! { "status": "ok" }).into()),
        Endpoint::Login => login::log_in(visit).await,
        Endpoint::Logout => session::log_out(visit).await,
        Endpoint::Found => found::found(visit).await,
        Endpoint::Live => session::live(visit).await,
        Endpoint::Desk(desk) => session::desk(visit, desk).await,
        Endpoint::WhatsappHandshake(company) => {
            let query = visit.address.query.clone();
            visit.object(&company)?.ask(&Ask::Handshake { query }).await.map(Outgoing::Objects)
        }
        Endpoint::Whatsapp(ref company) => {
            let company = company.clone();
            visit.deliver(&endpoint, &company, "/whatsapp", "x-hub-signature-256").await
        }
        Endpoint::Telegram(ref company, ref channel) => {
            let (company, path) = (company.clone(), format!("/telegram/{channel}"));
            visit.deliver(&endpoint, &company, &path, "x-telegram-bot-api-secret-token").await
        }
        Endpoint::Panic => visit.panic().await,
    }
}

impl Visit {
    /// Refuses what another site makes a browser do.
    fn check_origin(&self, endpoint: &Endpoint, method: &str) -> Result<(), Fault> {
        let by_signature =
            matches!(endpoint, Endpoint::Whatsapp(_) | Endpoint::Telegram(..) | Endpoint::Found);
        let safe = matches!(method, "GET" | "HEAD") && *endpoint != Endpoint::Live;
        if safe || by_signature {
            return Ok(());
        }
        let (origin, site) = (header(&self.request, "origin"), header(&self.request, "sec-fetch-site"));
        let provenance = Provenance { origin: origin.as_deref(), site: site.as_deref() };
        if is_ours(provenance, &self.address.origin()) { Ok(()) } else { Err(Code::OriginForbidden.into()) }
    }

    fn transport(&self) -> Transport {
        Transport::of(&self.address.scheme, self.address.host())
    }

    fn object(&self, company: &CompanyCode) -> Result<company::Object, Fault> {
        company::Object::of(&self.env, company.as_str())
    }

    fn setting(&self, name: &str) -> Option<String> {
        self.env.var(name).ok().map(|value| value.to_string()).filter(|value| !value.is_empty())
    }

    /// Reads a JSON body.
    async fn json(&mut self, endpoint: &Endpoint) -> Result<Vec<u8>, Fault> {
        let body = read_body(&mut self.request, endpoint.body_max_bytes()).await?;
        let content_type = header(&self.request, "content-type").unwrap_or_default();
        if !body.is_empty() && !json::is_json(&content_type) {
            return Err(Code::ContentTypeUnsupported.into());
        }
        Ok(body)
    }

    /// Passes a delivery on as it came, byte for byte: the signature covers the bytes.
    async fn deliver(
        &mut self,
        endpoint: &Endpoint,
        company: &CompanyCode,
        path: &str,
        signature: &str,
    ) -> Result<Outgoing, Fault> {
        let body = read_body(&mut self.request, endpoint.body_max_bytes()).await?;
        let signature = header(&self.request, signature);
        self.object(company)?.deliver(path, signature.as_deref(), &body).await.map(Outgoing::Objects)
    }

    /// Lets a company's object die, where tests may do so.
    async fn panic(&mut self) -> Result<Outgoing, Fault> {
        if self.setting("USHER_TEST_HOOKS").as_deref() != Some("1") {
            return Err(Problem::new(Code::NotFound).into());
        }
        let company = CompanyCode::parse("panic").map_err(|_| Code::NotFound)?;
        self.object(&company)?.panic().await.map(Outgoing::Objects)
    }
}

/// Reads a body that must say something.
fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Fault> {
    json::read(body).map_err(Fault::from)
}

/// Reads what an object answered to the front worker itself.
async fn read_own<T: serde::de::DeserializeOwned>(mut response: Response) -> Result<T, Fault> {
    let body = response.bytes().await.map_err(broken)?;
    json::read(&body).map_err(|_| Fault::Corrupt("an answer"))
}

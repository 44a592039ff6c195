//! A webhook as its vendor sends it.

use crate::args::Kind;
use crate::fault::Outcome;
use crate::http::{self, Answer, Call};
use crate::signature;

/// Where webhooks go, and what proves their origin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sender<'a> {
    pub(crate) url: &'a str,
    pub(crate) company: &'a str,
    pub(crate) app_secret: &'a str,
    pub(crate) secret_token: &'a str,
}

/// The request that a vendor would make, before it is sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Proven {
    pub(crate) url: String,
    pub(crate) header: &'static str,
    pub(crate) proof: String,
}

impl Sender<'_> {
    /// Addresses and proves a body. Meta has one address per company, Telegram one per channel.
    pub(crate) fn prove(&self, kind: Kind, channel: &str, body: &[u8]) -> Outcome<Proven> {
        let base = format!("{}/v1/webhooks/{}", self.url, self.company);
        Ok(match kind {
            Kind::Whatsapp => Proven {
                url: format!("{base}/whatsapp"),
                header: "x-hub-signature-256",
                proof: signature::meta(self.app_secret, body)?,
            },
            Kind::Telegram => Proven {
                url: format!("{base}/telegram/{channel}"),
                header: "x-telegram-bot-api-secret-token",
                proof: self.secret_token.to_owned(),
            },
        })
    }
}

impl Proven {
    /// Posts the body that was proven.
    pub(crate) fn post(&self, body: &[u8]) -> Outcome<Answer> {
        let headers = [("content-type", "application/json"), (self.header, self.proof.as_str())];
        http::send(&Call { method: "POST", url: &self.url, headers: &headers, body })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_vendor_has_its_own_proof() {
        let sender = Sender { url: "http://x", company: "demo", app_secret: "Jefe", secret_token: "t" };
        let meta = sender.prove(Kind::Whatsapp, "wa", b"what do ya want for nothing?").unwrap();
        assert_eq!(
            (meta.url.as_str(), meta.header),
            ("http://x/v1/webhooks/demo/whatsapp", "x-hub-signature-256")
        );
        assert!(meta.proof.starts_with("sha256=5bdcc146"));
        let telegram = sender.prove(Kind::Telegram, "tg", b"{}").unwrap();
        let expected = Proven {
            url: "http://x/v1/webhooks/demo/telegram/tg".into(),
            header: "x-telegram-bot-api-secret-token",
            proof: "t".into(),
        };
        assert_eq!(telegram, expected);
    }
}

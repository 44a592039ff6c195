//! Bodies, signed as the vendors do it.

use std::path::PathBuf;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use usher_edge::hex;
use usher_edge::inbound::{Event, InboundError, Verified, parse};

/// The channel behind which the bot of the tests stands.
pub(crate) const BOT: &str = "tg-support";

/// Whose body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vendor {
    Whatsapp,
    Telegram,
}

/// Signs a body, verifies it and reads it.
pub(crate) fn read(vendor: Vendor, body: &[u8]) -> Result<Vec<Event>, InboundError> {
    let verified = match vendor {
        Vendor::Whatsapp => {
            let mut mac = Hmac::<Sha256>::new_from_slice(b"app secret").unwrap();
            mac.update(body);
            let header = format!("sha256={}", hex::encode(&mac.finalize().into_bytes()));
            Verified::whatsapp("app secret", Some(&header), body).unwrap()
        }
        Vendor::Telegram => Verified::telegram(BOT, "secret_token", Some("secret_token"), body).unwrap(),
    };
    parse(&verified).map(|inbound| inbound.events)
}

/// A folder of the workspace, or beside it.
pub(crate) fn folder(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The JSON files of a folder: name without ending, and bytes, in the order of the names.
pub(crate) fn files(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    all.sort();
    all
}

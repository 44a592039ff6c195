//! Whether a body comes from the vendor.

use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::hex;

/// A webhook body whose sender is established by a signature or a shared secret.
///
/// Only the constructors make one, so [`parse`](super::parse) cannot be given an unverified body.
#[derive(Clone, Copy)]
pub struct Verified<'a> {
    source: Source<'a>,
    body: &'a [u8],
}

/// Which vendor a body comes from.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    Whatsapp,
    Telegram { channel: &'a str },
}

/// Why a body is not taken for the vendor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureError {
    /// The header is not there.
    Missing,
    /// The header is there and does not fit.
    Invalid,
}

impl SignatureError {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "signature_missing",
            Self::Invalid => "signature_invalid",
        }
    }
}

impl fmt::Display for SignatureError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Missing => "signature is missing",
            Self::Invalid => "signature does not fit the body",
        })
    }
}

impl core::error::Error for SignatureError {}

impl<'a> Verified<'a> {
    /// A body from Meta: `header` is the value of `X-Hub-Signature-256`, `sha256=` and the HMAC-SHA256 of the
    /// raw body in hexadecimal, keyed by the app secret.
    ///
    /// # Errors
    /// The header is missing or does not fit. An empty secret fits nothing.
    pub fn whatsapp(app_secret: &str, header: Option<&str>, body: &'a [u8]) -> Result<Self, SignatureError> {
        let header = present(header)?;
        let digest = header.strip_prefix("sha256=").and_then(hex::decode).ok_or(SignatureError::Invalid)?;
        let mut mac = keyed(app_secret).ok_or(SignatureError::Invalid)?;
        mac.update(body);
        mac.verify_slice(&digest).map_err(|_| SignatureError::Invalid)?;
        Ok(Self { source: Source::Whatsapp, body })
    }

    /// A body from Telegram for the bot behind `channel`: `header` is the value of
    /// `X-Telegram-Bot-Api-Secret-Token`, which repeats the secret given to `setWebhook`.
    ///
    /// # Errors
    /// The header is missing or does not fit. An empty secret fits nothing.
    pub fn telegram(
        channel: &'a str,
        secret_token: &str,
        header: Option<&str>,
        body: &'a [u8],
    ) -> Result<Self, SignatureError> {
        let header = present(header)?;
        if same_secret(secret_token, header) {
            Ok(Self { source: Source::Telegram { channel }, body })
        } else {
            Err(SignatureError::Invalid)
        }
    }

    pub(super) const fn source(&self) -> Source<'a> {
        self.source
    }

    pub(super) const fn body(&self) -> &'a [u8] {
        self.body
    }
}

/// Whether `given` is the `expected` secret, in a time that tells nothing about either. Never for an empty
/// secret, which would mean that none was configured.
pub(super) fn same_secret(expected: &str, given: &str) -> bool {
    // Comparing HMACs instead of the secrets hides their length too.
    let (Some(mut ours), Some(mut theirs)) = (keyed(expected), keyed(expected)) else { return false };
    ours.update(expected.as_bytes());
    theirs.update(given.as_bytes());
    theirs.verify(&ours.finalize().into_bytes()).is_ok()
}

fn present(header: Option<&str>) -> Result<&str, SignatureError> {
    header.map(str::trim).filter(|value| !value.is_empty()).ok_or(SignatureError::Missing)
}

fn keyed(secret: &str) -> Option<Hmac<Sha256>> {
    if secret.is_empty() { None } else { Hmac::new_from_slice(secret.as_bytes()).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 4231, test case 2.
    const SECRET: &str = "Jefe";
    const BODY: &[u8] = b"what do ya want for nothing?";
    const DIGEST: &str = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    #[track_caller]
    fn meta(secret: &str, header: Option<&str>, body: &[u8], expect: Option<SignatureError>) {
        assert_eq!(Verified::whatsapp(secret, header, body).err(), expect);
    }

    #[test]
    fn meta_signature_covers_every_byte() {
        let good = format!("sha256={DIGEST}");
        meta(SECRET, Some(&good), BODY, None);
        meta(SECRET, Some(&format!("sha256={}", DIGEST.to_uppercase())), BODY, None);
        for at in 0..BODY.len() {
            let mut changed = BODY.to_vec();
            changed[at] ^= 1;
            meta(SECRET, Some(&good), &changed, Some(SignatureError::Invalid));
        }
        meta("Jeff", Some(&good), BODY, Some(SignatureError::Invalid));
    }

    #[test]
    fn meta_header_has_one_form() {
        use SignatureError::{Invalid, Missing};
        meta(SECRET, None, BODY, Some(Missing));
        meta(SECRET, Some(""), BODY, Some(Missing));
        meta(SECRET, Some("  "), BODY, Some(Missing));
        meta(SECRET, Some(DIGEST), BODY, Some(Invalid));
        meta(SECRET, Some(&format!("sha1={DIGEST}")), BODY, Some(Invalid));
        meta(SECRET, Some(&format!("sha256={DIGEST}00")), BODY, Some(Invalid));
        meta(SECRET, Some(&format!("sha256={}", DIGEST.get(..62).unwrap())), BODY, Some(Invalid));
        meta(SECRET, Some(&format!("sha256={}", DIGEST.get(..63).unwrap())), BODY, Some(Invalid));
        meta(SECRET, Some(&format!("sha256={}", DIGEST.replace('5', "g"))), BODY, Some(Invalid));
        meta(SECRET, Some("sha256=ışığışığışığışığışığışığışığışığ"), BODY, Some(Invalid));
    }

    #[test]
    fn nothing_fits_an_empty_secret() {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"").unwrap();
        mac.update(BODY);
        let digest = hex::encode(&mac.finalize().into_bytes());
        meta("", Some(&format!("sha256={digest}")), BODY, Some(SignatureError::Invalid));
        assert_eq!(Verified::telegram("tg", "", Some("x"), BODY).err(), Some(SignatureError::Invalid));
    }

    #[test]
    fn telegram_token_is_compared_whole() {
        let check = |header| Verified::telegram("tg", "s3cret_Token-1", header, BODY).err();
        assert_eq!(check(Some("s3cret_Token-1")), None);
        assert_eq!(check(None), Some(SignatureError::Missing));
        assert_eq!(check(Some("")), Some(SignatureError::Missing));
        for wrong in ["s3cret_Token-", "s3cret_Token-12", "S3cret_Token-1", "x"] {
            assert_eq!(check(Some(wrong)), Some(SignatureError::Invalid), "{wrong}");
        }
    }
}

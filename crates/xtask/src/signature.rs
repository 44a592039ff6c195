//! How Meta proves that a webhook is its own.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::fault::{Doing, Outcome};

/// The value of `X-Hub-Signature-256`: an HMAC-SHA256 of the very bytes sent, keyed with the app secret.
pub(crate) fn meta(app_secret: &str, body: &[u8]) -> Outcome<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(app_secret.as_bytes()).doing("keying the signature")?;
    mac.update(body);
    Ok(format!("sha256={}", hex(&mac.finalize().into_bytes())))
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test case 2.
    #[test]
    fn known_answer() {
        assert_eq!(
            meta("Jefe", b"what do ya want for nothing?").unwrap(),
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}

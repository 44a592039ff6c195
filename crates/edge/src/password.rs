//! Passwords: Argon2id, 19 MiB, two passes, one lane (the OWASP minimum), kept as PHC strings.
//!
//! Hashing blocks its thread for a tenth of a second and more, so it happens in the front worker and
//! never inside a company's object.

use argon2::{Algorithm, Argon2, Params, Version};
use subtle::ConstantTimeEq;

use crate::fault::Fault;
use crate::{hex, random};

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const HASH_BYTES: usize = 32;

/// Greatest length of a password, in bytes. Longer ones are refused before they are hashed.
pub const PASSWORD_MAX_BYTES: usize = 256;

/// Least length of a password, in characters.
pub const PASSWORD_MIN_CHARS: usize = 10;

/// Whether a password may be chosen: long enough, with a lower-case and an upper-case letter, a digit and another character.
pub fn is_acceptable(password: &str) -> bool {
    let has = |test: fn(char) -> bool| password.chars().any(test);
    password.len() <= PASSWORD_MAX_BYTES
        && password.chars().count() >= PASSWORD_MIN_CHARS
        && has(char::is_lowercase)
        && has(char::is_uppercase)
        && has(|c| c.is_ascii_digit())
        && has(|c| !c.is_alphanumeric())
}

/// Hashes a password with a fresh salt.
///
/// # Errors
/// [`Fault`] where randomness or memory is missing.
pub fn hash(password: &str) -> Result<String, Fault> {
    let salt = random::bytes::<16>()?;
    let hash = derive(password, &salt)?;
    Ok(format!(
        "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
        hex::encode(&salt),
        hex::encode(&hash)
    ))
}

/// A hash that no password has, for users who do not exist: verifying against it costs the same.
pub const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$00000000000000000000000000000000$0000000000000000000000000000000000000000000000000000000000000000";

/// Whether the password is the one of this hash. The time taken does not depend on the answer.
///
/// # Errors
/// [`Fault::Corrupt`] where the stored hash can not be read.
pub fn verify(password: &str, stored: &str) -> Result<bool, Fault> {
    let mut parts = stored.rsplitn(3, '$');
    let (hash, salt, head) = (parts.next(), parts.next(), parts.next());
    if head != Some("$argon2id$v=19$m=19456,t=2,p=1") {
        return Err(Fault::Corrupt("password hash"));
    }
    let salt = salt.and_then(hex::decode).ok_or(Fault::Corrupt("password hash"))?;
    let hash = hash.and_then(hex::decode).ok_or(Fault::Corrupt("password hash"))?;
    let derived = derive(password, &salt)?;
    Ok(derived.ct_eq(hash.as_slice()).into())
}

fn derive(password: &str, salt: &[u8]) -> Result<[u8; HASH_BYTES], Fault> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(HASH_BYTES))
        .map_err(|_| Fault::Runtime("argon2 parameters".to_owned()))?;
    let mut out = [0; HASH_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut out)
        .map_err(|_| Fault::Runtime("argon2".to_owned()))?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_its_own_hash_only() {
        let stored = hash("Usher-demo-1!").unwrap();
        assert!(verify("Usher-demo-1!", &stored).unwrap());
        assert!(!verify("usher-demo-1!", &stored).unwrap());
        assert!(!verify("Usher-demo-1!", DUMMY).unwrap());
        assert!(verify("x", "plain").is_err());
    }

    #[test]
    fn weak_passwords_are_refused() {
        assert!(is_acceptable("Usher-demo-1!"));
        for weak in ["short1!A", "alllowercase1!", "ALLUPPERCASE1!", "NoDigitsHere!", "NoSpecial123"] {
            assert!(!is_acceptable(weak), "{weak}");
        }
        assert!(!is_acceptable(&format!("Aa1!{}", "a".repeat(PASSWORD_MAX_BYTES))));
    }
}

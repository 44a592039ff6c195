//! Tokens that stand for values: the same for the same value within a company, and of no use to anybody without its key.

use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use usher_core::FieldKind;
use usher_core::mask::{Pseudonyms, Region};

use crate::base32;
use crate::fault::Fault;
use crate::hex;

/// Bytes of a key.
const KEY_BYTES: usize = 32;

/// Characters of a token: 120 bits, so that two values never share one.
const TOKEN_CHARS: usize = 24;

/// What tokens are for. Those of one purpose say nothing about those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To stand for an identifier that would give a number away.
    Identifier,
    /// To be found by.
    Search,
    /// To tell clients apart whose values are not shown.
    Pseudonym,
}

impl Purpose {
    /// What goes into the key. Never changes: every token that is stored rests on it.
    fn label(self) -> &'static [u8] {
        match self {
            Self::Identifier => b"usher/1/identifier",
            Self::Search => b"usher/1/search",
            Self::Pseudonym => b"usher/1/pseudonym",
        }
    }
}

/// The key of a company. It never leaves the company's object.
#[derive(Clone)]
pub struct CompanyKey([u8; KEY_BYTES]);

impl CompanyKey {
    /// A fresh one.
    ///
    /// # Errors
    /// [`Fault::Randomness`].
    pub fn fresh() -> Result<Self, Fault> {
        crate::random::bytes().map(Self)
    }

    /// Reads what [`to_hex`](Self::to_hex) wrote.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where it is something else.
    pub fn from_hex(text: &str) -> Result<Self, Fault> {
        let bytes = hex::decode(text).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or(Fault::Corrupt("the key of the company"))
    }

    /// The key as the store keeps it.
    pub fn to_hex(&self) -> String {
        hex::encode(&self.0)
    }

    /// What makes the tokens of one purpose.
    ///
    /// # Errors
    /// None that a key of this length could cause.
    pub fn tokens(&self, purpose: Purpose) -> Result<Tokens, Fault> {
        let mut mac = keyed(&self.0)?;
        mac.update(purpose.label());
        keyed(&mac.finalize().into_bytes()).map(Tokens)
    }
}

/// Redacted: a key is nobody's to read.
impl fmt::Debug for CompanyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CompanyKey")
    }
}

/// Makes tokens of one purpose.
#[derive(Clone)]
pub struct Tokens(Hmac<Sha256>);

impl Tokens {
    /// The token of a value of some kind: letters `a` to `z` and digits `2` to `7`.
    pub fn of(&self, kind: &str, value: &str) -> String {
        let mut mac = self.0.clone();
        mac.update(kind.as_bytes());
        // No kind holds it, so no two pairs are one.
        mac.update(&[0]);
        mac.update(value.as_bytes());
        base32::encode(&mac.finalize().into_bytes(), TOKEN_CHARS)
    }
}

/// The names of values in a company that shows tokens.
#[derive(Clone, Debug)]
pub struct CompanyPseudonyms {
    tokens: Tokens,
    /// Where the company is: a number of that country is one with its calling code and without.
    region: Option<Region>,
}

/// More digits are rather a foreign number than one of the company's country that is not in its plan.
const LOCAL_MAX_DIGITS: usize = 10;

/// Characters of a name: 80 bits, for people to tell two apart.
const PSEUDONYM_CHARS: usize = 16;

impl CompanyPseudonyms {
    /// Those that this key makes.
    ///
    /// # Errors
    /// None that a key of this length could cause.
    pub fn of(key: &CompanyKey, region: Option<Region>) -> Result<Self, Fault> {
        Ok(Self { tokens: key.tokens(Purpose::Pseudonym)?, region })
    }

    /// The digits of a number with the calling code, as far as that can be told.
    fn international(&self, digits: &str) -> String {
        let Some((region, code)) =
            self.region.and_then(|region| Some((region, region.calling_code()?.to_string())))
        else {
            return digits.to_owned();
        };
        let rest = digits.strip_prefix(&code);
        let local = match rest {
            Some(rest) => !region.admits(rest) && region.admits(digits),
            None => region.admits(digits) || digits.len() <= LOCAL_MAX_DIGITS,
        };
        if local { format!("{code}{digits}") } else { digits.to_owned() }
    }
}

impl Pseudonyms for CompanyPseudonyms {
    fn pseudonym(&self, kind: &FieldKind, plain: &str) -> String {
        let mut name = match kind {
            FieldKind::Phone => self.tokens.of(kind.as_str(), &self.international(plain)),
            _ => self.tokens.of(kind.as_str(), plain),
        };
        name.truncate(PSEUDONYM_CHARS);
        name
    }
}

/// Redacted: it holds a key.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens")
    }
}

fn keyed(key: &[u8]) -> Result<Hmac<Sha256>, Fault> {
    Hmac::<Sha256>::new_from_slice(key).map_err(|_| Fault::Runtime("a key of a wrong length".to_owned()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn tokens_depend_on_key_purpose_kind_and_value() {
        let keys = [CompanyKey([1; 32]), CompanyKey([2; 32])];
        let mut all = BTreeSet::new();
        for key in &keys {
            for purpose in [Purpose::Identifier, Purpose::Search, Purpose::Pseudonym] {
                let tokens = key.tokens(purpose).unwrap();
                for (kind, value) in [("phone", "1"), ("email", "1"), ("phone", "2"), ("phon", "e1")] {
                    let token = tokens.of(kind, value);
                    assert_eq!(token, tokens.of(kind, value));
                    assert_eq!(token.len(), TOKEN_CHARS);
                    assert!(token.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7')));
                    all.insert(token);
                }
            }
        }
        assert_eq!(all.len(), 24);
    }

    #[test]
    fn a_token_is_what_other_programs_make() {
        // Computed with Python: hmac over hmac, then base64.b32encode.
        let token = CompanyKey([1; 32]).tokens(Purpose::Search).unwrap().of("phone", "905321234567");
        assert_eq!(token, "ogleeekvjg42qpl2aufjelfd");
    }

    #[test]
    fn a_number_has_one_name_at_home_and_abroad() {
        let key = CompanyKey([1; 32]);
        let name = |region: Option<&str>, digits: &str| {
            let region = region.map(|letters| Region::parse(letters).unwrap());
            CompanyPseudonyms::of(&key, region).unwrap().pseudonym(&FieldKind::Phone, digits)
        };
        for (region, national, international) in [
            ("TR", "5321234567", "905321234567"),
            ("TR", "5005550167", "905005550167"),
            ("RU", "9121234567", "79121234567"),
            ("US", "2015550123", "12015550123"),
            ("DK", "45123456", "4545123456"),
        ] {
            assert_eq!(name(Some(region), national), name(Some(region), international), "{national}");
            assert_ne!(name(None, national), name(None, international), "{national}");
        }
        assert_ne!(name(Some("TR"), "79121234567"), name(Some("TR"), "9121234567"));
        assert_eq!(name(None, "5321234567").len(), PSEUDONYM_CHARS);
    }

    #[test]
    fn nothing_of_a_key_is_printed() {
        let key = CompanyKey([7; 32]);
        assert_eq!(format!("{key:?} {:?}", key.tokens(Purpose::Search).unwrap()), "CompanyKey Tokens");
        assert_eq!(CompanyKey::from_hex(&key.to_hex()).unwrap().0, key.0);
        assert!(CompanyKey::from_hex("07").is_err());
    }
}

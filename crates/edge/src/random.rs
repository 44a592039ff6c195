//! Randomness of the operating system, in the shapes that the edge needs.

use serde::Serialize;

use crate::fault::Fault;
use crate::hex;

/// A fresh id: 128 random bits as 32 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Id(String);

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0
    }
}

/// A fresh id.
///
/// # Errors
/// [`Fault::Randomness`] where the system has none to give.
pub fn id() -> Result<Id, Fault> {
    bytes::<16>().map(|bytes| Id(hex::encode(&bytes)))
}

/// A fresh secret token: 256 random bits as 64 hexadecimal digits.
///
/// # Errors
/// [`Fault::Randomness`] where the system has none to give.
pub fn token() -> Result<String, Fault> {
    bytes::<32>().map(|bytes| hex::encode(&bytes))
}

/// A seed for a routing decision.
///
/// # Errors
/// [`Fault::Randomness`] where the system has none to give.
pub fn seed() -> Result<u64, Fault> {
    bytes::<8>().map(u64::from_le_bytes)
}

/// Random bytes.
///
/// # Errors
/// [`Fault::Randomness`] where the system has none to give.
pub fn bytes<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Fault::Randomness)?;
    Ok(bytes)
}

//! The one way out. Whatever leaves the worker for somebody who asks, as the body of an answer, a frame, a line of an
//! export, a header, an error or an entry of the audit log, is [`Outward`], and nothing else compiles.
//!
//! What is personal leaves as [`Masked`]; what is known to be free of clients' data is declared, type by type, in
//! [`declared`]; everything else is put together out of these. A `String`, a `serde_json::Value` and a row of the
//! ledger are none of them:
//!
//! ```
//! use usher_core::mask::{Lens, Masked, Secrets};
//! use usher_core::{FieldVisibility, UserId, Visibility};
//! use usher_edge::{object, out::{Outward, Words}};
//!
//! fn leaves(_: &impl Outward) {}
//!
//! let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new());
//! leaves(&Masked::new(Words::of("call 0532 123 45 67"), &lens));
//! leaves(&object! { "user": UserId::parse("u-1").unwrap(), "count": 3_u32, "because": "first_answer" });
//! ```
//!
//! ```compile_fail,E0277
//! # fn leaves(_: &impl usher_edge::out::Outward) {}
//! leaves(&String::from("call 0532 123 45 67"));
//! ```
//!
//! ```compile_fail,E0277
//! # fn leaves(_: &impl usher_edge::out::Outward) {}
//! leaves(&serde_json::json!({ "text": "call 0532 123 45 67" }));
//! ```
//!
//! ```compile_fail,E0277
//! # fn leaves(_: &impl usher_edge::out::Outward) {}
//! fn card(contact: &usher_edge::company::ledger::ContactRow) {
//!     leaves(contact);
//! }
//! ```
//!
//! ```compile_fail,E0277
//! # fn leaves(_: &impl usher_edge::out::Outward) {}
//! // The words themselves, before a lens has seen them.
//! leaves(&usher_edge::out::Words::of("call 0532 123 45 67"));
//! ```
//!
//! ```compile_fail,E0277
//! let phone = String::from("+90 532 123 45 67");
//! usher_edge::object! { "phone": phone };
//! ```
//!
//! ```compile_fail
//! # let phone = String::from("+90 532 123 45 67");
//! // Text that is written in the source is no secret; text that lives shorter was not.
//! usher_edge::object! { "phone": phone.as_str() };
//! ```
//!
//! ```compile_fail,E0277
//! # let phone = String::from("+90 532 123 45 67");
//! usher_edge::http::reply::Reply::ok(&phone);
//! ```
//!
//! ```compile_fail,E0308
//! # let phone = String::from("+90 532 123 45 67");
//! use usher_edge::problem::{Code, Problem};
//! Problem::new(Code::InvalidField).with_reason(serde_json::json!({ "phone": phone }));
//! ```
//!
//! ```compile_fail,E0277
//! # let phone = String::from("+90 532 123 45 67");
//! use usher_edge::problem::{Code, Problem};
//! Problem::new(Code::InvalidField).with_detail(format!("`{phone}` is no phone number"));
//! ```
//!
//! ```compile_fail,E0277
//! # let phone = String::from("+90 532 123 45 67");
//! usher_edge::out::Said::new("`{}` is no phone number", &[&phone]);
//! ```
//!
//! Nobody outside of this module can add to them either:
//!
//! ```compile_fail
//! struct Card { phone: String }
//! impl usher_edge::out::Outward for Card {
//!     fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> { Ok(()) }
//! }
//! ```

mod csv;
pub mod declared;
mod frame;
mod lines;
mod object;
mod said;
mod words;

pub use csv::Cell;
pub use frame::Frame;
pub use lines::{Chunk, FileName, Lines, Sheet};
pub use object::Object;
pub use said::{Said, Word};
pub use words::{Circumstances, Words, everyones};

use usher_core::mask::Masked;

/// What keeps everybody else from declaring something outward.
mod seal {
    /// Known to this module.
    pub trait Known {}
}

/// What may leave the worker.
pub trait Outward: seal::Known {
    /// Writes it down as JSON.
    ///
    /// # Errors
    /// It can not be JSON.
    fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()>;
}

impl<T: serde::Serialize> seal::Known for Masked<T> {}

impl<T: serde::Serialize> Outward for Masked<T> {
    fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(json, self)
    }
}

impl<T: Outward> seal::Known for &T {}

impl<T: Outward> Outward for &T {
    fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        T::write(self, json)
    }
}

impl<T: Outward> seal::Known for Option<T> {}

impl<T: Outward> Outward for Option<T> {
    fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        match self {
            Some(value) => value.write(json),
            None => {
                json.extend_from_slice(b"null");
                Ok(())
            }
        }
    }
}

impl<T: Outward> seal::Known for [T] {}

impl<T: Outward> Outward for [T] {
    fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        let mut sign = b'[';
        for value in self {
            json.push(sign);
            value.write(json)?;
            sign = b',';
        }
        json.extend_from_slice(if self.is_empty() { b"[]" } else { b"]" });
        Ok(())
    }
}

impl<T: Outward> seal::Known for Vec<T> {}

impl<T: Outward> Outward for Vec<T> {
    fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        self.as_slice().write(json)
    }
}

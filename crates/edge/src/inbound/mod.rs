//! What clients send us: the webhook bodies of each vendor, verified and read into one kind of event.
//!
//! The way in has three steps, and the types keep their order: the raw bytes become [`Verified`] by their
//! signature, [`parse`] turns these into an [`Inbound`] with one [`Event`] for each thing that happened,
//! and the caller stores the events. Nothing here knows of HTTP, of storage or of the clock.
//!
//! Vendors add fields and kinds as they like, so an unknown field is ignored and an unknown kind is kept
//! with its JSON. What we do read must have the right type and be within the [`limits`], else the whole
//! body is refused and nothing of it is taken.

mod call;
mod delivery;
mod error;
mod event;
mod handshake;
pub mod limits;
mod message;
mod node;
mod party;
mod telegram;
mod verified;
mod whatsapp;
mod words;

pub use call::{Call, CallDirection, CallPhase};
pub use delivery::{Delivery, DeliveryError, DeliveryReport};
pub use error::{Fault, InboundError};
pub use event::{Account, Event, Inbound, What, parse};
pub use handshake::{Challenge, Handshake, HandshakeError};
pub use message::{Attachment, Content, Edit, Message, MessageKind, Reaction, Referral, Revoke};
pub use party::{Conversation, Identity, IdentityKind, Party};
pub use verified::{SignatureError, Verified};

//! How much one webhook body may hold.
//!
//! Each limit is above what the vendor itself allows, so only a body that no vendor makes can meet it.

/// Size of one body, in bytes. Meta sends at most 3 MB, and in practice a few kilobytes; one megabyte keeps
/// a fragment within a row of the store.
pub const BODY_BYTES: usize = 1024 * 1024;

/// Things that happened, in one body. Meta batches at most 1,000.
pub const EVENTS: usize = 1_000;

/// Entries of one list inside an event, such as the cards of one message or the lines of one order.
pub const LIST_ITEMS: usize = 256;

/// Text of one message, in bytes: 65,536 characters, the most WhatsApp allows, in UTF-8.
pub const TEXT_BYTES: usize = 4 * 65_536;

/// A name, title, address or file name, in bytes.
pub const LABEL_BYTES: usize = 4_096;

/// An identifier of the vendor, in bytes.
pub const ID_BYTES: usize = 512;

/// The JSON kept with one event, in bytes.
pub const RAW_BYTES: usize = 1024 * 1024;

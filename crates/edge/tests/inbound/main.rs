//! Webhook bodies of the vendors, from the signature to the events.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy knows helpers of tests only inside the test functions"
)]

mod fuzz;
mod ours;
mod published;
mod refusals;
mod summary;
mod support;

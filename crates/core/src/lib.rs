//! The decisions of Usher: who may see and do what, what stays masked for whom, and who gets the next chat.
//!
//! This crate knows nothing of the world: no clock, no randomness, no storage, no JavaScript. Time and
//! entropy are arguments.

pub mod mask;
pub mod routing;

//! Who gets the next chat.

mod algorithm;

pub use algorithm::Algorithm;

//! HTTP: addresses, origins, parameters, bodies, answers.

pub mod address;
pub mod endpoint;
pub mod json;
pub mod origin;
pub mod query;
pub mod reply;
pub mod wire;

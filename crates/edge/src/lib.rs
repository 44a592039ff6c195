//! The edge: a Worker that routes, limits and verifies, and one Durable Object per company that is the authority.

pub mod ask;
pub mod base32;
pub mod company;
pub mod cookie;
pub mod fault;
pub mod front;
pub mod hex;
pub mod http;
pub mod inbound;
pub mod out;
pub mod password;
pub mod problem;
pub mod random;
pub mod store;
pub mod zones;

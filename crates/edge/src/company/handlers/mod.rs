//! What each question does.

pub mod chats;
pub mod emergency;
pub mod exports;
pub mod found;
pub mod login;
pub mod masking;
pub mod people;
pub mod policy;
pub mod reveal;
pub mod review;
pub mod routing;
pub mod search;
pub mod session;
pub mod tell;

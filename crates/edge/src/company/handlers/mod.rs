//! What each question does.

pub mod chats;
pub mod found;
pub mod login;
pub mod people;
pub mod session;
pub mod tell;

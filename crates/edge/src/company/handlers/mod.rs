//! What each question does.

pub mod assignments;
pub mod chats;
pub mod emergency;
pub mod exports;
pub mod found;
pub mod hand;
pub mod labels;
pub mod login;
pub mod masking;
pub mod missed;
pub mod people;
pub mod policy;
pub mod queue;
pub mod removal;
pub mod reveal;
pub mod review;
pub mod routing;
pub mod search;
pub mod session;
pub mod team;
pub mod tell;
pub mod traffic;

//! What is sent: see [`out`](crate::out). Personal data is in it only as [`Masked`](usher_core::mask::Masked).

mod assignment;
mod audit;
mod chat;
mod contact;
mod looked_at;
mod message;
mod named;
mod people;

pub use assignment::AssignmentView;
pub use audit::AuditView;
pub use chat::{ChatBrief, ChatView, label_of};
pub use contact::ContactView;
pub use looked_at::{Decided, LeftOut, LookedAt, Ranked};
pub use message::MessageView;
pub use named::Named;
pub use people::{company_brief, group_detail, user_detail};

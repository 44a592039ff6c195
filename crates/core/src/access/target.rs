//! What a permission is asked for.

use crate::chat::ChatFacts;
use crate::contact::ContactFacts;

/// What a permission is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// Nothing in particular: is there anything it could be used on?
    Anything,
    /// One chat.
    Chat(&'a ChatFacts),
    /// One contact.
    Contact(&'a ContactFacts),
}

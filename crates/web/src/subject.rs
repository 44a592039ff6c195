//! What a decision is about, as it comes from JavaScript.

use usher_core::access::Target;
use usher_core::read::{FromValue, Node, ReadError};
use usher_core::{ChatFacts, ContactFacts};

use usher_core::write::joined;

use crate::fault::Fault;

/// A chat, a contact, or nothing in particular.
#[derive(Debug)]
pub(crate) enum Subject {
    Anything,
    Chat(ChatFacts),
    Contact(ContactFacts),
}

impl Subject {
    /// Reads what a question is about: the facts of its `chat`, of its `contact`, or nothing. Of many `chats` it is
    /// only said whether they are facts of chats.
    ///
    /// # Errors
    /// `invalid_chat` or `invalid_contact` where the facts are not of that form.
    pub(crate) fn of(question: &Node) -> Result<Self, Fault> {
        if let Some(chat) = question.get("chat") {
            return facts(chat, "invalid_chat", "a chat").map(Self::Chat);
        }
        if let Some(contact) = question.get("contact") {
            return facts(contact, "invalid_contact", "a contact").map(Self::Contact);
        }
        if let Some(chats) = question.get("chats") {
            facts::<Vec<ChatFacts>>(chats, "invalid_chat", "a chat")?;
        }
        Ok(Self::Anything)
    }

    /// The same for the core.
    pub(crate) fn target(&self) -> Target<'_> {
        match self {
            Self::Anything => Target::Anything,
            Self::Chat(chat) => Target::Chat(chat),
            Self::Contact(contact) => Target::Contact(contact),
        }
    }
}

fn facts<T: FromValue>(facts: &Node, code: &'static str, what: &str) -> Result<T, Fault> {
    T::from_value(facts).map_err(|error| refusal(code, what, &error))
}

#[cold]
#[inline(never)]
fn refusal(code: &'static str, what: &str, error: &ReadError) -> Fault {
    Fault::new(code, &joined(&["these are not the facts of ", what, ": ", &error.told()]))
}

//! What a decision is about, as it comes from JavaScript.

use usher_core::access::Target;
use usher_core::read::FromValue;
use usher_core::{ChatFacts, ContactFacts, read};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::Fault;

/// What the facts beside it are of.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectKind {
    /// Of nothing: the question is a general one, and the facts are not read.
    Anything,
    /// Of a chat.
    Chat,
    /// Of a contact.
    Contact,
}

/// A chat, a contact, or nothing in particular.
#[derive(Debug)]
pub(crate) enum Subject {
    Anything,
    Chat(ChatFacts),
    Contact(ContactFacts),
}

impl Subject {
    /// Reads the facts of what `kind` names.
    ///
    /// # Errors
    /// `invalid_chat` or `invalid_contact` where the facts are not of that form.
    pub(crate) fn parse(kind: SubjectKind, facts: &str) -> Result<Self, Fault> {
        match kind {
            SubjectKind::Anything => Ok(Self::Anything),
            SubjectKind::Chat => facts_of(facts, "invalid_chat", "a chat").map(Self::Chat),
            SubjectKind::Contact => facts_of(facts, "invalid_contact", "a contact").map(Self::Contact),
        }
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

/// Reads the facts of many chats.
///
/// # Errors
/// `invalid_chat` where one of them is not of that form.
pub(crate) fn chats(facts: &str) -> Result<Vec<ChatFacts>, Fault> {
    facts_of(facts, "invalid_chat", "a chat")
}

fn facts_of<T: FromValue>(facts: &str, code: &'static str, what: &str) -> Result<T, Fault> {
    read::parse(facts)
        .map_err(|error| Fault::new(code, format!("these are not the facts of {what}: {error}")))
}

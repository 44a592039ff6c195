//! A message.

use serde::Serialize;
use usher_core::mask::{Lens, Maskable, Masked};

use super::named::{Caller, Named, written};
use crate::company::ledger::{ContactRow, MessageRow};
use crate::out::{Cell, Sheet};

/// A message.
#[derive(Serialize)]
pub struct MessageView {
    id: String,
    chat: String,
    direction: String,
    kind: String,
    text: Option<String>,
    at: i64,
    author: Option<Author>,
    attachment: Option<AttachmentView>,
    edited: bool,
    status: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author {
    User(Named),
    Client(Caller),
}

#[derive(Serialize)]
struct AttachmentView {
    name: Option<String>,
    mime: Option<String>,
}

impl MessageView {
    /// A message as a viewer sees it. `senders` are the clients who wrote in the chat, where they are several.
    pub fn masked(message: &MessageRow, senders: &[ContactRow], lens: &Lens) -> Masked<Self> {
        let user = message.author.as_ref().map(|(id, name)| Author::User(Named::new(id, name)));
        let sender = message.sender.as_ref().and_then(|id| senders.iter().find(|contact| contact.id == *id));
        let view = Self {
            id: message.id.clone(),
            chat: message.chat.clone(),
            direction: message.direction.clone(),
            kind: message.kind.clone(),
            text: message.text.clone(),
            at: message.at_ms,
            author: user.or_else(|| sender.map(|contact| Author::Client(Caller::of(contact)))),
            attachment: message
                .attachment
                .as_ref()
                .map(|file| AttachmentView { name: file.name.clone(), mime: file.mime.clone() }),
            edited: message.edited != 0,
            status: message.status.clone(),
        };
        Masked::new(view, lens)
    }
}

impl Maskable for MessageView {
    fn mask(self, lens: &Lens) -> Self {
        // Field by field, so that a new one has to be decided on.
        let Self { id, chat, direction, kind, text, at, author, attachment, edited, status } = self;
        Self {
            id,
            chat,
            direction,
            text: text.and_then(|text| written(&kind, &text, lens)),
            kind,
            at,
            author: author.mask(lens),
            attachment: attachment.mask(lens),
            edited,
            status,
        }
    }
}

impl Maskable for Author {
    fn mask(self, lens: &Lens) -> Self {
        match self {
            Self::User(user) => Self::User(user),
            Self::Client(caller) => Self::Client(caller.mask(lens)),
        }
    }
}

impl Maskable for AttachmentView {
    fn mask(self, lens: &Lens) -> Self {
        let Self { name, mime } = self;
        // The type is what their device said.
        Self {
            name: name.and_then(|name| file_name(&name, lens)),
            mime: mime.map(|mime| lens.identifier(&mime)),
        }
    }
}

/// A file name: what somebody wrote, so it is shown no wider than text, and built like an identifier.
fn file_name(name: &str, lens: &Lens) -> Option<String> {
    lens.text(name).map(|_| lens.identifier(name))
}

impl Sheet for MessageView {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "chat_id",
        "at",
        "direction",
        "kind",
        "author_id",
        "author",
        "text",
        "file",
        "file_type",
        "edited",
        "status",
    ];

    fn cells(&self) -> Vec<Cell<'_>> {
        let (author_id, author) = match &self.author {
            Some(Author::User(user)) => (Some(user.id()), Some(user.name())),
            Some(Author::Client(caller)) => (Some(caller.id()), caller.name()),
            None => (None, None),
        };
        let file = self.attachment.as_ref();
        vec![
            Cell::Text(Some(&self.id)),
            Cell::Text(Some(&self.chat)),
            Cell::Moment(Some(self.at)),
            Cell::Text(Some(&self.direction)),
            Cell::Text(Some(&self.kind)),
            Cell::Text(author_id),
            Cell::Text(author),
            Cell::Text(self.text.as_deref()),
            Cell::Text(file.and_then(|file| file.name.as_deref())),
            Cell::Text(file.and_then(|file| file.mime.as_deref())),
            Cell::Flag(self.edited),
            Cell::Text(Some(&self.status)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use usher_core::mask::{Detector, Policy, Region};

    use super::*;
    use crate::out::everyones;

    #[test]
    fn file_names() {
        for (name, expect) in [
            ("05417736291.pdf", "•••91.pdf"),
            ("a.b@example.com 05417736291.pdf", "a•••@e•••.com •••91.pdf"),
            ("invoice-905324178653.pdf", "invoice-90•••53.pdf"),
            ("Scan 0541 773 62 91.pdf", "Scan •••91.pdf"),
            ("+905417736291.vcf", "90•••91.vcf"),
            ("IMG-20260101-WA0001.jpg", "IMG-20260101-WA0001.jpg"),
            ("PXL_20260115_123456789.jpg", "PXL_20260115_123456789.jpg"),
            ("Screenshot 2026-01-15 at 12.34.56.png", "Screenshot 2026-01-15 at 12.34.56.png"),
            (
                "WhatsApp Image 2026-11-22 at 14.22.01 (1).jpeg",
                "WhatsApp Image 2026-11-22 at 14.22.01 (1).jpeg",
            ),
        ] {
            assert_eq!(file_name(name, &everyones()).as_deref(), Some(expect));
            // At home somewhere, no less is found.
            let home = Detector::new(Policy::Balanced).in_region(Region::parse("TR").unwrap());
            assert_eq!(file_name(name, &everyones().with_detector(home)).as_deref(), Some(expect));
        }
    }
}

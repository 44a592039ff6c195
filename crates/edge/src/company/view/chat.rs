//! A chat.

use serde::Serialize;
use usher_core::mask::{Lens, Maskable, Masked};
use usher_core::{ChannelKind, ChatFacts, ChatKind};

use super::named::{Caller, Named};
use crate::ask::ChatStatus;
use crate::company::ledger::{ChatRow, Last};

/// A chat as it stands in lists and live frames.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatView {
    id: String,
    channel: ChannelBrief,
    kind: ChatKind,
    status: ChatStatus,
    contact: Caller,
    group: Option<Named>,
    assignee: Option<Named>,
    last_message: Option<LastView>,
    updated_at: i64,
    waiting_since: Option<i64>,
    facts: ChatFacts,
}

#[derive(Serialize)]
struct ChannelBrief {
    id: String,
    kind: ChannelKind,
    name: String,
}

#[derive(Serialize)]
struct LastView {
    text: Option<String>,
    kind: String,
    direction: String,
    at: i64,
}

impl ChatView {
    /// A chat as a viewer sees it.
    pub fn masked(chat: &ChatRow, lens: &Lens) -> Masked<Self> {
        let view = Self {
            id: chat.id.to_string(),
            channel: ChannelBrief {
                id: chat.channel.to_string(),
                kind: chat.channel_kind,
                name: chat.channel_name.clone(),
            },
            kind: chat.kind,
            status: chat.status,
            contact: Caller::of(&chat.contact),
            group: chat.group.as_ref().map(|(id, name)| Named::new(id, name)),
            assignee: chat.assignee.as_ref().map(|(id, name)| Named::new(id, name)),
            last_message: chat.last.as_ref().map(LastView::of),
            updated_at: chat.updated_at_ms,
            waiting_since: chat.waiting_since_ms,
            facts: chat.facts(),
        };
        Masked::new(view, lens)
    }
}

impl LastView {
    fn of(last: &Last) -> Self {
        Self {
            text: last.text.clone(),
            kind: last.kind.clone(),
            direction: last.direction.clone(),
            at: last.at_ms,
        }
    }
}

impl Maskable for ChatView {
    fn mask(self, lens: &Lens) -> Self {
        Self { contact: self.contact.mask(lens), last_message: self.last_message.mask(lens), ..self }
    }
}

impl Maskable for LastView {
    fn mask(self, lens: &Lens) -> Self {
        Self { text: self.text.and_then(|text| lens.text(&text)), ..self }
    }
}

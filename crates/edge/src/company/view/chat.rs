//! A chat.

use serde::Serialize;
use usher_core::mask::{Lens, Maskable, Masked};
use usher_core::{ChannelKind, ChatFacts, ChatKind, FieldKind, Visibility};

use super::contact::ContactView;
use super::named::{Caller, Named, written};
use crate::ask::ChatStatus;
use crate::company::ledger::{ChatRow, Last};
use crate::out::{Cell, Object, Sheet};

/// A chat as it stands in lists and live frames.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatView {
    id: String,
    channel: ChannelBrief,
    kind: ChatKind,
    status: ChatStatus,
    /// None where the whole card stands in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Caller>,
    group: Option<Named>,
    assignee: Option<Named>,
    last_message: Option<LastView>,
    updated_at: i64,
    waiting_since: Option<i64>,
    labels: Vec<String>,
    language: Option<String>,
    facts: ChatFacts,
}

/// As much of a chat as tells it from another one with the same client. Nothing in it is about the client.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatBrief {
    id: String,
    channel: ChannelBrief,
    status: ChatStatus,
    updated_at: i64,
}

impl ChatBrief {
    /// For those who may see the chat.
    pub fn of(chat: &ChatRow) -> Self {
        Self {
            id: chat.id.to_string(),
            channel: ChannelBrief::of(chat),
            status: chat.status,
            updated_at: chat.updated_at_ms,
        }
    }
}

#[derive(Serialize)]
struct ChannelBrief {
    id: String,
    kind: ChannelKind,
    name: String,
}

impl ChannelBrief {
    fn of(chat: &ChatRow) -> Self {
        Self { id: chat.channel.to_string(), kind: chat.channel_kind, name: chat.channel_name.clone() }
    }
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
        Masked::new(Self::of(chat, Some(Caller::of(&chat.contact))), lens)
    }

    /// The same with the whole card of the contact in the place of its name.
    pub fn detailed(chat: &ChatRow, lens: &Lens, card: &Lens) -> Object {
        let view = Masked::new(Self::of(chat, None), lens);
        Object::open(&view).with("contact", &ContactView::masked(&chat.contact, card))
    }

    fn of(chat: &ChatRow, contact: Option<Caller>) -> Self {
        Self {
            id: chat.id.to_string(),
            channel: ChannelBrief::of(chat),
            kind: chat.kind,
            status: chat.status,
            contact,
            group: chat.group.as_ref().map(|(id, name)| Named::new(id, name)),
            assignee: chat.assignee.as_ref().map(|(id, name)| Named::new(id, name)),
            last_message: chat.last.as_ref().map(LastView::of),
            updated_at: chat.updated_at_ms,
            waiting_since: chat.waiting_since_ms,
            labels: chat.labels.clone(),
            language: chat.language.as_ref().map(|language| language.as_str().to_owned()),
            facts: chat.facts(),
        }
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

// Field by field, so that a new one has to be decided on: what is passed on as it is holds ids, moments, codes of ours
// and what administrators wrote.

impl Maskable for ChatView {
    fn mask(self, lens: &Lens) -> Self {
        let Self {
            id,
            channel,
            kind,
            status,
            contact,
            group,
            assignee,
            last_message,
            updated_at,
            waiting_since,
            labels,
            language,
            facts,
        } = self;
        Self {
            id,
            channel,
            kind,
            status,
            contact: contact.mask(lens),
            group,
            assignee,
            last_message: last_message.mask(lens),
            updated_at,
            waiting_since,
            labels: labels.iter().map(|label| label_of(label, lens)).collect(),
            language,
            facts,
        }
    }
}

/// A label as a viewer sees it: what it says of the client is masked. It is a word of the company's own, so it is there
/// for those to whom texts are hidden too.
pub fn label_of(label: &str, lens: &Lens) -> String {
    let fields = lens.visibility().clone();
    let shown = fields.get(&FieldKind::Text).max(Visibility::Masked);
    let lens =
        Lens::new(fields.with(FieldKind::Text, shown), lens.secrets().clone()).with_detector(lens.detector());
    lens.text(label).unwrap_or_default()
}

impl Maskable for LastView {
    fn mask(self, lens: &Lens) -> Self {
        let Self { text, kind, direction, at } = self;
        Self { text: text.and_then(|text| written(&kind, &text, lens)), kind, direction, at }
    }
}

impl Sheet for ChatView {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "channel_id",
        "channel",
        "service",
        "kind",
        "status",
        "contact_id",
        "contact",
        "group_id",
        "group",
        "assignee_id",
        "assignee",
        "last_message",
        "last_message_kind",
        "last_message_direction",
        "last_message_at",
        "updated_at",
        "waiting_since",
        "language",
        "labels",
    ];

    fn cells(&self) -> Vec<Cell<'_>> {
        let (contact, last) = (self.contact.as_ref(), self.last_message.as_ref());
        vec![
            Cell::Text(Some(&self.id)),
            Cell::Text(Some(&self.channel.id)),
            Cell::Text(Some(&self.channel.name)),
            Cell::Text(Some(self.channel.kind.as_str())),
            Cell::Text(Some(match self.kind {
                ChatKind::Personal => "personal",
                ChatKind::Group => "group",
            })),
            Cell::Text(Some(self.status.as_str())),
            Cell::Text(contact.map(Caller::id)),
            Cell::Text(contact.and_then(Caller::name)),
            Cell::Text(self.group.as_ref().map(Named::id)),
            Cell::Text(self.group.as_ref().map(Named::name)),
            Cell::Text(self.assignee.as_ref().map(Named::id)),
            Cell::Text(self.assignee.as_ref().map(Named::name)),
            Cell::Text(last.and_then(|last| last.text.as_deref())),
            Cell::Text(last.map(|last| last.kind.as_str())),
            Cell::Text(last.map(|last| last.direction.as_str())),
            Cell::Moment(last.map(|last| last.at)),
            Cell::Moment(Some(self.updated_at)),
            Cell::Moment(self.waiting_since),
            Cell::Text(self.language.as_deref()),
            Cell::List(&self.labels),
        ]
    }
}

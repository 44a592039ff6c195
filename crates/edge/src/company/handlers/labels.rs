//! What smart rules ask of a chat beside what it is: its labels, and the language of the client.

use std::collections::BTreeSet;

use serde_json::Value;
use usher_core::mask::Lens;
use usher_core::routing::rules::{LABELS_MAX, Language, is_label};
use usher_core::{ChatId, Permission};

use super::chats::senders;
use super::tell::shown;
use crate::ask::ChatPatch;
use crate::company::ledger::{ChatRow, Deed, SaidBy};
use crate::company::record::{chat_lens, noted};
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::label_of;
use crate::fault::Fault;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::object;
use crate::out::declared::OwnName;
use crate::out::{Object, Said};
use crate::problem::{Code, Problem};

/// Changes the labels of a chat and the language of its client. Where nobody has it, it goes where rules now send it.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], [`Code::InvalidField`], what the body has wrong, or [`Fault`].
pub fn change(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId, body: &Value) -> Result<Answer, Fault> {
    let chat = scene.chat_for(viewer, Permission::CHATS_ASSIGN, id)?;
    let ChatPatch { labels, language } = typed(body)?;
    let lens = chat_lens(scene, &viewer.access, &chat, &senders(scene, &chat)?);
    let labels = labels.map(|sent| judged(sent, &chat, &lens)).transpose()?;
    let labels = labels.filter(|labels| *labels != chat.labels);
    let language = language.map(|sent| sent.map(|tag| read(&tag)).transpose()).transpose()?;
    let language =
        language.filter(|language| *language != chat.language || language.is_some() != chat.language_by_hand);
    if labels.is_none() && language.is_none() {
        return shown(scene, viewer, &chat, Vec::new());
    }
    let ledger = &scene.ledger;
    let told =
        labels.iter().flatten().map(|label| noted(scene, &lens, label)).collect::<Result<Vec<_>, _>>()?;
    let tag = language.as_ref().map(|language| language.as_ref().map(OwnName::of_language));
    let ((), routed) = scene.route(|turn| {
        if let Some(labels) = &labels {
            ledger.set_labels(id, labels)?;
        }
        if let Some(language) = &language {
            let by = if language.is_some() { SaidBy::Hand } else { SaidBy::Service };
            ledger.set_language(id, language.as_ref(), by)?;
        }
        ledger.audit(&Deed {
            actor: Some(&viewer.user.id),
            action: "chat.labelled",
            subject: Said::new("chat:{}", &[id]),
            detail: Object::new()
                .with_some("labels", labels.as_ref().map(|_| &told))
                .with_some("language", tag.as_ref()),
        })?;
        turn.labelled(&chat)
    })?;
    shown(scene, viewer, &chat, routed)
}

/// The labels and languages that rules ask for.
///
/// # Errors
/// [`Code::PermissionMissing`], or [`Fault`].
pub fn named(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::CHATS_ASSIGN)?;
    let rules = scene.ledger.routing()?.settings.rules;
    let labels: BTreeSet<OwnName<'_>> = rules.iter().flat_map(OwnName::of_labels).collect();
    let languages: BTreeSet<OwnName<'_>> = rules.iter().flat_map(OwnName::of_languages).collect();
    let (labels, languages): (Vec<_>, Vec<_>) =
        (labels.into_iter().collect(), languages.into_iter().collect());
    Ok(Reply::ok(&object! { "labels": labels, "languages": languages }).into())
}

/// The labels that were sent, each once.
fn judged(sent: Vec<String>, chat: &ChatRow, lens: &Lens) -> Result<Vec<String>, Problem> {
    let invalid = |detail: Said| Err(Problem::new(Code::InvalidField).with_detail(detail));
    if sent.len() > LABELS_MAX {
        return invalid(Said::new("a chat has at most {} labels", &[&LABELS_MAX]));
    }
    let mut labels = Vec::with_capacity(sent.len());
    for label in sent {
        // What the asker sees masked comes back as they see it.
        let stored = chat.labels.iter().find(|stored| label_of(stored, lens) == label);
        let label = stored.cloned().unwrap_or(label);
        if !is_label(&label) {
            return invalid(
                "a label has 1 to 200 characters, no control characters, and is nobody's number or address"
                    .into(),
            );
        }
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    Ok(labels)
}

fn read(tag: &str) -> Result<Language, Problem> {
    let invalid = || Problem::new(Code::InvalidField).with_detail("`language` is no tag of a language");
    Language::parse(tag).ok_or_else(invalid)
}

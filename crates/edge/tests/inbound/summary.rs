//! An event in one line, for tables of what is expected.

use usher_edge::inbound::{Content, Conversation, Event, Message, What};

/// What happened and what it holds, without ids: `message image "caption" file(name, mime) reply`.
pub(crate) fn of(event: &Event) -> String {
    let mut line = format!("{} {}", event.what.code(), what(&event.what));
    if let Conversation::Group { title, .. } = &event.conversation {
        line.push_str(&format!(" in group {title:?}"));
    }
    line.trim_end().to_owned()
}

/// The person, as `kind,kind name phone @handle`.
pub(crate) fn party(event: &Event) -> String {
    let Some(party) = &event.party else { return "nobody".to_owned() };
    let kinds: Vec<&str> = party.identities.iter().map(|identity| identity.kind.code()).collect();
    let mut line = kinds.join(",");
    for part in [&party.name, &party.phone].into_iter().flatten() {
        line.push(' ');
        line.push_str(part);
    }
    if let Some(handle) = &party.handle {
        line.push_str(&format!(" @{handle}"));
    }
    line
}

fn what(what: &What) -> String {
    match what {
        What::Message(new) => message(new),
        What::Edit(edit) => content(&edit.content),
        What::Revoke(_) => String::new(),
        What::Reaction(reaction) => reaction.emoji.clone().unwrap_or_else(|| "none".to_owned()),
        What::Moved { notice, identities, phone } => {
            let kinds: Vec<&str> = identities.iter().map(|identity| identity.kind.code()).collect();
            format!("{} to {} {}", message(notice), kinds.join(","), phone.as_deref().unwrap_or("-"))
        }
        What::Status(report) => match &report.error {
            Some(error) => format!("{} {}", report.delivery.code(), error.code),
            None => report.delivery.code().to_owned(),
        },
        What::Call(call) => {
            let direction = call.direction.map_or("?".to_owned(), |one| format!("{one:?}").to_lowercase());
            let spoken = call.duration_ms.map_or(String::new(), |ms| format!(" {ms} ms"));
            format!("{} {direction}{spoken}", call.phase.code())
        }
        What::Unsupported { kind } => kind.clone(),
    }
}

fn message(message: &Message) -> String {
    let mut line = content(&message.content);
    let flags = [
        (message.reply_to.is_some(), " reply"),
        (message.forwarded, " forwarded"),
        (message.referral.is_some(), " referred"),
    ];
    for (_, flag) in flags.into_iter().filter(|(is_set, _)| *is_set) {
        line.push_str(flag);
    }
    line
}

fn content(content: &Content) -> String {
    let mut line = content.kind.code().to_owned();
    if let Some(kind) = &content.vendor_kind {
        line.push_str(&format!("({kind})"));
    }
    if let Some(text) = &content.text {
        line.push_str(&format!(" {text:?}"));
    }
    if let Some(file) = &content.attachment {
        let name = file.name.as_deref().unwrap_or("-");
        line.push_str(&format!(" file({name}, {})", file.mime.as_deref().unwrap_or("-")));
    }
    line
}

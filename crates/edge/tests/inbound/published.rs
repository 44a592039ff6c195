//! Payloads that the vendors published, where they lie beside the repository. They are read in place: they are
//! not ours to keep here, so the tables say only what kind each of them is.

use crate::support::{Vendor, files, folder, read};
use usher_edge::inbound::{Event, What};

/// A file, and the kinds of the events in it.
type Row = (&'static str, &'static [&'static str]);

const WHATSAPP: &[Row] = &[
    ("call_connect-business_initiated", &["call connecting"]),
    ("call_connect-user_initiated", &["call connecting"]),
    ("call_status-call_status", &["call ringing"]),
    ("call_terminate-call_terminate", &["call completed", "unsupported"]),
    ("callback_button-button", &["message button"]),
    ("callback_button-quick_reply", &["message button"]),
    ("callback_button-quick_reply_without_context", &["message button"]),
    ("deleted_message-revoke", &["revoke"]),
    ("edited_message-image", &["edit image"]),
    ("message-animated_sticker", &["message sticker"]),
    ("message-audio", &["message audio"]),
    ("message-chosen_location", &["message location"]),
    ("message-contacts", &["message contacts"]),
    ("message-current_location", &["message location"]),
    ("message-document", &["message document"]),
    ("message-forwarded", &["message text"]),
    ("message-forwarded_many_times", &["message text"]),
    ("message-image", &["message image"]),
    ("message-interactive_message_with_err", &["message unsupported", "unsupported"]),
    ("message-media_with_url", &["message image"]),
    ("message-order", &["message order"]),
    ("message-reaction", &["reaction"]),
    ("message-referral", &["message text"]),
    ("message-reply", &["message text"]),
    ("message-static_sticker", &["message sticker"]),
    ("message-text", &["message text"]),
    ("message-unreaction_empty", &["reaction"]),
    ("message-unreaction_no_emoji", &["reaction"]),
    ("message-unsupported", &["message unsupported"]),
    ("message-unsupported_with_type", &["message unsupported"]),
    ("message-video", &["message video"]),
    ("message-voice", &["message audio"]),
    ("message_status-delivered", &["status delivered"]),
    ("message_status-failed", &["status failed"]),
    ("message_status-group", &["status read"]),
    ("message_status-played", &["status read"]),
    ("message_status-read", &["status read"]),
    ("message_status-sent", &["status sent"]),
    ("message_status-with_tracker", &["status sent"]),
    ("official-message-text", &["message text"]),
    ("system-identity_change", &["message system"]),
    ("system-phone_number_change", &["moved system"]),
];

const TELEGRAM: &[Row] = &[
    ("callback-query", &["message button"]),
    ("chosen-inline-result", &["unsupported"]),
    ("composed-message-contact", &["message contacts"]),
    ("edited-message", &["edit text"]),
    ("inline-query", &["unsupported"]),
    ("message-audio", &["message audio"]),
    ("message-document", &["message document"]),
    ("message-entities", &["message text"]),
    ("message-forwarded", &["message text"]),
    ("message-forwarded-channel", &["message text"]),
    ("message-reply", &["message text"]),
    ("message-text", &["message text"]),
    ("message-voice", &["message audio"]),
];

fn kind(event: &Event) -> String {
    let code = event.what.code();
    match &event.what {
        What::Message(message) => format!("{code} {}", message.content.kind.code()),
        What::Edit(edit) => format!("{code} {}", edit.content.kind.code()),
        What::Moved { notice, .. } => format!("{code} {}", notice.content.kind.code()),
        What::Status(report) => format!("{code} {}", report.delivery.code()),
        What::Call(call) => format!("{code} {}", call.phase.code()),
        What::Reaction(_) | What::Revoke(_) | What::Unsupported { .. } => code.to_owned(),
    }
}

fn check(vendor: Vendor, path: &str, rows: &[Row]) {
    let folder = folder(path);
    if !folder.is_dir() {
        eprintln!("no published payloads at {}: nothing compared", folder.display());
        return;
    }
    let found = files(&folder);
    for (name, body) in &found {
        let kinds: Vec<String> = read(vendor, body).unwrap().iter().map(kind).collect();
        match rows.iter().find(|(row, _)| row == name) {
            Some((_, expected)) => assert_eq!(kinds, *expected, "{name}"),
            // One that came later: it is read, and holds something.
            None => assert!(!kinds.is_empty(), "{name}"),
        }
    }
    for (row, _) in rows {
        assert!(found.iter().any(|(name, _)| name == row), "{row} is gone");
    }
}

#[test]
fn whatsapp() {
    check(Vendor::Whatsapp, "../shared/webhooks/whatsapp", WHATSAPP);
}

#[test]
fn telegram() {
    check(Vendor::Telegram, "../shared/webhooks/telegram", TELEGRAM);
}

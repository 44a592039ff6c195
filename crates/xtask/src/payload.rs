//! Webhook payloads: composed for the demo, or a file's with fresh ids. Pure; the moment is an argument.

use serde_json::{Value, json};

use crate::args::Kind;
use crate::demo::Client;

/// What makes one message differ from every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Milliseconds since the epoch.
    pub(crate) now_ms: u64,
}

impl Moment {
    fn seconds(self) -> u64 {
        self.now_ms / 1000
    }

    /// Below 2³¹, as Telegram's own are; differs at every hundredth of a second for eight months.
    fn number(self) -> u64 {
        self.now_ms / 10 % 2_000_000_000
    }

    fn wamid(self, index: usize) -> String {
        format!("wamid.USHER{:X}{index:02X}", self.now_ms)
    }
}

/// A text message as Meta's webhooks reference shows one.
pub(crate) fn whatsapp_text(
    phone_number_id: &str,
    name: &str,
    number: &str,
    text: &str,
    at: Moment,
) -> Value {
    json!({
        "object": "whatsapp_business_account",
        "entry": [{
            "id": "900000000000000",
            "changes": [{
                "field": "messages",
                "value": {
                    "messaging_product": "whatsapp",
                    "metadata": { "display_phone_number": "900000000000", "phone_number_id": phone_number_id },
                    "contacts": [{ "profile": { "name": name }, "wa_id": number }],
                    "messages": [{
                        "from": number,
                        "id": at.wamid(0),
                        "timestamp": at.seconds().to_string(),
                        "type": "text",
                        "text": { "body": text },
                    }],
                },
            }],
        }],
    })
}

/// A text message as Telegram's Bot API describes one.
pub(crate) fn telegram_text(
    id: u64,
    first: &str,
    last: &str,
    username: &str,
    text: &str,
    at: Moment,
) -> Value {
    json!({
        "update_id": at.number(),
        "message": {
            "message_id": at.number(),
            "date": at.seconds(),
            "chat": { "id": id, "type": "private", "first_name": first, "last_name": last, "username": username },
            "from": { "id": id, "is_bot": false, "first_name": first, "last_name": last, "username": username },
            "text": text,
        },
    })
}

/// What a client of the demo writes, in the form of its channel.
pub(crate) fn text_of(client: &Client, phone_number_id: &str, text: &str, at: Moment) -> (Kind, Value) {
    match client {
        Client::Whatsapp { name, number } => {
            (Kind::Whatsapp, whatsapp_text(phone_number_id, name, number, text, at))
        }
        Client::Telegram { id, first, last, username } => {
            (Kind::Telegram, telegram_text(*id, first, last, username, text, at))
        }
    }
}

/// The bytes to sign and send. Meta escapes all that is not ASCII, so that is done here too.
pub(crate) fn bytes(payload: &Value) -> Vec<u8> {
    let mut out = String::new();
    for character in payload.to_string().chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out.into_bytes()
}

/// Whose webhook a body is, by its form.
pub(crate) fn kind(body: &Value) -> Option<Kind> {
    if body.get("object").and_then(Value::as_str) == Some("whatsapp_business_account") {
        return Some(Kind::Whatsapp);
    }
    body.get("update_id").map(|_| Kind::Telegram)
}

/// Gives every message a fresh id and the present time; says what was rewritten.
pub(crate) fn refresh(body: &mut Value, at: Moment) -> Vec<String> {
    match kind(body) {
        Some(Kind::Whatsapp) => refresh_whatsapp(body, at),
        Some(Kind::Telegram) => refresh_telegram(body, at),
        None => Vec::new(),
    }
}

fn refresh_whatsapp(body: &mut Value, at: Moment) -> Vec<String> {
    let mut ids = 0;
    for message in values(body).filter_map(|value| value.get_mut("messages")?.as_array_mut()).flatten() {
        let Some(message) = message.as_object_mut() else { continue };
        if message.contains_key("id") {
            message.insert("id".into(), at.wamid(ids).into());
            ids += 1;
        }
        if message.contains_key("timestamp") {
            message.insert("timestamp".into(), at.seconds().to_string().into());
        }
    }
    if ids == 0 { Vec::new() } else { vec![format!("{ids} × message id and time")] }
}

fn refresh_telegram(body: &mut Value, at: Moment) -> Vec<String> {
    let mut said = vec!["update_id".to_owned()];
    if let Some(update) = body.as_object_mut() {
        update.insert("update_id".into(), at.number().into());
    }
    // An edited message keeps its id: it is the same one.
    if let Some(message) = body.get_mut("message").and_then(Value::as_object_mut) {
        message.insert("message_id".into(), at.number().into());
        message.insert("date".into(), at.seconds().into());
        said.push("message_id and date".into());
    }
    said
}

/// The phone numbers, by Meta's id, that a WhatsApp payload arrived at.
pub(crate) fn phone_number_ids(body: &Value) -> Vec<String> {
    let entries = body.get("entry").and_then(Value::as_array).into_iter().flatten();
    let changes = entries.filter_map(|entry| entry.get("changes")?.as_array()).flatten();
    let ids = changes.filter_map(|change| change.pointer("/value/metadata/phone_number_id")?.as_str());
    ids.map(str::to_owned).collect()
}

/// Makes a WhatsApp payload arrive at another phone number; says what was rewritten.
pub(crate) fn readdress(body: &mut Value, phone_number_id: &str) -> Vec<String> {
    if phone_number_ids(body).iter().all(|id| id == phone_number_id) {
        return Vec::new();
    }
    for metadata in values(body).filter_map(|value| value.get_mut("metadata")?.as_object_mut()) {
        metadata.insert("phone_number_id".into(), phone_number_id.into());
    }
    vec![format!("phone_number_id to {phone_number_id}")]
}

fn values(body: &mut Value) -> impl Iterator<Item = &mut Value> {
    let entries = body.get_mut("entry").and_then(Value::as_array_mut).into_iter().flatten();
    let changes = entries.filter_map(|entry| entry.get_mut("changes")?.as_array_mut()).flatten();
    changes.filter_map(|change| change.get_mut("value"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Moment = Moment { now_ms: 1_790_000_000_123 };

    #[test]
    fn whatsapp_is_refreshed_and_readdressed() {
        let mut body = whatsapp_text("1", "Ayşe", "905000000000", "selam", Moment { now_ms: 1 });
        assert_eq!(kind(&body), Some(Kind::Whatsapp));
        assert_eq!(refresh(&mut body, AT), ["1 × message id and time"]);
        assert_eq!(readdress(&mut body, "2"), ["phone_number_id to 2"]);
        assert_eq!(readdress(&mut body, "2"), Vec::<String>::new());
        assert_eq!(body, whatsapp_text("2", "Ayşe", "905000000000", "selam", AT));
        assert_eq!(phone_number_ids(&body), ["2"]);
    }

    #[test]
    fn telegram_is_refreshed() {
        let mut body = telegram_text(7, "Иван", "", "ivan", "привет", Moment { now_ms: 1 });
        assert_eq!(kind(&body), Some(Kind::Telegram));
        assert_eq!(refresh(&mut body, AT), ["update_id", "message_id and date"]);
        assert_eq!(body, telegram_text(7, "Иван", "", "ivan", "привет", AT));
        let mut edit = json!({"update_id": 1, "edited_message": {"message_id": 5, "date": 6}});
        assert_eq!(refresh(&mut edit, AT), ["update_id"]);
        assert_eq!(edit["edited_message"], json!({"message_id": 5, "date": 6}));
    }

    #[test]
    fn other_bodies_stay() {
        let mut body = json!({"object": "page", "entry": [1, {"changes": [null]}]});
        let before = body.clone();
        assert_eq!(kind(&body), None);
        assert!(refresh(&mut body, AT).is_empty());
        assert!(readdress(&mut body, "2").is_empty());
        assert_eq!(body, before);
    }

    #[test]
    fn bytes_are_ascii_and_mean_the_same() {
        let body = json!({"text": "Ж😀é"});
        let bytes = bytes(&body);
        assert_eq!(bytes, br#"{"text":"\u0416\ud83d\ude00\u00e9"}"#);
        assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), body);
    }
}

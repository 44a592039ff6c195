//! `cargo xtask send`: one webhook, as its vendor would send it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use serde_json::Value;

use crate::args::{Ids, Kind, Number, SendOptions};
use crate::demo;
use crate::fault::{Doing, Fault, Outcome};
use crate::payload::{self, Moment};
use crate::place::Place;
use crate::screen;
use crate::seed::now_ms;
use crate::session::Session;
use crate::webhook::Sender;

/// Where a payload came from decides what is rewritten by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// Ours, under `tests/payloads`.
    Ours,
    Elsewhere,
}

/// Sends; fails when the worker does not answer, or answers anything but success.
pub(crate) fn send(place: &Place, options: &SendOptions) -> Outcome<ExitCode> {
    let (path, origin) = locate(place, &options.payload)?;
    let original = fs::read(&path).doing(format!("reading `{}`", path.display()))?;
    let kind = kind_of(options, &path, &original)?;
    let channel = options.channel.as_deref().unwrap_or(match kind {
        Kind::Whatsapp => demo::WHATSAPP_CHANNEL,
        Kind::Telegram => demo::TELEGRAM_CHANNEL,
    });
    let (body, said) = rewrite(options, origin, channel, original);
    let sender = Sender {
        url: &options.url,
        company: &options.company,
        app_secret: &options.app_secret,
        secret_token: &options.secret_token,
    };
    let request = sender.prove(kind, channel, &body)?;
    println!("POST {}", request.url);
    for line in said {
        screen::note(&line);
    }
    screen::note(&format!("{}: {}", request.header, request.proof));
    let started = Instant::now();
    let started_at_ms = now_ms();
    let answer = request
        .post(&body)
        .map_err(|fault| fault.hint("is the worker running? `cargo xtask dev` starts it"))?;
    println!("{} {}   {} ms", answer.status, answer.body.trim(), started.elapsed().as_millis());
    if !answer.is_success() {
        return Ok(ExitCode::FAILURE);
    }
    println!("\n{}", what_to_look_at(options, started_at_ms));
    Ok(ExitCode::SUCCESS)
}

fn locate(place: &Place, name: &str) -> Outcome<(PathBuf, Origin)> {
    if let Some(ours) = ours(place, name) {
        return Ok((ours, Origin::Ours));
    }
    // `cargo run` keeps the folder that the developer stands in.
    let path = Path::new(name);
    if path.is_file() {
        return Ok((path.to_owned(), Origin::Elsewhere));
    }
    let known = names(&place.at("tests/payloads"));
    let hint = if known.is_empty() {
        "give the path of a file".to_owned()
    } else {
        format!("ours are\n  {}", known.join("\n  "))
    };
    Err(Fault::new(format!("there is no payload `{name}`")).hint(hint))
}

/// The file of a payload of ours. A name is `folder/name` and nothing else: a path would leave the folder.
fn ours(place: &Place, name: &str) -> Option<PathBuf> {
    let plain = Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    let file =
        place.at("tests/payloads").join(format!("{}.json", name.strip_suffix(".json").unwrap_or(name)));
    (plain && file.is_file()).then_some(file)
}

/// The payloads of ours: `folder/name`.
fn names(folder: &Path) -> Vec<String> {
    let folders = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = folders.flat_map(|entry| fs::read_dir(entry.path()).into_iter().flatten().flatten());
    let mut names: Vec<String> = files
        .filter_map(|entry| {
            let path = entry.path();
            let kind = path.parent()?.file_name()?.to_str()?.to_owned();
            let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
            Some(format!("{kind}/{name}"))
        })
        .collect();
    names.sort();
    names
}

/// The option decides, then the body, then the folder: a body may be broken on purpose.
fn kind_of(options: &SendOptions, path: &Path, bytes: &[u8]) -> Outcome<Kind> {
    let by_body = || payload::kind(&serde_json::from_slice(bytes).ok()?);
    let by_folder = || match path.parent()?.file_name()?.to_str()? {
        "whatsapp" => Some(Kind::Whatsapp),
        "telegram" => Some(Kind::Telegram),
        _ => None,
    };
    options.kind.or_else(by_body).or_else(by_folder).ok_or_else(|| {
        Fault::usage(format!("`{}` does not tell whose webhook it is", path.display()))
            .hint("add `--kind whatsapp` or `--kind telegram`")
    })
}

/// The bytes to send, and what was done to them.
fn rewrite(
    options: &SendOptions,
    origin: Origin,
    channel: &str,
    original: Vec<u8>,
) -> (Vec<u8>, Vec<String>) {
    let ids = options.ids.unwrap_or(if origin == Origin::Ours { Ids::Fresh } else { Ids::Replay });
    let to_demo =
        options.number == Number::Demo || (origin == Origin::Ours && options.ids != Some(Ids::Replay));
    let Ok(mut body) = serde_json::from_slice::<Value>(&original) else {
        return (original, vec!["sent as it is: not JSON".into()]);
    };
    let mut changes = Vec::new();
    if ids == Ids::Fresh {
        changes.extend(payload::refresh(&mut body, Moment { now_ms: now_ms() }));
    }
    let number = demo::phone_number_id(channel);
    if let Some(number) = number.filter(|_| to_demo) {
        changes.extend(payload::readdress(&mut body, number));
    }
    let mut said = Vec::new();
    let foreign = payload::phone_number_ids(&body).into_iter().find(|id| Some(id.as_str()) != number);
    if let Some(id) = foreign.filter(|_| options.company == demo::COMPANY) {
        said.push(format!("its phone_number_id {id} is no channel of the demo: `--as-demo` rewrites it"));
    }
    if changes.is_empty() {
        said.push("sent as it is".into());
        return (original, said);
    }
    said.push(format!("rewritten: {}", changes.join("; ")));
    (payload::bytes(&body), said)
}

/// Looks as the supervisor of the demo would; of another company, only says where to look.
fn what_to_look_at(options: &SendOptions, since_ms: u64) -> String {
    let newest = || -> Outcome<String> {
        let supervisor = Session::open(&options.url, demo::COMPANY, demo::SUPERVISOR, demo::PASSWORD)?;
        let list = supervisor.get("/v1/chats?limit=1")?;
        let Some(chat) = list.pointer("/chats/0").filter(|chat| is_since(chat, since_ms)) else {
            return Ok(
                "no chat is newer than before: a repeat, a status, or not the demo's number".to_owned()
            );
        };
        let id = chat.get("id").and_then(Value::as_str).unwrap_or_default();
        Ok(describe(&supervisor.get(&format!("/v1/chats/{id}"))?))
    };
    let inbox = format!("look at the inbox on {}", options.url);
    if options.company != demo::COMPANY {
        return inbox;
    }
    newest().map_or_else(|_| inbox.clone(), |seen| format!("{seen}\n{inbox}"))
}

/// Vendors give whole seconds.
fn is_since(chat: &Value, since_ms: u64) -> bool {
    chat.get("updatedAt").and_then(Value::as_u64).is_some_and(|at_ms| at_ms / 1000 >= since_ms / 1000)
}

fn describe(chat: &Value) -> String {
    let text = |pointer: &str| chat.pointer(pointer).and_then(Value::as_str);
    let client = text("/contact/name").unwrap_or("a client");
    let channel = text("/channel/name").unwrap_or("a channel");
    let reason =
        chat.pointer("/assignment/0/reason/because").or_else(|| chat.pointer("/assignment/0/reason"));
    let because = reason.and_then(Value::as_str).map(|code| format!(", because: {}", code.replace('_', " ")));
    let whose = text("/assignee/name")
        .map_or_else(|| "waits in the queue".to_owned(), |name| format!("assigned to {name}"));
    format!("{client} on {channel}, {whose}{}", because.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn options(line: &str) -> SendOptions {
        let words = line.split_whitespace().map(std::ffi::OsString::from);
        let crate::args::Invocation::Send(options) = crate::args::parse(words).unwrap() else { panic!() };
        options
    }

    fn whatsapp() -> Vec<u8> {
        payload::bytes(&payload::whatsapp_text("1", "A", "905", "x", Moment { now_ms: 1 }))
    }

    #[test]
    fn ours_are_made_fresh_and_others_are_left_alone() {
        let (bytes, said) = rewrite(&options("send x"), Origin::Ours, "wa-sales", whatsapp());
        assert_ne!(bytes, whatsapp());
        assert_eq!(said, ["rewritten: 1 × message id and time; phone_number_id to 900000000000001"]);
        let (bytes, said) = rewrite(&options("send x"), Origin::Elsewhere, "wa-sales", whatsapp());
        assert_eq!(bytes, whatsapp());
        assert_eq!(
            said,
            ["its phone_number_id 1 is no channel of the demo: `--as-demo` rewrites it", "sent as it is"]
        );
        let (bytes, _) = rewrite(&options("send x --replay"), Origin::Ours, "wa-sales", whatsapp());
        assert_eq!(bytes, whatsapp());
        let (_, said) = rewrite(&options("send x --as-demo"), Origin::Elsewhere, "wa-second", whatsapp());
        assert_eq!(said, ["rewritten: phone_number_id to 900000000000002"]);
        let (bytes, said) = rewrite(&options("send x"), Origin::Ours, "wa-sales", b"{".to_vec());
        assert_eq!((bytes.as_slice(), said.len()), (b"{".as_slice(), 1));
    }

    #[test]
    fn the_kind_is_found() {
        let file = Path::new("a/telegram/b.json");
        assert_eq!(kind_of(&options("send x"), file, &whatsapp()).unwrap(), Kind::Whatsapp);
        assert_eq!(kind_of(&options("send x"), file, b"{").unwrap(), Kind::Telegram);
        assert_eq!(kind_of(&options("send x --kind whatsapp"), file, b"{").unwrap(), Kind::Whatsapp);
        assert_eq!(kind_of(&options("send x"), Path::new("b.json"), b"{}").unwrap_err().exit_code(), 2);
    }

    #[test]
    fn says_who_got_the_chat() {
        let chat = json!({
            "contact": {"name": "Ayşe"}, "channel": {"name": "Sales"}, "assignee": {"name": "Arda"},
            "assignment": [{"reason": {"because": "fewest_open_chats"}}],
        });
        assert_eq!(describe(&chat), "Ayşe on Sales, assigned to Arda, because: fewest open chats");
        assert_eq!(describe(&json!({})), "a client on a channel, waits in the queue");
    }
}

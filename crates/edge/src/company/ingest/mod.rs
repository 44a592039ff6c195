//! What vendors deliver, taken in: verified, split, deduplicated, stored and routed in one transaction.

mod contact;
mod take;

use std::collections::BTreeSet;

use usher_core::{Channel, ChannelId};

use super::change::{Change, joined};
use super::ledger::{Ledger, Secret};
use super::routing::Turn;
use super::serve::{Answer, Scene};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::inbound::{
    Account, Event, Fault as BodyFault, Handshake, HandshakeError, InboundError, SignatureError, Verified,
    parse,
};
use crate::object;
use crate::out::Said;
use crate::problem::{Code, Detail, Problem};

/// Answers Meta's question whether the address is ours.
///
/// # Errors
/// [`Code::HandshakeMalformed`], [`Code::VerifyTokenInvalid`], [`Code::NotFound`], or [`Fault`].
pub fn handshake(ledger: &Ledger<'_>, query: &[(String, String)]) -> Result<Answer, Fault> {
    let tokens: Vec<String> =
        ledger.whatsapp_secrets()?.into_iter().filter_map(|secret| secret.verify_token).collect();
    if tokens.is_empty() {
        return Err(Code::NotFound.into());
    }
    let handshake = Handshake::read(query.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    for token in &tokens {
        match handshake.answer(token) {
            Ok(challenge) => return Ok(Reply::challenge(challenge).into()),
            Err(HandshakeError::Malformed) => return Err(Code::HandshakeMalformed.into()),
            Err(HandshakeError::TokenInvalid) => {}
        }
    }
    Err(Code::VerifyTokenInvalid.into())
}

/// Takes in what Meta delivers about the WhatsApp numbers of this company.
///
/// # Errors
/// [`Code::SignatureMissing`], [`Code::SignatureInvalid`], [`Code::InvalidPayload`], [`Code::NotFound`], or [`Fault`].
pub fn whatsapp<'a>(scene: &'a Scene<'a>, signature: Option<&str>, body: &[u8]) -> Result<Answer, Fault> {
    let secrets = scene.ledger.whatsapp_secrets()?;
    let apps: BTreeSet<&str> = secrets.iter().filter_map(|secret| secret.app_secret.as_deref()).collect();
    let mut refusal = Fault::from(Code::NotFound);
    for app in apps {
        match Verified::whatsapp(app, signature, body) {
            Ok(verified) => {
                // A delivery speaks for the numbers of the app that signed it and for no others.
                let own = secrets.iter().filter(|secret| secret.app_secret.as_deref() == Some(app));
                return deliver(scene, &verified, &own.cloned().collect::<Vec<_>>());
            }
            Err(error) => refusal = unsigned(error),
        }
    }
    Err(refusal)
}

/// Takes in what Telegram delivers about a bot.
///
/// # Errors
/// [`Code::SignatureMissing`], [`Code::SignatureInvalid`], [`Code::InvalidPayload`], [`Code::NotFound`], or [`Fault`].
pub fn telegram<'a>(
    scene: &'a Scene<'a>,
    channel: &ChannelId,
    token: Option<&str>,
    body: &[u8],
) -> Result<Answer, Fault> {
    let secret = scene.ledger.telegram_secret(channel)?.ok_or(Code::NotFound)?;
    let expected = secret.secret_token.as_deref().ok_or(Code::NotFound)?;
    let verified = Verified::telegram(channel.as_str(), expected, token, body).map_err(unsigned)?;
    deliver(scene, &verified, &[])
}

fn unsigned(error: SignatureError) -> Fault {
    match error {
        SignatureError::Missing => Code::SignatureMissing.into(),
        SignatureError::Invalid => Code::SignatureInvalid.into(),
    }
}

fn unreadable(error: &InboundError) -> Fault {
    match error.fault() {
        BodyFault::BodyTooLarge => Code::BodyTooLarge.into(),
        BodyFault::InvalidUtf8 => Code::InvalidUtf8.into(),
        BodyFault::InvalidJson => Code::InvalidJson.into(),
        _ => {
            let (code, pointer) = (error.code(), Said::shown(error.pointer()));
            let detail = Detail { code, pointer, message: Said::shown(&error.to_string()) };
            Problem::new(Code::InvalidPayload).with_errors(vec![detail]).into()
        }
    }
}

fn deliver<'a>(scene: &'a Scene<'a>, verified: &Verified<'_>, numbers: &[Secret]) -> Result<Answer, Fault> {
    let inbound = parse(verified).map_err(|error| unreadable(&error))?;
    let ledger = &scene.ledger;
    // One transaction for the whole batch: each write to disk takes milliseconds, however little is written.
    let (told, routed) = scene.route(|turn| {
        let mut intake = Intake { scene, turn, changes: Vec::new() };
        for event in &inbound.events {
            let source = source(&event.account);
            if ledger.is_delivered(&source, &event.dedupe_key)? {
                continue;
            }
            let outcome = match channel_of(scene, &event.account, numbers)? {
                Some(channel) => intake.take(event, &source, &channel)?,
                None => Outcome::Unroutable,
            };
            let raw = outcome.keeps_raw().then_some(event.raw.as_str());
            ledger.put_delivered(&source, &event.dedupe_key, outcome.as_str(), raw)?;
        }
        Ok(intake.changes)
    })?;
    Ok(Answer { reply: Reply::ok(&object! {}), changes: joined(told, routed) })
}

/// Names an account within the company.
fn source(account: &Account) -> String {
    let kind = match account {
        Account::WhatsappNumber(_) => "whatsapp",
        Account::WhatsappBusiness(_) => "whatsapp_business",
        Account::TelegramBot(_) => "telegram",
    };
    format!("{kind}:{}", account.id())
}

fn channel_of(scene: &Scene<'_>, account: &Account, numbers: &[Secret]) -> Result<Option<Channel>, Fault> {
    let id = match account {
        Account::WhatsappNumber(number) => {
            let own = numbers.iter().find(|secret| secret.phone_number_id.as_ref() == Some(number));
            own.map(|secret| secret.channel.clone())
        }
        Account::TelegramBot(channel) => ChannelId::parse(channel).ok(),
        Account::WhatsappBusiness(_) => None,
    };
    id.map_or(Ok(None), |id| scene.ledger.channel(&id))
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It is in a chat.
    Stored,
    /// It is in a chat, in part: the rest is kept as it came.
    StoredInPart,
    /// It concerns a message that we do not have.
    Orphan,
    /// It is of a kind that belongs to no chat, or that nobody knows.
    Unsupported,
    /// It is for an account that is none of the company's channels.
    Unroutable,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::StoredInPart => "stored_in_part",
            Self::Orphan => "orphan",
            Self::Unsupported => "unsupported",
            Self::Unroutable => "unroutable",
        }
    }

    fn keeps_raw(self) -> bool {
        self != Self::Stored
    }
}

/// One delivery on its way in.
struct Intake<'a, 'b> {
    scene: &'a Scene<'a>,
    turn: &'b mut Turn<'a>,
    changes: Vec<Change>,
}

impl Intake<'_, '_> {
    fn take(&mut self, event: &Event, source: &str, channel: &Channel) -> Result<Outcome, Fault> {
        take::take(self, &take::Item { event, source, channel })
    }
}

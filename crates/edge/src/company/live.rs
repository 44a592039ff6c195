//! What those who watch are told, each as they may see it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use usher_core::access::{Decision, Target};
use usher_core::mask::Masked;
use usher_core::routing::engine::PersonNo;
use usher_core::{Access, ChatFacts, ChatId, Permission, RoleId, UserId};

use super::change::Change;
use super::handlers::chats::senders;
use super::handlers::{queue, team};
use super::ledger::{ChatRow, ContactRow, MessageRow};
use super::record::chat_lens;
use super::serve::Scene;
use super::view::{ChatView, MessageView, Named};
use crate::fault::Fault;
use crate::object;
use crate::out::{Frame, Words, everyones};

/// An open socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watcher {
    /// Whose it is.
    pub user: UserId,
    /// SHA-256 of the token of the session that opened it.
    pub token_hash: String,
}

/// What happens to a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// It is sent this.
    Send(Frame),
    /// It is closed: the session has ended.
    Close,
}

/// News of the team and of what waits, which would come with every message of every client: told no more often than once
/// a second.
#[derive(Default)]
pub struct Crowd {
    told_ms: Cell<i64>,
    team: Cell<BTreeSet<PersonNo>>,
    queue: Cell<bool>,
}

/// The shortest time between such news, in milliseconds.
const CROWD_MS: i64 = 1_000;

impl Crowd {
    /// What of these changes is told now. The rest waits, and comes with what is told when its time has come.
    pub fn thin(&self, changes: &[Change], now_ms: i64) -> Vec<Change> {
        let mut told = Vec::with_capacity(changes.len());
        let (mut team, mut queue) = (self.team.take(), self.queue.take());
        for change in changes {
            match change {
                Change::Team(people) => team.extend(people),
                Change::Queue => queue = true,
                _ => told.push(change.clone()),
            }
        }
        if now_ms < self.told_ms.get() + CROWD_MS {
            self.team.set(team);
            self.queue.set(queue);
            return told;
        }
        if !team.is_empty() || queue {
            self.told_ms.set(now_ms);
        }
        if !team.is_empty() {
            told.push(Change::Team(team.into_iter().collect()));
        }
        if queue {
            told.push(Change::Queue);
        }
        told
    }

    /// When what waits is told, in milliseconds since the epoch.
    pub fn due_ms(&self) -> Option<i64> {
        let team = self.team.take();
        let waits = !team.is_empty() || self.queue.get();
        self.team.set(team);
        waits.then(|| self.told_ms.get() + CROWD_MS)
    }
}

/// The first frame of a socket.
pub fn hello(access: &Access) -> Option<Frame> {
    access_frame("hello", access)
}

/// An access as browsers get it: with its tables, so that it answers before any wasm is there.
fn access_frame(kind: &'static str, access: &Access) -> Option<Frame> {
    Frame::new(&object! { "type": kind, "access": access.tabled() })
}

/// A chat that changed, read once for all watchers.
struct News<'a> {
    before: Option<&'a ChatFacts>,
    chat: ChatRow,
    senders: Vec<ContactRow>,
    message: Option<MessageRow>,
}

/// What each socket is told of these changes, in order. The numbers are places in `watchers`.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn signals(
    scene: &Scene<'_>,
    watchers: &[Watcher],
    changes: &[Change],
) -> Result<Vec<(usize, Signal)>, Fault> {
    let mut accesses: BTreeMap<UserId, Option<Access>> = BTreeMap::new();
    let mut news: BTreeMap<usize, Option<News<'_>>> = BTreeMap::new();
    let mut signals = Vec::new();
    for (place, watcher) in watchers.iter().enumerate() {
        let access = match scene.ledger.session(&watcher.token_hash)? {
            Some(_) => access_of(scene, &mut accesses, &watcher.user)?,
            None => None,
        };
        let Some(access) = access else {
            let frame = Frame::new(&object! { "type": "signed_out" });
            signals.extend(frame.map(|frame| (place, Signal::Send(frame))));
            signals.push((place, Signal::Close));
            continue;
        };
        for (nth, change) in changes.iter().enumerate() {
            let frame = match change {
                Change::Access(users) if users.contains(&watcher.user) => access_frame("access", access),
                Change::Emergency { user, role, lasts } => {
                    let loud = access.check(Permission::AUDIT_VIEW, Target::Anything).is_allowed();
                    loud.then(|| emergency_frame(user, role, lasts.as_ref())).flatten()
                }
                Change::Chat { id, before, message } => {
                    if let std::collections::btree_map::Entry::Vacant(slot) = news.entry(nth) {
                        slot.insert(read(scene, id, before.as_ref(), message.as_deref())?);
                    }
                    news.get(&nth).and_then(Option::as_ref).and_then(|news| chat_frame(scene, access, news))
                }
                Change::Team(people) => team_frame(scene, watcher, access, people)?,
                Change::Queue if access.check(Permission::CHATS_VIEW, Target::Anything) != Decision::Deny => {
                    let groups = queue::groups_for(scene, access)?;
                    Frame::new(&object! { "type": "queue", "groups": groups })
                }
                _ => None,
            };
            signals.extend(frame.map(|frame| (place, Signal::Send(frame))));
        }
    }
    Ok(signals)
}

/// Of the team, those who changed. Who may not see users hears of themselves: their shift may be over.
fn team_frame(
    scene: &Scene<'_>,
    watcher: &Watcher,
    access: &Access,
    changed: &[PersonNo],
) -> Result<Option<Frame>, Fault> {
    let own;
    let shown = if access.check(Permission::USERS_VIEW, Target::Anything).is_allowed() {
        changed
    } else {
        own = scene.ledger.person_no(&watcher.user)?.filter(|own| changed.contains(own));
        own.as_slice()
    };
    if shown.is_empty() {
        return Ok(None);
    }
    Ok(Frame::new(&object! { "type": "team", "people": team::people(scene, Some(shown))? }))
}

fn emergency_frame(
    user: &(UserId, String),
    role: &(RoleId, String),
    lasts: Option<&(i64, String)>,
) -> Option<Frame> {
    let (user, role) = (Named::new(&user.0, &user.1), Named::new(&role.0, &role.1));
    Frame::new(&match lasts {
        Some((ends_at, reason)) => {
            let reason = Masked::new(Words::of(reason), &everyones());
            object! { "type": "emergency", "user": user, "role": role, "endsAt": ends_at, "reason": reason }
        }
        None => object! { "type": "emergency", "ended": true, "user": user, "role": role },
    })
}

fn access_of<'a>(
    scene: &Scene<'_>,
    accesses: &'a mut BTreeMap<UserId, Option<Access>>,
    user: &UserId,
) -> Result<Option<&'a Access>, Fault> {
    if !accesses.contains_key(user) {
        let access = scene.ledger.user(user)?.map(|user| scene.directory.access(&user));
        accesses.insert(user.clone(), access);
    }
    Ok(accesses.get(user).and_then(Option::as_ref))
}

fn read<'a>(
    scene: &Scene<'_>,
    id: &ChatId,
    before: Option<&'a ChatFacts>,
    message: Option<&str>,
) -> Result<Option<News<'a>>, Fault> {
    let Some(chat) = scene.ledger.chat(id)? else { return Ok(None) };
    let senders = senders(scene, &chat)?;
    let message = message.map(|id| scene.ledger.message(id)).transpose()?.flatten();
    Ok(Some(News { before, chat, senders, message }))
}

/// The frame for one viewer: the chat, or that it is gone, or nothing where it never was there.
fn chat_frame(scene: &Scene<'_>, access: &Access, news: &News<'_>) -> Option<Frame> {
    let sees = |facts: &ChatFacts| access.check(Permission::CHATS_VIEW, Target::Chat(facts)).is_allowed();
    if sees(&news.chat.facts()) {
        let lens = chat_lens(scene, access, &news.chat, &news.senders);
        let message = news.message.as_ref().map(|message| MessageView::masked(message, &news.senders, &lens));
        let chat = ChatView::masked(&news.chat, &lens);
        Frame::new(&object! { "type": "chat", "chat": chat, "message": message })
    } else if news.before.is_some_and(sees) {
        Frame::new(&object! { "type": "chat_gone", "id": news.chat.id })
    } else {
        None
    }
}

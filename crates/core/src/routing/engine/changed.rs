//! What has changed, for a host that keeps the rows.

use serde::{Deserialize, Serialize};

use super::chat::{Chat, Flags};
use super::number::{ChatNo, PersonNo};
use super::person::Person;
use super::state::State;
use super::tables::{ChatRow, PersonRow};

/// What decisions depend on beside the policy and the rows of people and chats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Head {
    /// The moment of the last event, in milliseconds since the epoch.
    pub now_ms: i64,
    /// When the day began, in milliseconds since the epoch; none if that was never said.
    pub day_start_ms: Option<i64>,
    /// When the last chat arrived, and its place among those of the same millisecond.
    pub last_arrival: (i64, u16),
    /// How many assignments there were.
    pub turns: u64,
    /// What an assignment is worth in time online, in milliseconds.
    pub fair_ms: i64,
    /// The digest of all steps, in two halves.
    pub steps_digest: (u32, u32),
}

/// What a host that keeps the rows is to write: then they are those of [`export`](State::export). The policy is not
/// among it: it is that of the last [`Policy`](super::Event::Policy).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// Everything but people and chats.
    pub head: Head,
    /// The people who changed, by number.
    pub people: Vec<PersonRow>,
    /// The open chats that changed or are new, by number.
    pub chats: Vec<ChatRow>,
    /// The chats that are not open any more, by number. One that came and went since is among them too.
    pub gone: Vec<ChatNo>,
}

/// Whom and what events have touched. Each is noted once: a mark says that it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Touched {
    people: Vec<PersonNo>,
    chats: Vec<ChatNo>,
}

impl Touched {
    pub(super) fn person(noted: Option<&mut Self>, person: PersonNo, one: &mut Person) {
        if let Some(touched) = noted.filter(|_| !one.noted) {
            one.noted = true;
            touched.people.push(person);
        }
    }

    pub(super) fn chat(noted: Option<&mut Self>, chat: &mut Chat) {
        if let Some(touched) = noted.filter(|_| !chat.is(Flags::NOTED)) {
            chat.set(Flags::NOTED);
            touched.chats.push(chat.no());
        }
    }
}

impl State {
    /// What has changed since this was asked last, or since the state was restored. A state that was not restored has
    /// everything changed when this is asked first, and notes changes from then on; before, that would cost memory for
    /// nothing.
    ///
    /// A refused event has changed nothing.
    pub fn take_changed(&mut self) -> Changed {
        let Some(Touched { mut people, mut chats }) = self.touched.replace(Touched::default()) else {
            let all = self.export();
            return Changed { head: all.head, people: all.people, chats: all.chats, gone: Vec::new() };
        };
        for place in people.iter().map(|person| person.place()) {
            if let Some(one) = self.people.get_mut(place).and_then(Option::as_mut) {
                one.noted = false;
            }
        }
        people.sort_unstable();
        chats.sort_unstable();
        // A number that was closed and came again was noted for each.
        chats.dedup();
        let (mut open, mut gone) = (Vec::with_capacity(chats.len()), Vec::new());
        for no in chats {
            match self.chats.find(no).and_then(|slot| self.chats.get_mut(slot)) {
                Some(chat) => {
                    chat.clear(Flags::NOTED);
                    open.push(no);
                }
                None => gone.push(no),
            }
        }
        let row = |no| Some(self.chat_row(self.chats.get(self.chats.find(no)?)?));
        Changed {
            head: self.head(),
            people: people
                .into_iter()
                .filter_map(|one| Some(self.person_row(one, self.person(one)?)))
                .collect(),
            chats: open.into_iter().filter_map(row).collect(),
            gone,
        }
    }
}

//! The state as rows, to be stored and to be restored from.

use serde::{Deserialize, Serialize};

use crate::chat::ChatKind;
use crate::order::sort_by;

use super::changed::{Head, Touched};
use super::chat::{CHATS_MAX, Chat, Flags, NIL, Order, Stage};
use super::event::{Entitlement, Presence, Profile};
use super::lot::Digest;
use super::number::{CHAT_NO_MAX, ChannelNo, ChatNo, FIRST_MS, GroupNo, LAST_MS, PEOPLE_MAX, PersonNo};
use super::person::{FAIR_LEAST_MS, FAIR_MOST_MS, Person, Right};
use super::policy::Policy;
use super::refusal::Refusal;
use super::state::{State, owned};

/// A person's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonRow {
    /// Who.
    pub person: PersonNo,
    /// What the host said of them.
    pub profile: Profile,
    /// How they are now.
    pub presence: Presence,
    /// Since when, in milliseconds since the epoch.
    pub since_ms: i64,
    /// When they were last online, if they are not now, in milliseconds since the epoch; none if never.
    pub seen_ms: Option<i64>,
    /// Whether what they had in hand was moved since they were lost.
    pub rescued: bool,
    /// Assignments, in parts of 256, as far as they still count.
    pub assigned: u32,
    /// The time online that these are held against, in milliseconds.
    pub online_ms: i64,
    /// The lot they hold.
    pub lot: u32,
    /// When it was their turn last, counted over all assignments.
    pub turn: u64,
    /// When they last got or closed a text and a call, in milliseconds since the epoch.
    pub idle_ms: [i64; 2],
}

/// How far the search for somebody has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    /// Left to who is responsible.
    Own,
    /// The group.
    Group,
    /// The group, whatever their skills.
    Relaxed,
    /// The backup users.
    BackupUsers,
    /// The backup group.
    BackupGroup,
}

/// A chat's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChatRow {
    /// The chat.
    pub chat: ChatNo,
    /// Its group.
    pub group: GroupNo,
    /// Its channel.
    pub channel: ChannelNo,
    /// With one client or with several.
    pub kind: ChatKind,
    /// Greater comes first.
    pub priority: u8,
    /// When it arrived, in milliseconds since the epoch.
    pub arrived_ms: i64,
    /// Its place among those of the same millisecond.
    pub place: u16,
    /// Since when the client waits for an answer, in seconds since the epoch.
    pub asked_s: u32,
    /// Who has it.
    pub assignee: Option<PersonNo>,
    /// Who had it last, if nobody has it.
    pub last_agent: Option<PersonNo>,
    /// Who is responsible for the client.
    pub responsible: Option<PersonNo>,
    /// To whom it may go back.
    pub owner: Option<PersonNo>,
    /// Whether the substitute of the owner has answered.
    pub taken_up: bool,
    /// Whether the client is known.
    pub known: bool,
    /// Whether the client was answered since they last wrote.
    pub answered: bool,
    /// Whether this wait was counted as missed.
    pub missed: bool,
    /// Whether it was given by hand.
    pub by_hand: bool,
    /// Whether it was given to somebody who was not online.
    pub fallback: bool,
    /// Whether who had it last does not get it again by itself.
    pub avoids: bool,
    /// How far the search for somebody has gone.
    pub reached: Reached,
    /// What somebody must be able to do for it, a bit each.
    pub skills: u64,
}

/// Everything that a decision depends on, as rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tables {
    /// The policy.
    pub policy: Policy,
    /// Everything but people and chats.
    pub head: Head,
    /// The people by number.
    pub people: Vec<PersonRow>,
    /// The open chats by number.
    pub chats: Vec<ChatRow>,
}

fn can_be(at_ms: i64) -> bool {
    (FIRST_MS..=LAST_MS).contains(&at_ms)
}

fn is_sound(head: &Head) -> bool {
    can_be(head.now_ms)
        && can_be(head.last_arrival.0)
        && head.day_start_ms.is_none_or(can_be)
        && (FAIR_LEAST_MS..=FAIR_MOST_MS).contains(&head.fair_ms)
}

const STEPS: [(Reached, Stage); 5] = [
    (Reached::Own, Stage::Own),
    (Reached::Group, Stage::Group),
    (Reached::Relaxed, Stage::Relaxed),
    (Reached::BackupUsers, Stage::BackupUsers),
    (Reached::BackupGroup, Stage::BackupGroup),
];

impl Reached {
    pub(super) fn by(stage: Stage) -> Self {
        STEPS.iter().find(|(_, own)| *own == stage).map_or(Self::Group, |(reached, _)| *reached)
    }
}

impl State {
    /// All rows, in the order of their numbers.
    #[must_use]
    pub fn export(&self) -> Tables {
        let people = (0..).map(PersonNo).zip(self.people.iter());
        let people = people.filter_map(|(person, one)| Some(self.person_row(person, one.as_ref()?)));
        let mut chats: Vec<ChatRow> =
            self.chats.slots().filter_map(|slot| Some(self.chat_row(self.chats.get(slot)?))).collect();
        sort_by(&mut chats, |a, b| a.chat.cmp(&b.chat));
        Tables { policy: self.policy.clone(), head: self.head(), people: people.collect(), chats }
    }

    pub(super) fn head(&self) -> Head {
        Head {
            now_ms: self.now_ms,
            day_start_ms: (self.day_start_ms != i64::MIN).then_some(self.day_start_ms),
            last_arrival: Order::new(0, self.last_arrival).moment(),
            turns: self.turns,
            fair_ms: self.fair_ms,
            steps_digest: ((self.digest.0 >> 32) as u32, self.digest.0 as u32),
        }
    }

    pub(super) fn person_row(&self, person: PersonNo, one: &Person) -> PersonRow {
        let of = |right: &Right| {
            let group = right.group;
            self.sets.get(right.set).iter().map(move |(channel, bits)| Entitlement {
                group,
                channel: *channel,
                bits: *bits,
            })
        };
        let [text_capacity, call_capacity] = one.capacity;
        PersonRow {
            person,
            profile: Profile {
                status: one.status,
                text_capacity,
                call_capacity,
                skills: one.skills,
                groups: self
                    .rights
                    .get(one.rights)
                    .iter()
                    .filter(|right| right.member)
                    .map(|right| right.group)
                    .collect(),
                entitlements: self.rights.get(one.rights).iter().flat_map(of).collect(),
            },
            presence: one.presence,
            since_ms: one.since_ms,
            seen_ms: (one.seen_ms != i64::MIN).then_some(one.seen_ms),
            rescued: one.rescued,
            assigned: one.assigned,
            online_ms: one.online_ms,
            lot: one.lot,
            turn: one.turn,
            idle_ms: one.idle_ms,
        }
    }

    pub(super) fn chat_row(&self, chat: &Chat) -> ChatRow {
        let person = |number: u32| (number != NIL).then_some(PersonNo(number));
        let (arrived_ms, place) = chat.order.moment();
        let last_agent = if chat.is(Flags::HELD) { None } else { person(chat.holder) };
        ChatRow {
            chat: chat.no(),
            group: chat.group(),
            channel: chat.channel(),
            kind: if chat.is(Flags::SEVERAL) { ChatKind::Group } else { ChatKind::Personal },
            priority: chat.order.priority(),
            arrived_ms,
            place,
            asked_s: chat.asked_s,
            assignee: chat.assignee(),
            last_agent,
            responsible: person(chat.responsible),
            owner: self.owner(chat).map(|(owner, _)| owner),
            taken_up: self.owner(chat).is_some_and(|(_, taken_up)| taken_up),
            known: chat.is(Flags::KNOWN),
            answered: chat.is(Flags::ANSWERED),
            missed: chat.is(Flags::MISSED),
            by_hand: chat.is(Flags::BY_HAND),
            fallback: chat.is(Flags::FALLBACK),
            avoids: chat.is(Flags::AVOIDS),
            reached: Reached::by(chat.stage()),
            skills: self.skills.get(&chat.no()).copied().unwrap_or(0),
        }
    }

    /// The state that these rows are of: it goes on as the one that was exported would have.
    ///
    /// # Errors
    /// [`Refusal::BadTables`] where rows contradict one another, or what the policy or a person is refused for.
    pub fn restore(tables: &Tables) -> Result<Self, Refusal> {
        tables.policy.check()?;
        let head = &tables.head;
        if !is_sound(head) {
            return Err(Refusal::BadTables);
        }
        let mut state = Self::new();
        state.policy = tables.policy.clone();
        state.now_ms = head.now_ms;
        state.day_start_ms = head.day_start_ms.unwrap_or(i64::MIN);
        state.last_arrival = Order::at(0, head.last_arrival).arrival();
        (state.turns, state.fair_ms) = (head.turns, head.fair_ms);
        state.digest = Digest(u64::from(head.steps_digest.0) << 32 | u64::from(head.steps_digest.1));
        state.touched = Some(Touched::default());
        for row in &tables.people {
            state.add_person(row)?;
        }
        for row in &tables.chats {
            state.add_chat(row)?;
        }
        state.index();
        Ok(state)
    }

    fn add_person(&mut self, row: &PersonRow) -> Result<(), Refusal> {
        if row.person.0 >= PEOPLE_MAX {
            return Err(Refusal::NumberTooLarge);
        }
        self.check_profile(&row.profile)?;
        let ever = |at_ms: &i64| *at_ms == 0 || can_be(*at_ms);
        let counts = (0..=LAST_MS).contains(&row.online_ms);
        if !ever(&row.since_ms) || !row.seen_ms.is_none_or(can_be) || !row.idle_ms.iter().all(ever) || !counts
        {
            return Err(Refusal::BadTables);
        }
        let rights = self.rights(&row.profile);
        let rights = self.rights.add(&rights);
        while self.people.len() <= row.person.place() {
            self.people.push(None);
        }
        let place = self.people.get_mut(row.person.place()).filter(|place| place.is_none());
        let place = place.ok_or(Refusal::BadTables)?;
        *place = Some(Person {
            status: row.profile.status,
            capacity: [row.profile.text_capacity, row.profile.call_capacity],
            skills: row.profile.skills,
            presence: row.presence,
            since_ms: row.since_ms,
            seen_ms: row.seen_ms.unwrap_or(i64::MIN),
            rescued: row.rescued,
            assigned: row.assigned,
            online_ms: row.online_ms,
            lot: row.lot,
            turn: row.turn,
            idle_ms: row.idle_ms,
            rights,
            ..Person::new()
        });
        Ok(())
    }

    fn add_chat(&mut self, row: &ChatRow) -> Result<(), Refusal> {
        if self.chats.len() >= CHATS_MAX {
            return Err(Refusal::TooMany);
        }
        if row.chat.0 > CHAT_NO_MAX {
            return Err(Refusal::NumberTooLarge);
        }
        let nowhere = !can_be(row.arrived_ms)
            || row.group.place() >= self.policy.groups.len()
            || row.channel.place() >= self.policy.channels.len()
            || row.assignee.is_some_and(|person| self.person(person).is_none())
            || row.assignee.is_some() && row.last_agent.is_some();
        if nowhere || self.chats.find(row.chat).is_some() {
            return Err(Refusal::BadTables);
        }
        let mut flags = Flags(0);
        for (bit, on) in [
            (Flags::HELD, row.assignee.is_some()),
            (Flags::KNOWN, row.known),
            (Flags::SEVERAL, row.kind == ChatKind::Group),
            (Flags::ANSWERED, row.answered),
            (Flags::MISSED, row.missed),
            (Flags::BY_HAND, row.by_hand),
            (Flags::FALLBACK, row.fallback),
            (Flags::AVOIDS, row.avoids),
            (Flags::SKILLS, row.skills != 0),
        ] {
            flags.put(bit, on);
        }
        if row.skills != 0 {
            self.skills.insert(row.chat, row.skills);
        }
        let number = |person: Option<PersonNo>| person.map_or(NIL, |person| person.0);
        let stage = STEPS.iter().find(|(reached, _)| *reached == row.reached);
        let mut chat = Chat::new(
            row.chat,
            Order::at(row.priority, (row.arrived_ms, row.place)),
            row.asked_s,
            (row.group, row.channel),
            flags,
            stage.map_or(Stage::Group, |(_, stage)| *stage),
        );
        chat.holder = number(row.assignee.or(row.last_agent));
        chat.responsible = number(row.responsible);
        if let Some(owner) = row.owner {
            chat.own(true);
            self.owners.insert(row.chat, owned(owner, row.taken_up));
        }
        self.chats.add(chat);
        Ok(())
    }
}

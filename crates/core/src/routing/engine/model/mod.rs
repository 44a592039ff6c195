//! The engine once more, slow and obvious: rows in lists, and everything looked for among all.

mod events;

use crate::chat::ChatKind;
use crate::routing::Algorithm;

use super::lot::mixed;
use super::person::lot_of;
use super::*;

#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) no: PersonNo,
    pub(super) profile: Profile,
    pub(super) presence: Presence,
    since_ms: i64,
    seen_ms: i64,
    rescued: bool,
    assigned: u32,
    online_ms: i64,
    lot: u32,
    turn: u64,
    idle_ms: [i64; 2],
}

#[derive(Clone, Debug)]
pub(super) struct Chat {
    pub(super) facts: Arrival,
    arrived_ms: i64,
    number: u64,
    asked_s: i64,
    pub(super) holder: Option<PersonNo>,
    last: Option<PersonNo>,
    owner: Option<PersonNo>,
    answered: bool,
    missed: bool,
    pub(super) by_hand: bool,
    pub(super) fallback: bool,
    avoids: bool,
    taken_up: bool,
    pub(super) stage: u8,
}

impl Chat {
    fn order(&self) -> (u8, u64) {
        (u8::MAX - self.facts.priority, self.number)
    }

    fn responsible(&self) -> Option<PersonNo> {
        self.facts.responsible.filter(|_| self.facts.kind == ChatKind::Personal)
    }

    fn avoids(&self, person: PersonNo) -> bool {
        self.avoids && self.last == Some(person)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) policy: Policy,
    pub(super) people: Vec<Person>,
    pub(super) chats: Vec<Chat>,
    now_ms: i64,
    day_ms: i64,
    arrivals: u64,
    turns: u64,
    fair_ms: i64,
    step: Step,
    seed: u64,
}

const OWN: u8 = 0;
const GROUP: u8 = 1;
const RELAXED: u8 = 2;
const USERS: u8 = 3;
const BACKUP: u8 = 4;

type Place = (u32, u64, i64, u32, u32);

impl Model {
    pub(super) fn new() -> Self {
        Self {
            policy: Policy::empty(),
            people: Vec::new(),
            chats: Vec::new(),
            now_ms: 0,
            day_ms: i64::MIN,
            arrivals: 0,
            turns: 0,
            fair_ms: 600_000,
            step: Step::new(),
            seed: 0,
        }
    }

    pub(super) fn person(&self, no: PersonNo) -> Option<&Person> {
        self.people.iter().find(|one| one.no == no)
    }

    fn person_mut(&mut self, no: PersonNo) -> Option<&mut Person> {
        self.people.iter_mut().find(|one| one.no == no)
    }

    fn chat(&self, no: ChatNo) -> Option<&Chat> {
        self.chats.iter().find(|chat| chat.facts.chat == no)
    }

    fn chat_mut(&mut self, no: ChatNo) -> &mut Chat {
        self.chats.iter_mut().find(|chat| chat.facts.chat == no).unwrap()
    }

    fn group(&self, chat: &Chat) -> &Group {
        &self.policy.groups[chat.facts.group.place()]
    }

    fn size(&self, chat: &Chat) -> Channel {
        self.policy.channels[chat.facts.channel.place()]
    }

    fn hand(&self, no: PersonNo) -> Vec<&Chat> {
        let mut hand: Vec<&Chat> = self.chats.iter().filter(|chat| chat.holder == Some(no)).collect();
        hand.sort_by_key(|chat| chat.order());
        hand
    }

    pub(super) fn used(&self, no: PersonNo, kind: Kind) -> u32 {
        let of_kind = self.hand(no).into_iter().map(|chat| self.size(chat)).filter(|size| size.kind == kind);
        of_kind.map(|size| u32::from(size.weight)).sum()
    }

    fn capacity(one: &Person, kind: Kind) -> u32 {
        u32::from(if kind == Kind::Text { one.profile.text_capacity } else { one.profile.call_capacity })
    }

    fn has_room(&self, one: &Person, chat: &Chat) -> bool {
        let size = self.size(chat);
        self.used(one.no, size.kind) + u32::from(size.weight) <= Self::capacity(one, size.kind)
    }

    fn is_there(&self, one: &Person, chat: &Chat) -> bool {
        one.profile.status == Status::Active
            && one.presence == Presence::Online
            && self.has_room(one, chat)
            && !chat.avoids(one.no)
    }

    fn bits(one: &Person, group: GroupNo, chat: &Chat) -> u8 {
        let fits = |own: &&Entitlement| own.group == group && own.channel == chat.facts.channel;
        one.profile.entitlements.iter().filter(fits).fold(0, |bits, own| bits | own.bits)
    }

    pub(super) fn may_as_any(one: &Person, group: GroupNo, chat: &Chat) -> bool {
        let bit = if chat.facts.known { Entitlement::KNOWN } else { Entitlement::NEW };
        one.profile.status == Status::Active && Self::bits(one, group, chat) & bit != 0
    }

    pub(super) fn may(one: &Person, group: GroupNo, chat: &Chat) -> bool {
        let bit = if chat.facts.known { Entitlement::OWN_KNOWN } else { Entitlement::OWN_NEW };
        let own = chat.responsible() == Some(one.no) && Self::bits(one, group, chat) & bit != 0;
        one.profile.status == Status::Active && own || Self::may_as_any(one, group, chat)
    }

    fn needed(&self, chat: &Chat, stage: u8) -> u64 {
        if self.group(chat).ladder.relaxed_ms.is_some() && stage >= RELAXED { 0 } else { chat.facts.skills }
    }

    fn key(&self, one: &Person, algorithm: Algorithm, kind: Kind) -> (u64, i64, u32, u32) {
        let open = self.hand(one.no).into_iter().filter(|chat| self.size(chat).kind == kind).count();
        let first = match algorithm {
            Algorithm::OnlineToday | Algorithm::Fair | Algorithm::Random => 0,
            Algorithm::FewerAssigned => open as u64,
            Algorithm::RoundRobin => one.turn,
            Algorithm::LongestIdle => one.idle_ms[kind as usize] as u64,
            Algorithm::FreeCapacity | Algorithm::Skill => {
                u64::from(self.used(one.no, kind)) * 65_536 / u64::from(Self::capacity(one, kind).max(1))
            }
        };
        let since = if one.presence == Presence::Online { one.since_ms } else { 0 };
        let lag = i64::from(one.assigned) * self.fair_ms / 256 - one.online_ms + since;
        (first, lag, one.lot, one.no.0)
    }

    fn best(&self, group: GroupNo, chat: &Chat, needed: u64) -> Option<(PersonNo, bool)> {
        let algorithm = self.policy.groups[group.place()].algorithm;
        let fits = |one: &&Person| {
            one.profile.groups.contains(&group)
                && self.is_there(one, chat)
                && Self::may(one, group, chat)
                && one.profile.skills & needed == needed
                && !self.policy.groups[group.place()].closed
        };
        let place = |one: &Person| -> Place {
            let surplus =
                if algorithm == Algorithm::Skill { (one.profile.skills & !needed).count_ones() } else { 0 };
            let (first, lag, lot, no) = self.key(one, algorithm, self.size(chat).kind);
            if algorithm == Algorithm::Random {
                return (0, mixed(self.seed, u64::from(no)), 0, 0, no);
            }
            (surplus, first, lag, lot, no)
        };
        let places: Vec<Place> = self.people.iter().filter(fits).map(place).collect();
        let best = places.iter().min()?;
        let equal = places.iter().filter(|one| (one.0, one.1, one.2) == (best.0, best.1, best.2)).count() > 1;
        let tied = algorithm == Algorithm::Random || equal;
        Some((PersonNo(best.4), tied))
    }

    fn stage_now(&self, chat: &Chat) -> u8 {
        let ladder = &self.group(chat).ladder;
        let at_once = self.size(chat).kind == Kind::Call || chat.missed || self.group(chat).closed;
        let waited = self.now_ms - chat.arrived_ms;
        let reached = |after: Option<u32>| after.is_some_and(|after| at_once || waited >= i64::from(after));
        let comes_first = self.group(chat).stickiness != Stickiness::None && !self.group(chat).closed;
        let has_own =
            chat.responsible().filter(|_| comes_first).and_then(|no| self.person(no)).is_some_and(|one| {
                one.presence == Presence::Online && Self::may(one, chat.facts.group, chat)
            });
        if reached(ladder.backup_group_ms) && self.group(chat).backup_group.is_some() {
            BACKUP
        } else if reached(ladder.backup_users_ms) && !self.group(chat).backup_users.is_empty() {
            USERS
        } else if reached(ladder.relaxed_ms) && chat.facts.skills != 0 {
            RELAXED
        } else if has_own && !reached(Some(ladder.group_ms)) {
            OWN
        } else {
            GROUP
        }
    }

    fn pick(&self, chat: &Chat, is_new: bool) -> Option<(PersonNo, GroupNo, Because, bool)> {
        let (group, no) = (self.group(chat), chat.facts.group);
        let takes = |person: &PersonNo| {
            !group.closed
                && self
                    .person(*person)
                    .is_some_and(|one| self.is_there(one, chat) && Self::may(one, no, chat))
        };
        if let Some(person) =
            chat.responsible().filter(takes).filter(|_| group.stickiness != Stickiness::None)
        {
            return Some((person, no, Because::Responsible, false));
        }
        let last = chat.last.filter(takes).filter(|_| group.stickiness == Stickiness::LastAgent);
        if let Some(person) = last {
            return Some((person, no, Because::LastAgent, false));
        }
        if chat.stage == OWN {
            return None;
        }
        let needed = self.needed(chat, chat.stage);
        if let Some((person, tied)) = self.best(no, chat, needed) {
            let relaxed = needed != chat.facts.skills;
            return Some((
                person,
                no,
                if relaxed { Because::SkillsRelaxed } else { Because::BestOfGroup },
                tied,
            ));
        }
        let helper = |one: &&Person| {
            group.backup_users.contains(&one.no)
                && one.profile.skills & needed == needed
                && self.is_there(one, chat)
                && Self::may(one, no, chat)
        };
        let helpers = self.people.iter().filter(helper).filter(|_| chat.stage >= USERS);
        if let Some(one) = helpers.min_by_key(|one| self.key(one, Algorithm::FreeCapacity, Kind::Text)) {
            return Some((one.no, no, Because::BackupUser, false));
        }
        let backup = group.backup_group.filter(|_| chat.stage == BACKUP);
        if let Some((backup, (person, tied))) =
            backup.and_then(|backup| Some((backup, self.best(backup, chat, needed)?)))
        {
            return Some((person, backup, Because::BackupGroup, tied));
        }
        let absent = self.pick_absent(chat, needed).filter(|_| is_new);
        absent.map(|person| (person, no, Because::WasOnlineToday, false))
    }

    fn pick_absent(&self, chat: &Chat, needed: u64) -> Option<PersonNo> {
        let algorithm = self.group(chat).algorithm;
        if algorithm != Algorithm::OnlineToday
            || self.group(chat).closed
            || self.size(chat).kind == Kind::Call
        {
            return None;
        }
        let fits = |one: &&Person| {
            one.profile.groups.contains(&chat.facts.group)
                && Self::may(one, chat.facts.group, chat)
                && one.profile.skills & needed == needed
        };
        let all: Vec<&Person> = self.people.iter().filter(fits).collect();
        if all.iter().any(|one| one.presence == Presence::Online) {
            return None;
        }
        let today = all.into_iter().filter(|one| {
            one.presence == Presence::Lost
                && one.seen_ms >= self.day_ms
                && self.has_room(one, chat)
                && !chat.avoids(one.no)
        });
        today.min_by_key(|one| self.key(one, algorithm, Kind::Text)).map(|one| one.no)
    }

    fn tally(&self, chat: &Chat) -> Tally {
        let needed = self.needed(chat, chat.stage);
        let mut tally = Tally::default();
        for one in &self.people {
            if one.profile.status != Status::Active || !one.profile.groups.contains(&chat.facts.group) {
                continue;
            }
            let count = if self.group(chat).closed {
                &mut tally.group_closed
            } else if !Self::may(one, chat.facts.group, chat) {
                &mut tally.not_entitled
            } else if one.profile.skills & needed != needed {
                &mut tally.lacks_skill
            } else {
                match one.presence {
                    Presence::Online if self.has_room(one, chat) => &mut tally.eligible,
                    Presence::Online => &mut tally.at_capacity,
                    Presence::Finishing => &mut tally.finishing,
                    Presence::Away => &mut tally.away,
                    Presence::Lost => &mut tally.offline,
                }
            };
            *count += 1;
        }
        tally
    }

    fn decide(&mut self, no: ChatNo, outcome: Outcome, because: Because, tally: Tally, tied: bool) {
        let person = self.chat(no).unwrap().holder;
        let (seed, at_ms) = (self.seed, self.now_ms);
        self.step.decisions.push(Decision { chat: no, outcome, person, because, tally, tied, seed, at_ms });
    }

    fn give(&mut self, no: ChatNo, to: PersonNo, group: GroupNo, because: Because, tied: bool) {
        let tally = self.tally(self.chat(no).unwrap());
        let now_ms = self.now_ms;
        let kind = self.size(self.chat(no).unwrap()).kind as usize;
        let chat = self.chat_mut(no);
        let from = chat.holder;
        (chat.holder, chat.last) = (Some(to), Some(to));
        (chat.avoids, chat.by_hand) = (false, matches!(because, Because::ByHand | Because::AnsweredFirst));
        chat.fallback = because == Because::WasOnlineToday;
        if chat.owner == Some(to) {
            (chat.owner, chat.taken_up) = (None, false);
        }
        if let Some(one) = from.and_then(|from| self.person_mut(from)) {
            one.idle_ms[kind] = now_ms;
        }
        self.turns += 1;
        let (turn, lot) = (self.turns, lot_of(self.seed, to));
        let one = self.person_mut(to).unwrap();
        one.assigned += 256;
        (one.turn, one.idle_ms[kind], one.lot) = (turn, now_ms, lot);
        self.step.commands.push(match from {
            Some(from) => Command::Reassign { chat: no, from, to, group },
            None => Command::Assign { chat: no, to, group },
        });
        let outcome = match (from, because) {
            (Some(_), Because::OwnerIsBack) => Outcome::Returned,
            (Some(_), _) => Outcome::Moved,
            (None, _) => Outcome::Assigned,
        };
        self.decide(no, outcome, because, tally, tied);
    }

    fn place(&mut self, no: ChatNo, is_new: bool) {
        let chat = self.chat(no).unwrap();
        let waits = chat.holder.is_none() && !is_new;
        let stage = self.stage_now(chat).max(if waits { chat.stage } else { 0 });
        self.chat_mut(no).stage = stage;
        let chat = self.chat(no).unwrap();
        match self.pick(chat, is_new) {
            Some((to, ..)) if chat.holder == Some(to) => {}
            Some((to, group, because, tied)) => self.give(no, to, group, because, tied),
            None if waits => {}
            None => {
                let now_ms = self.now_ms;
                let (kind, tally) = (self.size(chat).kind as usize, self.tally(chat));
                let chat = self.chat_mut(no);
                (chat.by_hand, chat.fallback) = (false, false);
                if let Some(from) = chat.holder.take() {
                    if let Some(one) = self.person_mut(from) {
                        one.idle_ms[kind] = now_ms;
                    }
                    self.step.commands.push(Command::Unassign { chat: no, from });
                }
                let closed = self.group(self.chat(no).unwrap()).closed;
                let because = if closed { Because::GroupClosed } else { Because::NobodyEligible };
                self.decide(no, Outcome::Queued, because, tally, false);
            }
        }
    }

    pub(super) fn waiting(&self) -> Vec<&Chat> {
        let mut waiting: Vec<&Chat> = self.chats.iter().filter(|chat| chat.holder.is_none()).collect();
        waiting.sort_by_key(|chat| chat.order());
        waiting
    }

    /// By the rights of which group somebody may take a waiting chat now.
    pub(super) fn takes_waiting(&self, one: &Person, chat: &Chat) -> Option<GroupNo> {
        let group = self.group(chat);
        let no = chat.facts.group;
        let sticks =
            group.stickiness != Stickiness::None && !group.closed && chat.responsible() == Some(one.no);
        if sticks && self.is_there(one, chat) && Self::may(one, no, chat) {
            return Some(no);
        }
        let needed = self.needed(chat, chat.stage);
        if chat.stage == OWN || !self.is_there(one, chat) || one.profile.skills & needed != needed {
            return None;
        }
        let backup = group.backup_group.filter(|_| chat.stage == BACKUP);
        let mut ways: Vec<GroupNo> = backup.into_iter().chain([no]).collect();
        let open = |way: GroupNo| !self.policy.groups[way.place()].closed;
        ways.retain(|way| one.profile.groups.contains(way) && open(*way) && Self::may(one, *way, chat));
        if chat.stage >= USERS
            && group.backup_users.contains(&one.no)
            && Self::may(one, no, chat)
            && ways.is_empty()
        {
            ways.push(no);
        }
        ways.into_iter().min()
    }

    fn drain(&mut self, no: PersonNo) {
        loop {
            let Some(one) = self.person(no) else { return };
            let takes = |chat: &&Chat| Some((chat.facts.chat, self.takes_waiting(one, chat)?));
            let Some((chat, group)) = self.waiting().iter().find_map(takes) else { return };
            self.give(chat, no, group, Because::LongestWaiting, false);
        }
    }

    fn rescue(&mut self, no: PersonNo) {
        let comes_back = self.person(no).unwrap().profile.status != Status::Removed;
        let hand: Vec<ChatNo> = self
            .hand(no)
            .into_iter()
            .filter(|chat| self.size(chat).kind == Kind::Text && !chat.fallback)
            .map(|chat| chat.facts.chat)
            .collect();
        let remembers = self.policy.give_back != GiveBack::Never && comes_back;
        for chat in hand {
            let row = self.chat_mut(chat);
            if row.owner.is_none() && remembers {
                (row.owner, row.taken_up) = (Some(no), false);
            }
            self.place(chat, false);
        }
    }

    fn miss(&mut self, no: ChatNo, because: Because) {
        let chat = self.chat_mut(no);
        if !chat.missed {
            chat.missed = true;
            let person = chat.holder;
            self.step.commands.push(Command::Missed { chat: no, person });
            self.decide(no, Outcome::Missed, because, Tally::default(), false);
        }
    }

    fn due(&self, chat: &Chat) -> Option<i64> {
        let (group, ladder) = (self.group(chat), &self.group(chat).ladder);
        let counted = !chat.answered && !chat.missed && self.size(chat).kind == Kind::Text;
        let answer = group.answer_ms.filter(|_| counted).map(|after| chat.asked_s * 1000 + i64::from(after));
        let mut all: Vec<i64> = answer.into_iter().collect();
        let mut step = |stage: u8, exists: bool, after: Option<u32>| {
            if exists && chat.holder.is_none() && stage > chat.stage {
                all.extend(after.map(|after| chat.arrived_ms + i64::from(after)));
            }
        };
        step(GROUP, true, Some(ladder.group_ms));
        step(RELAXED, chat.facts.skills != 0, ladder.relaxed_ms);
        step(USERS, !group.backup_users.is_empty(), ladder.backup_users_ms);
        step(BACKUP, group.backup_group.is_some(), ladder.backup_group_ms);
        all.into_iter().min()
    }

    fn grace(&self, one: &Person) -> Option<i64> {
        let runs = one.presence == Presence::Lost && !one.rescued;
        Some(one.since_ms + i64::from(self.policy.grace_ms.filter(|_| runs)?))
    }

    pub(super) fn next_timer(&self) -> Option<i64> {
        let chats = self.chats.iter().filter_map(|chat| self.due(chat));
        chats.chain(self.people.iter().filter_map(|one| self.grace(one))).min()
    }

    fn run_timers(&mut self) {
        while let Some(due_ms) = self.next_timer().filter(|due_ms| *due_ms <= self.now_ms) {
            let mut chats: Vec<ChatNo> = self
                .chats
                .iter()
                .filter(|chat| self.due(chat) == Some(due_ms))
                .map(|chat| chat.facts.chat)
                .collect();
            chats.sort_unstable();
            if let Some(no) = chats.first().copied() {
                let chat = self.chat(no).unwrap();
                let after = self.group(chat).answer_ms;
                let late = after.is_some_and(|after| chat.asked_s * 1000 + i64::from(after) <= self.now_ms);
                if late && !chat.answered && self.size(chat).kind == Kind::Text {
                    self.miss(no, Because::NotAnswered);
                }
                if self.chat(no).unwrap().holder.is_none() {
                    self.place(no, false);
                }
                continue;
            }
            let lost =
                self.people.iter().filter(|one| self.grace(one) == Some(due_ms)).map(|one| one.no).min();
            let Some(no) = lost else { return };
            self.person_mut(no).unwrap().rescued = true;
            self.rescue(no);
        }
    }
}

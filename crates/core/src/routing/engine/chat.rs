//! Open chats: rows in pages, found by number.

use super::number::{CHAT_NO_MAX, ChannelNo, ChatNo, FIRST_MS, GroupNo, PersonNo};
use super::pages::Pages;

/// No slot, nobody.
pub(super) const NIL: u32 = u32::MAX;

/// The order in which chats are served: priority, then arrival, then one after another. Less is sooner. It stays with a
/// chat for as long as it is open, wherever it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order(pub(super) u64);

impl Order {
    const ARRIVAL: u64 = (1 << 56) - 1;

    /// The next place of an arrival, given the place of the arrival before it: both without priority.
    pub(super) fn next(before: u64, at_ms: i64) -> u64 {
        // INVARIANT: `make` and `restore` refuse moments that have no place here.
        let ms = u64::try_from(at_ms.saturating_sub(FIRST_MS)).unwrap_or(0).min((1 << 40) - 1);
        (ms << 16).max(before.saturating_add(1)) & Self::ARRIVAL
    }

    pub(super) const fn new(priority: u8, arrival: u64) -> Self {
        Self(((u8::MAX - priority) as u64) << 56 | arrival & Self::ARRIVAL)
    }

    /// The place without the priority.
    pub(super) const fn arrival(self) -> u64 {
        self.0 & Self::ARRIVAL
    }

    pub(super) const fn priority(self) -> u8 {
        u8::MAX - (self.0 >> 56) as u8
    }

    /// The moment of the arrival, and the place among those of the same millisecond.
    pub(super) fn moment(self) -> (i64, u16) {
        (self.arrived_ms(), self.0 as u16)
    }

    /// The order of what arrived at such a moment.
    pub(super) fn at(priority: u8, (arrived_ms, place): (i64, u16)) -> Self {
        Self::new(priority, Self::next(0, arrived_ms) & !0xffff | u64::from(place))
    }

    /// The moment of the arrival.
    pub(super) fn arrived_ms(self) -> i64 {
        i64::try_from(self.arrival() >> 16).unwrap_or(0) + FIRST_MS
    }
}

/// How far the search for somebody has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Stage {
    Own,
    Group,
    Relaxed,
    BackupUsers,
    BackupGroup,
}

impl Stage {
    const ALL: [Self; 5] = [Self::Own, Self::Group, Self::Relaxed, Self::BackupUsers, Self::BackupGroup];
}

/// What is true of a chat, a bit each, of the eleven that its number leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flags(pub(super) u16);

impl Flags {
    /// Somebody has it; else the holder is who had it last.
    pub(super) const HELD: u16 = 1;
    /// The client is known.
    pub(super) const KNOWN: u16 = 2;
    /// It is a chat with several.
    pub(super) const SEVERAL: u16 = 4;
    /// The client was answered since they last wrote.
    pub(super) const ANSWERED: u16 = 8;
    /// This wait was counted as missed.
    pub(super) const MISSED: u16 = 16;
    /// It was given by hand.
    pub(super) const BY_HAND: u16 = 32;
    /// It was given to somebody who was not online.
    pub(super) const FALLBACK: u16 = 64;
    /// Who had it last does not get it again by itself.
    pub(super) const AVOIDS: u16 = 128;
    /// It asks for skills.
    pub(super) const SKILLS: u16 = 256;
    /// It stands in a lane of the queue.
    pub(super) const QUEUED: u16 = 512;
    /// It changed since the host asked what did.
    pub(super) const NOTED: u16 = 1024;

    pub(super) const fn put(&mut self, bit: u16, on: bool) {
        if on { self.0 |= bit } else { self.0 &= !bit }
    }
}

/// An open chat: 32 bytes, so that none lies in two cache lines.
#[derive(Debug, Clone)]
#[repr(align(32))]
pub(super) struct Chat {
    /// The number, and above it the flags.
    no: u64,
    pub(super) order: Order,
    /// Since when the client waits for an answer, in seconds since the epoch.
    pub(super) asked_s: u32,
    /// The group, above it the channel, the stage, and whether it may go back to an owner.
    group: u32,
    /// Who has it or had it last.
    pub(super) holder: u32,
    pub(super) responsible: u32,
}

/// Where the flags begin.
const FLAGS: u32 = 53;

/// Where channel, stage and owner begin, and the bits of a group or channel.
const CHANNEL: u32 = 14;
const STAGE: u32 = 28;
const OWNED: u32 = 1 << 31;
const NUMBER: u32 = (1 << CHANNEL) - 1;

/// The stage of a row that is no chat.
const VACANT: u32 = 7;

impl Chat {
    /// A chat that nobody has or had, and nobody is responsible for.
    pub(super) fn new(
        no: ChatNo,
        order: Order,
        asked_s: u32,
        (group, channel): (GroupNo, ChannelNo),
        flags: Flags,
        stage: Stage,
    ) -> Self {
        // INVARIANT: numbers are not greater than they may be: who adds a chat has looked.
        let group = u32::from(group.0) | u32::from(channel.0) << CHANNEL | (stage as u32) << STAGE;
        let no = no.0 & CHAT_NO_MAX | u64::from(flags.0) << FLAGS;
        Self { no, order, asked_s, group, holder: NIL, responsible: NIL }
    }

    pub(super) const fn no(&self) -> ChatNo {
        ChatNo(self.no & CHAT_NO_MAX)
    }

    pub(super) const fn group(&self) -> GroupNo {
        GroupNo((self.group & NUMBER) as u16)
    }

    pub(super) const fn channel(&self) -> ChannelNo {
        ChannelNo((self.group >> CHANNEL & NUMBER) as u16)
    }

    pub(super) fn stage(&self) -> Stage {
        let stage = Stage::ALL.get((self.group >> STAGE & VACANT) as usize);
        stage.copied().unwrap_or(Stage::Group)
    }

    const fn is_vacant(&self) -> bool {
        self.group >> STAGE & VACANT == VACANT
    }

    /// Whether somebody may get it back.
    pub(super) const fn is_owned(&self) -> bool {
        self.group & OWNED != 0
    }

    pub(super) const fn own(&mut self, owned: bool) {
        if owned { self.group |= OWNED } else { self.group &= !OWNED }
    }

    /// It goes to another group.
    pub(super) fn transfer(&mut self, group: GroupNo) {
        self.group = self.group & !NUMBER | u32::from(group.0);
    }

    /// The search for somebody goes on there.
    pub(super) const fn reach(&mut self, stage: Stage) {
        self.group = self.group & !(VACANT << STAGE) | (stage as u32) << STAGE;
    }

    pub(super) const fn is(&self, bits: u16) -> bool {
        (self.no >> FLAGS) as u16 & bits != 0
    }

    pub(super) const fn set(&mut self, bits: u16) {
        self.no |= (bits as u64) << FLAGS;
    }

    pub(super) const fn clear(&mut self, bits: u16) {
        self.no &= !((bits as u64) << FLAGS);
    }

    pub(super) const fn put(&mut self, bits: u16, on: bool) {
        if on { self.set(bits) } else { self.clear(bits) }
    }

    /// Who has it.
    pub(super) fn assignee(&self) -> Option<PersonNo> {
        (self.is(Flags::HELD) && self.holder != NIL).then_some(PersonNo(self.holder))
    }

    /// Whether this person must not get it by themselves.
    pub(super) const fn avoids(&self, person: PersonNo) -> bool {
        self.is(Flags::AVOIDS) && self.holder == person.0
    }

    /// Who is responsible, if it can have one.
    pub(super) fn responsible(&self) -> Option<PersonNo> {
        (self.responsible != NIL && !self.is(Flags::SEVERAL)).then_some(PersonNo(self.responsible))
    }
}

/// Where the bits of an entry begin that are its distance.
const DISTANCE: u32 = 25;

/// No entry is farther away: one that were is as if there were no room.
const FARTHEST: u32 = 126;

/// Greatest number of open chats.
pub(super) const CHATS_MAX: usize = (1 << 24) - 1;

/// All open chats.
#[derive(Debug, Clone)]
pub(super) struct Chats {
    rows: Pages<Chat>,
    /// The first row that is no chat; the others follow by their holders.
    vacant: u32,
    /// Slots by number, with open addressing (Celis, *Robin Hood hashing*, 1986): each with how far it is from where it
    /// belongs, and with as much of a mark of its number as there is room for, so that rows, which lie far apart, need not
    /// be looked at to know either.
    found: Vec<u32>,
    /// The bits of an entry that are its slot.
    slots: u32,
    count: usize,
}

impl Chats {
    pub(super) const fn new() -> Self {
        Self { rows: Pages::new(), vacant: NIL, found: Vec::new(), slots: 0, count: 0 }
    }

    pub(super) fn get(&self, slot: u32) -> Option<&Chat> {
        self.rows.get(slot as usize)
    }

    pub(super) fn get_mut(&mut self, slot: u32) -> Option<&mut Chat> {
        self.rows.get_mut(slot as usize)
    }

    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// Where a number belongs, and its mark.
    fn home(&self, no: ChatNo) -> (usize, u32) {
        let mixed = (no.0 ^ no.0 >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // A table is shorter than 2^32, and WebAssembly has no product of 128 bits.
        let home = (((mixed >> 32) * self.found.len() as u64) >> 32) as usize;
        (home, mixed as u32 >> (32 - DISTANCE) & !self.slots)
    }

    /// Only a chat whose number belongs to the same place and has the same mark is looked at.
    pub(super) fn find(&self, no: ChatNo) -> Option<u32> {
        let (mut place, mark) = self.home(no);
        let mut sought = mark;
        loop {
            let entry = *self.found.get(place)?;
            if entry == NIL || entry >> DISTANCE < sought >> DISTANCE {
                return None;
            }
            let slot = entry & self.slots;
            if entry ^ slot == sought && self.get(slot)?.no() == no {
                return Some(slot);
            }
            // INVARIANT: no entry is so far away that this would overflow.
            sought = sought.saturating_add(1 << DISTANCE);
            place = if place + 1 == self.found.len() { 0 } else { place + 1 };
        }
    }

    /// Adds a chat whose number is not there yet.
    pub(super) fn add(&mut self, chat: Chat) -> u32 {
        let no = chat.no();
        self.count += 1;
        let slot = match self.rows.get_mut(self.vacant as usize) {
            Some(row) => {
                let slot = core::mem::replace(&mut self.vacant, row.holder);
                *row = chat;
                slot
            }
            None => {
                self.rows.push(chat);
                u32::try_from(self.rows.len() - 1).unwrap_or(NIL)
            }
        };
        if self.count * 8 > self.found.len() * 7 || !self.note(no, slot) {
            self.grow();
        }
        slot
    }

    /// Notes where a chat is, or says that there is no place near enough for all. Whoever is nearer to the place where they
    /// belong gives way.
    fn note(&mut self, no: ChatNo, slot: u32) -> bool {
        let length = self.found.len();
        let (mut place, mark) = self.home(no);
        let mut entry = mark | slot;
        while let Some(own) = self.found.get_mut(place) {
            if *own == NIL {
                *own = entry;
                return true;
            }
            if *own >> DISTANCE < entry >> DISTANCE {
                core::mem::swap(own, &mut entry);
            }
            if entry >> DISTANCE == FARTHEST {
                return false;
            }
            entry += 1 << DISTANCE;
            place = if place + 1 == length { 0 } else { place + 1 };
        }
        false
    }

    /// Finds a larger table for all that have a row. The old one is let go first: both at once would be most of what is ever
    /// needed.
    fn grow(&mut self) {
        let mut length = self.found.len();
        loop {
            length = (length + length / 5).max(64);
            self.found = Vec::new();
            self.found = vec![NIL; length];
            // There are no more slots than that.
            self.slots = (length.next_power_of_two() as u32 - 1).min((1 << DISTANCE) - 1);
            if (0..self.rows.len() as u32).all(|slot| {
                let no = self.get(slot).filter(|chat| !chat.is_vacant()).map(Chat::no);
                no.is_none_or(|no| self.note(no, slot))
            }) {
                return;
            }
        }
    }

    /// Removes a chat that nothing points to any more.
    pub(super) fn remove(&mut self, slot: u32) {
        let Some(no) = self.get(slot).map(Chat::no) else { return };
        let length = self.found.len();
        let next = |place: usize| if place + 1 == length { 0 } else { place + 1 };
        let (mut hole, _) = self.home(no);
        while self.found.get(hole).is_some_and(|own| own & self.slots != slot && *own != NIL) {
            hole = next(hole);
        }
        // Whoever stands behind the hole and not where they belong moves up into it.
        loop {
            let behind = next(hole);
            let entry =
                self.found.get(behind).copied().filter(|entry| *entry != NIL && entry >> DISTANCE > 0);
            if let Some(own) = self.found.get_mut(hole) {
                *own = entry.map_or(NIL, |entry| entry - (1 << DISTANCE));
            }
            if entry.is_none() {
                break;
            }
            hole = behind;
        }
        let vacant = core::mem::replace(&mut self.vacant, slot);
        if let Some(row) = self.get_mut(slot) {
            row.group |= VACANT << STAGE;
            row.holder = vacant;
        }
        self.count -= 1;
    }

    /// Every chat, in no meaningful order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Chat> {
        self.rows.iter().filter(|chat| !chat.is_vacant())
    }

    /// Every slot that is in use, in no meaningful order.
    pub(super) fn slots(&self) -> impl Iterator<Item = u32> {
        (0..).zip(self.rows.iter()).filter(|(_, chat)| !chat.is_vacant()).map(|(slot, _)| slot)
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        self.rows.bytes() + self.found.capacity() * 4
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::super::lot::mixed;
    use super::super::number::{CHANNELS_MAX, GROUPS_MAX};
    use super::*;

    fn chat(no: u64) -> Chat {
        let of = (GroupNo(0), ChannelNo(0));
        Chat::new(ChatNo(no), Order::new(0, no), 0, of, Flags(0), Stage::Group)
    }

    #[test]
    fn nothing_in_a_row_touches_anything_else() {
        assert_eq!(size_of::<Chat>(), 32);
        let (group, channel) = (GroupNo(GROUPS_MAX - 1), ChannelNo(CHANNELS_MAX - 1));
        let mut chat =
            Chat::new(ChatNo(CHAT_NO_MAX), Order(9), 7, (group, channel), Flags(0), Stage::BackupGroup);
        for bit in (0..11).map(|bit| 1_u16 << bit) {
            chat.set(bit);
            assert!((0..11).map(|other| 1 << other).all(|other| chat.is(other) == (other == bit)));
            chat.own(bit == 1);
            assert_eq!(chat.is_owned(), bit == 1);
            for stage in Stage::ALL {
                chat.reach(stage);
                assert_eq!((chat.stage(), chat.is_vacant()), (stage, false));
            }
            assert_eq!((chat.no(), chat.group(), chat.channel()), (ChatNo(CHAT_NO_MAX), group, channel));
            chat.clear(bit);
        }
        chat.transfer(GroupNo(3));
        assert_eq!((chat.group(), chat.channel(), chat.stage()), (GroupNo(3), channel, Stage::BackupGroup));
    }

    #[test]
    fn a_number_that_looks_like_another_is_not_found() {
        let no = |seed, number| mixed(seed, number) & CHAT_NO_MAX;
        let mut chats = Chats::new();
        (0..20_000).for_each(|number| {
            chats.add(chat(no(1, number)));
        });
        assert!((0..20_000).all(|number| chats.find(ChatNo(no(1, number))).is_some()));
        assert!((0..100_000).all(|number| chats.find(ChatNo(no(2, number))).is_none()));
    }

    proptest! {
        #[test]
        fn found_as_in_a_map(deeds in proptest::collection::vec((any::<bool>(), 0_u64..120), 0..600)) {
            let mut chats = Chats::new();
            let mut map = BTreeMap::new();
            for (adds, no) in deeds {
                if adds && !map.contains_key(&no) {
                    map.insert(no, chats.add(chat(no)));
                } else if !adds && let Some(slot) = map.remove(&no) {
                    chats.remove(slot);
                }
                prop_assert_eq!(chats.len(), map.len());
                for no in 0..120 {
                    prop_assert_eq!(chats.find(ChatNo(no)), map.get(&no).copied());
                }
            }
            let mut slots: Vec<u32> = chats.slots().collect();
            slots.sort_unstable();
            let mut expected: Vec<u32> = map.into_values().collect();
            expected.sort_unstable();
            prop_assert_eq!(slots, expected);
        }

        #[test]
        fn sooner_is_less(one in (any::<u8>(), 0_u64..1 << 56), other in (any::<u8>(), 0_u64..1 << 56)) {
            let order = |(priority, arrival)| Order::new(priority, arrival);
            prop_assert_eq!(order(one) < order(other), (u8::MAX - one.0, one.1) < (u8::MAX - other.0, other.1));
            prop_assert_eq!((order(one).priority(), order(one).arrival()), one);
            prop_assert_eq!(Order::at(one.0, order(one).moment()), order(one));
        }
    }

    #[test]
    fn arrivals_follow_one_another() {
        let first = Order::next(0, FIRST_MS + 5);
        let second = Order::next(first, FIRST_MS + 5);
        assert!(first < second && second < Order::next(second, FIRST_MS + 6));
        assert_eq!(Order::new(3, second).arrived_ms(), FIRST_MS + 5);
        assert_eq!(Order::next(second, 0), second + 1);
    }
}

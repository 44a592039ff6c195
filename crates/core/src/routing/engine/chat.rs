//! Open chats: rows in pages, found by number.

use super::number::{ChannelNo, ChatNo, FIRST_MS, GroupNo, PersonNo};

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

/// What is true of a chat, a bit each.
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
    pub(super) const QUEUED: u16 = 1024;
    /// It changed since the host asked what did.
    pub(super) const NOTED: u16 = 2048;
    /// The substitute has answered.
    pub(super) const TAKEN_UP: u16 = 512;

    pub(super) const fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }

    pub(super) const fn set(&mut self, bit: u16) {
        self.0 |= bit;
    }

    pub(super) const fn clear(&mut self, bit: u16) {
        self.0 &= !bit;
    }

    pub(super) const fn put(&mut self, bit: u16, on: bool) {
        if on { self.set(bit) } else { self.clear(bit) }
    }
}

/// An open chat: 48 bytes.
#[derive(Debug, Clone)]
pub(super) struct Chat {
    pub(super) no: ChatNo,
    pub(super) order: Order,
    /// Since when the client waits for an answer, in seconds since the epoch.
    pub(super) asked_s: u32,
    pub(super) group: GroupNo,
    pub(super) channel: ChannelNo,
    /// Who has it or had it last.
    pub(super) holder: u32,
    pub(super) responsible: u32,
    /// To whom it may go back.
    pub(super) owner: u32,
    /// Neighbours among the chats of its holder.
    pub(super) before: u32,
    pub(super) after: u32,
    pub(super) flags: Flags,
    pub(super) stage: Stage,
}

impl Chat {
    pub(super) const fn is(&self, bit: u16) -> bool {
        self.flags.has(bit)
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

const PAGE: usize = 1024;

/// The bits of an entry that are its slot, and where those of its distance begin.
const SLOT: u32 = (1 << DISTANCE) - 1;
const DISTANCE: u32 = 24;

/// No entry is farther away: one that were is as if there were no room.
const FARTHEST: u32 = 254;

/// Greatest number of open chats.
pub(super) const CHATS_MAX: usize = SLOT as usize;

/// All open chats. Pages, since one table would be copied whenever it grows, and the memory of WebAssembly never shrinks.
#[derive(Debug, Clone, Default)]
pub(super) struct Chats {
    pages: Vec<Vec<Chat>>,
    free: Vec<u32>,
    /// Slots by number, with open addressing (Celis, *Robin Hood hashing*, 1986): each with how far it is from where it
    /// belongs, so that rows, which lie far apart, need not be looked at to know that.
    found: Vec<u32>,
    count: usize,
}

impl Chats {
    pub(super) fn get(&self, slot: u32) -> Option<&Chat> {
        let slot = slot as usize;
        self.pages.get(slot / PAGE)?.get(slot % PAGE)
    }

    pub(super) fn get_mut(&mut self, slot: u32) -> Option<&mut Chat> {
        let slot = slot as usize;
        self.pages.get_mut(slot / PAGE)?.get_mut(slot % PAGE)
    }

    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// Where a number belongs in a table of this length.
    fn home(no: ChatNo, length: usize) -> usize {
        let mixed = (no.0 ^ no.0 >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((u128::from(mixed) * length as u128) >> 64) as usize
    }

    /// Only a chat whose number belongs to the same place is looked at.
    pub(super) fn find(&self, no: ChatNo) -> Option<u32> {
        let mut place = Self::home(no, self.found.len());
        let mut distance = 0;
        loop {
            let entry = *self.found.get(place)?;
            if entry == NIL || entry >> DISTANCE < distance {
                return None;
            }
            let slot = entry & SLOT;
            if entry >> DISTANCE == distance && self.get(slot)?.no == no {
                return Some(slot);
            }
            distance += 1;
            place = if place + 1 == self.found.len() { 0 } else { place + 1 };
        }
    }

    /// Adds a chat whose number is not there yet.
    pub(super) fn add(&mut self, chat: Chat) -> u32 {
        if (self.count + 1) * 8 > self.found.len() * 7 {
            self.grow(None);
        }
        let no = chat.no;
        self.count += 1;
        let slot = match self.free.pop() {
            Some(slot) => {
                if let Some(row) = self.get_mut(slot) {
                    *row = chat;
                }
                slot
            }
            None => self.append(chat),
        };
        if let Err(left) = self.note(no, slot) {
            self.grow(Some(left));
        }
        slot
    }

    fn append(&mut self, chat: Chat) -> u32 {
        if self.pages.last().is_none_or(|page| page.len() == PAGE) {
            self.pages.push(Vec::with_capacity(PAGE));
        }
        let before = (self.pages.len() - 1) * PAGE;
        let Some(page) = self.pages.last_mut() else { return NIL };
        page.push(chat);
        u32::try_from(before + page.len() - 1).unwrap_or(NIL)
    }

    /// Notes where a chat is. Whoever is nearer to the place where they belong gives way; the slot that has no place near
    /// enough is the error.
    fn note(&mut self, no: ChatNo, slot: u32) -> Result<(), u32> {
        let length = self.found.len();
        let mut place = Self::home(no, length);
        let mut entry = slot;
        while let Some(own) = self.found.get_mut(place) {
            if *own == NIL {
                *own = entry;
                return Ok(());
            }
            if *own >> DISTANCE < entry >> DISTANCE {
                core::mem::swap(own, &mut entry);
            }
            if entry >> DISTANCE == FARTHEST {
                break;
            }
            entry += 1 << DISTANCE;
            place = if place + 1 == length { 0 } else { place + 1 };
        }
        Err(entry & SLOT)
    }

    /// Finds a larger table for all slots, and for one that is in no place yet.
    fn grow(&mut self, left: Option<u32>) {
        let slots: Vec<u32> = self.slots().chain(left).collect();
        let mut length = self.found.len();
        loop {
            length = (length + length / 4).max(64);
            self.found.clear();
            self.found.resize(length, NIL);
            let mut nos = slots
                .iter()
                .filter_map(|slot| Some((self.get(*slot)?.no, *slot)))
                .collect::<Vec<_>>()
                .into_iter();
            if nos.all(|(no, slot)| self.note(no, slot).is_ok()) {
                return;
            }
        }
    }

    /// Removes a chat that nothing points to any more.
    pub(super) fn remove(&mut self, slot: u32) {
        let Some(no) = self.get(slot).map(|chat| chat.no) else { return };
        let length = self.found.len();
        let next = |place: usize| if place + 1 == length { 0 } else { place + 1 };
        let mut hole = Self::home(no, length);
        while self.found.get(hole).is_some_and(|own| own & SLOT != slot && *own != NIL) {
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
        self.free.push(slot);
        self.count -= 1;
    }

    /// Every slot that is in use, in no meaningful order.
    pub(super) fn slots(&self) -> impl Iterator<Item = u32> {
        self.found.iter().copied().filter(|entry| *entry != NIL).map(|entry| entry & SLOT)
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        self.pages.len() * PAGE * size_of::<Chat>() + (self.free.capacity() + self.found.capacity()) * 4
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn chat(no: u64) -> Chat {
        Chat {
            no: ChatNo(no),
            order: Order::new(0, no),
            asked_s: 0,
            group: GroupNo(0),
            channel: ChannelNo(0),
            holder: NIL,
            responsible: NIL,
            owner: NIL,
            before: NIL,
            after: NIL,
            flags: Flags(0),
            stage: Stage::Group,
        }
    }

    proptest! {
        #[test]
        fn found_as_in_a_map(deeds in proptest::collection::vec((any::<bool>(), 0_u64..120), 0..600)) {
            let mut chats = Chats::default();
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

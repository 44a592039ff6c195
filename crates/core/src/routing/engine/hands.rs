//! The chats that people have in hand.

use super::chat::NIL;
use super::pages::Pages;

/// How many slots lie together.
const TOGETHER: usize = 11;

/// Some of the slots that somebody has in hand. Of theirs only the first is not full, and there is something in each.
#[derive(Debug, Clone, Copy)]
struct Handful {
    slots: [u32; TOGETHER],
    next: u32,
}

/// The slots of chats by who has them, in no meaningful order. A chat does not know where it stands: most people have so
/// few that looking through them costs less than to keep neighbours, which lie far apart.
#[derive(Debug, Clone)]
pub(super) struct Hands {
    handfuls: Pages<Handful>,
    /// The first that nobody has; the others follow.
    vacant: u32,
}

impl Hands {
    pub(super) const fn new() -> Self {
        Self { handfuls: Pages::new(), vacant: NIL }
    }

    /// Adds a slot to the hand that begins there, and says where it begins now.
    pub(super) fn add(&mut self, first: u32, slot: u32) -> u32 {
        let handful = self.handfuls.get_mut(first as usize);
        if let Some(own) = handful.and_then(|one| one.slots.iter_mut().find(|own| **own == NIL)) {
            *own = slot;
            return first;
        }
        let mut slots = [NIL; TOGETHER];
        if let Some(own) = slots.first_mut() {
            *own = slot;
        }
        let new = Handful { slots, next: first };
        match self.handfuls.get_mut(self.vacant as usize) {
            Some(vacant) => {
                let place = core::mem::replace(&mut self.vacant, vacant.next);
                *vacant = new;
                place
            }
            None => {
                self.handfuls.push(new);
                u32::try_from(self.handfuls.len() - 1).unwrap_or(NIL)
            }
        }
    }

    /// Takes a slot out of the hand that begins there, and says where it begins now.
    pub(super) fn remove(&mut self, first: u32, slot: u32) -> u32 {
        let mut at = first;
        let place = loop {
            let Some(handful) = self.handfuls.get(at as usize) else { return first };
            match handful.slots.iter().position(|own| *own == slot) {
                Some(place) => break place,
                None => at = handful.next,
            }
        };
        // Somebody of the first fills the gap.
        let Some(handful) = self.handfuls.get_mut(first as usize) else { return first };
        let Some(last) = handful.slots.iter_mut().rev().find(|own| **own != NIL) else { return first };
        let last = core::mem::replace(last, NIL);
        let (is_empty, next) = (handful.slots.first() == Some(&NIL), handful.next);
        if last != slot
            && let Some(gap) = self.handfuls.get_mut(at as usize).and_then(|one| one.slots.get_mut(place))
        {
            *gap = last;
        }
        if !is_empty {
            return first;
        }
        if let Some(handful) = self.handfuls.get_mut(first as usize) {
            handful.next = core::mem::replace(&mut self.vacant, first);
        }
        next
    }

    /// The slots of the hand that begins there.
    pub(super) fn slots(&self, first: u32) -> impl Iterator<Item = u32> {
        let own = self.handfuls.get(first as usize);
        let all = core::iter::successors(own, |handful| self.handfuls.get(handful.next as usize));
        all.flat_map(|handful| handful.slots).filter(|slot| *slot != NIL)
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        self.handfuls.bytes()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_has_what_they_were_given(
            deeds in proptest::collection::vec((0_usize..3, 0_u32..60), 0..400),
        ) {
            let mut hands = Hands::new();
            let (mut firsts, mut all) = ([NIL; 3], [const { Vec::new() }; 3]);
            for (who, slot) in deeds {
                let place = all[who].iter().position(|own| *own == slot);
                if let Some(place) = place {
                    all[who].remove(place);
                    firsts[who] = hands.remove(firsts[who], slot);
                } else {
                    all[who].push(slot);
                    firsts[who] = hands.add(firsts[who], slot);
                }
                for (first, own) in firsts.iter().zip(&mut all) {
                    let mut slots: Vec<u32> = hands.slots(*first).collect();
                    slots.sort_unstable();
                    own.sort_unstable();
                    prop_assert_eq!(&slots, &*own);
                    prop_assert_eq!(*first == NIL, own.is_empty());
                }
            }
            // What was given back is used again.
            prop_assert!(hands.handfuls.len() <= 3 * 6);
        }
    }
}

//! Sets of rights on channels.

use std::collections::BTreeMap;

use super::chat::NIL;
use super::number::ChannelNo;

/// Sets of rights on channels, each kept once: whoever shares a role shares one.
#[derive(Debug, Clone, Default)]
pub(super) struct Sets {
    sets: Vec<Vec<(ChannelNo, u8)>>,
    numbers: BTreeMap<Vec<(ChannelNo, u8)>, u32>,
}

impl Sets {
    pub(super) fn number(&mut self, set: Vec<(ChannelNo, u8)>) -> u32 {
        if let Some(number) = self.numbers.get(&set) {
            return *number;
        }
        let number = u32::try_from(self.sets.len()).unwrap_or(NIL);
        self.sets.push(set.clone());
        self.numbers.insert(set, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> &[(ChannelNo, u8)] {
        self.sets.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// What the set holds of a channel.
    pub(super) fn bits(&self, number: u32, channel: ChannelNo) -> u8 {
        let set = self.get(number);
        let place = set.binary_search_by_key(&channel, |(own, _)| *own);
        place.ok().and_then(|place| set.get(place)).map_or(0, |(_, bits)| *bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_kept_once() {
        let mut sets = Sets::default();
        let set = vec![(ChannelNo(1), 3), (ChannelNo(4), 8)];
        let number = sets.number(set.clone());
        assert_eq!(sets.number(set), number);
        assert_eq!([0, 1, 4].map(|channel| sets.bits(number, ChannelNo(channel))), [0, 3, 8]);
    }
}

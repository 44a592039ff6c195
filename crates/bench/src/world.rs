//! Who works where: drawn from a seed, the same for all rules and sizes.

/// Channels of a company.
pub(crate) const CHANNELS: usize = 6;

/// How many chats somebody may have.
pub(crate) const CAPACITY: usize = 10;

/// How many chats each has on average while it is measured: half of what there is room for.
pub(crate) const LOAD: usize = 5;

/// Everybody is in two groups, so that a group has twice as many members.
const PEOPLE_PER_GROUP: usize = 50;

/// Whole numbers that look random (xorshift, Marsaglia 2003).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u32);

impl Dice {
    pub(crate) const fn new(seed: u32) -> Self {
        Self(seed)
    }

    pub(crate) const fn word(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    pub(crate) const fn below(&mut self, end: usize) -> usize {
        self.word() as usize % end
    }
}

/// A group that somebody is in, and the channels on which they take its chats, a bit each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Membership {
    pub(crate) group: usize,
    pub(crate) channels: u8,
}

impl Membership {
    pub(crate) const fn takes(self, channel: usize) -> bool {
        self.channels >> channel & 1 == 1
    }
}

/// The people of a company.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) people: Vec<[Membership; 2]>,
    pub(crate) groups: usize,
}

impl World {
    /// Each in two groups, in each with about four of five channels.
    pub(crate) fn new(people: usize) -> Self {
        let groups = (people / PEOPLE_PER_GROUP).max(2);
        let mut dice = Dice::new(12_345);
        let mut membership = |not: Option<usize>| {
            let drawn = dice.below(groups);
            let group = if not == Some(drawn) { (drawn + 1) % groups } else { drawn };
            let channels =
                (0..CHANNELS).filter(|_| dice.below(10) < 8).fold(0, |bits, channel| bits | 1 << channel);
            Membership { group, channels }
        };
        let person = |_| {
            let first = membership(None);
            [first, membership(Some(first.group))]
        };
        Self { people: (0..people).map(person).collect(), groups }
    }

    /// The members of a pool of each group and channel, by number.
    pub(crate) fn pools(&self) -> Vec<Vec<u32>> {
        let mut pools = vec![Vec::new(); self.groups * CHANNELS];
        for (person, memberships) in (0..).zip(&self.people) {
            for pool in memberships.iter().flat_map(|one| pools_of(*one)) {
                if let Some(pool) = pools.get_mut(pool) {
                    pool.push(person);
                }
            }
        }
        pools
    }
}

/// The pools that a membership puts somebody in.
pub(crate) fn pools_of(membership: Membership) -> impl Iterator<Item = usize> {
    (0..CHANNELS)
        .filter(move |channel| membership.takes(*channel))
        .map(move |channel| pool_of(membership.group, channel))
}

pub(crate) const fn pool_of(group: usize, channel: usize) -> usize {
    group * CHANNELS + channel
}

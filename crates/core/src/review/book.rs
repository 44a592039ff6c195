//! Many chats at once: which of them a profile reaches, as bits.

use std::cell::OnceCell;

use super::asked::AskedChat;
use super::bits::Bits;
use super::census::Census;
use super::index::SetAt;
use super::profile::{Held, InGroups, Profile};
use crate::chat::ChatFacts;
use crate::permission::{Permission, Subject};
use crate::role::{ChatScope, NewClients};

/// Chats by what decides who reaches them. Each chat is a bit at its place in the list.
pub(super) struct Book {
    pub(super) chats: Vec<AskedChat>,
    every: Bits,
    by_channel: Vec<Bits>,
    /// On the channels of each set of the index, found when it is first asked for.
    on: Vec<OnceCell<Bits>>,
    /// In each group; empty where there is none.
    in_group: Vec<Bits>,
    /// Unassigned ones of new clients.
    fresh: Bits,
    /// The chats that are a user's own; empty for the many who have none.
    mine: Vec<Bits>,
}

/// The chats that a profile reaches with a permission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reached {
    /// Whoever asks.
    pub(super) anyway: Bits,
    /// Where they are the asker's own.
    pub(super) if_mine: Bits,
}

impl Reached {
    pub(super) fn clear(&mut self) {
        self.anyway.clear();
        self.if_mine.clear();
    }
}

impl Book {
    pub(super) fn of(census: &Census<'_>, chats: &[ChatFacts]) -> Self {
        let index = &census.index;
        let chats: Vec<AskedChat> = chats.iter().map(|chat| AskedChat::of(index, chat)).collect();
        let places = chats.len();
        let mut book = Self {
            every: Bits::full(places),
            on: vec![OnceCell::new(); index.sets.len()],
            by_channel: vec![Bits::default(); index.channel_count()],
            in_group: vec![Bits::default(); index.group_count()],
            fresh: Bits::empty(places),
            mine: vec![Bits::default(); census.policy().users.len()],
            chats,
        };
        for (place, chat) in book.chats.iter().enumerate() {
            if let Some(bits) = chat.channel.and_then(|channel| book.by_channel.get_mut(channel)) {
                bits.insert(place);
            }
            if let Some(bits) = chat.group.and_then(|group| book.in_group.get_mut(group)) {
                bits.insert(place);
            }
            if chat.is_fresh {
                book.fresh.insert(place);
            }
            for user in chat.assignee.into_iter().chain(chat.responsible) {
                if let Some(bits) = book.mine.get_mut(user) {
                    bits.insert(place);
                }
            }
        }
        book
    }

    pub(super) fn empty(&self) -> Bits {
        Bits::empty(self.chats.len())
    }

    pub(super) fn reached(&self) -> Reached {
        Reached { anyway: self.empty(), if_mine: self.empty() }
    }

    /// Sets `reached` to what a profile reaches with a permission. `spare` is overwritten.
    pub(super) fn reach(
        &self,
        census: &Census<'_>,
        profile: &Profile,
        permission: Permission,
        reached: &mut Reached,
        spare: &mut Bits,
    ) {
        reached.clear();
        for held in profile.holding(permission) {
            match census.index.subject(permission) {
                Subject::Company => reached.anyway.add(&self.every),
                Subject::Record => self.add(census, profile, held, reached, spare),
            }
        }
    }

    /// Adds what a grant reaches of the permissions about records that it holds. `spare` is overwritten.
    pub(super) fn add(
        &self,
        census: &Census<'_>,
        profile: &Profile,
        held: &Held,
        reached: &mut Reached,
        spare: &mut Bits,
    ) {
        let Some(on) = self.common(census, held.channels, spare) else { return };
        match held.scope {
            ChatScope::None => {}
            ChatScope::Assigned => reached.if_mine.add(on),
            ChatScope::Group => {
                reached.if_mine.add(on);
                match held.groups {
                    InGroups::One(group) => self.add_group(group, on, &mut reached.anyway),
                    InGroups::Lasting => {
                        profile
                            .lasting
                            .iter()
                            .for_each(|group| self.add_group(*group, on, &mut reached.anyway));
                    }
                }
            }
            ChatScope::All => reached.anyway.add(on),
        }
        if held.new_clients == NewClients::Shown {
            reached.anyway.add_common(on, &self.fresh);
        }
    }

    fn add_group(&self, group: usize, on: &Bits, reached: &mut Bits) {
        if let Some(bits) = self.in_group.get(group) {
            reached.add_common(bits, on);
        }
    }

    /// The chats on the channels that are in both sets.
    fn common<'s>(
        &'s self,
        census: &Census<'_>,
        (one, other): (SetAt, SetAt),
        spare: &'s mut Bits,
    ) -> Option<&'s Bits> {
        let (one_on, other_on) = (self.on(census, one)?, self.on(census, other)?);
        Some(match (one, other) {
            (super::index::ALL, _) => other_on,
            (_, super::index::ALL) => one_on,
            _ => {
                spare.set_common(one_on, other_on);
                spare
            }
        })
    }

    /// The chats on the channels of a set.
    fn on(&self, census: &Census<'_>, set: SetAt) -> Option<&Bits> {
        let found = census.index.sets.get(set)?;
        Some(self.on.get(set)?.get_or_init(|| {
            if found.is_all() {
                return self.every.clone();
            }
            let mut on = self.empty();
            let channels = found.listed.iter().filter_map(|channel| self.by_channel.get(channel));
            channels.for_each(|bits| on.add(bits));
            on
        }))
    }

    /// Sets `all` to what a user reaches, given what the profile does.
    pub(super) fn of_user(&self, me: Option<usize>, reached: &Reached, all: &mut Bits) {
        all.clone_from(&reached.anyway);
        if let Some(mine) = self.mine(me) {
            all.add_common(mine, &reached.if_mine);
        }
    }

    /// The chats that are the user's own, if any are.
    pub(super) fn mine(&self, me: Option<usize>) -> Option<&Bits> {
        self.mine.get(me?).filter(|bits| !bits.is_empty())
    }
}

//! The grants of one permission in a normal form that many chats can be held against, in memory or in SQL.

use super::grant::Grant;
use crate::channel::Channels;
use crate::chat::{Acquaintance, ChatFacts};
use crate::id::{GroupId, UserId};
use crate::permission::Subject;
use crate::role::{ChatScope, NewClients};
use crate::sorted::SortedMap;

/// Every chat that a permission may be used on.
///
/// For a single permission the union of grants of one scope is that scope on the union of their channels, so
/// any number of grants folds into one entry a scope. Between permissions nothing is ever folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    pub(crate) me: UserId,
    /// Channels on which every chat is reached.
    pub(crate) all: Channels,
    /// Channels on which the user's own chats are reached.
    pub(crate) assigned: Channels,
    /// Channels on which unassigned chats of new clients are reached.
    pub(crate) new_clients: Channels,
    /// For each group the channels on which its chats are reached.
    pub(crate) groups: SortedMap<GroupId, Channels>,
}

impl Reach {
    pub(crate) fn of<'a>(me: &UserId, subject: Subject, grants: impl Iterator<Item = &'a Grant>) -> Self {
        let mut reach = Self {
            me: me.clone(),
            all: Channels::none(),
            assigned: Channels::none(),
            new_clients: Channels::none(),
            groups: SortedMap::new(),
        };
        for grant in grants {
            match subject {
                Subject::Company => reach.all = Channels::All,
                Subject::Record => reach.add(grant),
            }
        }
        reach
    }

    fn add(&mut self, grant: &Grant) {
        match grant.scope {
            ChatScope::None => {}
            ChatScope::All => self.all.widen(&grant.channels),
            ChatScope::Assigned => self.assigned.widen(&grant.channels),
            ChatScope::Group => {
                self.assigned.widen(&grant.channels);
                for group in &grant.groups {
                    match self.groups.get_mut(group) {
                        Some(own) => own.widen(&grant.channels),
                        None => self.groups.insert(group.clone(), grant.channels.clone()),
                    }
                }
            }
        }
        if grant.new_clients == NewClients::Shown {
            self.new_clients.widen(&grant.channels);
        }
    }

    /// Whether the chat is reached.
    pub fn covers(&self, chat: &ChatFacts) -> bool {
        let mine = || chat.assignee.as_ref() == Some(&self.me) || chat.responsible.as_ref() == Some(&self.me);
        let in_group = || {
            chat.group
                .as_ref()
                .and_then(|group| self.groups.get(group))
                .is_some_and(|channels| channels.contains(&chat.channel))
        };
        self.all.contains(&chat.channel)
            || (self.assigned.contains(&chat.channel) && mine())
            || in_group()
            || (chat.assignee.is_none()
                && chat.known == Acquaintance::New
                && self.new_clients.contains(&chat.channel))
    }
}

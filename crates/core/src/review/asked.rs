//! One question put to many users: what it is asked for is looked up once.

use super::index::Index;
use super::profile::{Held, Profile};
use crate::access::{Decision, Target};
use crate::chat::{Acquaintance, ChatFacts};
use crate::permission::{Permission, Subject};
use crate::role::{ChatScope, NewClients};

/// A chat by places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct AskedChat {
    /// None: no list names the channel.
    pub(super) channel: Option<usize>,
    /// None: in no group that anybody could be in.
    pub(super) group: Option<usize>,
    /// None: nobody of the company.
    pub(super) assignee: Option<usize>,
    pub(super) responsible: Option<usize>,
    /// Whether it is an unassigned one of a new client.
    pub(super) is_fresh: bool,
}

impl AskedChat {
    pub(super) fn of(index: &Index, chat: &ChatFacts) -> Self {
        let user = |id: &Option<crate::UserId>| id.as_ref().and_then(|id| index.users.get(id));
        Self {
            channel: index.channels.get(&chat.channel),
            group: chat.group.as_ref().and_then(|group| index.groups.get(group)),
            assignee: user(&chat.assignee),
            responsible: user(&chat.responsible),
            is_fresh: chat.known == Acquaintance::New && chat.assignee.is_none(),
        }
    }

    pub(super) fn is_of(&self, me: usize) -> bool {
        self.assignee == Some(me) || self.responsible == Some(me)
    }
}

/// What a permission is asked for, by places.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    Anything,
    Chat(AskedChat),
    Contact { responsible: Option<usize>, channels: Vec<Option<usize>>, chats: Vec<AskedChat> },
}

impl Asked {
    pub(super) fn of(index: &Index, target: Target<'_>) -> Self {
        match target {
            Target::Anything => Self::Anything,
            Target::Chat(chat) => Self::Chat(AskedChat::of(index, chat)),
            Target::Contact(contact) => Self::Contact {
                responsible: contact.responsible.as_ref().and_then(|user| index.users.get(user)),
                channels: contact.channels.iter().map(|channel| index.channels.get(channel)).collect(),
                chats: contact.chats.iter().map(|chat| AskedChat::of(index, chat)).collect(),
            },
        }
    }
}

/// Who is asked: a profile, and the place of the user.
#[derive(Clone, Copy)]
pub(super) struct Respondent<'a> {
    pub(super) index: &'a Index,
    pub(super) profile: &'a Profile,
    pub(super) me: usize,
}

impl<'a> Respondent<'a> {
    /// The answer with the grant that decided it; what `Access::explain` names.
    pub(super) fn decide(&self, permission: Permission, asked: &Asked) -> (Decision, Option<&'a Held>) {
        let mut depends = None;
        for held in self.profile.holding(permission) {
            match self.judge(held, permission, asked) {
                Decision::Allow => return (Decision::Allow, Some(held)),
                Decision::Depends => depends = depends.or(Some(held)),
                Decision::Deny => {}
            }
        }
        (if depends.is_some() { Decision::Depends } else { Decision::Deny }, depends)
    }

    /// What one grant, which holds the permission, says.
    pub(super) fn judge(&self, held: &Held, permission: Permission, asked: &Asked) -> Decision {
        if self.index.subject(permission) == Subject::Company {
            return Decision::Allow;
        }
        let covered = match asked {
            Asked::Anything => return held.in_general,
            Asked::Chat(chat) => self.covers_chat(held, chat),
            Asked::Contact { responsible, channels, chats } => {
                self.covers_card(held, *responsible, channels)
                    || chats.iter().any(|chat| self.covers_chat(held, chat))
            }
        };
        if covered { Decision::Allow } else { Decision::Deny }
    }

    fn covers_chat(&self, held: &Held, chat: &AskedChat) -> bool {
        self.index.both_contain(held.channels, chat.channel)
            && (match held.scope {
                ChatScope::None => false,
                ChatScope::Assigned => chat.is_of(self.me),
                ChatScope::Group => {
                    chat.is_of(self.me)
                        || chat.group.is_some_and(|group| self.profile.is_in(held.groups, group))
                }
                ChatScope::All => true,
            } || (held.new_clients == NewClients::Shown && chat.is_fresh))
    }

    /// Whether it reaches a contact by itself, and not through a chat of it.
    fn covers_card(&self, held: &Held, responsible: Option<usize>, channels: &[Option<usize>]) -> bool {
        let sets = held.channels;
        let is_mine = responsible == Some(self.me);
        let is_alone = channels.is_empty();
        let on_channel = match is_alone {
            true => self.index.meet(sets),
            false => channels.iter().any(|channel| self.index.both_contain(sets, *channel)),
        };
        on_channel
            && match held.scope {
                ChatScope::None => false,
                ChatScope::Assigned | ChatScope::Group => is_mine,
                ChatScope::All => !is_alone || is_mine || held.in_general == Decision::Allow,
            }
    }
}

//! Channels and chats that nobody can answer.

use serde::Serialize;

use super::asked::{Asked, AskedChat};
use super::bits::Bits;
use super::book::Book;
use super::census::Census;
use crate::chat::ChatFacts;
use crate::id::ChannelId;
use crate::permission::Permission;

/// What it takes to answer a chat.
const ANSWERING: [Permission; 2] = [Permission::CHATS_VIEW, Permission::CHATS_REPLY];

/// What nobody can answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unanswerable<'c> {
    /// Channels on which nobody could both see and answer a chat, even one that is assigned to him or her in the
    /// channel's own group.
    pub channels: Vec<&'c ChannelId>,
    /// The chats that nobody can both see and answer as they stand.
    pub chats: Vec<UnansweredChat>,
}

/// A chat that nobody can answer as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnansweredChat {
    /// Its place in the list that was given.
    pub place: usize,
    /// Whether somebody could, once it is assigned to him or her.
    pub is_assignable: bool,
}

impl Census<'_> {
    /// The channels of the company, and those of the chats, that nobody can answer.
    pub fn unanswerable(&self, chats: &[ChatFacts]) -> Unanswerable<'_> {
        let channels = self.policy().channels.iter().filter(|channel| {
            let chat = AskedChat {
                channel: self.index.channels.get(&channel.id),
                group: channel.group.as_ref().and_then(|group| self.index.groups.get(group)),
                assignee: None,
                responsible: None,
                is_fresh: false,
            };
            !self.is_answerable_once_assigned(chat)
        });
        let channels = channels.map(|channel| &channel.id).collect();
        let book = Book::of(self, chats);
        let answered = self.answered(&book);
        let open = book.chats.iter().enumerate().filter(|(place, _)| !answered.contains(*place));
        let mut judged: Vec<(AskedChat, bool)> = Vec::new();
        let chats = open.map(|(place, chat)| {
            // Whose it is now does not matter then.
            let assigned = AskedChat { assignee: None, responsible: None, is_fresh: false, ..*chat };
            let known = judged.iter().find(|(other, _)| *other == assigned).map(|(_, is)| *is);
            let is_assignable = known.unwrap_or_else(|| {
                let is = self.is_answerable_once_assigned(assigned);
                judged.push((assigned, is));
                is
            });
            UnansweredChat { place, is_assignable }
        });
        Unanswerable { channels, chats: chats.collect() }
    }

    /// The chats that somebody can both see and answer.
    fn answered(&self, book: &Book) -> Bits {
        let mut answered = book.empty();
        let [mut seen, mut replied] = [book.reached(), book.reached()];
        let [mut spare, mut own] = [book.empty(), book.empty()];
        let mut with_chats: Vec<Vec<usize>> = vec![Vec::new(); self.profiles().len()];
        for (me, _) in self.policy().users.iter().enumerate().filter(|(me, _)| book.mine(Some(*me)).is_some())
        {
            if let Some(users) = self.profile_place(me).and_then(|place| with_chats.get_mut(place)) {
                users.push(me);
            }
        }
        for (profile, users) in self.profiles().iter().zip(&with_chats) {
            let [view, reply] = ANSWERING;
            book.reach(self, profile, view, &mut seen, &mut spare);
            book.reach(self, profile, reply, &mut replied, &mut spare);
            answered.add_common(&seen.anyway, &replied.anyway);
            for me in users {
                book.of_user(Some(*me), &seen, &mut spare);
                book.of_user(Some(*me), &replied, &mut own);
                answered.add_common(&spare, &own);
            }
        }
        answered
    }

    /// Whether somebody could see and answer a chat that is assigned to him or her.
    fn is_answerable_once_assigned(&self, chat: AskedChat) -> bool {
        self.respondents().any(|(_, one)| {
            let chat = Asked::Chat(AskedChat { assignee: Some(one.me), ..chat });
            ANSWERING.into_iter().all(|permission| one.decide(permission, &chat).0.is_allowed())
        })
    }
}

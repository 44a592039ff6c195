//! What becomes of somebody's chats when they leave.

use usher_core::routing::engine::{ChatNo, Command, Event, PersonNo};
use usher_core::{User, UserId, UserStatus};

use super::policy::Map;
use super::turn::Turn;
use crate::company::ledger::ChatRow;
use crate::fault::Fault;
use crate::random;

/// The plan for somebody's leaving.
pub struct Leaving {
    /// Where each chat goes.
    pub moves: Vec<Move>,
    /// The calls that only they can complete.
    pub pinned: Vec<ChatRow>,
}

/// A chat that goes elsewhere.
pub struct Move {
    /// The chat.
    pub chat: ChatRow,
    /// To whom: id and name; none: it waits.
    pub to: Option<(UserId, String)>,
    /// Why.
    pub because: &'static str,
}

impl Turn<'_> {
    /// What would become of somebody's chats. Nothing changes.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn leaving(&mut self, user: &User, to: UserStatus) -> Result<Leaving, Fault> {
        let person = self.number_of(&user.id)?;
        let gone = User { status: to, ..user.clone() };
        let profile = self.profile(&Map::read(&self.scene.ledger)?, person, &gone);
        let (at_ms, event) = (self.scene.ledger.now_ms, Event::Person { person, profile });
        let step = self.kept.state.plan(at_ms, random::seed()?, &event);
        let step = step.map_err(super::refused)?;
        let mut moves = Vec::new();
        for command in &step.commands {
            let (chat, to): (ChatNo, Option<PersonNo>) = match *command {
                Command::Reassign { chat, from, to, .. } if from == person => (chat, Some(to)),
                Command::Unassign { chat, from } if from == person => (chat, None),
                _ => continue,
            };
            let decision = step.decisions.iter().find(|one| one.chat == chat);
            let to = to
                .map(|to| self.person(to).map(|(user, _)| (user.id.clone(), user.name.clone())))
                .transpose()?;
            moves.push(Move {
                chat: self.chat(chat)?,
                to,
                because: decision.map_or("nobody_eligible", |one| one.because.word()),
            });
        }
        let pinned = self.kept.state.pinned(person).into_iter().map(|chat| self.chat(chat));
        Ok(Leaving { moves, pinned: pinned.collect::<Result<_, _>>()? })
    }

    /// Whether somebody has calls in hand, which nobody else can complete.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn has_calls(&self, user: &UserId) -> Result<bool, Fault> {
        let person = self.number_of(user)?;
        Ok(!self.kept.state.pinned(person).is_empty())
    }
}

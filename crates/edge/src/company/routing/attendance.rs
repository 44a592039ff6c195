//! Who is there: what the sockets show, what people say of themselves, and when they work.

use std::collections::BTreeSet;

use usher_core::UserId;
use usher_core::UserStatus;
use usher_core::routing::engine::{Event, PersonNo, Presence};
use usher_core::routing::hours::Clock;

use super::turn::Turn;
use crate::company::ledger::Attendance;
use crate::fault::Fault;

impl Turn<'_> {
    /// Tells routing who is there, as it is now.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn look_around(&mut self) -> Result<(), Fault> {
        let online = self.scene.presence.online();
        for one in self.scene.ledger.attendance(None)? {
            self.see(&one, &online)?;
        }
        Ok(())
    }

    /// The same of one user.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn look_at(&mut self, user: &UserId) -> Result<(), Fault> {
        let online = self.scene.presence.online();
        let seen = self.scene.ledger.attendance(Some(user))?;
        seen.iter().try_for_each(|one| self.see(one, &online))
    }

    /// Somebody says whether they take chats: `online`, `finishing` or `away`.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn choose(&mut self, user: &UserId, choice: &'static str) -> Result<(), Fault> {
        self.scene.ledger.set_presence(user, choice)?;
        self.look_at(user)
    }

    /// Somebody left for good, whatever their sockets show yet. What they said of themselves is over.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn left(&mut self, user: &UserId) -> Result<(), Fault> {
        self.scene.ledger.set_presence(user, "online")?;
        let seen = self.scene.ledger.attendance(Some(user))?;
        seen.iter().try_for_each(|one| self.see(one, &BTreeSet::new()))
    }

    fn see(&mut self, one: &Attendance, online: &BTreeSet<UserId>) -> Result<(), Fault> {
        let Some(before) = one.presence.as_deref().filter(|_| one.status == UserStatus::Active) else {
            return Ok(());
        };
        let now = match one.choice.as_str() {
            _ if !online.contains(&one.user) => Presence::Lost,
            "away" => Presence::Away,
            "finishing" => Presence::Finishing,
            _ if self.is_on_shift(one.no)? => Presence::Online,
            _ => Presence::Finishing,
        };
        if now.word() == before {
            return Ok(());
        }
        self.happened(&Event::Presence { person: one.no, presence: now })
    }

    fn is_on_shift(&mut self, person: PersonNo) -> Result<bool, Fault> {
        if self.kept.settings.hours.iter().next().is_none() {
            return Ok(true);
        }
        let (offsets, now_ms) = (self.offsets(), self.scene.ledger.now_ms);
        let user = self.person(person)?.0.clone();
        let clock = Clock { now_ms, company: &offsets, zones: self.kept.zones.offsets() };
        let groups = user.groups.iter().filter(|held| held.period.contains(now_ms)).map(|held| &held.id);
        Ok(self.kept.settings.is_on_shift(&user.id, groups, &clock))
    }

    pub(super) fn presence_of(&self, person: PersonNo) -> Result<Option<Presence>, Fault> {
        let rows = self.scene.ledger.routing_people(Some(person))?;
        Ok(rows.into_iter().next().map(|row| row.presence))
    }
}

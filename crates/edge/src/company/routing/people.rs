//! What people may take, as access says.

use std::collections::BTreeMap;

use usher_core::routing::engine::{
    ChannelNo, Class, Event, GroupNo, PersonNo, Profile, Status, entitlements,
};
use usher_core::{GroupId, User, UserId, UserStatus};

use super::policy::Map;
use super::turn::{About, Turn};
use crate::fault::Fault;

impl Turn<'_> {
    /// Asks access anew what these users may take, or all, and tells routing where that is something else.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn renew(&mut self, only: Option<&[UserId]>) -> Result<(), Fault> {
        let ledger = &self.scene.ledger;
        let map = Map::read(ledger)?;
        let users: Vec<User> = match only {
            None => ledger.users()?,
            Some(ids) => {
                let users: Result<Vec<_>, Fault> = ids.iter().map(|id| ledger.user(id)).collect();
                users?.into_iter().flatten().collect()
            }
        };
        let mut known: BTreeMap<PersonNo, Profile> = BTreeMap::new();
        if only.is_none() {
            let rows = ledger.routing_people(None)?;
            known.extend(rows.into_iter().map(|row| (row.person, row.profile)));
        }
        for user in users {
            let no = ledger.person_no(&user.id)?.ok_or(Fault::Corrupt("a user without a number"))?;
            if only.is_some() {
                let rows = ledger.routing_people(Some(no))?;
                known.extend(rows.into_iter().map(|row| (row.person, row.profile)));
            }
            let profile = self.profile(&map, no, &user);
            if known.get(&no) != Some(&profile) {
                self.happened(&Event::Person { person: no, profile })?;
                self.release_what_may_not_stay(no)?;
            }
        }
        Ok(())
    }

    /// What was given to somebody by hand stays with them whatever routing thinks, but not where access has changed its
    /// mind since. Calls stay: nobody else can complete them.
    fn release_what_may_not_stay(&mut self, person: PersonNo) -> Result<(), Fault> {
        for chat in self.scene.ledger.held_by_hand(person)? {
            let facts = self.chat(chat)?.facts();
            if !self.may_take(person, &facts)? {
                // A call refuses.
                let _pinned = self.take_in(&Event::Release { chat }, About::default())?;
            }
        }
        Ok(())
    }

    /// Somebody may not take what routing had them take: their rights are asked for anew, and if that changes nothing
    /// this one is taken from them for now.
    pub(super) fn correct(
        &mut self,
        person: PersonNo,
        group: GroupNo,
        channel: ChannelNo,
    ) -> Result<(), Fault> {
        let map = Map::read(&self.scene.ledger)?;
        let user = self.person(person)?.0.clone();
        let before = self.scene.ledger.routing_people(Some(person))?;
        let mut profile = self.profile(&map, person, &user);
        if before.first().is_some_and(|row| row.profile == profile) {
            self.denied.insert((person, group, channel));
            profile = self.profile(&map, person, &user);
        }
        self.happened(&Event::Person { person, profile })
    }

    pub(super) fn profile(&self, map: &Map, no: PersonNo, user: &User) -> Profile {
        let now_ms = self.scene.ledger.now_ms;
        let status = match user.status {
            UserStatus::Active => Status::Active,
            UserStatus::Deactivated => Status::Deactivated,
            UserStatus::Removed => Status::Removed,
        };
        let held =
            |id: &GroupId| user.groups.iter().any(|held| held.id == *id && held.period.contains(now_ms));
        let settings = &self.kept.settings;
        let helps =
            |id: &GroupId| settings.group(id).is_some_and(|group| group.backup_users.contains(&user.id));
        let access = self.scene.directory.access(user);
        let (mut groups, mut classes) = (Vec::new(), Vec::new());
        for group in map.groups.iter().filter(|group| !group.deleted) {
            let member = held(&group.id);
            if member {
                groups.push(group.no);
            }
            // Chats come to any group from any channel, by a rule or by hand. In groups that somebody has nothing to do
            // with only those matter for whose clients they are responsible.
            let wide = member || helps(&group.id);
            for (channel, (id, _, leads_to)) in (0..).map(ChannelNo).zip(&map.channels) {
                if wide || leads_to.as_ref() == Some(&group.id) {
                    classes.push(Class { group: (group.no, &group.id), channel: (channel, id) });
                }
            }
        }
        let mut rights = entitlements(&user.id, user.status, &access, &classes);
        rights.retain(|right| !self.denied.contains(&(no, right.group, right.channel)));
        settings.profile(&user.id, status, &groups, rights, &map.roster(&[], &self.kept.skills))
    }
}

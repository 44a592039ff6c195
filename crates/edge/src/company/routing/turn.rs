//! What happens to routing within a request.

use std::collections::{BTreeMap, BTreeSet};

use usher_core::routing::engine::{
    Changed, ChannelNo, ChatNo, Command, Event, Explanation, GroupNo, PersonNo, Policy, Record, Refusal,
    State, Step,
};
use usher_core::{Access, ChatFacts, ChatId, GroupId, User, UserId};

use super::memory::Kept;
use crate::company::change::Change;
use crate::company::ledger::ChatRow;
use crate::company::serve::Scene;
use crate::fault::Fault;
use crate::random;

/// How often a decision is taken again because somebody's rights were not what they had been.
const AGAIN_MAX: usize = 64;

/// Routing in the hands of one request, in a transaction.
pub struct Turn<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) kept: Box<Kept>,
    pub(super) changes: Vec<Change>,
    /// What is to happen after the decisions that are being written.
    pub(super) next: Vec<Event>,
    /// Whose rows changed, and whether what waits did.
    pub(super) team: BTreeSet<PersonNo>,
    pub(super) queue: bool,
    /// The rights that access denied though routing had them.
    pub(super) denied: BTreeSet<(PersonNo, GroupNo, ChannelNo)>,
    /// Whether what is kept has moved on from the rows that were there.
    pub(super) moved: bool,
    people: BTreeMap<PersonNo, (User, Access)>,
    groups: BTreeMap<GroupNo, Option<GroupId>>,
}

/// A step before it is written.
pub(super) struct Taken<'a> {
    pub(super) step: Step,
    pub(super) explanations: Vec<Explanation>,
    pub(super) changed: Changed,
    /// What it is about, by hand or by a rule, and what is said of that.
    pub(super) about: About<'a>,
}

/// What is known of why something happens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct About<'a> {
    /// Who does it.
    pub(super) by: Option<&'a UserId>,
    /// The smart rule that sent the chat there.
    pub(super) rule: Option<&'a usher_core::RuleId>,
    /// A chat whose waiting is not worth a word, since it goes on at once.
    pub(super) passes: Option<ChatNo>,
}

impl<'a> Taken<'a> {
    /// A step in which nothing happened.
    pub(super) fn nothing(state: &mut State, about: About<'a>) -> Self {
        let changed = state.take_changed();
        Self { step: Step::new(), explanations: Vec::new(), changed, about }
    }
}

impl<'a> Turn<'a> {
    /// Takes routing in hand: as it is kept, or from the rows, or over from a company that had none.
    pub(super) fn begin(scene: &'a Scene<'a>) -> Result<Self, Fault> {
        let version = scene.ledger.routing_version()?;
        let kept = version.and_then(|version| scene.memory.take(version));
        let is_fresh = kept.is_none();
        let mut kept = match (kept, version) {
            (Some(kept), _) => kept,
            (None, Some(version)) => Kept::restore(&scene.ledger, version)?,
            (None, None) => super::takeover::take_over(scene)?,
        };
        kept.zones.renew(&kept.settings, scene.ledger.now_ms);
        let mut turn = Self {
            scene,
            kept,
            changes: Vec::new(),
            next: Vec::new(),
            team: BTreeSet::new(),
            queue: false,
            denied: BTreeSet::new(),
            moved: version.is_none(),
            people: BTreeMap::new(),
            groups: BTreeMap::new(),
        };
        if version.is_none() {
            turn.adopt()?;
            // Nobody was told of anybody before.
            turn.team.clear();
        }
        if is_fresh {
            // Sockets may have gone while nobody looked.
            turn.look_around()?;
        }
        turn.pass_hours()?;
        Ok(turn)
    }

    pub(super) fn end(mut self) -> (Box<Kept>, Vec<Change>) {
        if !self.team.is_empty() {
            self.changes.push(Change::Team(self.team.into_iter().collect()));
        }
        if self.queue {
            self.changes.push(Change::Queue);
        }
        (self.kept, self.changes)
    }

    /// What is kept, if it is still that of the rows before.
    pub(super) fn untouched(self) -> Option<Box<Kept>> {
        (!self.moved).then_some(self.kept)
    }

    /// Takes in what happened, and writes what comes of it.
    ///
    /// # Errors
    /// [`Fault`]. A refusal of the event itself is the inner error; it has changed nothing.
    pub(super) fn take_in(&mut self, event: &Event, about: About<'_>) -> Result<Result<(), Refusal>, Fault> {
        let refusal = self.take_one(event, about)?;
        let mut next = core::mem::take(&mut self.next);
        for _ in 0..AGAIN_MAX {
            if next.is_empty() {
                break;
            }
            for event in core::mem::take(&mut next) {
                // What follows by itself may be beside the point by now.
                let _beside = self.take_one(&event, About::default())?;
                next.append(&mut self.next);
            }
        }
        Ok(refusal)
    }

    /// The same where a refusal can only be a fault of ours.
    pub(super) fn happened(&mut self, event: &Event) -> Result<(), Fault> {
        self.take_in(event, About::default())?.map_err(super::refused)
    }

    fn take_one(&mut self, event: &Event, about: About<'_>) -> Result<Result<(), Refusal>, Fault> {
        let (seed, at_ms) = (random::seed()?, self.scene.ledger.now_ms);
        for _ in 0..AGAIN_MAX {
            let (step, explanations) = match self.kept.state.apply_explained(at_ms, seed, event) {
                Ok(made) => made,
                Err(refusal) => return Ok(Err(refusal)),
            };
            self.moved = true;
            let changed = self.kept.state.take_changed();
            let taken = Taken { step, explanations, changed, about };
            let Some((person, group, channel)) = self.first_ineligible(&taken, event)? else {
                let record = Record { at_ms, seed, event: event.clone() };
                self.write(&taken, &record)?;
                return Ok(Ok(()));
            };
            // Nothing of this step is written yet: it never was.
            self.kept = Kept::restore(&self.scene.ledger, self.kept.version)?;
            self.correct(person, group, channel)?;
        }
        Err(Fault::Corrupt("rights that do not settle"))
    }

    /// The first to whom the step gives a chat that access does not let them take.
    fn first_ineligible(
        &mut self,
        taken: &Taken<'_>,
        event: &Event,
    ) -> Result<Option<(PersonNo, GroupNo, ChannelNo)>, Fault> {
        let asked = match event {
            // For these access was asked about this very chat.
            Event::Assign { chat, to: person, allowed: true }
            | Event::Take { chat, by: person, allowed: true }
            | Event::Answered { chat, by: person } => Some((*chat, *person)),
            _ => None,
        };
        for command in &taken.step.commands {
            let (chat, to, by) = match *command {
                Command::Assign { chat, to, group } | Command::Reassign { chat, to, group, .. } => {
                    (chat, to, group)
                }
                _ => continue,
            };
            if asked == Some((chat, to)) {
                continue;
            }
            let row = self.chat(chat)?;
            if self.group_for(&row, taken, chat, to, by)?.is_none() {
                let channel = ChannelNo(self.scene.ledger.channel_no(&row.channel)?);
                return Ok(Some((to, by, channel)));
            }
        }
        Ok(None)
    }

    /// The group that a chat is in once somebody has it: its own, else the one by whose rights it is taken. None where
    /// access lets them take it in neither.
    #[allow(clippy::option_option, reason = "a chat that may be taken may be in no group")]
    pub(super) fn group_for(
        &mut self,
        chat: &ChatRow,
        taken: &Taken<'_>,
        no: ChatNo,
        to: PersonNo,
        by: GroupNo,
    ) -> Result<Option<Option<GroupId>>, Fault> {
        let own = self.own_group(chat, taken, no)?;
        let helping = self.group(by)?;
        for group in [own, helping] {
            let facts = ChatFacts { group: group.clone(), ..chat.facts() };
            if self.may_take(to, &facts)? {
                return Ok(Some(group));
            }
        }
        Ok(None)
    }

    /// The group that a chat belongs to, whoever has it.
    pub(super) fn own_group(
        &mut self,
        chat: &ChatRow,
        taken: &Taken<'_>,
        no: ChatNo,
    ) -> Result<Option<GroupId>, Fault> {
        let row = taken.changed.chats.iter().find(|row| row.chat == no);
        let group = row.map_or(Ok(None), |row| self.group(row.group))?;
        Ok(group.or_else(|| chat.group.as_ref().map(|(id, _)| id.clone())))
    }

    /// Whether access lets somebody take a chat, asked anew.
    pub(super) fn may_take(&mut self, person: PersonNo, facts: &ChatFacts) -> Result<bool, Fault> {
        let (user, access) = self.person(person)?;
        Ok(usher_core::routing::may_take(&user.id, user.status, access, facts).is_ok())
    }

    pub(super) fn person(&mut self, no: PersonNo) -> Result<&(User, Access), Fault> {
        if !self.people.contains_key(&no) {
            let id = self.scene.ledger.person_of(no)?;
            let user = self.scene.ledger.user(&id)?.ok_or(Fault::Corrupt("a user who is gone"))?;
            let access = self.scene.directory.access(&user);
            self.people.insert(no, (user, access));
        }
        self.people.get(&no).ok_or(Fault::Corrupt("a user who is gone"))
    }

    pub(super) fn group(&mut self, no: GroupNo) -> Result<Option<GroupId>, Fault> {
        if let Some(group) = self.groups.get(&no) {
            return Ok(group.clone());
        }
        let group = self.scene.ledger.group_of(no)?;
        self.groups.insert(no, group.clone());
        Ok(group)
    }

    pub(super) fn chat(&self, no: ChatNo) -> Result<ChatRow, Fault> {
        let (id, _) = self.scene.ledger.chat_of(no)?;
        self.row(&id)
    }

    pub(super) fn row(&self, id: &ChatId) -> Result<ChatRow, Fault> {
        self.scene.ledger.chat(id)?.ok_or(Fault::Corrupt("a chat that is gone"))
    }

    /// Writes the rows that changed, and counts the change.
    pub(super) fn put(&mut self, changed: &Changed, policy: Option<&Policy>) -> Result<(), Fault> {
        let ledger = &self.scene.ledger;
        if !changed.people.is_empty() {
            ledger.put_routing_people(&changed.people)?;
        }
        if !changed.chats.is_empty() {
            ledger.put_routing_chats(&changed.chats)?;
        }
        ledger.delete_routing_chats(&changed.gone)?;
        self.kept.version += 1;
        ledger.put_routing_head(self.kept.version, &changed.head, policy)
    }

    /// The same where nothing but what is kept beside has changed.
    pub(super) fn count(&mut self, policy: Option<&Policy>) -> Result<(), Fault> {
        self.moved = true;
        let changed = self.kept.state.take_changed();
        self.put(&changed, policy)
    }
}

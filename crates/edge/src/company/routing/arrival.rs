//! Chats that come, come back, are answered and closed.

use usher_core::routing::engine::{
    Arrival, ChannelNo, Decision, Event, GroupNo, Outcome, PersonNo, Presence, Tally,
};
use usher_core::routing::hours::Clock;
use usher_core::routing::rules::{Facts, Goal};
use usher_core::{Channel, ChatFacts, ChatId, ChatKind, GroupId, RuleId, UserId};

use super::refused;
use super::turn::{About, Turn};
use crate::ask::ChatStatus;
use crate::company::ledger::ChatRow;
use crate::fault::Fault;
use crate::object;
use crate::out::Said;
use crate::problem::{Code, Problem};

/// Where a chat goes.
#[derive(PartialEq, Eq)]
struct Way {
    group: Option<GroupId>,
    to: Option<UserId>,
    /// Whether it waits until somebody takes it.
    by_hand: bool,
    rule: Option<RuleId>,
    priority: u8,
    skills: u64,
}

impl Turn<'_> {
    /// A chat came in, or came back after it was closed: it goes where the rules send it, else where its channel
    /// leads, with what the client wrote.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn arrived(&mut self, id: &ChatId, channel: &Channel, text: Option<&str>) -> Result<(), Fault> {
        let ledger = &self.scene.ledger;
        let (no, chat) = (ledger.chat_no(id)?, self.row(id)?);
        let way = self.way(&chat, channel, text.unwrap_or_default())?;
        ledger.send_chat(id, way.group.as_ref(), way.by_hand)?;
        let group = way.group.as_ref().map(|group| ledger.group_no(group)).transpose()?.flatten();
        let at_once = group.filter(|_| !way.by_hand && way.to.is_none());
        let number = |user: Option<&(UserId, String)>| -> Result<Option<PersonNo>, Fault> {
            user.map_or(Ok(None), |(user, _)| ledger.person_no(user))
        };
        let personal = chat.kind == ChatKind::Personal;
        let arrival = Event::Arrived(Arrival {
            chat: no,
            group: at_once.unwrap_or(GroupNo(0)),
            channel: ChannelNo(ledger.channel_no(&channel.id)?),
            kind: chat.kind,
            priority: way.priority,
            known: chat.contact.known == usher_core::Acquaintance::Known,
            responsible: number(chat.contact.responsible.as_ref().filter(|_| personal))?,
            last_agent: number(chat.assignee.as_ref())?,
            skills: way.skills,
        });
        let passes = way.to.as_ref().map(|_| no);
        let about = About { rule: way.rule.as_ref(), passes, ..About::default() };
        self.take_in(&arrival, about)?.map_err(refused)?;
        let Some(to) = &way.to else { return Ok(()) };
        let facts = ChatFacts { group: way.group.clone(), assignee: None, ..chat.facts() };
        if self.is_given(to, no, &facts, way.rule.as_ref())? {
            return Ok(());
        }
        match group {
            Some(group) => self.happened(&Event::Transfer { chat: no, group }),
            None => self.stays(no, About::default()),
        }
    }

    /// What rules ask of a chat is not what it was before: where they lead elsewhere now, and nobody has it, it goes there.
    /// Its age, its priority and what somebody must be able to do for it stay.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn labelled(&mut self, before: &ChatRow) -> Result<(), Fault> {
        let (ledger, chat) = (&self.scene.ledger, self.row(&before.id)?);
        if chat.assignee.is_some() || chat.status == ChatStatus::Closed {
            return Ok(());
        }
        let channel = ledger.channel(&chat.channel)?.ok_or(Fault::Corrupt("a channel that is gone"))?;
        let text = ledger.asked_with(&chat.id)?.unwrap_or_default();
        let (was, way) = (self.way(before, &channel, &text)?, self.way(&chat, &channel, &text)?);
        if way == was {
            // Where somebody sent it by hand, or it went while it waited, it stays.
            return Ok(());
        }
        let no = ledger.chat_no(&chat.id)?;
        ledger.send_chat(&chat.id, way.group.as_ref(), way.by_hand)?;
        let group = way.group.as_ref().map(|group| ledger.group_no(group)).transpose()?.flatten();
        let about = About { rule: way.rule.as_ref(), ..About::default() };
        if way.by_hand || way.to.is_some() {
            self.take_in(&Event::Transfer { chat: no, group: GroupNo(0) }, about)?.map_err(refused)?;
        }
        if let Some(to) = &way.to {
            let facts = ChatFacts { group: way.group.clone(), ..chat.facts() };
            if self.is_given(to, no, &facts, way.rule.as_ref())? {
                return Ok(());
            }
        }
        if let Some(group) = group.filter(|_| !way.by_hand) {
            self.take_in(&Event::Transfer { chat: no, group }, about)?.map_err(refused)?;
        }
        // That it waits elsewhere is no decision of the engine's.
        if self.row(&chat.id)?.assignee.is_none() { self.stays(no, about) } else { Ok(()) }
    }

    /// Gives a chat to the user of a rule, if they may take it, are there and have room.
    fn is_given(
        &mut self,
        to: &UserId,
        chat: usher_core::routing::engine::ChatNo,
        facts: &ChatFacts,
        rule: Option<&RuleId>,
    ) -> Result<bool, Fault> {
        let Some(no) = self.scene.ledger.person_no(to)? else { return Ok(false) };
        if self.presence_of(no)? != Some(Presence::Online) || !self.may_take(no, facts)? {
            return Ok(false);
        }
        let assign = Event::Assign { chat, to: no, allowed: true };
        let given = self.take_in(&assign, About { rule, ..About::default() })?;
        Ok(given.is_ok())
    }

    /// Notes that a chat waits which nobody gets by itself.
    pub(super) fn stays(
        &mut self,
        chat: usher_core::routing::engine::ChatNo,
        about: About<'_>,
    ) -> Result<(), Fault> {
        let decision = Decision {
            chat,
            outcome: Outcome::Queued,
            person: None,
            because: usher_core::routing::engine::Because::NobodyEligible,
            tally: Tally::default(),
            tied: false,
            seed: 0,
            at_ms: self.scene.ledger.now_ms,
        };
        let taken = super::turn::Taken::nothing(&mut self.kept.state, about);
        self.waits(&decision, None, &taken)
    }

    fn way(&self, chat: &ChatRow, channel: &Channel, text: &str) -> Result<Way, Fault> {
        let facts = Facts {
            channel: &channel.id,
            kind: channel.kind,
            client: chat.contact.known,
            labels: &chat.labels,
            language: chat.language.as_ref(),
            text,
        };
        let (settings, offsets) = (&self.kept.settings, self.offsets());
        let clock =
            Clock { now_ms: self.scene.ledger.now_ms, company: &offsets, zones: self.kept.zones.offsets() };
        let rule = settings.which(&facts, &clock).map(|hit| hit.rule);
        let exists = |group: &GroupId| self.scene.directory.group(group).is_some();
        let usual = || channel.group.clone();
        let (group, to, by_hand) = match rule.map(|rule| &rule.to) {
            Some(Goal::Group(group)) if exists(group) => (Some(group.clone()), None, false),
            Some(Goal::User(user)) => (usual(), Some(user.clone()), false),
            Some(Goal::Queue(group)) => (group.clone().filter(exists), None, true),
            Some(Goal::Group(_)) | None => (usual(), None, false),
        };
        let roster = super::policy::roster_of_skills(&self.kept.skills);
        let (priority, skills) = match &group {
            Some(group) => (settings.priority(group, rule), settings.needed(group, rule, &roster)),
            None => (
                rule.and_then(|rule| rule.priority)
                    .map_or(0, |of_rule| u8::try_from(of_rule).unwrap_or(u8::MAX)),
                0,
            ),
        };
        Ok(Way { group, to, by_hand, rule: rule.map(|rule| rule.id.clone()), priority, skills })
    }

    /// The client wrote in an open chat.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn message_in(&mut self, id: &ChatId) -> Result<(), Fault> {
        let chat = self.scene.ledger.chat_no(id)?;
        self.happened(&Event::Message { chat })
    }

    /// Somebody answered: whoever is the first has the chat from then on, and is responsible for the client.
    ///
    /// # Errors
    /// [`Code::AtCapacity`], [`Code::AssigneeNotEligible`], or [`Fault`].
    pub fn answered(&mut self, chat: &ChatRow, by: &UserId) -> Result<(), Fault> {
        let no = self.scene.ledger.chat_no(&chat.id)?;
        let person = self.number_of(by)?;
        if chat.assignee.is_none() {
            self.eligible(person, &chat.facts())?;
        }
        let event = Event::Answered { chat: no, by: person };
        self.take_in(&event, About { by: Some(by), ..About::default() })?.map_err(refused)
    }

    /// A chat is done.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn closed(&mut self, id: &ChatId) -> Result<(), Fault> {
        let chat = self.scene.ledger.chat_no(id)?;
        self.happened(&Event::Closed { chat })
    }

    /// Somebody gives a chat to somebody.
    ///
    /// # Errors
    /// [`Code::AssigneeNotEligible`] with the rule, [`Code::AtCapacity`], [`Code::CallIsPinned`], or [`Fault`].
    pub fn assign(&mut self, chat: &ChatRow, to: &UserId, by: &UserId) -> Result<(), Fault> {
        let person = self.scene.ledger.person_no(to)?;
        let person = person.ok_or_else(|| {
            let user = Said::shown(to.as_str());
            Problem::new(Code::AssigneeNotEligible)
                .with_reason(object! { "user": user, "rule": "unknown_user" })
        })?;
        self.eligible(person, &chat.facts())?;
        let chat = self.scene.ledger.chat_no(&chat.id)?;
        self.by_hand(&Event::Assign { chat, to: person, allowed: true }, by)
    }

    /// Somebody takes a chat that nobody has.
    ///
    /// # Errors
    /// [`Code::AlreadyAssigned`], [`Code::AtCapacity`], [`Code::AssigneeNotEligible`], or [`Fault`].
    pub fn take(&mut self, chat: &ChatRow, by: &UserId) -> Result<(), Fault> {
        let person = self.number_of(by)?;
        self.eligible(person, &chat.facts())?;
        let chat = self.scene.ledger.chat_no(&chat.id)?;
        self.by_hand(&Event::Take { chat, by: person, allowed: true }, by)
    }

    /// A chat goes back to its group.
    ///
    /// # Errors
    /// [`Code::CallIsPinned`], or [`Fault`].
    pub fn release(&mut self, chat: &ChatRow, by: &UserId) -> Result<(), Fault> {
        let chat = self.scene.ledger.chat_no(&chat.id)?;
        self.by_hand(&Event::Release { chat }, by)
    }

    /// A chat goes to another group.
    ///
    /// # Errors
    /// [`Code::CallIsPinned`], or [`Fault`].
    pub fn transfer(&mut self, chat: &ChatRow, group: &GroupId, by: &UserId) -> Result<(), Fault> {
        let no = self.scene.ledger.group_no(group)?;
        let no =
            no.ok_or_else(|| Problem::new(Code::InvalidField).with_detail("`group` is none of the company"))?;
        self.scene.ledger.send_chat(&chat.id, Some(group), false)?;
        let chat = self.scene.ledger.chat_no(&chat.id)?;
        self.by_hand(&Event::Transfer { chat, group: no }, by)
    }

    fn by_hand(&mut self, event: &Event, by: &UserId) -> Result<(), Fault> {
        self.take_in(event, About { by: Some(by), ..About::default() })?.map_err(refused)
    }

    pub(super) fn number_of(&self, user: &UserId) -> Result<PersonNo, Fault> {
        self.scene.ledger.person_no(user)?.ok_or(Fault::Corrupt("a user without a number"))
    }

    fn eligible(&mut self, person: PersonNo, facts: &ChatFacts) -> Result<(), Fault> {
        let (user, access) = self.person(person)?;
        usher_core::routing::may_take(&user.id, user.status, access, facts).map_err(|rule| {
            let reason = object! { "user": user.id, "rule": rule };
            Problem::new(Code::AssigneeNotEligible).with_reason(reason).into()
        })
    }
}

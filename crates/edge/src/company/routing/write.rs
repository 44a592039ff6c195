//! What comes of a step, written down.

use usher_core::routing::engine::{
    Because, ChatNo, Command, Decision, Event, Explanation, GroupNo, Outcome, PersonNo, Record,
};
use usher_core::{ChatKind, GroupId, UserId};

use super::reason::{Told, looked_at, reason};
use super::turn::{Taken, Turn};
use crate::company::change::Change;
use crate::company::ledger::{ChatRow, Deed, Missed};
use crate::fault::Fault;
use crate::object;
use crate::out::Said;
use crate::out::declared::Seed;

impl Turn<'_> {
    /// Writes the rows that changed, what happened, and what was decided.
    pub(super) fn write(&mut self, taken: &Taken<'_>, record: &Record) -> Result<(), Fault> {
        let policy = match &record.event {
            Event::Policy { policy } => Some(policy),
            _ => None,
        };
        self.put(&taken.changed, policy)?;
        self.scene.ledger.put_routing_event(record)?;
        let mut given = taken.step.commands.iter().filter_map(|command| match command {
            Command::Assign { group, .. } | Command::Reassign { group, .. } => Some(*group),
            _ => None,
        });
        let explained = taken.explanations.iter().map(Some).chain(core::iter::repeat(None));
        for (decision, explanation) in taken.step.decisions.iter().zip(explained) {
            match (decision.outcome, decision.person) {
                (Outcome::Missed, _) => self.missed(decision, taken)?,
                (Outcome::Queued, _) | (_, None) => self.waits(decision, explanation, taken)?,
                (_, Some(person)) => {
                    let by = given.next().unwrap_or(GroupNo(0));
                    self.given(decision, (person, by), explanation, taken)?;
                }
            }
        }
        for command in &taken.step.commands {
            if let Command::Responsible { chat, person } = command {
                self.responsible(*chat, *person)?;
            }
        }
        self.team.extend(taken.changed.people.iter().map(|row| row.person));
        Ok(())
    }

    /// Somebody has a chat now.
    fn given(
        &mut self,
        decision: &Decision,
        (person, by): (PersonNo, GroupNo),
        explanation: Option<&Explanation>,
        taken: &Taken<'_>,
    ) -> Result<(), Fault> {
        let chat = self.chat(decision.chat)?;
        let group = match self.group_for(&chat, taken, decision.chat, person, by)? {
            Some(group) => group,
            None => self.own_group(&chat, taken, decision.chat)?,
        };
        let user = self.person(person)?.0.id.clone();
        let because = match (decision.because, taken.about.rule) {
            (Because::ByHand, Some(_)) => "by_rule",
            (because, _) => because.word(),
        };
        let told = Told { group: group.as_ref(), user: Some(&user), because };
        self.stretch(&chat, decision, &told, explanation, taken)?;
        self.scene.ledger.audit(&Deed {
            actor: taken.about.by,
            action: "chat.assigned",
            subject: Said::new("chat:{}", &[&chat.id]),
            detail: object! {
                "user": user,
                "group": group,
                "from": chat.assignee.as_ref().map(|(id, _)| id),
                "because": because,
                "seed": Seed(decision.seed),
            },
        })?;
        self.queue |= chat.assignee.is_none();
        self.tell(&chat);
        Ok(())
    }

    /// A chat waits.
    pub(super) fn waits(
        &mut self,
        decision: &Decision,
        explanation: Option<&Explanation>,
        taken: &Taken<'_>,
    ) -> Result<(), Fault> {
        if taken.about.passes == Some(decision.chat) {
            return Ok(());
        }
        let (id, by_hand) = self.scene.ledger.chat_of(decision.chat)?;
        let chat = self.row(&id)?;
        let in_group = taken.changed.chats.iter().find(|row| row.chat == decision.chat).map(|row| row.group);
        let nobodys = in_group.map_or(by_hand, |group| group == GroupNo(0));
        let group = self.own_group(&chat, taken, decision.chat)?;
        if let (true, false, Some(group)) = (nobodys, by_hand, &group)
            && let Some(group) = self.scene.ledger.group_no(group)?
        {
            // A rule gave it to somebody who has it no more: it goes on as if the rule were not there.
            self.next.push(Event::Transfer { chat: decision.chat, group });
        }
        let because = match (nobodys, by_hand) {
            (true, true) => "waits_for_hand",
            (true, false) => "no_group",
            (false, _) => decision.because.word(),
        };
        let told = Told { group: group.as_ref(), user: None, because };
        self.stretch(&chat, decision, &told, explanation, taken)?;
        self.scene.ledger.audit(&Deed {
            actor: taken.about.by,
            action: "chat.queued",
            subject: Said::new("chat:{}", &[&chat.id]),
            detail: object! {
                "group": group,
                "from": chat.assignee.as_ref().map(|(id, _)| id),
                "because": because,
                "seed": Seed(decision.seed),
            },
        })?;
        self.queue = true;
        self.tell(&chat);
        Ok(())
    }

    fn stretch(
        &mut self,
        chat: &ChatRow,
        decision: &Decision,
        told: &Told<'_>,
        explanation: Option<&Explanation>,
        taken: &Taken<'_>,
    ) -> Result<(), Fault> {
        let looked_at = explanation.map(|one| looked_at(self.scene, one)).transpose()?;
        let reason = reason(self.scene, decision, told, taken.about.rule, looked_at);
        self.scene.ledger.assign(&chat.id, told.group, told.user, taken.about.by, &reason)
    }

    /// Somebody is responsible for the client from now on, if nobody was.
    fn responsible(&mut self, chat: ChatNo, person: PersonNo) -> Result<(), Fault> {
        let (chat, user) = (self.chat(chat)?, self.person(person)?.0.id.clone());
        if chat.kind == ChatKind::Group || chat.contact.responsible.is_some() {
            return Ok(());
        }
        let ledger = &self.scene.ledger;
        let others = ledger.chats_of_contact(chat.contact.id.as_str())?;
        ledger.put_responsible(&chat.contact.id, &user)?;
        ledger.audit(&Deed {
            actor: Some(&user),
            action: "contact.responsible_set",
            subject: Said::new("contact:{}", &[&chat.contact.id]),
            detail: object! { "user": user, "because": "first_answer" },
        })?;
        // The client's other chats open to the new responsible.
        others.iter().for_each(|other| self.tell(other));
        Ok(())
    }

    /// A client was not answered in time: noted once, and handed on where the settings say so.
    fn missed(&mut self, decision: &Decision, taken: &Taken<'_>) -> Result<(), Fault> {
        let chat = self.chat(decision.chat)?;
        let row = taken.changed.chats.iter().find(|row| row.chat == decision.chat);
        let group: Option<GroupId> = self.own_group(&chat, taken, decision.chat)?;
        let user: Option<UserId> = decision.person.map(|no| self.scene.ledger.person_of(no)).transpose()?;
        let is_call = decision.because == Because::HungUp;
        let settings = &self.kept.settings;
        let escalate_to =
            group.as_ref().map_or(&settings.missed, |group| settings.missed_of(group)).escalate_to.clone();
        let escalate_to = escalate_to.filter(|to| !is_call && group.as_ref() != Some(to));
        let to = escalate_to.as_ref().map(|to| self.scene.ledger.group_no(to)).transpose()?.flatten();
        let escalated_to = escalate_to.filter(|_| to.is_some());
        let since_ms = row.map_or(decision.at_ms, |row| i64::from(row.asked_s) * 1_000);
        let missed = Missed {
            chat: &chat.id,
            at_ms: decision.at_ms,
            waited_ms: (decision.at_ms - since_ms).max(0),
            kind: if is_call { "call" } else { "text" },
            group: group.as_ref(),
            user: user.as_ref(),
            escalated_to: escalated_to.as_ref(),
        };
        self.scene.ledger.put_missed(&missed)?;
        self.scene.ledger.audit(&Deed {
            actor: None,
            action: "chat.missed",
            subject: Said::new("chat:{}", &[&chat.id]),
            detail: object! { "user": user, "group": group, "because": decision.because.word(), "escalatedTo": escalated_to },
        })?;
        if let Some(group) = to {
            self.scene.ledger.send_chat(&chat.id, escalated_to.as_ref(), false)?;
            self.next.push(Event::Transfer { chat: decision.chat, group });
        }
        self.queue |= chat.assignee.is_none();
        self.tell(&chat);
        Ok(())
    }

    /// Those who watch hear of a chat, once, with what decided who saw it before.
    pub(super) fn tell(&mut self, before: &ChatRow) {
        let told = |change: &Change| matches!(change, Change::Chat { id, .. } if *id == before.id);
        if !self.changes.iter().any(told) {
            let (id, facts) = (before.id.clone(), before.facts());
            self.changes.push(Change::Chat { id, before: Some(facts), message: None });
        }
    }
}

//! A company that had no routing of this kind is taken over, once: its people, and its open chats with their age and
//! whoever has them.

use usher_core::GroupId;
use usher_core::routing::engine::{ChannelNo, ChatRow, Event, FIRST_MS, GroupNo, Reached, State};

use super::memory::Kept;
use super::turn::{About, Turn};
use crate::company::ledger::OpenChat;
use crate::company::serve::Scene;
use crate::fault::Fault;
use crate::zones::Zones;

/// Routing before anything happened.
pub(super) fn take_over(scene: &Scene<'_>) -> Result<Box<Kept>, Fault> {
    Ok(Box::new(Kept {
        version: 0,
        state: State::new(),
        settings: scene.ledger.routing()?.settings,
        zones: Zones::default(),
        skills: Vec::new(),
        due_ms: None,
    }))
}

impl Turn<'_> {
    /// Tells routing of everybody and of everything that is open.
    pub(super) fn adopt(&mut self) -> Result<(), Fault> {
        self.decided()?;
        self.day()?;
        let open = self.scene.ledger.open_for_routing()?;
        if open.is_empty() {
            return Ok(());
        }
        let (mut rows, mut last) = (Vec::with_capacity(open.len()), (0, 0));
        for chat in &open {
            let row = self.adopted(chat, &mut last)?;
            rows.push(row);
        }
        self.scene.ledger.put_routing_chats(&rows)?;
        // Whoever is away for longer has nothing in hand any more.
        for row in rows.iter().filter(|row| row.last_agent.is_some()) {
            self.stays(row.chat, About::default())?;
        }
        self.kept = Kept::restore(&self.scene.ledger, self.kept.version)?;
        // Whoever is there is offered what waits.
        let policy = self.scene.ledger.routing_policy()?.ok_or(Fault::Corrupt("no policy of routing"))?;
        self.happened(&Event::Policy { policy })
    }

    fn adopted(&mut self, chat: &OpenChat, last: &mut (i64, u16)) -> Result<ChatRow, Fault> {
        let latest_ms = (self.scene.ledger.now_ms - 1).max(FIRST_MS);
        let arrived_ms = chat.waiting_since_ms.unwrap_or(chat.began_ms).clamp(FIRST_MS, latest_ms);
        // They come in the order of their age: of one moment each has a place.
        *last = if arrived_ms > last.0 { (arrived_ms, 0) } else { (last.0, last.1.saturating_add(1)) };
        let group: Option<GroupId> = self.group(chat.group)?;
        let active = match chat.assignee {
            Some(person) => self.person(person)?.0.status == usher_core::UserStatus::Active,
            None => false,
        };
        let settings = &self.kept.settings;
        let roster = super::policy::roster_of_skills(&self.kept.skills);
        let group_of = |of: &GroupId| (settings.priority(of, None), settings.needed(of, None, &roster));
        let (priority, skills) = group.as_ref().map_or((0, 0), group_of);
        Ok(ChatRow {
            chat: chat.no,
            group: if group.is_some() { chat.group } else { GroupNo(0) },
            channel: ChannelNo(chat.channel),
            kind: chat.kind,
            priority,
            arrived_ms: last.0,
            place: last.1,
            asked_s: u32::try_from(last.0 / 1_000).unwrap_or(0),
            assignee: chat.assignee.filter(|_| active),
            last_agent: chat.assignee.filter(|_| !active),
            responsible: chat.responsible,
            owner: None,
            taken_up: false,
            known: chat.known,
            answered: chat.waiting_since_ms.is_none(),
            missed: false,
            by_hand: false,
            fallback: false,
            avoids: false,
            reached: Reached::Own,
            skills,
        })
    }
}

//! What came and went, as the log of routing has it.

use std::collections::BTreeMap;

use super::Ledger;
use crate::fault::Fault;

/// Most events that are looked at.
const EVENTS_MAX: u32 = 200_000;

/// A chat that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Came {
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
    /// The number of its group.
    pub group: i64,
    /// The number of its channel.
    pub channel: i64,
    /// The number of whoever is responsible.
    pub responsible: Option<i64>,
    /// How long it was worked on from the first answer until it was closed, in milliseconds; none: it was not.
    pub handled_ms: Option<i64>,
}

/// Somebody was online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Online {
    /// The number of the person.
    pub person: i64,
    /// From when, in milliseconds since the epoch.
    pub from_ms: i64,
    /// Until when, in milliseconds since the epoch.
    pub until_ms: i64,
}

/// What came and went.
#[derive(Debug, Default)]
pub struct Traffic {
    /// The chats that came, in order.
    pub came: Vec<Came>,
    /// Who was online.
    pub online: Vec<Online>,
}

impl Ledger<'_> {
    /// What came and went since a moment, in milliseconds since the epoch.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn traffic(&self, from_ms: i64) -> Result<Traffic, Fault> {
        let sql = "SELECT at_ms, line ->> '$.event.type', line ->> '$.event.chat', line ->> '$.event.group',
              line ->> '$.event.channel', line ->> '$.event.responsible', line ->> '$.event.person',
              line ->> '$.event.presence'
            FROM routing_event WHERE at_ms >= ?1
              AND line ->> '$.event.type' IN ('arrived', 'answered', 'closed', 'hung_up', 'presence')
            ORDER BY seq LIMIT ?2";
        let mut traffic = Traffic::default();
        // Each open chat: its place, and when it was first answered.
        let mut open: BTreeMap<i64, (usize, Option<i64>)> = BTreeMap::new();
        let mut since: BTreeMap<i64, i64> = BTreeMap::new();
        for mut row in self.rows(sql, vec![from_ms.into(), EVENTS_MAX.into()])? {
            let (at_ms, kind, chat) = (row.integer()?, row.text()?, row.integer_or_null()?);
            let (group, channel) = (row.integer_or_null()?, row.integer_or_null()?);
            let (responsible, person) = (row.integer_or_null()?, row.integer_or_null()?);
            let presence = row.text_or_null()?;
            match (kind.as_str(), chat, person) {
                ("arrived", Some(chat), _) => {
                    open.insert(chat, (traffic.came.len(), None));
                    let (group, channel) = (group.unwrap_or(0), channel.unwrap_or(0));
                    traffic.came.push(Came { at_ms, group, channel, responsible, handled_ms: None });
                }
                ("answered", Some(chat), _) => {
                    if let Some((_, answered @ None)) = open.get_mut(&chat) {
                        *answered = Some(at_ms);
                    }
                }
                ("presence", _, Some(person)) => {
                    if presence.as_deref() == Some("online") {
                        since.entry(person).or_insert(at_ms);
                    } else if let Some(from_ms) = since.remove(&person) {
                        traffic.online.push(Online { person, from_ms, until_ms: at_ms });
                    }
                }
                (_, Some(chat), _) => {
                    let Some((place, answered)) = open.remove(&chat) else { continue };
                    if let Some(came) = traffic.came.get_mut(place) {
                        came.handled_ms = answered.map(|answered_ms| at_ms - answered_ms);
                    }
                }
                _ => {}
            }
        }
        let still =
            since.into_iter().map(|(person, from_ms)| Online { person, from_ms, until_ms: self.now_ms });
        traffic.online.extend(still);
        traffic.online.sort_unstable_by_key(|one| (one.from_ms, one.person));
        Ok(traffic)
    }
}

//! What waits, and who has how much in hand: the rows of routing, to be shown.

use std::collections::BTreeMap;

use serde::Deserialize;
use usher_core::access::SqlCondition;
use usher_core::read::parse;
use usher_core::routing::engine::{Kind, PersonNo, PersonRow, Policy};
use usher_core::{ChatId, GroupId, UserId};

use super::chats::{ChatRow, chat, select};
use super::sessions::{IDLE_MAX_MS, LIFE_MAX_MS};
use super::{Ledger, json};
use crate::fault::Fault;
use crate::out::declared::CodeWord;
use crate::store::Value;

/// The first parameter of the conditions here.
pub const WAITING_FIRST: usize = 7;

/// Where a list of what waits goes on: what stands before comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingPlace {
    /// The priority, greater first.
    pub priority: i64,
    /// When the chat came, in milliseconds since the epoch.
    pub arrived_ms: i64,
    /// Its place among those of the same millisecond.
    pub place: i64,
    /// Its number.
    pub no: i64,
}

/// A chat that waits.
pub struct Waiting {
    /// The chat.
    pub chat: ChatRow,
    /// Where it stands.
    pub place: WaitingPlace,
    /// How far the search has gone.
    pub reached: CodeWord,
    /// Whether the client was not answered in time.
    pub missed: bool,
    /// Why it waits.
    pub because: Option<CodeWord>,
}

/// A group with how much waits in it.
pub struct WaitingGroup {
    /// The group: id and name; none: nobody's.
    pub group: Option<(GroupId, String)>,
    /// How many chats.
    pub waiting: i64,
    /// When the first of them came, in milliseconds since the epoch.
    pub oldest_ms: i64,
    /// How many of them were not answered in time.
    pub missed: i64,
}

/// How much of a kind somebody has in hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// How many chats.
    pub open: u32,
    /// How much they weigh.
    pub used: u32,
}

/// Somebody at work.
pub struct Colleague {
    /// Who: id and name.
    pub user: (UserId, String),
    /// Whether they are there.
    pub row: PersonRow,
    /// Whether they are logged in.
    pub in_session: bool,
    /// Their groups.
    pub groups: Vec<GroupId>,
    /// Text in hand.
    pub text: Load,
    /// Calls in hand.
    pub calls: Load,
}

#[derive(Deserialize)]
struct Held {
    assignee: u32,
    channel: usize,
    open: u32,
}

fn waiting_sql(condition: &SqlCondition) -> String {
    format!(
        "FROM routing_chat waiting CROSS JOIN chat ON chat.no = waiting.no
         WHERE waiting.assignee IS NULL AND {} AND (?6 IS NULL OR chat.group_id = ?6)",
        condition.sql
    )
}

fn params(
    after: Option<WaitingPlace>,
    limit: u32,
    group: Option<&GroupId>,
    condition: SqlCondition,
) -> Vec<Value> {
    let after =
        after.unwrap_or(WaitingPlace { priority: i64::from(u8::MAX) + 1, arrived_ms: 0, place: 0, no: 0 });
    let mut params: Vec<Value> = vec![
        (-after.priority).into(),
        after.arrived_ms.into(),
        after.place.into(),
        after.no.into(),
        limit.into(),
        group.map(GroupId::as_str).into(),
    ];
    params.extend(condition.params.into_iter().map(Value::from));
    params
}

impl Ledger<'_> {
    /// What waits of what a condition of access lets through, in the order in which it will be served. `condition` counts
    /// its parameters from [`WAITING_FIRST`].
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn waiting(
        &self,
        group: Option<&GroupId>,
        after: Option<WaitingPlace>,
        limit: u32,
        condition: SqlCondition,
    ) -> Result<Vec<Waiting>, Fault> {
        let sql = format!(
            "SELECT chat.id, waiting.priority, waiting.arrived_ms, waiting.place, waiting.no,
               waiting.state ->> 'reached', waiting.state ->> 'missed',
               (SELECT reason ->> 'because' FROM assignment WHERE chat_id = chat.id AND until_ms IS NULL)
             {} AND (-waiting.priority, waiting.arrived_ms, waiting.place, waiting.no) > (?1, ?2, ?3, ?4)
             ORDER BY waiting.priority DESC, waiting.arrived_ms, waiting.place, waiting.no LIMIT ?5",
            waiting_sql(&condition)
        );
        let rows = self.rows(&sql, params(after, limit, group, condition))?;
        let mut found = Vec::with_capacity(rows.len());
        for mut row in rows {
            let id = row.parsed(ChatId::parse)?;
            let place = WaitingPlace {
                priority: row.integer()?,
                arrived_ms: row.integer()?,
                place: row.integer()?,
                no: row.integer()?,
            };
            let (reached, missed) = (row.parsed(CodeWord::parse)?, row.integer()? == 1);
            found.push((id, place, reached, missed, row.parsed_or_null(CodeWord::parse)?));
        }
        let ids: Vec<&ChatId> = found.iter().map(|(id, ..)| id).collect();
        let mut chats = self.chats_of(&ids)?;
        let whole = |(id, place, reached, missed, because)| {
            let chat = chats.remove(&id)?;
            Some(Waiting { chat, place, reached, missed, because })
        };
        Ok(found.into_iter().filter_map(whole).collect())
    }

    /// These chats, by their ids.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn chats_of(&self, ids: &[&ChatId]) -> Result<BTreeMap<ChatId, ChatRow>, Fault> {
        let sql = format!("{} WHERE chat.id IN (SELECT value FROM json_each(?1))", select());
        let rows = self.rows(&sql, vec![json(&ids)?.into()])?;
        rows.into_iter()
            .map(|row| {
                let chat = chat(row)?;
                Ok((chat.id.clone(), chat))
            })
            .collect()
    }

    /// How much waits in each group, of what a condition of access lets through.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn waiting_groups(
        &self,
        group: Option<&GroupId>,
        condition: SqlCondition,
    ) -> Result<Vec<WaitingGroup>, Fault> {
        let sql = format!(
            "SELECT user_group.id, user_group.name, count(*), min(found.arrived_ms), sum(found.missed)
             FROM (SELECT chat.group_id, waiting.arrived_ms, waiting.state ->> 'missed' AS missed {}
                   AND (-waiting.priority, waiting.arrived_ms, waiting.place, waiting.no) > (?1, ?2, ?3, ?4)
                   AND ?5 > 0) found
             LEFT JOIN user_group ON user_group.id = found.group_id
             GROUP BY found.group_id ORDER BY user_group.position, user_group.id",
            waiting_sql(&condition)
        );
        let rows = self.rows(&sql, params(None, 1, group, condition))?;
        rows.into_iter()
            .map(|mut row| {
                Ok(WaitingGroup {
                    group: row.parsed_or_null(GroupId::parse)?.zip(row.text_or_null()?),
                    waiting: row.integer()?,
                    oldest_ms: row.integer()?,
                    missed: row.integer()?,
                })
            })
            .collect()
    }

    /// Those who work here, or those of them who have these numbers, with what they have in hand.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn colleagues(&self, only: Option<&[PersonNo]>) -> Result<Vec<Colleague>, Fault> {
        let numbers = only.map(|only| json(&only)).transpose()?;
        let of = |column: &str| match only {
            Some(_) => format!("{column} IN (SELECT value FROM json_each(?1))"),
            None => "?1 IS NULL".to_owned(),
        };
        let sql = format!(
            "SELECT json_object('assignee', assignee, 'channel', channel, 'open', count(*)) FROM routing_chat
             WHERE assignee IS NOT NULL AND {} GROUP BY assignee, channel",
            of("assignee")
        );
        let held = self.rows(&sql, vec![numbers.clone().into()])?;
        let held: Vec<Held> = held.into_iter().map(|mut row| row.json()).collect::<Result<_, _>>()?;
        let policy = self.routing_policy()?.unwrap_or_else(Policy::empty);
        let sql = format!(
            "SELECT user.id, user.name, routing_person.state,
               EXISTS (SELECT 1 FROM session WHERE session.user_id = user.id AND created_at_ms > ?2 AND seen_at_ms > ?3),
               (SELECT json_group_array(group_id) FROM membership WHERE user_id = user.id
                  AND (starts_at_ms IS NULL OR starts_at_ms <= ?4) AND (ends_at_ms IS NULL OR ends_at_ms > ?4))
             FROM user JOIN routing_person ON routing_person.no = user.no
             WHERE user.status = 'active' AND {} ORDER BY user.position, user.id",
            of("user.no")
        );
        let (born_ms, seen_ms) = (self.now_ms - LIFE_MAX_MS, self.now_ms - IDLE_MAX_MS);
        let rows =
            self.rows(&sql, vec![numbers.into(), born_ms.into(), seen_ms.into(), self.now_ms.into()])?;
        rows.into_iter()
            .map(|mut row| {
                let user = (row.parsed(UserId::parse)?, row.text()?);
                let (state, in_session): (PersonRow, bool) = (row.parsed(parse)?, row.integer()? == 1);
                let [mut text, mut calls] = [Load::default(); 2];
                for held in held.iter().filter(|held| held.assignee == state.person.0) {
                    let channel = policy.channels.get(held.channel);
                    let load = if channel.is_some_and(|one| one.kind == Kind::Call) {
                        &mut calls
                    } else {
                        &mut text
                    };
                    load.open += held.open;
                    load.used += held.open * channel.map_or(1, |channel| u32::from(channel.weight));
                }
                Ok(Colleague { user, row: state, in_session, groups: row.json()?, text, calls })
            })
            .collect()
    }

    /// What somebody says of themselves.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn presence_chosen(&self, user: &UserId) -> Result<CodeWord, Fault> {
        let row = self.row("SELECT presence FROM user WHERE id = ?1", vec![user.as_str().into()])?;
        row.ok_or(Fault::Corrupt("a user who is gone"))?.parsed(CodeWord::parse)
    }

    /// The names of users.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn names_of(&self, users: &[UserId]) -> Result<BTreeMap<UserId, String>, Fault> {
        let sql = "SELECT id, name FROM user WHERE id IN (SELECT value FROM json_each(?1))";
        let rows = self.rows(sql, vec![json(&users)?.into()])?;
        rows.into_iter().map(|mut row| Ok((row.parsed(UserId::parse)?, row.text()?))).collect()
    }
}

//! Lists of chats, cut down to what the asker may see before a row is read.

use usher_core::access::{ChatColumns, Lead, SqlCondition, SqlWay};
use usher_core::{ChatId, UserId};

use super::Ledger;
use super::chats::{ChatRow, chat, select};
use crate::ask::{ChatStatus, Whose};
use crate::fault::Fault;
use crate::store::Value;

/// How the facts of a chat are called in the lists below. Agrees with [`ChatRow::facts`]: the triggers of the
/// schema keep in the chat what belongs to its contact.
pub const FACTS: ChatColumns = ChatColumns {
    channel: "chat.channel_id",
    group: "chat.group_id",
    assignee: "chat.assignee_id",
    responsible: "chat.responsible_id",
    known: "chat.known",
    every_channel: "SELECT id AS value FROM channel",
};

/// Which chats a list wants.
pub struct ChatFilter<'a> {
    /// Only those of this status.
    pub status: Option<ChatStatus>,
    /// Only those of these, for this asker.
    pub whose: Option<(Whose, &'a UserId)>,
    /// Only those after this place: time of the last change and id.
    pub after: Option<(i64, ChatId)>,
    /// How many at most.
    pub limit: u32,
}

/// The first parameter of the condition given to [`Ledger::list_chats`].
pub const CONDITION_FIRST: usize = 6;

/// A place before every chat: no moment is later, and JavaScript still carries the number.
pub(super) const LATEST_MS: i64 = (1 << 53) - 1;

/// Chats that are worked on, and those that are done.
pub(super) const EVERY_STATUS: &str = "[\"open\",\"closed\"]";

impl Ledger<'_> {
    /// The chats that a condition of access lets through, latest first. `condition` counts its parameters
    /// from [`CONDITION_FIRST`].
    ///
    /// However many chats there are, about as many are looked at as the list wants, for each key of each way.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn list_chats(
        &self,
        filter: &ChatFilter<'_>,
        condition: SqlCondition,
    ) -> Result<Vec<ChatRow>, Fault> {
        let Some((sql, params)) = statement(filter, condition) else { return Ok(Vec::new()) };
        self.rows(&sql, params)?.into_iter().map(chat).collect()
    }
}

/// The statement of a list; none where no chat is reached.
pub(in crate::company) fn statement(
    filter: &ChatFilter<'_>,
    condition: SqlCondition,
) -> Option<(String, Vec<Value>)> {
    let ways = match filter.whose {
        // Whoever asks for the own chats has fewer of them than any other way would find.
        Some((Whose::Mine, _)) if !condition.ways.is_empty() => {
            let sql = format!("chat.assignee_id = ?2 AND {}", condition.sql);
            vec![SqlWay { lead: Lead::Assignee, keys: None, sql }]
        }
        _ => condition.ways,
    };
    if ways.is_empty() {
        return None;
    }
    let nobodys = matches!(filter.whose, Some((Whose::Nobodys, _)));
    let path = if nobodys { unassigned } else { any };
    let sql = format!(
        "{} WHERE chat.rowid IN ({})
         ORDER BY chat.updated_at_ms DESC, chat.id DESC",
        select(),
        places(&ways, path)
    );
    let statuses = match filter.status {
        Some(status) => format!("[\"{}\"]", status.as_str()),
        None => EVERY_STATUS.to_owned(),
    };
    let (at_ms, id) = filter.after.as_ref().map_or((LATEST_MS, ""), |(at_ms, id)| (*at_ms, id.as_str()));
    let mut params: Vec<Value> = vec![
        statuses.into(),
        filter.whose.map(|(_, user)| user.as_str()).into(),
        at_ms.into(),
        id.into(),
        filter.limit.into(),
    ];
    params.extend(condition.params.into_iter().map(Value::from));
    Some((sql, params))
}

/// The places of the chats that are found in these ways, the latest as far as the limit goes: a `SELECT` with the
/// parameters of a list.
fn places(ways: &[SqlWay], path: fn(&SqlWay) -> Path) -> String {
    let found: Vec<String> = ways.iter().map(|way| latest(way, path(way))).collect();
    format!("SELECT place FROM ({}) ORDER BY updated_at_ms DESC, id DESC LIMIT ?5", found.join(" UNION "))
}

/// The same for chats of whatever state.
pub(super) fn places_of_any(ways: &[SqlWay]) -> String {
    places(ways, any)
}

/// An index, and what must hold beside the way for the wanted chats.
type Path = (&'static str, &'static str);

/// The index that finds the chats of a way. It is named, since the planner knows nothing of how many there are.
fn any(way: &SqlWay) -> Path {
    let index = match way.lead {
        Lead::Nothing => "chat_by_status",
        Lead::Channel => "chat_by_channel",
        Lead::Assignee => "chat_by_assignee",
        Lead::Responsible => "chat_by_responsible",
        Lead::Group => "chat_by_group",
        Lead::Unassigned => "chat_unassigned_by_channel",
    };
    (index, "")
}

/// The same for those of the chats that are assigned to nobody.
fn unassigned(way: &SqlWay) -> Path {
    let index = match way.lead {
        Lead::Nothing | Lead::Assignee => "chat_by_assignee",
        Lead::Responsible => "chat_by_responsible",
        Lead::Channel | Lead::Unassigned => "chat_unassigned_by_channel",
        Lead::Group => "chat_unassigned_by_group",
    };
    (index, " AND chat.assignee_id IS NULL")
}

/// The latest chats that are found in one way, for each key and status: the inner statement runs once for each,
/// and stops at the limit.
fn latest(way: &SqlWay, (index, wanted): Path) -> String {
    let keys = way.keys.as_ref().map_or_else(String::new, |keys| format!("{keys} CROSS JOIN "));
    format!(
        "SELECT found.rowid AS place, found.updated_at_ms, found.id
         FROM {keys}json_each(?1) status CROSS JOIN chat found ON found.rowid IN (
           SELECT chat.rowid FROM chat INDEXED BY {index}
           WHERE {}{wanted} AND chat.status = status.value AND (chat.updated_at_ms, chat.id) < (?3, ?4)
           ORDER BY chat.updated_at_ms DESC, chat.id DESC LIMIT ?5)",
        way.sql
    )
}

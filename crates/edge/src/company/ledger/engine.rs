//! What routing is about, as rows: its people and chats, what else it decides by, and what happened to it.

use usher_core::read::{FromValue, parse};
use usher_core::routing::Algorithm;
use usher_core::routing::engine::{
    ChatNo, ChatRow, GroupNo, Head, PersonNo, PersonRow, Policy, Record, Tables,
};
use usher_core::write::ToJson;
use usher_core::{ChannelId, ChannelKind, ChatId, GroupId, SkillId, UserId, UserStatus};

use super::{Ledger, json, unword};
use crate::fault::Fault;
use crate::store::Row;

/// For how long what happened is kept, in milliseconds: a month.
const KEPT_MS: i64 = 31 * 86_400_000;

/// Most rows that are written in one statement: a parameter holds two megabytes.
const WRITTEN_MAX: usize = 1_000;

/// A group by its number.
#[derive(Clone, Debug)]
pub struct NumberedGroup {
    /// Its number, from 1 on without gaps.
    pub no: GroupNo,
    /// The group.
    pub id: GroupId,
    /// How it picks.
    pub algorithm: Algorithm,
    /// Whether it was deleted.
    pub deleted: bool,
}

/// Somebody as far as presence goes.
#[derive(Clone, Debug)]
pub struct Attendance {
    /// Who.
    pub user: UserId,
    /// The number.
    pub no: PersonNo,
    /// Whether they work here.
    pub status: UserStatus,
    /// What they said of themselves: `online`, `finishing` or `away`.
    pub choice: String,
    /// What routing has them for; none: it does not know them yet.
    pub presence: Option<String>,
}

fn number<T: TryFrom<i64>>(row: &mut Row) -> Result<T, Fault> {
    T::try_from(row.integer()?).map_err(|_| Fault::Corrupt("a number of routing"))
}

fn number_or_null<T: TryFrom<i64>>(row: &mut Row) -> Result<Option<T>, Fault> {
    let number = row.integer_or_null()?;
    number.map(|number| T::try_from(number).map_err(|_| Fault::Corrupt("a number of routing"))).transpose()
}

impl Ledger<'_> {
    /// The count of changes; none where routing has not taken the company over yet.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn routing_version(&self) -> Result<Option<i64>, Fault> {
        let row = self.row("SELECT version FROM routing_head", Vec::new())?;
        row.map(|mut row| row.integer()).transpose()
    }

    /// When hours or the day begin or end next, in milliseconds since the epoch.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn routing_due(&self) -> Result<Option<i64>, Fault> {
        let row = self.row("SELECT due_ms FROM routing_head", Vec::new())?;
        row.map_or(Ok(None), |mut row| row.integer_or_null())
    }

    /// Sets when hours or the day begin or end next.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn set_routing_due(&self, due_ms: Option<i64>) -> Result<(), Fault> {
        self.write("UPDATE routing_head SET due_ms = ?1", vec![due_ms.into()])
    }

    /// All rows of routing.
    ///
    /// # Errors
    /// [`Fault`] where the store fails, or routing has not taken the company over.
    pub fn routing_tables(&self) -> Result<Tables, Fault> {
        let row = self.row("SELECT head, policy FROM routing_head", Vec::new())?;
        let mut row = row.ok_or(Fault::Corrupt("no head of routing"))?;
        let (head, policy): (Head, Policy) = (row.parsed(parse)?, row.parsed(parse)?);
        let people = self.states("SELECT state FROM routing_person ORDER BY no")?;
        let chats = self.states("SELECT state FROM routing_chat ORDER BY no")?;
        Ok(Tables { policy, head, people, chats })
    }

    fn states<T: FromValue>(&self, sql: &str) -> Result<Vec<T>, Fault> {
        self.rows(sql, Vec::new())?.into_iter().map(|mut row| row.parsed(parse)).collect()
    }

    /// Writes what is neither a person nor a chat, and counts the change; `policy` where that is another one.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_routing_head(&self, version: i64, head: &Head, policy: Option<&Policy>) -> Result<(), Fault> {
        let (head, policy) = (head.json(), policy.map(ToJson::json));
        if version == 1 {
            let sql = "INSERT INTO routing_head (one, version, head, policy) VALUES (1, 1, ?1, ?2)";
            return self.write(sql, vec![head.into(), policy.into()]);
        }
        self.write(
            "UPDATE routing_head SET version = ?1, head = ?2, policy = coalesce(?3, policy)",
            vec![version.into(), head.into(), policy.into()],
        )
    }

    /// The policy as it is stored.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn routing_policy(&self) -> Result<Option<Policy>, Fault> {
        let row = self.row("SELECT policy FROM routing_head", Vec::new())?;
        row.map(|mut row| row.parsed(parse)).transpose()
    }

    /// Writes rows of people.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_routing_people(&self, people: &[PersonRow]) -> Result<(), Fault> {
        let sql = "INSERT OR REPLACE INTO routing_person (no, state)
            SELECT value ->> 'person', value FROM json_each(?1)";
        people.chunks(WRITTEN_MAX).try_for_each(|some| self.write(sql, vec![some.to_vec().json().into()]))
    }

    /// Writes rows of chats.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_routing_chats(&self, chats: &[ChatRow]) -> Result<(), Fault> {
        let sql = "INSERT OR REPLACE INTO routing_chat (no, state)
            SELECT value ->> 'chat', value FROM json_each(?1)";
        chats.chunks(WRITTEN_MAX).try_for_each(|some| self.write(sql, vec![some.to_vec().json().into()]))
    }

    /// Deletes the rows of chats that are no longer open.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn delete_routing_chats(&self, gone: &[ChatNo]) -> Result<(), Fault> {
        if gone.is_empty() {
            return Ok(());
        }
        let sql = "DELETE FROM routing_chat WHERE no IN (SELECT value FROM json_each(?1))";
        self.write(sql, vec![json(&gone)?.into()])
    }

    /// Notes what happened.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_routing_event(&self, record: &Record) -> Result<(), Fault> {
        let sql = "INSERT INTO routing_event (at_ms, line) VALUES (?1, ?2)";
        self.write(sql, vec![record.at_ms.into(), record.line().into()])
    }

    /// Forgets what happened longer ago than it is kept.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn forget_routing_events(&self) -> Result<(), Fault> {
        let sql = "DELETE FROM routing_event WHERE at_ms < ?1";
        self.write(sql, vec![(self.now_ms - KEPT_MS).into()])
    }

    /// Every person, in the order of their numbers.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn numbered_people(&self) -> Result<Vec<UserId>, Fault> {
        let rows = self.rows("SELECT id FROM user ORDER BY no", Vec::new())?;
        rows.into_iter().map(|mut row| row.parsed(UserId::parse)).collect()
    }

    /// The number of a person; none where nobody has this id.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn person_no(&self, user: &UserId) -> Result<Option<PersonNo>, Fault> {
        let row = self.row("SELECT no FROM user WHERE id = ?1", vec![user.as_str().into()])?;
        row.map(|mut row| number(&mut row).map(PersonNo)).transpose()
    }

    /// The person of a number.
    ///
    /// # Errors
    /// [`Fault`] where the store fails, or nobody has it.
    pub fn person_of(&self, no: PersonNo) -> Result<UserId, Fault> {
        let row = self.row("SELECT id FROM user WHERE no = ?1", vec![i64::from(no.0).into()])?;
        row.ok_or(Fault::Corrupt("a number of nobody"))?.parsed(UserId::parse)
    }

    /// The people of these numbers.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn people_of(&self, numbers: &[PersonNo]) -> Result<Vec<(PersonNo, UserId)>, Fault> {
        let sql = "SELECT no, id FROM user WHERE no IN (SELECT value FROM json_each(?1))";
        let rows = self.rows(sql, vec![json(&numbers)?.into()])?;
        rows.into_iter()
            .map(|mut row| Ok((PersonNo(number(&mut row)?), row.parsed(UserId::parse)?)))
            .collect()
    }

    /// Every group that there is or was, in the order of their numbers.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn numbered_groups(&self) -> Result<Vec<NumberedGroup>, Fault> {
        let sql = "SELECT no, id, algorithm, deleted_at_ms FROM user_group ORDER BY no";
        let rows = self.rows(sql, Vec::new())?;
        rows.into_iter()
            .map(|mut row| {
                Ok(NumberedGroup {
                    no: GroupNo(number(&mut row)?),
                    id: row.parsed(GroupId::parse)?,
                    algorithm: unword(row.text()?)?,
                    deleted: row.integer_or_null()?.is_some(),
                })
            })
            .collect()
    }

    /// The number of a group that is there.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn group_no(&self, group: &GroupId) -> Result<Option<GroupNo>, Fault> {
        let sql = "SELECT no FROM user_group WHERE id = ?1 AND deleted_at_ms IS NULL";
        let row = self.row(sql, vec![group.as_str().into()])?;
        row.map(|mut row| number(&mut row).map(GroupNo)).transpose()
    }

    /// The group of a number; none for nobody's, and for one that is gone.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn group_of(&self, no: GroupNo) -> Result<Option<GroupId>, Fault> {
        let sql = "SELECT id FROM user_group WHERE no = ?1 AND deleted_at_ms IS NULL";
        self.row(sql, vec![i64::from(no.0).into()])?.map(|mut row| row.parsed(GroupId::parse)).transpose()
    }

    /// Every channel, in the order of their numbers, and the group that it leads to.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn numbered_channels(&self) -> Result<Vec<(ChannelId, ChannelKind, Option<GroupId>)>, Fault> {
        let rows = self.rows("SELECT id, kind, group_id FROM channel ORDER BY no", Vec::new())?;
        rows.into_iter()
            .map(|mut row| {
                Ok((row.parsed(ChannelId::parse)?, unword(row.text()?)?, row.parsed_or_null(GroupId::parse)?))
            })
            .collect()
    }

    /// The number of a channel.
    ///
    /// # Errors
    /// [`Fault`] where the store fails, or there is no such channel.
    pub fn channel_no(&self, channel: &ChannelId) -> Result<u16, Fault> {
        let row = self.row("SELECT no FROM channel WHERE id = ?1", vec![channel.as_str().into()])?;
        number(&mut row.ok_or(Fault::Corrupt("a channel that is gone"))?)
    }

    /// The skills that have a number, in the order of these.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn numbered_skills(&self) -> Result<Vec<SkillId>, Fault> {
        let rows = self.rows("SELECT id FROM routing_skill ORDER BY no", Vec::new())?;
        rows.into_iter().map(|mut row| row.parsed(SkillId::parse)).collect()
    }

    /// Gives a number to a skill that has none.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn number_skill(&self, skill: &SkillId) -> Result<(), Fault> {
        let sql = "INSERT OR IGNORE INTO routing_skill (no, id)
            VALUES ((SELECT coalesce(max(no) + 1, 0) FROM routing_skill), ?1)";
        self.write(sql, vec![skill.as_str().into()])
    }

    /// The number of a chat.
    ///
    /// # Errors
    /// [`Fault`] where the store fails, or there is no such chat.
    pub fn chat_no(&self, chat: &ChatId) -> Result<ChatNo, Fault> {
        let row = self.row("SELECT no FROM chat WHERE id = ?1", vec![chat.as_str().into()])?;
        number(&mut row.ok_or(Fault::Corrupt("a chat that is gone"))?).map(ChatNo)
    }

    /// The chat of a number, and whether it waits until somebody takes it.
    ///
    /// # Errors
    /// [`Fault`] where the store fails, or there is none.
    pub fn chat_of(&self, no: ChatNo) -> Result<(ChatId, bool), Fault> {
        let no = i64::try_from(no.0).map_err(|_| Fault::Corrupt("a number of a chat"))?;
        let row = self.row("SELECT id, by_hand FROM chat WHERE no = ?1", vec![no.into()])?;
        let mut row = row.ok_or(Fault::Corrupt("a number of no chat"))?;
        Ok((row.parsed(ChatId::parse)?, row.integer()? == 1))
    }

    /// Sets the group of a chat, and whether it waits until somebody takes it.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn send_chat(&self, chat: &ChatId, group: Option<&GroupId>, by_hand: bool) -> Result<(), Fault> {
        self.write(
            "UPDATE chat SET group_id = ?2, by_hand = ?3 WHERE id = ?1",
            vec![chat.as_str().into(), group.map(GroupId::as_str).into(), i64::from(by_hand).into()],
        )
    }

    /// Who could be there, and what routing has them for: everybody, or this one.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn attendance(&self, user: Option<&UserId>) -> Result<Vec<Attendance>, Fault> {
        let sql = "SELECT user.id, user.no, user.status, user.presence, routing_person.state ->> 'presence'
            FROM user LEFT JOIN routing_person ON routing_person.no = user.no";
        let rows = match user {
            Some(user) => self.rows(&format!("{sql} WHERE user.id = ?1"), vec![user.as_str().into()])?,
            None => self.rows(&format!("{sql} ORDER BY user.no"), Vec::new())?,
        };
        rows.into_iter()
            .map(|mut row| {
                Ok(Attendance {
                    user: row.parsed(UserId::parse)?,
                    no: PersonNo(number(&mut row)?),
                    status: unword(row.text()?)?,
                    choice: row.text()?,
                    presence: row.text_or_null()?,
                })
            })
            .collect()
    }

    /// What routing has stored of people, by number: everybody, or this one.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn routing_people(&self, one: Option<PersonNo>) -> Result<Vec<PersonRow>, Fault> {
        match one {
            None => self.states("SELECT state FROM routing_person ORDER BY no"),
            Some(no) => {
                let sql = "SELECT state FROM routing_person WHERE no = ?1";
                let rows = self.rows(sql, vec![i64::from(no.0).into()])?;
                rows.into_iter().map(|mut row| row.parsed(parse)).collect()
            }
        }
    }

    /// The chats that somebody was given by hand.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn held_by_hand(&self, person: PersonNo) -> Result<Vec<ChatNo>, Fault> {
        let sql = "SELECT no FROM routing_chat WHERE assignee = ?1 AND state ->> 'byHand' = 1 ORDER BY no";
        let rows = self.rows(sql, vec![i64::from(person.0).into()])?;
        rows.into_iter().map(|mut row| number(&mut row).map(ChatNo)).collect()
    }

    /// Sets what somebody says of themselves.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn set_presence(&self, user: &UserId, presence: &'static str) -> Result<(), Fault> {
        let sql = "UPDATE user SET presence = ?2 WHERE id = ?1";
        self.write(sql, vec![user.as_str().into(), presence.into()])
    }

    /// The open chats as routing takes them over.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn open_for_routing(&self) -> Result<Vec<OpenChat>, Fault> {
        let sql =
            "SELECT chat.no, channel.no, user_group.no, chat.kind, assignee.no, responsible.no, chat.known,
              chat.waiting_since_ms,
              coalesce((SELECT min(from_ms) FROM assignment WHERE chat_id = chat.id), chat.updated_at_ms)
            FROM chat JOIN channel ON channel.id = chat.channel_id
            LEFT JOIN user_group ON user_group.id = chat.group_id AND user_group.deleted_at_ms IS NULL
            LEFT JOIN user assignee ON assignee.id = chat.assignee_id
            LEFT JOIN user responsible ON responsible.id = chat.responsible_id
            WHERE chat.status = 'open' ORDER BY coalesce(chat.waiting_since_ms, chat.updated_at_ms), chat.no";
        let rows = self.rows(sql, Vec::new())?;
        rows.into_iter()
            .map(|mut row| {
                Ok(OpenChat {
                    no: ChatNo(number(&mut row)?),
                    channel: number(&mut row)?,
                    group: number_or_null(&mut row)?.map_or(GroupNo(0), GroupNo),
                    kind: unword(row.text()?)?,
                    assignee: number_or_null(&mut row)?.map(PersonNo),
                    responsible: number_or_null(&mut row)?.map(PersonNo),
                    known: row.integer()? == 1,
                    waiting_since_ms: row.integer_or_null()?,
                    began_ms: row.integer()?,
                })
            })
            .collect()
    }
}

/// An open chat as routing takes it over.
#[derive(Clone, Debug)]
pub struct OpenChat {
    /// Its number.
    pub no: ChatNo,
    /// The number of its channel.
    pub channel: u16,
    /// The number of its group.
    pub group: GroupNo,
    /// With one client or several.
    pub kind: usher_core::ChatKind,
    /// Who has it.
    pub assignee: Option<PersonNo>,
    /// Who is responsible for the client.
    pub responsible: Option<PersonNo>,
    /// Whether the client is known.
    pub known: bool,
    /// Since when the client waits for an answer, in milliseconds since the epoch.
    pub waiting_since_ms: Option<i64>,
    /// When it first went to anybody, in milliseconds since the epoch.
    pub began_ms: i64,
}

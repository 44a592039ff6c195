//! Channels, roles, groups and users.

use usher_core::routing::Algorithm;
use usher_core::{Channel, ChannelId, Group, GroupId, Role, RoleId, User, UserId};

use super::{Ledger, json, unword, word};
use crate::fault::Fault;
use crate::store::Row;

const USER: &str = "SELECT user.id, user.name, username, status, roles, channels, denied,
    (SELECT json_group_array(json_object('id', role_id, 'startsAt', starts_at_ms, 'endsAt', ends_at_ms))
     FROM emergency WHERE user_id = user.id AND ended_at_ms IS NULL),
    (SELECT json_group_array(json_object('id', group_id, 'startsAt', starts_at_ms, 'endsAt', ends_at_ms))
     FROM membership WHERE user_id = user.id) FROM user";

fn user(mut row: Row) -> Result<User, Fault> {
    Ok(User {
        id: row.parsed(UserId::parse)?,
        name: row.text()?,
        username: row.text()?,
        status: unword(row.text()?)?,
        roles: row.json()?,
        channels: row.json_or_null()?,
        denied: row.json()?,
        emergency: row.json()?,
        groups: row.json()?,
    })
}

fn role(mut row: Row) -> Result<Role, Fault> {
    Ok(Role {
        id: row.parsed(RoleId::parse)?,
        name: row.text()?,
        rights: row.json()?,
        emergency_max_minutes: minutes(row.integer_or_null()?)?,
    })
}

fn minutes(stored: Option<i64>) -> Result<Option<u32>, Fault> {
    stored.map(u32::try_from).transpose().map_err(|_| Fault::Corrupt("minutes"))
}

fn group(mut row: Row) -> Result<Group, Fault> {
    Ok(Group {
        id: row.parsed(GroupId::parse)?,
        name: row.text()?,
        roles: row.json()?,
        rights: row.json_or_null()?,
        channels: row.json()?,
        algorithm: unword::<Algorithm>(row.text()?)?,
    })
}

fn channel(mut row: Row) -> Result<Channel, Fault> {
    Ok(Channel {
        id: row.parsed(ChannelId::parse)?,
        kind: unword(row.text()?)?,
        name: row.text()?,
        group: row.parsed_or_null(GroupId::parse)?,
    })
}

impl Ledger<'_> {
    /// Every channel, in order.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn channels(&self) -> Result<Vec<Channel>, Fault> {
        let rows = self.rows("SELECT id, kind, name, group_id FROM channel ORDER BY position", Vec::new())?;
        rows.into_iter().map(channel).collect()
    }

    /// One channel.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn channel(&self, id: &ChannelId) -> Result<Option<Channel>, Fault> {
        let sql = "SELECT id, kind, name, group_id FROM channel WHERE id = ?1";
        self.row(sql, vec![id.as_str().into()])?.map(channel).transpose()
    }

    /// Every role, in order.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn roles(&self) -> Result<Vec<Role>, Fault> {
        let rows = self
            .rows("SELECT id, name, rights, emergency_max_minutes FROM role ORDER BY position", Vec::new())?;
        rows.into_iter().map(role).collect()
    }

    /// Every group, in order.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn groups(&self) -> Result<Vec<Group>, Fault> {
        let sql = "SELECT id, name, roles, rights, channels, algorithm FROM user_group
            WHERE deleted_at_ms IS NULL ORDER BY position";
        self.rows(sql, Vec::new())?.into_iter().map(group).collect()
    }

    /// Every user, in order.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn users(&self) -> Result<Vec<User>, Fault> {
        let rows = self.rows(&format!("{USER} ORDER BY position"), Vec::new())?;
        rows.into_iter().map(user).collect()
    }

    /// One user.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn user(&self, id: &UserId) -> Result<Option<User>, Fault> {
        self.row(&format!("{USER} WHERE user.id = ?1"), vec![id.as_str().into()])?.map(user).transpose()
    }

    /// The members that a group has now, in order.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn members(&self, group: &GroupId) -> Result<Vec<User>, Fault> {
        let sql = format!(
            "{USER} WHERE user.id IN (SELECT user_id FROM membership WHERE group_id = ?1
               AND (starts_at_ms IS NULL OR starts_at_ms <= ?2) AND (ends_at_ms IS NULL OR ends_at_ms > ?2))
             ORDER BY position"
        );
        self.rows(&sql, vec![group.as_str().into(), self.now_ms.into()])?.into_iter().map(user).collect()
    }

    /// Notes that a user is there.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn touch_user(&self, id: &UserId) -> Result<(), Fault> {
        self.write(
            "UPDATE user SET last_seen_at_ms = ?2 WHERE id = ?1",
            vec![id.as_str().into(), self.now_ms.into()],
        )
    }

    /// Writes a channel.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_channel(&self, position: i64, channel: &Channel) -> Result<(), Fault> {
        self.write(
            "INSERT INTO channel (id, position, kind, name, group_id) VALUES (?1, ?2, ?3, ?4, ?5)",
            vec![
                channel.id.as_str().into(),
                position.into(),
                channel.kind.as_str().into(),
                (&channel.name).into(),
                channel.group.as_ref().map(GroupId::as_str).into(),
            ],
        )
    }

    /// Writes a role, new or changed.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_role(&self, position: i64, role: &Role) -> Result<(), Fault> {
        self.write(
            "INSERT INTO role (id, position, name, rights, emergency_max_minutes) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, rights = excluded.rights,
               emergency_max_minutes = excluded.emergency_max_minutes",
            vec![
                role.id.as_str().into(),
                position.into(),
                (&role.name).into(),
                json(&role.rights)?.into(),
                role.emergency_max_minutes.map(i64::from).into(),
            ],
        )
    }

    /// Writes a group, new or changed.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_group(&self, position: i64, group: &Group) -> Result<(), Fault> {
        self.write(
            "INSERT INTO user_group (id, position, name, roles, rights, channels, algorithm)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, roles = excluded.roles, rights = excluded.rights,
               channels = excluded.channels, algorithm = excluded.algorithm",
            vec![
                group.id.as_str().into(),
                position.into(),
                (&group.name).into(),
                json(&group.roles)?.into(),
                group.rights.as_ref().map(json).transpose()?.into(),
                json(&group.channels)?.into(),
                word(&group.algorithm)?.into(),
            ],
        )
    }

    /// The place after the last role.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn end_of_roles(&self) -> Result<i64, Fault> {
        let row = self.row("SELECT coalesce(max(position) + 1, 0) FROM role", Vec::new())?;
        row.map_or(Ok(0), |mut row| row.integer())
    }

    /// The place after the last group.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn end_of_groups(&self) -> Result<i64, Fault> {
        let row = self.row("SELECT coalesce(max(position) + 1, 0) FROM user_group", Vec::new())?;
        row.map_or(Ok(0), |mut row| row.integer())
    }

    /// Whether there was a group of this id, and is no more.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn was_group(&self, id: &GroupId) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM user_group WHERE id = ?1 AND deleted_at_ms IS NOT NULL";
        Ok(self.row(sql, vec![id.as_str().into()])?.is_some())
    }

    /// Deletes a role.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn delete_role(&self, id: &RoleId) -> Result<(), Fault> {
        self.write("DELETE FROM role WHERE id = ?1", vec![id.as_str().into()])
    }

    /// Deletes a group: its members leave it, its channels lead nowhere, its open chats wait for nobody in
    /// particular. What it did stays.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn delete_group(&self, id: &GroupId) -> Result<(), Fault> {
        for sql in [
            "DELETE FROM membership WHERE group_id = ?1",
            "UPDATE channel SET group_id = NULL WHERE group_id = ?1",
            "UPDATE chat SET group_id = NULL WHERE group_id = ?1 AND status = 'open'",
        ] {
            self.write(sql, vec![id.as_str().into()])?;
        }
        let sql = "UPDATE user_group SET deleted_at_ms = ?2 WHERE id = ?1";
        self.write(sql, vec![id.as_str().into(), self.now_ms.into()])
    }

    /// Writes a user, new or changed, with the groups. Roles in emergencies are written by themselves.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_user(&self, position: i64, user: &User) -> Result<(), Fault> {
        self.write(
            "INSERT INTO user (id, position, name, username, status, roles, channels, denied)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, username = excluded.username,
               status = excluded.status, roles = excluded.roles, channels = excluded.channels,
               denied = excluded.denied",
            vec![
                user.id.as_str().into(),
                position.into(),
                (&user.name).into(),
                (&user.username).into(),
                word(&user.status)?.into(),
                json(&user.roles)?.into(),
                user.channels.as_ref().map(json).transpose()?.into(),
                json(&user.denied)?.into(),
            ],
        )?;
        let memberships: Vec<_> = user
            .groups
            .iter()
            .map(|held| {
                let period = held.period;
                serde_json::json!({ "id": held.id, "startsAt": period.starts_at(), "endsAt": period.ends_at() })
            })
            .collect();
        self.write("DELETE FROM membership WHERE user_id = ?1", vec![user.id.as_str().into()])?;
        self.write(
            "INSERT INTO membership (user_id, group_id, starts_at_ms, ends_at_ms)
             SELECT ?1, value ->> 'id', value ->> 'startsAt', value ->> 'endsAt' FROM json_each(?2)",
            vec![user.id.as_str().into(), json(&memberships)?.into()],
        )
    }
}

//! The third form of a decision: a condition for the store, so that lists are cut down in SQL.

use super::Access;
use super::reach::Reach;
use crate::channel::Channels;
use crate::permission::Permission;

/// The SQL expressions that stand for the facts of a chat. They are written into the condition as they are:
/// never build them from input.
#[derive(Clone, Copy, Debug)]
pub struct ChatColumns {
    /// Id of the channel, text, never null.
    pub channel: &'static str,
    /// Id of the group, text or null.
    pub group: &'static str,
    /// Id of the assignee, text or null.
    pub assignee: &'static str,
    /// Id of the responsible of the contact, text or null.
    pub responsible: &'static str,
    /// 1 where the contact is known, else 0.
    pub known: &'static str,
}

/// A condition in SQLite's dialect, for a `WHERE` clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlCondition {
    /// The expression, in parentheses, with numbered parameters. True for the chats that are reached; false
    /// *or null* for the others, so do not negate it.
    pub sql: String,
    /// The values of the parameters, all text, the first for `?first`.
    pub params: Vec<String>,
}

impl Access {
    /// The chats on which a permission may be used, as a condition whose first parameter is `?first`.
    ///
    /// However many grants there are, at most seven parameters are used: a list goes in as a JSON array.
    pub fn condition(&self, permission: Permission, columns: &ChatColumns, first: usize) -> SqlCondition {
        Writer { columns, first, params: Vec::new() }.condition(&self.reach(permission))
    }
}

struct Writer<'a> {
    columns: &'a ChatColumns,
    first: usize,
    params: Vec<String>,
}

impl Writer<'_> {
    fn condition(mut self, reach: &Reach) -> SqlCondition {
        let mut ways = Vec::new();
        if let Some(on) = self.on(&reach.all) {
            ways.push(on);
        }
        if let Some(on) = self.on(&reach.assigned) {
            let me = self.param(reach.me.as_str().into());
            let (assignee, responsible) = (self.columns.assignee, self.columns.responsible);
            ways.push(format!("(({assignee} = {me} OR {responsible} = {me}) AND {on})"));
        }
        if let Some(on) = self.on(&reach.new_clients) {
            let (assignee, known) = (self.columns.assignee, self.columns.known);
            ways.push(format!("({assignee} IS NULL AND {known} = 0 AND {on})"));
        }
        self.groups(reach, &mut ways);
        let sql = if ways.is_empty() { "(0)".into() } else { format!("({})", ways.join(" OR ")) };
        SqlCondition { sql, params: self.params }
    }

    fn groups(&mut self, reach: &Reach, ways: &mut Vec<String>) {
        let (group, channel) = (self.columns.group, self.columns.channel);
        let (mut anywhere, mut somewhere) = (Vec::new(), Vec::new());
        for (id, channels) in reach.groups.iter() {
            match channels {
                Channels::All => anywhere.push(id.to_string()),
                // No id holds a slash, so a pair can not be read in two ways.
                Channels::Only(ids) => somewhere.extend(ids.iter().map(|channel| format!("{id}/{channel}"))),
            }
        }
        if !anywhere.is_empty() {
            let list = self.list(&anywhere);
            ways.push(format!("{group} IN {list}"));
        }
        if !somewhere.is_empty() {
            let list = self.list(&somewhere);
            ways.push(format!("({group} || '/' || {channel}) IN {list}"));
        }
    }

    /// The condition of being on these channels; none where there are none.
    fn on(&mut self, channels: &Channels) -> Option<String> {
        match channels {
            Channels::All => Some("1".into()),
            Channels::Only(ids) if ids.is_empty() => None,
            Channels::Only(ids) => {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                let list = self.list(&ids);
                Some(format!("{} IN {list}", self.columns.channel))
            }
        }
    }

    fn list(&mut self, values: &[String]) -> String {
        // Ids hold neither quotes nor backslashes, so this is JSON.
        let json = format!("[\"{}\"]", values.join("\",\""));
        format!("(SELECT value FROM json_each({}))", self.param(json))
    }

    fn param(&mut self, value: String) -> String {
        self.params.push(value);
        format!("?{}", self.first + self.params.len() - 1)
    }
}

//! The third form of a decision: a condition for the store, so that lists are cut down in SQL.

use super::Access;
use super::reach::Reach;
use crate::channel::Channels;
use crate::field::{FieldKind, Visibility};
use crate::id::GroupId;
use crate::permission::Permission;

/// The SQL expressions that stand for the facts of a chat. They are written into the condition as they are:
/// never build them from input. Bare columns let the store use its indexes.
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
    /// A `SELECT` of the ids of all channels, as `value`.
    pub every_channel: &'static str,
}

/// What the chats that are found in one way have in common: the columns that an index of them starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Nothing: it is every chat there is.
    Nothing,
    /// The channel.
    Channel,
    /// The assignee.
    Assignee,
    /// The responsible.
    Responsible,
    /// The group and the channel.
    Group,
    /// The channel, and that nobody is assigned.
    Unassigned,
}

/// One way to reach chats, such that the store can go straight to them: for each row of the keys, the chats for
/// which the condition holds share leading columns, so one index finds them in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlWay {
    /// What its chats have in common.
    pub lead: Lead,
    /// What stands in `FROM` before the chats; none: there is one key, and it stands in the condition.
    pub keys: Option<String>,
    /// The condition on a chat, in terms of the keys. Like [`SqlCondition::sql`], true or else false *or null*.
    pub sql: String,
}

/// A condition in SQLite's dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlCondition {
    /// For a `WHERE` clause: the expression, in parentheses, with numbered parameters. True for the chats that
    /// are reached; false *or null* for the others, so do not negate it.
    pub sql: String,
    /// The same chats taken apart by how they are found, for a store that holds many: a chat is reached where it
    /// is found in one of these ways, and may be found in several. None: no chat is reached.
    pub ways: Vec<SqlWay>,
    /// The values of the parameters, all text, the first for `?first`. They are those of `sql` and of `ways`.
    pub params: Vec<String>,
}

impl Access {
    /// The chats on which a permission may be used, as a condition whose first parameter is `?first`.
    ///
    /// However many grants there are, at most six parameters are used: a list goes in as a JSON array.
    pub fn condition(&self, permission: Permission, columns: &ChatColumns, first: usize) -> SqlCondition {
        Self::written(&self.reach(permission), columns, first)
    }

    /// The same for those of the chats only that are reached by a grant which shows a kind of field this widely.
    pub fn condition_showing(
        &self,
        permission: Permission,
        (kind, least): (&FieldKind, Visibility),
        columns: &ChatColumns,
        first: usize,
    ) -> SqlCondition {
        let subject = self.catalogue().subject(permission);
        let grants = self.showing(permission, kind, least);
        Self::written(&Reach::of(self.user(), subject, grants), columns, first)
    }

    fn written(reach: &Reach, columns: &ChatColumns, first: usize) -> SqlCondition {
        let mut writer = Writer { columns, first, params: Vec::new(), tests: Vec::new(), ways: Vec::new() };
        writer.write(reach);
        let sql = if writer.tests.is_empty() { "0".into() } else { writer.tests.join(" OR ") };
        SqlCondition { sql: format!("({sql})"), ways: writer.ways, params: writer.params }
    }
}

struct Writer<'a> {
    columns: &'a ChatColumns,
    first: usize,
    params: Vec<String>,
    tests: Vec<String>,
    ways: Vec<SqlWay>,
}

impl Writer<'_> {
    fn write(&mut self, reach: &Reach) {
        if reach.all == Channels::All {
            // Nothing is left for the other ways to find.
            return self.add(Lead::Nothing, None, "1".into(), "1".into());
        }
        let ChatColumns { channel, assignee, responsible, known, .. } = *self.columns;
        if let Some(list) = self.list(&reach.all) {
            let (found, test) = (format!("{channel} = key.value"), format!("{channel} IN {list}"));
            self.add(Lead::Channel, keys(&list), found, test);
        }
        if !reach.assigned.is_none() {
            let on =
                self.list(&reach.assigned).map_or_else(String::new, |l| format!(" AND {channel} IN {l}"));
            let me = self.param(reach.me.as_str().into());
            for (lead, whose) in [(Lead::Assignee, assignee), (Lead::Responsible, responsible)] {
                let mine = format!("({whose} = {me}{on})");
                self.add(lead, None, mine.clone(), mine);
            }
        }
        if !reach.new_clients.is_none() {
            let new = format!("{assignee} IS NULL AND {known} = 0");
            let (list, on) = match self.list(&reach.new_clients) {
                Some(list) => (list.clone(), format!(" AND {channel} IN {list}")),
                None => (format!("({})", self.columns.every_channel), String::new()),
            };
            let (found, test) = (format!("{channel} = key.value AND {new}"), format!("({new}{on})"));
            self.add(Lead::Unassigned, keys(&list), found, test);
        }
        self.groups(reach);
    }

    fn groups(&mut self, reach: &Reach) {
        let ChatColumns { channel, group, every_channel, .. } = *self.columns;
        let found = format!("{group} = team.value AND {channel} = key.value");
        // Groups with one list of channels stand together: in most companies there are few such lists.
        let (mut anywhere, mut somewhere) = (Vec::new(), Vec::<(&Channels, Vec<&GroupId>)>::new());
        for (id, channels) in reach.groups.iter().filter(|(_, channels)| !channels.is_none()) {
            match somewhere.iter_mut().find(|(own, _)| *own == channels) {
                _ if *channels == Channels::All => anywhere.push(id),
                Some((_, groups)) => groups.push(id),
                None => somewhere.push((channels, vec![id])),
            }
        }
        if !anywhere.is_empty() {
            let list = self.param(array(anywhere));
            let keys = format!("json_each({list}) team CROSS JOIN ({every_channel}) key");
            let test = format!("{group} IN (SELECT value FROM json_each({list}))");
            self.add(Lead::Group, Some(keys), found.clone(), test);
        }
        if !somewhere.is_empty() {
            let pairs: Vec<String> =
                somewhere.iter().map(|(on, groups)| format!("[{},{}]", array(groups), ids(on))).collect();
            let list = self.param(format!("[{}]", pairs.join(",")));
            let keys = format!(
                "json_each({list}) pair CROSS JOIN json_each(pair.value, '$[0]') team
                 CROSS JOIN json_each(pair.value, '$[1]') key"
            );
            let test = format!("({group}, {channel}) IN (SELECT team.value, key.value FROM {keys})");
            self.add(Lead::Group, Some(keys), found, test);
        }
    }

    fn add(&mut self, lead: Lead, keys: Option<String>, found: String, test: String) {
        self.ways.push(SqlWay { lead, keys, sql: found });
        self.tests.push(test);
    }

    /// A list of channels to be `IN`; none where that would be every channel. An empty one is nothing.
    fn list(&mut self, channels: &Channels) -> Option<String> {
        match channels {
            Channels::All => None,
            Channels::Only(list) if list.is_empty() => None,
            Channels::Only(_) => {
                let list = self.param(ids(channels));
                Some(format!("(SELECT value FROM json_each({list}))"))
            }
        }
    }

    fn param(&mut self, value: String) -> String {
        self.params.push(value);
        format!("?{}", self.first + self.params.len() - 1)
    }
}

fn keys(list: &str) -> Option<String> {
    Some(format!("{list} key"))
}

fn ids(channels: &Channels) -> String {
    match channels {
        Channels::All => array(core::iter::empty::<&str>()),
        Channels::Only(list) => array(list),
    }
}

/// Ids as JSON: they hold neither quotes nor backslashes.
fn array(ids: impl IntoIterator<Item = impl core::fmt::Display>) -> String {
    let quoted: Vec<String> = ids.into_iter().map(|id| format!("\"{id}\"")).collect();
    format!("[{}]", quoted.join(","))
}

//! Who had a chat, and why.

use serde::Serialize;
use serde_json::Value;
use usher_core::access::Target;
use usher_core::mask::{Lens, Maskable, Masked};
use usher_core::{Access, Permission};

use super::named::Named;
use crate::company::ledger::AssignmentRow;
use crate::out::Circumstances;

/// A stretch of a chat's history.
#[derive(Serialize)]
pub struct AssignmentView {
    user: Option<Named>,
    group: Option<Named>,
    from: i64,
    until: Option<i64>,
    by: Option<Named>,
    reason: Circumstances,
}

impl AssignmentView {
    /// A stretch of a chat's history as a viewer sees it. How colleagues ranked is for those who may see users; the
    /// others get the winner and why.
    pub fn masked(row: &AssignmentRow, access: &Access, lens: &Lens) -> Masked<Self> {
        let full = access.check(Permission::USERS_VIEW, Target::Anything).is_allowed();
        let reason = if full { row.reason.clone() } else { brief(&row.reason) };
        let view = Self {
            user: row.user.as_ref().map(|(id, name)| Named::new(id, name)),
            group: row.group.as_ref().map(|(id, name)| Named::new(id, name)),
            from: row.from_ms,
            until: row.until_ms,
            by: row.by.as_ref().map(|(id, name)| Named::new(id, name)),
            reason: Circumstances::of(reason),
        };
        Masked::new(view, lens)
    }
}

impl Maskable for AssignmentView {
    fn mask(self, lens: &Lens) -> Self {
        let Self { user, group, from, until, by, reason } = self;
        Self { user, group, from, until, by, reason: reason.mask(lens) }
    }
}

fn brief(reason: &Value) -> Value {
    const SHOWN: [&str; 6] = ["outcome", "user", "algorithm", "group", "because", "decidedAt"];
    let fields = reason.as_object().into_iter().flatten();
    fields
        .filter(|(key, _)| SHOWN.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

//! Who had a chat, and why.

use serde_json::{Value, json};
use usher_core::access::Target;
use usher_core::{Access, Permission};

use super::named::Named;
use crate::company::ledger::AssignmentRow;

/// A stretch of a chat's history. How colleagues ranked is for those who may see users; the others get the
/// winner and why.
pub fn assignment(row: &AssignmentRow, access: &Access) -> Value {
    let named = |pair: &Option<(String, String)>| pair.as_ref().map(|(id, name)| Named::new(id, name));
    let full = access.check(Permission::USERS_VIEW, Target::Anything).is_allowed();
    json!({
        "user": named(&row.user),
        "group": named(&row.group),
        "from": row.from_ms,
        "until": row.until_ms,
        "by": named(&row.by),
        "reason": if full { row.reason.clone() } else { brief(&row.reason) },
    })
}

fn brief(reason: &Value) -> Value {
    const SHOWN: [&str; 6] = ["outcome", "user", "algorithm", "group", "because", "decidedAt"];
    let fields = reason.as_object().into_iter().flatten();
    fields
        .filter(|(key, _)| SHOWN.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

//! Nobody gives what they do not hold.

use core::fmt;

use crate::access::{Access, Grant, Source};
use crate::channel::Channels;
use crate::field::{FieldKind, Visibility};
use crate::mask::{Masking, Style};
use crate::period::Period;
use crate::permission::{Permission, PermissionSet, Subject};
use crate::role::{ChatScope, NewClients};

/// A change would give somebody more than the one who makes it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overreach {
    /// The name of the first permission that would be given beyond what the editor holds.
    pub permission: String,
    /// Where it would be given.
    pub source: Source,
}

impl Overreach {
    /// Stable code of this error.
    pub const CODE: &'static str = "grant_exceeds_editor";
}

impl fmt::Display for Overreach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the change would give `{}` further than the editor holds it", self.permission)
    }
}

impl core::error::Error for Overreach {}

/// Whether an editor may change a user's access from `before` to `after`: whatever `after` allows must have
/// been allowed before, or be held by the editor. Taking away is always possible.
///
/// What each grant gives is held against single grants, never against a union of them: an editor with "all on
/// Telegram" and "assigned on WhatsApp" can not give "all on both", nor one whose own grant ends give one that
/// does not. What is over gives nothing. Where `after` is [potential](Access::compile_potential), the roles that
/// could be taken in an emergency count as given.
///
/// # Errors
/// [`Overreach`] names the first permission that goes too far.
pub fn may_give(editor: &Access, before: &Access, after: &Access) -> Result<(), Overreach> {
    for grant in after.grants() {
        let Some(period) = grant.period.rest(after.moment()) else { continue };
        for permission in grant.permissions.difference(after.denied()).iter() {
            let given = Given {
                grant,
                period,
                denied: after.denied(),
                permission,
                subject: after.catalogue().subject(permission),
            };
            if !held(before, &given) && !held(editor, &given) {
                return Err(Overreach {
                    permission: after.catalogue().name(permission).into(),
                    source: grant.source.clone(),
                });
            }
        }
    }
    Ok(())
}

/// One permission of one grant.
struct Given<'a> {
    grant: &'a Grant,
    /// What of its period is still to come.
    period: Period,
    denied: PermissionSet,
    permission: Permission,
    subject: Subject,
}

fn held(holder: &Access, given: &Given<'_>) -> bool {
    let lasting = |own: &&Grant| given.period.is_within(&own.period);
    holder.ever_holding(given.permission).filter(lasting).any(|own| match given.subject {
        Subject::Company => true,
        Subject::Record => !given.grant.reaches_something() || contains(own, holder.denied(), given),
    })
}

/// Whether a grant reaches, and shows, at least as much as another.
fn contains(own: &Grant, denied: PermissionSet, given: &Given<'_>) -> bool {
    let wanted = given.grant;
    let groups = || match &wanted.channels {
        Channels::Only(ids) if ids.is_empty() => true,
        _ => wanted.groups.is_subset(&own.groups),
    };
    let scope = match (wanted.scope, own.scope) {
        (ChatScope::Group, ChatScope::Group) => groups(),
        (wanted, own) => wanted <= own,
    };
    let new_clients = wanted.new_clients == NewClients::Hidden
        || own.new_clients == NewClients::Shown
        || own.scope == ChatScope::All;
    wanted.channels.is_within(&own.channels)
        && scope
        && new_clients
        && wanted.shown(given.denied).is_within(&own.shown(denied))
}

/// A change of how a company masks would show more of a kind than the one who makes it sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loosened {
    /// The first kind of which more would be shown.
    pub kind: FieldKind,
}

impl fmt::Display for Loosened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the change would show more of `{}` than the editor sees", self.kind)
    }
}

impl core::error::Error for Loosened {}

/// Whether an editor may change how a company masks from `before` to `after`. What is masked may be shown clear only by
/// who sees that kind clear in every record there is, and otherwise more of it only by who sees it masked there.
///
/// # Errors
/// [`Loosened`] names the first kind of which the editor does not see enough.
pub fn may_mask(editor: &Access, before: &Masking, after: &Masking) -> Result<(), Loosened> {
    let sees = |kind: &FieldKind, least| {
        let seen_with = [Permission::CONTACTS_VIEW, Permission::CHATS_VIEW];
        seen_with.into_iter().any(|permission| editor.shows_everywhere(permission, kind, least))
    };
    // A kind that either names; of the others nothing changes.
    for (kind, _) in before.styles.iter().chain(after.styles.iter()) {
        let (was, is) = (before.styles.get(kind), after.styles.get(kind));
        let least = if is == Style::Clear { Visibility::Clear } else { Visibility::Masked };
        if shown(is) > shown(was) && !sees(kind, least) {
            return Err(Loosened { kind: kind.clone() });
        }
    }
    Ok(())
}

/// How much a style shows, compared to others.
fn shown(style: Style) -> u8 {
    match style {
        Style::Hidden => 0,
        Style::Token => 1,
        Style::Partial => 2,
        Style::Clear => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mask::Styles;
    use crate::{Policy, UserId};

    /// The access of somebody who sees phones like this, on these channels.
    fn editor(phone: &str, channels: &str) -> Access {
        let policy = serde_json::json!({ "version": 1,
            "company": { "code": "acme", "name": "Acme", "utcOffsetMinutes": 0 },
            "hostPermissions": [], "sections": [], "groups": [],
            "channels": [{ "id": "sms", "kind": "sms", "name": "SMS" }],
            "roles": [{ "id": "all", "name": "All", "rights": { "scope": "all", "newClients": true,
                "permissions": ["chats.view", "contacts.view", "contacts.phone", "settings.edit"], "fields": { "phone": phone } } }],
            "users": [{ "id": "me", "name": "Me", "username": "me", "status": "active", "roles": ["all"], "groups": [],
                "channels": if channels == "all" { "all".into() } else { serde_json::json!([channels]) } }] });
        Policy::parse(&policy.to_string()).unwrap().access(&UserId::parse("me").unwrap(), 1).unwrap()
    }

    #[test]
    fn nobody_shows_more_than_they_see_everywhere() {
        let masking =
            |style| Masking { styles: Styles::partial().with(FieldKind::Phone, style), ..Masking::usual() };
        let all = [Style::Hidden, Style::Token, Style::Partial, Style::Clear];
        for (editor, widest) in [
            (editor("clear", "all"), 3),
            (editor("masked", "all"), 2),
            (editor("hidden", "all"), 0),
            (editor("clear", "sms"), 0),
        ] {
            for (was, before) in (0..).zip(all) {
                for (is, after) in (0..).zip(all) {
                    let may = may_mask(&editor, &masking(before), &masking(after)).is_ok();
                    assert_eq!(may, is <= was || is <= widest, "{before:?} {after:?}");
                }
            }
            // What is not named is shown in part.
            assert_eq!(may_mask(&editor, &masking(Style::Hidden), &Masking::usual()).is_ok(), widest >= 2);
        }
    }
}

//! Nobody gives what they do not hold.

use core::fmt;

use crate::access::{Access, Grant, Source};
use crate::channel::Channels;
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

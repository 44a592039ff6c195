//! What somebody may take, as access says.

use crate::access::Access;
use crate::chat::{Acquaintance, ChatFacts};
use crate::id::{ChannelId, GroupId, UserId};
use crate::routing::may_take;
use crate::user::UserStatus;

use super::event::Entitlement;
use super::number::{ChannelNo, GroupNo};

/// A group on a channel: its name for access, its number for the engine.
#[derive(Debug, Clone, Copy)]
pub struct Class<'a> {
    /// The group.
    pub group: (GroupNo, &'a GroupId),
    /// The channel.
    pub channel: (ChannelNo, &'a ChannelId),
}

/// What a user may take of each of these classes. Access is asked, as for an assignment by hand, about the chat as it
/// would be once they had it; nothing about rights is decided elsewhere.
///
/// A host asks again, and sends the person again, whenever the answer may be another: after a change of the policy or of
/// the user, and at the moment that [`Access::changes_at`](crate::Access::changes_at) names.
#[must_use]
pub fn entitlements(
    user: &UserId,
    status: UserStatus,
    access: &Access,
    classes: &[Class<'_>],
) -> Vec<Entitlement> {
    let cases = [
        (Entitlement::NEW, Acquaintance::New, None),
        (Entitlement::KNOWN, Acquaintance::Known, None),
        (Entitlement::OWN_NEW, Acquaintance::New, Some(user)),
        (Entitlement::OWN_KNOWN, Acquaintance::Known, Some(user)),
    ];
    let mut entitlements = Vec::new();
    for class in classes {
        let mut bits = 0;
        for (bit, known, responsible) in cases {
            let chat = ChatFacts {
                channel: class.channel.1.clone(),
                group: Some(class.group.1.clone()),
                assignee: None,
                responsible: responsible.cloned(),
                known,
            };
            if may_take(user, status, access, &chat).is_ok() {
                bits |= bit;
            }
        }
        if bits != 0 {
            entitlements.push(Entitlement { group: class.group.0, channel: class.channel.0, bits });
        }
    }
    entitlements
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Somebody who answers on one channel, and sees but does not answer on another.
    const ACCESS: &str = r#"{"version": 2, "company": "demo", "user": "u1", "policyRevision": 1, "issuedAt": 0,
        "expiresAt": 9, "status": "active", "hostPermissions": [], "denied": [], "grants": [GRANTS], "sections": []}"#;

    fn bits(grants: &str, status: UserStatus) -> Vec<(u16, u8)> {
        let access = Access::parse(&ACCESS.replace("GRANTS", grants)).unwrap();
        let (user, group) = (UserId::parse("u1").unwrap(), GroupId::parse("sales").unwrap());
        let channels = ["wa", "tg", "sms"].map(|id| ChannelId::parse(id).unwrap());
        let class = |(no, id)| Class { group: (GroupNo(4), &group), channel: (ChannelNo(no), id) };
        let classes: Vec<Class<'_>> = (0..).zip(&channels).map(class).collect();
        let entitlements = entitlements(&user, status, &access, &classes);
        assert!(entitlements.iter().all(|one| one.group == GroupNo(4)));
        entitlements.into_iter().map(|one| (one.channel.0, one.bits)).collect()
    }

    #[test]
    fn as_access_says() {
        let grant = |channel: &str, permissions: &str, scope: &str| {
            format!(
                r#"{{"source": {{"kind": "role", "role": "agent", "group": "sales"}}, "permissions": [{permissions}],
                "channels": ["{channel}"], "scope": "{scope}", "groups": ["sales"], "newClients": false,
                "fields": {{"name": "clear", "phone": "masked", "email": "masked"}}}}"#
            )
        };
        let both = grant("wa", r#""chats.view", "chats.reply""#, "assigned");
        let view = grant("tg", r#""chats.view""#, "all");
        let grants = format!("{both}, {view}");
        assert_eq!(bits(&grants, UserStatus::Active), [(0, 15)]);
        assert_eq!(bits(&grants, UserStatus::Deactivated), []);
        assert_eq!(bits("", UserStatus::Active), []);
        assert_eq!(bits(&grant("wa", r#""chats.view", "chats.reply""#, "none"), UserStatus::Active), []);
    }
}

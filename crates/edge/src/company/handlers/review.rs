//! Why somebody may or may not, and what is odd about the policy as a whole.

use usher_core::access::Target;
use usher_core::review::{Census, LastUse, Unused, remedies};
use usher_core::{ChatFacts, ChatId, Permission, UserId};

use crate::ask::{About, Question};
use crate::company::ledger::Likeness;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::Named;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Object;
use crate::out::declared::PermissionName;
use crate::problem::{Code, Problem};

/// A right that was not used for this long counts as unused, in milliseconds: ninety days.
const UNUSED_AFTER_MS: i64 = 90 * 86_400_000;

/// Most open chats that are looked at, the latest: some tenths of a second for the largest company.
const CHATS_MAX: u32 = 10_000;

/// Most chats that an analysis names.
const NAMED_MAX: usize = 100;

/// What a handler asks for. Of other permissions nothing is known: they are not unused, only unobserved.
const OBSERVED: [Permission; 19] = [
    Permission::CHATS_VIEW,
    Permission::CHATS_REPLY,
    Permission::CHATS_ASSIGN,
    Permission::CHATS_CLOSE,
    Permission::CHATS_EXPORT,
    Permission::CONTACTS_VIEW,
    Permission::CONTACTS_EXPORT,
    Permission::CONTACTS_REVEAL,
    Permission::SETTINGS_VIEW,
    Permission::SETTINGS_EDIT,
    Permission::CHANNELS_MANAGE,
    Permission::USERS_VIEW,
    Permission::USERS_MANAGE,
    Permission::GROUPS_MANAGE,
    Permission::ROLES_MANAGE,
    Permission::AUDIT_VIEW,
    Permission::ACCESS_EMERGENCY,
    Permission::NEWSLETTERS_VIEW,
    Permission::REPORTS_VIEW,
];

/// Why a user may do something or not, and what would give it.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::InvalidParameter`] for a permission that does not exist, [`Code::NotFound`]
/// for a user, or for a chat or contact that the asker may not see, or [`Fault`].
pub fn explain(
    scene: &Scene<'_>,
    viewer: &Viewer,
    id: &UserId,
    question: &Question,
) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    let permission = scene.directory.catalogue.find(&question.permission);
    let permission =
        permission.ok_or_else(|| Problem::new(Code::InvalidParameter).with_detail("`permission`"))?;
    let user = scene.ledger.user(id)?.ok_or(Code::NotFound)?;
    let (chat, contact) = match &question.about {
        None => (None, None),
        Some(About::Chat(chat)) => {
            (Some(scene.chat_for(viewer, Permission::CHATS_VIEW, chat)?.facts()), None)
        }
        Some(About::Contact(contact)) => (None, Some(scene.contact_for(viewer, contact)?.1)),
    };
    let target = match (&chat, &contact) {
        (Some(chat), _) => Target::Chat(chat),
        (None, Some(contact)) => Target::Contact(contact),
        (None, None) => Target::Anything,
    };
    let explanation = scene.directory.access(&user).explain(permission, target);
    let remedies = remedies(&scene.directory.person(&user), permission, target, scene.ledger.now_ms);
    Ok(Reply::ok(&object! { "explanation": explanation, "remedies": remedies }).into())
}

/// What is odd about the policy: key rights that rest on one person, chats that nobody can answer, rights that nobody
/// uses, and rights that a role adds nothing to.
///
/// # Errors
/// [`Code::PermissionMissing`], or [`Fault`].
pub fn analysis(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    let policy = scene.ledger.policy(&scene.directory.settings)?;
    let census = Census::of(&policy, scene.ledger.now_ms);
    let users = &policy.users;
    let name = |id: &UserId| users.iter().find(|user| user.id == *id).map(|user| Named::new(id, &user.name));
    let rights = census.sole_holders();
    // Key rights with the few who hold them.
    let sole = rights.iter().map(|right| {
        let holders: Vec<Named> = right.holders.iter().filter_map(|id| name(id)).collect();
        let permission = PermissionName::find(census.catalogue(), right.permission);
        object! { "permission": permission, "holders": holders }
    });
    let sole: Vec<Object> = sole.collect();
    let alike = scene.ledger.open_facts(CHATS_MAX)?;
    let facts: Vec<ChatFacts> = alike.iter().map(|one| one.facts.clone()).collect();
    let unanswerable = census.unanswerable(&facts);
    // One that waits in a queue for somebody to take it is no alarm.
    let waits = |one: &Likeness, is_assignable: bool| is_assignable && one.facts.assignee.is_none();
    let stuck = unanswerable
        .chats
        .iter()
        .filter_map(|chat| alike.get(chat.place).filter(|one| !waits(one, chat.is_assignable)));
    let stuck: Vec<&Likeness> = stuck.collect();
    let (unused, unused_since) = unused(scene, &census)?;
    // Of chats about which every decision is the same one is named.
    let chats: Vec<&ChatId> = stuck.iter().take(NAMED_MAX).map(|one| &one.one).collect();
    let unanswerable = object! {
        "channels": unanswerable.channels,
        "chats": chats,
        "chatsCount": stuck.iter().map(|one| one.count).sum::<usize>(),
        // How many open chats were looked at.
        "chatsCounted": alike.iter().map(|one| one.count).sum::<usize>(),
    };
    let analysis = object! {
        "soleHolders": sole,
        "unanswerable": unanswerable,
        "unused": unused,
        "unusedSince": unused_since,
        "redundant": census.redundant(),
    };
    Ok(Reply::ok(&analysis).with_revision(policy.revision).into())
}

/// What was not used for long, and since when. Nothing is said of what can not be observed.
fn unused<'c>(scene: &Scene<'_>, census: &'c Census<'_>) -> Result<(Unused<'c>, i64), Fault> {
    let rows = scene.ledger.uses()?;
    let catalogue = census.catalogue();
    let uses: Vec<LastUse<'_>> = rows
        .iter()
        .filter_map(|row| {
            let permission = catalogue.find(&row.permission)?;
            Some(LastUse { user: &row.user, permission, at: row.day_at_ms })
        })
        .collect();
    let now_ms = scene.ledger.now_ms;
    let begun_ms = scene.directory.settings.day_start_ms(scene.ledger.uses_since_ms()?);
    let since_ms = begun_ms.max(now_ms - UNUSED_AFTER_MS);
    let of_sections = scene.directory.settings.sections.iter().map(|section| section.permission.as_str());
    let observed: Vec<&str> =
        OBSERVED.iter().map(|permission| catalogue.name(*permission)).chain(of_sections).collect();
    let mut found = census.unused(&uses, since_ms);
    let known = |names: &mut Vec<&str>| {
        names.retain(|name| observed.contains(name));
        !names.is_empty()
    };
    found.users.retain_mut(|one| known(&mut one.permissions));
    found.roles.retain_mut(|one| known(&mut one.permissions));
    found.groups.retain_mut(|one| known(&mut one.permissions));
    Ok((found, since_ms))
}

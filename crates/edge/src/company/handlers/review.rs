//! Why somebody may or may not, and what is odd about the policy as a whole.

use serde_json::{Value, json};
use usher_core::access::Target;
use usher_core::review::{Census, LastUse, remedies};
use usher_core::{ChatFacts, Permission, UserId};

use crate::ask::{About, Question};
use crate::company::serve::{Answer, Scene, Viewer};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::problem::{Code, Problem};

/// A right that was not used for this long counts as unused, in milliseconds: ninety days.
const UNUSED_AFTER_MS: i64 = 90 * 86_400_000;

/// Most open chats that are looked at.
const CHATS_MAX: u32 = 100_000;

/// Most chats that an analysis names.
const NAMED_MAX: usize = 100;

/// What a handler asks for. Of other permissions nothing is known: they are not unused, only unobserved.
const OBSERVED: [Permission; 14] = [
    Permission::CHATS_VIEW,
    Permission::CHATS_REPLY,
    Permission::CHATS_ASSIGN,
    Permission::CHATS_CLOSE,
    Permission::CONTACTS_VIEW,
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
    Ok(Reply::ok(&json!({ "explanation": explanation, "remedies": remedies })).into())
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
    let name = |id: &UserId| {
        let user = policy.users.iter().find(|user| user.id == *id);
        json!({ "id": id, "name": user.map(|user| &user.name) })
    };
    let sole: Vec<Value> = census
        .sole_holders()
        .iter()
        .map(|right| {
            let holders: Vec<Value> = right.holders.iter().map(|id| name(id)).collect();
            json!({ "permission": right.permission, "holders": holders })
        })
        .collect();
    let (unused, since_ms) = unused(scene, &census)?;
    Ok(Reply::ok(&json!({
        "soleHolders": sole,
        "unanswerable": unanswerable(scene, &census)?,
        "unused": unused,
        "unusedSince": since_ms,
        "redundant": census.redundant(),
    }))
    .with_revision(policy.revision)
    .into())
}

fn unanswerable(scene: &Scene<'_>, census: &Census<'_>) -> Result<Value, Fault> {
    let alike = scene.ledger.open_facts(CHATS_MAX)?;
    let facts: Vec<ChatFacts> = alike.iter().map(|one| one.facts.clone()).collect();
    let found = census.unanswerable(&facts);
    let stuck: Vec<_> = found.chats.iter().filter_map(|chat| alike.get(chat.place)).collect();
    let count: usize = stuck.iter().map(|one| one.count).sum();
    let ids: Vec<_> = stuck.iter().take(NAMED_MAX).map(|one| &one.one).collect();
    Ok(json!({ "channels": found.channels, "chats": ids, "chatsCount": count }))
}

/// What was not used for long, and since when. Nothing is said of what can not be observed.
fn unused(scene: &Scene<'_>, census: &Census<'_>) -> Result<(Value, i64), Fault> {
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
    let found = census.unused(&uses, since_ms);
    let mut found =
        serde_json::to_value(&found).map_err(|_| Fault::Corrupt("an analysis that is not JSON"))?;
    let lists = found.as_object_mut().into_iter().flat_map(|lists| lists.values_mut());
    for list in lists.filter_map(Value::as_array_mut) {
        for entry in list.iter_mut() {
            if let Some(Value::Array(names)) = entry.get_mut("permissions") {
                names.retain(|name| name.as_str().is_some_and(|name| observed.contains(&name)));
            }
        }
        list.retain(|entry| {
            entry.get("permissions").and_then(Value::as_array).is_some_and(|names| !names.is_empty())
        });
    }
    Ok((found, since_ms))
}

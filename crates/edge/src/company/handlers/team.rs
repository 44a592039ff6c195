//! Who is there, and how much everybody has in hand.

use serde_json::Value;
use usher_core::routing::engine::{PersonNo, Presence};
use usher_core::{Permission, User};

use crate::ask::{PresenceBody, PresenceChoice};
use crate::company::ledger::{Colleague, Load};
use crate::company::serve::{Answer, Scene, Viewer};
use crate::fault::Fault;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Object;
use crate::out::declared::{CodeWord, OwnName};
use crate::problem::Code;

/// Everybody who works here.
///
/// # Errors
/// [`Code::PermissionMissing`], or [`Fault`].
pub fn team(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    Ok(Reply::ok(&object! { "people": people(scene, None)? }).into())
}

/// These people, or all, as colleagues see them.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn people(scene: &Scene<'_>, only: Option<&[PersonNo]>) -> Result<Vec<Object>, Fault> {
    Ok(scene.ledger.colleagues(only)?.iter().map(shown).collect())
}

/// Says whether the viewer takes chats.
///
/// # Errors
/// [`Code::InvalidField`], or [`Fault`].
pub fn choose(scene: &Scene<'_>, viewer: &Viewer, body: &Value) -> Result<Answer, Fault> {
    let PresenceBody { presence } = typed(body)?;
    let choice = match presence {
        PresenceChoice::Online => "online",
        PresenceChoice::Finishing => "finishing",
        PresenceChoice::Away => "away",
    };
    let ((), changes) = scene.route(|turn| turn.choose(&viewer.user.id, choice))?;
    let (presence, chosen) = own(scene, &viewer.user)?;
    let reply = Reply::ok(&object! { "presence": presence, "chosenPresence": chosen });
    Ok(Answer { reply, changes })
}

/// How somebody is seen, and what they chose.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn own(scene: &Scene<'_>, user: &User) -> Result<(Option<&'static str>, CodeWord), Fault> {
    let no = scene.ledger.person_no(&user.id)?.ok_or(Code::SessionInvalid)?;
    let me = scene.ledger.colleagues(Some(&[no]))?;
    Ok((me.first().map(seen), scene.ledger.presence_chosen(&user.id)?))
}

/// How somebody is seen by colleagues: whoever has logged out is away, and not lost.
fn seen(one: &Colleague) -> &'static str {
    match one.row.presence {
        Presence::Online => "online",
        Presence::Finishing => "finishing",
        Presence::Lost if one.in_session => "lost",
        Presence::Away | Presence::Lost => "away",
    }
}

fn shown(one: &Colleague) -> Object {
    let profile = &one.row.profile;
    object! {
        "id": one.user.0,
        "name": OwnName::of_colleague(one),
        "presence": seen(one),
        "since": one.row.since_ms,
        "groups": one.groups,
        "text": load(one.text, profile.text_capacity),
        "calls": load(one.calls, profile.call_capacity),
    }
}

fn load(load: Load, capacity: u16) -> Object {
    object! { "open": load.open, "used": load.used, "capacity": capacity }
}

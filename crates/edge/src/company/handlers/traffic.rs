//! What came and went, to try other rules on: numbers and colleagues, nothing of clients.

use std::collections::BTreeMap;

use usher_core::{ChannelKind, Permission};

use crate::company::serve::{Answer, Scene, Viewer};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Object;

/// A day, in milliseconds.
const DAY_MS: i64 = 86_400_000;

/// What came and went in so many days.
///
/// # Errors
/// [`Code::PermissionMissing`](crate::problem::Code::PermissionMissing), or [`Fault`].
pub fn traffic(scene: &Scene<'_>, viewer: &Viewer, days: u32) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::ROUTING_MANAGE)?;
    let ledger = &scene.ledger;
    let from_ms = ledger.now_ms - i64::from(days) * DAY_MS;
    let traffic = ledger.traffic(from_ms)?;
    let groups: BTreeMap<i64, _> =
        ledger.numbered_groups()?.into_iter().map(|group| (i64::from(group.no.0), group.id)).collect();
    let channels: BTreeMap<i64, _> = (0..).zip(ledger.numbered_channels()?).collect();
    let users: BTreeMap<i64, _> = (0..).zip(ledger.numbered_people()?).collect();
    let arrivals = traffic.came.iter().filter_map(|came| {
        let (channel, kind, _) = channels.get(&came.channel)?;
        Some(object! {
            "at": came.at_ms,
            "group": groups.get(&came.group),
            "channel": channel,
            "kind": if *kind == ChannelKind::Voip { "call" } else { "text" },
            "responsible": came.responsible.and_then(|no| users.get(&no)),
            "handledFor": came.handled_ms,
        })
    });
    let arrivals: Vec<Object> = arrivals.collect();
    let presence = traffic.online.iter().filter_map(|one| {
        Some(object! { "user": users.get(&one.person)?, "from": one.from_ms, "until": one.until_ms })
    });
    let presence: Vec<Object> = presence.collect();
    let colleagues = ledger.colleagues(None)?;
    let people = colleagues.iter().map(|one| {
        let profile = &one.row.profile;
        object! {
            "id": one.user.0,
            "groups": one.groups,
            "text": profile.text_capacity,
            "calls": profile.call_capacity,
        }
    });
    let people: Vec<Object> = people.collect();
    let named: Vec<_> = scene.directory.groups.iter().map(|group| &group.id).collect();
    let known: Vec<Object> =
        channels.values().map(|(id, kind, _)| object! { "id": id, "kind": kind.as_str() }).collect();
    Ok(Reply::ok(&object! {
        "from": from_ms,
        "until": ledger.now_ms,
        "groups": named,
        "channels": known,
        "arrivals": arrivals,
        "people": people,
        "presence": presence,
    })
    .into())
}

//! Chats that wait: served, longest waiting first, as soon as somebody becomes eligible.

use std::collections::BTreeSet;

use usher_core::GroupId;

use super::change::Change;
use super::routing::Roster;
use super::serve::Scene;
use crate::fault::Fault;

/// How many waiting chats are looked at in one go.
const BATCH_MAX: u32 = 1_000;

/// Gives waiting chats to those who can take them now. Call it in a transaction.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn drain(scene: &Scene<'_>) -> Result<Vec<Change>, Fault> {
    let mut roster = Roster::new(scene);
    let mut changes = Vec::new();
    // Chats of groups where nobody is would only stand before those that can be served.
    let staffed = staffed(scene)?;
    for chat in scene.ledger.queue(&staffed, BATCH_MAX)? {
        let facts = chat.facts();
        let Some(group) = facts.group.as_ref().and_then(|id| scene.directory.group(id)) else { continue };
        let decision = roster.decide(scene, &facts, group)?;
        if decision.user().is_some() {
            roster.record(scene, &chat.id, &decision)?;
            changes.push(Change::Chat { id: chat.id, before: Some(facts), message: None });
        }
    }
    Ok(changes)
}

/// The groups of which somebody is online.
fn staffed(scene: &Scene<'_>) -> Result<BTreeSet<GroupId>, Fault> {
    let mut staffed = BTreeSet::new();
    for user in scene.presence.online() {
        staffed.extend(
            scene
                .ledger
                .user(&user)?
                .into_iter()
                .flat_map(|user| user.groups)
                .filter(|held| held.period.contains(scene.ledger.now_ms))
                .map(|held| held.id),
        );
    }
    Ok(staffed)
}

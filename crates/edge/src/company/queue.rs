//! Chats that wait: served, longest waiting first, as soon as somebody becomes eligible.

use super::change::Change;
use super::routing::Roster;
use super::serve::Scene;
use crate::fault::Fault;

/// How many waiting chats are looked at in one go.
const BATCH_MAX: u32 = 200;

/// Gives waiting chats to those who can take them now. Call it in a transaction.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn drain(scene: &Scene<'_>) -> Result<Vec<Change>, Fault> {
    let mut roster = Roster::new(scene);
    let mut changes = Vec::new();
    for chat in scene.ledger.queue(BATCH_MAX)? {
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

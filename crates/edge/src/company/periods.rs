//! What starts and ends by itself, seen to at the moment when it does.

use std::collections::BTreeSet;

use usher_core::UserId;

use super::change::{Change, joined};
use super::emergency;
use super::serve::Scene;
use crate::fault::Fault;

/// Sees to everything that started or ended since the last time: what was taken in an emergency is noted as over,
/// routing does what is due, and those whom it concerns are told.
///
/// Accesses themselves need nothing: each is compiled for the moment of its request.
///
/// # Errors
/// [`Fault`] where the store fails; then nothing is written, and it is seen to the next time.
pub fn pass(scene: &Scene<'_>) -> Result<Vec<Change>, Fault> {
    scene.ledger.transaction(|| {
        // Before the emergencies are noted as over: then nothing would tell any more whom they concern.
        let mut users: BTreeSet<UserId> = scene.ledger.pass_boundaries()?.into_iter().collect();
        let mut changes = emergency::expire(scene)?;
        // Each is told once.
        changes.retain(|change| match change {
            Change::Access(more) => {
                users.extend(more.iter().cloned());
                false
            }
            _ => true,
        });
        let users: Vec<UserId> = users.into_iter().collect();
        let scene = scene.afresh()?;
        let ((), routed) = scene.route(|turn| {
            turn.renew(Some(&users))?;
            turn.look_around()?;
            turn.pass()
        })?;
        changes.insert(0, Change::Access(users));
        Ok(joined(changes, routed))
    })
}

//! A change of the policy: made on a copy, judged as a whole, and only then written.

mod make;
mod refused;

pub use refused::Refused;

use usher_core::review::{Census, affected, refusals};
use usher_core::{Group, GroupId, Policy, Role, RoleId, User, UserId, UserStatus};

use super::change::{Change, joined};
use super::directory::Directory;
use super::ledger::Deed;
use super::routing::Turn;
use super::serve::{Scene, Viewer};
use crate::ask::PolicyChange;
use crate::fault::Fault;
use crate::out::{Object, Said};
use crate::problem::Code;

/// Open chats of a deleted group that those who watch are told of.
const TOLD_MAX: u32 = 1_000;

/// The policy before and after some changes.
pub struct Edit {
    before: Policy,
    after: Policy,
    made: Vec<Made>,
    refused: Vec<Refused>,
}

/// One change that was made on the copy.
#[derive(Clone, Debug)]
pub struct Made {
    /// What to write.
    pub write: Write,
    /// How it is called in the audit log.
    pub action: &'static str,
    /// What is said of it there.
    pub detail: Object,
}

impl Made {
    /// Who works here no more after it.
    fn leaving(&self) -> Option<&UserId> {
        match &self.write {
            Write::User(user) if user.status != UserStatus::Active => Some(&user.id),
            _ => None,
        }
    }
}

/// What is written of a change.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "each is what its name says")]
pub enum Write {
    User(User),
    Role(Role),
    Group(Group),
    NewRole(Role),
    NewGroup(Group),
    RoleGone(RoleId),
    GroupGone(GroupId),
}

/// What changes come to, before anything is written.
pub struct Judged {
    /// The policy as it is, with everybody compiled.
    pub before: Census<'static>,
    /// The same after the changes.
    pub after: Census<'static>,
    made: Vec<Made>,
    refused: Vec<Refused>,
}

impl Edit {
    /// Starts from what is stored.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn begin(scene: &Scene<'_>) -> Result<Self, Fault> {
        let before = scene.ledger.policy(&scene.directory.settings)?;
        Ok(Self { after: before.clone(), before, made: Vec::new(), refused: Vec::new() })
    }

    /// Makes a change on the copy. One that a rule forbids is noted as refused.
    ///
    /// # Errors
    /// A caller's [`Fault`] where the body is not of the right form, or what is to be changed is not there.
    pub fn make(&mut self, scene: &Scene<'_>, change: &PolicyChange) -> Result<(), Fault> {
        make::make(self, scene, change)
    }

    /// Judges the changes: whatever saving would refuse is refused here.
    ///
    /// # Errors
    /// [`Refused`]: everything that keeps the policy from being one, in which case nothing more can be said.
    pub fn judge(self, viewer: &Viewer, now_ms: i64) -> Result<Judged, Vec<Refused>> {
        let Self { before, after, made, mut refused } = self;
        let after = match after.checked() {
            Ok(after) => after,
            Err(errors) => {
                refused.extend(errors.errors().iter().map(Refused::by_the_policy));
                return Err(refused);
            }
        };
        let (before, after) = (Census::owning(before, now_ms), Census::owning(after, now_ms));
        let broken: Vec<Refused> = refusals(&viewer.access, &before, &after)
            .iter()
            .map(|one| Refused::by_a_rule(one, &after))
            .collect();
        refused.extend(broken);
        Ok(Judged { before, after, made, refused })
    }
}

impl Judged {
    /// What was changed, in order.
    pub fn made(&self) -> &[Made] {
        &self.made
    }

    /// Why this must not be saved; empty where it may be.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// Writes the changes with their audit entries, and tells routing: somebody may have become eligible, or is so no more.
    ///
    /// # Errors
    /// The first refusal as a [`Problem`](crate::problem::Problem), or [`Fault`]; then nothing is written.
    pub fn save(self, scene: &Scene<'_>, viewer: &Viewer) -> Result<Vec<Change>, Fault> {
        if let Some(refused) = self.refused.first() {
            return Err(refused.problem(viewer.sees_users()).into());
        }
        let users: Vec<UserId> = affected(&self.before, &self.after).into_iter().cloned().collect();
        let ledger = &scene.ledger;
        let mut changes = vec![Change::Access(users)];
        let leaving: Vec<UserId> = self.made.iter().filter_map(Made::leaving).cloned().collect();
        let routed = ledger.transaction(|| {
            let (calls, _) = scene.route(|turn| {
                let mut calls = leaving.iter().map(|user| turn.has_calls(user));
                calls.try_fold(false, |any, one| one.map(|one| any || one))
            })?;
            if calls {
                return Err(Code::CallsOpen.into());
            }
            for made in &self.made {
                changes.extend(write(scene, viewer, &made.write)?);
                ledger.audit(&Deed {
                    actor: Some(&viewer.user.id),
                    action: made.action,
                    subject: subject(&made.write),
                    detail: made.detail.clone(),
                })?;
            }
            ledger.count_policy_change()?;
            let scene = scene.afresh()?;
            let ((), routed) = scene.route(Turn::decided)?;
            Ok(routed)
        })?;
        Ok(joined(changes, routed))
    }
}

fn write(scene: &Scene<'_>, viewer: &Viewer, write: &Write) -> Result<Vec<Change>, Fault> {
    let ledger = &scene.ledger;
    match write {
        Write::User(user) => {
            ledger.put_user(0, user)?;
            if user.status != UserStatus::Active {
                ledger.end_sessions_of(&user.id)?;
                let ended = super::emergency::end_all(scene, &viewer.user.id, user)?;
                return Ok(ended.into_iter().chain([Change::UserOut(user.id.clone())]).collect());
            }
        }
        Write::Role(role) => ledger.put_role(0, role)?,
        Write::Group(group) => ledger.put_group(0, group)?,
        Write::NewRole(role) => ledger.put_role(ledger.end_of_roles()?, role)?,
        Write::NewGroup(group) => ledger.put_group(ledger.end_of_groups()?, group)?,
        Write::RoleGone(role) => ledger.delete_role(role)?,
        Write::GroupGone(group) => {
            let chats = ledger.open_chats_of_group(group, TOLD_MAX)?;
            ledger.delete_group(group)?;
            let told = |chat: super::ledger::ChatRow| Change::Chat {
                before: Some(chat.facts()),
                id: chat.id,
                message: None,
            };
            return Ok(chats.into_iter().map(told).collect());
        }
    }
    Ok(Vec::new())
}

fn subject(write: &Write) -> Said {
    match write {
        Write::User(user) => Said::new("user:{}", &[&user.id]),
        Write::Role(role) | Write::NewRole(role) => Said::new("role:{}", &[&role.id]),
        Write::Group(group) | Write::NewGroup(group) => Said::new("group:{}", &[&group.id]),
        Write::RoleGone(role) => Said::new("role:{}", &[role]),
        Write::GroupGone(group) => Said::new("group:{}", &[group]),
    }
}

impl Scene<'_> {
    /// The same with the policy as it is stored now.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn afresh(&self) -> Result<Scene<'_>, Fault> {
        let directory = Directory::read(&self.ledger)?.ok_or(Fault::Corrupt("a company that is gone"))?;
        Ok(Scene { ledger: self.ledger, directory, presence: self.presence, memory: self.memory })
    }
}

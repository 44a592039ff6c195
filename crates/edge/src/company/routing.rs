//! Who gets a chat: the core decides, on facts that are gathered here.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use usher_core::routing::{Assignment, Candidate, Presence, Request, route};
use usher_core::{Access, ChatFacts, ChatId, Group, GroupId, UserId, UserStatus};

use super::ledger::Deed;
use super::serve::Scene;
use crate::fault::Fault;
use crate::out::declared::Seed;
use crate::out::{Object, Said};
use crate::{object, random};

/// The members of the groups that chats go to, as things stand now. Kept for the length of one request.
pub struct Roster {
    online: BTreeSet<UserId>,
    teams: BTreeMap<GroupId, Vec<Member>>,
    open_chats: BTreeMap<UserId, u32>,
}

struct Member {
    user: UserId,
    status: UserStatus,
    access: Access,
    last_seen_at_ms: Option<i64>,
}

impl Roster {
    /// Sees who is there. Members are read when their group is first asked for.
    pub fn new(scene: &Scene<'_>) -> Self {
        Self { online: scene.presence.online(), teams: BTreeMap::new(), open_chats: BTreeMap::new() }
    }

    /// Decides who gets a chat that goes to a group.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn decide(
        &mut self,
        scene: &Scene<'_>,
        chat: &ChatFacts,
        group: &Group,
    ) -> Result<Assignment, Fault> {
        let team = match self.teams.entry(group.id.clone()) {
            Entry::Occupied(team) => team.into_mut(),
            Entry::Vacant(place) => {
                let team = gather(scene, &group.id)?;
                for member in &team {
                    if !self.open_chats.contains_key(&member.user) {
                        self.open_chats.insert(member.user.clone(), scene.ledger.open_chats(&member.user)?);
                    }
                }
                place.insert(team)
            }
        };
        let candidates: Vec<Candidate<'_>> = team
            .iter()
            .map(|member| Candidate {
                user: member.user.clone(),
                access: &member.access,
                status: member.status,
                presence: if self.online.contains(&member.user) {
                    Presence::Online
                } else {
                    Presence::Offline
                },
                last_seen_at_ms: member.last_seen_at_ms,
                open_chats: self.open_chats.get(&member.user).copied().unwrap_or(0),
            })
            .collect();
        let now_ms = scene.ledger.now_ms;
        Ok(route(&Request {
            chat,
            group: group.id.clone(),
            algorithm: group.algorithm,
            candidates: &candidates,
            now_ms,
            day_start_ms: scene.directory.settings.day_start_ms(now_ms),
            seed: random::seed()?,
        }))
    }

    /// Writes a decision down.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn record(&mut self, scene: &Scene<'_>, chat: &ChatId, decision: &Assignment) -> Result<(), Fault> {
        let ledger = &scene.ledger;
        let (user, seed) = (decision.user(), Seed(decision.seed));
        ledger.assign(chat, Some(&decision.group), user, None, &Object::open(decision), Some(seed))?;
        if let Some(user) = decision.user() {
            *self.open_chats.entry(user.clone()).or_insert(0) += 1;
        }
        ledger.audit(&Deed {
            actor: None,
            action: if decision.user().is_some() { "chat.assigned" } else { "chat.queued" },
            subject: Said::new("chat:{}", &[chat]),
            detail: object! {
                "user": decision.user(),
                "group": decision.group,
                "because": decision.because.code(),
                "seed": seed,
            },
        })
    }

    /// Decides who gets a chat that came in on a channel, and writes it down. Without a group for the channel,
    /// the chat waits for somebody who sees all of them.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn place(
        &mut self,
        scene: &Scene<'_>,
        chat: &ChatId,
        facts: &ChatFacts,
        group: Option<&GroupId>,
    ) -> Result<(), Fault> {
        match group.and_then(|id| scene.directory.group(id)) {
            Some(group) => {
                let decision = self.decide(scene, facts, group)?;
                self.record(scene, chat, &decision)
            }
            None => {
                let reason = object! { "outcome": "queued", "user": None::<UserId>, "because": "no_group" };
                scene.ledger.assign(chat, None, None, None, &reason, None)?;
                scene.ledger.audit(&Deed {
                    actor: None,
                    action: "chat.queued",
                    subject: Said::new("chat:{}", &[chat]),
                    detail: object! { "because": "no_group" },
                })
            }
        }
    }
}

fn gather(scene: &Scene<'_>, group: &GroupId) -> Result<Vec<Member>, Fault> {
    let users = scene.ledger.members(group)?;
    users
        .into_iter()
        .map(|user| {
            Ok(Member {
                status: user.status,
                access: scene.directory.access(&user),
                last_seen_at_ms: scene.ledger.last_seen_at_ms(&user.id)?,
                user: user.id,
            })
        })
        .collect()
}

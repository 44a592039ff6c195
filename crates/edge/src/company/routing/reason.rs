//! Why a chat went where it went: in short for all who see the chat, in full for those who look into it.

use std::collections::BTreeMap;

use usher_core::routing::engine::{Asked, Decision, Explanation, PersonNo};
use usher_core::{GroupId, RuleId, UserId};

use crate::company::ledger::Reason;
use crate::company::serve::Scene;
use crate::fault::Fault;
use crate::object;
use crate::out::Object;
use crate::out::declared::Seed;

/// What is said of a decision.
pub(super) struct Told<'a> {
    pub(super) group: Option<&'a GroupId>,
    pub(super) user: Option<&'a UserId>,
    pub(super) because: &'static str,
}

/// The reason as it is stored.
pub(super) fn reason(
    scene: &Scene<'_>,
    decision: &Decision,
    told: &Told<'_>,
    rule: Option<&RuleId>,
    looked_at: Option<Object>,
) -> Reason {
    let algorithm = told.group.and_then(|group| scene.directory.group(group)).map(|group| group.algorithm);
    let short = object! {
        "outcome": if told.user.is_some() { "assigned" } else { "queued" },
        "user": told.user,
        "group": told.group,
        "because": told.because,
        "algorithm": algorithm,
        "tied": decision.tied,
        "seed": Seed(decision.seed),
        "decidedAt": decision.at_ms,
    };
    Reason { short: short.with_some("rule", rule), seed: Seed(decision.seed), looked_at }
}

/// Whom a decision looked at, with ids instead of numbers.
pub(super) fn looked_at(scene: &Scene<'_>, explanation: &Explanation) -> Result<Object, Fault> {
    let asked = &explanation.asked;
    let ranked = asked.iter().flat_map(|asked| asked.ranking.iter().map(|one| one.person));
    let left_out = asked.iter().flat_map(|asked| asked.left_out.iter().map(|one| one.person));
    let numbers: Vec<PersonNo> = ranked.chain(left_out).collect();
    let users: BTreeMap<PersonNo, UserId> = scene.ledger.people_of(&numbers)?.into_iter().collect();
    let (mut ranking, mut left_out) = (Vec::new(), Vec::new());
    let mut counts: BTreeMap<&'static str, u32> = BTreeMap::new();
    for one in asked {
        ranking.extend(ranked_of(one, &users));
        left_out.extend(one.left_out.iter().filter_map(|out| {
            let user = users.get(&out.person)?;
            Some(object! { "user": user, "circle": one.circle.word(), "rule": out.rule.word() })
        }));
        for (rule, count) in &one.left_out_counts {
            *counts.entry(rule.word()).or_insert(0) += count;
        }
    }
    let eligible: u32 = asked.iter().map(|asked| asked.eligible).sum();
    Ok(object! { "eligible": eligible, "ranking": ranking, "leftOut": left_out, "leftOutCounts": counts })
}

fn ranked_of(asked: &Asked, users: &BTreeMap<PersonNo, UserId>) -> Vec<Object> {
    let ranked = asked.ranking.iter().filter_map(|one| {
        Some(object! {
            "user": users.get(&one.person)?,
            "circle": asked.circle.word(),
            "open": one.open,
            "surplus": one.surplus,
            "byAlgorithm": one.by_algorithm,
            "lagMs": one.lag_ms,
            "lot": one.lot,
        })
    });
    ranked.collect()
}

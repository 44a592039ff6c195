//! From the question to the answer.

use crate::chat::ChatFacts;
use crate::id::UserId;
use crate::order::sort_by;

use super::algorithm::Algorithm;
use super::assignment::{Assignment, Basis, Because, Excluded, Outcome, Ranked, Tie};
use super::candidate::{Candidate, may_take};
use super::lot::Lot;
use super::presence::Presence;
use super::request::Request;
use super::rule::Rule;

/// Decides who of the group gets the chat.
///
/// First everybody who may not take the chat is left out ([`may_take`]), then everybody whose presence the
/// algorithm does not accept; then it picks the best, and where several are equal the seed draws between them.
/// Nothing else plays a part: not the order of the candidates, not a clock, not an earlier call. So nobody is picked by
/// an algorithm that goes by what was before: the [`engine`](super::engine) has the state for these.
#[must_use]
pub fn route(request: &Request<'_>) -> Assignment {
    let chat = ChatFacts { group: Some(request.group.clone()), ..request.chat.clone() };
    let (entitled, mut excluded) = entitled(request.candidates, &chat);
    let (mut ranking, basis) = present(entitled, request, &mut excluded);
    sort_by(&mut excluded, Ord::cmp);
    let best = best(&ranking, request.algorithm);
    let winner = Lot::new(request.seed).draw(&best).cloned();
    sort_by(&mut ranking, |a, b| {
        let place = |one: &Ranked| (winner.as_ref() != Some(&one.user), load(one, request.algorithm));
        place(a).cmp(&place(b)).then_with(|| a.user.cmp(&b.user))
    });
    Assignment {
        because: because(winner.as_ref(), basis, request, &ranking),
        outcome: winner.map_or(Outcome::Queued, Outcome::Assigned),
        algorithm: request.algorithm,
        group: request.group.clone(),
        ranking,
        excluded,
        tie: if best.len() > 1 { Some(Tie { among: best }) } else { None },
        seed: request.seed,
        decided_at_ms: request.now_ms,
        basis,
    }
}

/// Parts those who may take the chat, by id and each once, from those who may not.
fn entitled<'a>(
    candidates: &'a [Candidate<'a>],
    chat: &ChatFacts,
) -> (Vec<&'a Candidate<'a>>, Vec<Excluded>) {
    let mut judged: Vec<(&Candidate<'_>, Option<Rule>)> =
        candidates.iter().map(|one| (one, may_take(&one.user, one.status, one.access, chat).err())).collect();
    // Of several entries for one user the least favourable comes first, and stays.
    sort_by(&mut judged, |(a, a_rule), (b, b_rule)| {
        let burden = |one: &Candidate<'_>| (one.presence, one.open_chats);
        a.user
            .cmp(&b.user)
            .then_with(|| a_rule.is_none().cmp(&b_rule.is_none()))
            .then_with(|| a_rule.cmp(b_rule))
            .then_with(|| burden(b).cmp(&burden(a)))
            .then_with(|| a.last_seen_at_ms.cmp(&b.last_seen_at_ms))
    });
    judged.dedup_by(|later, first| later.0.user == first.0.user);
    let mut entitled = Vec::new();
    let mut excluded = Vec::new();
    for (one, rule) in judged {
        match rule {
            None => entitled.push(one),
            Some(rule) => excluded.push(Excluded { user: one.user.clone(), rule }),
        }
    }
    (entitled, excluded)
}

/// Keeps those whose presence the algorithm accepts, and notes the others.
fn present(
    entitled: Vec<&Candidate<'_>>,
    request: &Request<'_>,
    excluded: &mut Vec<Excluded>,
) -> (Vec<Ranked>, Basis) {
    let today = |one: &Candidate<'_>| one.last_seen_at_ms.is_some_and(|seen| seen >= request.day_start_ms);
    let waits_for_today = request.algorithm == Algorithm::OnlineToday;
    let someone_online = entitled.iter().any(|one| one.presence == Presence::Online);
    let fallback = waits_for_today && !someone_online;
    let mut kept = Vec::new();
    for one in entitled {
        let rule = match one.presence {
            Presence::Online => None,
            Presence::Away => Some(Rule::Away),
            Presence::Offline if waits_for_today && !today(one) => Some(Rule::NotOnlineToday),
            Presence::Offline if fallback => None,
            Presence::Offline => Some(Rule::Offline),
        };
        let user = one.user.clone();
        match rule {
            None => kept.push(Ranked { user, open_chats: one.open_chats, presence: one.presence }),
            Some(rule) => excluded.push(Excluded { user, rule }),
        }
    }
    let basis = if fallback && !kept.is_empty() { Basis::SeenToday } else { Basis::Online };
    (kept, basis)
}

/// Those between whom only the lot can decide, in the order of `ranking`, which is by id.
fn best(ranking: &[Ranked], algorithm: Algorithm) -> Vec<UserId> {
    let least = ranking.iter().filter_map(|one| load(one, algorithm)).min();
    let is_best = |one: &&Ranked| least.is_some() && load(one, algorithm) == least;
    ranking.iter().filter(is_best).map(|one| one.user.clone()).collect()
}

/// What speaks against somebody: their open chats, where the algorithm looks at these; none if it asks for more than is told.
const fn load(one: &Ranked, algorithm: Algorithm) -> Option<u32> {
    match algorithm {
        Algorithm::FewerAssigned => Some(one.open_chats),
        Algorithm::OnlineToday | Algorithm::Random => Some(0),
        Algorithm::RoundRobin
        | Algorithm::LongestIdle
        | Algorithm::FreeCapacity
        | Algorithm::Skill
        | Algorithm::Fair => None,
    }
}

fn because(winner: Option<&UserId>, basis: Basis, request: &Request<'_>, ranking: &[Ranked]) -> Because {
    match (winner, request.algorithm, basis) {
        (None, _, _) if request.candidates.is_empty() => Because::GroupEmpty,
        (None, _, _) if !ranking.is_empty() => Because::NeedsState,
        (None, _, _) => Because::NobodyEligible,
        (Some(_), Algorithm::FewerAssigned, _) => Because::FewestOpenChats,
        (Some(_), Algorithm::OnlineToday, Basis::Online) => Because::OnlineNow,
        (Some(_), Algorithm::OnlineToday, Basis::SeenToday) => Because::WasOnlineToday,
        (Some(_), ..) => Because::DrawnByLot,
    }
}

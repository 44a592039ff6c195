//! What a decision came to and whom it looked at, read again from what is stored: ids, counts and codes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use usher_core::{RuleId, UserId};

use crate::company::ledger::AssignmentRow;
use crate::out::declared::CodeWord;

/// What a decision came to.
pub struct Decided {
    /// Why.
    pub because: Option<CodeWord>,
    /// Whether somebody has it.
    pub outcome: Option<CodeWord>,
    /// How the group picked.
    pub algorithm: Option<CodeWord>,
    /// The smart rule that sent the chat there.
    pub rule: Option<RuleId>,
    /// The entropy of the lots.
    pub seed: Option<CodeWord>,
    /// Whether several were equal, so that the lot decided.
    pub tied: Option<bool>,
}

impl Decided {
    /// What the decision behind a stretch came to.
    pub fn of(row: &AssignmentRow) -> Self {
        let text = |key: &str| row.reason.get(key).and_then(Value::as_str);
        let word = |key: &str| text(key).and_then(|text| CodeWord::parse(text).ok());
        Self {
            because: word("because"),
            outcome: word("outcome"),
            algorithm: word("algorithm"),
            rule: text("rule").and_then(|id| RuleId::parse(id).ok()),
            seed: word("seed"),
            tied: row.reason.get("tied").and_then(Value::as_bool),
        }
    }
}

/// Whom a decision looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LookedAt {
    #[serde(default)]
    eligible: u32,
    #[serde(default)]
    ranking: Vec<Ranked>,
    #[serde(default)]
    left_out: Vec<LeftOut>,
    #[serde(default)]
    left_out_counts: BTreeMap<CodeWord, u32>,
}

/// Somebody who could have got the chat.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ranked {
    user: UserId,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    circle: Option<CodeWord>,
    #[serde(alias = "openChats")]
    open: u32,
    #[serde(default)]
    surplus: u32,
    #[serde(default)]
    by_algorithm: u64,
    #[serde(default)]
    lag_ms: i64,
    #[serde(default)]
    lot: u32,
}

/// Somebody who could not.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct LeftOut {
    user: UserId,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    circle: Option<CodeWord>,
    rule: CodeWord,
}

/// The same with names.
#[derive(Clone, Debug)]
pub struct NamedLookedAt {
    /// How many could have got it.
    pub eligible: u32,
    /// The best of them, best first.
    pub ranking: Vec<Ranked>,
    /// Those who could not and came closest.
    pub left_out: Vec<LeftOut>,
    /// How many others could not, by rule.
    pub left_out_counts: BTreeMap<CodeWord, u32>,
}

impl LookedAt {
    /// Whom the decision behind a stretch looked at; none where that was not noted. What was decided before there was an
    /// engine holds it in the reason itself.
    pub fn of(row: &AssignmentRow) -> Option<Self> {
        let stored = row.looked_at.as_ref();
        let stored = stored.and_then(|value| usher_core::read::from_value(value).ok());
        stored.or_else(|| {
            let list = |key: &str| row.reason.get(key).cloned();
            let earlier = serde_json::json!({ "ranking": list("ranking")?, "leftOut": list("excluded")? });
            usher_core::read::from_value(&earlier).ok()
        })
    }

    /// Everybody who is named.
    pub fn users(&self) -> Vec<UserId> {
        let ranked = self.ranking.iter().map(|one| one.user.clone());
        ranked.chain(self.left_out.iter().map(|one| one.user.clone())).collect()
    }

    /// The same with the names of users.
    pub fn named(&self, names: &BTreeMap<UserId, String>) -> NamedLookedAt {
        let mut named = NamedLookedAt {
            eligible: self.eligible,
            ranking: self.ranking.clone(),
            left_out: self.left_out.clone(),
            left_out_counts: self.left_out_counts.clone(),
        };
        named.ranking.iter_mut().for_each(|one| one.name = names.get(&one.user).cloned());
        named.left_out.iter_mut().for_each(|one| one.name = names.get(&one.user).cloned());
        named
    }
}

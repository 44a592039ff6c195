//! What a change of the policy would open and close, before it is made.

use serde::Serialize;

use super::census::Census;
use super::compare::Comparison;
use super::same::Sameness;
use crate::chat::ChatFacts;
use crate::field::{FieldKind, Visibility};
use crate::id::UserId;
use crate::order::sort_by;

/// What is otherwise in a second policy, as far as anybody notices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference<'c> {
    /// The users for whom something is otherwise, in the order of the second policy; those who are gone last.
    pub users: Vec<UserChange<'c>>,
    /// How many users gain or lose each permission, in the order of the catalogue; those that nobody does are
    /// left out.
    pub permissions: Vec<PermissionChange<'c>>,
    /// How many of the chats somebody gains or loses, for `chats.view` and `chats.reply`.
    pub chats: [ChatChange<'c>; 2],
    /// How many users see more or less of a kind of personal data.
    pub fields: Vec<FieldTotal>,
}

/// What is otherwise for one user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserChange<'c> {
    /// The user.
    pub id: &'c UserId,
    /// The name of the user.
    pub name: &'c str,
    /// Permissions that could be used on nothing and can now be on something.
    pub gained: Vec<&'c str>,
    /// Permissions that could be used on something and now can be on nothing.
    pub lost: Vec<&'c str>,
    /// Permissions that could be used on something and now can be on everything.
    pub widened: Vec<&'c str>,
    /// Permissions that could be used on everything and now can be on something only.
    pub narrowed: Vec<&'c str>,
    /// How many of the chats are seen only afterwards.
    pub chats_opened: usize,
    /// How many are seen only before.
    pub chats_closed: usize,
    /// How many can be answered only afterwards.
    pub replies_opened: usize,
    /// How many can be answered only before.
    pub replies_closed: usize,
    /// What is otherwise in how much is shown.
    pub fields: Vec<FieldChange>,
}

/// What is otherwise in how much of a kind of personal data one user sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// The kind.
    pub kind: FieldKind,
    /// The most that was shown of it in any chat or contact.
    pub before: Visibility,
    /// The most that is shown of it in any chat or contact.
    pub after: Visibility,
    /// In how many of the chats more is shown.
    pub chats_widened: usize,
    /// In how many of the chats less is shown.
    pub chats_narrowed: usize,
}

/// How many users gain or lose a permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PermissionChange<'c> {
    /// The name of the permission.
    pub permission: &'c str,
    /// How many gain it.
    pub gained: usize,
    /// How many lose it.
    pub lost: usize,
}

/// How many chats somebody gains or loses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChatChange<'c> {
    /// The name of the permission.
    pub permission: &'c str,
    /// How many of the chats at least one user gains.
    pub opened: usize,
    /// How many of the chats at least one user loses.
    pub closed: usize,
}

/// How many users see more or less of a kind of personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldTotal {
    /// The kind.
    pub kind: FieldKind,
    /// How many see more of it, somewhere.
    pub widened: usize,
    /// How many see less of it, somewhere.
    pub narrowed: usize,
}

/// Compares two policies, user by user, also on each of the chats.
///
/// Every user is compared whose part of the policy is otherwise. What the two answer at their moment is compared:
/// where they are of different moments, so is what time alone changes.
pub fn difference<'c>(before: &'c Census<'_>, after: &'c Census<'_>, chats: &[ChatFacts]) -> Difference<'c> {
    let sameness = Sameness::of(before, after);
    let mut comparison = Comparison::new(before, after, chats);
    let mut pairs = pairs(before, after, &sameness);
    // Users whose profiles are the same two, one after the other: what the profiles do is found once.
    let key = |pair: &Pair| (pair.profiles(before, after), pair.order);
    sort_by(&mut pairs, |a, b| key(a).cmp(&key(b)));
    let mut last = None;
    for pair in &pairs {
        let profiles = pair.profiles(before, after);
        if last != Some(profiles) {
            comparison.take(profiles);
            last = Some(profiles);
        }
        comparison.add(pair);
    }
    comparison.finish()
}

/// One user in both policies, by the places there.
pub(super) struct Pair {
    pub(super) before: Option<usize>,
    pub(super) after: Option<usize>,
    /// Where the user stands in the answer.
    pub(super) order: usize,
}

impl Pair {
    fn profiles(&self, before: &Census<'_>, after: &Census<'_>) -> (Option<usize>, Option<usize>) {
        let place =
            |census: &Census<'_>, user: Option<usize>| user.and_then(|user| census.profile_place(user));
        (place(before, self.before), place(after, self.after))
    }
}

fn pairs(before: &Census<'_>, after: &Census<'_>, sameness: &Sameness) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (place, (_, now)) in after.respondents().enumerate() {
        let then = sameness.user_before(place);
        let profile = then.and_then(|then| before.profile_place(then));
        let same = profile.is_some_and(|profile| sameness.holds_same(profile, now.profile));
        if !same {
            pairs.push(Pair { before: then, after: Some(place), order: place });
        }
    }
    let users = after.policy().users.len();
    pairs.extend(sameness.gone(before).into_iter().map(|place| Pair {
        before: Some(place),
        after: None,
        order: users + place,
    }));
    pairs
}

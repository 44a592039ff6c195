//! How much of each kind of personal data two profiles are shown, chat by chat.

use super::bits::Bits;
use super::book::Reached;
use super::compare::Side;
use super::difference::FieldChange;
use super::profile::{Held, Profile};
use crate::access::Decision;
use crate::field::{FieldKind, Visibility};
use crate::order::sort_by;
use crate::permission::Permission;

/// The kinds of personal data, those together that all grants of two profiles show alike.
pub(super) struct Shades {
    shades: Vec<Shade>,
    /// What the user at hand is shown of the kinds at hand.
    own: [Bits; 4],
    spare: Bits,
}

struct Shade {
    /// The places of the kinds.
    kinds: Vec<usize>,
    /// What each grant shows, of the profile before, then of that after.
    levels: Vec<Visibility>,
    /// Before, and after.
    tones: [Tone; 2],
}

/// Where how much is shown.
struct Tone {
    /// The most that is shown in any chat or contact.
    widest: Visibility,
    /// The chats in which at least a mask is shown.
    masked: Reached,
    /// The chats in which the value is.
    clear: Reached,
}

impl Shades {
    pub(super) fn new(side: &Side<'_, '_>) -> Self {
        let empty = || side.book.empty();
        Self { shades: Vec::new(), own: [empty(), empty(), empty(), empty()], spare: empty() }
    }

    /// Turns to two profiles, each none where the user is not there.
    pub(super) fn take(
        &mut self,
        kinds: &[FieldKind],
        before: (&Side<'_, '_>, Option<&Profile>),
        after: (&Side<'_, '_>, Option<&Profile>),
    ) {
        self.shades.clear();
        let showing = [showing(before.1), showing(after.1)];
        for (place, kind) in kinds.iter().enumerate() {
            let levels: Vec<Visibility> = [(before, &showing[0]), (after, &showing[1])]
                .into_iter()
                .flat_map(|((side, profile), grants)| grants.iter().map(move |held| (side, profile, held)))
                .map(|(side, profile, held)| {
                    profile.map_or(Visibility::Hidden, |own| own.shown(&side.census.index, held, kind))
                })
                .collect();
            match self.shades.iter_mut().find(|shade| shade.levels == levels) {
                Some(shade) => shade.kinds.push(place),
                None => {
                    let (then, now) = levels.split_at(showing[0].len().min(levels.len()));
                    let tones = [
                        tone(before, &showing[0], then, &mut self.spare),
                        tone(after, &showing[1], now, &mut self.spare),
                    ];
                    self.shades.push(Shade { kinds: vec![place], levels, tones });
                }
            }
        }
    }

    /// What is otherwise for a user of the two profiles.
    pub(super) fn of_user(
        &mut self,
        kinds: &[FieldKind],
        before: (&Side<'_, '_>, Option<usize>),
        after: (&Side<'_, '_>, Option<usize>),
    ) -> Vec<FieldChange> {
        let mut changes = Vec::new();
        let [then_masked, then_clear, masked, clear] = &mut self.own;
        for shade in &self.shades {
            let [then, now] = &shade.tones;
            before.0.book.of_user(before.1, &then.masked, then_masked);
            before.0.book.of_user(before.1, &then.clear, then_clear);
            after.0.book.of_user(after.1, &now.masked, masked);
            after.0.book.of_user(after.1, &now.clear, clear);
            let beyond = |spare: &mut Bits, [masked, clear]: [&Bits; 2], than: [&Bits; 2]| {
                spare.clear();
                spare.add_beyond(masked, than[0]);
                spare.add_beyond(clear, than[1]);
                spare.count()
            };
            let chats_widened = beyond(&mut self.spare, [masked, clear], [then_masked, then_clear]);
            let chats_narrowed = beyond(&mut self.spare, [then_masked, then_clear], [masked, clear]);
            if then.widest == now.widest && chats_widened + chats_narrowed == 0 {
                continue;
            }
            let found = shade.kinds.iter().filter_map(|place| Some((*place, kinds.get(*place)?)));
            changes.extend(found.map(|(place, kind)| {
                let (before, after) = (then.widest, now.widest);
                (place, FieldChange { kind: kind.clone(), before, after, chats_widened, chats_narrowed })
            }));
        }
        sort_by(&mut changes, |(a, _), (b, _)| a.cmp(b));
        changes.into_iter().map(|(_, change)| change).collect()
    }
}

/// The grants that show something of some chat or contact.
fn showing(profile: Option<&Profile>) -> Vec<&Held> {
    let Some(profile) = profile else { return Vec::new() };
    let seen_with = [Permission::CHATS_VIEW, Permission::CONTACTS_VIEW].into_iter();
    let seen_with: Vec<Permission> =
        seen_with.filter(|permission| !profile.denied.contains(*permission)).collect();
    let shows = |held: &&Held| {
        let holds = seen_with.iter().any(|permission| held.permissions.contains(*permission));
        held.is_current && held.in_general != Decision::Deny && holds
    };
    profile.grants.iter().filter(shows).collect()
}

fn tone(
    (side, profile): (&Side<'_, '_>, Option<&Profile>),
    grants: &[&Held],
    levels: &[Visibility],
    spare: &mut Bits,
) -> Tone {
    let widest = levels.iter().copied().max().unwrap_or(Visibility::Hidden);
    let mut tone = Tone { widest, masked: side.book.reached(), clear: side.book.reached() };
    let Some(profile) = profile else { return tone };
    for (held, level) in grants.iter().zip(levels) {
        let sees = held.permissions.contains(Permission::CHATS_VIEW);
        if sees && !profile.denied.contains(Permission::CHATS_VIEW) && *level > Visibility::Hidden {
            side.book.add(side.census, profile, held, &mut tone.masked, spare);
            if *level == Visibility::Clear {
                side.book.add(side.census, profile, held, &mut tone.clear, spare);
            }
        }
    }
    tone
}

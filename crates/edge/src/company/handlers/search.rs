//! Finding clients by what the asker need not be able to see.
//!
//! Whoever has a whole number or address finds the client whose it is, as far as they may see that client, masked. By a
//! part of one is found only what the asker sees anyway. A client who may not be seen takes no part: what is done and
//! what is answered are the same as if there were none.

use serde::Serialize;
use serde_json::Value;
use usher_core::access::Target;
use usher_core::mask::{Lens, Maskable, Masked, Region, Style, folded};
use usher_core::{ContactId, FieldKind, Permission, Visibility};

use crate::ask::SearchBody;
use crate::company::findable::meant;
use crate::company::ledger::{Among, CONDITION_FIRST, Deed, FACTS, Part, SearchTime};
use crate::company::record::contact_lens;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::{ChatBrief, ContactView};
use crate::fault::Fault;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Said;
use crate::problem::{Code, Problem};
use crate::random;

/// Least and greatest length of what is searched for, in characters.
const QUERY_CHARS: core::ops::RangeInclusive<usize> = 3..=320;
/// Digits of a number that a part of it has at least.
const PART_DIGITS_MIN: usize = 4;
/// Searches of a user in a minute, and in a day: enough for work, too few to try numbers out.
const IN_MINUTE_MAX: u32 = 60;
const IN_DAY_MAX: u32 = 1_000;
/// The log says that somebody searched at these counts of a day: not each time, and yet soon.
const LOGGED: [u32; 4] = [1, 10, 100, 1_000];
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// Most contacts in an answer.
const FOUND_MAX: usize = 20;
/// So many contacts are looked at whether or not that many have the value, and no more than the second where more have.
const LOOKED_AT: [usize; 2] = [4, 50];
/// The kinds that are searched for a part.
const PARTS: [FieldKind; 4] = [FieldKind::Name, FieldKind::Phone, FieldKind::Email, FieldKind::Handle];

/// Searches for contacts.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::InvalidField`], [`Code::SearchTooOften`], [`Code::CompanyUnavailable`] while the
/// index is being built, or [`Fault`].
pub fn search(scene: &Scene<'_>, viewer: &Viewer, body: &Value) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::CONTACTS_VIEW)?;
    let SearchBody { query } = typed(body)?;
    let query = query.trim();
    if !QUERY_CHARS.contains(&query.chars().count()) || query.chars().any(char::is_control) {
        let detail = Said::new("`query` has {} to {} characters", &[QUERY_CHARS.start(), QUERY_CHARS.end()]);
        return Err(Problem::new(Code::InvalidField).with_detail(detail).into());
    }
    count(scene, viewer)?;
    if scene.ledger.index_step()? {
        // Half an index would deny clients that are there.
        return Err(Problem::new(Code::CompanyUnavailable).with_retry_after(1).into());
    }
    let mut matched = "exact";
    let mut items = exact(scene, viewer, query)?;
    if items.is_empty() {
        matched = "partial";
        items = partial(scene, viewer, query)?;
    }
    Ok(Reply::ok(&object! { "items": items, "match": matched }).into())
}

/// Counts the search, and refuses one too many.
fn count(scene: &Scene<'_>, viewer: &Viewer) -> Result<(), Fault> {
    let (ledger, me) = (&scene.ledger, &viewer.user.id);
    let now_ms = ledger.now_ms;
    let minute_at_ms = now_ms.div_euclid(MINUTE_MS) * MINUTE_MS;
    let time = SearchTime { minute_at_ms, day_at_ms: scene.directory.settings.day_start_ms(now_ms) };
    let mut searches = ledger.searches(me, time)?;
    let over_at_ms = match () {
        () if searches.in_day >= IN_DAY_MAX => Some(time.day_at_ms + DAY_MS),
        () if searches.in_minute >= IN_MINUTE_MAX => Some(minute_at_ms + MINUTE_MS),
        () => None,
    };
    if let Some(over_at_ms) = over_at_ms {
        let wait_s = u32::try_from((over_at_ms - now_ms).div_euclid(1_000) + 1).unwrap_or(1);
        return Err(Problem::new(Code::SearchTooOften).with_retry_after(wait_s).into());
    }
    searches.in_minute += 1;
    searches.in_day += 1;
    ledger.transaction(|| {
        ledger.put_searches(me, time, searches)?;
        if !LOGGED.contains(&searches.in_day) {
            return Ok(());
        }
        ledger.audit(&Deed {
            actor: Some(me),
            action: "contacts.searched",
            subject: Said::new("user:{}", &[me]),
            detail: object! { "today": searches.in_day },
        })
    })
}

/// Those who have this value, as far as the asker may see them.
fn exact(scene: &Scene<'_>, viewer: &Viewer, query: &str) -> Result<Vec<Masked<Found>>, Fault> {
    let [fewest, most] = LOOKED_AT;
    let home = scene.directory.settings.masking.region.and_then(Region::calling_code);
    let terms = meant(query, home.map(|code| code.to_string()).as_deref());
    let mut ids = scene.ledger.contacts_by_terms(&terms, u32::try_from(most).unwrap_or(u32::MAX))?;
    let hits = ids.len();
    // Others are looked at beside them, so that what is done does not tell whether somebody was there.
    let others =
        scene.ledger.any_contacts(random::id()?.as_str(), u32::try_from(fewest).unwrap_or(u32::MAX))?;
    let wanted = if hits <= fewest { fewest } else { most };
    ids.extend(others.iter().cycle().take(wanted.saturating_sub(hits)).cloned());
    let mut found = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        let seen = look(scene, viewer, id, None)?;
        found.extend(seen.filter(|_| place < hits));
    }
    found.truncate(FOUND_MAX);
    Ok(found)
}

/// Those of whom the asker reads this somewhere.
fn partial(scene: &Scene<'_>, viewer: &Viewer, query: &str) -> Result<Vec<Masked<Found>>, Fault> {
    let (mut found, mut seen) = (Vec::new(), Vec::new());
    for kind in &PARTS {
        let pieces = pieces(kind, query);
        if pieces.is_empty() {
            continue;
        }
        let (access, permission) = (&viewer.access, Permission::CONTACTS_VIEW);
        // A company may show clear what it would mask.
        let clear = scene.directory.settings.masking.styles.get(kind) == Style::Clear;
        let least = if clear { Visibility::Masked } else { Visibility::Clear };
        let wanted = (kind, least);
        let among = if access.shows_everywhere(permission, kind, least) {
            Among::All
        } else {
            Among::Chats(access.condition_showing(permission, wanted, &FACTS, CONDITION_FIRST))
        };
        let limit = u32::try_from(FOUND_MAX).unwrap_or(u32::MAX);
        for id in scene.ledger.contacts_by_part(&Part { kind, pieces: &pieces }, among, limit)? {
            if found.len() < FOUND_MAX && !seen.contains(&id) {
                seen.push(id.clone());
                found.extend(look(scene, viewer, &id, Some(kind))?);
            }
        }
    }
    Ok(found)
}

/// The ways in which a part may stand in a field of this kind; none where it is too short to be one.
fn pieces(kind: &FieldKind, query: &str) -> Vec<String> {
    let folded = folded(query);
    let mut pieces = match kind {
        FieldKind::Phone => {
            let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
            let numeric = folded.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric());
            if digits.len() < PART_DIGITS_MIN || !numeric {
                return Vec::new();
            }
            // What is dialled before a number at home does not stand in one that is written for abroad.
            let bare = digits.strip_prefix('0').or_else(|| digits.strip_prefix('8')).map(str::to_owned);
            core::iter::once(digits.clone())
                .chain(bare.filter(|bare| bare.len() >= PART_DIGITS_MIN))
                .collect()
        }
        FieldKind::Handle => vec![folded.trim_start_matches('@').to_owned()],
        FieldKind::Email => vec![folded],
        // SQLite knows the other case of ASCII letters only.
        _ => {
            let lower = query.to_lowercase();
            let title = |first: fn(char) -> char| -> String {
                let mut rest = lower.chars();
                rest.next().into_iter().map(first).chain(rest).collect()
            };
            let dotted = |ch| if ch == 'i' { 'İ' } else { capital(ch) };
            vec![query.to_owned(), lower.chars().map(capital).collect(), title(capital), title(dotted), lower]
        }
    };
    pieces.retain(|piece| piece.chars().count() >= *QUERY_CHARS.start());
    pieces.dedup();
    pieces
}

/// The capital of a Latin, Greek or Cyrillic letter. The standard library's tables know more and weigh ten kilobytes.
fn capital(ch: char) -> char {
    let code = ch as u32;
    let capital = match code {
        0xf7 => code,
        0xff => 0x178,
        0xe0..=0xfe | 0x430..=0x44f | 0x3b1..=0x3c1 | 0x3c3..=0x3c9 => code - 32,
        0x450..=0x45f => code - 80,
        0x131 => u32::from(b'I'),
        0x100..=0x137 | 0x14a..=0x177 => code & !1,
        0x139..=0x148 | 0x179..=0x17e => code - u32::from(code.is_multiple_of(2)),
        _ => u32::from(ch.to_ascii_uppercase()),
    };
    char::from_u32(capital).unwrap_or(ch)
}

/// A contact as the asker sees it; none where that may not be, or where a kind is not read in clear.
fn look(
    scene: &Scene<'_>,
    viewer: &Viewer,
    id: &ContactId,
    read: Option<&FieldKind>,
) -> Result<Option<Masked<Found>>, Fault> {
    let ledger = &scene.ledger;
    let Some(contact) = ledger.contact(id)? else { return Ok(None) };
    let chats = ledger.chats_of_contact(id.as_str())?;
    let facts = ledger.contact_facts_among(&contact, &chats)?;
    let access = &viewer.access;
    if !access.check(Permission::CONTACTS_VIEW, Target::Contact(&facts)).is_allowed() {
        return Ok(None);
    }
    let lens = contact_lens(scene, access, &contact, &facts);
    if read.is_some_and(|kind| lens.visibility().get(kind) < Visibility::Clear) {
        return Ok(None);
    }
    let sees = |permission, facts: &_| access.check(permission, Target::Chat(facts)).is_allowed();
    let chats = chats.iter().filter(|chat| sees(Permission::CHATS_VIEW, &chat.facts()));
    let found =
        Found { contact: ContactView::of(&contact, &lens), chats: chats.map(ChatBrief::of).collect() };
    Ok(Some(Masked::new(found, &lens)))
}

/// A contact, and the chats with it that the asker may see, latest first.
#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    contact: ContactView,
    chats: Vec<ChatBrief>,
}

impl Maskable for Found {
    fn mask(self, lens: &Lens) -> Self {
        Self { contact: self.contact.mask(lens), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: &FieldKind, query: &str, expect: &[&str]) {
        assert_eq!(pieces(kind, query), expect, "{kind} {query}");
    }

    #[test]
    fn capitals_are_those_of_the_standard_library() {
        let letters = ('a'..='z').chain('à'..='ž').chain('α'..='ω').chain('а'..='џ');
        for ch in letters.filter(|ch| !matches!(ch, 'ß' | 'ŉ' | 'ς')) {
            assert_eq!(capital(ch).to_string(), ch.to_uppercase().to_string(), "{ch}");
        }
    }

    #[test]
    fn parts_have_a_least_length_and_a_form() {
        check(&FieldKind::Phone, "0532 12", &["053212", "53212"]);
        check(&FieldKind::Phone, "45-67", &["4567"]);
        check(&FieldKind::Phone, "0456", &["0456"]);
        check(&FieldKind::Phone, "456", &[]);
        check(&FieldKind::Phone, "b4567", &[]);
        check(&FieldKind::Email, "AYSE@", &["ayse@"]);
        check(&FieldKind::Handle, "@Ay", &[]);
        check(&FieldKind::Handle, "@Ays", &["ays"]);
        check(&FieldKind::Name, "şule", &["şule", "ŞULE", "Şule", "şule"]);
        check(
            &FieldKind::Name,
            "İREM",
            &["İREM", "I\u{307}REM", "I\u{307}rem", "İ\u{307}rem", "i\u{307}rem"],
        );
        check(&FieldKind::Name, "irem", &["irem", "IREM", "Irem", "İrem", "irem"]);
        check(&FieldKind::Name, "дмитрий", &["дмитрий", "ДМИТРИЙ", "Дмитрий", "дмитрий"]);
    }
}

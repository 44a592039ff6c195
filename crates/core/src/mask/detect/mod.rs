//! The detector: numbers and addresses that nobody told us about.

mod alone;
mod card;
mod covered;
mod cue;
mod email;
mod extension;
mod group;
mod hit;
mod iban;
mod person;
mod phone;
mod plan;
mod rules;
mod scan;
mod service;
mod shape;
pub(super) mod vocabulary;
mod weigh;

use self::group::Digits;
use self::hit::{Hit, Kind};
use self::rules::Rules;
use super::find::Find;
use super::fold::Glyph;
use super::view::merge;
use super::{Detector, Lens, Policy, Secrets, barrier, embedded, fold, numbering, spoken};
use crate::field::{FieldKind, FieldVisibility, Visibility};

pub(super) use alone::{may_be_among_words, may_stand_alone};
pub(super) use cue::bare;
pub(super) use email::plain_email;

/// Where a text stands, which tells what may be in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// People wrote it.
    Prose,
    /// A machine made it: an id, a link, a file name.
    Identifier,
    /// Its kind is known and shown: nothing is to be detected in it.
    Known,
}

/// What this text seems to hold: phones, addresses, cards and account numbers, in order and without overlaps.
///
/// The same as [`Detector::find`] of a balanced detector that takes no country for granted.
pub fn detect(text: &str) -> Vec<Find> {
    Detector::new(Policy::Balanced).find(text)
}

/// Fewer digits than this near each other are a number in tiny places only.
const DIGITS_MIN: u32 = 6;

pub(super) fn finds(text: &str, detector: Detector, setting: Setting) -> Vec<Find> {
    let mut finds = Vec::new();
    find_in(text, detector, setting, &|_| true, &mut finds);
    if finds.is_empty() { finds } else { merge(finds) }
}

/// Adds what this text seems to hold, of the kinds that are hidden.
///
/// Only what stands around something suspicious is looked at, so that plain talk costs no more than reading it once; and in
/// prose nothing that is among the finds already.
pub(super) fn find_in(
    text: &str,
    detector: Detector,
    setting: Setting,
    hides: &dyn Fn(&FieldKind) -> bool,
    finds: &mut Vec<Find>,
) {
    if setting == Setting::Known {
        return;
    }
    let mut room = Room::default();
    let rules = Rules::of(detector);
    let covered = finds.len();
    scan::windows(text, &mut |window| {
        if window.digits < DIGITS_MIN && !window.sign && !window.words && !rules.has_short {
            return true;
        }
        let part = text.get(window.from..window.to).unwrap_or("");
        if setting == Setting::Prose
            && !window.words
            && covered > 0
            && covered::leave_nothing(
                text.as_bytes(),
                finds.get(..covered).unwrap_or_default(),
                window.from,
                window.to,
            )
        {
            return true;
        }
        let lone = !window.sign && !window.words;
        if lone && !alone::may_be_among_words(part.as_bytes(), window.digits, detector, setting) {
            return true;
        }
        room.glyphs.clear();
        fold::fold_into(part, window.from, &mut room.glyphs);
        if window.words {
            room.glyphs = spoken::raise(core::mem::take(&mut room.glyphs));
        }
        barrier::raise(&mut room.glyphs);
        room.digits.read(&room.glyphs);
        room.find(text, rules, setting, window.sign, hides, finds);
        true
    });
    find_embedded(text, setting, hides, finds);
}

fn find_embedded(text: &str, setting: Setting, hides: &dyn Fn(&FieldKind) -> bool, finds: &mut Vec<Find>) {
    if setting == Setting::Identifier && hides(&FieldKind::Phone) && embedded::may_hold_digits(text) {
        embedded::find(text, &holds_number, finds);
    }
}

/// What is needed while one window after another is searched.
#[derive(Default)]
struct Room {
    glyphs: Vec<Glyph>,
    digits: Digits,
    settled: Vec<Hit>,
    found: Vec<Hit>,
}

impl Room {
    /// Adds what the glyphs hold, of the kinds that are hidden; addresses only where there is a sign of one.
    fn find(
        &mut self,
        text: &str,
        rules: Rules,
        setting: Setting,
        sign: bool,
        hides: &dyn Fn(&FieldKind) -> bool,
        finds: &mut Vec<Find>,
    ) {
        let Self { glyphs, digits, settled, found } = self;
        settled.clear();
        found.clear();
        // All kinds are looked for even where only one is hidden: the digits of a card are no phone.
        if !digits.groups.is_empty() {
            iban::find(glyphs, digits, rules.policy, settled);
            card::find(glyphs, digits, rules.policy, found);
            hit::settle(settled, found);
            person::find(glyphs, digits, rules.policy, found);
            hit::settle(settled, found);
            if hides(&FieldKind::Phone) {
                phone::find(glyphs, digits, rules, setting, found);
                hit::settle(settled, found);
            }
        }
        if sign && hides(&FieldKind::Email) {
            email::find(glyphs, found);
        }
        let mut near = 0;
        for email in found.iter() {
            while settled.get(near).is_some_and(|hit| hit.end <= email.start) {
                near += 1;
            }
            // `sip:+905…@host` is a number, and what follows its `@` is of no one.
            let mut beside = near;
            let mut is_number = false;
            while let Some(hit) = settled.get(beside).filter(|hit| hit.start < email.end) {
                is_number |= hit.kind == Kind::Phone && text.get(hit.start..).is_some_and(has_plus);
                beside += 1;
            }
            if !is_number {
                email.push_to(finds, hides);
            }
        }
        for hit in settled.iter() {
            hit.push_to(finds, hides);
        }
    }
}

/// The fewest digits of a number with a calling code that is worth a closer look in decoded bytes.
const EMBEDDED_DIGITS_MIN: usize = 10;

/// Whether decoded bytes hold a run of digits that is an international number.
fn holds_number(decoded: &str) -> bool {
    let mut rest = decoded.as_bytes();
    while !rest.is_empty() {
        let mut digits = [0; 16];
        let mut count = 0;
        while let Some(byte) = rest.get(count).filter(|byte| byte.is_ascii_digit()) {
            if let Some(digit) = digits.get_mut(count) {
                *digit = byte - b'0';
            }
            count += 1;
        }
        let digits = digits.get(..count.min(16)).unwrap_or_default();
        if count >= EMBEDDED_DIGITS_MIN && numbering::is_possible(digits).is_some() {
            return true;
        }
        rest = rest.get(count + 1..).unwrap_or_default();
    }
    false
}

fn has_plus(text: &str) -> bool {
    text.starts_with('+') || text.starts_with("%2B")
}

/// The text with whatever is found in it masked.
pub(super) fn masked(text: &str) -> String {
    let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new());
    lens.text(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In each row what is to be found stands between `‹` and `›`.
    #[track_caller]
    fn check(kind: &FieldKind, rows: &[&str]) {
        for row in rows {
            let text = row.replace(['‹', '›'], "");
            let found = detect(&text).into_iter().rev().fold(text.clone(), |marked, find| {
                assert_eq!(find.kind, *kind, "{row}");
                let part = |from: usize, to: usize| text.get(from..to).unwrap();
                let tail = marked.get(find.end..).unwrap();
                format!("{}‹{}›{tail}", part(0, find.start), part(find.start, find.end))
            });
            assert_eq!(found, *row);
        }
    }

    #[test]
    fn phones() {
        check(
            &FieldKind::Phone,
            &[
                "‹+905321234567›",
                "Beni ‹0532 123 45 67› numarasından arar mısınız?",
                "numaram ‹532 123 45 67›, cepten yazın",
                "tel‹05321234567›",
                "İş: ‹0212 345 67 89›",
                "‹0(532)123-45-67›",
                "Перезвоните ‹8 (912) 345-67-89› пожалуйста",
                "мой номер ‹89123456789›",
                "‹+7 (912) 345-67-89›",
                "Звоните ‹20-12-40› до шести",
                "call me at ‹(201) 555-0123› or ‹201.555.0123›",
                "1-800: ‹1-800-555-0123›",
                "Meu celular é ‹(11) 96123-4567›",
                "llámame al ‹612 34 56 78›",
                "‹0044 7400 123456›",
                "‹00905321234567›",
                "‹905321234567›@s.whatsapp.net",
                "https://wa.me/‹905321234567›",
                "IMG-‹905321234567›-WA0007.jpg",
                "s3://exports/chats/‹31612034585›/2026-03.json",
                "/var/spool/voicemail/‹212553313322›/msg0001.wav",
                "‹0532 123 45 67› / ‹0533 222 33 44›",
                "ara ‹beş üç iki bir iki üç dört beş altı yedi›",
                "‹5️⃣3️⃣2️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣›",
            ],
        );
    }

    #[test]
    fn addresses_and_accounts() {
        check(
            &FieldKind::Email,
            &[
                "Yazın: ‹ayse.kaya@example.com›.",
                "<‹o'brien+shop@example.co.uk›>",
                "‹елена@почта.рф› моя почта",
                "mailto:‹a.b@example.com›?subject=x",
                "‹ayse.kaya (at) gmail (dot) com›",
                "‹ayse at gmail dot com›",
                "‹ivan77 собака yandex точка ru›",
                "‹joao arroba uol ponto com ponto br›",
                "‹ayse%40example.com›",
            ],
        );
        check(
            &FieldKind::Card,
            &["kart ‹4024 9452 8840 9428›", "‹4024945288409428›", "kart 4024 9452 8840 9429"],
        );
        check(&FieldKind::Iban, &["‹TR33 0006 1005 1978 6457 8413 26› hesabı", "‹DE89370400440532013000›"]);
    }

    #[test]
    fn nothing() {
        check(
            &FieldKind::Phone,
            &[
                "Sipariş no: 1277592223383",
                "Order #12345678 has not arrived",
                "Заказ № 89123456 где?",
                "Fatura no ABC2026000012345",
                "kargo takip 123456789012",
                "21.11.2026 14:30 - 16:45",
                "2026-11-21T14:30:00.123+03:00",
                "1985-2026 yılları",
                "toplam 1.250.000,00 TL",
                "12 500 000 руб",
                "$1,234,567.89",
                "110.167.112.184:46021",
                "41.0082376, 28.9783589",
                "34c5d310-ecbf-1d28-8a55-8ee2164150e3",
                "285842923845330@lid",
                "120363025246125888@g.us",
                "1920×1080, 256 x 180 x 657",
                "instagram @shop_7861, react@18.2.0",
                "meet me at cafe.com at 10",
                "+03:00",
                "1 2 3 4 5",
                "https://shop.example/orders/905321234567/items",
                "https://shop.example/p/31612034585",
                "WhatsApp Image 2026-03-01 at 14.22.01",
                "",
            ],
        );
    }
}

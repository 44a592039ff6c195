//! Digits with nothing around them, or with nothing that tells.

use super::rules::Rules;
use super::{Setting, card, person, plan, weigh};
use crate::mask::{Detector, Policy};

/// More than this it does not add that a number stands alone.
const ALONE_MAX: i32 = 20;
/// Nor words around it.
const WORDS_MAX: i32 = 40;
/// More digits are neither a number nor a card.
const DIGITS_MAX: usize = 19;

/// Whether digits that stand alone, with no word beside them, may be anything. Where this says no the search would find
/// nothing; it is asked of the many numbers in a page that are orders and counts.
pub(in crate::mask) fn may_stand_alone(digits: &[u8], detector: Detector, setting: Setting) -> bool {
    detector.policy() == Policy::Strict || may_reach(digits, detector, setting, ALONE_MAX)
}

/// The same of the only digits of a text, so many of them, by what stands right beside them; whatever the words are.
pub(in crate::mask) fn may_be_among_words(
    text: &[u8],
    count: u32,
    detector: Detector,
    setting: Setting,
) -> bool {
    let near = |at: usize| text.get(at).copied().unwrap_or(b' ');
    let mut from = 0;
    while from < text.len() && !near(from).is_ascii_digit() {
        // What is encoded may be anything.
        if matches!(near(from), b'%' | b'&' | b'\\') {
            return true;
        }
        from += 1;
    }
    let mut digits = [0; DIGITS_MAX];
    let mut length = 0;
    while near(from + length).is_ascii_digit() {
        let Some(digit) = digits.get_mut(length) else { return true };
        *digit = near(from + length) - b'0';
        length += 1;
    }
    let before = |back: usize| near(from.wrapping_sub(back));
    let ends = matches!(near(from + length), b' ' | b'.' | b',' | b'!' | b'?' | b')' | b'\n');
    let starts = match before(1) {
        // A plus, or one of its look-alikes.
        b' ' => before(2) != b'+' && (before(2) < 0x80 || matches!(before(3), 0xc3..=0xd3)),
        sign => matches!(sign, b'#' | b'.' | b',' | b'\n'),
    };
    // Each of eleven digits may be the number of a person.
    if !starts || !ends || length != count as usize || length == person::DIGITS {
        return true;
    }
    let against = if before(1) == b'#' { weigh::MONEY } else { 0 };
    may_reach(digits.get(..length).unwrap_or_default(), detector, setting, WORDS_MAX - against)
}

/// Whether digits in one piece may be anything, where what stands around them adds no more than this.
fn may_reach(digits: &[u8], detector: Detector, setting: Setting, added: i32) -> bool {
    if card::may_be(digits, detector.policy()) {
        return true;
    }
    let verdict = plan::verdict(digits, &Rules::of(detector), 1);
    let machine = match setting {
        Setting::Identifier => weigh::of_identifier(verdict.whole, verdict.points),
        _ => 0,
    };
    verdict.points + machine + added >= weigh::enough(detector.policy())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Room;
    use super::*;
    use crate::mask::{Region, fold};

    fn detector(strict: bool, region: Option<&str>) -> Detector {
        let detector = Detector::new(if strict { Policy::Strict } else { Policy::Balanced });
        region.map_or(detector, |region| detector.in_region(Region::parse(region).unwrap()))
    }

    /// Whether the search finds anything in all of a text.
    fn finds(text: &str, rules: Rules, setting: Setting) -> bool {
        let (mut room, mut finds) = (Room { glyphs: fold::fold(text), ..Room::default() }, Vec::new());
        room.digits.read(&room.glyphs);
        room.find(text, rules, setting, false, &|_| true, &mut finds);
        !finds.is_empty()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

        #[test]
        fn it_never_says_no_where_the_search_finds_something(
            before in "(tel|phone|sipariş no|звоните|order|wamid|tc kimlik|kart|x|cep telefonum|[a-zş ]{0,6})?[ .,#(+:/]{0,2}",
            digits in "(0|00|90|7|1|49|2026)?[0-9]{4,13}|[3-6][0-9]{13,18}",
            after in "[ .,!?)]?( numaram|@x.com|\\PC{0,3}| (tl|kg|тел))?",
            strict: bool, identifier: bool,
            region in proptest::option::of(prop_oneof![Just("TR"), Just("US"), Just("DE"), Just("RU"), Just("AD")]),
        ) {
            let text = [before, digits.clone(), after].concat();
            let detector = detector(strict, region);
            let setting = if identifier { Setting::Identifier } else { Setting::Prose };
            if !may_be_among_words(text.as_bytes(), digits.len() as u32, detector, setting) {
                prop_assert!(!finds(&text, Rules::of(detector), setting), "{}", text);
            }
        }
    }

    #[test]
    fn numbers_of_something_are_no_riddle() {
        let detector = detector(false, Some("TR"));
        for (text, count, setting, expected) in [
            ("ne zaman gelir? #202612345678", 12, Setting::Prose, false),
            ("Заказ #123456 где?", 6, Setting::Prose, false),
            ("wamid.987654321098765432", 18, Setting::Identifier, false),
            ("ara 5321234567", 10, Setting::Prose, true),
            ("wa.me/5321234567", 10, Setting::Prose, true),
            ("%23 #202612345678", 12, Setting::Prose, true),
            ("1 #202612345678", 12, Setting::Prose, true),
        ] {
            assert_eq!(may_be_among_words(text.as_bytes(), count, detector, setting), expected, "{text}");
        }
    }
}

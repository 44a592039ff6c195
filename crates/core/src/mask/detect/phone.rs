//! Phone numbers in the way people write them.
//!
//! Each stretch of groups of digits gets points for its shape and for the words around it, and loses points for
//! what speaks against it. With fifty it is a phone.

use super::Setting;
use super::cue::{self, Cue};
use super::group::{Digits, Gap};
use super::shape;
use crate::field::FieldKind;
use crate::mask::find::Find;
use crate::mask::fold::{Glyph, is_word};
use crate::mask::numbering;
use crate::mask::sweep::unwrapped;

const ENOUGH: i32 = 50;
/// What a token that a machine made adds, also against the words in it.
const MACHINE: i32 = 10;
/// What an identifier adds, where the digits are a whole international number.
const IDENTIFIER: i32 = 15;
/// The most that words and surroundings can add.
const CUES_MAX: i32 = 55;
const DIGITS_MIN: usize = 7;
/// A local number of a small place is told only by what people say of it.
const SHORT_DIGITS_MIN: usize = 6;
/// E.164 allows fifteen; an exit code comes on top.
const DIGITS_MAX: usize = 18;
const GROUPS_MAX: usize = 16;

/// Adds the phones of a text.
pub(super) fn find(glyphs: &[Glyph], digits: &Digits, setting: Setting, finds: &mut Vec<Find>) {
    let search = Search { glyphs, digits, setting };
    let mut first = 0;
    while first < digits.groups.len() {
        match search.best(first) {
            Some(last) => {
                search.push(first, last, finds);
                first = last + 1;
            }
            None => first += 1,
        }
    }
}

/// Where a number starts, and what is the same for each place where it may end.
struct Start {
    from: usize,
    leads: bool,
    before: Option<Cue>,
}

struct Search<'a> {
    glyphs: &'a [Glyph],
    digits: &'a Digits,
    setting: Setting,
}

impl Search<'_> {
    /// The last group of the most likely phone that starts at this group.
    fn best(&self, first: usize) -> Option<usize> {
        let mut best: Option<(i32, usize)> = None;
        let from = self.opening(first);
        let plus = self.glyphs.get(from).is_some_and(|glyph| glyph.ch == '+');
        let mut start = Start { from, leads: cue::leads(self.glyphs, from), before: None };
        for last in first..self.digits.groups.len().min(first + GROUPS_MAX) {
            let parts =
                last > first && self.digits.groups.get(last).is_none_or(|group| group.gap == Gap::Break);
            let count = self.digits.of(first, last).len();
            if parts || count > DIGITS_MAX {
                break;
            }
            if count < SHORT_DIGITS_MIN {
                continue;
            }
            let points =
                if plus { self.international(first, last) } else { self.points(first, last, &mut start) };
            if points >= ENOUGH && best.is_none_or(|(most, _)| points >= most) {
                best = Some((points, last));
            }
        }
        best.map(|(_, last)| last)
    }

    /// The first glyph of what opens a number: `+`, `(`, `+ (`.
    fn opening(&self, first: usize) -> usize {
        let mut from = self.digits.groups.get(first).map_or(0, |group| group.from);
        for _ in 0..3 {
            let before =
                |back: usize| from.checked_sub(back).and_then(|at| self.glyphs.get(at)).map(|g| g.ch);
            match (before(1), before(2)) {
                (Some('+' | '('), _) => from -= 1,
                (Some(' '), Some('+')) => from -= 2,
                _ => break,
            }
        }
        from
    }

    /// Points of a number with a plus: the plan of its calling code decides.
    fn international(&self, first: usize, last: usize) -> i32 {
        let digits = self.digits.of(first, last);
        let Some((code, fewest, most)) = numbering::calling_code(digits) else {
            return if digits.len() >= 8 && digits.len() <= 15 { 50 } else { 0 };
        };
        let mut national = digits.len() - code;
        if digits.get(code) == Some(&0) && national > fewest {
            national -= 1;
        }
        if (fewest..=most).contains(&national) {
            110
        } else if national + 2 >= fewest && national <= most + 2 {
            70
        } else {
            0
        }
    }

    /// Points of a number without a plus.
    fn points(&self, first: usize, last: usize, start: &mut Start) -> i32 {
        let digits = self.digits.of(first, last);
        let (Some(head), Some(tail)) = (self.digits.groups.get(first), self.digits.groups.get(last)) else {
            return 0;
        };
        let from = start.from;
        let service = self.service(head.from, last);
        if service == Service::Opaque {
            return 0;
        }
        if service == Service::Phone || start.leads {
            return if digits.len() <= 15 { 120 } else { 0 };
        }
        let mut points = shape_points(digits) + self.grouping_points(first, last, from);
        if points + CUES_MAX < ENOUGH {
            return 0;
        }
        let before = *start.before.get_or_insert_with(|| cue::before(self.glyphs, from));
        let cue = cue::around(before, self.glyphs, tail.to);
        if points + cue.points().max(MACHINE) + IDENTIFIER < ENOUGH
            || (digits.len() < DIGITS_MIN && cue != Cue::Phone)
        {
            return 0;
        }
        if shape::is_other(self.digits, first, last, cue) && cue != Cue::Phone {
            return 0;
        }
        let machine =
            self.in_token(from, tail.to) && digits.len() >= 11 && numbering::is_possible(digits).is_some();
        points += match cue {
            // A file name says `invoice`, and holds the number of whom it is for.
            Cue::Other | Cue::None if machine => MACHINE,
            cue => cue.points(),
        };
        if service == Service::Address {
            points -= 60;
        }
        if self.setting == Setting::Identifier {
            points +=
                if digits.len() >= 11 && numbering::is_possible(digits).is_some() { IDENTIFIER } else { -30 };
        }
        if cue::unit_follows(self.glyphs, tail.to) {
            points -= 60;
        }
        points - self.neighbours(first, last, from)
    }

    /// Whether these glyphs are part of a token that a machine made: `IMG-…-WA0001`, `invoice_….pdf`, `key:…:lock`.
    fn in_token(&self, from: usize, to: usize) -> bool {
        let glyph = |at: Option<usize>| at.and_then(|at| self.glyphs.get(at)).map_or(' ', |glyph| glyph.ch);
        match (glyph(from.checked_sub(1)), glyph(Some(to))) {
            ('_' | '/' | '=', _) => true,
            ('-' | ':', after) => matches!(after, '-' | '_' | ':' | '/' | '@' | '.'),
            _ => false,
        }
    }

    /// How the digits are grouped: some ways are ways of phones.
    fn grouping_points(&self, first: usize, last: usize, from: usize) -> i32 {
        let groups = self.digits.groups.get(first..=last).unwrap_or_default();
        let lengths: Vec<usize> = groups.iter().map(super::group::Group::len).collect();
        let mut points = match lengths.as_slice() {
            [] | [_] => 0,
            [4, 4, 4, ..] => -20,
            [4, ..] if self.continues_row(first) => -30,
            [.., 3, 2, 2] => 22,
            [.., 3, 4] => 20,
            [.., 5, 4] => 18,
            [.., 2, 2, 2] => 15,
            [4, 4] => 8,
            [.., 3, 3] => 12,
            [.., 4, 4] => 12,
            _ if lengths.iter().all(|length| *length == 1) => 8,
            _ => 0,
        };
        let bracketed = from < groups.first().map_or(0, |group| group.from);
        if bracketed && lengths.len() > 1 {
            points += 25;
        }
        if groups.iter().skip(1).any(|group| matches!(group.gap, Gap::Weak(_))) {
            points -= 12;
        }
        points
    }

    /// Whether this group goes on with a row of groups of four, as an account or a tracking number is written.
    fn continues_row(&self, first: usize) -> bool {
        let spaced = self.digits.groups.get(first).is_some_and(|group| group.gap == Gap::Space);
        let before = first.checked_sub(1).and_then(|at| self.digits.groups.get(at));
        spaced && before.is_some_and(|group| group.len() == 4)
    }

    /// What speaks against a phone in what stands right beside it.
    fn neighbours(&self, first: usize, last: usize, from: usize) -> i32 {
        let (Some(head), Some(tail)) = (self.digits.groups.get(first), self.digits.groups.get(last)) else {
            return 0;
        };
        let machine = self.setting == Setting::Identifier || self.in_token(from, tail.to);
        let mut against = 0;
        let glyph = |at: Option<usize>| at.and_then(|at| self.glyphs.get(at)).map_or(' ', |glyph| glyph.ch);
        let (before, after) = (glyph(from.checked_sub(1)), glyph(Some(tail.to)));
        if is_word(before) && !self.cue_ends_at(from) {
            against += 60;
        }
        if is_word(after) {
            against += 30;
        }
        if is_money(before) || is_money(after) || before == '#' {
            against += 60;
        }
        if matches!(before, '-' | '_') && is_word(glyph(from.checked_sub(2))) {
            against += if machine { 0 } else { 30 };
        }
        // Part of a longer row of digits: rather the row is something.
        let partial = |gap: Gap| matches!(gap, Gap::Tight('-' | '.' | '_') | Gap::Weak(',' | '/'));
        if partial(head.gap) && first > 0 {
            against += if machine { 15 } else { 40 };
        }
        if self.digits.groups.get(last + 1).is_some_and(|next| partial(next.gap)) {
            against += if machine { 15 } else { 40 };
        }
        against
    }

    /// Whether the letters that run into a number are a word that announces one: `tel5321234567`.
    fn cue_ends_at(&self, end: usize) -> bool {
        let letters = self
            .glyphs
            .get(..end)
            .unwrap_or_default()
            .iter()
            .rev()
            .take(12)
            .take_while(|glyph| is_word(glyph.ch) && glyph.digit().is_none())
            .count();
        let word = self.glyphs.get(end - letters..end).unwrap_or_default();
        letters >= 2 && matches!(cue::of_word(word), Cue::Phone | Cue::Number)
    }

    /// What an `@` after the digits says: of which service this is an id.
    fn service(&self, from: usize, last: usize) -> Service {
        let Some(tail) = self.digits.groups.get(last) else { return Service::None };
        let mut at = tail.to;
        let glyph = |at: usize| self.glyphs.get(at).map_or(' ', |glyph| glyph.ch);
        // The device after the number, and the moment at which a group was made.
        let sign = glyph(at);
        if matches!(sign, ':' | '-') && from < at {
            let digits = self.glyphs.iter().skip(at + 1).take(12).take_while(|g| g.digit().is_some()).count();
            let ends = at + 1 + digits;
            if glyph(ends) != '@' {
                return Service::None;
            }
            if sign == '-' && (9..=11).contains(&digits) {
                return if self.domain(ends + 1, "g.us") { Service::Phone } else { Service::None };
            }
            at = ends;
        }
        if glyph(at) != '@' {
            return Service::None;
        }
        let is = |name: &&str| self.domain(at + 1, name);
        if ["s.whatsapp.net", "c.us"].iter().any(is) {
            Service::Phone
        } else if ["lid", "newsletter", "broadcast", "g.us"].iter().any(is) {
            Service::Opaque
        } else {
            Service::Address
        }
    }

    fn domain(&self, at: usize, name: &str) -> bool {
        // All that are asked for are ASCII.
        let length = name.len();
        self.glyphs.get(at..at + length).is_some_and(|window| window.iter().map(|g| g.ch).eq(name.chars()))
            && !self.glyphs.get(at + length).is_some_and(|glyph| is_word(glyph.ch))
    }

    fn push(&self, first: usize, last: usize, finds: &mut Vec<Find>) {
        let Some(tail) = self.digits.groups.get(last) else { return };
        let to = tail.to;
        let from = unwrapped(self.glyphs, self.opening(first), to - 1);
        if let (Some(start), Some(end)) = (self.glyphs.get(from), self.glyphs.get(to - 1)) {
            finds.push(Find { kind: FieldKind::Phone, start: start.start, end: end.end });
        }
    }
}

/// What an `@` after digits makes of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Service {
    /// A phone number of a user.
    Phone,
    /// An id that is no number of anyone.
    Opaque,
    /// The first part of an e-mail address.
    Address,
    /// No `@` at all.
    None,
}

/// Points for the digits alone.
fn shape_points(digits: &[u8]) -> i32 {
    let exit =
        |code: &[u8]| digits.strip_prefix(code).is_some_and(|rest| numbering::is_possible(rest).is_some());
    if digits.len() > 9 && (exit(&[0, 0]) || exit(&[0, 1, 1]) || exit(&[8, 1, 0])) {
        return 100;
    }
    match (digits.len(), digits) {
        (16.., _) => 0,
        (_, [0, 0, ..]) => 30,
        (11, [0, 5, ..]) => 100,
        (11, [0, 2..=4, ..]) => 80,
        (11, [0, ..]) => 65,
        (10, [0, ..]) => 58,
        (12, [0, ..]) => 50,
        (9, [0, ..]) => 40,
        (11, [8, 3 | 4 | 8 | 9, ..]) => 75,
        (11, [7, 3 | 4 | 9, ..]) => 70,
        // A mobile of Brazil: an area code without zero, then a nine.
        (11, [1..=9, 1..=9, 9, ..]) if numbering::is_possible(digits).is_none() => 42,
        (11, [1, ..]) if numbering::is_possible(digits).is_some() => 50,
        (12, [9, 0, 5, ..]) => 85,
        (11.., _) => match numbering::is_possible(digits) {
            Some(_) if is_common(digits) => 55,
            Some(_) => 42,
            None => 12,
        },
        (10, [5, ..]) => 58,
        (10, [9, ..]) => 52,
        (10, [2..=8, ..]) => 40,
        (10, _) => 25,
        (9, [5..=7 | 9, ..]) => 36,
        (9, _) => 28,
        (7 | 8, _) => 25,
        _ => 15,
    }
}

/// Calling codes that a customer's number is likely to have.
fn is_common(digits: &[u8]) -> bool {
    const CODES: &[&[u8]] = &[
        &[9, 0],
        &[7],
        &[3, 8, 0],
        &[9, 9],
        &[4, 9],
        &[4, 4],
        &[3, 4],
        &[3, 3],
        &[3, 9],
        &[3, 1],
        &[5, 5],
        &[5, 2],
        &[5, 4],
        &[5, 7],
        &[5, 1],
        &[5, 6],
        &[3, 5, 1],
        &[9, 1],
        &[9, 7, 1],
        &[9, 6, 6],
        &[3, 7, 5],
        &[4, 8],
    ];
    CODES.iter().any(|code| digits.starts_with(code))
}

fn is_money(ch: char) -> bool {
    matches!(ch, '$' | '£' | '¥' | '%' | '°' | '\u{20a0}'..='\u{20bf}')
}

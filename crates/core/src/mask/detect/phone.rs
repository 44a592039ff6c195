//! Phone numbers in the way people write them.
//!
//! Each stretch of groups of digits gets points for what the numbering plans say of it, for its shape and for the
//! words around it, and loses points for what speaks against it.

use super::Setting;
use super::cue::{self, Cue};
use super::extension;
use super::group::{Digits, Gap};
use super::hit::{self, Hit, Kind};
use super::rules::Rules;
use super::weigh;
use crate::mask::fold::Glyph;
use crate::mask::glyphs::{at, before, behind, is_digit, is_space};
use crate::mask::sweep::unwrapped;

/// A local number of a small place has no more.
const DIGITS_MIN: usize = 5;
/// E.164 allows fifteen; an exit code comes on top.
const DIGITS_MAX: usize = 18;
const GROUPS_MAX: usize = 16;
/// Short groups that are all alike are a table or a list where they are more than this. Each start would be weighed with
/// all its ends, for nothing.
const ROW_MAX: usize = 20;

/// Adds the phones of a text.
pub(super) fn find(glyphs: &[Glyph], digits: &Digits, rules: Rules, setting: Setting, finds: &mut Vec<Hit>) {
    let search = Search { glyphs, digits, rules, setting };
    let mut first = 0;
    while first < digits.groups.len() {
        let row = digits.row(first);
        if row > ROW_MAX {
            first += row;
            continue;
        }
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
pub(super) struct Start {
    /// The first glyph of what opens the number.
    pub(super) from: usize,
    /// Whether a plus opens it.
    pub(super) plus: bool,
    /// Whether a link or a key leads to it.
    pub(super) leads: bool,
    /// What the words before it say, where that was asked.
    pub(super) before: Option<Cue>,
}

/// What is searched, and how.
pub(super) struct Search<'a> {
    pub(super) glyphs: &'a [Glyph],
    pub(super) digits: &'a Digits,
    pub(super) rules: Rules,
    pub(super) setting: Setting,
}

impl Search<'_> {
    /// The last group of the most likely phone that starts at this group.
    fn best(&self, first: usize) -> Option<usize> {
        let (mut most, mut best) = (weigh::enough(self.rules.policy), None);
        let mut start: Option<Start> = None;
        for last in first..first + GROUPS_MAX {
            if last >= self.digits.groups.len() || (last > first && self.digits.gap(last) == Gap::Break) {
                break;
            }
            let count = self.digits.of(first, last).len();
            if count > DIGITS_MAX {
                break;
            }
            if count < DIGITS_MIN {
                continue;
            }
            let start = start.get_or_insert_with(|| self.start(first));
            let points = weigh::points(self, first, last, start);
            if points >= most {
                (most, best) = (points, Some(last));
            }
        }
        best
    }

    fn start(&self, first: usize) -> Start {
        let from = self.opening(first);
        Start { from, plus: at(self.glyphs, from) == '+', leads: cue::leads(self.glyphs, from), before: None }
    }

    /// The first glyph of what opens a number: `+`, `(`, `+ (`.
    fn opening(&self, first: usize) -> usize {
        let mut from = self.digits.groups.get(first).map_or(0, |group| group.from);
        for _ in 0..3 {
            match before(self.glyphs, from) {
                '+' | '(' => from -= 1,
                // In a sum the plus stands between two numbers.
                ' ' if before(self.glyphs, from - 1) == '+' && !self.ends_with_digit(from - 2) => from -= 2,
                _ => break,
            }
        }
        from
    }

    fn ends_with_digit(&self, end: usize) -> bool {
        is_digit(before(self.glyphs, end - behind(self.glyphs, end, end, is_space)))
    }

    fn push(&self, first: usize, last: usize, finds: &mut Vec<Hit>) {
        let Some(tail) = self.digits.groups.get(last) else { return };
        let to = extension::end(self.glyphs, tail.to);
        let from = unwrapped(self.glyphs, self.opening(first), to - 1);
        hit::push(finds, Kind::Phone, self.glyphs, from, to);
    }
}

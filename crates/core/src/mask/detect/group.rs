//! Runs of digits, and what stands between them.

use super::hit::{self, Hit, Kind};
use crate::mask::fold::{BULLET, Glyph, is_word};

/// A run of digits.
pub(super) struct Group {
    /// The first glyph.
    pub(super) from: usize,
    /// One past the last glyph.
    pub(super) to: usize,
    /// The first digit, among all the digits of the text.
    pub(super) at: usize,
    /// What stands between this run and the one before it.
    pub(super) gap: Gap,
}

impl Group {
    pub(super) fn len(&self) -> usize {
        self.to - self.from
    }
}

/// What stands between two runs of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Something that no number has inside.
    Break,
    /// Spaces only.
    Space,
    /// One sign, `-` or `.` or the like, without spaces.
    Tight(char),
    /// One of these signs and spaces, or a bracket.
    Loose(char),
    /// Something that rather parts two numbers, but may be inside one: a comma, a slash, a line, an emoji.
    Weak(char),
}

/// All the digits of a text in their groups.
#[derive(Default)]
pub(super) struct Digits {
    pub(super) values: Vec<u8>,
    pub(super) groups: Vec<Group>,
}

/// A word of digits and letters that look like them is a number when so much of it is digits.
const LOOK_ALIKE_DIGITS_MIN: usize = 5;
const LOOK_ALIKE_LENGTH_MIN: usize = 7;
/// So is a word that is no longer than a group of a number, where half of it is digits.
const LOOK_ALIKE_GROUP_MAX: usize = 5;
/// Between two groups of one number there is no more than this.
const GAP_MAX: usize = 4;

impl Digits {
    /// Reads the digits of these glyphs, in the place of those that were read before.
    pub(super) fn read(&mut self, glyphs: &[Glyph]) {
        self.values.clear();
        self.groups.clear();
        let mut at = 0;
        while let Some(ahead) =
            glyphs.get(at..).unwrap_or_default().iter().position(|glyph| glyph.digit().is_some())
        {
            let first = at + ahead;
            let head = glyphs.get(at..first).unwrap_or_default();
            let similar = head.iter().rev().take_while(|glyph| value(glyph.ch).is_some()).count();
            let rest = glyphs.get(first..).unwrap_or_default();
            let end = first + rest.iter().take_while(|glyph| is_word(glyph.ch)).count();
            let from = first - similar;
            let apart = from
                .checked_sub(1)
                .and_then(|before| glyphs.get(before))
                .is_none_or(|glyph| !is_word(glyph.ch));
            if apart && reads_as_digits(glyphs.get(from..end).unwrap_or_default()) {
                self.push(glyphs, from, end);
            } else {
                self.push_runs(glyphs, first, end);
            }
            at = end;
        }
    }

    /// The runs of digits within a word.
    fn push_runs(&mut self, glyphs: &[Glyph], from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let word = glyphs.get(at..to).unwrap_or_default();
            let run = word.iter().take_while(|glyph| glyph.digit().is_some()).count();
            if run > 0 {
                self.push(glyphs, at, at + run);
            }
            at += run.max(1);
        }
    }

    fn push(&mut self, glyphs: &[Glyph], from: usize, to: usize) {
        let gap = match self.groups.last() {
            Some(last) => gap(glyphs.get(last.to..from).unwrap_or_default()),
            None => Gap::Break,
        };
        self.groups.push(Group { from, to, at: self.values.len(), gap });
        let values = glyphs.iter().skip(from).take(to - from).map(|glyph| value(glyph.ch).unwrap_or(0));
        self.values.extend(values);
    }

    /// How many digits stand from this group on until something parts them for good, or they are more than a number's.
    pub(super) fn reach(&self, first: usize) -> usize {
        let rest = self.groups.iter().skip(first).take(REACH_MAX);
        rest.enumerate()
            .take_while(|(at, group)| *at == 0 || !parts(group.gap))
            .map(|(_, group)| group.len())
            .sum()
    }

    /// How many digits stand before this group in the same way.
    pub(super) fn reach_back(&self, first: usize) -> usize {
        let mut sum = 0;
        for group in self.groups.get(..first).unwrap_or_default().iter().rev().take(REACH_MAX) {
            sum += group.len();
            if parts(group.gap) {
                break;
            }
        }
        sum
    }

    /// Adds what these groups write, first and last included.
    pub(super) fn push_hit(
        &self,
        hits: &mut Vec<Hit>,
        kind: Kind,
        glyphs: &[Glyph],
        first: usize,
        last: usize,
    ) {
        if let (Some(head), Some(tail)) = (self.groups.get(first), self.groups.get(last)) {
            hit::push(hits, kind, glyphs, head.from, tail.to);
        }
    }

    /// The digits of these groups, first and last included.
    pub(super) fn of(&self, first: usize, last: usize) -> &[u8] {
        match (self.groups.get(first), self.groups.get(last)) {
            (Some(a), Some(b)) => self.values.get(a.at..b.at + b.len()).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// So many groups make up a number.
const REACH_MAX: usize = 5;

fn parts(gap: Gap) -> bool {
    matches!(gap, Gap::Break | Gap::Weak(_))
}

fn value(ch: char) -> Option<u8> {
    match ch {
        'o' | 'о' => Some(0),
        'l' | 'i' => Some(1),
        _ => crate::mask::fold::digit(ch),
    }
}

fn reads_as_digits(word: &[Glyph]) -> bool {
    if word.len() < 3 || !word.iter().all(|glyph| value(glyph.ch).is_some()) {
        return false;
    }
    let digits = word.iter().filter(|glyph| glyph.digit().is_some()).count();
    // `10l` is an amount of milk, `4l5` is not.
    let is_litres = word.last().is_some_and(|last| last.ch == 'l') && digits + 1 == word.len();
    digits == word.len()
        || (word.len() >= LOOK_ALIKE_LENGTH_MIN && digits >= LOOK_ALIKE_DIGITS_MIN)
        || (word.len() <= LOOK_ALIKE_GROUP_MAX && digits * 2 >= word.len() && !is_litres)
}

fn gap(between: &[Glyph]) -> Gap {
    if between.is_empty() || between.len() > GAP_MAX {
        return Gap::Break;
    }
    let mut sign = ' ';
    let mut weak = None;
    let mut signs = 0;
    for glyph in between {
        match glyph.ch {
            ' ' => {}
            '-' | '.' | '_' | '(' | ')' => {
                sign = glyph.ch;
                signs += 1;
            }
            ',' | '/' | '…' | '\n' | '*' | '~' | '|' | '\'' | '\\' => weak = Some(glyph.ch),
            // A single bullet parts groups; more of them are a mask.
            ch if ch == BULLET && between.len() == 1 => weak = Some(ch),
            ch if ch > '\u{20ff}' && !is_word(ch) && ch != BULLET => weak = Some(ch),
            _ => return Gap::Break,
        }
    }
    match (weak, signs, between.len()) {
        // A list rather than a number.
        (Some(','), ..) if between.len() > 1 => Gap::Weak(';'),
        (Some(weak), ..) => Gap::Weak(weak),
        (None, 0, _) => Gap::Space,
        (None, 1, 1) if sign != '(' && sign != ')' => Gap::Tight(sign),
        _ => Gap::Loose(sign),
    }
}

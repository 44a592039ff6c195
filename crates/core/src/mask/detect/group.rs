//! Runs of digits, and what stands between them.

use super::hit::{self, Hit, Kind};
use crate::mask::FAST;
use crate::mask::fold::{BULLET, Glyph, is_word};
use crate::mask::glyphs::{ahead, at, before, behind, is_digit};

/// A run of digits.
#[derive(Clone, Copy)]
pub(super) struct Group {
    /// The first glyph.
    pub(super) from: usize,
    /// One past the last glyph.
    pub(super) to: usize,
    /// The first digit, among all the digits of the text.
    pub(super) at: usize,
    /// What the first nine digits say as a number.
    pub(super) value: u32,
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
    /// `-` without spaces.
    Hyphen,
    /// `.` without spaces.
    Dot,
    /// `_` without spaces.
    Low,
    /// `-` and spaces.
    LooseHyphen,
    /// `.` and spaces.
    LooseDot,
    /// A bracket, or several signs.
    Loose,
    /// `,` without spaces. This and what follows rather parts two numbers, but may be inside one.
    Comma,
    /// `,` and spaces: a list rather than a number.
    List,
    /// `/`
    Slash,
    /// The end of a line.
    Line,
    /// Another sign, or an emoji.
    Weak,
}

impl Gap {
    /// Whether it is one sign without spaces.
    pub(super) fn is_tight(self) -> bool {
        matches!(self, Self::Hyphen | Self::Dot | Self::Low)
    }

    /// Whether it rather parts two numbers.
    pub(super) fn is_weak(self) -> bool {
        matches!(self, Self::Comma | Self::List | Self::Slash | Self::Line | Self::Weak)
    }
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

/// Room for so many digits is made at once.
const DIGITS_USUAL: usize = 32;

impl Digits {
    /// Reads the digits of these glyphs, in the place of those that were read before.
    pub(super) fn read(&mut self, glyphs: &[Glyph]) {
        self.values.clear();
        self.groups.clear();
        if FAST {
            self.values.reserve(DIGITS_USUAL);
        }
        let (mut floor, mut first) = (0, 0);
        while first < glyphs.len() {
            if !is_digit(at(glyphs, first)) {
                first += 1;
                continue;
            }
            let from = first - behind(glyphs, first, first - floor, looks_like_digit);
            let end = first + ahead(glyphs, first, usize::MAX, is_word);
            if !is_word(before(glyphs, from)) && reads_as_digits(glyphs.get(from..end).unwrap_or_default()) {
                self.push(glyphs, from, end);
            } else {
                self.push_runs(glyphs, first, end);
            }
            (floor, first) = (end, end);
        }
    }

    /// The runs of digits within a word.
    fn push_runs(&mut self, glyphs: &[Glyph], from: usize, to: usize) {
        let mut from = from;
        while from < to {
            let run = ahead(glyphs, from, to - from, is_digit);
            if run > 0 {
                self.push(glyphs, from, from + run);
            }
            from += run.max(1);
        }
    }

    fn push(&mut self, glyphs: &[Glyph], from: usize, to: usize) {
        let gap = match self.groups.last() {
            Some(last) => gap(glyphs.get(last.to..from).unwrap_or_default()),
            None => Gap::Break,
        };
        let mut group = Group { from, to, at: self.values.len(), value: 0, gap };
        for glyph in glyphs.get(from..to).unwrap_or_default() {
            let digit = value(glyph.ch).unwrap_or(0);
            if self.values.len() < group.at + 9 {
                group.value = group.value * 10 + u32::from(digit);
            }
            self.values.push(digit);
        }
        self.groups.push(group);
    }

    /// How many digits stand from this group on until something parts them for good, or they are more than a number's.
    pub(super) fn reach(&self, first: usize) -> usize {
        let mut sum = 0;
        for at in first..first + REACH_MAX {
            match self.groups.get(at) {
                Some(group) if at == first || !parts(group.gap) => sum += group.len(),
                _ => break,
            }
        }
        sum
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

    /// How many groups from this one on are equally short, with the same between them: `1.1.1.1`.
    pub(super) fn row(&self, first: usize) -> usize {
        let rest = self.groups.get(first..).unwrap_or_default();
        let [head, second, ..] = rest else { return rest.len() };
        let mut count = 1;
        while let Some(group) = rest.get(count)
            && group.gap == second.gap
            && group.len() == head.len()
            && head.len() <= ROW_LENGTH_MAX
        {
            count += 1;
        }
        count
    }

    /// What stands before this group; a break where there is none.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.groups.get(at).map_or(Gap::Break, |group| group.gap)
    }
}

/// Longer groups may be numbers of their own, one a line.
const ROW_LENGTH_MAX: usize = 3;

/// So many groups make up a number.
const REACH_MAX: usize = 5;

fn parts(gap: Gap) -> bool {
    gap == Gap::Break || gap.is_weak()
}

fn value(ch: char) -> Option<u8> {
    match ch {
        'o' | 'о' => Some(0),
        'l' | 'i' => Some(1),
        _ => crate::mask::fold::digit(ch),
    }
}

fn looks_like_digit(ch: char) -> bool {
    value(ch).is_some()
}

fn reads_as_digits(word: &[Glyph]) -> bool {
    let mut digits = 0;
    for glyph in word {
        if !looks_like_digit(glyph.ch) {
            return false;
        }
        digits += usize::from(is_digit(glyph.ch));
    }
    // `10l` is an amount of milk, `4l5` is not.
    let is_litres = word.last().is_some_and(|last| last.ch == 'l') && digits + 1 == word.len();
    match word.len() {
        0..3 => false,
        length if digits == length => true,
        3..=LOOK_ALIKE_GROUP_MAX => digits * 2 >= word.len() && !is_litres,
        length => length >= LOOK_ALIKE_LENGTH_MIN && digits >= LOOK_ALIKE_DIGITS_MIN,
    }
}

fn gap(between: &[Glyph]) -> Gap {
    if between.is_empty() || between.len() > GAP_MAX {
        return Gap::Break;
    }
    let alone = between.len() == 1;
    // The last sign that does not part, and the last that does.
    let (mut sign, mut weak) = (Gap::Space, None);
    for glyph in between {
        let (tight, loose) = match glyph.ch {
            ' ' => continue,
            '-' => (Gap::Hyphen, Gap::LooseHyphen),
            '.' => (Gap::Dot, Gap::LooseDot),
            '_' => (Gap::Low, Gap::Loose),
            '(' | ')' => (Gap::Loose, Gap::Loose),
            _ => {
                weak = Some(match glyph.ch {
                    ',' if alone => Gap::Comma,
                    ',' => Gap::List,
                    '/' => Gap::Slash,
                    '\n' => Gap::Line,
                    '…' | '*' | '~' | '|' | '\'' | '\\' => Gap::Weak,
                    // A single bullet parts groups; more of them are a mask.
                    BULLET if alone => Gap::Weak,
                    ch if ch > '\u{20ff}' && !is_word(ch) => Gap::Weak,
                    _ => return Gap::Break,
                });
                continue;
            }
        };
        sign = if alone { tight } else { loose };
    }
    weak.unwrap_or(sign)
}

//! What a pattern of digits admits, asked of its automaton instead of by trying numbers.

use std::collections::HashMap;

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::{start, syntax};
use regex_automata::{Anchored, MatchKind};

use crate::fault::{Doing, Outcome};

/// Bit `n` stands for: `n` digits long.
pub(super) type Lengths = u32;

/// Starts of a national number: its first three digits.
pub(super) const STARTS: usize = 1000;

/// No number has more digits, whatever its pattern says.
const DIGITS_MAX: u32 = 17;

/// One regular expression over digits, which has to match the whole of them.
pub(super) struct Pattern {
    automaton: dense::DFA<Vec<u32>>,
    start: StateID,
}

impl Pattern {
    /// Compiles a pattern of the metadata: digits, classes, groups, alternatives and bounded repetition.
    pub(super) fn compile(pattern: &str) -> Outcome<Self> {
        let automaton = dense::Builder::new()
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .thompson(thompson::Config::new().utf8(false))
            .configure(dense::Config::new().start_kind(StartKind::Anchored).match_kind(MatchKind::All))
            .build(&format!(r"(?:{pattern})\z"))
            .doing(format!("compiling `{pattern}`"))?;
        let start = automaton
            .start_state(&start::Config::new().anchored(Anchored::Yes))
            .doing(format!("starting `{pattern}`"))?;
        Ok(Self { automaton, start })
    }

    /// For each start, how long a number can be that the pattern matches.
    pub(super) fn lengths_by_start(&self) -> Vec<Lengths> {
        let mut known = HashMap::new();
        let walk = |digits: [u8; 3]| digits.iter().fold(self.start, |state, digit| self.step(state, *digit));
        (0..10)
            .flat_map(|a| (0..10).flat_map(move |b| (0..10).map(move |c| [a, b, c])))
            .map(|digits| self.lengths(walk(digits), DIGITS_MAX - 3, &mut known) << 3)
            .collect()
    }

    /// Every string of at most `digits_max` digits that the pattern matches, the shorter first.
    pub(super) fn words(&self, digits_max: usize) -> Vec<String> {
        let mut words = Vec::new();
        let mut open = vec![(String::new(), self.start)];
        for _ in 0..=digits_max {
            let ends = |state| self.automaton.is_match_state(self.automaton.next_eoi_state(state));
            words.extend(open.iter().filter(|(_, state)| ends(*state)).map(|(word, _)| word.clone()));
            open = open
                .iter()
                .flat_map(|(word, state)| {
                    (0..10_u8).map(move |digit| (format!("{word}{digit}"), self.step(*state, digit)))
                })
                .filter(|(_, state)| !self.automaton.is_dead_state(*state))
                .collect();
        }
        words
    }

    /// How many more digits, at most `left`, can follow up to a match.
    fn lengths(&self, state: StateID, left: u32, known: &mut HashMap<(StateID, u32), Lengths>) -> Lengths {
        if self.automaton.is_dead_state(state) {
            return 0;
        }
        if let Some(lengths) = known.get(&(state, left)) {
            return *lengths;
        }
        let ends = self.automaton.is_match_state(self.automaton.next_eoi_state(state));
        let mut lengths = Lengths::from(ends);
        if left > 0 {
            for digit in 0..10 {
                lengths |= self.lengths(self.step(state, digit), left - 1, known) << 1;
            }
        }
        known.insert((state, left), lengths);
        lengths
    }

    fn step(&self, state: StateID, digit: u8) -> StateID {
        self.automaton.next_state(state, b'0' + digit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, start: usize, expected: &[u32]) {
        let lengths = Pattern::compile(pattern).unwrap().lengths_by_start()[start];
        assert_eq!((0..32).filter(|n| lengths >> n & 1 == 1).collect::<Vec<_>>(), expected, "{pattern}");
    }

    #[test]
    fn lengths() {
        check(r"5\d{9}", 532, &[10]);
        check(r"5\d{9}", 432, &[]);
        check(r"80(?:0\d{3}|3)\d{3}", 800, &[9]);
        check(r"80(?:0\d{3}|3)\d{3}", 803, &[6]);
        check(r"1\d{5}(?:\d{2,4})?", 100, &[6, 8, 9, 10]);
        check(r"(?:00|[1-9]\d)\d{6}", 7, &[8]);
        check(r"12", 120, &[]);
    }

    #[test]
    fn words() {
        let words = |pattern: &str| Pattern::compile(pattern).unwrap().words(3);
        assert_eq!(words("0[08]|99(?:1|5[23])"), ["00", "08", "991"]);
        assert_eq!(words("0|80?"), ["0", "8", "80"]);
    }
}

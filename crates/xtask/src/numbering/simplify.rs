//! Fewer and more regular runs, for a few more numbers that count as possible.
//!
//! Each code's thousand starts are divided anew so that the bits its runs cost and the precision they lose are least
//! together. What a run costs depends on how common its width and its lengths are, which depends on the division:
//! hence several passes. All in whole numbers, so that every machine writes the same table.

use std::collections::HashMap;

use super::automaton::Lengths;
use super::plans::{Code, Plans, Run};

/// Costs are in eighths of a bit.
const BIT: u64 = 8;
/// What it is worth not to take a thousandth of the numbers of one length for possible. At 2 the table weighs 4.1 KB after
/// gzip and takes 8.0 % of random national numbers for possible; at 4, 4.8 KB and 7.1 %; at 8, 5.9 KB and 6.4 %; exact it
/// would be 9 KB and 5.8 %. Between 2 and 4, one message in a thousand is masked in vain.
const PRECISION: u64 = 2;
/// A set of lengths that no run has yet takes a place in a list of its own.
const NEW_LENGTHS: u64 = 20 * BIT;
/// Passes after which nothing moves any more worth speaking of.
const PASSES: usize = 4;
/// A width fits a byte.
const WIDTH_MAX: usize = 255;

/// The same plans with fewer runs. Nothing that was possible is refused afterwards.
pub(super) fn simplify(plans: &Plans) -> Plans {
    let mut costs = Costs::count(plans);
    let mut simple = Vec::new();
    for _ in 0..PASSES {
        simple = plans.codes.iter().map(|code| simplified(code, &costs)).collect();
        let pass = Plans { codes: simple };
        costs = Costs::count(&pass);
        simple = pass.codes;
    }
    Plans { codes: simple }
}

fn simplified(code: &Code, costs: &Costs) -> Code {
    let runs = cheapest(code, costs);
    let lengths = runs.iter().flat_map(|run| std::iter::repeat_n(run.lengths, run.starts)).collect();
    Code { lengths, ..code.clone() }
}

/// What widths and lengths cost, in eighths of a bit, by how often they occur.
struct Costs {
    /// By width.
    widths: Vec<u64>,
    lengths: HashMap<Lengths, u64>,
    rare: u64,
}

impl Costs {
    fn count(plans: &Plans) -> Self {
        let runs: Vec<Run> = plans.codes.iter().flat_map(Code::runs).collect();
        let (mut widths, mut lengths) = (vec![0; WIDTH_MAX + 1], HashMap::new());
        for run in &runs {
            widths.iter_mut().skip(run.starts).take(1).for_each(|count| *count += 1);
            *lengths.entry(run.lengths).or_insert(0_u64) += 1;
        }
        let all = log2(runs.len() as u64);
        let cost = |count: u64| all - log2(count);
        Self {
            widths: widths.into_iter().map(cost).collect(),
            lengths: lengths.into_iter().map(|(lengths, count)| (lengths, cost(count))).collect(),
            rare: all,
        }
    }

    fn of(&self, run: Run) -> u64 {
        let width = self.widths.get(run.starts).copied().unwrap_or(self.rare);
        let lengths = self.lengths.get(&run.lengths).copied().unwrap_or(self.rare + NEW_LENGTHS);
        width + lengths
    }
}

/// In eighths, rounded down.
fn log2(count: u64) -> u64 {
    u64::from(u128::from(count.clamp(1, 1 << 15)).pow(8).ilog2()) * BIT / 8
}

/// The cheapest way to divide the starts up to some boundary.
#[derive(Clone, Copy)]
struct Way {
    cost: u64,
    pieces: usize,
    last: Run,
}

/// The cheapest division of all starts, by dynamic programming over the boundaries.
fn cheapest(code: &Code, costs: &Costs) -> Vec<Run> {
    let pieces = pieces(code);
    let mut ways = vec![Way { cost: 0, pieces: 0, last: Run { starts: 0, lengths: 0 } }];
    for end in 1..=pieces.len() {
        let mut best: Option<Way> = None;
        let mut joined = Joined::default();
        for (count, (piece, way)) in pieces.iter().zip(&ways).take(end).rev().enumerate() {
            joined.add(*piece);
            let lost = weight(&code.digits) * PRECISION * joined.added();
            if joined.starts > WIDTH_MAX || best.is_some_and(|best| best.cost <= lost) {
                break;
            }
            let cost = way.cost + costs.of(joined.run()) + lost;
            if best.is_none_or(|best| cost < best.cost) {
                best = Some(Way { cost, pieces: count + 1, last: joined.run() });
            }
        }
        ways.extend(best);
    }
    let mut chosen = Vec::new();
    let mut at = pieces.len();
    while let Some(way) = ways.get(at).filter(|_| at > 0) {
        chosen.push(way.last);
        at -= way.pieces;
    }
    chosen.reverse();
    chosen
}

/// The starts cut wherever a boundary is worth considering: where something changes, and at each tenth.
fn pieces(code: &Code) -> Vec<Run> {
    let mut pieces: Vec<Run> = Vec::new();
    for (start, lengths) in code.lengths.iter().enumerate() {
        match pieces.last_mut() {
            Some(piece) if piece.lengths == *lengths && start % 10 != 0 => piece.starts += 1,
            _ => pieces.push(Run { starts: 1, lengths: *lengths }),
        }
    }
    pieces
}

/// Random digits start with a short calling code more often than with a long one.
fn weight(calling_code: &str) -> u64 {
    match calling_code.len() {
        1 => 4,
        2 => 2,
        _ => 1,
    }
}

/// Starts seen as one run.
#[derive(Default)]
struct Joined {
    starts: usize,
    lengths: Lengths,
    /// Starts times lengths that were possible before.
    possible: u64,
}

impl Joined {
    fn add(&mut self, piece: Run) {
        self.starts += piece.starts;
        self.lengths |= piece.lengths;
        self.possible += piece.starts as u64 * u64::from(piece.lengths.count_ones());
    }

    /// Starts times lengths that are possible only because they were joined.
    fn added(&self) -> u64 {
        self.starts as u64 * u64::from(self.lengths.count_ones()) - self.possible
    }

    fn run(&self) -> Run {
        Run { starts: self.starts, lengths: self.lengths }
    }
}

#[cfg(test)]
mod tests {
    use super::super::automaton::STARTS;
    use super::*;

    #[test]
    fn nothing_possible_is_refused() {
        let lengths: Vec<Lengths> =
            (0..1000_u32).map(|start| ((start * start) % 7) & (0b101 << (start / 300))).collect();
        let (digits, regions) = ("90".to_owned(), Vec::new());
        let code = Code { digits, regions, lengths, trunks: String::new(), exits: String::new() };
        let exact = Plans { codes: vec![code] };
        let simple = simplify(&exact);
        let (exact, simple) = (&exact.codes[0], &simple.codes[0]);
        assert_eq!(simple.lengths.len(), STARTS);
        assert!(exact.lengths.iter().zip(&simple.lengths).all(|(before, after)| before & !after == 0));
        assert!(simple.runs().len() < exact.runs().len());
    }
}

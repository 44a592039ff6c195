//! Two runs of one world, chat by chat.

use serde::Serialize;

use super::report::Report;

/// Into so many stretches of time the chats are divided: those of one queue wait together, so single chats say less
/// than their number.
const BATCHES: usize = 20;

/// Student's t for 95 of a hundred at 19 degrees of freedom.
const T_95: f64 = 2.093;

/// How much longer texts wait, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// On average; less than zero where they wait shorter.
    pub mean_ms: f64,
    /// How far the truth may be from it, with a confidence of 95 in a hundred.
    pub margin_ms: f64,
    /// Whether that is enough to say that they differ.
    pub is_clear: bool,
}

/// How much longer texts wait in `after` than in `before`, by batch means of the same chats. Both are runs of one
/// world to its end; of runs with different chats nothing can be said, and nothing is.
#[must_use]
pub fn difference(before: &Report, after: &Report) -> Difference {
    let count = before.text_waits.len();
    if count != after.text_waits.len() || count < 2 * BATCHES {
        return Difference::default();
    }
    let gaps: Vec<f64> = before
        .text_waits
        .iter()
        .zip(&after.text_waits)
        .map(|(before, after)| (after - before) as f64)
        .collect();
    let means: Vec<f64> = gaps
        .chunks(count.div_ceil(BATCHES))
        .map(|batch| batch.iter().sum::<f64>() / batch.len() as f64)
        .collect();
    let batches = means.len() as f64;
    let mean_ms = gaps.iter().sum::<f64>() / count as f64;
    let centre = means.iter().sum::<f64>() / batches;
    let variance = means.iter().map(|mean| (mean - centre) * (mean - centre)).sum::<f64>() / (batches - 1.0);
    let margin_ms = T_95 * (variance / batches).sqrt();
    Difference { mean_ms, margin_ms, is_clear: mean_ms.abs() > margin_ms }
}

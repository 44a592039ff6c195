//! What a developer sees: one short line per step, with its time.

use std::io::{IsTerminal, StdoutLock, Write, stdout};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::fault::Fault;

const LABEL_WIDTH: usize = 26;
const NOTE_WIDTH: usize = 34;

/// How long a step is expected to take; a slow one is announced before it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    Quick,
    /// Done once per machine or clone; the text says about how long.
    Slow(&'static str),
}

/// A step under way. Dropped without [`Step::done`], it shows as failed.
pub(crate) struct Step {
    label: String,
    started: Instant,
    open: bool,
}

impl Step {
    pub(crate) fn start(label: &str, pace: Pace) -> Self {
        let started = Instant::now();
        if stdout().is_terminal() {
            Board::lock().add(label, started);
        } else if let Pace::Slow(about) = pace {
            say(&format!("  … {label} ({about})"));
        }
        Self { label: label.to_owned(), started, open: true }
    }

    /// Ends the step with a tick, an optional note and the time it took.
    pub(crate) fn done(mut self, note: &str) -> Duration {
        self.close(&green("✓"), note);
        self.started.elapsed()
    }

    /// Ends the step with a cross; for a failure that does not stop the command.
    pub(crate) fn failed(mut self, note: &str) -> Duration {
        self.close(&red("✗"), note);
        self.started.elapsed()
    }

    fn close(&mut self, mark: &str, note: &str) {
        self.open = false;
        let mut board = Board::lock();
        board.running.retain(|(label, started)| (label, *started) != (&self.label, self.started));
        let spent = seconds(self.started.elapsed());
        board.print(&format!("  {mark} {:LABEL_WIDTH$} {note:NOTE_WIDTH$} {spent:>9}", self.label));
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        if self.open {
            self.close(&red("✗"), "");
        }
    }
}

/// What is running, on the last line of a terminal; some of it side by side. Whatever else is printed goes above it, so
/// it is printed here.
struct Board {
    running: Vec<(String, Instant)>,
    has_clock: bool,
}

static BOARD: Mutex<Board> = Mutex::new(Board { running: Vec::new(), has_clock: false });

impl Board {
    fn lock() -> MutexGuard<'static, Self> {
        BOARD.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&mut self, label: &str, started: Instant) {
        self.running.push((label.to_owned(), started));
        self.draw(&mut stdout().lock());
        if !self.has_clock {
            self.has_clock = true;
            // For as long as xtask runs: a long step must not look dead.
            thread::spawn(|| {
                loop {
                    thread::sleep(Duration::from_secs(1));
                    Self::lock().draw(&mut stdout().lock());
                }
            });
        }
    }

    fn print(&self, text: &str) {
        let mut out = stdout().lock();
        self.clear(&mut out);
        let _ = writeln!(out, "{text}");
        self.draw(&mut out);
    }

    fn clear(&self, out: &mut StdoutLock) {
        if self.has_clock {
            let _ = out.write_all(b"\r\x1b[2K");
        }
        let _ = out.flush();
    }

    fn draw(&self, out: &mut StdoutLock) {
        if !self.running.is_empty() {
            let _ = write!(out, "\r\x1b[2K{}", running_line(&self.running));
            let _ = out.flush();
        }
    }
}

fn running_line(running: &[(String, Instant)]) -> String {
    let steps: Vec<String> =
        running.iter().map(|(label, started)| format!("{label} {}", seconds(started.elapsed()))).collect();
    format!("  … {}", steps.join(" · "))
}

/// Prints lines above what is running.
pub(crate) fn say(text: &str) {
    Board::lock().print(text);
}

/// Starts a new part of the output.
pub(crate) fn heading(text: &str) {
    say(&format!("\n{}", bold(text)));
}

/// A fact found, not work done.
pub(crate) fn note(text: &str) {
    say(&format!("    {text}"));
}

/// Prints why the command stops.
pub(crate) fn fault(fault: &Fault) {
    let board = Board::lock();
    board.clear(&mut stdout().lock());
    eprintln!("\n{} {fault}", red("error:"));
    if let Some(advice) = fault.advice() {
        eprintln!("{} {advice}", bold(" help:"));
    }
    board.draw(&mut stdout().lock());
}

pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 100 {
        return format!("{:.1} s", time.as_secs_f32());
    }
    format!("{} min {:02} s", whole / 60, whole % 60)
}

pub(crate) fn bold(text: &str) -> String {
    paint("1", text)
}

pub(crate) fn green(text: &str) -> String {
    paint("32", text)
}

pub(crate) fn red(text: &str) -> String {
    paint("31", text)
}

fn paint(code: &str, text: &str) -> String {
    if stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        format!("\x1b[{code}m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_people_say_them() {
        assert_eq!(seconds(Duration::from_millis(4_230)), "4.2 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn what_runs_side_by_side_is_on_one_line() {
        let ago = |seconds| Instant::now() - Duration::from_secs(seconds);
        let running = [("clippy".to_owned(), ago(3)), ("worker: compile".to_owned(), ago(185))];
        let line = running_line(&running);
        assert!(
            line.starts_with("  … clippy 3.") && line.ends_with(" s · worker: compile 3 min 05 s"),
            "{line}"
        );
    }
}

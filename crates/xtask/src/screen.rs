//! What a developer sees: one short line per step, with its time.

use std::io::{IsTerminal, Write, stdout};
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;
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
    clock: Option<Clock>,
    open: bool,
}

impl Step {
    pub(crate) fn start(label: &str, pace: Pace) -> Self {
        let clock = stdout().is_terminal().then(|| Clock::start(label));
        if let (None, Pace::Slow(about)) = (&clock, pace) {
            println!("  … {label} ({about})");
        }
        Self { label: label.to_owned(), started: Instant::now(), clock, open: true }
    }

    /// Ends the step with a tick, an optional note and the time it took.
    pub(crate) fn done(mut self, note: &str) -> Duration {
        self.close(green("✓"), note);
        self.started.elapsed()
    }

    /// Ends the step with a cross; for a failure that does not stop the command.
    pub(crate) fn failed(mut self, note: &str) -> Duration {
        self.close(red("✗"), note);
        self.started.elapsed()
    }

    fn close(&mut self, mark: String, note: &str) {
        self.open = false;
        if let Some(clock) = self.clock.take() {
            clock.stop();
        }
        let spent = seconds(self.started.elapsed());
        println!("  {mark} {:LABEL_WIDTH$} {note:NOTE_WIDTH$} {spent:>9}", self.label);
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        if self.open {
            self.close(red("✗"), "");
        }
    }
}

/// Redraws the running step once a second, so that a long one does not look dead.
struct Clock {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Clock {
    fn start(label: &str) -> Self {
        let (stop, stopped) = channel::<()>();
        let label = label.to_owned();
        let started = Instant::now();
        let thread = std::thread::spawn(move || {
            loop {
                let line = format!("\r\x1b[2K  … {label:LABEL_WIDTH$} {}", seconds(started.elapsed()));
                let _ = stdout().write_all(line.as_bytes());
                let _ = stdout().flush();
                if stopped.recv_timeout(Duration::from_secs(1))
                    != Err(std::sync::mpsc::RecvTimeoutError::Timeout)
                {
                    break;
                }
            }
            let _ = stdout().write_all(b"\r\x1b[2K");
        });
        Self { stop, thread }
    }

    fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

/// Starts a new part of the output.
pub(crate) fn heading(text: &str) {
    println!("\n{}", bold(text));
}

/// A fact found, not work done.
pub(crate) fn note(text: &str) {
    println!("    {text}");
}

/// Prints why the command stops.
pub(crate) fn fault(fault: &Fault) {
    let _ = stdout().flush();
    eprintln!("\n{} {fault}", red("error:"));
    if let Some(advice) = fault.advice() {
        eprintln!("{} {advice}", bold(" help:"));
    }
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
}

//! Other programs: run quietly, with their words kept in a log file and shown only when they fail.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::fault::{Doing, Fault, Outcome};

/// Lines of a failed program's log that are shown.
const TAIL_LINES: usize = 40;

/// How a recorded program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Success,
    Failure,
}

/// Runs to success, with all output in `log`.
///
/// # Errors
/// The end of the log, when the program is missing or does not succeed.
pub(crate) fn run(command: &mut Command, log: &Path) -> Outcome<()> {
    match record(command, log)? {
        Ending::Success => Ok(()),
        Ending::Failure => {
            let name = program(command);
            let tail = tail(log);
            let hint = format!("the whole log is {}", log.display());
            Err(Fault::new(format!("`{name}` failed\n\n{tail}")).hint(hint))
        }
    }
}

/// Runs with all output in `log`; a failing program is an answer here, not a fault.
pub(crate) fn record(command: &mut Command, log: &Path) -> Outcome<Ending> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).doing(format!("creating `{}`", folder.display()))?;
    }
    let out = File::create(log).doing(format!("creating `{}`", log.display()))?;
    let err = out.try_clone().doing("sharing the log")?;
    let name = program(command);
    let status = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .status()
        .map_err(|error| missing(&name, &error))?;
    Ok(if status.success() { Ending::Success } else { Ending::Failure })
}

/// Runs to success, with all output on the screen: for a program that is started for what it prints.
///
/// # Errors
/// When the program is missing or does not succeed; it has said why.
pub(crate) fn show(command: &mut Command) -> Outcome<()> {
    let name = program(command);
    let status = command.stdin(Stdio::null()).status().map_err(|error| missing(&name, &error))?;
    if status.success() { Ok(()) } else { Err(Fault::new(format!("`{name}` failed, see above"))) }
}

/// Standard output of a program that succeeds, trimmed; `None` when it is missing or fails.
pub(crate) fn capture(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The absolute path of a program on `PATH`.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The last lines of a log.
pub(crate) fn tail(log: &Path) -> String {
    let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let mut last = VecDeque::new();
    for line in text.lines() {
        last.push_back(line);
        if last.len() > TAIL_LINES {
            last.pop_front();
        }
    }
    Vec::from(last).join("\n")
}

fn program(command: &Command) -> String {
    let path = Path::new(command.get_program());
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn missing(name: &str, error: &std::io::Error) -> Fault {
    if error.kind() == ErrorKind::NotFound {
        return Fault::new(format!("`{name}` is not installed"));
    }
    Fault::new(format!("`{name}` could not be started: {error}"))
}

//! The browsers of the tests: Chromium, Firefox and WebKitGTK, each the system's own.

use std::path::PathBuf;
use std::process::Command;

use crate::fault::{Fault, Outcome};
use crate::place::Place;
use crate::process;
use crate::system::{self, Need};

const PACKAGES: [Need; 5] = [
    Need::program("chromium", "chromium"),
    Need::program("chromium-driver", "chromedriver"),
    Need::program("firefox-esr", "firefox-esr"),
    Need::program("webkit2gtk-driver", "WebKitWebDriver"),
    // WebKitGTK has no headless mode: the tests give it a display of its own.
    Need::program("xvfb", "Xvfb"),
];

/// A program of the tests: the variable that names it to them, and the names it goes by.
struct Candidate {
    variable: &'static str,
    names: &'static [&'static str],
}

const CANDIDATES: [Candidate; 4] = [
    Candidate { variable: "CHROMIUM", names: &["chromium", "chromium-browser", "google-chrome"] },
    Candidate { variable: "CHROMEDRIVER", names: &["chromedriver"] },
    Candidate { variable: "FIREFOX", names: &["firefox-esr", "firefox"] },
    Candidate { variable: "WEBKIT_DRIVER", names: &["WebKitWebDriver"] },
];

/// Browsers and drivers that are known to be there.
#[derive(Debug)]
pub(crate) struct Browsers {
    programs: Vec<(&'static str, PathBuf)>,
}

impl Browsers {
    /// Finds them, or installs them where that is possible. A variable such as `FIREFOX` names another one.
    ///
    /// # Errors
    /// Says what to install: tests are never skipped because a browser is missing.
    pub(crate) fn ensure(place: &Place) -> Outcome<Self> {
        if CANDIDATES.iter().any(|candidate| locate(candidate).is_none()) || process::find("Xvfb").is_none() {
            system::ensure(place, "testing in browsers", &PACKAGES)?;
        }
        let mut programs = Vec::new();
        for candidate in &CANDIDATES {
            let path = locate(candidate).ok_or_else(|| {
                let name = candidate.names.first().copied().unwrap_or_default();
                Fault::new(format!("`{name}` is not on PATH"))
                    .hint(format!("or name it by {}=…", candidate.variable))
            })?;
            programs.push((candidate.variable, path));
        }
        Ok(Self { programs })
    }

    /// Tells a test runner where they are.
    pub(crate) fn export(&self, command: &mut Command) {
        for (variable, path) in &self.programs {
            command.env(variable, path);
        }
    }
}

fn locate(candidate: &Candidate) -> Option<PathBuf> {
    if let Some(own) = std::env::var_os(candidate.variable).map(PathBuf::from) {
        return own.is_file().then_some(own);
    }
    candidate.names.iter().find_map(|name| process::find(name))
}

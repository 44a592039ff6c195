//! System packages: what a distribution's package manager installs.

use std::path::Path;
use std::process::Command;

use crate::fault::{Fault, Outcome};
use crate::place::Place;
use crate::process;
use crate::screen::{Pace, Step};

/// A Debian package, and how to see that what it brings is there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    package: &'static str,
    /// A program on `PATH`, or an absolute path.
    probe: &'static str,
}

impl Need {
    pub(crate) const fn program(package: &'static str, probe: &'static str) -> Self {
        Self { package, probe }
    }

    fn met(&self) -> bool {
        if self.probe.starts_with('/') {
            Path::new(self.probe).exists()
        } else {
            process::find(self.probe).is_some()
        }
    }
}

/// Installs what is missing on Debian as root.
///
/// # Errors
/// Elsewhere, says exactly what to install for `purpose`.
pub(crate) fn ensure(place: &Place, purpose: &str, needs: &[Need]) -> Outcome<()> {
    let missing: Vec<Need> = needs.iter().copied().filter(|need| !need.met()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if !(is_debian() && is_root()) {
        return Err(advice(purpose, &packages));
    }
    let step = Step::start("apt-get install", Pace::Slow("a minute or two, once"));
    // A fresh machine's lists are empty or stale; a stale one fails the install below, with its own message.
    let _ = process::run(apt().arg("update"), &place.log("apt-update"));
    process::run(
        apt().args(["install", "-y", "--no-install-recommends"]).args(&packages),
        &place.log("apt-install"),
    )
    .map_err(|fault| advice(purpose, &packages).hint(fault.to_string()))?;
    if let Some(need) = missing.iter().find(|need| !need.met()) {
        return Err(Fault::new(format!(
            "`{}` was installed but `{}` is not there",
            need.package, need.probe
        )));
    }
    step.done(&packages.join(" "));
    Ok(())
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn advice(purpose: &str, packages: &[&str]) -> Fault {
    let list = packages.join(" ");
    let fault = Fault::new(format!("{purpose} needs what these Debian packages bring: {list}"));
    if is_debian() {
        fault.hint(format!("sudo apt-get update && sudo apt-get install {list}"))
    } else {
        fault.hint(
            "install their equivalents of your system, so that the programs are on PATH, and run this again",
        )
    }
}

fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| os_id(&text) == Some("debian"))
}

fn os_id(os_release: &str) -> Option<&str> {
    let value = os_release.lines().find_map(|line| line.strip_prefix("ID="))?;
    Some(value.trim_matches('"'))
}

#[cfg(unix)]
fn is_root() -> bool {
    nix::unistd::Uid::effective().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_system_id() {
        assert_eq!(os_id("NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nID=debian\n"), Some("debian"));
        assert_eq!(os_id("ID=\"fedora\"\n"), Some("fedora"));
        assert_eq!(os_id("NAME=x\n"), None);
    }

    #[test]
    fn a_probe_is_a_program_or_a_path() {
        assert!(Need::program("bash", "sh").met());
        assert!(Need::program("base-files", "/").met());
        assert!(!Need::program("nothing", "no-such-program-here").met());
    }
}

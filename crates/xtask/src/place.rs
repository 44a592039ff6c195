//! Where things lie: the repository, the build folders, and the cache that outlives a clone.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::{Doing, Fault, Outcome};

/// The folders xtask works in.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    root: PathBuf,
    cache: PathBuf,
    cargo_target: PathBuf,
}

impl Place {
    /// The repository this xtask was built from, and the cache of the user who runs it.
    pub(crate) fn detect() -> Outcome<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest)
            .ancestors()
            .nth(2)
            .ok_or_else(|| Fault::new("the repository has no root"))?;
        let cargo_target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root: root.to_owned(), cache: cache()?, cargo_target })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the repository.
    pub(crate) fn at(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A folder of the per-user cache; its name carries the version of what it holds.
    pub(crate) fn cached(&self, name: &str) -> PathBuf {
        self.cache.join(name)
    }

    /// Where cargo puts native builds.
    pub(crate) fn cargo_target(&self) -> &Path {
        &self.cargo_target
    }

    /// The log file of one step.
    pub(crate) fn log(&self, step: &str) -> PathBuf {
        self.at("target/xtask/log").join(format!("{}.log", step.replace([' ', '/'], "-")))
    }

    /// The record of what a step was last made from.
    pub(crate) fn stamp(&self, step: &str) -> PathBuf {
        self.at("target/xtask/stamp").join(step)
    }

    /// A program that npm installed.
    pub(crate) fn npm_bin(&self, name: &str) -> PathBuf {
        self.at("node_modules/.bin").join(name)
    }

    /// A command at the root that finds npm's programs, and its Node, before the system's.
    pub(crate) fn node_command(&self, name: &str) -> Outcome<Command> {
        let mut command = Command::new(self.npm_bin(name));
        command.current_dir(&self.root).env("PATH", self.path_with(&[])?);
        // Without these, tools ask questions, phone home or look for the real network.
        command
            .env("CI", "1")
            .env("WRANGLER_SEND_METRICS", "false")
            .env("CLOUDFLARE_CF_FETCH_ENABLED", "false");
        command.env("WRANGLER_HIDE_BANNER", "true").env("NO_UPDATE_NOTIFIER", "1");
        // What they say goes to log files.
        command.env("NO_COLOR", "1").env_remove("FORCE_COLOR");
        Ok(command)
    }

    /// `PATH` with `first`, then npm's programs, before everything else.
    pub(crate) fn path_with(&self, first: &[PathBuf]) -> Outcome<std::ffi::OsString> {
        let system = env::var_os("PATH").unwrap_or_default();
        let npm = self.at("node_modules/.bin");
        let folders = first.iter().cloned().chain([npm]).chain(env::split_paths(&system));
        env::join_paths(folders).doing("composing `PATH`")
    }

    /// Held while shared folders change; a second xtask waits. The cache's own lock is separate from the clone's.
    pub(crate) fn lock(&self, folder: &Path) -> Outcome<File> {
        fs::create_dir_all(folder).doing(format!("creating `{}`", folder.display()))?;
        let path = folder.join(".lock");
        let file = File::create(&path).doing(format!("creating `{}`", path.display()))?;
        if file.try_lock().is_err() {
            crate::screen::note("waiting for another `cargo xtask` to finish …");
            file.lock().doing(format!("locking `{}`", path.display()))?;
        }
        Ok(file)
    }

    pub(crate) fn cache(&self) -> &Path {
        &self.cache
    }
}

fn cache() -> Outcome<PathBuf> {
    if let Some(own) = env::var_os("USHER_CACHE").filter(|value| !value.is_empty()) {
        return std::path::absolute(own).doing("reading `USHER_CACHE`");
    }
    if let Some(xdg) = env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
        return Ok(Path::new(&xdg).join("usher"));
    }
    let home = env::home_dir()
        .ok_or_else(|| Fault::new("no home folder for the cache").hint("set `USHER_CACHE`"))?;
    Ok(home.join(".cache/usher"))
}

/// Replaces `to` by an empty folder.
pub(crate) fn fresh_folder(to: &Path) -> Outcome<()> {
    remove(to)?;
    fs::create_dir_all(to).doing(format!("creating `{}`", to.display()))
}

/// Removes a folder with all it holds; that there is none is fine.
pub(crate) fn remove(folder: &Path) -> Outcome<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Fault::new(format!("removing `{}`: {error}", folder.display())))
        }
        _ => Ok(()),
    }
}

/// Copies a folder with all it holds.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    fs::create_dir_all(to).doing(format!("creating `{}`", to.display()))?;
    for entry in fs::read_dir(from).doing(format!("reading `{}`", from.display()))? {
        let entry = entry.doing(format!("reading `{}`", from.display()))?;
        let target = to.join(entry.file_name());
        if entry.file_type().doing("reading a file type")?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).doing(format!("copying `{}`", entry.path().display()))?;
        }
    }
    Ok(())
}

//! What a step was last made from, so that it is not made again from the same.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::fault::{Doing, Outcome};

/// The digest of a step's inputs, beside the one recorded when the step last succeeded.
#[derive(Debug)]
pub(crate) struct Stamp {
    file: PathBuf,
    digest: String,
}

impl Stamp {
    /// Reads every file of `inputs`; folders with all they hold. What does not exist counts as absent.
    pub(crate) fn of(file: PathBuf, inputs: &[PathBuf]) -> Outcome<Self> {
        let mut hash = Sha256::new();
        for input in inputs {
            absorb(&mut hash, input)?;
        }
        Ok(Self { file, digest: crate::signature::hex(&hash.finalize()) })
    }

    /// Whether the step was made from exactly these inputs, and `output` is still there.
    pub(crate) fn is_current(&self, output: &Path) -> bool {
        output.exists() && fs::read_to_string(&self.file).is_ok_and(|recorded| recorded.trim() == self.digest)
    }

    /// Records that the step succeeded.
    pub(crate) fn record(&self) -> Outcome<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).doing(format!("creating `{}`", folder.display()))?;
        }
        fs::write(&self.file, format!("{}\n", self.digest))
            .doing(format!("writing `{}`", self.file.display()))
    }
}

fn absorb(hash: &mut Sha256, path: &Path) -> Outcome<()> {
    let doing = || format!("reading `{}`", path.display());
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(path).doing(doing())?.flatten().map(|entry| entry.path()).collect();
        entries.sort();
        return entries.iter().try_for_each(|entry| absorb(hash, entry));
    }
    if path.exists() {
        let bytes = fs::read(path).doing(doing())?;
        hash.update(path.to_string_lossy().as_bytes());
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(&bytes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_with_any_file() {
        let folder = std::env::temp_dir().join(format!("usher-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("in/deep")).unwrap();
        fs::write(folder.join("in/deep/a"), "1").unwrap();
        let stamp =
            || Stamp::of(folder.join("stamps/x"), &[folder.join("in"), folder.join("absent")]).unwrap();
        assert!(!stamp().is_current(&folder));
        stamp().record().unwrap();
        assert!(stamp().is_current(&folder));
        assert!(!stamp().is_current(&folder.join("no-output")));
        fs::write(folder.join("in/deep/a"), "2").unwrap();
        assert!(!stamp().is_current(&folder));
        fs::remove_dir_all(folder).unwrap();
    }
}

//! What a machine looks like, as far as a submission could change it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::setup;

/// Where code that means harm would write.
const FOLDERS: [&str; 6] = ["/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/etc"];

/// The files in the places where code that means harm would write.
#[derive(Debug)]
pub(crate) struct Machine(BTreeSet<PathBuf>);

impl Machine {
    pub(crate) fn now() -> Self {
        let home = std::env::var_os("HOME").map(PathBuf::from);
        let ours = [
            setup::workspace(),
            setup::workspace().join("exercises"),
            setup::workspace().join("exercises/src"),
        ];
        let folders = FOLDERS.iter().map(PathBuf::from).chain(home).chain(ours);
        let members = folders.flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
        Self(members.map(|member| member.path()).collect())
    }

    /// What has come and what has gone since, of what these sources name: other programs of this
    /// machine make files too.
    pub(crate) fn changes(&self, later: &Self, sources: &[String]) -> Vec<String> {
        let is_named = |path: &&PathBuf| {
            let whole = format!("{}\"", path.display());
            let name = format!("{}\"", path.file_name().unwrap_or_default().display());
            sources.iter().any(|source| source.contains(&whole) || (name.len() > 4 && source.contains(&name)))
        };
        let come =
            later.0.difference(&self.0).filter(is_named).map(|path| format!("{} is new", path.display()));
        let gone =
            self.0.difference(&later.0).filter(is_named).map(|path| format!("{} is gone", path.display()));
        come.chain(gone).collect()
    }
}

/// Processes that work in a folder, or run a program that lies in it.
pub(crate) fn processes_of_submissions(cache: &Path) -> Vec<String> {
    let of_cache = |entry: &fs::DirEntry| {
        let leads_there =
            |link: &str| fs::read_link(entry.path().join(link)).is_ok_and(|path| path.starts_with(cache));
        leads_there("cwd") || leads_there("exe")
    };
    let processes = fs::read_dir("/proc").unwrap().flatten().filter(of_cache);
    processes.map(|entry| format!("process {} is left", entry.file_name().display())).collect()
}

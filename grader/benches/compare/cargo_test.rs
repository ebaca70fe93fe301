//! What a student has to wait for with cargo alone.

use std::cell::Cell;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::{CORE, Submission, timed};

/// A copy of the workspace in which the submission is the answer.
pub(crate) struct Copy {
    workspace: PathBuf,
    target: PathBuf,
    cold_target: PathBuf,
    answers: Vec<PathBuf>,
    edits: Cell<usize>,
}

impl Copy {
    /// Makes it in `folder`, of the core alone, and builds what there is to build.
    pub(crate) fn prepare(
        workspace: &Path,
        folder: &Path,
        submission: impl FnOnce(&Path) -> Submission,
    ) -> Self {
        let copy = folder.join("workspace");
        remove(&copy);
        copy_folder(workspace, &copy);
        remove_all_but_core(&copy.join("exercises"));
        let submission = submission(&copy);
        let mut answers = Vec::new();
        for file in &submission.files {
            let answer = copy.join("exercises").join(file);
            fs::copy(submission.folder.join(file), &answer).unwrap();
            answers.push(answer);
        }
        let copy = Self {
            workspace: copy,
            target: folder.join("warm"),
            cold_target: folder.join("cold"),
            answers,
            edits: Cell::new(0),
        };
        copy.test(&copy.target);
        copy
    }

    /// The course of the core.
    pub(crate) fn course(&self) -> PathBuf {
        self.workspace.join("exercises")
    }

    /// `cargo test` after a change in each file.
    pub(crate) fn warm(&self) -> Duration {
        self.edits.set(self.edits.get() + 1);
        for answer in &self.answers {
            let mut file = OpenOptions::new().append(true).open(answer).unwrap();
            writeln!(file, "// edit {}", self.edits.get()).unwrap();
        }
        self.test(&self.target)
    }

    /// `cargo test` with nothing built; all that has to be downloaded is there.
    pub(crate) fn cold(&self) -> Duration {
        remove(&self.cold_target);
        let taken = self.test(&self.cold_target);
        remove(&self.cold_target);
        taken
    }

    fn test(&self, target: &Path) -> Duration {
        let mut command = Command::new("cargo");
        command.args(["test", "--locked", "-p", "exercises", "--test", "checks", "--target-dir"]).arg(target);
        timed(command.current_dir(&self.workspace))
    }
}

/// Makes a course one of [`CORE`].
fn remove_all_but_core(course: &Path) {
    let checks = fs::read_dir(course.join("checks")).unwrap().map(|entry| entry.unwrap().path());
    for file in checks.filter(|file| !CORE.iter().any(|core| file.ends_with(format!("{core}.toml")))) {
        fs::remove_file(file).unwrap();
    }
    remove(&course.join("src/bin"));
}

/// Copies all but what git and cargo keep for themselves.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if !from.is_dir() {
            fs::copy(from, to).unwrap();
        } else if entry.file_name() != ".git" && !from.join("CACHEDIR.TAG").exists() {
            copy_folder(&from, &to);
        }
    }
}

fn remove(folder: &Path) {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            panic!("cannot remove {}: {error}", folder.display())
        }
        _ => {}
    }
}

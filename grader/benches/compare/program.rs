//! The whole program, `grader grade`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::{CLASS, Submission, timed};

/// The program and what it grades.
pub(crate) struct Program {
    course: PathBuf,
    cache: PathBuf,
    submission: PathBuf,
    /// For each number of jobs, a class of that many times [`CLASS`] copies.
    classes: [TempDir; 2],
}

impl Program {
    /// Makes the classes.
    pub(crate) fn prepare(course: &Path, cache: &Path, submission: &Submission) -> Self {
        let class = |jobs: usize| {
            let folder = TempDir::new().unwrap();
            for number in 1..=jobs * CLASS {
                let copy = folder.path().join(format!("student-{number}"));
                fs::create_dir_all(copy.join("src/bin")).unwrap();
                for file in &submission.files {
                    fs::copy(submission.folder.join(file), copy.join(file)).unwrap();
                }
            }
            folder
        };
        Self {
            course: course.to_owned(),
            cache: cache.to_owned(),
            submission: submission.folder.clone(),
            classes: [class(1), class(2)],
        }
    }

    /// Grades the one submission, with as many jobs as are usual.
    pub(crate) fn grade_one(&self) -> Duration {
        timed(&mut self.command(&self.submission, None))
    }

    /// The same without the sandbox.
    pub(crate) fn grade_one_unconfined(&self) -> Duration {
        timed(self.command(&self.submission, None).args(["--sandbox", "off"]))
    }

    /// Grades [`CLASS`] submissions for each of one or two jobs.
    pub(crate) fn grade_class(&self, jobs: usize) -> Duration {
        timed(&mut self.command(self.classes[jobs - 1].path(), Some(jobs)))
    }

    /// Its own peak memory at the one submission, in bytes.
    pub(crate) fn memory_of_one(&self) -> u64 {
        peak_memory(&mut self.command(&self.submission, None))
    }

    /// Its own peak memory at two jobs, in bytes.
    pub(crate) fn memory_of_class(&self) -> u64 {
        peak_memory(&mut self.command(self.classes[1].path(), Some(2)))
    }

    fn command(&self, path: &Path, jobs: Option<usize>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
        command.args(["grade", "--format", "json"]).arg(path).arg("--course").arg(&self.course);
        command.args(jobs.map(|jobs| format!("--jobs={jobs}")));
        command.env("GRADER_CACHE", &self.cache).env_remove("GRADER_SEED");
        command
    }
}

/// The peak resident set of the process without its children's. The system keeps the maximum, so
/// looking now and then misses only what the last moment adds; what it tells when it waits for a
/// process counts the children in.
pub(crate) fn peak_memory(command: &mut Command) -> u64 {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status_file = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        peak =
            fs::read_to_string(&status_file).ok().and_then(|text| high_water(&text)).unwrap_or(0).max(peak);
        thread::sleep(Duration::from_millis(1));
    }
    assert!(child.wait().unwrap().success());
    peak
}

/// The line `VmHWM:     12345 kB`; a process that has just ended has none.
fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

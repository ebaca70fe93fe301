//! Bare rustc for what a grading compiles.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use grader::kit::{self, FOR_DRIVERS, FOR_STUDENTS, Kit};
use grader::toolchain;
use grader_judge::course::{Course, Exercise, driver, program};
use tempfile::TempDir;

use crate::{Submission, timed};

/// The sources of a student's crate and its driver.
pub(crate) struct Floor {
    kit: Kit,
    /// By their paths.
    sources: Vec<(PathBuf, String)>,
}

impl Floor {
    /// Builds the kit, unless it is in the cache, and makes the sources.
    pub(crate) fn prepare(course: &Course, cache: &Path, submission: &Submission) -> Self {
        let exercises = &course.exercises;
        let paths: Vec<_> = exercises.iter().map(driver::beside_root).collect();
        let modules: Vec<_> =
            exercises.iter().zip(&paths).map(|(one, path)| (one.id.as_str(), path.as_deref())).collect();
        let calls: Vec<_> = exercises
            .iter()
            .flat_map(|exercise| exercise.scenarios.iter().map(move |scenario| (exercise, scenario)))
            .collect();
        let mut sources = vec![
            ("src/lib.rs".into(), driver::module_list(&modules) + "extern crate self as exercises;\n"),
            ("driver.rs".into(), driver::driver_source("exercises", &submission.files, &calls).source),
        ];
        sources.extend(exercises.iter().map(|Exercise { id, file, .. }| {
            let text = fs::read_to_string(submission.folder.join(file)).unwrap();
            let is_program = file.starts_with("src/bin/");
            let text = if is_program { program::as_module(&text, &format!("crate::{id}")) } else { text };
            (file.into(), text)
        }));
        Self { kit: kit::prepare(cache, &toolchain::find().unwrap(), &|_| ()).unwrap(), sources }
    }

    /// Compiles library and driver one after the other, in a fresh folder. Only the compilers are
    /// timed.
    pub(crate) fn once(&self) -> Duration {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("src/bin")).unwrap();
        for (path, text) in &self.sources {
            fs::write(folder.path().join(path), text).unwrap();
        }
        timed(&mut self.library(folder.path())) + timed(&mut self.driver(folder.path()))
    }

    /// The time in which so many loops at once have all compiled so many times.
    pub(crate) fn loops(&self, loops: usize, times: usize) -> Duration {
        let start = Instant::now();
        thread::scope(|scope| {
            for _ in 0..loops {
                scope.spawn(|| (0..times).map(|_| self.once()).sum::<Duration>());
            }
        });
        start.elapsed()
    }

    fn library(&self, folder: &Path) -> Command {
        let mut command = self.rustc(folder);
        command.args(["src/lib.rs", "--crate-name=exercises", "--crate-type=lib"]);
        command.args(FOR_STUDENTS.iter().flat_map(|name| self.named(name)));
        command
    }

    fn driver(&self, folder: &Path) -> Command {
        let mut command = self.rustc(folder);
        command.arg("driver.rs");
        command.args(FOR_STUDENTS.iter().chain([&FOR_DRIVERS]).flat_map(|name| self.named(name)));
        command.args(["--extern", "exercises=libexercises.rlib"]);
        command
    }

    fn rustc(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.kit.toolchain.rustc);
        command.args(["--edition=2024", "--cfg=tokio_unstable", "-Cdebuginfo=line-tables-only"]);
        command.args([OsStr::new("-L"), self.kit.deps.as_os_str()]).current_dir(folder);
        command
    }

    fn named(&self, name: &str) -> [OsString; 2] {
        ["--extern".into(), format!("{name}={}", self.kit.externs[name].display()).into()]
    }
}

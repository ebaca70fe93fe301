//! The compilers that the grader calls for a class, recorded, to be called again with nothing around them.
//!
//! What a grading compiles depends on what is wrong with a submission: so the floor of a class is every call
//! of rustc that its grading makes, with the same files. Of the arguments those are left out by which the grader
//! links faster than a bare rustc does; the very same calls are measured as well.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use grader::toolchain::{self, Toolchain};
use tempfile::TempDir;

use crate::timed;

/// Stands for rustc in a grading without a sandbox: keeps what it is called with, and calls it.
const RECORDER: &str = r#"#!/bin/sh
case "$1" in
    --print=sysroot) echo 'SYSROOT'; exit ;;
    -vV) exec 'RUSTC' -vV ;;
esac
call=$(mktemp -d 'CALLS/call-XXXXXX')
mkdir "$call/files" && cp -r . "$call/files/"
pwd > "$call/folder"
for argument in "$@"; do printf '%s\n' "$argument"; done > "$call/arguments"
date +%s%N > "$call/begun"
exec 'RUSTC' "$@"
"#;

/// The library that the grader links programs to.
const LIBRARY: &str = "grader_kit";

/// How programs are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Linked {
    /// To all crates that they use, each by itself, as a bare rustc does.
    Whole,
    /// To a library that has these already, as the grader does.
    ToLibrary,
}

/// Calls of rustc.
pub(crate) struct Recording {
    folder: TempDir,
    rustc: PathBuf,
}

impl Recording {
    /// Runs `grade`, which grades something, and keeps all calls that it makes. Before that it runs
    /// `prepare`, which builds the kit: a kit is built once, and this compiler needs one of its own.
    pub(crate) fn of(prepare: &mut Command, grade: &mut Command) -> Self {
        let Toolchain { rustc, sysroot: libraries, .. } = toolchain::find().unwrap();
        let folder = TempDir::new().unwrap();
        let recorder = folder.path().join("bin/rustc");
        let (calls, sysroot) = (folder.path().join("calls"), folder.path());
        fs::create_dir(&calls).unwrap();
        fs::create_dir(folder.path().join("bin")).unwrap();
        // The compiler's own libraries are where the grader looks for them.
        symlink(libraries.join("lib"), sysroot.join("lib")).unwrap();
        let script = RECORDER
            .replace("SYSROOT", sysroot.to_str().unwrap())
            .replace("CALLS", calls.to_str().unwrap())
            .replace("RUSTC", rustc.to_str().unwrap());
        fs::write(&recorder, script).unwrap();
        fs::set_permissions(&recorder, fs::Permissions::from_mode(0o755)).unwrap();
        for command in [prepare, grade] {
            fs::remove_dir_all(&calls).unwrap();
            fs::create_dir(&calls).unwrap();
            command.env("RUSTC", &recorder).env("GRADER_CACHE", folder.path().join("cache"));
            timed(command);
        }
        let recording = Self { folder, rustc };
        let links = |call: &PathBuf| {
            fs::read_to_string(call.join("arguments")).unwrap().contains(&format!("{LIBRARY}="))
        };
        assert!(recording.calls().iter().any(links), "no program is linked to `{LIBRARY}`");
        recording
    }

    /// How many there were.
    pub(crate) fn len(&self) -> usize {
        self.calls().len()
    }

    /// The time in which so many loops make all calls, in the order in which they were made. What is
    /// compiled lies there before; like a grading, they remove what they wrote. And how many succeeded.
    pub(crate) fn by_loops(&self, loops: usize, linked: Linked) -> (Duration, usize) {
        let work = TempDir::new().unwrap();
        let commands: Vec<(Command, PathBuf)> =
            self.calls().iter().map(|call| self.command(call, work.path(), linked)).collect();
        let commands: Vec<_> = commands.into_iter().map(|one| std::sync::Mutex::new(Some(one))).collect();
        let (next, succeeded) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let start = Instant::now();
        thread::scope(|scope| {
            for _ in 0..loops {
                scope.spawn(|| {
                    while let Some(slot) = commands.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let (mut command, folder) = slot.lock().unwrap().take().unwrap();
                        // Some of them fail, as they did.
                        let status = command.status().unwrap();
                        succeeded.fetch_add(status.success().into(), Ordering::Relaxed);
                        fs::remove_dir_all(folder).unwrap();
                    }
                });
            }
        });
        (start.elapsed(), succeeded.into_inner())
    }

    /// In their order.
    fn calls(&self) -> Vec<PathBuf> {
        let calls = fs::read_dir(self.folder.path().join("calls")).unwrap();
        let mut calls: Vec<PathBuf> = calls.map(|call| call.unwrap().path()).collect();
        calls.sort_by_key(|call| fs::read_to_string(call.join("begun")).unwrap());
        calls
    }

    /// A call, in a folder of its own.
    fn command(&self, call: &Path, work: &Path, linked: Linked) -> (Command, PathBuf) {
        let folder = work.join(call.file_name().unwrap());
        copy_folder(&call.join("files"), &folder);
        let recorded = fs::read_to_string(call.join("folder")).unwrap();
        let arguments = fs::read_to_string(call.join("arguments")).unwrap();
        let arguments = arguments.replace(recorded.trim_end(), folder.to_str().unwrap());
        let mut command = Command::new(&self.rustc);
        command.current_dir(&folder);
        match linked {
            Linked::ToLibrary => command.args(arguments.lines()),
            Linked::Whole => {
                let driver = folder.join("driver.rs");
                if let Ok(text) = fs::read_to_string(&driver) {
                    fs::write(driver, without_library(text.lines())).unwrap();
                }
                command.args(whole(arguments.lines()))
            }
        };
        command.stdout(Stdio::null()).stderr(Stdio::null());
        (command, folder)
    }
}

/// Arguments without those by which a program is linked to a library of the grader's.
fn whole<'a>(mut arguments: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut whole = Vec::new();
    while let Some(argument) = arguments.next() {
        if argument == "--extern" {
            let named = arguments.next().unwrap();
            if !named.starts_with(&format!("{LIBRARY}=")) && !named.starts_with("std=") {
                whole.extend([argument, named]);
            }
        } else if !argument.starts_with("-Clink") {
            whole.push(argument);
        }
    }
    whole
}

/// A source that does not name it.
fn without_library<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let named = format!("extern crate {LIBRARY} as _;");
    lines.filter(|line| *line != named).map(|line| format!("{line}\n")).collect()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

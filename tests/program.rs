//! Calls the program as a user does, and reads what it says.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use serde_json::Value;
use tempfile::TempDir;

use crate::setup;

/// A right answer to `basic_wait`, whose wait stands on line 8.
pub(crate) const RIGHT: &str = include_str!("class/ada/exercises/src/basic_wait.rs");

pub(crate) fn grader() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command.current_dir(setup::workspace()).env("GRADER_CACHE", setup::cache()).env_remove("GRADER_SEED");
    command
}

pub(crate) fn grade(args: &[&str]) -> Assert {
    grader().arg("grade").args(args).assert()
}

pub(crate) fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

pub(crate) fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

pub(crate) fn json(assert: &Assert) -> Value {
    serde_json::from_str(&stdout(assert)).unwrap()
}

/// A folder with one submission of these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub(crate) fn path(folder: &TempDir) -> &str {
    folder.path().to_str().unwrap()
}

/// Copies the course of the workspace into a folder: its checks, stubs and references.
pub(crate) fn copy_course(to: &Path) {
    for part in ["exercises/checks", "exercises/src", "solutions/src"] {
        copy_folder(&setup::workspace().join(part), &to.join(part));
    }
}

pub(crate) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for member in setup::members(from) {
        let copy = to.join(member.file_name().unwrap());
        if member.is_dir() {
            copy_folder(&member, &copy);
        } else {
            fs::copy(&member, copy).unwrap();
        }
    }
}

/// A submission of `basic_wait` alone.
pub(crate) fn graded(source: &str) -> Value {
    let submission = folder(&[("basic_wait.rs", source)]);
    let report = json(&grade(&[path(&submission), "--exercise", "basic_wait", "--format", "json"]).code(0));
    report["submissions"][0]["exercises"][0].clone()
}

/// `submission exercise verdict score`, a line each.
pub(crate) fn verdicts(report: &Value) -> Vec<String> {
    let submissions = report["submissions"].as_array().unwrap();
    let line = |submission: &Value, exercise: &Value| {
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let (name, exercise_name) = (word(&submission["submission"]), word(&exercise["exercise"]));
        format!("{name} {exercise_name} {} {}", word(&exercise["verdict"]), exercise["score"])
    };
    submissions
        .iter()
        .flat_map(|submission| {
            submission["exercises"].as_array().unwrap().iter().map(move |e| line(submission, e))
        })
        .collect()
}

//! What platforms are given by `grader init`: each is run as the platform runs it.

mod classroom50;
mod github;
mod gradescope;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

use crate::program::{RIGHT, folder, grader, path, stderr, stdout};
use crate::setup;

/// A grader that says where it would be to be had.
const ORIGIN: &str = "https://example.org/grader.git@v0.1.0";

/// A course of these two exercises, of which the second uses the first, with references.
const EXERCISES: [&str; 2] = ["basic_wait", "multiple_coroutines"];

/// Copies the small course into a folder: `exercises`, and `solutions` beside it.
fn small_course(to: &Path) {
    for (part, suffix) in [("exercises/checks", "toml"), ("exercises/src", "rs"), ("solutions/src", "rs")] {
        fs::create_dir_all(to.join(part)).unwrap();
        for exercise in EXERCISES {
            let file = format!("{part}/{exercise}.{suffix}");
            fs::copy(setup::workspace().join(&file), to.join(&file)).unwrap();
        }
    }
}

/// A folder with the small course.
fn course() -> TempDir {
    let course = TempDir::new().unwrap();
    small_course(course.path());
    course
}

fn init(folder: &Path, args: &[&str]) -> Command {
    let mut command = grader();
    command.current_dir(folder).arg("init").args(args);
    command
}

/// What a validator says of a value, by a schema that lies here.
fn assert_fits(value: &Value, schema: &str) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?} in {value:#}");
}

/// The members of an archive with their texts, and whether each is executable.
fn unpacked(archive: &Path, to: &Path) {
    zip::ZipArchive::new(fs::File::open(archive).unwrap()).unwrap().extract(to).unwrap();
}

#[test]
fn what_is_written_is_told_with_three_things_to_do() {
    let course = course();
    for (platform, out) in [
        ("github", ".github/workflows/grade.yml"),
        ("gradescope", "autograder.zip"),
        ("classroom50", "autograder/autograder.py"),
    ] {
        let told = stdout(&init(course.path(), &[platform, "--from", ORIGIN]).assert().code(0));
        assert!(told.contains(out) && course.path().join(out).is_file(), "{told}");
        let steps: Vec<&str> = told.lines().skip_while(|line| *line != "next").skip(1).collect();
        assert_eq!(steps.len(), 3, "{told}");
    }
}

#[test]
fn nothing_is_replaced_unless_that_is_asked_for() {
    let course = course();
    for (platform, file) in [
        ("github", ".github/workflows/grade.yml"),
        ("gradescope", "autograder.zip"),
        ("classroom50", "autograder/course.zip"),
    ] {
        let file = course.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "mine").unwrap();
        let args = [platform, "--from", ORIGIN];
        let said = stderr(&init(course.path(), &args).assert().code(2));
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(said.contains(name) && said.contains("is there already"), "{said}");
        assert_eq!(fs::read(&file).unwrap(), b"mine");
        assert!(!course.path().join("autograder/autograder.py").exists(), "all or nothing");
        init(course.path(), &args).arg("--force").assert().code(0);
        assert_ne!(fs::read(&file).unwrap(), b"mine");
    }
}

#[test]
fn what_cannot_be_made_is_told_and_nothing_is_written() {
    let course = course();
    let elsewhere = folder(&[("notes.txt", "no course")]);
    let broken = folder(&[("exercises/checks/a.toml", "titel = 1"), ("exercises/src/a.rs", RIGHT)]);
    let begun = folder(&[]);
    small_course(begun.path());
    fs::write(begun.path().join("exercises/src/basic_wait.rs"), RIGHT).unwrap();
    let inside = course.path().join("exercises");
    let inside = inside.to_str().unwrap();
    for (at, args, words) in [
        (&course, &["github"][..], "does not hold the grader: say where the platform gets the grader from"),
        (&course, &["github", "--from", "example.org"], "write the URL of a git repository"),
        (&elsewhere, &["github", "--from", ORIGIN], "there is no course here"),
        (&elsewhere, &["github", "--from", ORIGIN, "--course", inside], "is not in the repository"),
        (&broken, &["gradescope"], "checks/a.toml:1:1"),
        (&course, &["gradescope", "--seed", "secret"], "write a whole number"),
        (&course, &["gradescope", "--out", "exercises"], "is there already"),
        (&course, &["gradescope", "--out", "exercises", "--force"], "is there already"),
        (&begun, &["classroom50"], "students would get more than stubs"),
        (&course, &["moodle"], "unrecognized subcommand 'moodle'"),
    ] {
        let before = setup::members(at.path());
        let said = stderr(&init(at.path(), args).assert().code(2));
        assert!(said.contains(words), "{args:?}: {said}");
        assert_eq!(setup::members(at.path()), before, "{}", path(at));
    }
}

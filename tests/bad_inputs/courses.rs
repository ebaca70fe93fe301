//! Courses that are broken: nothing is graded, and what is wrong is shown with its place.

use std::fs;

use tempfile::TempDir;

use crate::program::{copy_course, folder, grader, path, stderr, stdout};
use crate::setup;

/// A right answer to an exercise that uses another one.
const LATER: &str = include_str!("../class/ada/exercises/src/multiple_coroutines.rs");

/// A reference with an error of its own.
const REFERENCE: &str = "pub async fn wait_random(_: std::time::Duration) -> std::time::Duration { nowhere }";

/// A definition with nothing wrong.
const CHECKS: &str = "\
title = \"A\"
order = 1

[[scenario]]
id     = \"one\"
call   = \"a::f().await\"
output = \"Duration\"

[[check]]
id       = \"waits\"
title    = \"It waits\"
points   = 1
returned = { equals = \"elapsed\" }
";

/// What is wrong, what of the good definition is replaced by what, and what is said.
type Row = (&'static str, &'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const DEFINITIONS: [Row; 9] = [
    ("no TOML", "order = 1", "order = = 1", &["checks/a.toml:2:9"]),
    ("an unknown key", "points ", "poinst ", &["checks/a.toml:12:1", "poinst", "points"]),
    ("no points", "points   = 1\n", "", &["checks/a.toml:", "points"]),
    ("another type", "order = 1", "order = \"first\"", &["checks/a.toml:2:9"]),
    ("equal ids", "[[check]]", "[[scenario]]\nid = \"one\"\ncall = \"a::f().await\"\noutput = \"Duration\"\n[[check]]", &["checks/a.toml:", "`one`"]),
    ("a rule that is none", "\"elapsed\"", "\"elapst\"", &["checks/a.toml:13:", "elapst"]),
    ("an exercise that is not there", "order = 1", "order = 1\nuses = [\"z\"]", &["checks/a.toml:3:", "`z`"]),
    ("a call that is no Rust", "a::f().await", "a::f(.await", &["checks/a.toml:6:"]),
    ("a scenario nobody checks", "[[check]]", "[[scenario]]\nid = \"two\"\ncall = \"a::f().await\"\noutput = \"Duration\"\n[[check]]\nscenarios = [\"one\"]", &["checks/a.toml:", "`two`"]),
];

/// What is wrong, the files of the course, and what is said.
type Files = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

#[rustfmt::skip]
const COURSES: [Files; 5] = [
    ("no checks", &[("src/a.rs", "todo!()")], &["is no course: it has no folder `checks` with a file for each exercise"]),
    ("empty checks", &[("checks/notes.txt", "")], &["is no course: it has no folder `checks`"]),
    ("no stub", &[("checks/a.toml", CHECKS)], &["cannot read", "src/a.rs, which the course needs: No such file"]),
    ("two orders equal", &[("checks/a.toml", CHECKS), ("checks/b.toml", CHECKS), ("src/a.rs", ""), ("src/b.rs", "")], &["checks/b.toml:2:", "order"]),
    ("two files wrong", &[("checks/a.toml", "title = 1"), ("checks/b.toml", "titel = 1")], &["checks/a.toml:1:9", "checks/b.toml:1:1"]),
];

#[test]
fn a_broken_course_is_shown_and_nothing_is_graded() {
    let mut wrong = Vec::new();
    for (name, from, to, said) in DEFINITIONS {
        assert!(CHECKS.contains(from), "{name}");
        wrong.extend(misfit(
            name,
            &[("checks/a.toml", &CHECKS.replacen(from, to, 1)), ("src/a.rs", "todo!()")],
            said,
        ));
    }
    for (name, files, said) in COURSES {
        wrong.extend(misfit(name, files, said));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_definition_that_is_broken_here_is_otherwise_right() {
    let course = folder(&[("checks/a.toml", CHECKS), ("src/a.rs", "todo!()")]);
    grader().args(["grade", "tests/class/faye", "--course", path(&course)]).assert().code(0);
}

#[test]
fn where_no_course_is_one_is_asked_for() {
    let nowhere = folder(&[("note.txt", "")]);
    let assert = grader().current_dir(nowhere.path()).args(["grade", "note.txt"]).assert().code(2);
    assert!(stderr(&assert).contains("Name one with --course DIR"), "{}", stderr(&assert));
}

#[test]
fn a_definition_that_is_no_text_is_named() {
    let course = folder(&[("src/a.rs", "todo!()"), ("checks/b.toml", "")]);
    fs::write(course.path().join("checks/a.toml"), b"title = \"\xff\"").unwrap();
    let assert = grader().args(["grade", "tests/class/faye", "--course", path(&course)]).assert().code(2);
    assert!(stderr(&assert).contains("checks/a.toml, which the course needs: "), "{}", stderr(&assert));
}

#[test]
fn a_reference_that_does_not_compile_is_no_verdict_on_the_student() {
    let course = TempDir::new().unwrap();
    copy_course(course.path());
    fs::write(course.path().join("solutions/src/basic_wait.rs"), REFERENCE).unwrap();
    // Nothing but the exercise that needs the broken one.
    let later = folder(&[("multiple_coroutines.rs", LATER)]);

    let exercises = course.path().join("exercises");
    let arguments = ["--exercise", "multiple_coroutines", "--course", exercises.to_str().unwrap()];
    let assert = grader().args(["grade", path(&later)]).args(arguments).assert().code(3);
    let words = stdout(&assert).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("does not compile with the course's references"), "{words}");
    assert!(words.contains("correct the course"), "{words}");
}

/// What is not as a row says.
fn misfit(name: &str, files: &[(&str, &str)], said: &[&str]) -> Option<String> {
    let course = folder(files);
    let ada = setup::workspace().join("tests/class/ada");
    let assert = grader().arg("grade").arg(ada).args(["--course", path(&course)]).assert();
    let text = stderr(&assert);
    let missing: Vec<_> = said.iter().filter(|said| !text.contains(**said)).collect();
    let code = assert.get_output().status.code();
    let fits = missing.is_empty() && code == Some(2) && stdout(&assert).is_empty();
    (!fits).then(|| format!("{name}: {code:?}, missing {missing:?} in {text}"))
}

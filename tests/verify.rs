//! `grader verify` of small courses: one that holds, and one that falls short in every way that there is.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::assert::Assert;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use tempfile::TempDir;

use crate::program::{folder, grader, json, path, stderr, stdout};
use crate::setup;

const CHECKS: &str = include_str!("verify/pause.toml");
const STUB: &str = include_str!("verify/stub.rs");
const REFERENCE: &str = include_str!("verify/reference.rs");
const SURVIVORS: &str = include_str!("verify/survivors.toml");
const IN_A_TASK: &str = include_str!("verify/in_a_task.rs");
const BLOCKS: &str = include_str!("verify/blocks.rs");
const NO_WAIT: &str = include_str!("verify/no_wait.rs");
const SEMICOLON: &str = include_str!("verify/semicolon.rs");
const TWICE: &str = include_str!("verify/twice.rs");

/// Files of a course, by their paths.
type Files = BTreeMap<String, String>;

/// An exercise that holds all that it promises.
fn exercise(name: &str, order: usize) -> Files {
    let checks = CHECKS.replace("pause::", &format!("{name}::"));
    let files = [
        (format!("exercises/checks/{name}.toml"), &*checks.replace("order = 1", &format!("order = {order}"))),
        (format!("exercises/src/{name}.rs"), STUB),
        (format!("solutions/src/{name}.rs"), REFERENCE),
        (format!("solutions/survivors/{name}.toml"), SURVIVORS),
        (format!("solutions/accepted/{name}/in_a_task.rs"), IN_A_TASK),
        (format!("solutions/wrong/{name}/blocks.rs"), BLOCKS),
        (format!("solutions/wrong/{name}/no_wait.rs"), NO_WAIT),
        (format!("solutions/wrong/{name}/semicolon.rs"), SEMICOLON),
        (format!("solutions/wrong/{name}/twice.rs"), TWICE),
    ];
    files.into_iter().map(|(path, text)| (path, text.to_owned())).collect()
}

fn written(files: &Files) -> TempDir {
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    folder(&files)
}

fn exercises(course: &TempDir) -> String {
    Path::new(path(course)).join("exercises").to_str().unwrap().to_owned()
}

fn verify(course: &TempDir, args: &[&str]) -> Assert {
    grader().args(["verify", "--quiet", "--course", &exercises(course)]).args(args).assert()
}

#[test]
fn a_course_that_holds_is_told_in_a_few_lines_however_many_jobs_there_are() {
    let course = written(&exercise("pause", 1));
    let text = stdout(&verify(&course, &["--jobs", "1"]).code(0));
    insta::assert_snapshot!("holds", text);
    let report = json(&verify(&course, &["--jobs", "3", "--format", "json"]).code(0));
    let again = json(&verify(&course, &["--jobs", "1", "--format", "json"]).code(0));
    assert_eq!(report, again);

    let exercise = &report["exercises"][0];
    let as_long = json!({ "check": "as-long", "fails": ["no_wait", "twice"], "alone": ["twice"] });
    assert_eq!(exercise["checks"][0], as_long, "{report:#}");
    assert_eq!(exercise["mutants"]["survivors"][0]["because"], "Nobody reads the name.", "{report:#}");
    assert_eq!(report["shortfalls"], json!([]));
}

#[test]
fn what_each_check_catches_is_shown_without_mutants_where_that_is_wanted() {
    let course = written(&exercise("pause", 1));
    let text = stdout(&verify(&course, &["--strength", "--no-mutants", "--exercise", "pause"]).code(0));
    insta::assert_snapshot!("strength", text);
}

/// What is done to a file of the broken course.
enum Do {
    Write(&'static [&'static str]),
    Replace(&'static str, &'static str),
    Remove,
    /// It is as another row has left it.
    Nothing,
}

use Do::{Nothing, Remove, Replace, Write};

/// What is wrong, the file and what is done to it, the heading of what is told, and words below it.
type Row = (&'static str, &'static str, Do, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const SHORTFALLS: &[Row] = &[
    ("a reference that is wrong", "solutions/src/a.rs", Replace("sleep(time)", "sleep(time * 2)"),
        "solutions/src/a.rs", &["expected full marks", "came fails: as-long", "a: not yet right"]),
    ("no reference", "solutions/src/b.rs", Remove, "solutions/src/b.rs", &["has no reference"]),
    ("a check that nothing fails", "solutions/wrong/b/no_wait.rs", Remove,
        "b::waits", &["No wrong answer fails this check"]),
    ("a stub that is begun", "exercises/src/c.rs", Replace("todo!()", "time"),
        "exercises/src/c.rs", &["expected not started", "came fails: as-long, waits", "nothing waits"]),
    ("a right answer that loses points", "solutions/accepted/d/double.rs", Write(&[TWICE]),
        "solutions/accepted/d/double.rs", &["expected full marks", "came fails: as-long", "✗ The time that comes"]),
    ("what is no Rust", "solutions/accepted/d/notes.txt", Write(&["Notes"]),
        "solutions/accepted/d/notes.txt", &["It is no Rust file"]),
    ("a wrong answer that fails something else", "solutions/wrong/d/other.rs", Write(&["//! fails: waits\n", TWICE]),
        "solutions/wrong/d/other.rs", &["expected fails: waits", "came fails: as-long"]),
    ("… whose own first line is the second", "solutions/wrong/d/other.rs", Nothing,
        "solutions/wrong/d/other.rs:2", &["This counts only in line 1."]),
    ("a wrong answer that is right", "solutions/wrong/d/right.rs", Write(&["//! fails: waits\n", REFERENCE]),
        "solutions/wrong/d/right.rs", &["expected fails: waits", "came full marks", "d: accepted"]),
    ("a wrong answer that says nothing", "solutions/wrong/d/silent.rs", Write(&["//! Wrong.\n", IN_A_TASK]),
        "solutions/wrong/d/silent.rs:1", &["has to begin with what comes of it: `//! fails: …`"]),
    ("… of which is told what came", "solutions/wrong/d/silent.rs", Nothing,
        "solutions/wrong/d/silent.rs", &["it does not say what must come of it", "came full marks"]),
    ("words that nobody says", "solutions/wrong/d/no_wait.rs", Replace("no sleep is made", "there is no sleep"),
        "solutions/wrong/d/no_wait.rs", &["the student to read: there is no sleep", "no sleep is made during the call"]),
    ("a check that is none", "solutions/wrong/d/twice.rs", Replace("as-long", "as-lang"),
        "solutions/wrong/d/twice.rs:1", &["There is no check `as-lang`; there are as-long, waits, non-blocking."]),
    ("… of which is told what came", "solutions/wrong/d/twice.rs", Nothing,
        "solutions/wrong/d/twice.rs", &["it does not say what must come of it", "came fails: as-long"]),
    ("words in the wrong line", "solutions/wrong/d/blocks.rs", Replace("//! \"", "//! because: it\n//! \""),
        "solutions/wrong/d/blocks.rs:3", &["This counts only in line 2."]),
    ("an error that is not told", "solutions/wrong/d/semicolon.rs", Replace("E0308", "E0425"),
        "solutions/wrong/d/semicolon.rs", &["the student to read: E0425", "mismatched types"]),
    ("a mutant that survives", "solutions/src/e.rs", Replace("    sleep", "    let _also = \"nobody\";\n    sleep"),
        "solutions/src/e.rs:9 survives: left out", &["before let _also = \"nobody\"; after (nothing)", "reasons solutions/survivors/e.toml"]),
    ("a reason for no mutant", "solutions/survivors/e.toml", Replace("# End", "[[survivor]]\nbefore = 'x'\nafter = 'y'\nbecause = 'z'\n# End"),
        "solutions/survivors/e.toml", &["before x after y No mutant of the reference is this one"]),
    ("a reason for a mutant that is caught", "solutions/survivors/e.toml", Replace("# End", "[[survivor]]\nbefore = 'sleep(time).await;'\nafter = ''\nbecause = 'z'\n# End"),
        "solutions/survivors/e.toml", &["after (nothing) This mutant does not survive"]),
    ("a reason that says nothing", "solutions/survivors/e.toml", Replace("Nobody reads the name.", " "),
        "solutions/survivors/e.toml", &["before let _name = \"a pause\"; after (nothing) It gives no reason."]),
    ("answers to no exercise", "solutions/wrong/none/right.rs", Write(&[REFERENCE]),
        "solutions/wrong/none", &["It belongs to no exercise of the course."]),
];

/// The course of all rows.
fn broken() -> Files {
    let mut files: Files = ["a", "b", "c", "d", "e"]
        .into_iter()
        .zip(1..)
        .flat_map(|(name, order)| exercise(name, order))
        .collect();
    for (what, file, change, ..) in SHORTFALLS {
        match change {
            Write(parts) => drop(files.insert((*file).to_owned(), parts.concat())),
            Replace(from, to) => {
                let text = files.get_mut(*file).unwrap();
                assert!(text.contains(from), "{what}");
                *text = text.replacen(from, to, 1);
            }
            Remove => drop(files.remove(*file)),
            Nothing => {}
        }
    }
    files
}

/// The numbered parts of a text: the heading of each, and what stands below it with single blanks.
fn told(text: &str) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix(&format!("{}. ", told.len() + 1)) {
            told.push((heading.to_owned(), String::new()));
        } else if let Some((_, below)) = told.last_mut() {
            below.extend(line.split_whitespace().flat_map(|word| [word, " "]));
        }
    }
    told
}

#[test]
fn all_that_falls_short_is_told_at_once_and_nothing_else() {
    let course = written(&broken());
    let text = stdout(&verify(&course, &[]).code(1));
    let told = told(&text);
    for (what, _, _, heading, said) in SHORTFALLS {
        let is_it =
            |told: &&(String, String)| told.0 == *heading && said.iter().all(|said| told.1.contains(said));
        assert_eq!(told.iter().filter(is_it).count(), 1, "{what} in\n{text}");
    }
    assert_eq!(told.len(), SHORTFALLS.len(), "{text}");
    assert!(text.ends_with(&format!("\n{} things fall short.\n", SHORTFALLS.len())), "{text}");
    // What stands further in are rustc's words.
    let long = text.lines().find(|line| !line.starts_with("    ") && line.chars().count() > 80);
    assert_eq!(long, None, "{text}");
}

#[test]
fn a_course_that_cannot_be_read_is_wrong_usage() {
    let mut files = exercise("pause", 1);
    files.insert("solutions/survivors/pause.toml".to_owned(), "[[survivor]]\nbefor = 1\n".to_owned());
    let said = stderr(&verify(&written(&files), &[]).code(2));
    assert!(said.contains("solutions/survivors/pause.toml"), "{said}");
    assert_eq!(said.matches("`befor`").count(), 1, "{said}");
    let said = stderr(&verify(&written(&exercise("pause", 1)), &["--exercise", "pose"]).code(2));
    assert!(said.contains("there is no exercise `pose`; the course has pause"), "{said}");
}

#[test]
fn ctrl_c_tells_what_was_verified_and_that_the_rest_was_not() {
    let course = written(&exercise("pause", 1));
    let mut verify = Command::new(env!("CARGO_BIN_EXE_grader"))
        .args(["verify", "--jobs", "1", "--course", &exercises(&course)])
        .env("GRADER_CACHE", setup::cache())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(verify.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(line.ends_with("solutions/src/pause.rs 4/4\n"), "{line}");
    kill_process(Pid::from_child(&verify), Signal::INT).unwrap();
    said.read_to_string(&mut line).unwrap();
    let ended = verify.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(3), "{line}");
    let text = String::from_utf8(ended.stdout).unwrap();
    let row = text.lines().nth(1).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(row.starts_with("pause ✓"), "{text}");
    assert!(text.contains("could not be graded\n") && text.contains("interrupted"), "{text}");
    assert!(!text.contains("No wrong answer fails this check"), "they were not graded: {text}");
    assert!(text.ends_with("things fall short.\n") || text.ends_with("1 thing falls short.\n"), "{text}");
}

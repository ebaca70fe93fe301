//! `cargo test -p exercises` as a student calls it, in a copy of the workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use grader::verify::Outcome;
use grader_judge::course::{Course, Exercise};

use crate::corpus;
use crate::endings;
use crate::setup;

/// A copy of the workspace as a student gets it. It stays between runs, and only what differs is
/// written again, so that cargo builds as little as it can.
struct Home {
    folder: PathBuf,
    /// One student at a time.
    _alone: MutexGuard<'static, ()>,
}

/// The folder of that copy.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("student")
}

/// Where cargo builds what students build.
pub(crate) fn target() -> PathBuf {
    folder().join("target")
}

/// Waits until no other student builds anything.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Home {
    fn new() -> Self {
        let home = Self { folder: folder(), _alone: alone() };
        let mut kept = BTreeSet::new();
        for top in ["Cargo.toml", "Cargo.lock", ".cargo", "exercises", "solutions", "grader", "tests"] {
            home.copy(Path::new(top), &mut kept);
        }
        home.remove_others(Path::new("exercises"), &kept);
        home
    }

    fn copy(&self, path: &Path, kept: &mut BTreeSet<PathBuf>) {
        let source = setup::workspace().join(path);
        if source.is_dir() {
            for member in setup::members(&source) {
                self.copy(&path.join(member.file_name().unwrap()), kept);
            }
        } else {
            self.write(path, &fs::read(&source).unwrap());
            kept.insert(path.to_owned());
        }
    }

    /// Writes a file, unless it is there already.
    fn write(&self, path: &Path, text: &[u8]) {
        let path = self.folder.join(path);
        if fs::read(&path).is_ok_and(|old| old == text) {
            return;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Removes what an earlier run has left.
    fn remove_others(&self, folder: &Path, kept: &BTreeSet<PathBuf>) {
        for member in setup::members(&self.folder.join(folder)) {
            let path = folder.join(member.file_name().unwrap());
            if member.is_dir() {
                self.remove_others(&path, kept);
            } else if !kept.contains(&path) {
                fs::remove_file(member).unwrap();
            }
        }
    }

    /// Writes an answer into a file of the course.
    fn answer(&self, file: &str, source: &str) {
        self.write(&Path::new("exercises").join(file), source.as_bytes());
    }

    /// Answers everything as the references do.
    fn answer_all(&self) {
        let course = setup::course();
        for exercise in &course.course.exercises {
            self.answer(&exercise.file, &course.references[&exercise.id]);
        }
    }

    fn cargo_test(&self, args: &[&str]) -> Assert {
        self.cargo("test", args)
    }

    fn cargo(&self, what: &str, args: &[&str]) -> Assert {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.current_dir(&self.folder).env_remove("CARGO_TARGET_DIR").env_remove("RUST_BACKTRACE");
        cargo.args([what, "--locked", "-p", "exercises"]).args(args).assert()
    }
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8_lossy(&assert.get_output().stdout).into_owned()
}

/// What came of each test: `ok`, `FAILED`, `ignored (…)`.
pub(crate) fn outcomes(text: &str) -> BTreeMap<&str, &str> {
    text.lines()
        .filter_map(|line| line.strip_prefix("test ")?.split_once(" ... "))
        .map(|(name, outcome)| (name.trim(), outcome))
        .collect()
}

/// Whether an exercise uses `basic_wait`, or one that does.
fn waits_for_basic_wait(exercise: &Exercise, course: &Course) -> bool {
    let mut uses = exercise.uses.iter();
    uses.any(|used| used == "basic_wait" || waits_for_basic_wait(course.exercise(used).unwrap(), course))
}

#[test]
fn a_student_is_led_from_the_stubs_to_the_end() {
    let home = Home::new();
    let text = stdout(&home.cargo_test(&[]).code(101));
    let start = text.split("Running").last().unwrap();
    let first = text.lines().position(|line| line.starts_with("Welcome!"));
    assert!(first.is_some_and(|line| line < 12), "the first lines say where to start: {start}");
    assert!(text.contains("Next: open exercises/src/async_syntax.rs"), "{text}");
    assert_eq!(outcomes(&text)["async_syntax"], "FAILED");
    assert_eq!(outcomes(&text)["first_program"], "ignored (not started)");

    home.answer_all();
    let blocking = setup::workspace().join("solutions/wrong/basic_wait/blocking_sleep.rs");
    home.answer("src/basic_wait.rs", &fs::read_to_string(blocking).unwrap());
    let text = stdout(&home.cargo_test(&[]).code(101));
    assert_eq!(outcomes(&text)["basic_wait::non-blocking"], "FAILED");
    assert_eq!(outcomes(&text)["basic_wait::waits"], "ok");
    assert_eq!(outcomes(&text)["multiple_coroutines::count"], "ignored (finish basic_wait first)");
    assert!(text.contains("std::thread::sleep blocked the whole thread"), "{text}");
    assert!(text.contains("Next: exercises/src/basic_wait.rs:"), "{text}");
    let course = setup::course().course;
    let points = |waits: bool| -> f64 {
        let exercises =
            course.exercises.iter().filter(|exercise| waits || !waits_for_basic_wait(exercise, &course));
        exercises.map(Exercise::points).sum()
    };
    // All but `non-blocking`, and what builds on it.
    let score = format!("{}/{}", points(false) - 2.0, points(true));
    let line = text.lines().find(|line| line.starts_with("all exercises ")).unwrap_or_default();
    assert!(line.ends_with(&format!(" {score}")), "no {score} in {line:?}");

    home.answer_all();
    let text = stdout(&home.cargo_test(&["--test", "checks"]).code(0));
    assert!(outcomes(&text).values().all(|outcome| *outcome == "ok"), "{text}");
    assert!(text.contains("All exercises are done."), "{text}");
}

#[test]
fn the_checks_are_called_as_other_tests_are() {
    let home = Home::new();
    home.answer_all();
    let basic_wait = &setup::course().references["basic_wait"];
    home.answer(
        "src/basic_wait.rs",
        &basic_wait.replace("    delay\n", "    println!(\"waited\\u{1b}\");\n    delay\n"),
    );
    let checks = |args: &[&str]| home.cargo_test(&[&["--test", "checks", "--"], args].concat());

    let list = stdout(&checks(&["--list"]).code(0));
    assert!(list.lines().any(|line| line == "basic_wait::waits: test"), "{list}");
    assert!(!list.contains("Next"), "{list}");
    let one = stdout(&checks(&["tasks::count", "--seed", "7"]).code(0));
    assert_eq!(outcomes(&one), BTreeMap::from([("tasks::count", "ok")]));
    let loud = stdout(&checks(&["basic_wait::waits", "--nocapture", "--seed=41"]).code(0));
    assert!(
        loud.contains("basic_wait::waits, max = 0 s, seed 41, prints\n         0 s  waited\\u{1b}"),
        "{loud}"
    );
    let wrong = checks(&["--seed", "many"]).code(2);
    assert!(String::from_utf8_lossy(&wrong.get_output().stderr).contains("--seed takes a whole number"));
}

#[test]
fn the_list_of_exercises_has_all_of_them() {
    let text = fs::read_to_string(setup::workspace().join("exercises/README.md")).unwrap();
    for Exercise { id, order, file, .. } in setup::course().course.exercises {
        let row = format!("| {order} | [`{id}`]({file}) |");
        assert!(text.contains(&row), "no line {row} in exercises/README.md");
    }
}

/// An exercise that is a program.
const HELLO: &str = "title = \"Say hello\"\norder = 900\nfile = \"src/bin/hello.rs\"\n\n\
    [[scenario]]\nid = \"runs\"\nprogram = true\n\n\
    [[check]]\nid = \"in-time\"\ntitle = \"It takes 50 ms\"\npoints = 1\n\
    elapsed = { equals = \"50ms\", within = \"1ms\" }\n";

/// An answer to it; the exercises that it uses are those of its own crate.
const SAYS_HELLO: &str = "//! Says hello.\n\nuse std::time::Duration;\n\n\
    #[tokio::main]\nasync fn main() {\n    \
    let wait = exercises::basic_wait::wait_random(Duration::ZERO);\n    \
    let (_, waited) = tokio::join!(tokio::time::sleep(Duration::from_millis(50)), wait);\n    \
    println!(\"hello after {waited:?}\");\n} // and no more";

#[test]
fn a_program_runs_by_itself_and_is_judged_in_virtual_time() {
    let home = Home::new();
    home.answer_all();
    home.write(Path::new("exercises/checks/hello.toml"), HELLO.as_bytes());
    let program = Path::new("exercises/src/bin/hello.rs");
    home.write(program, SAYS_HELLO.as_bytes());
    assert_eq!(stdout(&home.cargo("run", &["--bin", "hello"]).code(0)), "hello after 0ns\n");
    let checks = || home.cargo_test(&["--test", "checks", "--", "hello"]);
    let text = stdout(&checks().code(0));
    assert_eq!(outcomes(&text), BTreeMap::from([("hello::in-time", "ok")]));
    let text = stdout(&home.cargo_test(&["--test", "checks", "--", "hello", "--nocapture"]).code(0));
    assert!(text.contains("0.05 s  hello after 0ns"), "{text}");

    home.write(program, SAYS_HELLO.replace("} // and", "    panic!(\"no luck\");\n} // and").as_bytes());
    let text = stdout(&checks().code(101));
    assert!(text.contains("the program panicked: \"no luck\" at src/bin/hello.rs:10"), "{text}");
    home.write(program, SAYS_HELLO.replace("fn main", "fn other").as_bytes());
    // Of the checks' own copy of it rustc says it as well.
    let run = home.cargo("run", &["--bin", "hello"]).code(101);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("error[E0601]") && said.contains("exercises/src/bin/hello.rs:10"), "{said}");
    assert!(!said.contains("__grader"), "{said}");
}

/// An answer of the corpus, as an exercise of its own in one large course.
struct Entry {
    id: String,
    file: String,
    exercise: String,
    source: String,
    fails: BTreeSet<String>,
}

/// Answers of each exercise that are run as students do; all of them with `GRADER_TESTS=long`, which takes
/// some five hundred of them through one crate.
const OF_EACH: usize = 4;

/// Some of the corpus, as far as it compiles, and code that ends in every way that there is.
fn entries() -> Vec<Entry> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let all = corpus::answers();
    for answer in &all {
        *counts.entry(answer.exercise.clone()).or_default() += 1;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    // Spread over the list, in which right answers come before wrong ones.
    let mut is_taken = |exercise: &str| {
        let (number, count) = (seen.entry(exercise.to_owned()).or_default(), counts[exercise]);
        *number += 1;
        setup::is_long() || *number * OF_EACH / count > (*number - 1) * OF_EACH / count
    };
    let some: Vec<_> = all.into_iter().filter(|answer| is_taken(&answer.exercise)).collect();
    let answers = some.into_iter().filter_map(|answer| {
        let fails = match answer.expected {
            Outcome::FullMarks => BTreeSet::new(),
            Outcome::Fails(checks) => checks,
            // Here what does not fit does not compile.
            _ => return None,
        };
        Some((answer.exercise, answer.source, fails))
    });
    let checks = |exercise: &str| -> BTreeSet<String> {
        let course = setup::course().course;
        course.exercise(exercise).unwrap().checks.iter().map(|check| check.id.clone()).collect()
    };
    let endings = endings::ENDINGS
        .iter()
        .map(|(wait, ..)| ("basic_wait".to_owned(), endings::waiting_by(wait), checks("basic_wait")));
    let file = |exercise: &str, id: &str| {
        let course = setup::course().course;
        course.exercise(exercise).unwrap().file.replace(&format!("{exercise}.rs"), &format!("{id}.rs"))
    };
    let number = |(index, (exercise, source, fails)): (usize, (String, String, BTreeSet<String>))| {
        let id = format!("{exercise}_{index}");
        let source = source.replace(&format!("crate::{exercise}::"), &format!("crate::{id}::"));
        Entry { file: file(&exercise, &id), id, source, exercise, fails }
    };
    answers.chain(endings).enumerate().map(number).collect()
}

/// The definition of an exercise, for another file and under another name.
fn renamed(entry: &Entry, order: usize) -> String {
    let path = setup::workspace().join("exercises/checks").join(&entry.exercise).with_extension("toml");
    let text = fs::read_to_string(path).unwrap();
    let (about, rest) = text.split_at(text.find("\n[").unwrap());
    let about = about.lines().map(|line| match line.split('=').next().unwrap_or_default().trim() {
        "order" => format!("order = {}\n", 1000 + order),
        "file" => format!("file = {:?}\n", entry.file),
        _ => format!("{line}\n"),
    });
    about.collect::<String>() + &rest.replace(&format!("{}::", entry.exercise), &format!("{}::", entry.id))
}

#[test]
fn students_are_told_what_the_grader_says() {
    let home = Home::new();
    home.answer_all();
    let entries = entries();
    for (order, entry) in entries.iter().enumerate() {
        let checks = Path::new("exercises/checks").join(&entry.id).with_extension("toml");
        home.write(&checks, renamed(entry, order).as_bytes());
        home.answer(&entry.file, &entry.source);
    }
    let text = stdout(&home.cargo_test(&["--test", "checks", "--", "--test-threads", "2"]).code(101));
    let outcomes = outcomes(&text);
    let mut different = Vec::new();
    for entry in &entries {
        let prefix = format!("{}::", entry.id);
        let came: BTreeMap<_, _> =
            outcomes.iter().filter_map(|(name, came)| Some((name.strip_prefix(&prefix)?, *came))).collect();
        let failed = came.iter().filter(|(_, came)| **came == "FAILED").map(|(check, _)| (*check).to_owned());
        let decided = came.values().all(|came| ["ok", "FAILED"].contains(came));
        if came.is_empty() || !decided || failed.collect::<BTreeSet<_>>() != entry.fails {
            different.push(format!("expected {:?} to fail, got {came:?}\n{}", entry.fails, entry.source));
        }
    }
    assert!(different.is_empty(), "{} of {}:\n{}", different.len(), entries.len(), different.join("\n"));
}

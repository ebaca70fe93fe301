//! A course as students get it: packed, and then built and tested by cargo alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use grader::course::{self, LoadedCourse};
use tempfile::TempDir;

use crate::program::{folder, grader, path, stderr, stdout};
use crate::setup;
use crate::students;

/// All files below a folder, with their texts, by their path in it.
fn files(folder: &Path) -> BTreeMap<String, String> {
    fn read(folder: &Path, top: &Path, files: &mut BTreeMap<String, String>) {
        for member in setup::members(folder) {
            if member.is_dir() {
                read(&member, top, files);
            } else {
                let name = member.strip_prefix(top).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read_to_string(&member).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    read(folder, folder, &mut all);
    all
}

fn pack(course: &Path, out: &Path) -> Assert {
    grader().arg("pack").arg("--course").arg(course).arg("--out").arg(out).assert()
}

/// The course of the workspace, packed into a new folder.
fn handout() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("handout");
    pack(&setup::workspace().join("exercises"), &out).code(0);
    (folder, out)
}

fn cargo(folder: &Path, args: &[&str]) -> Assert {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    // What students build was perhaps built for another test.
    cargo.current_dir(folder).env("CARGO_TARGET_DIR", students::target()).env_remove("RUST_BACKTRACE");
    cargo.args(args).assert()
}

/// Answers everything as the references do.
fn answer_all(home: &Path, course: &LoadedCourse) {
    for exercise in &course.course.exercises {
        fs::write(home.join("exercises").join(&exercise.file), &course.references[&exercise.id]).unwrap();
    }
}

/// The same in a folder that stays between runs; only what differs is written, so that cargo builds as
/// little as it can.
fn handout_that_stays() -> PathBuf {
    let (_folder, out) = handout();
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("handout");
    fs::create_dir_all(&home).unwrap();
    let (new, old) = (files(&out), files(&home));
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        fs::remove_file(home.join(name)).unwrap();
    }
    for (name, text) in new.iter().filter(|(name, text)| old.get(*name) != Some(*text)) {
        let path = home.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

#[test]
fn a_packed_course_is_built_and_tested_on_its_own() {
    let _alone = students::alone();
    let home = handout_that_stays();
    let course = setup::course();
    let lock = fs::read_to_string(home.join("Cargo.lock")).unwrap();

    let test = cargo(&home, &["test", "--locked", "--offline"]).code(101);
    let (text, said) = (stdout(&test), stderr(&test));
    let first = &course.course.exercises[0];
    assert!(text.contains("Welcome! Here is where to start:"), "{text}");
    assert!(text.contains(&format!("Next: open exercises/{}", first.file)), "{text}");
    assert!(!said.contains("warning"), "a beginner reads no warnings that are not about his code: {said}");
    assert_eq!(students::outcomes(&text)[first.id.as_str()], "FAILED");

    answer_all(&home, &course);
    let blocking = setup::workspace().join("solutions/wrong/basic_wait/blocking_sleep.rs");
    fs::copy(blocking, home.join("exercises/src/basic_wait.rs")).unwrap();
    let test = cargo(&home, &["test", "--locked", "--offline", "--test", "checks", "--", "basic_wait"]);
    let text = stdout(&test.code(101));
    assert_eq!(students::outcomes(&text)["basic_wait::non-blocking"], "FAILED");
    assert!(text.contains("std::thread::sleep blocked the whole thread"), "{text}");

    answer_all(&home, &course);
    // With the examples of the lessons, where references have any.
    let test = cargo(&home, &["test", "--locked", "--offline", "-p", "exercises"]).code(0);
    let text = stdout(&test);
    assert!(text.contains("All exercises are done."), "{text}");
    let members = cargo(&home, &["tree", "--workspace", "--locked", "--offline", "--depth", "0"]).code(0);
    assert!(stdout(&members).starts_with("exercises v"), "{}", stdout(&members));
    assert_eq!(fs::read_to_string(home.join("Cargo.lock")).unwrap(), lock);
}

/// Lines with something to give away: those of answers that are in no stub, and name more than a library.
fn lines_of_answers() -> BTreeSet<String> {
    let course = setup::course();
    let mut answers: Vec<String> = course.references.values().cloned().collect();
    for kind in ["accepted", "wrong"] {
        for exercise in setup::members(&setup::workspace().join("solutions").join(kind)) {
            answers.extend(files(&exercise).into_values());
        }
    }
    let lines = |texts: &mut dyn Iterator<Item = &String>| -> BTreeSet<String> {
        texts.flat_map(|text| text.lines()).map(|line| line.trim().to_owned()).collect()
    };
    let stubs = lines(&mut course.stubs.values());
    // Examples of lessons are comments, and may have a line in common with an answer.
    let is_telling = |line: &String| {
        line.len() > 20 && !line.starts_with("use ") && !stubs.contains(&format!("//! {line}"))
    };
    lines(&mut answers.iter()).difference(&stubs).filter(|line| is_telling(line)).cloned().collect()
}

#[test]
fn nothing_of_solutions_is_handed_out() {
    let (_folder, home) = handout();
    let answers = lines_of_answers();
    assert!(
        answers.len() > 100 && answers.iter().any(|line| line.contains("random::uniform(0.0, max_delay"))
    );
    let packed = files(&home);
    // Below `grader` is what the program carries, which no course has a part in.
    let of_course = packed.iter().filter(|(name, _)| !name.starts_with("grader/"));
    let found: Vec<_> = of_course
        .flat_map(|(name, text)| text.lines().map(move |line| (name, line.trim())))
        .filter(|(_, line)| answers.contains(*line))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
    let course = setup::course();
    for exercise in &course.course.exercises {
        let stub = &packed[&format!("exercises/{}", exercise.file)];
        assert_eq!(stub, &course.stubs[&exercise.id], "{}", exercise.id);
    }
    let tops: BTreeSet<&str> = packed.keys().filter_map(|name| name.split('/').next()).collect();
    let expected = [
        ".cargo",
        ".gitignore",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "exercises",
        "grader",
        "rustfmt.toml",
    ];
    assert_eq!(tops, BTreeSet::from(expected));
}

#[test]
fn what_definitions_name_for_editors_is_handed_out() {
    let (_folder, home) = handout();
    let definitions = setup::members(&home.join("exercises/checks"));
    assert!(!definitions.is_empty());
    for definition in definitions {
        let text = fs::read_to_string(&definition).unwrap();
        let schema = text.lines().next().and_then(|line| line.strip_prefix("#:schema ")).unwrap();
        assert!(definition.parent().unwrap().join(schema).is_file(), "{}", definition.display());
    }
}

/// An exercise with two checks, and one that nobody sees.
const CHECKS: &str = "\
# Author: about `nap`.
title = \"Nap\"
order = 1

[[scenario]]
id     = \"naps\"
call   = \"nap::nap(delay).await\"
output = \"Duration\"
inputs = { delay = [\"1s\"] }

# Nobody naps for a year.
[[scenario]]
id     = \"long\"
call   = \"nap::nap(Duration::from_secs(31_536_000)).await\"
output = \"Duration\"
limits = { virtual_time = \"400d\" }

[[check]]
id        = \"time\"
title     = \"It takes its time\"   # as is usual
points    = 2
scenarios = [\"naps\"]
elapsed   = { equals = \"delay\", within = \"1ms\" }

# The secret.
[[check]]
id        = \"long-naps\"
title     = \"It takes a year\"
points    = 3
hidden    = true
scenarios = [\"long\"]
elapsed   = { at_least = \"365d\" }

# The end.
[[check]]
id        = \"non-blocking\"
title     = \"It blocks nobody\"
points    = 1
scenarios = [\"naps\"]
blocking  = \"forbidden\"
";

/// A text without what stands from one of its parts to another.
fn without(text: &str, from: &str, to: &str) -> String {
    let (before, rest) = text.split_once(from).unwrap();
    before.to_owned() + &rest[rest.find(to).unwrap()..]
}

const STUB: &str = "//! # Nap\n\nuse std::time::Duration;\n\n\
    pub async fn nap(delay: Duration) -> Duration {\n    let _ = delay;\n    todo!()\n}\n";

/// A course of its own, with nothing of cargo's.
fn small_course(checks: &str, stub: &str) -> TempDir {
    folder(&[
        ("school/course.toml", "name = \"Naps for beginners\""),
        ("school/checks/nap.toml", checks),
        ("school/src/nap.rs", stub),
        ("school/src/notes.rs", "// Not for students: the exam."),
        ("school/README.md", "Start here."),
        ("solutions/src/nap.rs", "//! The answer."),
        ("LICENSE", "All for one."),
    ])
}

#[test]
fn a_course_without_a_package_gets_one_and_hidden_checks_stay_at_home() {
    let course = small_course(CHECKS, STUB);
    let (school, out) = (course.path().join("school"), course.path().join("handout"));
    let told = stdout(&pack(&school, &out).code(0));
    assert!(told.contains("1 exercise, 3 points\n"), "{told}");
    assert!(told.contains("left out: 1 hidden check, 3 points"), "{told}");
    assert!(told.contains("for the author (\"Author:\") in checks/nap.toml\n"), "{told}");

    let packed = files(&out);
    let open = without(CHECKS, "# Nobody naps for a year.", "[[check]]\nid        = \"time\"");
    assert_eq!(packed["exercises/checks/nap.toml"], without(&open, "# The secret.", "# The end."));
    assert!(packed["exercises/src/lib.rs"].contains("Start with `src/nap.rs`."));
    assert!(packed["README.md"].starts_with("# Naps for beginners\n"));
    assert_eq!(packed["exercises/README.md"], "Start here.");
    assert_eq!(packed["LICENSE"], "All for one.");
    assert!(
        packed.values().all(|text| !text.contains("Not for students: the exam")),
        "only what the course names is packed"
    );
    // Students read the same definition.
    let loaded = course::load(&out.join("exercises")).unwrap().course;
    let ids: Vec<_> = loaded.exercises[0].checks.iter().map(|check| check.id.as_str()).collect();
    assert_eq!(ids, ["time", "non-blocking"]);
    cargo(&out, &["tree", "--locked", "--offline", "--depth", "0"]).code(0);
}

#[test]
fn what_cannot_be_packed_writes_nothing() {
    let begun = STUB.replace("todo!()", "tokio::time::sleep(delay).await;\n    delay");
    let hidden = CHECKS.replace("points", "hidden = true\npoints").replace("hidden    = true\n", "");
    for (checks, stub, words) in [
        (CHECKS, begun.as_str(), "the functions that they are to write do more than `todo!()` in src/nap.rs"),
        (hidden.as_str(), STUB, "all checks of the exercise `nap` are hidden"),
        ("title = 1", STUB, "checks/nap.toml:1:9"),
    ] {
        let course = small_course(checks, stub);
        let before = files(course.path());
        let said = stderr(&pack(&course.path().join("school"), &course.path().join("handout")).code(2));
        assert!(said.contains(words), "{said}");
        assert_eq!(files(course.path()), before);
    }

    let course = small_course(CHECKS, STUB);
    let (school, before) = (course.path().join("school"), files(course.path()));
    for taken in ["school", "LICENSE"] {
        let said = stderr(&pack(&school, &course.path().join(taken)).code(2));
        assert!(said.contains("is there already, and nothing is overwritten"), "{said}");
    }
    let said = stderr(&pack(&school, &course.path().join("no/where")).code(2));
    assert!(said.contains("cannot write") && said.contains("nothing was packed"), "{said}");
    let no_cargo = grader().args(["pack", "--course", path(&course), "--out", "x"]).assert();
    assert!(stderr(&no_cargo.code(2)).contains("is no course"));
    let out = course.path().join("handout");
    let mut without_cargo = grader();
    without_cargo.env("CARGO", "/nonexistent/cargo").arg("pack").arg("--course").arg(&school);
    let said = stderr(&without_cargo.arg("--out").arg(&out).assert().code(2));
    assert!(said.contains("cannot run `cargo`"), "{said}");
    assert_eq!(files(course.path()), before);

    // An empty folder stays what it is, and has all in it.
    fs::create_dir(&out).unwrap();
    pack(&school, &out).code(0);
    assert!(files(&out).contains_key("exercises/src/nap.rs"));
    let is_left = |path: &PathBuf| path.to_string_lossy().contains(".packing-");
    assert!(!setup::members(&out).iter().chain(&setup::members(course.path())).any(is_left));
}

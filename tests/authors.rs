//! What an author of exercises does: `grader new`, and then files of Rust and TOML.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::assert::Assert;
use grader::course;
use serde_json::Value;
use tempfile::TempDir;

use crate::program::{folder, grader, json, stderr, stdout};
use crate::setup;

/// A folder with a course in it, and perhaps solutions.
struct Author(TempDir);

impl Author {
    /// Nothing yet.
    fn beginner() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// The course of the workspace.
    fn of_the_course() -> Self {
        let author = Self::beginner();
        for place in ["exercises/checks", "exercises/src", "solutions/src"] {
            copy(&setup::workspace().join(place), &author.path(place));
        }
        author
    }

    fn path(&self, place: &str) -> PathBuf {
        self.0.path().join(place)
    }

    fn new_exercise(&self, args: &[&str]) -> Assert {
        grader().current_dir(self.0.path()).arg("new").args(args).assert()
    }

    /// All files, with their texts.
    fn files(&self) -> BTreeMap<PathBuf, String> {
        let mut files = BTreeMap::new();
        read(self.0.path(), &mut files);
        files
    }

    /// What is not as it should be with an exercise's stub, reference and other answers.
    fn wrong(&self, exercise: &str) -> Vec<String> {
        let loaded = course::load(&self.path("exercises")).unwrap();
        let file = loaded.course.exercise(exercise).unwrap().file.clone();
        let mut answers = vec![("reference".to_owned(), loaded.references[exercise].clone())];
        for kind in ["accepted", "wrong"] {
            let answer = |path: PathBuf| {
                let name = format!("{kind}-{}", path.file_stem().unwrap().display());
                (name, fs::read_to_string(path).unwrap())
            };
            let members = setup::members(&self.path("solutions").join(kind).join(exercise));
            assert!(!members.is_empty(), "{exercise} has no {kind} answers");
            answers.extend(members.into_iter().map(answer));
        }
        answers.push(("stub".to_owned(), loaded.stubs[exercise].clone()));
        let places: Vec<_> = answers.iter().map(|(name, _)| format!("{name}/{file}")).collect();
        let files: Vec<_> =
            places.iter().map(String::as_str).zip(answers.iter().map(|(_, text)| text.as_str())).collect();
        let class = folder(&files);
        let grade = ["grade", "--format", "json", "--exercise", exercise];
        let report = grader().current_dir(self.0.path()).args(grade).arg(class.path()).assert();
        let report = json(&report.code(0));
        let graded = report["submissions"].as_array().unwrap();
        assert_eq!(graded.len(), answers.len());
        let text = |name: &Value| answers.iter().find(|(answer, _)| name == answer).unwrap().1.as_str();
        graded.iter().filter_map(|one| difference(one, text(&one["submission"]))).collect()
    }
}

/// What came of an answer, if it is not what its kind and its first lines say.
fn difference(submission: &Value, source: &str) -> Option<String> {
    let name = submission["submission"].as_str().unwrap();
    let report = &submission["exercises"][0];
    let announced = |word: &str| source.lines().take(2).find_map(|line| line.strip_prefix(word));
    let fails: BTreeSet<&str> =
        announced("//! fails: ").map(|ids| ids.split(", ").collect()).unwrap_or_default();
    assert_eq!(name.starts_with("wrong"), !fails.is_empty(), "{name}");
    let checks = report["checks"].as_array().unwrap();
    let failed = checks.iter().filter(|check| check["status"] == "failed");
    let failed: BTreeSet<&str> = failed.map(|check| check["id"].as_str().unwrap()).collect();
    let verdict = match name {
        "stub" => "not-started",
        _ if fails.is_empty() => "accepted",
        _ => "rejected",
    };
    let told: Vec<&str> = checks
        .iter()
        .flat_map(|check| check["feedback"].as_str().unwrap_or_default().split_whitespace())
        .collect();
    let because = announced("//! because: ").is_none_or(|words| told.join(" ").contains(words));
    let is_right = report["verdict"] == verdict && failed == fails && because;
    (!is_right).then(|| format!("{name}: {verdict}, {fails:?}, got {report:#}"))
}

fn read(folder: &Path, files: &mut BTreeMap<PathBuf, String>) {
    for member in setup::members(folder) {
        if member.is_dir() {
            read(&member, files);
        } else {
            let text = fs::read_to_string(&member).unwrap();
            files.insert(member, text);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for member in setup::members(from) {
        let target = to.join(member.file_name().unwrap());
        if member.is_dir() {
            copy(&member, &target);
        } else {
            fs::copy(&member, &target).unwrap();
        }
    }
}

fn assert_all_right(author: &Author, exercise: &str) {
    let wrong = author.wrong(exercise);
    assert!(wrong.is_empty(), "{exercise}: {} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_new_exercise_works_as_it_is() {
    let author = Author::beginner();
    let first = author.new_exercise(&["retry", "--course", "exercises"]).code(0);
    assert!(stdout(&first).contains("a new exercise, `retry`, with order 1, which begins a course:"));
    // Now there is a course to be found, from below as well.
    let title = "Count, \"slowly\": NAME";
    author.new_exercise(&["countdown", "--program", "--title", title]).code(0);
    let made = grader().current_dir(author.path("solutions")).args(["new", "third"]).assert().code(0);
    assert!(stdout(&made).contains("with order 3:"), "{}", stdout(&made));

    let course = course::load(&author.path("exercises")).unwrap().course;
    let titles: Vec<_> = course.exercises.iter().map(|one| (one.order, one.title.as_str())).collect();
    assert_eq!(titles, [(1, "Retry"), (2, title), (3, "Third")]);
    for exercise in ["retry", "countdown", "third"] {
        assert_all_right(&author, exercise);
    }
    for (path, text) in author.files() {
        for word in ["NAME", "TITLE", "ORDER"] {
            assert!(!text.replace(title, "").contains(word), "{word} stands in {}:\n{text}", path.display());
        }
    }
}

/// The files of three exercises that nobody had thought of when the grader was written.
const INVENTED: [(&str, &str); 3] = [
    ("patient_retry", "src/patient_retry.rs"),
    ("pipeline", "src/pipeline.rs"),
    ("countdown", "src/bin/countdown.rs"),
];

#[test]
fn three_exercises_of_ones_own_take_rust_and_toml_alone() {
    let author = Author::of_the_course();
    for (name, file) in INVENTED {
        let program: &[&str] = if file.contains("bin") { &["--program"] } else { &[] };
        author.new_exercise(&[&[name], program].concat()).code(0);
        let own = setup::workspace().join("tests/authors").join(name);
        fs::copy(own.join("stub.rs"), author.path("exercises").join(file)).unwrap();
        fs::copy(own.join("reference.rs"), author.path("solutions").join(file)).unwrap();
        let checks = author.path("exercises/checks").join(name).with_extension("toml");
        fs::copy(own.join("checks.toml"), checks).unwrap();
        for kind in ["accepted", "wrong"] {
            let folder = author.path("solutions").join(kind).join(name);
            fs::remove_dir_all(&folder).unwrap();
            copy(&own.join(kind), &folder);
        }
    }
    for (name, _) in INVENTED {
        assert_all_right(&author, name);
    }
}

#[test]
fn what_cannot_be_made_changes_nothing() {
    let author = Author::beginner();
    let said = |args: &[&str]| stderr(&author.new_exercise(args).code(2));
    let none = said(&["retry"]);
    assert!(none.contains("there is no course here"), "{none}");
    assert!(none.contains("begin one: grader new retry --course exercises"), "{none}");
    fs::write(author.path("notes.txt"), "not a course").unwrap();
    let no_course = said(&["retry", "--course", "."]);
    assert!(no_course.contains("is no course: it has no folder `checks`"), "{no_course}");
    assert_eq!(author.files().len(), 1);

    author.new_exercise(&["retry", "--course", "exercises"]).code(0);
    fs::create_dir_all(author.path("solutions/wrong/left_over")).unwrap();
    let before = author.files();
    for (args, words) in [
        (&["Retry-Later"][..], "Try `retry_later`"),
        (&["async"], "`async` cannot be the name of an exercise"),
        (&["random"], "`random` cannot be the name of an exercise"),
        (&["lib"], "it means something else to cargo"),
        (&["../outside"], "cannot be the name of an exercise"),
        (&["retry"], "exercises/src/retry.rs is there already, and nothing is overwritten"),
        (&["left_over"], "solutions/wrong/left_over is there already"),
        (&["other", "--title", "two\nlines"], "a title is a line of text"),
    ] {
        let said = said(args);
        assert!(said.contains(words), "{args:?}: {said}");
        assert_eq!(author.files(), before, "{args:?}");
    }

    let checks = author.path("exercises/checks/retry.toml");
    fs::write(&checks, before[&checks.canonicalize().unwrap()].replace("order = 1", "order = one")).unwrap();
    let broken = said(&["other"]);
    assert!(broken.contains("checks/retry.toml:"), "{broken}");
    fs::write(&checks, &before[&checks]).unwrap();
    assert_eq!(author.files(), before);
}

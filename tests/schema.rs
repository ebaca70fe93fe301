//! What is said of the vocabulary is fresh and true: the schemas that editors use, the page about it, and
//! the exercise that `docs/authoring.md` makes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{folder, grader, json, path, stderr, stdout, verdicts};
use crate::setup;

fn text(path: &str) -> String {
    fs::read_to_string(setup::workspace().join(path)).unwrap()
}

fn printed(subject: &str) -> String {
    stdout(&grader().args(["schema", subject]).assert().code(0))
}

#[test]
fn the_files_about_the_vocabulary_are_fresh() {
    let files = [
        ("checks", "exercises/checks.schema.json"),
        ("course", "exercises/course.schema.json"),
        ("vocabulary", "docs/vocabulary.md"),
    ];
    let is_stale = |(subject, file): &(&str, &str)| printed(subject) != text(file);
    let stale = files.into_iter().filter(is_stale);
    let commands: String =
        stale.map(|(subject, file)| format!("  cargo run -- schema {subject} > {file}\n")).collect();
    assert!(commands.is_empty(), "`judge/src/form` has changed. Make anew what is made from it:\n{commands}");
}

#[test]
fn without_a_subject_it_is_the_schema_of_exercises() {
    assert_eq!(stdout(&grader().arg("schema").assert().code(0)), printed("checks"));
    let refused = grader().args(["schema", "solutions"]).assert().code(2);
    assert!(stderr(&refused).contains("vocabulary"), "{}", stderr(&refused));
}

#[test]
fn the_files_of_the_course_name_their_schema_and_fit_it() {
    let schema: Value = serde_json::from_str(&printed("checks")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for file in setup::members(&setup::workspace().join("exercises/checks")) {
        let (name, text) = (file.display(), fs::read_to_string(&file).unwrap());
        let first = text.lines().next().unwrap_or_default();
        assert_eq!(first, "#:schema ../checks.schema.json", "the first line of {name}, for editors");
        let value: Value = toml::from_str(&text).unwrap();
        let errors: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    let schema: Value = serde_json::from_str(&printed("course")).unwrap();
    let right: Value = toml::from_str("name = \"A course\"\nlimits = { cpu = \"3s\" }").unwrap();
    let wrong: Value = toml::from_str("title = \"A course\"").unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(schema.is_valid(&right) && !schema.is_valid(&wrong));
}

#[test]
fn exercises_on_the_pages_fit_the_schema() {
    let schema: Value = serde_json::from_str(&printed("checks")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for name in ["README.md", "docs/authoring.md"] {
        let page = text(name);
        let blocks = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
        let exercises: Vec<&str> = blocks.filter(|block| block.contains("[[check]]")).collect();
        assert!(!exercises.is_empty(), "{name}");
        for exercise in exercises {
            let value: Value = toml::from_str(exercise).unwrap();
            let errors: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{name}: {errors:?}\n{exercise}");
        }
    }
}

/// The files of the exercise that `docs/authoring.md` makes: each stands in a block below its path in bold.
fn files_of_the_walk() -> Vec<(String, String)> {
    let page = text("docs/authoring.md");
    let blocks = page.split("\n**`").skip(1).filter_map(|rest| {
        let (path, rest) = rest.split_once("`**")?;
        let (_, rest) = rest.split_once("```")?;
        let (_, rest) = rest.split_once('\n')?;
        Some((path.to_owned(), rest.split_once("```")?.0.to_owned()))
    });
    blocks.collect()
}

fn write(home: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let path = home.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The verdict on one file, the checks that it fails, and all that the student reads.
fn graded(home: &TempDir, source: &str) -> (String, BTreeSet<String>, String) {
    let submission = folder(&[("both.rs", source)]);
    let course = home.path().join("exercises");
    let mut command = grader();
    command.args(["grade", path(&submission), "--format", "json", "--course"]).arg(course);
    let report = json(&command.assert().code(0));
    let verdict = verdicts(&report).remove(0).split(' ').nth(2).unwrap().to_owned();
    let checks = report["submissions"][0]["exercises"][0]["checks"].as_array().unwrap();
    let failed = || checks.iter().filter(|check| check["status"] == "failed");
    let feedback = failed().filter_map(|check| check["feedback"].as_str()).collect();
    (verdict, failed().map(|check| check["id"].as_str().unwrap().to_owned()).collect(), feedback)
}

#[test]
fn the_exercise_of_the_page_for_authors_is_what_the_page_says() {
    let (home, files) = (TempDir::new().unwrap(), files_of_the_walk());
    write(home.path(), &files);
    assert!(files.len() >= 5, "{files:?}");
    for (path, source) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let (verdict, failed, feedback) = graded(&home, source);
        let mut lines = source.lines();
        let announced = lines.next().unwrap().strip_prefix("//! fails: ");
        let because = lines.next().unwrap().strip_prefix("//! because: ").unwrap_or_default();
        let expected: BTreeSet<String> =
            announced.into_iter().flat_map(|ids| ids.split(", ")).map(str::to_owned).collect();
        let wanted = match path.split('/').nth(1).unwrap() {
            "wrong" => "rejected",
            _ if path.starts_with("exercises/") => "not-started",
            _ => "accepted",
        };
        assert_eq!((verdict.as_str(), failed), (wanted, expected), "{path}");
        let feedback = feedback.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(feedback.contains(because), "{path}: {feedback}");
    }
}

#[test]
fn the_feedback_on_the_page_for_authors_is_what_students_read() {
    let (home, files) = (TempDir::new().unwrap(), files_of_the_walk());
    write(home.path(), &files);
    let (_, source) = files.iter().find(|(path, _)| path.ends_with("one_by_one.rs")).unwrap();
    let submission = folder(&[("both.rs", source)]);
    let mut command = grader();
    command.args(["grade", path(&submission), "--course"]).arg(home.path().join("exercises"));
    let read = stdout(&command.assert().code(0));
    let page = text("docs/authoring.md");
    let (_, shown) = page.split_once("```text\n✗").unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    assert!(read.contains(shown), "students read\n{read}\nand not\n{shown}");
}

/// What links to a heading end in.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings =
        page.lines().filter_map(|line| line.strip_prefix('#')?.trim_start_matches('#').strip_prefix(' '));
    let kept = |char: &char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_');
    let anchor =
        |heading: &str| heading.chars().filter(kept).collect::<String>().to_lowercase().replace(' ', "-");
    headings.map(anchor).collect()
}

/// Pages with links to each other.
const PAGES: [&str; 8] = [
    "README.md",
    "SECURITY.md",
    "docs/authoring.md",
    "docs/benchmarks.md",
    "docs/comparison.md",
    "docs/instructors.md",
    "docs/platforms.md",
    "docs/vocabulary.md",
];

#[test]
fn links_of_the_pages_lead_somewhere() {
    for name in PAGES {
        let page = text(name);
        let folder = setup::workspace().join(name).parent().unwrap().to_owned();
        let links = page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link);
        for link in links.filter(|link| !link.starts_with("http")) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { setup::workspace().join(name) } else { folder.join(file) };
            assert!(target.exists(), "{name} links to {link}");
            let is_there =
                anchor.is_empty() || anchors(&fs::read_to_string(&target).unwrap()).contains(anchor);
            assert!(is_there, "{name} links to {link}, and there is no such heading");
        }
    }
}

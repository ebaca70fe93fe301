//! Mistakes that show only in some orders of tasks: found within 64 of them, told with the right line,
//! and shown again by the seed of the report. What is right is right in all of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{folder, grade, json, path};
use crate::setup;

/// The exercises of `tests/orders/checks`.
const EXERCISES: [&str; 6] = ["lost_update", "join_order", "equal_sleeps", "set_order", "stampede", "drain"];

fn text(kind: &str, name: &str) -> String {
    let folder = setup::workspace().join("tests/orders").join(kind);
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The course, with right answers as its references.
fn course() -> TempDir {
    let mut files = BTreeMap::new();
    for name in EXERCISES {
        let (file, checks) = (format!("{name}.rs"), format!("{name}.toml"));
        let stub = "pub async fn answer() -> i64 {\n    todo!()\n}\n".to_owned();
        files.insert(format!("exercises/src/{file}"), stub);
        files.insert(format!("exercises/checks/{checks}"), text("checks", &checks));
        files.insert(format!("solutions/src/{file}"), text("right", &file));
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    folder(&files)
}

/// The reports of all exercises of a submission with these answers.
fn reports(course: &TempDir, kind: &str, seed: u64) -> Vec<Value> {
    let files: Vec<_> =
        EXERCISES.iter().map(|name| (format!("{name}.rs"), text(kind, &format!("{name}.rs")))).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let submission = folder(&files);
    let exercises = Path::new(path(course)).join("exercises");
    let (course, seed) = (exercises.to_str().unwrap(), seed.to_string());
    let args = [path(&submission), "--course", course, "--seed", &seed, "--format", "json", "--quiet"];
    json(&grade(&args).code(0))["submissions"][0]["exercises"].as_array().unwrap().clone()
}

#[test]
fn each_is_found_and_told_with_its_line_and_its_seed_shows_it_again() {
    let course = course();
    for report in reports(&course, "wrong", 0) {
        let name = report["exercise"].as_str().unwrap();
        let check = &report["checks"][0];
        assert_eq!(check["status"], "failed", "{name}: {report:#}");
        let (failed, of) = (check["orders"]["failed"].as_u64(), check["orders"]["of"].as_u64());
        assert!(
            failed.is_some_and(|failed| (1..64).contains(&failed)) && of == Some(64),
            "{name}: {check:#}"
        );
        let (file, line) = check["location"].as_str().unwrap().split_once(':').unwrap();
        assert_eq!(file, format!("src/{name}.rs"));
        let source = text("wrong", &format!("{name}.rs"));
        let line = source.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
        assert!(line.ends_with("// found"), "{name} is told with {line}: {check:#}");

        let seed = check["seed"].as_u64().unwrap();
        let again = reports(&course, "wrong", seed);
        let again = again.iter().find(|report| report["exercise"] == name).unwrap();
        assert_eq!(*again, report, "{name} with its seed, {seed}");
    }
}

#[test]
fn what_is_right_is_right_in_all() {
    let course = course();
    for seed in [0, 64] {
        for report in reports(&course, "right", seed) {
            assert_eq!(report["verdict"], "accepted", "{report:#}");
        }
    }
}

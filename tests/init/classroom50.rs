//! Classroom 50's runner: the autograder is run in a checkout, with what the runner says in the environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{assert_fits, course, init, unpacked};
use crate::program::{RIGHT, folder, stdout};
use crate::setup;

const RIGHT_TOO: &str = include_str!("../../solutions/src/multiple_coroutines.rs");

/// What the runner unpacks beside a submission.
fn bundle(args: &[&str]) -> TempDir {
    let course = course();
    init(course.path(), &[&["classroom50"], args].concat()).assert().code(0);
    let bundle = TempDir::new().unwrap();
    for file in setup::members(&course.path().join("autograder")) {
        fs::copy(&file, bundle.path().join(file.file_name().unwrap())).unwrap();
    }
    bundle
}

/// As the runner does it. The grader is on PATH if it is said where.
fn run(bundle: &TempDir, checkout: &TempDir, grader: Option<&Path>) -> Output {
    // What is on PATH beside it: python and what the grader needs.
    let usual = std::env::var_os("PATH").unwrap();
    let usual = std::env::split_paths(&usual).filter(|folder| !folder.join("grader").exists());
    let path: Vec<PathBuf> = grader.map(Path::to_owned).into_iter().chain(usual).collect();
    Command::new("python3")
        .arg(bundle.path().join("autograder.py"))
        .current_dir(checkout.path())
        .env("PATH", std::env::join_paths(path).unwrap())
        .env("GRADER_CACHE", setup::cache())
        .env_remove("GRADER_SEED")
        .env_remove("CARGO_TARGET_DIR")
        .env("RUNNER_TEMP", checkout.path().join("temp"))
        .env("CLASSROOM", "rust-class")
        .env("ASSIGNMENT", "waiting")
        .env("SUBMISSION_TAG", "submit/2026-11-01T10-00-00Z-a1b2c3d")
        .env("COMMIT_URL", "https://example.org/commit/a1b2c3d")
        .env("RELEASE_URL", "https://example.org/release")
        .env("REVIEW_URL", "https://example.org/compare")
        .output()
        .unwrap()
}

fn with_grader(bundle: &TempDir, checkout: &TempDir) -> Output {
    run(bundle, checkout, Path::new(env!("CARGO_BIN_EXE_grader")).parent())
}

/// The result, after what the runner writes into it.
fn result(checkout: &TempDir) -> Value {
    let result = fs::read(checkout.path().join("result.json")).unwrap();
    let mut result: Value = serde_json::from_slice(&result).unwrap();
    result["owner"] = json!("alice");
    result["assignment_type"] = json!("individual");
    result["datetime"] = json!("2026-11-01T10:00:00Z");
    assert_fits(&result, include_str!("classroom50.schema.json"));
    result
}

#[test]
fn a_checkout_is_graded_and_its_result_is_left_there() {
    let checkout =
        folder(&[("exercises/src/basic_wait.rs", RIGHT), ("exercises/src/multiple_coroutines.rs", "a")]);
    let ran = with_grader(&bundle(&[]), &checkout);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success(), "{said}");
    let result = result(&checkout);
    assert_eq!((&result["score"], &result["max-score"]), (&json!(10), &json!(20)));
    assert_eq!(result["classroom"], "rust-class");
    assert_eq!(result["review"], "https://example.org/compare");
    let page = fs::read_to_string(checkout.path().join("release-body.md")).unwrap();
    assert!(page.contains("| basic_wait | accepted |"), "{page}");
    assert!(String::from_utf8_lossy(&ran.stdout).contains("multiple_coroutines: does not compile"));
    assert_eq!(setup::members(checkout.path()).len(), 3, "nothing else is left");
}

/// There are no references: whoever has not done what an exercise needs has to do that first.
#[test]
fn an_exercise_that_waits_for_another_is_no_trouble() {
    let checkout = folder(&[("exercises/src/multiple_coroutines.rs", RIGHT_TOO)]);
    let ran = with_grader(&bundle(&[]), &checkout);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(result(&checkout)["score"], 0);
    let log = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(log.contains("finish basic_wait first"), "{log}");
}

#[test]
fn trouble_that_is_not_the_students_leaves_no_result() {
    let checkout = folder(&[("exercises/src/basic_wait.rs", RIGHT)]);
    let assert_trouble = |ran: Output, why: &str| {
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(1), "{said}");
        assert!(said.contains(why), "{said}");
        assert!(
            !checkout.path().join("result.json").exists()
                && !checkout.path().join("release-body.md").exists()
        );
    };
    // A result that came with the checkout is not ours.
    fs::write(checkout.path().join("result.json"), "{}").unwrap();
    assert_trouble(run(&bundle(&[]), &checkout, None), "this machine has no grader");

    let broken = bundle(&[]);
    fs::write(broken.path().join("course.zip"), "no archive").unwrap();
    assert_trouble(with_grader(&broken, &checkout), "zip file");

    // A grader that finds its toolchain broken.
    let tools = folder(&[("grader", "#!/bin/sh\necho 'error: cannot run rustc' >&2\nexit 3\n")]);
    executable(&tools.path().join("grader"));
    assert_trouble(run(&bundle(&[]), &checkout, Some(tools.path())), "the grader ended with 3");
}

/// Settings in a checkout are the student's: neither cargo nor the grader is started there.
#[test]
fn where_there_is_no_grader_it_is_built_from_where_it_is_said() {
    let checkout = folder(&[("exercises/src/basic_wait.rs", RIGHT)]);
    let tools = folder(&[(
        "cargo",
        "#!/bin/sh\n[ -e exercises ] && exit 9\nprintf '%s\\n' \"$@\" > \"$RUNNER_TEMP/arguments\"\n\
         mkdir -p \"$RUNNER_TEMP/grader/bin\"\nln -s \"$BUILT\" \"$RUNNER_TEMP/grader/bin/grader\"\n",
    )]);
    executable(&tools.path().join("cargo"));
    let ran = {
        let bundle = bundle(&["--from", super::ORIGIN]);
        let script = fs::read_to_string(bundle.path().join("autograder.py")).unwrap();
        let named = format!("import os\nos.environ[\"BUILT\"] = {:?}\n", env!("CARGO_BIN_EXE_grader"));
        fs::write(bundle.path().join("autograder.py"), named + &script).unwrap();
        run(&bundle, &checkout, Some(tools.path()))
    };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let arguments = fs::read_to_string(checkout.path().join("temp/arguments")).unwrap();
    let arguments: Vec<&str> = arguments.lines().collect();
    let expected =
        ["install", "--locked", "--git", "https://example.org/grader.git", "--rev", "v0.1.0", "--root"];
    assert_eq!(arguments[..7], expected);
    assert_eq!(result(&checkout)["score"], 10);
}

fn executable(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The platform publishes the folder.
#[test]
fn what_students_do_not_have_stays_at_home() {
    let course = course();
    let checks = course.path().join("exercises/checks/basic_wait.toml");
    let text = fs::read_to_string(&checks).unwrap();
    let hidden = text.replacen(
        "[[check]]\nid       = \"in-range\"",
        "[[check]]\nhidden = true\nid       = \"in-range\"",
        1,
    );
    assert_ne!(text, hidden);
    fs::write(&checks, hidden).unwrap();
    let told = stdout(&init(course.path(), &["classroom50"]).assert().code(0));
    assert!(told.contains("1 hidden check") && told.contains("2 points"), "{told}");
    let out = folder(&[]);
    unpacked(&course.path().join("autograder/course.zip"), out.path());
    let seen = fs::read_to_string(out.path().join("exercises/checks/basic_wait.toml")).unwrap();
    assert!(!seen.contains("in-range") && seen.contains("non-blocking"), "{seen}");
    assert!(!out.path().join("solutions").exists());
    let stub = fs::read_to_string(out.path().join("exercises/src/basic_wait.rs")).unwrap();
    assert!(stub.contains("todo!()"), "{stub}");
}

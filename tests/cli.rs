//! The program as a user calls it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use grader::toolchain;

use crate::program::{
    RIGHT, copy_course, folder, grade, graded, grader, json, path, stderr, stdout, verdicts,
};
use crate::setup;

/// An exercise of the first submission.
fn exercise<'a>(report: &'a Value, id: &str) -> &'a Value {
    let exercises = report["submissions"][0]["exercises"].as_array().unwrap();
    exercises.iter().find(|exercise| exercise["exercise"] == id).unwrap()
}

#[test]
fn an_earlier_exercise_that_is_wrong_is_replaced_by_the_reference() {
    let report = json(&grade(&["tests/class/chen", "--format", "json"]).code(0));
    assert_eq!(exercise(&report, "multiple_coroutines")["with"]["basic_wait"], "reference");
    let report = json(&grade(&["tests/class/bela", "--format", "json"]).code(0));
    assert_eq!(exercise(&report, "multiple_coroutines")["with"]["basic_wait"], "own");
}

#[test]
fn reports_are_written_beside_what_is_printed() {
    let out = TempDir::new().unwrap();
    let file = out.path().join("report.json");
    let human = out.path().join("report.txt");
    let reports = [format!("json={}", file.display()), format!("human={}", human.display())];
    let args = ["tests/class/ada", "--format", "json", "--report", &reports[0], "--report", &reports[1]];
    let printed = stdout(&grade(&args).code(0));
    assert_eq!(fs::read_to_string(file).unwrap(), printed);
    assert!(fs::read_to_string(human).unwrap().contains("basic_wait: accepted"));
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 2);
}

/// What each format holds is said in `grader/src/report`.
#[test]
fn platforms_get_the_formats_that_they_read() {
    let out = TempDir::new().unwrap();
    let formats = ["jsonl", "junit", "gradescope", "classroom50", "github", "markdown", "csv"];
    let mut grade = grader();
    grade.args(["grade", "tests/class/bela", "--quiet"]);
    for format in formats {
        grade.arg("--report").arg(format!("{format}={}", out.path().join(format).display()));
    }
    for name in ["CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL"] {
        grade.env(name, format!("its {name}"));
    }
    grade.assert().code(0);
    for (format, words) in formats.into_iter().zip([
        "\"submission\":\"bela\"",
        "<testcase name=\"concurrent\" classname=\"bela.multiple_coroutines\">",
        "\"tags\": [\n        \"multiple_coroutines::concurrent\"",
        "\"classroom\": \"its CLASSROOM\"",
        "::error file=exercises/src/multiple_coroutines.rs,line=",
        "| multiple_coroutines | not yet right |",
        "bela,",
    ]) {
        let text = fs::read_to_string(out.path().join(format)).unwrap();
        assert!(text.contains(words), "{format}: {text}");
    }
}

#[test]
fn pages_are_written_as_a_folder_and_replaced_as_one() {
    let out = TempDir::new().unwrap();
    let folder = out.path().join("report");
    let report = format!("html={}", folder.display());
    let write = |submission: &str| {
        let args =
            [submission, "--exercise", "basic_wait", "--quiet", "--format", "html", "--report", &report];
        stdout(&grade(&args).code(0))
    };
    let printed = write("tests/class/chen");
    assert!(printed.contains("thread::sleep(max_delay"), "the source is shown");
    assert_eq!(fs::read_to_string(folder.join("students/chen.html")).unwrap(), printed);
    write("tests/class/faye");
    assert!(!folder.join("students/chen.html").exists() && folder.join("students/faye.html").exists());
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
}

#[test]
fn pages_from_a_store_are_those_of_the_grading() {
    let out = TempDir::new().unwrap();
    let [store, graded, stored] = ["class.db", "graded", "stored"].map(|name| out.path().join(name));
    let report = |folder: &Path| format!("html={}", folder.display());
    let exercise = ["--exercise", "basic_wait", "--quiet"];
    let keep = ["tests/class/chen", "--store", store.to_str().unwrap(), "--report", &report(&graded)];
    grade(&[&keep[..], &exercise].concat()).code(0);
    let read = ["report", store.to_str().unwrap(), "--report", &report(&stored)];
    grader().args(read).assert().code(0);
    for page in ["index.html", "instructor/chen.html", "students/chen.html"] {
        let [graded, stored] =
            [&graded, &stored].map(|folder| fs::read_to_string(folder.join(page)).unwrap());
        assert_eq!(graded, stored, "{page}");
        assert_eq!(page != "index.html", graded.contains("thread::sleep(max_delay"), "{page}");
    }
}

#[test]
fn only_the_exercises_asked_for_are_reported() {
    let report = json(&grade(&["tests/class/bela", "--exercise", "basic_wait", "--format", "json"]).code(0));
    assert_eq!(verdicts(&report), ["bela basic_wait accepted 10.0"]);
    // What it uses is graded all the same, to know whose code it runs with.
    let report =
        json(&grade(&["tests/class/chen", "--exercise", "multiple_coroutines", "--format", "json"]).code(0));
    assert_eq!(verdicts(&report), ["chen multiple_coroutines accepted 10.0"]);
    assert_eq!(report["submissions"][0]["exercises"][0]["with"]["basic_wait"], "reference");
}

#[test]
fn scores_below_the_mark_exit_with_1() {
    grade(&["tests/class/ada", "--exercise", "tasks", "--fail-under", "100"]).code(0);
    let bela =
        ["tests/class/bela", "--exercise", "basic_wait", "--exercise", "multiple_coroutines", "--fail-under"];
    grade(&[&bela[..], &["80"]].concat()).code(0);
    grade(&[&bela[..], &["81"]].concat()).code(1);
}

#[test]
fn a_path_that_is_not_there_is_told_and_the_others_are_graded() {
    let assert = grade(&["nowhere", "tests/class/ada", "--format", "json"]).code(3);
    assert!(verdicts(&json(&assert)).contains(&"ada basic_wait accepted 10.0".to_owned()));
    assert!(stderr(&assert).contains("cannot read nowhere"), "{}", stderr(&assert));
}

#[test]
fn wrong_usage_exits_with_2_and_says_what_to_do() {
    for (args, said) in [
        (
            &["tests/class", "--exercise", "basic_weight"][..],
            "there is no exercise `basic_weight`; the course has",
        ),
        (&["tests/class", "--course", "tests"], "tests is no course"),
        (&["tests/class", "--fail-under", "101"], "from 0 to 100"),
        (&["tests/class", "--report", "report.json"], "FORMAT=PATH"),
        (&["tests/class", "--jobs", "0"], "--jobs"),
        (&["tests/class", "--report", "xml=out"], "formats are human, json, jsonl, junit, gradescope"),
        (&["tests/class", "--format", "gradescope"], "about one submission, and here are 12: name one PATH"),
        (&["tests/class", "--format", "html"], "--report html=DIR writes a folder with a page for each"),
        (&["tests/class/ada", "--report", "html=tests"], "is no such report: tests/"),
        (&["tests/class/ada", "--report", "html=README.md"], "it is no folder"),
        (&["tests/class/ada", "--format", "classroom50"], "COMMIT_URL, CLASSROOM, ASSIGNMENT"),
        (&[], "<PATH>"),
    ] {
        let assert = grade(args).code(2);
        assert!(stderr(&assert).contains(said), "{args:?}: {}", stderr(&assert));
        assert_eq!(stdout(&assert), "");
    }
}

#[test]
fn a_broken_course_is_shown_with_all_its_problems() {
    let course = folder(&[
        ("checks/a.toml", "title = \"A\"\norder = 1\npoinst = 3\n"),
        ("checks/b.toml", "title = \"B\"\norder = \"two\"\n"),
        ("src/a.rs", "todo!()"),
        ("src/b.rs", "todo!()"),
    ]);
    let assert = grade(&["tests/class", "--course", path(&course)]).code(2);
    let said = stderr(&assert);
    assert!(said.contains("checks/a.toml:3:1") && said.contains("checks/b.toml:2:9"), "{said}");
}

#[test]
fn several_files_for_one_exercise_are_refused_and_named() {
    let submission = folder(&[("src/basic_wait.rs", RIGHT), ("basic_wait.rs", RIGHT)]);
    let report = json(&grade(&[path(&submission), "--exercise", "basic_wait", "--format", "json"]).code(0));
    let exercise = &report["submissions"][0]["exercises"][0];
    assert_eq!(exercise["verdict"], "refused");
    let message = exercise["message"].as_str().unwrap();
    assert!(message.contains("src/basic_wait.rs and basic_wait.rs"), "{message}");
}

#[test]
fn what_is_no_text_or_no_file_is_refused() {
    let submission = folder(&[("src/multiple_coroutines.rs", RIGHT)]);
    fs::write(submission.path().join("src/basic_wait.rs"), b"fn \xff() {}").unwrap();
    let secret = folder(&[("secret.rs", RIGHT)]);
    fs::remove_file(submission.path().join("src/multiple_coroutines.rs")).unwrap();
    let link = submission.path().join("src/multiple_coroutines.rs");
    std::os::unix::fs::symlink(secret.path().join("secret.rs"), link).unwrap();
    let report = json(&grade(&[path(&submission), "--format", "json"]).code(0));
    let [text, link] = ["basic_wait", "multiple_coroutines"].map(|id| exercise(&report, id));
    assert_eq!(text["message"], "The file is not UTF-8 text: line 1 cannot be read. Save it as UTF-8.");
    assert_eq!((&text["verdict"], &link["verdict"]), (&"refused".into(), &"refused".into()));
}

#[test]
fn a_folder_without_course_files_was_not_submitted() {
    let submission = folder(&[("notes.txt", "I was ill")]);
    let report = json(&grade(&[path(&submission), "--exercise", "basic_wait", "--format", "json"]).code(0));
    let exercise = &report["submissions"][0]["exercises"][0];
    assert_eq!(exercise["verdict"], "not-submitted");
    assert!(exercise["checks"].as_array().unwrap().iter().all(|check| check["status"] == "skipped"));
}

#[test]
fn submissions_of_one_name_are_told_apart() {
    let (one, other) = (folder(&[("smith/basic_wait.rs", RIGHT)]), folder(&[("smith/basic_wait.rs", RIGHT)]));
    let args = [path(&one), path(&other), "--exercise", "basic_wait", "--format", "json"];
    let report = json(&grade(&args).code(0));
    assert_eq!(verdicts(&report), ["smith basic_wait accepted 10.0", "smith (2) basic_wait accepted 10.0"]);
}

#[test]
fn hours_of_waiting_cost_nothing() {
    // Three hours more than asked for, in 100 cases: 300 hours if anybody waited.
    let exercise = graded(&RIGHT.replace("sleep(delay)", "sleep(delay + Duration::from_secs(3 * 3600))"));
    assert_eq!(exercise["verdict"], "rejected");
    let waits = &exercise["checks"][0];
    assert_eq!((&waits["id"], &waits["status"]), (&"waits".into(), &"failed".into()));
}

#[test]
fn a_blocking_sleep_of_hours_is_told_without_waiting() {
    let exercise =
        graded(&RIGHT.replace("tokio::time::sleep(delay).await", "std::thread::sleep(delay * 3600)"));
    let check =
        exercise["checks"].as_array().unwrap().iter().find(|check| check["id"] == "non-blocking").unwrap();
    assert_eq!(check["status"], "failed");
    assert_eq!(check["location"], "src/basic_wait.rs:8");
}

#[test]
fn a_wrong_signature_says_what_was_expected_and_what_was_found() {
    let exercise =
        graded(&RIGHT.replace("-> Duration {", "-> f64 {").replace("    delay\n}", "    seconds\n}"));
    assert_eq!(exercise["verdict"], "compile-error");
    let message = exercise["message"].as_str().unwrap();
    for part in [
        "expected  `pub async fn wait_random(max_delay: Duration) -> Duration`",
        "observed  `pub async fn wait_random(max_delay: Duration) -> f64`",
        "src/basic_wait.rs:5",
        "found `f64`",
    ] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_missing_function_is_named() {
    let exercise = graded(&RIGHT.replace("wait_random", "wait_randomly"));
    let message = exercise["message"].as_str().unwrap();
    assert!(message.contains("no function `wait_random`"), "{message}");
    assert!(message.contains("`wait_randomly`?"), "{message}");
}

#[test]
fn the_words_of_the_compiler_name_no_folder_of_ours() {
    let exercise = graded(&format!("{RIGHT}\nmod nope;\n"));
    let message = exercise["message"].as_str().unwrap();
    assert!(message.contains("\"src/basic_wait/nope.rs\""), "{message}");
}

#[test]
fn a_report_that_cannot_be_written_is_told_before_anything_is_graded() {
    let assert = grade(&["tests/class/ada", "--report", "json=nowhere/report.json"]).code(2);
    assert!(stderr(&assert).contains("cannot write the report nowhere/report.json"), "{}", stderr(&assert));
    assert_eq!(stdout(&assert), "");
}

#[test]
fn a_course_elsewhere_is_graded_like_this_one() {
    let copy = TempDir::new().unwrap();
    copy_course(copy.path());
    let ada = setup::workspace().join("tests/class/ada");
    let assert =
        grader().current_dir(copy.path().join("solutions")).arg("grade").arg(Path::new(&ada)).assert();
    assert!(stdout(&assert.code(0)).contains("multiple_coroutines: accepted"));
}

/// rustup runs the compiler that a file in the current folder names, and that may be a student's.
#[test]
fn the_compiler_is_not_looked_for_where_the_grader_was_started() {
    let rustc = toolchain::find().unwrap().rustc;
    let checkout = folder(&[
        ("exercises/src/basic_wait.rs", RIGHT),
        ("tools/rustc", &format!("#!/bin/sh\npwd >> \"${{0%/*}}/asked\"\nexec {} \"$@\"\n", rustc.display())),
    ]);
    let tool = checkout.path().join("tools/rustc");
    fs::set_permissions(&tool, PermissionsExt::from_mode(0o755)).unwrap();
    let mut grade = grader();
    grade.current_dir(checkout.path()).env("RUSTC", &tool).args(["grade", ".", "--exercise", "basic_wait"]);
    grade.arg("--course").arg(setup::workspace().join("exercises")).assert().code(0);
    let asked = fs::read_to_string(checkout.path().join("tools/asked")).unwrap();
    assert!(!asked.is_empty() && asked.lines().all(|folder| folder == "/"), "{asked}");
}

#[test]
fn doctor_says_what_this_machine_lacks() {
    grader().arg("prepare").assert().code(0);
    let whole = grader().arg("doctor").assert().code(0);
    assert!(stdout(&whole).contains("This machine can grade."), "{}", stdout(&whole));

    let rustc = toolchain::find().unwrap().rustc;
    let lacking =
        grader().arg("doctor").env("PATH", "/nonexistent").env("RUSTC", rustc).env("CARGO", "").assert();
    let said = stdout(&lacking.code(3));
    for words in ["✓ rustc", "– cargo    there is no `cargo`", "✗ linker   there is no `cc`", "✓ kit"]
    {
        assert!(said.contains(words), "{words} is missing in {said}");
    }
    assert!(said.contains("This machine cannot grade yet."), "{said}");
}

#[test]
fn what_is_prepared_stays_so_and_quiet_says_nothing() {
    grader().arg("prepare").assert().code(0);
    let again = grader().arg("prepare").env("CARGO", "/nonexistent/cargo").assert().code(0);
    assert!(!stderr(&again).contains("building"), "{}", stderr(&again));

    let class = ["tests/class/ada", "tests/class/faye", "--exercise", "basic_wait"];
    assert!(stderr(&grade(&class).code(0)).contains("faye"));
    assert_eq!(stderr(&grade(&[&class[..], &["--quiet"]].concat()).code(0)), "");
}

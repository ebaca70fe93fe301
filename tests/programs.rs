//! Exercises that are programs: each runs with its own runtime, unchanged, and in virtual time.

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{folder, grader, json, path};

/// A course of one program, which shall take five seconds.
const CHECKS: &str = "\
title = \"Say hello\"
order = 1
file  = \"src/bin/hello.rs\"

[[scenario]]
id      = \"runs\"
program = true

[[check]]
id      = \"in-time\"
title   = \"All is said after five seconds\"
points  = 8
elapsed = { equals = \"5s\", within = \"1ms\" }

[[check]]
id       = \"non-blocking\"
title    = \"Waiting does not block a thread\"
points   = 2
blocking = \"forbidden\"
";

const STUB: &str = "//! Say hello.\n\nfn main() {\n    todo!()\n}\n";

const RIGHT: &str = "//! Says hello.

use std::time::Duration;

use exercises::random;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let tasks: Vec<_> = (1..=5).map(|seconds| tokio::spawn(crate::say(seconds))).collect();
    for task in tasks {
        task.await.unwrap();
    }
    println!(\"all said, and drawn {}\", random::random() < 1.0);
}

async fn say(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!(\"hello {seconds}\");
} // and no more";

fn course() -> TempDir {
    folder(&[
        ("exercises/checks/hello.toml", CHECKS),
        ("exercises/src/bin/hello.rs", STUB),
        ("solutions/src/bin/hello.rs", RIGHT),
    ])
}

/// What comes of programs, each handed in at another of the usual places.
fn graded(programs: &[&str]) -> Vec<Value> {
    let places = ["exercises/src/bin/hello.rs", "src/bin/hello.rs", "hello.rs"];
    let names: Vec<_> =
        (0..programs.len()).map(|index| format!("{index:02}/{}", places[index % places.len()])).collect();
    let files: Vec<_> = names.iter().map(String::as_str).zip(programs.iter().copied()).collect();
    let (course, class) = (course(), folder(&files));
    let exercises = course.path().join("exercises");
    let arguments = ["--course", exercises.to_str().unwrap(), "--format", "json"];
    let report = json(&grader().args(["grade", path(&class)]).args(arguments).assert().code(0));
    let submissions = report["submissions"].as_array().unwrap().iter();
    submissions.map(|submission| submission["exercises"][0].clone()).collect()
}

/// Text without its line breaks.
fn words(text: &Value) -> String {
    text.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn right_programs_get_full_marks_whatever_runtime_they_make() {
    let on_one_thread = RIGHT.replace("#[tokio::main]", "#[tokio::main(flavor = \"current_thread\")]");
    let by_hand = "use std::error::Error;
        fn main() -> Result<(), Box<dyn Error>> {
            let runtime = tokio::runtime::Runtime::new()?;
            runtime.block_on(async { tokio::time::sleep(std::time::Duration::from_secs(5)).await });
            Ok(())
        }";
    let threads = "fn main() {
            let wait = || std::thread::sleep(std::time::Duration::from_secs(5));
            let threads = [std::thread::spawn(wait), std::thread::spawn(wait)];
            threads.into_iter().for_each(|thread| thread.join().unwrap());
            std::process::exit(0)
        }";
    for exercise in graded(&[RIGHT, &on_one_thread, by_hand, threads]) {
        assert_eq!(
            (&exercise["verdict"], &exercise["score"]),
            (&"accepted".into(), &10.0.into()),
            "{exercise:#}"
        );
    }
}

/// What a program does in place of the right thing, the ending, and what a student reads.
const ENDINGS: [(&str, &str, &[&str]); 7] = [
    (
        "std::process::exit(3);",
        "exited",
        &["the program to end by itself, with exit code 0", "ended with exit code 3", "src/bin/hello.rs:10"],
    ),
    ("panic!(\"no luck\");", "panicked", &["the program panicked: \"no luck\" at src/bin/hello.rs:10"]),
    ("std::future::pending::<()>().await;", "stuck", &["the program was stuck"]),
    (
        "{ let (_tx, rx) = tokio::sync::oneshot::channel::<()>(); let _ = rx.await; }",
        "stuck",
        &["src/bin/hello.rs:10", "`oneshot::Receiver` that nobody completes"],
    ),
    (
        "loop { sleep(Duration::from_secs(60)).await }",
        "time-limit",
        &["still busy after 86400 s", "src/bin/hello.rs:10"],
    ),
    ("loop { tokio::task::yield_now().await }", "livelock", &["polled without end at 0 s"]),
    ("std::process::abort();", "aborted", &["the process aborted itself", "src/bin/hello.rs:10"]),
];

#[test]
fn every_ending_of_a_program_is_told_in_plain_words() {
    let begin = "let tasks";
    let programs: Vec<_> =
        ENDINGS.iter().map(|(deed, ..)| RIGHT.replace(begin, &format!("{deed} {begin}"))).collect();
    let programs: Vec<_> = programs.iter().map(String::as_str).collect();
    for ((deed, ending, said), exercise) in ENDINGS.iter().zip(graded(&programs)) {
        let check = &exercise["checks"][0];
        assert_eq!(check["ending"], *ending, "{deed}: {exercise:#}");
        let told = words(&check["feedback"]);
        for word in *said {
            assert!(told.contains(word), "{deed}: no {word:?} in {told}");
        }
    }
}

#[test]
fn wrong_programs_fail_the_check_that_is_about_it() {
    let one_by_one = RIGHT
        .replace("tokio::spawn(crate::say(seconds))", "say(seconds)")
        .replace(".await.unwrap()", ".await");
    let blocking = RIGHT.replace(
        "sleep(Duration::from_secs(seconds)).await",
        "std::thread::sleep(Duration::from_secs(seconds))",
    );
    let error = "fn main() -> Result<(), String> { Err(\"no luck\".to_owned()) }";
    let [one_by_one, blocking, error] = graded(&[&one_by_one, &blocking, error]).try_into().unwrap();
    assert_eq!(one_by_one["checks"][0]["status"], "failed", "{one_by_one:#}");
    assert_eq!(one_by_one["checks"][0]["observed"], "15 s");
    assert_eq!(one_by_one["checks"][1]["status"], "passed");
    assert_eq!(blocking["checks"][1]["status"], "failed", "{blocking:#}");
    assert_eq!(blocking["checks"][1]["location"], "src/bin/hello.rs:18");
    assert_eq!(error["checks"][0]["cause"], "`main` returned an error: \"no luck\"", "{error:#}");
}

/// A program that does not compile, and what is said of it.
const NO_PROGRAMS: [(&str, &[&str]); 5] = [
    ("fn helper() {}\n// no main", &["error[E0601]: `main` function not found", "src/bin/hello.rs:1"]),
    (
        "//! Says hello.\n\nasync fn main() {}\n",
        &["error[E0752]", "`async`", "src/bin/hello.rs:3", "#[tokio::main]"],
    ),
    ("fn main() -> u8 {\n    1\n}", &["error[E0277]: `main` has invalid return type", "src/bin/hello.rs:1"]),
    ("fn main(_n: u8) {}", &["error[E0580]: `main` function has wrong type", "src/bin/hello.rs:1"]),
    ("fn main() {\n    let n: u8 = \"one\";\n}", &["error[E0308]", "src/bin/hello.rs:2"]),
];

#[test]
fn what_is_no_program_is_told_in_words_about_main() {
    let programs: Vec<_> = NO_PROGRAMS.iter().map(|(program, _)| *program).collect();
    for ((program, said), exercise) in NO_PROGRAMS.iter().zip(graded(&programs)) {
        assert_eq!(exercise["verdict"], "compile-error", "{program}: {exercise:#}");
        let told = words(&exercise["message"]);
        for word in *said {
            assert!(told.contains(word), "{program}: no {word:?} in {told}");
        }
        assert!(!told.contains("__grader"), "{told}");
    }
}

#[test]
fn a_stub_of_a_program_is_not_started() {
    assert_eq!(graded(&[STUB])[0]["verdict"], "not-started");
}

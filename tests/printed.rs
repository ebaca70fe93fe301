//! Printed lines, from the definition of an exercise to what a student reads.

use assert_cmd::assert::Assert;
use serde_json::Value;

use crate::program::{folder, grader, json, path};

/// Two exercises that print: one line at a time, and three tasks at once.
const CHECKS: &str = r#"
title = "Say it later"
order = 1

[[scenario]]
id     = "one"
call   = "later::say_after(delay, &message).await"
output = "()"
inputs = { delay = ["0s", "1s", "2500ms"], message = ["Hello", "{braces} & more"] }
cases  = 1

[[scenario]]
id     = "many"
call   = "later::run_tasks().await"
output = "()"
cases  = 1

[[check]]
id        = "says"
title     = "The message is printed after the delay"
points    = 1
scenarios = ["one"]
stdout    = { lines = [{ text = "{message}", at = "delay" }] }

[[check]]
id        = "tasks"
title     = "Each task says when it starts and when it is finished"
points    = 2
scenarios = ["many"]

[check.stdout]
order = "any"
lines = [
    { text = "Task A starting", at = "0s" },
    { text = "Task B starting", at = "0s" },
    { text = "Task C starting", at = "0s" },
    { text = "Task B finished after 1 seconds", at = "1s" },
    { text = "Task A finished after 2 seconds", at = "2s" },
    { text = "Task C finished after 3 seconds", at = "3s" },
]
before = [
    ["Task A starting", "Task A finished after 2 seconds"],
    ["Task B starting", "Task B finished after 1 seconds"],
    ["Task C starting", "Task C finished after 3 seconds"],
]
"#;

const RIGHT: &str = r#"use std::time::Duration;

pub async fn say_after(delay: Duration, message: &str) {
    tokio::time::sleep(delay).await;
    println!("{message}");
}

async fn work(name: &str, seconds: u64) {
    println!("Task {name} starting");
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    println!("Task {name} finished after {seconds} seconds");
}

pub async fn run_tasks() {
    tokio::join!(work("C", 3), work("A", 2), work("B", 1));
}
"#;

fn graded(source: &str) -> Assert {
    let course = folder(&[("checks/later.toml", CHECKS), ("src/later.rs", "todo!()")]);
    let submission = folder(&[("later.rs", source)]);
    let arguments = ["grade", path(&submission), "--course", path(&course), "--format", "json"];
    grader().args(arguments).assert().code(0)
}

/// The two checks of a submission.
fn checks(source: &str) -> [Value; 2] {
    let report = json(&graded(source));
    let exercise = &report["submissions"][0]["exercises"][0];
    assert!(exercise["checks"].is_array(), "{report}");
    [0, 1].map(|check| exercise["checks"][check].clone())
}

#[test]
fn what_prints_the_right_lines_at_the_right_times_is_right() {
    let spawned = RIGHT.replace(
        r#"tokio::join!(work("C", 3), work("A", 2), work("B", 1));"#,
        r#"let mut tasks = tokio::task::JoinSet::new();
    for (name, seconds) in [("A", 2), ("B", 1), ("C", 3)] {
        tasks.spawn(work(name, seconds));
    }
    tasks.join_all().await;"#,
    );
    for source in [RIGHT, &spawned] {
        for check in checks(source) {
            assert_eq!(check["status"], "passed", "{check}");
        }
    }
}

/// What is replaced in the right answer by what, which check fails, and what the student reads.
type Row = (&'static str, &'static str, usize, &'static [&'static str]);

#[rustfmt::skip]
const WRONG: [Row; 8] = [
    ("tokio::time::sleep(delay).await;", "", 0, &["the line \"Hello\", at delay, ", "it was printed at 0 s", "src/later.rs:5 nothing waits"]),
    ("tokio::time::sleep(delay)", "tokio::time::sleep(delay * 2)", 0, &["the line \"Hello\", at delay, ", "it was printed at ", "src/later.rs:5"]),
    ("println!(\"{message}\")", "eprintln!(\"{message}\")", 0, &["\"Hello\" on standard error", "src/later.rs:5 `eprintln!`"]),
    ("println!(\"{message}\")", "println!(\"{message}!\")", 0, &["\"Hello!\", where only punctuation differs", "src/later.rs:5"]),
    ("tokio::join!(work(\"C\", 3), work(\"A\", 2), work(\"B\", 1));", "work(\"A\", 2).await; work(\"B\", 1).await; work(\"C\", 3).await;", 1, &["the line \"Task B starting\", at 0 s", "it was printed at 2 s", "src/later.rs:10 each wait starts only after"]),
    ("println!(\"Task {name} starting\");", "println!(\"Task {name} starting\"); println!(\"delay: {seconds}\");", 1, &["\"delay: 3\" at 0 s, the first of 3 such lines", "src/later.rs:9 nobody asked for this line"]),
    ("println!(\"Task {name} starting\");", "print!(\"Task {name} starting\");", 1, &["`print!` does not end the line"]),
    ("tokio::time::sleep(Duration::from_secs(seconds)).await;", "std::thread::sleep(Duration::from_secs(seconds));", 1, &["std::thread::sleep blocks the thread"]),
];

#[test]
fn what_is_wrong_with_the_lines_is_told_with_its_place() {
    for (from, to, check, told) in WRONG {
        assert!(RIGHT.contains(from), "{from}");
        let checks = checks(&RIGHT.replace(from, to));
        let (failed, other) = (&checks[check], &checks[1 - check]);
        assert_eq!((&failed["status"], &other["status"]), (&"failed".into(), &"passed".into()), "{to}");
        let feedback = failed["feedback"].as_str().unwrap();
        let words = feedback.split_whitespace().collect::<Vec<_>>().join(" ");
        for told in told {
            assert!(words.contains(told), "{to}: {told} is not in\n{feedback}");
        }
        assert!(feedback.lines().all(|line| line.chars().count() <= 80), "{feedback}");
    }
}

//! Code that does not compile: the compiler's own words, then a sentence for beginners; and no
//! file takes down another.

use serde_json::Value;

use crate::program::{RIGHT, folder, grade, json, path};
use crate::setup;

fn reference(exercise: &str) -> String {
    setup::course().references[exercise].clone()
}

/// Text without its line breaks.
fn flat(value: &Value) -> String {
    value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The report of one submission, by exercise.
fn graded(files: &[(&str, &str)]) -> Value {
    let paths: Vec<_> = files.iter().map(|(name, _)| format!("src/{name}.rs")).collect();
    let files: Vec<_> = paths.iter().map(String::as_str).zip(files.iter().map(|(_, text)| *text)).collect();
    let submission = folder(&files);
    let report = json(&grade(&[path(&submission), "--format", "json"]).code(0));
    let exercises = report["submissions"][0]["exercises"].as_array().unwrap();
    exercises.iter().map(|one| (one["exercise"].as_str().unwrap().to_owned(), one.clone())).collect()
}

/// A function body of `basic_wait`, and what a student reads of it.
const MISTAKES: &[(&str, &[&str])] = &[
    // Missing await.
    ("let zero = async { max_delay }; zero", &["E0308", "only `.await` gives its value"]),
    ("wait(max_delay).as_secs(); max_delay", &["E0599", "only `.await` gives its value"]),
    ("wait(max_delay) + max_delay", &["E0369", "only `.await` gives its value"]),
    // Await of what is no future, and outside of async.
    ("Duration::ZERO.await", &["E0277", "Only a future can be awaited"]),
    ("let f = |d: Duration| wait(d).await; f(max_delay)", &["E0728", "works only inside of an `async fn`"]),
    // Wrong types.
    ("sleep(max_delay).await;", &["E0308", "does a `;` stand behind the last expression?"]),
    ("max_delay.as_secs_f64()", &["E0308", "`Duration::from_secs_f64(…)`"]),
    ("let s: f64 = max_delay; Duration::from_secs_f64(s)", &["E0308", "`as_secs_f64()`"]),
    // Tasks.
    ("tokio::spawn(wait(max_delay))", &["E0308", "A `JoinHandle` is not the value yet"]),
    ("tokio::spawn(wait(max_delay)).await", &["E0308", "take the value out of it, with `unwrap()`"]),
    (
        "let d = max_delay; tokio::spawn(async { wait(d).await }).await.unwrap()",
        &["E0373", "`async move` gives it"],
    ),
    (
        "let d = max_delay; let r = &d; tokio::spawn(async move { wait(*r).await }).await.unwrap()",
        &["E0597", "may not borrow from there"],
    ),
    (
        "tokio::spawn(async move { let r = std::rc::Rc::new(1); sleep(max_delay).await; drop(r); max_delay }).await.unwrap()",
        &["cannot be sent between threads safely", "no `Rc`"],
    ),
    (
        "let v = vec![1]; let a = async move { v.len() }; let b = async move { v.len() }; a.await; b.await; max_delay",
        &["E0382", "make a clone for each"],
    ),
    // Names that are missing, or not to be had.
    (
        "mod m { pub async fn f() { sleep(std::time::Duration::ZERO).await } } max_delay",
        &["E0425", "it is `use tokio::time::sleep;`"],
    ),
    (
        "let mut s = futures::stream::iter([max_delay]); s.next().await.unwrap()",
        &["E0599", "`use futures::StreamExt;`"],
    ),
    ("mod m { fn hidden() {} } m::hidden(); max_delay", &["E0603", "has to be `pub`"]),
    ("let mut f = wait(max_delay); f = max_delay; f.await", &["E0308", "A future is asked for here"]),
    ("delay(max_delay).await; max_delay", &["E0425", "a `use` line missing above"]),
    ("reqwest::get(\"x\").await; max_delay", &["E0433", "`std`, `tokio`, `futures` and `rand`"]),
];

#[test]
fn the_usual_mistakes_have_a_sentence_after_the_compilers_own() {
    let source = |body: &str| {
        format!(
            "use std::time::Duration;\nuse tokio::time::sleep;\n\
             async fn wait(d: Duration) -> Duration {{ sleep(d).await; d }}\n\
             pub async fn wait_random(max_delay: Duration) -> Duration {{\n    {body}\n}}\n"
        )
    };
    let names: Vec<_> = (0..MISTAKES.len()).map(|index| format!("{index:02}/basic_wait.rs")).collect();
    let sources: Vec<_> = MISTAKES.iter().map(|(body, _)| source(body)).collect();
    let files: Vec<_> = names.iter().map(String::as_str).zip(sources.iter().map(String::as_str)).collect();
    let class = folder(&files);
    let report = json(&grade(&[path(&class), "--exercise", "basic_wait", "--format", "json"]).code(0));
    let mut wrong = Vec::new();
    for ((body, words), submission) in MISTAKES.iter().zip(report["submissions"].as_array().unwrap()) {
        let exercise = &submission["exercises"][0];
        let message = flat(&exercise["message"]);
        let places: Vec<_> = words.iter().map(|word| message.find(word)).collect();
        // The compiler's own words come first.
        let told = places.iter().all(Option::is_some) && places.is_sorted();
        if exercise["verdict"] != "compile-error" || !told || !message.contains("src/basic_wait.rs:") {
            wrong.push(format!(
                "{body}\n{words:?}\n{}: {}",
                exercise["verdict"],
                exercise["message"].as_str().unwrap_or_default()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// An answer to `basic_wait` that is right, but whose future has to stay on its thread.
fn not_send() -> String {
    RIGHT.replace(
        "    tokio::time::sleep(delay).await;",
        "    let shared = std::rc::Rc::new(delay);\n    tokio::time::sleep(*shared).await;",
    )
}

#[test]
fn a_file_that_compiles_only_alone_takes_down_no_other() {
    let report = graded(&[("basic_wait", &not_send()), ("tasks", &reference("tasks"))]);
    assert_eq!(report["basic_wait"]["verdict"], "accepted");
    let tasks = &report["tasks"];
    assert_eq!((&tasks["verdict"], &tasks["with"]["basic_wait"]), (&"accepted".into(), &"reference".into()));
    let message = flat(&tasks["message"]);
    let words = ["does not compile with your own basic_wait", "cannot be sent between threads", "no `Rc`"];
    assert!(words.iter().all(|word| message.contains(word)), "{message}");
}

#[test]
fn a_file_that_is_too_much_for_one_exercise_is_tried_in_no_later_one() {
    let in_slices = include_str!("../solutions/accepted/basic_wait/slices_of_a_tick.rs");
    let [coroutines, tasks] = ["multiple_coroutines", "tasks"];
    let (first, later) = (reference(coroutines), reference(tasks));
    let report = graded(&[("basic_wait", in_slices), (coroutines, &first), (tasks, &later)]);
    assert_eq!(report["basic_wait"]["verdict"], "accepted");
    for (exercise, words) in [
        (coroutines, "With your own basic_wait this exercise needs more than"),
        (tasks, "With your own basic_wait an earlier exercise needs more than"),
    ] {
        let report = &report[exercise];
        assert_eq!(
            (&report["verdict"], &report["with"]["basic_wait"]),
            (&"accepted".into(), &"reference".into())
        );
        let message = flat(&report["message"]);
        assert!(message.starts_with(words), "{message}");
    }

    // Unless the later one needs something of it that the reference lacks.
    let in_slices = format!("{in_slices}\npub fn helper(delay: Duration) -> Duration {{ delay }}\n");
    let later = calling_a_helper(tasks);
    let report = graded(&[("basic_wait", &in_slices), (coroutines, &first), (tasks, &later)]);
    assert_eq!(report[coroutines]["with"]["basic_wait"], "reference");
    assert_eq!(report[tasks]["with"]["basic_wait"], "own");
    let message = flat(&report[tasks]["message"]);
    let words = "run with your own basic_wait, though that was too much for an earlier exercise, because";
    assert!(message.contains(words), "{message}");
}

/// The reference of an exercise that waits for what a helper in `basic_wait` says.
fn calling_a_helper(exercise: &str) -> String {
    reference(exercise)
        .replace("wait_random(max_delay))", "wait_random(crate::basic_wait::helper(max_delay)))")
}

#[test]
fn a_helper_that_the_reference_lacks_is_taken_from_the_students_own_file() {
    // It waits only half as long as it says, so that it is not right itself.
    let helper = "pub fn helper(delay: Duration) -> Duration { delay }\n";
    let basic_wait = RIGHT.replace("sleep(delay)", "sleep(delay / 2)") + helper;
    let report = graded(&[("basic_wait", &basic_wait), ("tasks", &calling_a_helper("tasks"))]);
    assert_eq!(report["basic_wait"]["verdict"], "rejected");
    assert_eq!(
        (&report["tasks"]["verdict"], &report["tasks"]["with"]["basic_wait"]),
        (&"rejected".into(), &"own".into())
    );
    let message = flat(&report["tasks"]["message"]);
    assert!(
        message.contains("was run with your own basic_wait") && message.contains("`helper`"),
        "{message}"
    );
    let failed = |id: &str| {
        report["tasks"]["checks"]
            .as_array()
            .unwrap()
            .iter()
            .any(|check| check["id"] == id && check["status"] == "failed")
    };
    assert!(failed("waits") && !failed("count") && !failed("returns-handle"), "{}", report["tasks"]);
}

#[test]
fn broken_files_cost_only_themselves() {
    let report = graded(&[
        ("basic_wait", "pub async fn wait_random("),
        ("multiple_coroutines", &reference("multiple_coroutines")),
        ("measure_runtime", "pub fn measure_time() -> Nothing {}"),
        ("tasks", &reference("tasks")),
    ]);
    let verdict = |exercise: &str| report[exercise]["verdict"].as_str().unwrap().to_owned();
    let verdicts = ["basic_wait", "multiple_coroutines", "measure_runtime", "tasks"].map(verdict);
    assert_eq!(verdicts, ["compile-error", "accepted", "compile-error", "accepted"]);
    assert_eq!(report["tasks"]["score"], report["tasks"]["max_score"]);
    assert_eq!(report["tasks"]["message"], Value::Null, "the other file's errors are told there");
}

#[test]
fn the_references_lines_are_never_shown() {
    let answer =
        reference("multiple_coroutines").replace("wait_random(max_delay)", "wait_random(0, max_delay)");
    let report = graded(&[("multiple_coroutines", &answer)]);
    let message = report["multiple_coroutines"]["message"].as_str().unwrap();
    assert!(message.contains("E0061") && !message.contains("src/basic_wait.rs"), "{message}");

    let spy = reference("multiple_coroutines")
        .replace("    let waits", "    let _stolen = include_str!(\"basic_wait.rs\");\n    let waits");
    let report = graded(&[("multiple_coroutines", &spy)]);
    let message = report["multiple_coroutines"]["message"].as_str().unwrap();
    assert!(message.contains("src/multiple_coroutines.rs:13 `include_str!` is not allowed"), "{message}");
}

#[test]
fn what_only_the_call_brings_to_light_is_the_files_own_error() {
    let answer = "use std::time::Duration;\n\
        pub async fn wait_n<N: Into<usize>>(_: N, _: Duration) -> Vec<Duration> {\n    \
        const { assert!(size_of::<N>() == 1) };\n    vec![]\n}\n";
    let report = graded(&[("basic_wait", RIGHT), ("multiple_coroutines", answer)]);
    assert_eq!(report["basic_wait"]["verdict"], "accepted");
    let exercise = &report["multiple_coroutines"];
    assert_eq!(exercise["verdict"], "compile-error", "{exercise:#}");
    assert!(exercise["message"].as_str().unwrap().contains("src/multiple_coroutines.rs:3:"), "{exercise:#}");
}

#[test]
fn a_wrong_signature_costs_only_what_calls_it() {
    let answer = reference("tasks").replace("pub fn task_wait_random", "pub async fn task_wait_random").replace(
        "(0..n).map(|_| task_wait_random(max_delay)).collect()",
        "futures::future::join_all((0..n).map(|_| task_wait_random(max_delay))).await.into_iter().collect()",
    );
    let report = graded(&[("tasks", &answer)]);
    let tasks = &report["tasks"];
    assert_eq!((&tasks["verdict"], &tasks["score"]), (&"rejected".into(), &8.0.into()), "{tasks:#}");
    let check =
        |id: &str| tasks["checks"].as_array().unwrap().iter().find(|check| check["id"] == id).unwrap();
    for id in ["count", "ascending", "concurrent", "uses-task-wait-random", "no-sort"] {
        assert_eq!(check(id)["status"], "passed", "{id}");
    }
    let handle = check("returns-handle");
    assert_eq!((&handle["status"], &handle["ending"]), (&"failed".into(), &"compile-error".into()));
    assert_eq!(handle["expected"], "`pub fn task_wait_random(max_delay: Duration) -> JoinHandle<Duration>`");
    assert_eq!(handle["location"], "src/tasks.rs:12");
    assert!(handle["cause"].as_str().unwrap().contains("Asked for is a plain `fn`"), "{handle}");
}

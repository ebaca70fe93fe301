//! Exercises that are programs.

use super::super::driver::{driver_source, driver_with_programs, lesson, lesson_file, modules_macro};
use super::{CourseFile, check_files, file, good, read};

const HELLO: &str = r#"title = "Say hello"
order = 3
file = "src/bin/hello.rs"

[[scenario]]
id = "runs"
program = true

[[check]]
id = "in-time"
title = "It takes five seconds"
points = 1
elapsed = { equals = "5s", within = "1ms" }
"#;

fn with(from: &str, to: &str) -> Vec<CourseFile> {
    assert!(HELLO.contains(from), "{from}");
    let [basic_wait, multiple_coroutines] = good();
    vec![basic_wait, file("checks/hello.toml", &HELLO.replace(from, to)), multiple_coroutines]
}

#[test]
fn a_program_is_run_once_and_not_called() {
    let course = read("course", &with("", "")).unwrap();
    let exercise = course.exercise("hello").unwrap();
    let [scenario] = exercise.scenarios.as_slice() else { panic!("{:?}", exercise.scenarios) };
    assert!(exercise.is_program() && scenario.is_program && scenario.inputs.is_empty());
    assert_eq!((scenario.call.as_str(), scenario.cases), ("hello::main()", 1));
    let course = read("course", &with("program = true", "program = true\ncases = 3")).unwrap();
    assert_eq!(course.exercise("hello").unwrap().scenarios[0].cases, 3);
}

#[test]
fn a_program_has_nothing_of_a_call() {
    check_files(
        &with("program = true", "program = true\ncall = \"hello::f()\"\ninputs = { n = [1] }"),
        r#"
error: A program is run, not called: it has no `call`.
 --> checks/hello.toml:8:1
  |
8 | call = "hello::f()"
  | ^^^^
  |
  = help: Remove this.

error: A program is run, not called: it has no `inputs`.
 --> checks/hello.toml:9:1
  |
9 | inputs = { n = [1] }
  | ^^^^^^
  |
  = help: Remove this.
"#,
    );
}

#[test]
fn the_file_of_an_exercise_says_what_its_scenarios_are() {
    check_files(
        &with("program = true", ""),
        r#"
error: `src/bin/hello.rs` is a program, and this scenario does not run it.
 --> checks/hello.toml:5:1
  |
5 | [[scenario]]
  | ^^^^^^^^^^^^
  |
  = help: Write `program = true`: the functions of a program are not called.
"#,
    );
    check_files(
        &with("program = true", "program = false"),
        r#"
error: `src/bin/hello.rs` is a program, and can only be run as one.
 --> checks/hello.toml:7:11
  |
7 | program = false
  |           ^^^^^
  |
  = help: Write `program = true`.
"#,
    );
    check_files(
        &with("src/bin/hello.rs", "src/hello.rs"),
        r#"
error: `src/hello.rs` is no program: those are in `src/bin/`.
 --> checks/hello.toml:7:11
  |
7 | program = true
  |           ^^^^
  |
  = help: Write `file = "src/bin/…"` in the exercise, or a `call` here.
"#,
    );
    check_files(
        &with(
            "src/bin/hello.rs\"\n\n[[scenario]]\nid = \"runs\"\nprogram = true",
            "src/hello.rs\"\n\n[[scenario]]\nid = \"runs\"",
        ),
        r#"
error: This scenario lacks `call`.
 --> checks/hello.toml:5:1
  |
5 | [[scenario]]
  | ^^^^^^^^^^^^
  |
  = help: Write `call = "module::function(input).await"`.

error: This scenario lacks `output`.
 --> checks/hello.toml:5:1
  |
5 | [[scenario]]
  | ^^^^^^^^^^^^
  |
  = help: Write `output = "Duration"`.
"#,
    );
}

#[test]
fn nobody_else_calls_a_program() {
    let mut files = with("", "");
    files[2].text = files[2].text.replace("[\"basic_wait\"]", "[\"basic_wait\", \"hello\"]");
    check_files(
        &files,
        r#"
error: `hello` is a program: nobody else can call it.
 --> checks/multiple_coroutines.toml:3:23
  |
3 | uses = ["basic_wait", "hello"]
  |                       ^^^^^^^
  |
  = help: Name other exercises only.
"#,
    );
}

#[test]
fn the_driver_runs_the_main_of_a_program() {
    let course = read("course", &with("", "")).unwrap();
    let exercise = course.exercise("hello").unwrap();
    let calls = [(exercise, &exercise.scenarios[0])];
    let run = r#"    ::grader_harness::Scenario::Program { id: "hello::runs", run: || {
        ::grader_harness::exit_code(hello::__grader_main())
    } },
"#;
    let driver = driver_source("exercises", &[], &calls);
    assert!(driver.source.starts_with("use ::exercises::{hello};\n"), "{}", driver.source);
    assert!(driver.source.contains(run), "{}", driver.source);
    assert_eq!(driver.calls[0].line, 5);

    let driver = driver_with_programs("exercises", &[], &calls, "/out");
    let module = "#[allow(warnings)]\n#[path = \"/out/src/bin/hello.rs\"]\nmod hello;\n";
    assert!(driver.source.starts_with(module), "{}", driver.source);
    assert!(driver.source.contains(run) && !driver.source.contains("use "), "{}", driver.source);
    syn::parse_file(&driver.source).unwrap();
}

#[test]
fn the_lesson_of_a_program_is_found_where_examples_are_collected() {
    let course = read("course", &with("", "")).unwrap();
    let list = modules_macro(&course);
    let module = "#[cfg(doctest)]\n\
        #[doc = include_str!(concat!(env!(\"OUT_DIR\"), \"/lessons/hello.md\"))]\n\
        mod hello {}\n";
    assert!(list.contains(module), "{list}");
    assert_eq!(lesson_file(course.exercise("hello").unwrap()), "lessons/hello.md");
}

#[test]
fn a_lesson_is_what_a_file_begins_with() {
    let file = "//! # Hello\n//!\n//!     code\n\nfn main() {}\n//! no more\n";
    assert_eq!(lesson(file), "# Hello\n\n    code\n");
    assert_eq!(lesson("fn main() {}"), "");
}

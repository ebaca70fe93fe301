//! The driver and the lists of modules.

use super::super::Exercise;
use super::super::driver::{CallLine, Snippets, driver_source, module_list, modules_macro, snippets};
use super::good::exercise;
use super::{good, read};

const DRIVER: &str = r#"use ::std::time::Duration;
use ::exercises::{basic_wait, multiple_coroutines};

static SCENARIOS: &[::grader_harness::Scenario] = &[
    ::grader_harness::Scenario::Call { id: "basic_wait::draws", run: |inputs| {
        let max: Duration = inputs.get("max");
        ::std::boxed::Box::pin(async move {
            let output: Duration = basic_wait::wait_random(max).await; // as asked for in src/basic_wait.rs
            ::grader_harness::value(output)
        })
    } },
    ::grader_harness::Scenario::Call { id: "multiple_coroutines::waits", run: |inputs| {
        let n: usize = inputs.get("n");
        let max: Duration = inputs.get("max");
        ::std::boxed::Box::pin(async move {
            let output: Vec<Duration> = multiple_coroutines::wait_n(n, max).await; // as asked for in src/multiple_coroutines.rs
            ::grader_harness::value(output)
        })
    } },
];

pub fn main() -> ::std::process::ExitCode {
    ::grader_harness::drive(&["src/basic_wait.rs"], SCENARIOS)
}
"#;

#[test]
fn the_driver_calls_each_scenario_and_says_where() {
    let (first, second) = (exercise("basic_wait"), exercise("multiple_coroutines"));
    let calls = [(&first, &first.scenarios[0]), (&second, &second.scenarios[0])];
    let driver = driver_source("exercises", &["src/basic_wait.rs".to_owned()], &calls);
    assert_eq!(driver.source, DRIVER);
    let line = |exercise: &str, scenario: &str, line| CallLine {
        exercise: exercise.to_owned(),
        scenario: scenario.to_owned(),
        line,
    };
    assert_eq!(driver.calls, [line("basic_wait", "draws", 8), line("multiple_coroutines", "waits", 16)]);
}

#[test]
fn a_call_stands_on_one_line_whatever_the_author_writes() {
    let mut exercise = exercise("basic_wait");
    let scenario = &mut exercise.scenarios[0];
    scenario.call = "{\n    basic_wait::wait_random(Duration::ZERO).await // waits\n} // all".into();
    scenario.output = "Duration // of the wait".into();
    let driver = driver_source("exercises", &[], &[(&exercise, &exercise.scenarios[0])]);
    let line = driver.source.lines().nth(driver.calls[0].line as usize - 1).unwrap();
    assert!(line.contains("let output: Duration = {") && line.contains("}; // as asked for in "), "{line}");
    syn::parse_file(&driver.source).unwrap();
}

#[test]
fn a_driver_without_scenarios_or_with_odd_files_is_rust() {
    let driver = driver_source("exercises", &["src/\"quoted\"\\.rs".to_owned()], &[]);
    syn::parse_file(&driver.source).unwrap();
    assert!(!driver.source.contains("use "), "nothing is imported that is not used");
}

#[test]
fn a_call_without_inputs_leaves_no_name_unused() {
    let mut exercise = exercise("basic_wait");
    exercise.scenarios[0].inputs.clear();
    let driver = driver_source("exercises", &[], &[(&exercise, &exercise.scenarios[0])]);
    assert!(driver.source.contains("run: |_| {"), "{}", driver.source);
}

#[test]
fn the_list_of_modules_escapes_paths() {
    let list = module_list(&[("basic_wait", Some(r#"C:\a "b"\wait.rs"#)), ("tasks", None)]);
    let expected = r#"pub use course_support::{blocking, http, random};
#[path = "C:\\a \"b\"\\wait.rs"]
pub mod basic_wait;
pub mod tasks;
"#;
    assert_eq!(list, expected);
    syn::parse_file(&list).unwrap();
}

#[test]
fn pieces_of_code_stand_on_lines_of_their_own() {
    let pieces = ["tasks::one();\ntasks::two() // both", "let wait: Duration = tasks::three();"];
    let Snippets { source, lines } = snippets(&[("tasks", None)], &pieces);
    let at = |line: u32| source.lines().nth(line as usize - 1).unwrap();
    assert!(at(lines[0]).contains("one") && at(lines[0]).contains("two"), "{source}");
    assert!(at(lines[1]).ends_with("let wait: Duration = tasks::three();"), "{source}");
    assert!(source.contains("pub mod tasks;\n") && source.matches("use ::std::time::Duration;").count() == 1);
    syn::parse_file(&source).unwrap();
}

#[test]
fn the_macro_of_modules_finds_them_from_the_root() {
    let mut course = read("course", &good()).unwrap();
    course.exercises[0].file = "src/first/wait.rs".into();
    course.exercises.push(Exercise { id: "tasks".into(), file: "tasks.rs".into(), ..exercise("basic_wait") });
    let expected = r#"macro_rules! modules {
() => {
pub use course_support::{blocking, http, random};
#[path = "first/wait.rs"]
pub mod basic_wait;
pub mod multiple_coroutines;
#[path = "../tasks.rs"]
pub mod tasks;
};
}
"#;
    assert_eq!(modules_macro(&course), expected);
}

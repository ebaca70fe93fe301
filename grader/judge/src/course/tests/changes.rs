//! The real course after whatever may happen to its files: its author is told, or gets a course that
//! can be graded.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::super::driver::driver_source;
use super::super::{Course, Problem, Problems};
use super::{BASIC_WAIT, CourseFile, file, good, read};

/// An exercise that prints.
const PRINTED: &str = r#"title = "Say it later"
order = 9

[[scenario]]
id = "one"
call = "printed::say_after(n, max).await"
output = "()"
inputs = { n = [1, 2], max = ["1s"] }

[[check]]
id = "says"
title = "It is said after the delay"
points = 1

[check.stdout]
order = "any"
others = "allowed"
within = "1ms"
before = [["{n} of {{}}", '^\d+$'], ["{n} of {{}}", "after {max:?}"]]
lines = [
    { text = "{n} of {{}}", at = "max" },
    { pattern = '^\d+$', times = "n" },
    "after {max:?}",
]
"#;

/// The course of this repository, and what it has no exercise for.
fn real() -> Vec<CourseFile> {
    vec![
        file("course.toml", "name = \"course\"\n\n[limits]\nvirtual_time = \"2h\"\npolls = 1000\n"),
        file("checks/basic_wait.toml", include_str!("../../../../../exercises/checks/basic_wait.toml")),
        file(
            "checks/measure_runtime.toml",
            include_str!("../../../../../exercises/checks/measure_runtime.toml"),
        ),
        file(
            "checks/multiple_coroutines.toml",
            include_str!("../../../../../exercises/checks/multiple_coroutines.toml"),
        ),
        file("checks/printed.toml", PRINTED),
        file("checks/tasks.toml", include_str!("../../../../../exercises/checks/tasks.toml")),
    ]
}

/// Values of all types, and of sizes that nobody means.
const VALUES: &[&str] = &[
    "0",
    "1",
    "-1",
    "2.5",
    "1e400",
    "nan",
    "-inf",
    "0x7fff_ffff_ffff_ffff",
    "9223372036854775808",
    "4_000_000_000",
    "99999999999999999999999999999999999999999",
    "true",
    "2026-01-01",
    "\"\"",
    "\" \"",
    "\"n\"",
    "\"max\"",
    "\"elapsed\"",
    "\"elapsed / n\"",
    "\"longest returned\"",
    "\"1ms\"",
    "\"99999999999 years\"",
    "\"584y 7h\"",
    "\"basic_wait::wait_random\"",
    "\"Vec<Duration>\"",
    "\"\\u0000\\u001b\"",
    "'''\n\n'''",
    "[]",
    "[[]]",
    "[0, 1, \"1s\", [true]]",
    "[\"1s\"]",
    "{}",
    "{ n = [1], max = [\"1s\"] }",
    "{ at_most = \"max\", within = \"1ms\" }",
    "{ spread = { up_to = \"max\", quarters = 5, share = 7, least = -1 } }",
    "{ function = \"tasks::x\", times = 4_000_000_000 }",
    "[\"{n} of {{}}\", { text = \"{n\", times = 0 }, { pattern = \"(\" }, 7]",
    "[[\"{n} of {{}}\", \"{n} of {{}}\"], [[]]]",
    "{ polls = 0, virtual_time = \"0s\", memory = 99999999999999999999 }",
];

fn any_written() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => select(VALUES).prop_map(str::to_owned),
        1 => (1..3000_usize).prop_map(|length| format!("\"{}\"", "x".repeat(length))),
        1 => (1..1000_u32).prop_map(|length| format!("{:?}", (0..length).collect::<Vec<_>>())),
        1 => (1..200_usize).prop_map(|depth| "[".repeat(depth) + &"]".repeat(depth)),
        1 => (1..200_usize).prop_map(|depth| "{ a = ".repeat(depth) + "1" + &" }".repeat(depth)),
    ]
}

/// What happens to a line.
#[derive(Debug, Clone)]
enum Change {
    Remove(Index),
    Repeat(Index, Index),
    Swap(Index, Index),
    /// Another value for the first or the last key of a line.
    Value(Index, bool, String),
}

fn any_change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        2 => index().prop_map(Change::Remove),
        1 => (index(), index()).prop_map(|(from, to)| Change::Repeat(from, to)),
        1 => (index(), index()).prop_map(|(one, other)| Change::Swap(one, other)),
        6 => (index(), any::<bool>(), any_written()).prop_map(|(at, first, new)| Change::Value(at, first, new)),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for change in changes {
        let length = lines.len();
        match change {
            _ if length == 0 => {}
            Change::Remove(at) => drop(lines.remove(at.index(length))),
            Change::Repeat(from, to) => lines.insert(to.index(length), lines[from.index(length)].clone()),
            Change::Swap(one, other) => lines.swap(one.index(length), other.index(length)),
            Change::Value(at, first, new) => revalue(&mut lines[at.index(length)], *first, new),
        }
    }
    lines.join("\n") + "\n"
}

fn revalue(line: &mut String, first: bool, new: &str) {
    let at = if first { line.find('=') } else { line.rfind('=') };
    let Some(at) = at else { return };
    let end = if first { "" } else { line[at..].find(" }").map_or("", |end| &line[at + end..]) };
    *line = format!("{}= {new}{end}", &line[..at]);
}

/// Reads the files; what comes of them is a course that can be graded, or problems that can be shown.
fn survive(files: &[CourseFile]) -> Result<Course, Problems> {
    let read = read("course", files);
    match &read {
        Ok(course) => can_be_graded(course),
        Err(problems) => {
            assert!(!problems.0.is_empty());
            problems.0.iter().for_each(|problem| can_be_shown(problem, files));
        }
    }
    read
}

fn can_be_graded(course: &Course) {
    for exercise in &course.exercises {
        let calls: Vec<_> = exercise.scenarios.iter().map(|scenario| (exercise, scenario)).collect();
        assert_eq!(driver_source("student", &[], &calls).calls.len(), calls.len());
        for scenario in &exercise.scenarios {
            let combinations: usize = scenario.inputs.iter().map(|input| input.values.len()).product();
            let expected = combinations * scenario.cases as usize;
            assert!((1..=100_000).contains(&expected));
            assert!(expected > 5_000 || scenario.cases(u64::MAX).len() == expected + 1);
        }
    }
}

fn can_be_shown(problem: &Problem, files: &[CourseFile]) {
    let holds =
        |file: &CourseFile| file.path == problem.file && file.text.get(problem.span.clone()).is_some();
    // Of a course without exercises there is nothing to show.
    assert!(problem.file == "checks" || files.iter().any(holds), "{problem:?}");
    assert!(problem.line >= 1 && problem.column >= 1);
    let shown = problem.to_string();
    assert!(shown.starts_with("error: ") && shown.contains(&problem.file), "{shown}");
}

proptest! {
    #![proptest_config(super::budget())]

    #[test]
    fn any_change_of_the_real_course_is_survived(which: Index, changes in vec(any_change(), 1..6)) {
        let mut files = real();
        let which = which.index(files.len());
        files[which].text = changed(&files[which].text, &changes);
        let _ = survive(&files);
    }

    #[test]
    fn any_files_together_are_survived(
        names in vec(select(&["a", "b", "course", "tasks", "random", "", "é", "a b", "fn"][..]), 0..4),
        texts in vec(any::<Index>(), 4),
    ) {
        let real = real();
        let named = names.iter().zip(&texts);
        let files: Vec<_> =
            named.map(|(name, text)| file(&format!("checks/{name}.toml"), &text.get(&real).text)).collect();
        let _ = survive(&files);
    }
}

#[test]
fn the_real_course_is_a_course() {
    survive(&real()).unwrap();
}

/// Two names of this length would be compared for minutes, and these lines for hours, if each was held
/// against every other one.
#[test]
fn long_names_and_many_problems_take_no_time() {
    let long = "x".repeat(20_000);
    let [_, good] = good();
    let scenario = BASIC_WAIT.replacen("id = \"draws\"", &format!("id = \"{long}\""), 1);
    let named = scenario.replacen("points = 2", &format!("points = 2\nscenarios = [\"{long}y\"]"), 1);
    let broken = (0..3_000).map(|number| format!("= {number}\n")).collect::<String>() + BASIC_WAIT;
    for text in [named, broken] {
        read("course", &[file("checks/basic_wait.toml", &text), good.clone()]).unwrap_err();
    }
}

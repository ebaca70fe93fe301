//! Good courses.

use std::time::Duration;

use grader_trace::{Limits, Value};

use super::super::{Check, Exercise, Input};
use super::{BASIC_WAIT, MULTIPLE_COROUTINES, file, good, read};
use crate::rule::{
    Across, Amount, Calls, Elapsed, Fair, Order, Returned, Rule, Source, Spread, Tasks, Waits,
};

pub(super) fn exercise(id: &str) -> Exercise {
    read("course", &good()).unwrap().exercise(id).unwrap().clone()
}

fn inputs(text: &str) -> Vec<Input> {
    let text = MULTIPLE_COROUTINES
        .replace("wait_n(n, max)", "wait_n(a, b, c, d, e, f)")
        .replace(r#"{ n = [1, 10], max = ["0s", "1s", "10s"] }"#, text)
        .replace(r#"returned = { len = "n", at_least = "0s", at_most = "max" }"#, r#"blocking = "forbidden""#)
        .replace(r#"times = "n""#, "times = 1");
    let course = read("course", &[good()[0].clone(), file("multiple_coroutines.toml", &text)]).unwrap();
    course.exercises[1].scenarios[0].inputs.clone()
}

pub(super) const fn seconds(seconds: u64) -> Value {
    Value::Duration(Duration::from_secs(seconds))
}

const MILLISECOND: Duration = Duration::from_millis(1);

#[test]
fn exercises_stand_in_their_order_and_not_in_that_of_the_files() {
    let [first, second] = good();
    let course = read("async-rust", &[second, first]).unwrap();
    assert_eq!(course.name, "async-rust");
    let ids: Vec<&str> = course.exercises.iter().map(|exercise| exercise.id.as_str()).collect();
    assert_eq!(ids, ["basic_wait", "multiple_coroutines"]);
}

#[test]
fn an_exercise_is_read_whole() {
    let exercise = exercise("multiple_coroutines");
    assert_eq!(exercise.title, "Run coroutines at the same time");
    assert_eq!(exercise.order, 2);
    assert_eq!(exercise.uses, ["basic_wait"]);
    assert_eq!(exercise.file, "src/multiple_coroutines.rs");
    assert_eq!(exercise.points(), 8.0);
    let [waits, small] = exercise.scenarios.as_slice() else { panic!("{:?}", exercise.scenarios) };
    assert_eq!((waits.cases, small.cases), (4, 8));
    assert_eq!(waits.call, "multiple_coroutines::wait_n(n, max).await");
    assert_eq!(waits.output, "Vec<Duration>");
    let n = Input { name: "n".into(), ty: "usize".into(), values: vec![Value::Int(1), Value::Int(10)] };
    let max = vec![seconds(0), seconds(1), seconds(10)];
    assert_eq!(waits.inputs, [n, Input { name: "max".into(), ty: "Duration".into(), values: max }]);
}

#[test]
fn checks_are_read_whole() {
    let exercise = exercise("multiple_coroutines");
    let [count, concurrent, no_sort] = exercise.checks.as_slice() else { panic!("{:?}", exercise.checks) };
    let returned = Returned {
        len: Some(Amount::Input("n".into())),
        at_least: Some(Amount::Constant(seconds(0))),
        at_most: Some(Amount::Input("max".into())),
        ..Returned::default()
    };
    let calls = Calls {
        function: "basic_wait::wait_random".into(),
        times: Amount::Input("n".into()),
        at_once: false,
        files: vec!["src/basic_wait.rs".into()],
    };
    assert_eq!(count.scenarios, ["waits"]);
    assert_eq!(count.rules, [Rule::from(returned), Rule::Calls(calls)]);
    let elapsed =
        Elapsed { equals: Some(Amount::LongestReturned), within: MILLISECOND, ..Elapsed::default() };
    let expected = Check {
        id: "concurrent".into(),
        title: "The waits run at the same time".into(),
        points: 6.0,
        hidden: false,
        scenarios: vec!["waits".into(), "small".into()],
        rules: vec![Rule::Elapsed(elapsed), Rule::Blocking],
        hints: vec!["First".into(), "Second".into()],
    };
    assert_eq!(concurrent, &expected);
    assert!(no_sort.hidden);
    assert_eq!(no_sort.rules, [Rule::Source(Source { forbid: vec!["sort*".into()], require: Vec::new() })]);
}

#[test]
fn rules_over_several_cases_are_read_whole() {
    let exercise = exercise("basic_wait");
    let waits = Returned { equals: Some(Amount::Elapsed), within: MILLISECOND, ..Returned::default() };
    assert_eq!(exercise.checks[0].rules, [Rule::from(waits)]);
    let spread =
        Spread { up_to: Amount::Input("max".into()), quarters: 3, share: 0.0, least: 0, fractional: true };
    let spread = Returned { spread: Some(spread), ..Returned::default() };
    assert_eq!(
        exercise.checks[1].rules,
        [Rule::from(spread), Rule::Across(Across { seeds_differ: true, ..Across::default() })]
    );
}

#[test]
fn rules_about_tasks_and_functions_of_the_exercise_itself_are_read_whole() {
    let text = MULTIPLE_COROUTINES.replace("basic_wait::wait_random\"", "multiple_coroutines::one\"");
    let text = text.replace("elapsed = {", "tasks = { spawned = 3 }\nelapsed = {");
    let course = read("course", &[good()[0].clone(), file("multiple_coroutines.toml", &text)]).unwrap();
    let checks = &course.exercises[1].checks;
    let calls = Calls {
        function: "multiple_coroutines::one".into(),
        times: Amount::Input("n".into()),
        at_once: false,
        files: vec!["src/multiple_coroutines.rs".into(), "src/basic_wait.rs".into()],
    };
    assert_eq!(checks[0].rules[1], Rule::Calls(calls));
    assert_eq!(
        checks[1].rules[1],
        Rule::Tasks(Tasks { spawned: Some(Amount::Constant(Value::Int(3))), none_left: false })
    );
}

#[test]
fn rules_about_chance_and_about_what_is_left_are_read_whole() {
    let text = BASIC_WAIT
        .replace("inputs = {", "result = \"the delay\"\ninputs = { names = [[], [\"a\"]],")
        .replace("wait_random(max)", "wait_random(max, names)")
        .replace("returned = { spread", "tasks = { left = \"none\" }\nreturned = { among = \"names\", len = \"names\", order = \"equal\", fair = { from = 1, to = 6 }, spread")
        .replace("returned = { equals = \"elapsed\"", "across = { seeds = \"agree\", inputs = \"differ\" }\nreturned = { equals = \"nothing\", fair = { among = \"names\" }");
    let course =
        read("course", &[file("basic_wait.toml", &text)]).unwrap_or_else(|problems| panic!("{problems}"));
    let exercise = &course.exercises[0];
    assert_eq!(exercise.scenarios[0].result.as_deref(), Some("the delay"));
    let returned = |check: usize| {
        let mut rules = exercise.checks[check].rules.iter();
        rules
            .find_map(|rule| if let Rule::Returned(returned) = rule { Some(returned) } else { None })
            .unwrap()
    };
    let names = || "names".to_owned();
    assert_eq!(returned(0).equals, Some(Amount::Constant(Value::Unit)));
    assert_eq!(returned(0).fair, Some(Fair::Among(names())));
    assert_eq!((&returned(1).among, &returned(1).len), (&Some(names()), &Some(Amount::Input(names()))));
    assert_eq!(returned(1).order, Some(Order::Equal));
    let number = |number| Amount::Constant(Value::Int(number));
    assert_eq!(returned(1).fair, Some(Fair::Numbers { from: number(1), to: number(6) }));
    let across = Across { seeds_differ: false, seeds_agree: true, inputs_differ: true };
    assert!(exercise.checks[0].rules.contains(&Rule::Across(across)));
    assert!(exercise.checks[1].rules.contains(&Rule::Tasks(Tasks { spawned: None, none_left: true })));
}

#[test]
fn rules_about_an_input_that_is_a_list_are_read_whole() {
    let rules = r#"returned = { equals = "delays", within = "1ms" }
elapsed = { equals = "longest delays" }
waits = { made = 3 }"#;
    let text = MULTIPLE_COROUTINES
        .replace("wait_n(n, max)", "wait_n(delays)")
        .replace(r#"{ n = [1, 10], max = ["0s", "1s", "10s"] }"#, r#"{ delays = [[], ["1s", "2s"]] }"#)
        .replace(r#"returned = { len = "n", at_least = "0s", at_most = "max" }"#, rules)
        .replace(r#"times = "n""#, "times = 1");
    let course = read("course", &[good()[0].clone(), file("multiple_coroutines.toml", &text)]).unwrap();
    let equals = Some(Amount::Input("delays".into()));
    let returned = Returned { equals, within: MILLISECOND, ..Returned::default() };
    let elapsed = Elapsed { equals: Some(Amount::LongestOf("delays".into())), ..Elapsed::default() };
    let rules = &course.exercises[1].checks[0].rules;
    assert_eq!(rules[..2], [Rule::from(returned), Rule::Elapsed(elapsed)]);
    assert_eq!(rules[3], Rule::Waits(Waits { made: Amount::Constant(Value::Int(3)) }));
}

#[test]
fn what_is_returned_may_equal_a_text() {
    let text = MULTIPLE_COROUTINES
        .replace("wait_n(n, max)", "wait_n(name)")
        .replace(r#"{ n = [1, 10], max = ["0s", "1s", "10s"] }"#, r#"{ name = ["A", "B"] }"#)
        .replace(
            r#"returned = { len = "n", at_least = "0s", at_most = "max" }"#,
            r#"returned = { equals = "name" }"#,
        )
        .replace(r#"times = "n""#, "times = 1");
    let course = read("course", &[good()[0].clone(), file("multiple_coroutines.toml", &text)]).unwrap();
    let returned = Returned { equals: Some(Amount::Input("name".into())), ..Returned::default() };
    assert_eq!(course.exercises[1].checks[0].rules[0], Rule::from(returned));
}

#[test]
fn a_check_of_the_source_alone_looks_at_no_scenario() {
    assert_eq!(exercise("multiple_coroutines").checks[2].scenarios, [""; 0]);
}

#[test]
fn limits_of_a_scenario_go_over_those_of_the_exercise_and_those_over_the_courses() {
    let about = "name = \"Async\"\nlimits = { polls = 7, events = 8, virtual_time = \"2h\" }";
    let mut files = vec![file("course.toml", about)];
    files.extend(good());
    files[1].text =
        files[1].text.replace("order = 1\n", "order = 1\nlimits = { events = 9, cpu = \"3s\" }\n");
    let course = read("course", &files).unwrap();
    assert_eq!(course.name, "Async");
    let limits = Limits {
        polls: 7,
        events: 9,
        cpu: Duration::from_secs(3),
        virtual_time: Duration::from_secs(3_600),
        ..Limits::default()
    };
    assert_eq!(course.exercises[0].scenarios[0].limits, limits);
    let limits =
        Limits { polls: 7, events: 8, virtual_time: Duration::from_secs(7_200), ..Limits::default() };
    assert_eq!(course.exercises[1].scenarios[0].limits, limits);
}

#[test]
fn inputs_have_the_types_of_their_values() {
    let inputs = inputs(r#"{ a = [1], b = ["1ms"], c = ["soon"], d = [1.5], e = [true], f = [[], ["1s"]] }"#);
    let types: Vec<&str> = inputs.iter().map(|input| input.ty.as_str()).collect();
    assert_eq!(types, ["usize", "Duration", "String", "f64", "bool", "Vec<Duration>"]);
    assert_eq!(inputs[1].values, [Value::Duration(MILLISECOND)]);
    assert_eq!(inputs[5].values, [Value::List(Vec::new()), Value::List(vec![seconds(1)])]);
}

#[test]
fn types_override_those_of_the_values() {
    let inputs = inputs(
        "{ a = [-1], b = [\"1ms\"], c = [[]], d = [1], e = [1], f = [1] }\n\
         types = { a = \"i64\", b = \"String\", c = \"Vec<u32>\" }",
    );
    let types: Vec<&str> = inputs.iter().map(|input| input.ty.as_str()).collect();
    assert_eq!(types, ["i64", "String", "Vec<u32>", "usize", "usize", "usize"]);
    assert_eq!(inputs[1].values, [Value::Text("1ms".into())]);
}

#[test]
fn calls_may_bind_names_and_use_crates() {
    let call = r#"call = """
{
    let started = tokio::time::Instant::now();
    let waited = basic_wait::wait_random(max).await; // a comment
    let _all: Vec<_> = (0..1u32).map(|index| u32::MAX - index).collect();
    assert!(started.elapsed() >= waited, "{max:?}");
    Some(waited).unwrap_or_default()
}""""#;
    let [mut first, second] = good();
    first.text = first.text.replace(r#"call = "basic_wait::wait_random(max).await""#, call);
    let course = read("course", &[first, second]).unwrap();
    assert!(course.exercises[0].scenarios[0].call.starts_with("{\n"));
}

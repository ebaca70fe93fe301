//! Tests of what is run to show a failure better.

use std::cell::RefCell;
use std::convert::Infallible;

use grader_trace::{Ending, Value};

use super::*;
use crate::report::Orders;
use crate::rule::{Amount, Elapsed, Returned};
use crate::sample::{TraceBuilder, check, evidence, exercise, ms, time, times, trace};

/// A program, as its traces.
type Program = fn(&Case) -> TraceBuilder;

/// A scenario over `n` and `max`, with these numbers and seconds listed, and four seeds.
fn exercise_over(n: &[i64], max: &[u64], explore: bool) -> Exercise {
    let equals = Some(Amount::LongestReturned);
    let concurrent = Rule::Elapsed(Elapsed { equals, within: ms(1), ..Elapsed::default() });
    let mut exercise = exercise(vec![check("it", 6.0, vec![concurrent])]);
    let scenario = &mut exercise.scenarios[0];
    scenario.inputs[0].values = n.iter().copied().map(Value::Int).collect();
    scenario.inputs[1].values = max.iter().map(|seconds| time(seconds * 1000)).collect();
    (scenario.cases, scenario.explore) = (4, explore);
    exercise
}

/// What is told of a program, and the cases that were run besides.
fn told(exercise: &Exercise, program: Program) -> (CheckReport, Vec<Case>) {
    let scenario = &exercise.scenarios[0];
    let cases = scenario.cases(0);
    let trace = |case: &Case| Some(program(case).done());
    let traces = cases.iter().map(trace).collect();
    let mut evidence = evidence(exercise, "", Vec::new());
    evidence.runs.insert("waits".to_owned(), ScenarioRun::of(cases, traces));
    let more = RefCell::new(Vec::new());
    let report = judge_closely(evidence, |_, cases| {
        more.borrow_mut().extend_from_slice(cases);
        Ok::<_, Infallible>(cases.iter().map(trace).collect())
    });
    let Ok(mut report) = report;
    (report.checks.remove(0), more.into_inner())
}

fn number(case: &Case) -> i64 {
    match case.inputs["n"] {
        Value::Int(number) => number,
        _ => 0,
    }
}

fn right() -> TraceBuilder {
    trace().wait(0..500, &[]).returns(times(&[500]))
}

fn wrong() -> TraceBuilder {
    trace().wait(0..500, &[]).wait(500..900, &["src/multiple.rs:14"]).returns(times(&[400, 500]))
}

#[test]
fn a_failure_is_told_by_the_smallest_case_between_those_of_the_course() {
    let program: Program = |case| if number(case) >= 4 && case.seed >= 2 { wrong() } else { right() };
    let (report, more) = told(&exercise_over(&[1, 20], &[1, 10], false), program);
    let shown = |name: &str| report.finding.inputs.as_ref().unwrap()[name].to_string();
    assert_eq!((shown("n"), shown("max"), report.finding.seed), ("4".to_owned(), "1 s".to_owned(), Some(2)));
    assert!(more.iter().all(|case| (2..20).contains(&number(case))));
    assert_eq!(report.finding.orders, None);
}

#[test]
fn nothing_is_smaller_than_the_smallest_case_of_the_course() {
    let (report, more) = told(&exercise_over(&[5, 9], &[1], false), |_| wrong());
    assert_eq!(report.finding.inputs.unwrap()["n"].to_string(), "5");
    assert!(more.iter().all(|case| number(case) == 5), "{more:?}");
}

#[test]
fn a_case_of_very_many_events_is_tried_less_often() {
    fn program(case: &Case) -> TraceBuilder {
        let long = || (0..50_000).fold(trace(), |trace, at| trace.wait(at..at + 1, &[]));
        if number(case) > 1 { long().returns(times(&[400, 500])) } else { right() }
    }
    let (report, more) = told(&exercise_over(&[1, 20], &[1], false), program);
    assert_eq!(report.finding.inputs.unwrap()["n"].to_string(), "20");
    assert!(more.iter().all(|case| number(case) == 20), "{more:?}");
}

#[test]
fn a_case_that_passes_needs_no_more() {
    assert_eq!(told(&exercise_over(&[1, 20], &[1, 10], true), |_| right()).1, []);
}

#[test]
fn what_ends_the_process_is_not_tried_again() {
    let program: Program =
        |case| if number(case) > 1 { trace().ends(Ending::Exited { code: 3 }) } else { right() };
    assert_eq!(told(&exercise_over(&[1, 20], &[1], false), program).1, []);
}

#[test]
fn another_mistake_is_no_smaller_case_of_this_one() {
    let program: Program = |case| match number(case) {
        20 => wrong(),
        2..20 => trace().ends(Ending::Panicked { message: "n is too odd".to_owned(), at: None }),
        _ => right(),
    };
    let (report, more) = told(&exercise_over(&[1, 20], &[1], false), program);
    assert_eq!(report.finding.inputs.unwrap()["n"].to_string(), "20");
    assert!(!more.is_empty());
}

/// Goes wrong where its task lets others go first: in one of four orders.
fn interrupted(case: &Case) -> TraceBuilder {
    match case.order {
        Some(order) if order % 4 == 3 => {
            let task = |inside: TraceBuilder| inside.yields(0, &["src/multiple.rs:9"]);
            wrong().task(0..100, &["src/multiple.rs:7"], task)
        }
        _ => right(),
    }
}

#[test]
fn a_mistake_that_depends_on_the_order_is_told_with_its_line() {
    let (report, more) = told(&exercise_over(&[1], &[1], true), interrupted);
    assert_eq!(report.finding.seed, Some(3));
    assert_eq!(report.finding.orders, Some(Orders { failed: 16, of: 64 }));
    assert_eq!(report.finding.location.as_deref(), Some("src/multiple.rs:9"));
    let feedback = report.feedback.unwrap();
    assert!(
        feedback.contains("  orders    fails on 16 of 64 task orders, and not on the usual one\n"),
        "{feedback}"
    );
    assert!(feedback.contains("it goes wrong where task 1 waits here while others go on"), "{feedback}");
    assert_eq!(more.iter().filter(|case| case.order.is_none()).count(), 1);
    assert!(more.iter().all(|case| case.seed == 3));
}

#[test]
fn a_mistake_in_every_order_is_not_put_down_to_it() {
    let program: Program = |_| wrong().yields(0, &["src/multiple.rs:9"]);
    let (report, _) = told(&exercise_over(&[1], &[1], true), program);
    assert_eq!(report.finding.orders, None);
    assert_ne!(report.finding.location.as_deref(), Some("src/multiple.rs:9"));
}

#[test]
fn a_seed_shows_the_same_case_again() {
    let exercise = exercise_over(&[1, 8], &[1, 10], true);
    let scenario = &exercise.scenarios[0];
    let shown = |seed| {
        let cases = scenario.cases(seed);
        let traces = cases.iter().map(|case| Some(interrupted(case).done())).collect();
        let mut evidence = evidence(&exercise, "", Vec::new());
        evidence.runs.insert("waits".to_owned(), ScenarioRun::of(cases, traces));
        judge_closely(evidence, |_, cases| {
            Ok::<_, Infallible>(cases.iter().map(|case| Some(interrupted(case).done())).collect())
        })
    };
    let Ok(first) = shown(0);
    let seed = first.checks[0].finding.seed.unwrap();
    assert_ne!(seed, 0);
    assert_eq!(shown(seed), Ok(first));
}

#[test]
fn trouble_with_more_cases_is_told() {
    let exercise = exercise_over(&[1, 20], &[1], false);
    let cases = exercise.scenarios[0].cases(0);
    let traces = cases.iter().map(|case| Some(if number(case) > 1 { wrong() } else { right() }.done()));
    let traces = traces.collect();
    let mut evidence = evidence(&exercise, "", Vec::new());
    evidence.runs.insert("waits".to_owned(), ScenarioRun::of(cases, traces));
    assert_eq!(judge_closely(evidence, |_, _| Err("the disk is full")), Err("the disk is full"));
}

#[test]
fn what_an_earlier_call_leaves_behind_is_told() {
    let mut exercise = exercise_over(&[1], &[1], false);
    exercise.checks[0].rules =
        vec![Rule::from(Returned { len: Some(Amount::Constant(Value::Int(1))), ..Returned::default() })];
    let source = "use std::sync::Mutex;\nstatic SEEN: Mutex<Vec<u64>> = Mutex::new(Vec::new());\n";
    let run = |again: TraceBuilder| {
        let cases = exercise.scenarios[0].cases(0);
        let mut traces = vec![Some(right().done()); cases.len() - 1];
        traces.push(Some(again.done()));
        let mut evidence = evidence(&exercise, source, Vec::new());
        evidence.runs.insert("waits".to_owned(), ScenarioRun::of(cases, traces));
        judge(&evidence).checks.remove(0)
    };
    assert_eq!(run(right()).status, Status::Passed);
    let report = run(trace().wait(0..500, &[]).returns(times(&[500, 500])));
    assert_eq!(report.status, Status::Failed);
    assert_eq!(report.finding.location.as_deref(), Some("src/multiple.rs:2"));
    assert_eq!(
        report.finding.observed.as_deref(),
        Some(
            "the results depend on earlier runs: first [0.5 s] after 0.5 s, and after other calls [0.5 s, 0.5 s] \
             after 0.5 s"
        )
    );
    assert_eq!((report.finding.ending.as_deref(), report.hint), (Some("depends-on-earlier-runs"), None));
    assert_eq!((report.finding.inputs.unwrap().len(), report.finding.seed), (2, Some(0)));
}

#[test]
fn a_case_that_is_right_by_itself_depends_on_earlier_runs() {
    let exercise = exercise_over(&[1], &[1], true);
    let source = "use std::sync::Mutex;\nstatic SEEN: Mutex<Vec<u64>> = Mutex::new(Vec::new());\n";
    let cases = exercise.scenarios[0].cases(0);
    let is_late = |index: usize| index == 2;
    let trace = |(index, _): (usize, &Case)| Some(if is_late(index) { wrong() } else { right() }.done());
    let traces = cases.iter().enumerate().map(trace).collect();
    let mut evidence = evidence(&exercise, source, Vec::new());
    evidence.runs.insert("waits".to_owned(), ScenarioRun::of(cases, traces));
    let report = judge_closely(evidence, |_, cases| {
        Ok::<_, Infallible>(cases.iter().map(|_| Some(right().done())).collect())
    });
    let Ok(report) = report;
    let finding = &report.checks[0].finding;
    assert_eq!((report.checks[0].status, finding.seed, finding.orders), (Status::Failed, Some(2), None));
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:2"));
    assert!(finding.cause.as_deref().unwrap().starts_with("the results depend on earlier runs"));
}

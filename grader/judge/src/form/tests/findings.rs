//! The findings in the docs of rules are what students read.

use grader_trace::wire::Case;
use grader_trace::{Trace, Value};

use super::super::{Across, Blocking, Calls, Elapsed, Form, Returned, Source, Spread, Stdout, Tasks, Waits};
use super::examples::{blocks, course};
use crate::course::{Exercise, read};
use crate::evidence::Evidence;
use crate::report::Finding;
use crate::rule::{self, Rule};
use crate::run::Run;
use crate::sample::{evidence, n_max, time, times, trace};

const HERE: &[&str] = &["src/multiple_coroutines.rs:9"];

/// The exercise of the example in the docs of a form.
fn exercise(form: &Form) -> Exercise {
    let example = blocks(form, "toml")[0];
    read("course", &course(form, example)).unwrap().exercise("multiple_coroutines").unwrap().clone()
}

/// Compares what students read of a wrong run with what the docs of a rule say.
#[track_caller]
fn check(form: &Form, finding: impl FnOnce(&Exercise, &Rule) -> Option<Finding>) {
    let exercise = exercise(form);
    let rule = &exercise.checks.last().unwrap().rules[0];
    let finding = finding(&exercise, rule).expect("the run is wrong");
    let (expected, observed) = (finding.expected.unwrap(), finding.observed.unwrap());
    let told = format!("expected {expected} observed {observed}");
    let documented: Vec<&str> = blocks(form, "text")[0].split_whitespace().collect();
    assert_eq!(
        documented.join(" "),
        told,
        "the docs of `form::{}` say the left, students read the right",
        form.name
    );
}

/// What is wrong with cases of the exercise, whose inputs are `n` = 5 and `max` = 10 s.
fn runs(
    exercise: &Exercise,
    traces: &[Trace],
    judge: impl FnOnce(&[Run<'_>]) -> Option<Finding>,
) -> Option<Finding> {
    let evidence = Evidence { own_files: vec![exercise.file.clone()], ..evidence(exercise, "", Vec::new()) };
    let case = |seed| Case { seed, inputs: n_max(5, 10_000), order: None };
    let cases: Vec<Case> = (0..traces.len() as u64).map(case).collect();
    let runs: Vec<Run<'_>> = cases
        .iter()
        .zip(traces)
        .map(|(case, trace)| Run { evidence: &evidence, names: None, case, trace })
        .collect();
    judge(&runs)
}

#[track_caller]
fn check_case(form: &Form, trace: &Trace) {
    check(form, |exercise, rule| {
        runs(exercise, std::slice::from_ref(trace), |runs| rule::of_case(rule, runs[0]))
    });
}

#[track_caller]
fn check_group(form: &Form, values: Vec<Value>) {
    let traces: Vec<Trace> = values.into_iter().map(|value| trace().returns(value).done()).collect();
    check(form, |exercise, rule| runs(exercise, &traces, |runs| rule::of_group(rule, runs)));
}

#[test]
fn of_what_is_returned() {
    check_case(&Returned::FORM, &trace().returns(times(&[100, 200, 10_700, 300, 400])).done());
    check_group(&Spread::FORM, vec![time(6000), time(7000), time(8000)]);
    check_group(&Across::FORM, vec![time(500); 3]);
}

#[test]
fn of_times() {
    check_case(&Elapsed::FORM, &trace().wait(0..9204, HERE).returns(times(&[3000, 6204])).takes(9204).done());
    check_case(&Blocking::FORM, &trace().block(0..3200, HERE).done());
}

#[test]
fn of_calls_and_tasks() {
    let waits = (0..5).fold(trace(), |trace, _| trace.wait(0..100, HERE));
    check_case(&Calls::FORM, &waits.done());
    check_case(&Tasks::FORM, &trace().task(0..5, HERE, |task| task).done());
    check_case(&Waits::FORM, &trace().block(0..3200, HERE).done());
}

#[test]
fn of_printed_lines() {
    check_case(&Stdout::FORM, &trace().print(0, "task A starting", HERE).done());
}

#[test]
fn of_names() {
    check(&Source::FORM, |exercise, rule| {
        let names = crate::source::read("fn f(mut v: Vec<u8>) { v.sort_unstable(); }");
        rule::of_source(rule, &names, &exercise.file)
    });
}

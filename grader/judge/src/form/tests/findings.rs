//! The findings in the docs of rules are what students read.

use grader_trace::wire::Case;
use grader_trace::{RequestEnd, Trace, Value};

use super::super::{ALL, Form};
use super::examples::{blocks, course};
use crate::course::{Exercise, read};
use crate::diagnostic::Diagnostic;
use crate::evidence::Evidence;
use crate::report::Finding;
use crate::rule::{self, Rule};
use crate::run::Run;
use crate::sample::{TraceBuilder, evidence, n_max, time, times, trace};

/// What breaks a rule.
enum Wrong {
    /// One run.
    Case(Trace),
    /// Runs with the same inputs that return these.
    Group(Vec<Value>),
    /// The student's file.
    Source(&'static str),
    /// What the compiler says.
    Compiler(&'static str),
}

/// What breaks the rule of the first example in the docs of a form; `n` is 5 and `max` is 10 s.
fn wrong(form: &Form) -> Wrong {
    const HERE: &[&str] = &["src/multiple_coroutines.rs:9"];
    match form.name {
        "Returned" => Wrong::Case(trace().returns(times(&[100, 200, 10_700, 300, 400])).done()),
        "Spread" => Wrong::Group(vec![time(6000), time(7000), time(8000)]),
        "Fair" => {
            let rolls = (0..300).map(|roll| Value::Int(1 + roll % 5)).collect();
            Wrong::Group(vec![Value::List(rolls)])
        }
        "Elapsed" => {
            Wrong::Case(trace().wait(0..9204, HERE).returns(times(&[3000, 6204])).takes(9204).done())
        }
        "Calls" => Wrong::Case((0..5).fold(trace(), |trace, _| trace.wait(0..100, HERE)).done()),
        "Tasks" => Wrong::Case(trace().task(0..5, HERE, |task| task).done()),
        "Waits" => Wrong::Case(trace().block(0..3200, HERE).done()),
        "Requests" => {
            let open = |trace: TraceBuilder, _| {
                trace.request(0..1000, "http://ada.test/", RequestEnd::Answered { status: 200 }, HERE)
            };
            Wrong::Case((0..6).fold(trace(), open).done())
        }
        "Stdout" => Wrong::Case(trace().print(0, "task A starting", HERE).done()),
        "Blocking" => Wrong::Case(trace().block(0..3200, HERE).done()),
        "Heartbeat" => Wrong::Case(trace().block(0..3200, HERE).beat(3200, 3190).done()),
        "Compile" => Wrong::Compiler("future cannot be sent between threads safely"),
        "Source" => Wrong::Source("fn f(mut v: Vec<u8>) { v.sort_unstable(); }"),
        "Across" => Wrong::Group(vec![time(500); 3]),
        name => panic!("`form::{name}` is a new rule: say here what breaks the rule of its example"),
    }
}

fn judge(wrong: Wrong, exercise: &Exercise, rule: &Rule) -> Option<Finding> {
    let traces = match wrong {
        Wrong::Source(text) => {
            return rule::of_source(rule, &crate::source::read(text), &exercise.file);
        }
        Wrong::Compiler(message) => {
            let error = Diagnostic { message: message.to_owned(), ..Diagnostic::default() };
            return rule::of_compiler(rule, &[error], &evidence(exercise, "", Vec::new()));
        }
        Wrong::Case(trace) => vec![trace],
        Wrong::Group(values) => {
            values.into_iter().map(|value| trace().returns(value).done()).collect::<Vec<_>>()
        }
    };
    let evidence = Evidence { own_files: vec![exercise.file.clone()], ..evidence(exercise, "", Vec::new()) };
    let case = |seed| Case { seed, inputs: n_max(5, 10_000), order: None };
    let cases: Vec<Case> = (0..traces.len() as u64).map(case).collect();
    let run = |(case, trace)| Run { evidence: &evidence, names: None, case, trace };
    let runs: Vec<Run<'_>> = cases.iter().zip(&traces).map(run).collect();
    rule::of_case(rule, runs[0]).or_else(|| rule::of_group(rule, &runs))
}

#[test]
fn every_rule_tells_what_students_read() {
    for form in ALL.iter().filter(|form| matches!(form.what, "rule" | "word")) {
        let wrong = wrong(form);
        let example = blocks(form, "toml")[0];
        let course = read("course", &course(form, example)).unwrap();
        let exercise = course.exercise("multiple_coroutines").unwrap();
        let rule = &exercise.checks.last().unwrap().rules[0];
        let finding = judge(wrong, exercise, rule).expect("the run breaks the rule");
        let told = format!("expected {} observed {}", finding.expected.unwrap(), finding.observed.unwrap());
        let documented = blocks(form, "text").first().copied().unwrap_or_default();
        let documented: Vec<&str> = documented.split_whitespace().collect();
        let name = form.name;
        assert_eq!(documented.join(" "), told, "the docs of `form::{name}` say the left in ```text");
    }
}

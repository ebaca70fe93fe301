use std::collections::BTreeMap;

use grader_trace::{Ending, LimitKind, Value};

use super::*;
use crate::report::Origin;
use crate::rule::{Across, Amount, Calls, Elapsed, Order, Returned, Source, Spread};
use crate::sample::{
    FILE, TraceBuilder, case, check, evidence, exercise, location, ms, n_max, said, scenario_run, time,
    times, trace,
};

/// The places of a wait of the reference's `basic`, called in line 14.
const WAIT: &[&str] = &["src/basic.rs:10", "src/multiple.rs:14"];

fn input(name: &str) -> Amount {
    Amount::Input(name.to_owned())
}

fn concurrent() -> Rule {
    Rule::Elapsed(Elapsed { equals: Some(Amount::LongestReturned), within: ms(1), ..Elapsed::default() })
}

fn count() -> Rule {
    Rule::from(Returned { len: Some(input("n")), ..Returned::default() })
}

fn forbid(name: &str) -> Rule {
    Rule::Source(Source { forbid: vec![name.to_owned()], require: Vec::new() })
}

fn spread() -> Rule {
    let spread = Spread { up_to: input("max"), quarters: 2, share: 0.0, least: 0, fractional: true };
    Rule::from(Returned { spread: Some(spread), ..Returned::default() })
}

/// A call that waits one after the other.
fn one_by_one(lengths: &[u64]) -> TraceBuilder {
    let mut at = 0;
    let waits = lengths.iter().fold(trace(), |trace, length| {
        let when = at..at + length;
        at = when.end;
        trace.wait(when, WAIT)
    });
    waits.returns(times(lengths))
}

/// A call that waits for all at once.
fn at_once(lengths: &[u64]) -> TraceBuilder {
    lengths.iter().fold(trace(), |trace, length| trace.wait(0..*length, WAIT)).returns(times(lengths))
}

fn panicked(message: &str) -> Ending {
    Ending::Panicked { message: message.to_owned(), at: Some(location("src/multiple.rs:12")) }
}

/// The report of a check with these rules.
fn judged(rules: Vec<Rule>, source: &str, cases: Vec<CaseRun>) -> CheckReport {
    let exercise = exercise(vec![check("it", 6.0, rules)]);
    judge(&evidence(&exercise, source, cases)).checks.remove(0)
}

fn not_run(seed: u64) -> CaseRun {
    CaseRun { trace: None, ..case(n_max(5, 1000), seed, trace().done()) }
}

#[test]
fn a_right_answer_is_accepted() {
    let exercise =
        exercise(vec![check("count", 4.0, vec![count()]), check("concurrent", 6.0, vec![concurrent()])]);
    let cases = vec![case(n_max(2, 1000), 7, at_once(&[300, 700]).done())];
    let report = judge(&evidence(&exercise, "", cases));
    assert_eq!((report.verdict, report.score, report.max_score), (Verdict::Accepted, 10.0, 10.0));
    assert_eq!(report.with, BTreeMap::from([("basic".to_owned(), Origin::Reference)]));
    assert_eq!((report.exercise.as_str(), report.title.as_str()), ("multiple", "Several at once"));
    for (report, check) in report.checks.iter().zip(&exercise.checks) {
        assert_eq!((report.status, report.score), (Status::Passed, check.points));
        assert_eq!((&report.finding, &report.feedback, &report.hint), (&Finding::default(), &None, &None));
    }
}

#[test]
fn a_failed_check_costs_its_own_points_only() {
    let exercise =
        exercise(vec![check("count", 4.0, vec![count()]), check("concurrent", 6.0, vec![concurrent()])]);
    let cases = vec![case(n_max(2, 1000), 7, one_by_one(&[300, 700]).done())];
    let report = judge(&evidence(&exercise, "", cases));
    assert_eq!((report.verdict, report.score, report.max_score), (Verdict::Rejected, 4.0, 10.0));
    assert_eq!(report.checks[0].status, Status::Passed);
    assert_eq!(report.checks[1].status, Status::Failed);
    assert_eq!(report.checks[1].hint.as_deref(), Some("First nudge."));
    assert_eq!(report.checks[1].hints, ["First nudge.", "Second nudge."]);
}

#[test]
fn a_failed_check_is_told_from_end_to_end() {
    let report =
        judged(vec![concurrent()], "", vec![case(n_max(2, 1000), 41, one_by_one(&[300, 500]).done())]);
    assert_eq!(
        format!("{}\n{}", feedback::line(&report), report.feedback.unwrap()),
        "✗ The check it                                                        0/6
  inputs    n = 2, max = 1 s
  expected  the call to take as long as its longest wait, 0.5 s
  observed  0.8 s, the sum of both waits
  wait 1    ███████████████
  wait 2                   █████████████████████████
  src/multiple.rs:14 each wait starts only after the one before has ended
  again     cargo test -p exercises --test checks -- multiple::it --seed 41
"
    );
    let finding = report.finding;
    assert_eq!((finding.scenario.as_deref(), finding.seed), (Some("waits"), Some(41)));
    assert_eq!(finding.inputs.unwrap()["n"], Shown::Int(2));
    assert_eq!(finding.timeline.unwrap().lanes.len(), 2);
}

#[test]
fn all_rules_of_a_check_must_hold() {
    let cases = || vec![case(n_max(2, 1000), 0, one_by_one(&[300, 500]).done())];
    assert_eq!(judged(vec![count()], "", cases()).status, Status::Passed);
    assert_eq!(judged(vec![count(), concurrent()], "", cases()).status, Status::Failed);
    assert_eq!(judged(vec![concurrent(), count()], "", cases()).status, Status::Failed);
}

#[test]
fn the_smallest_failing_case_is_told() {
    let report = judged(
        vec![concurrent()],
        "",
        vec![
            case(n_max(10, 1000), 1, one_by_one(&[300, 500]).done()),
            case(n_max(5, 9000), 2, one_by_one(&[300, 500]).done()),
            case(n_max(5, 1000), 4, one_by_one(&[300, 500]).done()),
            case(n_max(5, 1000), 3, one_by_one(&[300, 500]).done()),
            case(n_max(2, 1000), 5, at_once(&[300, 500]).done()),
        ],
    );
    let finding = report.finding;
    assert_eq!(finding.seed, Some(3), "of equal inputs the one with the smallest seed");
    assert_eq!(finding.inputs.unwrap()["n"], Shown::Int(5));
}

#[test]
fn a_case_that_did_not_return_fails_what_needs_a_run() {
    let cases = || vec![case(n_max(2, 1000), 3, trace().ends(panicked("oh")).done())];
    for rule in [
        count(),
        concurrent(),
        Rule::Blocking,
        spread(),
        Rule::Across(Across { seeds_differ: true, ..Across::default() }),
    ] {
        let finding = judged(vec![rule], "", cases()).finding;
        assert_eq!(
            said(Some(&finding)),
            Some(("the call to return", "the call panicked: \"oh\" at src/multiple.rs:12"))
        );
        assert_eq!((finding.ending.as_deref(), finding.seed), (Some("panicked"), Some(3)));
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:12"));
    }
    assert_eq!(judged(vec![forbid("sort*")], "fn f() {}", cases()).status, Status::Passed);
}

#[test]
fn a_smaller_case_that_returned_says_more_than_a_larger_that_did_not() {
    let wrong = || one_by_one(&[300, 500]).done();
    let stopped = || trace().ends(panicked("oh")).done();
    let ending = |cases| judged(vec![concurrent()], "", cases).finding.ending;
    assert_eq!(ending(vec![case(n_max(9, 1), 0, stopped()), case(n_max(2, 1), 0, wrong())]), None);
    assert!(ending(vec![case(n_max(9, 1), 0, wrong()), case(n_max(2, 1), 0, stopped())]).is_some());
}

#[test]
fn cases_behind_one_that_took_the_process_down_are_not_judged() {
    let report = judged(
        vec![count()],
        "",
        vec![
            case(n_max(0, 1000), 0, trace().returns(times(&[])).done()),
            case(n_max(5, 1000), 1, trace().ends(Ending::Limit(LimitKind::Cpu)).done()),
            not_run(2),
        ],
    );
    assert_eq!(report.status, Status::Failed);
    assert_eq!(report.finding.seed, None, "which case used up the last of the time is chance");
    assert_eq!((report.hint, report.hints), (None, vec![]), "a hint is about what the check asks for");
    assert_eq!(
        report.finding.observed.as_deref(),
        Some("used up its processor time, 5 s: a loop without end?")
    );
}

#[test]
fn what_was_not_run_never_passes() {
    let good = || case(n_max(0, 1000), 0, trace().returns(times(&[])).done());
    for cases in [vec![], vec![not_run(0)], vec![good(), not_run(1)]] {
        let report = judged(vec![count()], "", cases);
        assert_eq!((report.status, report.score), (Status::Error, 0.0));
        assert!(report.finding.observed.unwrap().contains("run"));
    }
    let exercise = exercise(vec![check("it", 1.0, vec![count()])]);
    let mut nowhere = evidence(&exercise, "", vec![good()]);
    nowhere.runs.clear();
    assert_eq!(judge(&nowhere).verdict, Verdict::Error);
}

#[test]
fn every_scenario_of_a_check_is_judged() {
    let mut exercise = exercise(vec![check("it", 1.0, vec![count()])]);
    let other = crate::course::Scenario { id: "more".to_owned(), ..exercise.scenarios[0].clone() };
    exercise.scenarios.push(other);
    exercise.checks[0].scenarios.push("more".to_owned());
    let run = |value: Value| scenario_run(vec![case(n_max(1, 1000), 0, trace().returns(value).done())]);
    let status = |more: Option<ScenarioRun>| {
        let mut evidence = evidence(&exercise, "", run(times(&[5])).cases);
        evidence.runs.extend(more.map(|more| ("more".to_owned(), more)));
        let report = judge(&evidence).checks.remove(0);
        (report.status, report.finding.scenario)
    };
    assert_eq!(status(Some(run(times(&[5])))), (Status::Passed, None));
    assert_eq!(status(Some(run(times(&[])))), (Status::Failed, Some("more".to_owned())));
    assert_eq!(status(None).0, Status::Error);
}

#[test]
fn a_failure_outweighs_what_was_not_run() {
    let mut exercise = exercise(vec![check("it", 1.0, vec![count()])]);
    exercise.checks[0].scenarios.insert(0, "gone".to_owned());
    let cases = vec![case(n_max(1, 1000), 0, trace().returns(times(&[])).done())];
    assert_eq!(judge(&evidence(&exercise, "", cases)).verdict, Verdict::Rejected);
}

#[test]
fn the_source_is_judged_without_a_run() {
    let report = judged(vec![forbid("sort*")], "fn f(mut v: V) {\n    v.sort();\n}", vec![]);
    assert_eq!(report.status, Status::Failed);
    assert_eq!(
        report.feedback.as_deref(),
        Some(
            "  expected  no use of `sort*`
  observed  `sort` is used
  src/multiple.rs:2
  again     cargo test -p exercises --test checks -- multiple::it
"
        )
    );
    assert_eq!(judged(vec![forbid("sort*")], "fn f() {}", vec![]).status, Status::Passed);
    let finding = judged(vec![forbid("sort*")], "fn fn", vec![]).finding;
    assert!(finding.observed.unwrap().starts_with("not Rust"));
}

#[test]
fn calls_need_the_name_and_the_trace() {
    let rule = || {
        vec![Rule::Calls(Calls {
            function: "basic::wait".to_owned(),
            times: input("n"),
            at_once: false,
            files: vec!["src/basic.rs".to_owned()],
        })]
    };
    let named = "use crate::basic::wait;\nfn f() { wait(1) }";
    let cases = |places: &[&str]| vec![case(n_max(1, 1000), 0, trace().wait(0..5, places).done())];
    assert_eq!(judged(rule(), named, cases(WAIT)).status, Status::Passed);
    assert_eq!(judged(rule(), "fn f() {}", cases(WAIT)).status, Status::Failed);
    assert_eq!(judged(rule(), named, cases(&["src/multiple.rs:3"])).status, Status::Failed);
    assert_eq!(judged(rule(), named, vec![]).status, Status::Error);
}

#[test]
fn blocking_and_order_are_judged() {
    let cases = vec![case(n_max(1, 1000), 0, trace().block(0..3200, &["src/multiple.rs:3"]).done())];
    let report = judged(vec![Rule::Blocking], "", cases);
    assert_eq!(
        report.finding.observed.as_deref(),
        Some("std::thread::sleep blocked the whole thread for 3.2 s")
    );
    assert!(report.feedback.unwrap().contains("\n  the call  ▒▒▒▒"));
    let order = Rule::from(Returned { order: Some(Order::Ascending), ..Returned::default() });
    let cases = vec![case(n_max(3, 1000), 0, at_once(&[900, 200, 500]).done())];
    let report = judged(vec![order], "", cases);
    assert_eq!(
        report.finding.cause.as_deref(),
        Some("the results are in the order in which the waits were started, not in which they ended")
    );
}

#[test]
fn values_are_compared_over_the_cases_with_the_same_inputs() {
    let returned = |max, seed, value| case(n_max(1, max), seed, trace().returns(time(value)).done());
    let report = judged(
        vec![spread()],
        "",
        vec![
            returned(9000, 0, 1),
            returned(9000, 1, 2),
            returned(4000, 0, 10),
            returned(4000, 1, 900),
            returned(2000, 0, 10),
            returned(2000, 1, 1900),
            returned(0, 0, 0),
            returned(0, 1, 0),
        ],
    );
    let finding = report.finding;
    assert_eq!(finding.inputs.unwrap()["max"], Shown::Text("4 s".to_owned()), "the smallest that fails");
    assert_eq!(finding.seed, Some(0), "from which on all of them are run again");
    assert_eq!(finding.observed.as_deref(), Some("2 values in 1 of them, from 0.01 s to 0.9 s"));
    assert_eq!(finding.timeline, None);
}

#[test]
fn cases_with_the_same_inputs_need_not_be_neighbours() {
    let returned = |max, seed, value| case(n_max(1, max), seed, trace().returns(time(value)).done());
    let cases =
        vec![returned(5000, 0, 700), returned(9000, 0, 700), returned(5000, 1, 800), returned(9000, 1, 800)];
    let across = Rule::Across(Across { seeds_differ: true, ..Across::default() });
    assert_eq!(judged(vec![across.clone()], "", cases).status, Status::Passed);
    let cases =
        vec![returned(5000, 0, 700), returned(9000, 0, 700), returned(5000, 1, 700), returned(9000, 1, 800)];
    let finding = judged(vec![across], "", cases).finding;
    assert_eq!(finding.observed.as_deref(), Some("0.7 s for all 2 seeds"));
}

#[test]
fn half_a_group_is_not_compared() {
    let report = judged(
        vec![Rule::Across(Across { seeds_differ: true, ..Across::default() })],
        "",
        vec![
            case(n_max(5, 1000), 0, trace().returns(time(700)).done()),
            case(n_max(5, 1000), 1, trace().returns(time(700)).done()),
            not_run(2),
        ],
    );
    assert_eq!(report.status, Status::Error);
}

#[test]
fn hidden_checks_are_marked() {
    let mut exercise = exercise(vec![check("it", 1.0, vec![count()])]);
    exercise.checks[0].hidden = true;
    let cases = vec![case(n_max(0, 1), 0, trace().returns(times(&[])).done())];
    assert!(judge(&evidence(&exercise, "", cases)).checks[0].hidden);
    assert!(unjudged(&exercise, Verdict::NotStarted, None).checks[0].hidden);
}

#[test]
fn an_exercise_that_was_not_judged_lists_every_check() {
    let exercise = exercise(vec![check("a", 4.0, vec![count()]), check("b", 0.5, vec![concurrent()])]);
    let report = unjudged(&exercise, Verdict::CompileError, Some("E0308".to_owned()));
    assert_eq!((report.verdict, report.score, report.max_score), (Verdict::CompileError, 0.0, 4.5));
    assert_eq!(report.message.as_deref(), Some("E0308"));
    let skipped: Vec<_> = report
        .checks
        .iter()
        .map(|check| (check.id.as_str(), check.status, check.score, check.max_score))
        .collect();
    assert_eq!(skipped, [("a", Status::Skipped, 0.0, 4.0), ("b", Status::Skipped, 0.0, 0.5)]);
}

#[test]
fn an_exercise_behaves_whatever_its_source_looks_like() {
    let calls = Rule::Calls(Calls {
        function: "basic::wait".to_owned(),
        times: input("n"),
        at_once: false,
        files: vec!["src/basic.rs".to_owned()],
    });
    let exercise = exercise(vec![
        check("count", 1.0, vec![count()]),
        check("no-sort", 1.0, vec![forbid("sort*")]),
        check("uses", 1.0, vec![calls]),
    ]);
    let judged = |value| {
        let cases = vec![case(n_max(1, 1000), 0, trace().wait(0..5, &[]).returns(value).done())];
        judge(&evidence(&exercise, "fn f() { v.sort() }", cases))
    };
    let report = judged(times(&[5]));
    assert_eq!((report.verdict, report.score), (Verdict::Rejected, 1.0));
    assert!(behaves(&report, &exercise));
    assert!(!behaves(&judged(times(&[])), &exercise));
    assert!(!behaves(&unjudged(&exercise, Verdict::NotStarted, None), &exercise));
    let mut listed = report;
    listed.checks.clear();
    assert!(!behaves(&listed, &exercise), "a check that is not listed has not passed");
}

#[test]
fn nothing_of_the_submission_reaches_the_terminal_unescaped() {
    let evil = "\u{1b}]0;title\u{7}\r\n\u{202e}";
    let text = Value::List(vec![Value::Text(evil.repeat(500))]);
    let returned = Rule::from(Returned { at_most: Some(input("max")), ..Returned::default() });
    let cases = [
        trace().returns(text).done(),
        trace()
            .ends(Ending::Panicked { message: evil.repeat(500), at: Some(location("src/\u{1b}.rs:1")) })
            .done(),
    ];
    for trace in cases {
        let report = judged(vec![returned.clone()], "", vec![case(n_max(1, 1000), 0, trace)]);
        let told = report.feedback.unwrap();
        assert!(!told.chars().any(|char| char != '\n' && char.is_control()), "{told:?}");
        assert!(!told.contains('\u{202e}') && told.contains("…"), "{told:?}");
        assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
        let data = format!("{:?}{:?}", report.finding.observed, report.finding.location);
        assert!(data.chars().count() < 1000 && !data.contains('\u{1b}'), "{data}");
    }
}

#[test]
fn the_same_evidence_gives_the_same_report() {
    let exercise = exercise(vec![check("it", 1.0, vec![concurrent(), spread()])]);
    let cases = vec![case(n_max(2, 1000), 7, one_by_one(&[300, 700]).done())];
    let evidence = evidence(&exercise, "fn f() {}", cases);
    assert_eq!(judge(&evidence), judge(&evidence));
}

#[test]
fn lines_of_a_reference_are_never_shown() {
    let slow = trace().wait(0..300, &["src/basic.rs:10"]).wait(300..700, &["src/basic.rs:10"]);
    let cases = vec![case(n_max(2, 1000), 0, slow.returns(times(&[300, 400])).done())];
    let exercise = exercise(vec![check("it", 6.0, vec![concurrent()])]);
    let report = judge(&evidence(&exercise, "", cases.clone())).checks.remove(0);
    assert!(!format!("{report:?}").contains("basic.rs"), "{report:?}");
    let mut own = evidence(&exercise, "", cases);
    own.own_files = vec![FILE.to_owned(), "src/basic.rs".to_owned()];
    let report = judge(&own).checks.remove(0);
    assert_eq!(report.finding.location.as_deref(), Some("src/basic.rs:10"));
}

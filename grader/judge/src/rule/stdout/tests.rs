use grader_trace::{Trace, Value};

use super::*;
use crate::sample::{TraceBuilder, ms, said, time, times, trace, with_run, with_warnings};

/// The line of the student's that prints.
const AT: &[&str] = &["src/multiple.rs:7"];

fn line(text: &str) -> Line {
    Line {
        wording: Wording::Text(Text::parse(text).unwrap()),
        written: text.to_owned(),
        or: None,
        at: None,
        times: Amount::Constant(Value::Int(1)),
    }
}

fn at(text: &str, millis: u64) -> Line {
    Line { at: Some(Amount::Constant(time(millis))), ..line(text) }
}

fn often(text: &str, number: i64) -> Line {
    Line { times: Amount::Constant(Value::Int(number)), ..line(text) }
}

fn pattern(pattern: &str) -> Line {
    Line {
        wording: Wording::Pattern(Pattern(Regex::new(pattern).unwrap())),
        written: pattern.to_owned(),
        ..line("")
    }
}

/// A line that may say something else as well.
fn either(text: &str, or: &str) -> Line {
    Line { or: Some(Text::parse(or).unwrap()), ..line(text) }
}

fn as_listed(lines: Vec<Line>) -> Stdout {
    Stdout { lines, order: LineOrder::AsListed, before: Vec::new(), others_allowed: false, within: ms(1) }
}

fn any_order(lines: Vec<Line>) -> Stdout {
    Stdout { order: LineOrder::Any, ..as_listed(lines) }
}

fn with_others(rule: Stdout) -> Stdout {
    Stdout { others_allowed: true, ..rule }
}

fn judged(rule: &Stdout, trace: &Trace) -> Option<Finding> {
    with_run(trace, |run| check(rule, run))
}

/// Lines that are printed at those milliseconds.
fn printed(lines: &[(u64, &str)]) -> Trace {
    lines.iter().fold(trace(), |trace, (at, line)| trace.print(*at, line, AT)).done()
}

/// What is expected and observed where these lines are printed.
#[track_caller]
fn told(rule: &Stdout, lines: &[(u64, &str)], expected: &str, observed: &str) {
    let finding = judged(rule, &printed(lines));
    assert_eq!(said(finding.as_ref()), Some((expected, observed)));
}

#[test]
fn lines_as_they_are_listed_are_right() {
    let rule = as_listed(vec![at("Hello", 0), line("tick"), at("World", 2000)]);
    assert_eq!(judged(&rule, &printed(&[(0, "Hello"), (500, "tick"), (2001, "World")])), None);
}

#[test]
fn blanks_at_the_end_of_a_line_and_blank_lines_do_not_count() {
    let rule = as_listed(vec![line("Hello"), line("World")]);
    assert_eq!(judged(&rule, &printed(&[(0, ""), (0, "Hello \t\r"), (0, "  "), (0, "World")])), None);
    told(
        &rule,
        &[(0, "  Hello"), (0, "World")],
        "the line \"Hello\"",
        "\"  Hello\", where only blanks differ: 2 blanks instead of 0 before \"Hello\"",
    );
}

#[test]
fn inputs_are_filled_in() {
    let rule = as_listed(vec![Line {
        at: Some(Amount::Input("max".to_owned())),
        ..line("{n} after {max} seconds")
    }]);
    assert_eq!(judged(&rule, &printed(&[(10_000, "5 after 10 seconds")])), None);
    told(
        &rule,
        &[(9000, "5 after 10 seconds")],
        "the line \"5 after 10 seconds\", at max, 10 s",
        "it was printed at 9 s",
    );
}

#[test]
fn a_line_may_have_two_texts() {
    let lines = || vec![either("after {n} seconds", "after {n} s"), line("end")];
    let with_pattern = || any_order([vec![pattern("after")], lines()].concat());
    for rule in [as_listed(lines()), any_order(lines())] {
        for text in ["after 5 seconds", "after 5 s"] {
            assert_eq!(judged(&rule, &printed(&[(0, text), (0, "end")])), None);
            let twice = judged(&rule, &printed(&[(0, text), (0, "after 5 seconds"), (0, "end")])).unwrap();
            assert_eq!(twice.observed.as_deref(), Some("it was printed twice"));
        }
        let lines = [(0, "after 5 second"), (0, "end")];
        let observed = "\"after 5 second\": \"second\" instead of \"seconds\"";
        told(&rule, &lines, "the line \"after 5 seconds\"", observed);
    }
    let lines = [(0, "after 5 s"), (0, "end")];
    told(
        &with_pattern(),
        &lines,
        "a line like `after`",
        "no such line; \"after 5 s\" and \"end\" were printed",
    );
}

#[test]
fn patterns_fit_parts_of_lines_unless_they_say_more() {
    let rule = as_listed(vec![pattern(r"sum = \d+"), pattern(r"^\d$")]);
    assert_eq!(judged(&rule, &printed(&[(0, "the sum = 42."), (0, "7")])), None);
    told(
        &rule,
        &[(0, "the sum = 42."), (0, "17")],
        r"a line like `^\d$`",
        "no such line; \"17\" was printed",
    );
}

#[test]
fn a_missing_line_is_told_with_what_was_printed_instead() {
    let rule = as_listed(vec![line("Hello"), line("World")]);
    told(&rule, &[], "the line \"Hello\"", "no such line; nothing was printed");
    told(&rule, &[(0, "Hello")], "the line \"World\"", "no such line; \"Hello\" was printed");
    told(
        &rule,
        &[(0, "Hello"), (0, "one"), (0, "two"), (0, "three"), (0, "four")],
        "the line \"World\"",
        "no such line; \"one\", \"two\", \"three\" and 1 more line were printed",
    );
}

#[test]
fn a_misspelt_line_is_told_with_its_difference_and_place() {
    let rule = as_listed(vec![line("Hello"), line("Task A finished after 2 seconds")]);
    let trace = printed(&[(0, "Hello"), (2000, "task A finished after 2 seconds")]);
    let finding = judged(&rule, &trace).unwrap();
    assert_eq!(
        said(Some(&finding)),
        Some((
            "the line \"Task A finished after 2 seconds\"",
            "\"task A finished after 2 seconds\", where only capitals differ: \"task\" instead of \"Task\""
        ))
    );
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
}

#[test]
fn lines_that_run_into_each_other_lack_their_ends() {
    let rule = any_order(vec![line("Task A starting"), line("Task B starting")]);
    for printed_line in ["Task A startingTask B starting", "Task B starting Task A starting"] {
        let finding = judged(&rule, &printed(&[(0, printed_line)])).unwrap();
        assert_eq!(finding.cause.as_deref(), Some("`print!` does not end the line, as `println!` does"));
    }
    let finding = judged(&rule, &printed(&[(0, "Now: Task A starting"), (0, "Task B starting")])).unwrap();
    assert_eq!(finding.cause, None);
}

#[test]
fn a_line_on_standard_error_is_on_the_wrong_stream() {
    let rule = as_listed(vec![line("Hello"), pattern("^World")]);
    let trace = trace().print(0, "Hello", &[]).eprint(0, "World!", AT).done();
    let finding = judged(&rule, &trace).unwrap();
    assert_eq!(said(Some(&finding)), Some(("a line like `^World`", "\"World!\" on standard error")));
    assert!(finding.cause.unwrap().starts_with("`eprintln!` prints to standard error"));
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
}

#[test]
fn standard_error_is_not_looked_at_otherwise() {
    let trace = trace().eprint(0, "debug", &[]).print(0, "Hello", &[]).eprint(0, "Hello", &[]).done();
    assert_eq!(judged(&as_listed(vec![line("Hello")]), &trace), None);
}

#[test]
fn what_is_missing_may_be_in_a_task_that_is_left() {
    let mut trace = trace().task(0..5, &["src/multiple.rs:3"], |task| task).done();
    trace.events.retain(|event| event.kind != grader_trace::EventKind::End);
    let finding = judged(&as_listed(vec![line("Hello")]), &trace).unwrap();
    assert!(finding.cause.unwrap().starts_with("the task that is spawned here goes on alone"));
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:3"));
}

#[test]
fn how_often_a_line_comes_counts_even_among_others() {
    let rule = with_others(any_order(vec![often("tick", 2), often("boom", 0)]));
    assert_eq!(judged(&rule, &printed(&[(0, "tick"), (0, "tack"), (1, "tick")])), None);
    told(&rule, &[(0, "tick")], "the line \"tick\", twice", "it was printed once");
    told(
        &rule,
        &[(0, "tick"), (0, "tick"), (0, "tick")],
        "the line \"tick\", twice",
        "it was printed 3 times",
    );
    told(&rule, &[(0, "tick"), (0, "tick"), (0, "boom")], "no line \"boom\"", "it was printed once");
}

#[test]
fn how_often_may_be_an_input() {
    let line = Line { times: Amount::Input("n".to_owned()), ..line("tick") };
    let rule = as_listed(vec![line]);
    assert_eq!(judged(&rule, &printed(&[(0, "tick"); 5])), None);
    told(&rule, &[(0, "tick"); 4], "the line \"tick\", 5 times", "it was printed 4 times");
}

#[test]
fn other_lines_are_forbidden_unless_they_are_allowed() {
    let rule = as_listed(vec![line("Hello")]);
    let lines = [(0, "x = 5"), (0, "Hello"), (1500, "x = 6")];
    told(&rule, &lines, "only the lines that were asked for", "\"x = 5\" at 0 s, the first of 2 such lines");
    let finding = judged(&rule, &printed(&lines)).unwrap();
    assert!(finding.cause.unwrap().contains("`eprintln!`"));
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
    assert_eq!(judged(&with_others(rule), &printed(&lines)), None);
}

#[test]
fn the_order_as_listed_is_total() {
    let rule = as_listed(vec![line("one"), line("two"), line("three")]);
    told(
        &rule,
        &[(0, "one"), (1000, "three"), (2000, "two")],
        "\"two\" before \"three\"",
        "\"three\" came first, at 1 s, and \"two\" at 2 s",
    );
    told(
        &with_others(rule),
        &[(0, "two"), (0, "other"), (0, "one"), (0, "three")],
        "\"one\" before \"two\"",
        "\"two\" came first, both at 0 s",
    );
}

#[test]
fn a_line_that_fits_several_is_right_where_one_of_them_is_due() {
    let rule = as_listed(vec![pattern(r"^\d+$"), line("5"), pattern("^5")]);
    assert_eq!(judged(&rule, &printed(&[(0, "5"), (0, "5"), (0, "5")])), None);
    assert_eq!(judged(&rule, &printed(&[(0, "7"), (0, "5"), (0, "55")])), None);
    assert!(judged(&rule, &printed(&[(0, "7"), (0, "5"), (0, "6")])).is_some());
}

/// Three tasks of 2, 1 and 3 seconds, as an exercise may ask for.
fn three_tasks() -> Stdout {
    let both = |(name, seconds): (&str, u64)| {
        let finished = format!("Task {name} finished after {seconds} seconds");
        [at(&format!("Task {name} starting"), 0), at(&finished, seconds * 1000)]
    };
    let lines: Vec<Line> = [("A", 2), ("B", 1), ("C", 3)].into_iter().flat_map(both).collect();
    let before = lines.chunks(2).map(|pair| pair.iter().map(|line| line.written.clone()).collect());
    Stdout { before: before.collect(), ..any_order(lines) }
}

#[test]
fn lines_at_one_instant_may_come_in_any_order() {
    let ends = [
        (1000, "Task B finished after 1 seconds"),
        (2000, "Task A finished after 2 seconds"),
        (3000, "Task C finished after 3 seconds"),
    ];
    for starts in [["A", "B", "C"], ["C", "A", "B"]] {
        let starts = starts.map(|name| format!("Task {name} starting"));
        let lines: Vec<(u64, &str)> = starts.iter().map(|line| (0, line.as_str())).chain(ends).collect();
        assert_eq!(judged(&three_tasks(), &printed(&lines)), None);
    }
}

/// The three tasks, each awaited before the next.
fn one_by_one() -> TraceBuilder {
    trace()
        .print(0, "Task A starting", AT)
        .wait(0..2000, &["src/multiple.rs:8"])
        .print(2000, "Task A finished after 2 seconds", AT)
        .print(2000, "Task B starting", AT)
        .wait(2000..3000, &["src/multiple.rs:8"])
        .print(3000, "Task B finished after 1 seconds", AT)
        .print(3000, "Task C starting", AT)
        .wait(3000..6000, &["src/multiple.rs:8"])
        .print(6000, "Task C finished after 3 seconds", AT)
}

#[test]
fn the_cause_of_a_late_line_is_told() {
    let finding = judged(&three_tasks(), &one_by_one().done()).unwrap();
    assert_eq!(said(Some(&finding)), Some(("the line \"Task B starting\", at 0 s", "it was printed at 2 s")));
    assert_eq!(finding.cause.as_deref(), Some("each wait starts only after the one before has ended"));
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:8"));
    assert!(finding.timeline.is_some());
}

#[test]
fn a_blocked_thread_is_the_cause_of_a_late_line() {
    let trace = trace().block(0..3000, &["src/multiple.rs:4"]).print(3000, "done", AT).done();
    let finding = judged(&as_listed(vec![at("done", 1000)]), &trace).unwrap();
    assert!(finding.cause.unwrap().starts_with("std::thread::sleep blocks the thread"));
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:4"));
}

#[test]
fn what_print_keeps_back_is_late() {
    let rule = as_listed(vec![line("Hello"), at("World", 1000)]);
    let cause = |last: u64, places: &[&str]| {
        let trace = trace().print(0, "Hello", AT).block(0..3000, AT).print(last, "World", places).takes(3000);
        judged(&rule, &trace.done()).unwrap().cause.unwrap()
    };
    assert!(cause(3000, &[]).starts_with("`print!` keeps what has no end of line"));
    assert!(cause(3000, AT).starts_with("std::thread::sleep blocks"));
    assert!(cause(2900, &[]).starts_with("std::thread::sleep blocks"));
}

#[test]
fn a_future_that_nobody_awaits_is_the_cause_of_an_early_line() {
    let warning = crate::diagnostic::Diagnostic {
        notes: Vec::new(),
        code: Some("unused_must_use".to_owned()),
        message: "unused implementer of `Future`".to_owned(),
        location: Some(crate::sample::location("src/multiple.rs:6")),
        rendered: "note: futures do nothing unless you `.await` them".to_owned(),
        is_error: false,
        label: None,
    };
    let rule = as_listed(vec![at("done", 1000)]);
    let finding = with_warnings(&printed(&[(0, "done")]), &[warning], |run| check(&rule, run)).unwrap();
    assert!(finding.cause.unwrap().contains("what is not awaited does nothing"));
    assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:6"));
}

#[test]
fn some_lines_come_before_others() {
    let rule = Stdout {
        before: vec![vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]],
        ..any_order(vec![line("c"), often("b", 2), line("a"), line("free")])
    };
    assert_eq!(judged(&rule, &printed(&[(0, "a"), (0, "b"), (0, "free"), (0, "b"), (0, "c")])), None);
    told(
        &rule,
        &[(0, "a"), (0, "b"), (0, "free"), (1000, "c"), (2000, "b")],
        "\"b\" before \"c\"",
        "\"c\" came first, at 1 s, and \"b\" at 2 s",
    );
    told(
        &rule,
        &[(0, "b"), (0, "a"), (0, "b"), (0, "free"), (0, "c")],
        "\"a\" before \"b\"",
        "\"b\" came first, both at 0 s",
    );
}

#[test]
fn a_cause_is_looked_for_where_the_order_follows_from_the_times() {
    let rule = Stdout {
        before: vec![vec!["Task B starting".to_owned(), "Task A finished after 2 seconds".to_owned()]],
        ..with_others(any_order(vec![line("Task B starting"), line("Task A finished after 2 seconds")]))
    };
    let finding = judged(&rule, &one_by_one().done()).unwrap();
    assert_eq!(
        finding.observed.as_deref(),
        Some("\"Task A finished after 2 seconds\" came first, both at 2 s")
    );
    assert_eq!((finding.cause, finding.location.as_deref()), (None, Some("src/multiple.rs:7")));
    let rule = as_listed(vec![
        line("Task A starting"),
        line("Task C starting"),
        line("Task A finished after 2 seconds"),
    ]);
    let finding = judged(&with_others(rule), &one_by_one().done()).unwrap();
    assert_eq!(
        finding.expected.as_deref(),
        Some("\"Task C starting\" before \"Task A finished after 2 seconds\"")
    );
    assert_eq!(finding.cause.as_deref(), Some("each wait starts only after the one before has ended"));
}

#[test]
fn equal_lines_are_told_apart_by_their_times() {
    let rule = any_order(vec![at("tick", 3000), at("tick", 1000), at("tick", 2000)]);
    assert_eq!(judged(&rule, &printed(&[(1000, "tick"), (2000, "tick"), (3000, "tick")])), None);
    told(
        &rule,
        &[(1000, "tick"), (1000, "tick"), (3000, "tick")],
        "the line \"tick\", number 2 of 3, at 2 s",
        "it was printed at 1 s",
    );
    let rule = any_order(vec![line("tick"), at("tick", 2000)]);
    assert_eq!(judged(&rule, &printed(&[(0, "tick"), (2000, "tick")])), None);
    assert_eq!(judged(&rule, &printed(&[(2000, "tick"), (9000, "tick")])), None);
    told(
        &rule,
        &[(0, "tick"), (1000, "tick")],
        "the line \"tick\", number 1 of 2, at 2 s",
        "it was printed at 0 s",
    );
}

#[test]
fn texts_that_differ_in_equal_inputs_are_one() {
    let both = [("n", Value::Int(1)), ("m", Value::Int(1))];
    let rule = Stdout {
        before: vec![vec!["{n}".to_owned(), "{m}".to_owned()]],
        ..any_order(vec![line("{n}"), line("{m}")])
    };
    let found = |lines: &[(u64, &str)]| {
        let inputs = crate::sample::inputs(&both);
        with_run(&printed(lines), |run| {
            let case = grader_trace::wire::Case { inputs, ..run.case.clone() };
            check(&rule, Run { case: &case, ..run })
        })
    };
    assert_eq!(found(&[(0, "1"), (0, "1")]), None);
    assert_eq!(said(found(&[(0, "1")]).as_ref()), Some(("the line \"1\", twice", "it was printed once")));
}

#[test]
fn every_amount_has_its_words() {
    let expected = |amount| {
        let rule = as_listed(vec![Line { at: Some(amount), ..line("x") }]);
        let trace = trace().print(7000, "x", &[]).returns(times(&[1000, 2000])).takes(9000).done();
        judged(&rule, &trace).unwrap().expected.unwrap()
    };
    assert_eq!(expected(Amount::Constant(time(1))), "the line \"x\", at 0.001 s");
    assert_eq!(expected(Amount::Elapsed), "the line \"x\", at the end of the call, 9 s");
    assert_eq!(expected(Amount::LongestReturned), "the line \"x\", after the longest wait, 2 s");
    assert_eq!(expected(Amount::SumOfReturned), "the line \"x\", after all waits together, 3 s");
    assert_eq!(
        expected(Amount::ElapsedOver("n".to_owned())),
        "the line \"x\", after the time of the call over n, 1.8 s"
    );
}

#[test]
fn times_that_the_run_does_not_tell_are_not_met() {
    let rule = as_listed(vec![Line { at: Some(Amount::LongestReturned), ..line("x") }]);
    let trace = trace().print(0, "x", &[]).returns(Value::Text("?".to_owned())).done();
    assert_eq!(
        said(judged(&rule, &trace).as_ref()),
        Some((
            "the line \"x\", after the longest wait, which the returned values do not tell",
            "it was printed at 0 s"
        ))
    );
}

#[test]
fn what_a_submission_prints_is_escaped_and_cut() {
    let rule = as_listed(vec![line("Hello")]);
    let long = "\u{1b}[31m".repeat(10_000);
    let finding = judged(&rule, &printed(&[(0, "Hello"), (0, &long)])).unwrap();
    let observed = finding.observed.unwrap();
    assert!(observed.starts_with(r#""\u{1b}[31m\u{1b}[31m"#) && !observed.contains('\u{1b}'), "{observed}");
    assert!(observed.chars().count() < 500, "{observed}");
    let finding = judged(&rule, &printed(&[(0, "Hello\u{202e}")])).unwrap();
    assert_eq!(
        finding.observed.as_deref(),
        Some(r#""Hello\u{202e}", where only punctuation differs: "Hello\u{202e}" instead of "Hello""#)
    );
}

/// A hundred listed lines against a hundred thousand that are printed: were each held against each, with
/// all that is looked for, this test would take minutes.
#[test]
fn a_flood_of_lines_takes_no_time() {
    let lines: Vec<Line> = (0..50)
        .map(|number| at(&format!("Task {number} of many is over"), number))
        .chain((0..50).map(|number| pattern(&format!("^(x*)*y{number}$"))))
        .collect();
    let names: Vec<String> = (0..100_000).map(|number| format!("Task {number} of many is ovre")).collect();
    let flood: Vec<(u64, &str)> = names.iter().map(|name| (0, name.as_str())).collect();
    let trace = printed(&flood);
    for rule in [as_listed(lines.clone()), any_order(lines.clone()), with_others(any_order(lines.clone()))] {
        assert!(judged(&rule, &trace).is_some());
    }
    let equal: Vec<(u64, &str)> = (0..100_000).map(|at| (at, "tick")).collect();
    let ticks = Line { at: Some(Amount::Constant(time(50_000))), ..often("tick", 100_000) };
    assert!(judged(&any_order(vec![ticks]), &printed(&equal)).is_some());
    let long = "x".repeat(64 << 10);
    let longer: Vec<(u64, &str)> = vec![(0, &long); 500];
    assert!(judged(&any_order(lines), &printed(&longer)).is_some());
}

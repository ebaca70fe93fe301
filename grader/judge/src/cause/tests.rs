use grader_trace::{Trace, Value};

use super::duration::{blocked, one_by_one};
use super::order::started_not_ended;
use super::tasks::awaited_at_once;
use super::*;
use crate::diagnostic::Diagnostic;
use crate::sample::{TraceBuilder, location, ms, time, times, trace, with_cases, with_run, with_warnings};

const WAIT: &[&str] = &["src/basic.rs:10", "src/multiple.rs:14"];
const SPAWN: &[&str] = &["src/multiple.rs:8"];

fn told(cause: Option<Cause>) -> Option<(String, Option<String>)> {
    cause.map(|cause| (cause.text, cause.location.map(|location| location.to_string())))
}

fn cause(text: &str, location: Option<&str>) -> Option<(String, Option<String>)> {
    Some((text.to_owned(), location.map(str::to_owned)))
}

#[test]
fn waits_one_by_one() {
    let slow = trace().wait(0..300, WAIT).wait(300..700, WAIT).wait(700..800, WAIT).done();
    assert_eq!(
        told(with_run(&slow, one_by_one)),
        cause("each wait starts only after the one before has ended", Some("src/multiple.rs:14"))
    );
}

#[test]
fn waits_one_by_one_fall_back_to_any_line_of_the_students() {
    let slow = trace().wait(0..300, &["src/basic.rs:10"]).wait(300..700, &["src/basic.rs:10"]).done();
    assert_eq!(
        told(with_run(&slow, one_by_one)),
        cause("each wait starts only after the one before has ended", None),
        "the lines of a reference are not shown"
    );
}

#[test]
fn waits_at_the_same_time_are_not_one_by_one() {
    assert_eq!(with_run(&trace().wait(0..300, WAIT).wait(0..400, WAIT).done(), one_by_one), None);
    assert_eq!(with_run(&trace().wait(0..300, WAIT).wait(299..400, WAIT).done(), one_by_one), None);
}

#[test]
fn a_single_wait_is_not_one_by_one() {
    assert_eq!(with_run(&trace().wait(0..300, WAIT).done(), one_by_one), None);
    let none = trace().wait(0..300, WAIT).wait(300..300, WAIT).done();
    assert_eq!(with_run(&none, one_by_one), None, "what takes no time is no wait");
    let given_up = trace().wait(0..300, WAIT).abandoned(300..400, WAIT).done();
    assert_eq!(with_run(&given_up, one_by_one), None, "what is given up is no wait");
}

#[test]
fn waits_that_are_not_all_the_time_of_the_call_explain_nothing() {
    let trace = trace().wait(0..300, WAIT).wait(300..700, WAIT).takes(2000).done();
    assert_eq!(with_run(&trace, one_by_one), None);
}

#[test]
fn tasks_awaited_at_once() {
    let slow = trace()
        .task(0..300, SPAWN, |task| task.wait(0..300, WAIT))
        .task(300..700, SPAWN, |task| task.wait(300..700, WAIT))
        .done();
    assert_eq!(
        told(with_run(&slow, awaited_at_once)),
        cause("each task is awaited before the next is spawned", Some("src/multiple.rs:8"))
    );
}

#[test]
fn tasks_at_the_same_time_are_not_awaited_at_once() {
    let quick = trace()
        .task(0..300, SPAWN, |task| task.wait(0..300, WAIT))
        .task(0..700, SPAWN, |task| task.wait(0..700, WAIT))
        .done();
    assert_eq!(with_run(&quick, awaited_at_once), None);
    let single = trace().task(0..300, SPAWN, |task| task.wait(0..300, WAIT)).done();
    assert_eq!(with_run(&single, awaited_at_once), None);
    let instant = trace().task(0..0, SPAWN, |task| task).task(0..0, SPAWN, |task| task).done();
    assert_eq!(with_run(&instant, awaited_at_once), None, "tasks that take no time hold nobody up");
}

#[test]
fn tasks_of_tasks_are_judged_by_their_parent() {
    let nested = |builder: crate::sample::TraceBuilder, from: u64, to: u64| {
        builder.task(from..to, SPAWN, |outer| {
            outer.task(from..to, &["src/multiple.rs:3"], |inner| inner.wait(from..to, WAIT))
        })
    };
    let slow = nested(nested(trace(), 0, 300), 300, 700).done();
    assert_eq!(
        told(with_run(&slow, awaited_at_once)),
        cause("each task is awaited before the next is spawned", Some("src/multiple.rs:8"))
    );
    let quick = nested(nested(trace(), 0, 300), 0, 700).done();
    assert_eq!(with_run(&quick, awaited_at_once), None);
}

#[test]
fn a_blocked_thread_holds_up_the_others() {
    let slow = trace().block(0..300, &["src/multiple.rs:4"]).block(300..700, &["src/multiple.rs:4"]).done();
    assert_eq!(
        told(with_run(&slow, blocked)),
        cause(
            "std::thread::sleep blocks the thread, so that no other wait can go on",
            Some("src/multiple.rs:4")
        )
    );
    assert_eq!(with_run(&trace().wait(0..300, WAIT).done(), blocked), None);
    let short = trace().block(0..10, &["src/multiple.rs:4"]).wait(10..300, WAIT).takes(300).done();
    assert_eq!(with_run(&short, blocked), None, "a short block is not why it took so long");
}

#[test]
fn results_in_the_order_of_the_start() {
    let text = "the results are in the order in which the waits were started, not in which they ended";
    let trace =
        |value| trace().wait(0..900, WAIT).wait(0..200, WAIT).wait(0..500, WAIT).returns(value).done();
    assert_eq!(
        told(with_run(&trace(times(&[900, 200, 500])), started_not_ended)),
        cause(text, Some("src/multiple.rs:14"))
    );
    assert_eq!(with_run(&trace(times(&[900, 500, 200])), started_not_ended), None, "another order");
    assert_eq!(with_run(&trace(times(&[900, 200])), started_not_ended), None, "another number");
    assert_eq!(with_run(&trace(Value::Int(3)), started_not_ended), None, "no times");
}

#[test]
fn results_of_waits_one_by_one_are_in_the_order_of_their_end() {
    let trace = trace().wait(0..900, WAIT).wait(900..1100, WAIT).returns(times(&[900, 200])).done();
    assert_eq!(with_run(&trace, started_not_ended), None);
}

fn unused(message: &str) -> Diagnostic {
    Diagnostic {
        code: Some("unused_must_use".to_owned()),
        is_error: false,
        message: message.to_owned(),
        label: None,
        location: Some(location("src/multiple.rs:6")),
        rendered: "= note: futures do nothing unless you `.await` or poll them".to_owned(),
    }
}

fn waited(
    trace: &grader_trace::Trace,
    warnings: &[Diagnostic],
    returned: u64,
) -> Option<(String, Option<String>)> {
    with_warnings(trace, warnings, |run| told(Some(not_the_time_waited(run, ms(returned)))))
}

#[test]
fn a_sleep_that_is_not_awaited() {
    let trace = trace().unpolled(0, &["src/multiple.rs:6"]).returns(time(900)).done();
    let text = "nothing waits: a sleep that is not awaited does nothing";
    assert_eq!(waited(&trace, &[], 900), cause(text, Some("src/multiple.rs:6")));
    assert_eq!(
        waited(&trace, &[unused("unused implementer of `Future`\u{7}")], 900),
        cause(
            "nothing waits: what is not awaited does nothing; \
             rustc warns: unused implementer of `Future`\\u{7}",
            Some("src/multiple.rs:6")
        )
    );
    let result = Diagnostic { rendered: String::new(), ..unused("unused `Result` that must be used") };
    assert_eq!(waited(&trace, &[result], 900), cause(text, Some("src/multiple.rs:6")));
    let other = Diagnostic { code: Some("unused_variables".to_owned()), ..unused("unused variable") };
    assert_eq!(waited(&trace, &[other], 900), cause(text, Some("src/multiple.rs:6")));
}

#[test]
fn one_of_two_sleeps_is_not_awaited() {
    let trace = trace().unpolled(0, &["src/multiple.rs:6"]).wait(0..200, WAIT).done();
    assert_eq!(
        waited(&trace, &[unused("unused `Sleep` that must be used")], 900).unwrap().0,
        "what is not awaited does nothing; rustc warns: unused `Sleep` that must be used"
    );
}

#[test]
fn no_sleep_at_all() {
    let trace = trace().returns(time(900)).done();
    assert_eq!(waited(&trace, &[], 900), cause("nothing waits: no sleep is made during the call", None));
}

#[test]
fn another_random_number_than_the_one_waited_for() {
    let trace =
        trace().draw(0.4, &["src/multiple.rs:3"]).draw(0.9, &["src/multiple.rs:5"]).wait(0..400, WAIT).done();
    assert_eq!(
        waited(&trace, &[], 900),
        cause("the call waits for one random number and returns another one", Some("src/multiple.rs:5"))
    );
    assert_ne!(
        waited(&trace, &[], 700).unwrap().0,
        "the call waits for one random number and returns another one"
    );
}

#[test]
fn waited_longer_or_shorter() {
    let trace = trace().wait(0..100, &["src/multiple.rs:3"]).wait(100..2000, WAIT).done();
    assert_eq!(
        waited(&trace, &[], 500),
        cause(
            "the value returned was not the time waited: the call waited 1.5 s longer than it says",
            Some("src/multiple.rs:14")
        )
    );
    assert_eq!(
        waited(&trace, &[], 2500),
        cause(
            "the value returned was not the time waited: the call waited 0.5 s shorter than it says",
            Some("src/multiple.rs:14")
        )
    );
    assert_eq!(
        waited(&trace, &[unused("unused")], 500).unwrap().0,
        waited(&trace, &[], 500).unwrap().0,
        "a future that is not awaited makes no call longer"
    );
}

#[test]
fn blocked_instead_of_waiting() {
    let trace = trace().block(0..2000, &["src/multiple.rs:3"]).done();
    assert_eq!(
        waited(&trace, &[], 500),
        cause(
            "the value returned was not the time waited: \
             the call blocked the thread for 1.5 s longer than it says",
            Some("src/multiple.rs:3")
        )
    );
}

/// What a cause says of the first of several cases.
fn of_cases(
    cases: Vec<(i64, u64, TraceBuilder)>,
    source: &str,
    cause: impl FnOnce(Run<'_>) -> Option<Cause>,
) -> Option<String> {
    with_cases(cases, source, |run| cause(run).map(|cause| cause.text))
}

fn blocked_and_waiting(block: std::ops::Range<u64>) -> Trace {
    let end = block.end;
    trace().block(block, &["src/multiple.rs:4"]).wait(end..end + 700, WAIT).done()
}

#[test]
fn a_short_block_is_told_where_it_is_the_difference() {
    let told = |trace: &Trace, wanted| told(with_run(trace, |run| slow(run, Some(ms(wanted)))));
    assert_eq!(
        told(&blocked_and_waiting(0..300), 700),
        cause(
            "std::thread::sleep blocks the thread for 0.3 s, and no other wait can go on meanwhile",
            Some("src/multiple.rs:4")
        )
    );
    assert_eq!(told(&blocked_and_waiting(0..50), 100), None, "most of it has another reason");
}

#[test]
fn futures_in_a_list_that_are_awaited_in_turn() {
    let source =
        "async fn f() {\n    let all = g();\n    for one in all {\n        v.push(one.await);\n    }\n}";
    let slow = |line| {
        let places: &[&str] = match line {
            4 => &["src/basic.rs:10", "src/multiple.rs:4"],
            _ => &["src/basic.rs:10", "src/multiple.rs:2"],
        };
        trace().wait(0..300, places).wait(300..700, places)
    };
    assert_eq!(
        of_cases(vec![(2, 1000, slow(4))], source, one_by_one).unwrap(),
        "each wait starts only after the one before has ended: futures in a list do nothing yet, and this \
         loop awaits one after the other"
    );
    let text = "each wait starts only after the one before has ended";
    assert_eq!(of_cases(vec![(2, 1000, slow(2))], source, one_by_one).unwrap(), text, "not in that line");
    let locked = "async fn f() { join_all(map(async { let a = b.lock().await; g().await })).await }";
    assert_eq!(
        of_cases(vec![(2, 1000, slow(1))], locked, one_by_one).unwrap(),
        format!("{text}: is something locked while it waits?")
    );
    let looped = "async fn f() { for a in b { g().await; h.lock().await } }";
    assert_eq!(of_cases(vec![(2, 1000, slow(1))], looped, one_by_one).unwrap(), text);
}

#[test]
fn waits_in_rounds() {
    let rounds = trace().wait(0..300, WAIT).wait(0..500, WAIT).wait(500..600, WAIT).wait(500..900, WAIT);
    assert_eq!(
        told(with_run(&rounds.done(), |run| slow(run, None))),
        cause(
            "the waits come in 2 rounds, and each round starts only after the one before has ended",
            Some("src/multiple.rs:14")
        )
    );
    let other = trace().wait(0..300, WAIT).wait(0..500, WAIT).wait(400..600, WAIT).takes(600).done();
    assert_eq!(with_run(&other, |run| slow(run, None)), None);
}

#[test]
fn so_many_waits_at_a_time() {
    let two = || trace().wait(0..300, WAIT).wait(0..500, WAIT);
    assert_eq!(
        told(with_run(&two().wait(300..900, WAIT).wait(500..600, WAIT).done(), |run| slow(run, None))),
        cause(
            "at most 2 waits go on at the same time: wait 3 starts only when another has ended",
            Some("src/multiple.rs:14")
        )
    );
    assert_eq!(with_run(&two().wait(301..900, WAIT).done(), |run| slow(run, None)), None);
    assert_eq!(with_run(&two().done(), |run| slow(run, None)), None);
}

#[test]
fn a_wait_for_all_of_the_time_given() {
    let waits = |max| trace().wait(0..max / 3, WAIT).wait(0..max, &["src/multiple.rs:9"]);
    let slow = |run: Run<'_>| slow(run, Some(ms(200)));
    assert_eq!(
        of_cases(vec![(1, 1000, waits(1000)), (1, 10_000, waits(10_000)), (1, 0, trace())], "", slow)
            .unwrap(),
        "this wait lasts for all of max, 1 s, in every case"
    );
    let cases = vec![(1, 1000, waits(1000)), (1, 10_000, trace().wait(0..4000, WAIT))];
    assert_eq!(of_cases(cases, "", slow), None, "chance");
}

#[test]
fn a_wait_that_is_longer_than_all_may_take() {
    let trace = trace().wait(0..300, WAIT).wait(0..12_000, WAIT).done();
    assert_eq!(
        told(with_run(&trace, |run| slow(run, Some(ms(10_000))))).unwrap().0,
        "one wait alone lasts 12 s, which is more than max"
    );
    assert_eq!(with_run(&trace, |run| slow(run, Some(ms(300)))), None, "max was not the bound");
}

#[test]
fn a_call_that_is_over_too_soon() {
    let text = |trace: &Trace| with_run(trace, fast).map(|cause| cause.text);
    let left = trace().task(0..50, SPAWN, |task| task.unfinished(0, WAIT)).takes(0);
    let mut left = left.done();
    left.events.retain(|event| event.kind != grader_trace::EventKind::End);
    assert!(text(&left).unwrap().starts_with("the task that is spawned here goes on alone"));
    assert_eq!(text(&trace().done()).unwrap(), "nothing waits: no sleep is made during the call");
    let other = trace().wait(0..300, WAIT).returns(times(&[900])).done();
    assert_eq!(text(&other).unwrap(), "0.9 s is not a time that was waited for: the waits lasted 0.3 s");
    assert_eq!(text(&trace().wait(0..300, WAIT).returns(times(&[300])).done()), None);
    assert_eq!(text(&trace().wait(0..300, WAIT).returns(times(&[300, 900])).done()), None, "more results");
}

#[test]
fn many_tasks_that_are_left() {
    let mut left = (0..3).fold(trace(), |trace, _| trace.task(0..50, SPAWN, |task| task)).done();
    left.events.retain(|event| event.kind != grader_trace::EventKind::End);
    let found = with_run(&left, super::tasks::left).unwrap();
    assert!(found.text.starts_with("3 tasks, the first of them spawned here, go on alone"), "{}", found.text);
    assert_eq!(found.location.unwrap().to_string(), "src/multiple.rs:8");
}

#[test]
fn the_line_of_a_wait_of_a_reference_is_that_of_the_spawn() {
    let trace = trace()
        .task(0..900, SPAWN, |task| task.wait(0..900, &["src/basic.rs:10"]))
        .task(0..200, SPAWN, |task| task.wait(0..200, &["src/basic.rs:10"]))
        .returns(times(&[900, 200]))
        .done();
    let found = told(with_run(&trace, started_not_ended)).unwrap();
    assert_eq!(found.1.as_deref(), Some("src/multiple.rs:8"));
}

#[test]
fn waits_of_the_call_itself_give_no_results() {
    let trace = trace()
        .wait(0..1000, WAIT)
        .task(0..900, SPAWN, |task| task.wait(0..900, WAIT))
        .task(0..200, SPAWN, |task| task.wait(0..200, WAIT))
        .returns(times(&[900, 200]))
        .done();
    assert!(with_run(&trace, started_not_ended).is_some());
}

/// A measured call: how long it takes and what it returns, in milliseconds.
fn measured(n: i64, max: u64, takes: u64, returns: u64) -> (i64, u64, TraceBuilder) {
    let waits = (0..n.unsigned_abs()).fold(trace(), |trace, index| trace.wait(0..takes - 10 * index, WAIT));
    (n, max, waits.takes(takes).returns(time(returns)))
}

fn quotient(cases: Vec<(i64, u64, TraceBuilder)>) -> Option<String> {
    of_cases(cases, "", not_the_quotient)
}

#[test]
fn the_numbers_tell_which_formula_was_used() {
    let told = [
        ((2, 10_000, 600, 600), (5, 1000, 800, 800), "this is the whole time: it is not divided by n"),
        ((2, 10_000, 600, 1200), (5, 1000, 800, 4000), "the time is multiplied by n instead of divided"),
        ((3, 10_000, 600, 300), (5, 1000, 800, 200), "the time is divided by n - 1"),
        ((2, 10_000, 600, 200), (4, 1000, 800, 160), "the time is divided by n + 1"),
        ((2, 10_000, 600, 150), (5, 1000, 800, 32), "the time is divided by n twice"),
        ((2, 10_000, 600, 60), (5, 1000, 800, 800), "the time is divided by the seconds of max, not by n"),
        (
            (2, 10_000, 600, 595),
            (5, 1000, 800, 780),
            "this is the average of the waits, not the time that passed over n: waits at the same time \
             take as long as the longest",
        ),
        (
            (2, 10_000, 600, 1190),
            (5, 1000, 800, 3900),
            "this is the sum of all waits, not the time that passed over n",
        ),
        (
            (2, 10_000, 600, 300_000),
            (5, 1000, 800, 160_000),
            "this is 1000 times too much: milliseconds taken for seconds?",
        ),
        (
            (2, 1000, 600, 5),
            (5, 10_000, 8800, 5),
            "this is returned in every case, however long the call takes",
        ),
    ];
    for (one, other, text) in told {
        let cases = [one, other].map(|(n, max, takes, returns)| measured(n, max, takes, returns));
        assert_eq!(quotient(cases.into()).as_deref(), Some(text));
    }
}

#[test]
fn only_whole_seconds_are_left() {
    let cut = |count: usize| {
        let all = [(2, 1600, 0), (5, 8800, 1000), (2, 9900, 4000), (1, 7500, 7000)];
        let cases = all.into_iter().take(count);
        quotient(cases.map(|(n, takes, returns)| measured(n, 10_000, takes, returns)).collect())
    };
    assert_eq!(cut(4).as_deref(), Some("only whole seconds are returned: the fraction is lost"));
    assert_eq!(cut(3), None, "two may be chance");
}

#[test]
fn a_formula_has_to_fit_all_cases() {
    assert_eq!(quotient(vec![measured(2, 1000, 600, 600), measured(5, 1000, 800, 160)]), None);
    assert_eq!(
        quotient(vec![measured(2, 1000, 600, 450), measured(5, 1000, 800, 450)]).as_deref(),
        Some("this is returned in every case, however long the call takes")
    );
    assert_eq!(quotient(vec![measured(2, 1000, 600, 450)]), None);
    assert_eq!(quotient(vec![measured(1, 1000, 600, 600)]), None, "with n = 1 it is right");
}

#[test]
fn a_clock_that_is_read_twice_before_the_wait() {
    let cases =
        || vec![measured(2, 1000, 600, 0), measured(5, 1000, 800, 0), (0, 0, trace().returns(time(0)))];
    let clock = "async fn f() {\n    let start = now();\n    let it = start.elapsed();\n    g().await\n}";
    let found = with_cases(cases(), clock, not_the_quotient).unwrap();
    assert!(found.text.starts_with("no time passes between the two looks at the clock"), "{}", found.text);
    assert_eq!(found.location.unwrap().to_string(), "src/multiple.rs:3");
    assert_eq!(quotient(cases()).unwrap(), "zero is returned in every case, though time passes");
    assert_ne!(
        quotient(cases().into_iter().chain([measured(2, 1000, 600, 300)]).collect()).as_deref(),
        Some("zero is returned in every case, though time passes")
    );
}

fn counted(n: i64, max: u64, results: usize) -> (i64, u64, TraceBuilder) {
    let length = if max == 0 { 0 } else { 100 };
    let waits = (0..results).fold(trace(), |trace, _| trace.wait(0..length, WAIT));
    (n, max, waits.returns(times(&vec![length; results])))
}

#[test]
fn results_that_are_off_by_one_or_do_not_depend_on_n() {
    let told = |cases: &[(i64, u64, usize)]| {
        let cases = cases.iter().map(|(n, max, results)| counted(*n, *max, *results)).collect();
        of_cases(cases, "", of_count)
    };
    assert_eq!(
        told(&[(0, 2000, 1), (1, 2000, 2), (5, 2000, 6)]).unwrap(),
        "it is one more than n in every case"
    );
    assert_eq!(told(&[(1, 2000, 0), (5, 2000, 4)]).unwrap(), "it is one less than n in every case");
    assert_eq!(told(&[(1, 2000, 3), (5, 2000, 3), (0, 2000, 0)]).unwrap(), "it is 3 values whatever n is");
    assert_eq!(told(&[(1, 2000, 3), (5, 2000, 4)]), None);
    assert_eq!(told(&[(2, 2000, 1)]), None, "one case tells nothing");
}

#[test]
fn n_and_max_mixed_up() {
    let told = |cases: &[(i64, u64, usize)]| {
        let cases = cases.iter().map(|(n, max, results)| counted(*n, *max, *results)).collect();
        of_cases(cases, "", of_count)
    };
    assert!(
        told(&[(2, 1000, 1), (2, 10_000, 10), (10, 10_000, 10)])
            .unwrap()
            .starts_with("n and max are mixed up")
    );
    assert!(told(&[(2, 1000, 1), (2, 10_000, 2)]).is_none_or(|text| !text.contains("mixed up")));
    let long = trace().wait(0..9000, WAIT).returns(times(&[9000]));
    let cases = vec![(2, 1000, long), counted(2, 10_000, 10)];
    assert!(
        of_cases(cases, "", of_count).is_none_or(|text| !text.contains("mixed up")),
        "longer than n seconds"
    );
}

#[test]
fn waits_that_were_never_begun() {
    let source = "use crate::basic::wait_random;\nasync fn f() {\n    let _ = wait_random(1);\n}";
    let made = |_: Run<'_>| 0;
    let idle = || vec![(2, 1000, trace()), (5, 1000, trace())];
    let found = with_cases(idle(), source, |run| of_waits(run, "basic::wait_random", made)).unwrap();
    assert_eq!(
        found.text,
        "`wait_random` is called, but what it returns is never awaited: so it does nothing"
    );
    assert_eq!(found.location.unwrap().to_string(), "src/multiple.rs:3");
    let told = |cases, source: &str| of_cases(cases, source, |run| of_waits(run, "basic::wait_random", made));
    assert_eq!(told(idle(), "fn f() {}"), None, "it is not called");
    assert_eq!(told(vec![(2, 1000, trace().wait(0..5, WAIT))], source), None, "something waits");
}

fn largest(max: u64, value: u64) -> (i64, u64, TraceBuilder) {
    (1, max, trace().returns(time(value)))
}

#[test]
fn values_beyond_their_bound() {
    let told = |cases: &[(u64, u64)]| {
        of_cases(cases.iter().map(|(max, value)| largest(*max, *value)).collect(), "", beyond_max)
    };
    assert_eq!(
        told(&[(1000, 709_000), (1000, 12_000), (0, 0)]).unwrap(),
        "values go up to 1000 times max: milliseconds taken for seconds?"
    );
    assert_eq!(
        told(&[(0, 709), (1000, 1900), (10_000, 4000)]).unwrap(),
        "values go up to a second more than max: is 1 added?"
    );
    assert_eq!(told(&[(0, 0), (1000, 1900), (10_000, 4000)]), None);
    assert_eq!(told(&[(1000, 5000), (1000, 12_000)]), None);
}

#[test]
fn values_that_leave_a_part_of_the_range_out() {
    let group = |values: &[u64], source: &str, trace_of: &dyn Fn(u64) -> TraceBuilder| {
        let cases = values.iter().map(|value| (10, 10_000, trace_of(*value))).collect();
        with_cases(cases, source, |run| below_max(&run.peers()).map(|cause| cause.text))
    };
    let plain = |value| trace().returns(time(value));
    let up_to = |end: u64| (1..=250).map(|step| step * end / 250).collect::<Vec<_>>();
    assert_eq!(group(&up_to(5000), "", &plain).unwrap(), "no value is larger than half of max");
    assert_eq!(group(&up_to(1000), "", &plain).unwrap(), "no value is larger than max over n");
    assert_eq!(
        group(&up_to(10), "", &plain).unwrap(),
        "no value is larger than a thousandth of max: seconds taken for milliseconds?"
    );
    assert_eq!(group(&up_to(7000), "", &plain), None);
    assert_eq!(group(&[4000, 5000], "", &plain), None, "too few to know");
    let seeds = "fn f() { random::seed(7) }";
    assert!(group(&[700, 700], seeds, &plain).unwrap().starts_with("the same seed"));
    assert_eq!(group(&[700, 700], "fn f() {}", &plain), None);
    assert_eq!(group(&[700, 800], seeds, &plain), None);
}

#[test]
fn whole_numbers_that_were_drawn() {
    let mut drawn = trace().draw(3.0, &["src/multiple.rs:3"]).returns(time(3000)).done();
    let told = |trace: &Trace| with_run(trace, |run| below_max(&[run]));
    assert_eq!(told(&drawn), None, "that was `uniform`");
    if let grader_trace::EventKind::Draw { function, .. } = &mut drawn.events[0].kind {
        "randint".clone_into(function);
    }
    assert!(told(&drawn).unwrap().text.starts_with("`randint` draws whole numbers only"));
    drawn.value = Some(time(3100));
    assert_eq!(told(&drawn), None);
}

#[test]
fn a_sort_after_something_that_keeps_the_order_of_the_start() {
    let told = |source: &str| {
        let names = crate::source::read(source).unwrap();
        sorted(&names, names.first_use("sort*").or(names.first_use("BTreeMap"))?).map(|cause| cause.text)
    };
    assert!(
        told("async fn f() { let mut v = join_all(w).await; v.sort() }")
            .unwrap()
            .starts_with("`join_all` gives the results in the order of the start")
    );
    assert!(told("fn f() { FuturesUnordered::new(); v.sort() }").unwrap().contains("when its wait ends"));
    assert_eq!(told("fn f() { g(); v.sort() }"), None);
    assert_eq!(told("fn f() { join_all(v); FuturesUnordered::new(); v.sort() }"), None);
}

#[test]
fn always_the_largest_time() {
    let waits = |max: u64| (1, max, trace().wait(0..max, WAIT).returns(time(max / 3)));
    let told = |cases| of_cases(cases, "", |run| Some(not_the_time_waited(run, ms(333)))).unwrap();
    assert_eq!(
        told(vec![waits(1000), waits(10_000)]),
        "the call waits for max itself in every case, and returns another time"
    );
    assert!(
        told(vec![waits(1000), (1, 9000, trace().wait(0..4000, WAIT).returns(time(1)))]).contains("longer")
    );
}

#[test]
fn a_wait_that_nobody_asked_for() {
    let waits = || trace().wait(0..300, WAIT);
    let slow = |run: Run<'_>| slow(run, Some(Duration::ZERO));
    assert_eq!(of_cases(vec![(0, 1000, waits())], "", slow).unwrap(), "this waits though n is 0");
    assert_eq!(of_cases(vec![(1, 1000, waits())], "", slow), None);
}

#[test]
fn one_number_for_all_and_the_bound_for_all() {
    let group = |traces: Vec<TraceBuilder>| {
        let cases = traces.into_iter().map(|trace| (1, 10_000, trace)).collect();
        with_cases(cases, "", |run| below_max(&run.peers()).map(|cause| cause.text))
    };
    let drawn = |millis| trace().draw(0.7, &["src/multiple.rs:3"]).returns(time(millis));
    let kept = |millis| trace().returns(time(millis));
    let text = "only one call draws a number: all others get the same one again";
    assert_eq!(group(vec![drawn(700), kept(700), kept(700)]).unwrap(), text);
    assert_eq!(group(vec![drawn(700), drawn(700), kept(700)]), None);
    assert_eq!(group(vec![drawn(700), kept(800), kept(700)]), None);
    let text = "every value is max itself: nothing random is left of it";
    assert_eq!(group(vec![drawn(10_000), drawn(10_001), drawn(10_000)]).unwrap(), text);
}

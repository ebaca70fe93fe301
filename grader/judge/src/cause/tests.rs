use grader_trace::{Trace, Value};

use super::duration::{blocked, one_by_one};
use super::order::started_not_ended;
use super::tasks::awaited_at_once;
use super::*;
use crate::course::Exercise;
use crate::diagnostic::Diagnostic;
use crate::evidence::Evidence;
use crate::sample::{TraceBuilder, location, ms, time, times, trace, with_cases, with_run, with_warnings};

mod numbers;

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
fn tasks_that_stay_on_their_thread_count_for_none() {
    let told = |source: &str| told(with_cases(vec![(2, 1000, trace())], source, too_few));
    let (text, place) = told("use tokio::task::spawn_local;\nfn f() {\n    spawn_local(a());\n}").unwrap();
    assert!(text.starts_with("`spawn_local` keeps a task on this thread"), "{text}");
    assert_eq!(place.as_deref(), Some("src/multiple.rs:3"));
    assert_eq!(told("fn f() { tokio::spawn(a()); }"), None);
}

#[test]
fn sleeps_of_threads_one_by_one() {
    let hash =
        |at: u64, to: u64| move |trace: TraceBuilder| trace.calls(at, "slow_hash", WAIT).pause(at..to, WAIT);
    let slow = hash(300, 700)(hash(0, 300)(trace())).done();
    assert_eq!(
        told(with_run(&slow, one_by_one)),
        cause("each `slow_hash` starts only after the one before has ended", Some("src/multiple.rs:14"))
    );
    let at_once = hash(0, 700)(hash(0, 300)(trace())).done();
    assert_eq!(with_run(&at_once, one_by_one), None);
}

#[test]
fn waits_that_are_meant_one_by_one_are_no_cause() {
    let three = || trace().wait(0..1000, WAIT).wait(1000..2000, WAIT).wait(2000..3000, WAIT).done();
    let slow = |wanted| told(with_run(&three(), |run| slow(run, wanted)));
    assert_eq!(slow(Some(ms(2000))), None);
    assert_eq!(slow(Some(ms(1000))), slow(None));
    assert!(slow(None).is_some());
}

#[test]
fn waits_at_once_that_are_meant_one_by_one() {
    let fast = |second: u64, wanted| {
        let trace = trace().wait(0..1000, WAIT).wait(second..second + 1000, &["src/multiple.rs:15"]).done();
        told(with_run(&trace, |run| fast(run, Some(ms(wanted)))))
    };
    let text = "the waits go on at the same time: each was to start when the one before has ended";
    assert_eq!(fast(0, 2000), cause(text, Some("src/multiple.rs:15")));
    assert_eq!(fast(0, 3000), None);
    assert_eq!(fast(1000, 2000), None);
}

#[test]
fn milliseconds_in_place_of_seconds() {
    let fast = |millis, wanted| {
        let trace = trace().wait(0..millis, WAIT).done();
        told(with_run(&trace, |run| fast(run, Some(ms(wanted)))))
    };
    let text = "this waits for as many milliseconds as seconds were asked for";
    assert_eq!(fast(2, 2000), cause(text, Some("src/multiple.rs:14")));
    assert_eq!(fast(3, 2500), fast(2, 2000));
    assert_eq!((fast(1, 2000), fast(500, 2000)), (None, None));
}

#[test]
fn a_wait_that_is_given_up_for_the_first_one() {
    let given_up = |source: &str| {
        let waits = trace().wait(0..1000, WAIT).abandoned(0..1000, &["src/multiple.rs:15"]);
        told(with_cases(vec![(2, 5000, waits)], source, undone))
    };
    let (text, place) = given_up("fn f() { tokio::select! { _ = a() => {} _ = b() => {} } }").unwrap();
    assert!(text.starts_with("this wait is given up before its end: `select` goes on"), "{text}");
    assert_eq!(place.as_deref(), Some("src/multiple.rs:15"));
    assert_eq!(given_up("fn f() { tokio::time::timeout(a, b()) }"), None);
}

#[test]
fn lines_on_the_wrong_side_of_a_wait() {
    let waits = trace().wait(0..1000, WAIT).wait(1000..3000, WAIT).done();
    let before = |at, due| told(with_run(&waits, |run| said_before_a_wait(run, ms(at), ms(due))));
    let after = |at, due| told(with_run(&waits, |run| said_after_a_wait(run, ms(at), ms(due))));
    assert_eq!(before(0, 1000), cause("this is printed before the wait, not after it", None));
    assert_eq!(before(1000, 3000), before(0, 1000));
    assert_eq!((before(0, 2000), before(1000, 1000)), (None, None));
    assert_eq!(after(3000, 1000), cause("this is printed after the wait, not before it", None));
    assert_eq!((after(2000, 1000), after(3000, 2000)), (None, None));
}

#[test]
fn a_task_that_a_program_leaves_behind_ends_with_it() {
    let mut trace =
        trace().task(0..5, SPAWN, |task| task).task(1..9, &["src/multiple.rs:9"], |task| task).done();
    let undone = |trace: &Trace, file: &str| {
        with_run(trace, |run| {
            let exercise = Exercise { file: file.to_owned(), ..run.evidence.exercise.clone() };
            let evidence = Evidence { exercise: &exercise, ..run.evidence.clone() };
            told(undone(Run { evidence: &evidence, ..run }))
        })
    };
    assert_eq!(undone(&trace, "src/bin/multiple.rs"), None);
    trace.unfinished = 1;
    let text = "what is spawned here is given up when `main` ends: its handle has to be awaited";
    assert_eq!(undone(&trace, "src/bin/multiple.rs"), cause(text, Some("src/multiple.rs:9")));
    assert_eq!(undone(&trace, "src/multiple.rs"), None, "what a call leaves behind has no end");
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
        notes: Vec::new(),
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
    let text = |trace: &Trace| with_run(trace, |run| fast(run, None)).map(|cause| cause.text);
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
fn a_task_that_ends_everything_leaves_nobody_alone() {
    let mut ended = trace().task(0..50, SPAWN, |task| task).quits(50, WAIT).done();
    ended.events.retain(|event| event.kind != grader_trace::EventKind::End);
    let found = with_run(&ended, super::tasks::left).unwrap();
    assert!(found.text.ends_with("ends the whole program here, whatever others still do"), "{}", found.text);
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

#[test]
fn several_that_wait_at_one_line_at_the_same_time() {
    let told_of = |trace: TraceBuilder| told(with_run(&trace.done(), out_of_date));
    let text = "2 of them wait here at the same time: what one saw before, another may have changed since";
    let elsewhere = &["src/multiple.rs:20"];
    assert_eq!(
        told_of(trace().wait(0..10, elsewhere).wait(0..10, WAIT).wait(5..15, WAIT).wait(15..20, WAIT)),
        cause(text, Some("src/multiple.rs:14"))
    );
    assert_eq!(told_of(trace().wait(0..10, WAIT).wait(10..20, WAIT).wait(0..20, elsewhere)), None);
    assert_eq!(told_of(trace().wait(0..10, &[]).wait(0..10, &[])), None, "no line of the student's");
}

use super::*;
use crate::sample::{location, ms, time, times, trace, with_run, with_warnings};

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

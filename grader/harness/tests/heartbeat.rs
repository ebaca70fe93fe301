//! The heartbeat beside a call: late whenever the thread is held, and never otherwise.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

mod story;

use std::thread;
use std::time::Duration;

use course_support::blocking::slow_hash;
use futures::future::join_all;
use grader_harness::{Output, World};
use grader_trace::{Ending, EventKind, Trace};
use tokio::time::sleep;

use story::{run, run_in, story, world};

const fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// Runs a call beside a heartbeat that beats every 10 ms.
#[track_caller]
fn beside<T: Output, F: Future<Output = T> + 'static>(call: impl FnOnce() -> F + Send + 'static) -> Trace {
    run_in(World { heartbeat: Some(millis(10)), ..world() }, call)
}

/// The late beats, and by how many milliseconds each was late.
fn late(trace: &Trace) -> Vec<(u128, u128)> {
    let beat = |event: &grader_trace::Event| match &event.kind {
        EventKind::Beat(beat) => Some((event.at.get().as_millis(), beat.late.as_millis())),
        _ => None,
    };
    trace.events.iter().filter_map(beat).collect()
}

#[test]
fn code_that_waits_leaves_it_alone() {
    let waits = || async {
        sleep(millis(25)).await;
        join_all([30, 7].map(|length| tokio::spawn(sleep(millis(length))))).await;
        for _ in 0..40 {
            sleep(millis(10)).await;
        }
    };
    let [alone, beside] =
        [None, Some(millis(10))].map(|heartbeat| run_in(World { heartbeat, ..world() }, waits));
    assert_eq!((late(&beside), beside.elapsed), (vec![], millis(455)));
    assert_eq!(story(&beside), story(&alone), "student code does not notice it");
}

#[test]
fn a_thread_that_is_held_makes_it_late() {
    let trace = beside(|| async {
        sleep(millis(100)).await;
        thread::sleep(millis(47));
        sleep(millis(100)).await;
    });
    assert_eq!(late(&trace), [(147, 37)]);
}

#[test]
fn a_call_that_holds_the_thread_until_it_returns() {
    assert_eq!(late(&beside(|| async { thread::sleep(millis(300)) })), [(300, 290)]);
    assert_eq!(late(&beside(|| async { thread::sleep(millis(9)) })), []);
    assert_eq!(late(&run(|| async { thread::sleep(millis(300)) })), [], "where there is none");
}

#[test]
fn tasks_that_hold_the_thread_in_turn_hold_it_together() {
    let trace = beside(|| async {
        join_all([40, 50].map(|length| tokio::spawn(async move { thread::sleep(millis(length)) }))).await;
    });
    assert_eq!(late(&trace), [(90, 80)]);
}

#[test]
fn work_in_slices_that_yields_between_them_is_no_trouble() {
    let trace = beside(|| async {
        for _ in 0..20 {
            thread::sleep(millis(5));
            tokio::task::yield_now().await;
        }
    });
    assert_eq!((late(&trace), trace.elapsed), (vec![], millis(100)));
}

#[test]
fn it_is_there_again_after_a_long_rest() {
    let trace = beside(|| async {
        let day = tokio::spawn(async {
            sleep(Duration::from_secs(3600)).await;
            thread::sleep(millis(60));
        });
        day.await.unwrap();
    });
    assert_eq!(late(&trace), [(3_600_060, 50)]);
}

#[test]
fn a_call_that_is_stuck_is_found_to_be() {
    let trace = beside(std::future::pending::<()>);
    assert!(matches!(trace.ending, Ending::Stuck { .. }), "{:?}", trace.ending);
    assert_eq!(trace.events, []);
}

#[test]
fn a_blocking_function_of_the_courses_is_told_by_name() {
    let trace = beside(|| async { slow_hash("abc") });
    assert_eq!(
        story(&trace),
        ["0 #0 calls slow_hash (+0)", "0 #0 blocks for 300 (+0)", "300 #0 beats 290 late, every 10"]
    );
}

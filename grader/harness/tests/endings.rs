//! How a call can end other than by returning.

mod story;

use std::future::pending;
use std::panic::{catch_unwind, panic_any};
use std::time::Duration;

use grader_harness::World;
use grader_trace::{Ending, Limits, Location, Place, TaskId, Waiting};
use story::{run, run_in, story, world};
use tokio::sync::{Mutex, oneshot};
use tokio::task::yield_now;
use tokio::time::{interval, sleep};

const SECOND: Duration = Duration::from_secs(1);

fn panicked(message: &str, line: Option<u32>) -> Ending {
    let at = line.map(|line| Location::new("tests/endings.rs", line));
    Ending::Panicked { message: message.to_owned(), at }
}

#[test]
fn a_panic_of_the_call_has_its_message_and_line() {
    let line = line!() + 3;
    let trace = run::<(), _>(|| async {
        sleep(SECOND).await;
        panic!("no {}", "luck");
    });
    assert_eq!(trace.ending, panicked("no luck", Some(line)));
    assert_eq!(story(&trace).last().unwrap(), "1000 #0 panics: no luck (+2)");
    assert_eq!(trace.value, None);
}

#[test]
fn a_panic_inside_std_is_found_on_the_stack() {
    let trace = run(|| async {
        let text = String::from("é");
        text.split_at(1).0.len()
    });
    assert!(matches!(trace.ending, Ending::Panicked { .. }), "{:?}", trace.ending);
    assert!(story(&trace)[0].ends_with("(+2)"), "{:?}", story(&trace));
}

#[test]
fn a_panic_of_a_task_is_the_tasks() {
    let trace = run(|| async {
        let error = tokio::spawn(async {
            panic!("in a task");
        });
        error.await.unwrap_err().is_panic()
    });
    assert_eq!(
        story(&trace),
        ["0 #0 spawns 1 (+1)", "0 #1 starts", "0 #1 panics: in a task (+2)", "0 #1 ends"]
    );
    assert_eq!(trace.ending, Ending::Returned);
}

#[test]
fn a_panic_that_is_caught_is_recorded_all_the_same() {
    let trace = run(|| async {
        catch_unwind(|| panic!("caught")).unwrap_err();
    });
    assert_eq!(story(&trace), ["0 #0 panics: caught (+1)"]);
    assert_eq!(trace.ending, Ending::Returned);
}

#[test]
fn a_payload_may_be_anything() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }
    let line = line!() + 1;
    let trace = run::<(), _>(|| async { panic_any(Bomb) });
    assert_eq!(trace.ending, panicked("a value that is not text", Some(line)));
}

#[test]
fn a_long_message_is_cut() {
    let trace = run::<(), _>(|| async { panic!("{}", "é".repeat(10_000)) });
    let Ending::Panicked { message, .. } = trace.ending else { panic!("{:?}", trace.ending) };
    assert_eq!(message.len(), 4_096 + "…".len());
}

#[test]
fn a_panic_while_the_world_is_taken_down_is_contained() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }
    let trace = run(|| async {
        let bomb = Bomb;
        tokio::spawn(async move {
            let _bomb = bomb;
            pending::<()>().await;
        });
        let _bomb = Bomb;
        yield_now().await;
        pending::<()>().await;
    });
    assert!(matches!(trace.ending, Ending::Stuck { .. }), "{:?}", trace.ending);
    assert!(!story(&trace).iter().any(|event| event.contains("panics")));
}

#[test]
fn a_call_that_nothing_can_wake_is_stuck() {
    let line = line!() + 3;
    let trace = run(|| async {
        sleep(SECOND).await;
        let (_sender, receiver) = oneshot::channel::<()>();
        tokio::spawn(pending::<()>());
        let lock = Mutex::new(());
        let _held = lock.lock().await;
        futures::future::join(async { drop(lock.lock().await) }, async { drop(receiver.await) }).await;
    });
    let channel = Place::Line(Location::new("tests/endings.rs", line));
    assert_eq!(
        trace.ending,
        Ending::Stuck {
            since: SECOND,
            waiting: vec![
                Waiting { task: TaskId(0), what: "oneshot::Receiver".to_owned(), places: vec![channel] },
                Waiting { task: TaskId(1), what: String::new(), places: vec![] },
            ]
        }
    );
}

#[test]
fn a_lock_that_is_never_released_is_named() {
    let line = line!() + 2;
    let trace = run(|| async {
        let lock = Mutex::new(());
        let _held = lock.lock().await;
        drop(lock.lock().await);
    });
    let Ending::Stuck { waiting, .. } = trace.ending else { panic!("{:?}", trace.ending) };
    assert_eq!(waiting[0].what, "Mutex");
    assert_eq!(waiting[0].places, [Place::Line(Location::new("tests/endings.rs", line))]);
}

#[test]
fn what_a_call_waited_for_before_is_forgotten() {
    let trace = run(|| async {
        let (sender, receiver) = oneshot::channel();
        tokio::spawn(async move { sender.send(()) });
        receiver.await.unwrap();
        pending::<()>().await;
    });
    let Ending::Stuck { waiting, .. } = trace.ending else { panic!("{:?}", trace.ending) };
    assert_eq!(waiting, [Waiting { task: TaskId(0), what: String::new(), places: vec![] }]);
}

#[test]
fn a_call_that_stays_busy_runs_out_of_time() {
    let limits = Limits { virtual_time: 10 * SECOND, ..Limits::default() };
    let limit = Ending::TimeLimit { limit: limits.virtual_time };
    let in_root = run_in::<(), _>(World { limits, ..world() }, || async {
        let mut ticks = interval(SECOND);
        loop {
            ticks.tick().await;
        }
    });
    assert_eq!(in_root.ending, limit);
    let in_task = run_in(World { limits, ..world() }, || async {
        tokio::spawn(sleep(100 * SECOND)).await.unwrap();
    });
    assert_eq!(in_task.ending, limit);
    let blocking = run_in(World { limits, ..world() }, || async { std::thread::sleep(Duration::MAX) });
    assert_eq!(blocking.ending, limit);
}

#[test]
fn what_ends_at_the_limit_is_in_time() {
    let limits = Limits { virtual_time: 10 * SECOND, ..Limits::default() };
    let trace = run_in(World { limits, ..world() }, || sleep(10 * SECOND));
    assert_eq!(trace.ending, Ending::Returned);
    assert_eq!(trace.elapsed, 10 * SECOND);
}

#[test]
fn a_task_that_wakes_at_the_limit_is_not_stuck() {
    let limits = Limits { virtual_time: 10 * SECOND, ..Limits::default() };
    let trace = run_in(World { limits, ..world() }, || async {
        tokio::spawn(sleep(10 * SECOND)).await.unwrap();
    });
    assert_eq!(trace.ending, Ending::TimeLimit { limit: limits.virtual_time });
}

#[test]
fn a_timer_that_nobody_waits_for_any_more_does_not_hide_that_the_call_is_stuck() {
    let trace = run(|| async {
        let mut timer = std::pin::pin!(sleep(SECOND));
        tokio::select! { biased; () = &mut timer => {}, () = yield_now() => {} }
        pending::<()>().await;
    });
    // The timer wakes the call once more, in vain.
    assert!(matches!(trace.ending, Ending::Stuck { since: SECOND, .. }), "{:?}", trace.ending);
}

#[test]
fn polling_without_end_at_one_instant_is_a_livelock() {
    async fn spin() {
        sleep(SECOND).await;
        loop {
            yield_now().await;
        }
    }
    let limits = Limits { polls: 1_000, ..Limits::default() };
    let livelock = Ending::Livelock { at: SECOND };
    assert_eq!(run_in(World { limits, ..world() }, spin).ending, livelock);
    let in_task = run_in(World { limits, ..world() }, || async { tokio::spawn(spin()).await.unwrap() });
    assert_eq!(in_task.ending, livelock);
}

#[test]
fn many_polls_are_fine_while_time_passes() {
    let limits = Limits { polls: 10, ..Limits::default() };
    let trace = run_in(World { limits, ..world() }, || async {
        for _ in 0..100 {
            std::thread::sleep(Duration::from_micros(1));
            yield_now().await;
        }
    });
    assert_eq!(trace.ending, Ending::Returned);
}

//! How a call can end other than by returning.

mod story;

use std::future::pending;
use std::panic::{catch_unwind, panic_any};
use std::sync::Arc;
use std::time::Duration;

use grader_harness::World;
use grader_trace::{Ending, Limits, Location, Place, Trace, Waiting};
use story::{own_line, run, run_in, story, world};
use tokio::sync::{Mutex, Notify, mpsc, oneshot, watch};
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
    let Ending::Stuck { since: SECOND, waiting } = &trace.ending else { panic!("{:?}", trace.ending) };
    let told: Vec<_> = waiting.iter().map(|waiting| (waiting.task.0, waiting.what.as_str())).collect();
    assert_eq!(told, [(0, "oneshot::Receiver"), (1, "")]);
    assert_eq!(waiting[0].places, [Place::Line(Location::new("tests/endings.rs", line))]);
    assert_eq!((own_line(&waiting[0].at), own_line(&waiting[1].at)), (Some(line + 4), None));
}

/// Each task of a trace that is stuck, and the line in which it waits.
fn stuck_at(trace: &Trace) -> Vec<(u32, Option<u32>)> {
    let Ending::Stuck { waiting, .. } = &trace.ending else { panic!("{:?}", trace.ending) };
    waiting.iter().map(|waiting| (waiting.task.0, own_line(&waiting.at))).collect()
}

#[test]
fn whatever_tasks_wait_for_is_known_by_its_line() {
    let line = line!() + 6;
    let trace = run(|| async {
        let notify = Arc::new(Notify::new());
        let (sender, mut receiver) = mpsc::channel::<u8>(1);
        let (full, _kept) = mpsc::channel::<u8>(1);
        let (_watched, mut watch) = watch::channel(1);
        let first = tokio::spawn(async move { notify.notified().await });
        tokio::spawn(async move { receiver.recv().await });
        tokio::spawn(async move { watch.changed().await });
        tokio::spawn(async move {
            sleep(SECOND).await;
            for number in 0.. {
                let _ = full.send(number).await;
            }
        });
        first.await.unwrap();
        drop(sender);
    });
    let line = |below| Some(line + below);
    assert_eq!(stuck_at(&trace), [(0, line(9)), (1, line(0)), (2, line(1)), (3, line(2)), (4, line(6))]);
}

#[test]
fn many_tasks_are_stuck_and_some_of_them_are_located() {
    let trace = run(|| async {
        for _ in 0..2_000 {
            tokio::spawn(async { Notify::new().notified().await });
        }
        pending::<()>().await;
    });
    let stuck = stuck_at(&trace);
    assert_eq!(stuck.len(), 2_001);
    assert!(stuck.iter().filter(|(_, line)| line.is_some()).count() >= 60, "{stuck:?}");
    assert!(trace.events.len() == 4_000, "nothing of the asking is recorded: {}", trace.events.len());
}

#[test]
fn what_happens_while_tasks_are_asked_is_not_recorded() {
    let trace = run(|| async {
        std::future::poll_fn(|_| {
            drop(tokio::spawn(async {}));
            std::task::Poll::<()>::Pending
        })
        .await;
    });
    assert_eq!(story(&trace).iter().filter(|event| event.contains("spawns")).count(), 1);
}

#[test]
fn who_panics_or_ends_when_asked_does_no_harm() {
    let trace = run(|| async {
        let mut polls = 0;
        tokio::spawn(std::future::poll_fn(move |_| -> std::task::Poll<()> {
            polls += 1;
            assert!(polls < 2, "polled again");
            std::task::Poll::Pending
        }));
        let mut polls = 0;
        std::future::poll_fn(|_| {
            polls += 1;
            if polls > 1 { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    });
    assert!(matches!(trace.ending, Ending::Stuck { .. }), "{:?}", trace.ending);
    assert!(!story(&trace).iter().any(|event| event.contains("panics")));
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
fn what_a_task_waits_for_is_not_taken_for_what_the_call_waits_for() {
    let trace = run(|| async {
        let lock = Arc::new(Mutex::new(()));
        let _held = lock.clone().lock_owned().await;
        tokio::spawn(async move { drop(lock.lock().await) }).await.unwrap();
    });
    let Ending::Stuck { waiting, .. } = &trace.ending else { panic!("{:?}", trace.ending) };
    assert_eq!((waiting[0].what.as_str(), waiting[1].what.as_str()), ("", "Mutex"));
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
    assert_eq!(waiting, [Waiting::default()]);
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
    let line = line!() - 4;
    let in_root = run_in(World { limits, ..world() }, spin);
    assert_eq!(spinning(&in_root), [(0, Some(line))]);
    let in_task = run_in(World { limits, ..world() }, || async {
        tokio::spawn(sleep(10 * SECOND));
        tokio::spawn(spin()).await.unwrap();
    });
    assert_eq!(spinning(&in_task), [(2, Some(line))]);
}

/// The tasks that spin, and where they do.
fn spinning(trace: &Trace) -> Vec<(u32, Option<u32>)> {
    let Ending::Livelock { at: SECOND, polled } = &trace.ending else { panic!("{:?}", trace.ending) };
    polled.iter().map(|polled| (polled.task.0, own_line(&polled.at))).collect()
}

#[test]
fn a_future_that_wakes_itself_is_found() {
    async fn spin() {
        sleep(SECOND).await;
        std::future::poll_fn(|context| {
            context.waker().wake_by_ref();
            std::task::Poll::<()>::Pending
        })
        .await;
    }
    let limits = Limits { polls: 1_000, ..Limits::default() };
    let line = line!() - 6;
    assert_eq!(spinning(&run_in(World { limits, ..world() }, spin)), [(0, Some(line))]);
    let in_task = run_in(World { limits, ..world() }, || async { tokio::spawn(spin()).await.unwrap() });
    // Of a task, tokio does not say where it wakes itself.
    assert_eq!(spinning(&in_task), [(1, None)]);
}

#[test]
fn tasks_that_wake_each_other_without_end_are_both_told() {
    let limits = Limits { polls: 1_000, ..Limits::default() };
    let trace = run_in(World { limits, ..world() }, || async {
        sleep(SECOND).await;
        let (one, other) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        one.notify_one();
        for (mine, next) in [(one.clone(), other.clone()), (other, one)] {
            tokio::spawn(async move {
                loop {
                    mine.notified().await;
                    next.notify_one();
                }
            });
        }
        pending::<()>().await;
    });
    assert_eq!(spinning(&trace).iter().map(|(task, _)| *task).collect::<Vec<_>>(), [1, 2]);
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

#[test]
fn many_tasks_may_go_on_at_one_instant() {
    let crowd = |limit| {
        let limits = Limits { polls: limit, ..Limits::default() };
        run_in(World { limits, ..world() }, || async {
            for task in (0..100).map(|_| tokio::spawn(yield_now())).collect::<Vec<_>>() {
                task.await.unwrap();
            }
        })
    };
    assert_eq!(crowd(100).ending, Ending::Returned);
    assert!(matches!(crowd(2).ending, Ending::Livelock { .. }), "all of them together are polled too often");
}

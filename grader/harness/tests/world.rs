//! Time and tasks: exact stories of small programs.

mod story;

use std::time::{Duration, Instant, SystemTime};

use futures::FutureExt;
use futures::future::{LocalBoxFuture, join_all};
use grader_harness::World;
use grader_trace::{Ending, Location, Place, Value};
use story::{run, run_in, story, world};
use tokio::time::{interval, sleep, timeout};

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

#[test]
fn sequential_sleeps_add_up() {
    let trace = run(|| async {
        sleep(millis(20)).await;
        sleep(millis(5)).await;
        7
    });
    assert_eq!(
        story(&trace),
        [
            "0 #0 makes timer 0 (+1)",
            "0 #0 waits 20 for timer 0",
            "20 #0 timer 0 fires",
            "20 #0 makes timer 1 (+2)",
            "20 #0 waits 5 for timer 1",
            "25 #0 timer 1 fires",
        ]
    );
    assert_eq!(trace.ending, Ending::Returned);
    assert_eq!(trace.value, Some(Value::Int(7)));
    assert_eq!(trace.elapsed, millis(25));
    assert_eq!(trace.unfinished, 0);
}

#[test]
fn concurrent_sleeps_overlap() {
    let trace = run(|| async {
        join_all([30, 10].map(|length| sleep(millis(length)))).await;
    });
    assert_eq!(
        story(&trace),
        [
            "0 #0 makes timer 0 (+1)",
            "0 #0 makes timer 1 (+1)",
            "0 #0 waits 30 for timer 0",
            "0 #0 waits 10 for timer 1",
            "10 #0 timer 1 fires",
            "30 #0 timer 0 fires",
        ]
    );
    assert_eq!(trace.elapsed, millis(30));
}

#[test]
fn tasks_are_spawned_started_and_ended() {
    let trace = run(|| async {
        let task = tokio::spawn(async {
            sleep(millis(3)).await;
        });
        task.await.unwrap();
    });
    assert_eq!(
        story(&trace),
        [
            "0 #0 spawns 1 (+1)",
            "0 #1 starts",
            "0 #1 makes timer 0 (+2)",
            "0 #1 waits 3 for timer 0",
            "3 #1 timer 0 fires",
            "3 #1 ends",
        ]
    );
}

#[test]
fn an_interval_is_one_timer() {
    let trace = run(|| async {
        let mut ticks = interval(millis(10));
        for _ in 0..3 {
            ticks.tick().await;
        }
    });
    assert_eq!(
        story(&trace),
        [
            "0 #0 makes timer 0 (+1)",
            "0 #0 timer 0 fires",
            "0 #0 waits 10 for timer 0",
            "10 #0 timer 0 fires",
            "10 #0 waits 10 for timer 0",
            "20 #0 timer 0 fires",
        ]
    );
}

#[test]
fn an_interval_is_found_without_its_stack() {
    async fn tick() -> bool {
        interval(millis(1)).tick().await.elapsed().is_zero()
    }
    let line = line!() - 2;
    let trace = world().run(|| Box::pin(async { grader_harness::value(tick().await) }));
    assert_eq!(trace.events[0].places[0], Place::Line(Location::new("tests/world.rs", line)));
    assert!(matches!(trace.events[0].places[1], Place::Code(_)));
}

#[test]
fn a_task_that_is_aborted_ends() {
    let trace = run(|| async {
        let task = tokio::spawn(sleep(millis(9)));
        sleep(millis(2)).await;
        task.abort();
        task.await.unwrap_err().is_cancelled()
    });
    assert_eq!(story(&trace)[6..], ["2 #0 timer 1 fires", "2 #1 drops timer 0", "2 #1 ends"]);
}

#[test]
fn a_timeout_drops_the_slower_timer() {
    let trace = run(|| async {
        timeout(millis(10), sleep(millis(20))).await.unwrap_err();
        timeout(millis(10), sleep(millis(5))).await.unwrap();
    });
    assert_eq!(
        story(&trace),
        [
            "0 #0 makes timer 0 (+1)",
            "0 #0 makes timer 1 (+1)",
            "0 #0 waits 20 for timer 0",
            "0 #0 waits 10 for timer 1",
            "10 #0 timer 1 fires",
            "10 #0 drops timer 0",
            "10 #0 makes timer 2 (+2)",
            "10 #0 makes timer 3 (+2)",
            "10 #0 waits 5 for timer 2",
            "10 #0 waits 10 for timer 3",
            "15 #0 timer 2 fires",
            "15 #0 drops timer 3",
        ]
    );
}

#[test]
fn a_reset_timer_waits_again() {
    let trace = run(|| async {
        let mut timer = std::pin::pin!(sleep(millis(10)));
        timer.as_mut().await;
        timer.as_mut().reset(tokio::time::Instant::now() + millis(4));
        sleep(millis(1)).await;
        timer.as_mut().await;
    });
    assert_eq!(
        story(&trace),
        [
            "0 #0 makes timer 0 (+1)",
            "0 #0 waits 10 for timer 0",
            "10 #0 timer 0 fires",
            "10 #0 makes timer 1 (+4)",
            "10 #0 waits 1 for timer 1",
            "11 #0 timer 1 fires",
            "11 #0 waits 3 for timer 0",
            "14 #0 timer 0 fires",
        ]
    );
}

#[test]
fn a_sleep_of_nothing_does_not_wait() {
    let trace = run(|| sleep(Duration::ZERO));
    assert_eq!(story(&trace), ["0 #0 makes timer 0 (+0)", "0 #0 timer 0 fires"]);
}

#[test]
fn a_blocking_sleep_blocks_every_task() {
    let trace = run(|| async {
        join_all([1, 2, 3].map(|_| {
            tokio::spawn(async {
                std::thread::sleep(millis(200));
                Instant::now()
            })
        }))
        .await;
    });
    assert_eq!(
        story(&trace),
        [
            "0 #0 spawns 1 (+2)",
            "0 #0 spawns 2 (+2)",
            "0 #0 spawns 3 (+2)",
            "0 #1 starts",
            "0 #1 blocks for 200 (+3)",
            "200 #1 ends",
            "200 #2 starts",
            "200 #2 blocks for 200 (+3)",
            "400 #2 ends",
            "400 #3 starts",
            "400 #3 blocks for 200 (+3)",
            "600 #3 ends",
        ]
    );
    assert_eq!(trace.elapsed, millis(600));
}

#[test]
fn clocks_agree_at_any_moment() {
    fn shown(start: SystemTime) -> [String; 3] {
        let since_start = SystemTime::now().duration_since(start).unwrap();
        let tokio = tokio::time::Instant::now().into_std();
        [format!("{:?}", Instant::now()), format!("{tokio:?}"), format!("{since_start:?}")]
    }
    let trace = run(|| async {
        let start = SystemTime::now();
        let mut seen = vec![shown(start)];
        sleep(millis(1_500)).await;
        seen.push(shown(start));
        std::thread::sleep(Duration::from_micros(700));
        seen.push(shown(start));
        tokio::spawn(async move { shown(start) }).await.map(|last| seen.push(last)).unwrap();
        seen.into_iter().flatten().collect::<Vec<_>>()
    });
    let instant = |seconds, nanos| format!("Instant {{ tv_sec: {seconds}, tv_nsec: {nanos} }}");
    let at = |nanos: u32, text: &str| {
        let instant = instant(1_000_000 + u64::from(nanos / 1_000_000_000), nanos % 1_000_000_000);
        [instant.clone(), instant, text.to_owned()]
    };
    let moments =
        [at(0, "0ns"), at(1_500_000_000, "1.5s"), at(1_500_700_000, "1.5007s"), at(1_500_700_000, "1.5007s")];
    assert_eq!(trace.value, Some(grader_harness::value(moments.concat())));
}

#[test]
fn each_seed_has_its_own_calendar() {
    let begins = |seed| {
        let now = || async { SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap() };
        run_in(World { seed, ..world() }, now).value
    };
    assert_eq!(begins(1), begins(1));
    assert_ne!(begins(1), begins(2));
}

#[test]
fn time_moves_where_student_code_has_entered_a_runtime_of_its_own() {
    let trace = run(|| async {
        let other = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let entered = other.enter();
        std::thread::sleep(millis(5));
        drop(entered);
        other.shutdown_background();
        sleep(millis(1)).await;
    });
    assert_eq!(trace.elapsed, millis(6));
}

#[test]
fn a_blocking_sleep_under_a_resumed_clock_does_no_harm() {
    let trace = run(|| async {
        tokio::time::resume();
        std::thread::sleep(millis(5));
    });
    assert_eq!(trace.ending, Ending::Returned);
}

#[test]
fn what_stays_inside_of_its_runtime_goes_alike_where_that_is_known() {
    let calls: [fn() -> LocalBoxFuture<'static, ()>; 6] = [
        || Box::pin(join_all([30, 10].map(|length| sleep(millis(length)))).map(|_| ())),
        || {
            Box::pin(async {
                let (tell, mut told) = tokio::sync::mpsc::channel(1);
                let talks = tokio::spawn(async move {
                    for length in [3, 2] {
                        sleep(millis(length)).await;
                        tell.send(length).await.unwrap();
                    }
                });
                while told.recv().await.is_some() {}
                talks.await.unwrap();
            })
        },
        || {
            Box::pin(async {
                let mut ticks = interval(millis(4));
                while timeout(millis(5), ticks.tick()).await.is_ok() {
                    std::thread::sleep(millis(1));
                    if course_support::random::random() > 0.7 {
                        break;
                    }
                }
            })
        },
        || Box::pin(std::future::pending()),
        || {
            Box::pin(async {
                loop {
                    tokio::task::yield_now().await;
                }
            })
        },
        || Box::pin(async { drop(tokio::spawn(async { panic!("over") }).await) }),
    ];
    for (index, call) in calls.into_iter().enumerate() {
        let [watching, inside] = [true, false].map(|outside| run_in(World { outside, ..world() }, call));
        assert_eq!(watching, inside, "{index}");
    }
}

#[test]
fn what_is_outside_is_not_there_for_code_that_is_known_to_stay_inside() {
    let binds = || async { tokio::net::UdpSocket::bind("127.0.0.1:0").await.is_ok() };
    assert_eq!(run_in(World { outside: true, ..world() }, binds).value, Some(Value::Bool(true)));
    let ending = run_in(World { outside: false, ..world() }, binds).ending;
    assert!(matches!(ending, Ending::Panicked { .. }), "{ending:?}");
}

#[test]
fn ten_hours_take_no_time() {
    let trace = run(|| sleep(Duration::from_secs(36_000)));
    assert_eq!(trace.elapsed, Duration::from_secs(36_000));
}

#[test]
fn tasks_left_running_are_counted() {
    let trace = run(|| async {
        tokio::spawn(sleep(millis(5)));
        tokio::spawn(sleep(millis(50)));
        sleep(millis(10)).await;
    });
    assert_eq!(trace.unfinished, 1);
    assert_eq!(trace.ending, Ending::Returned);
    // What the runtime drops when the call is over is no part of the trace.
    assert_eq!(story(&trace).last().unwrap(), "10 #0 timer 2 fires");
}

#[test]
fn a_plain_function_may_spawn() {
    fn spawning() -> tokio::task::JoinHandle<u32> {
        tokio::spawn(async { 5 })
    }
    let trace = run(|| {
        let handle = spawning();
        async { handle.await.unwrap() }
    });
    assert_eq!(trace.value, Some(Value::Int(5)));
}

#[test]
fn many_runs_have_one_trace() {
    async fn busy() -> Vec<u64> {
        let tasks = (0..10).map(|_| {
            tokio::spawn(async {
                let max = course_support::random::uniform(0.0, 2.0);
                sleep(Duration::from_secs_f64(max)).await;
                tokio::select! {
                    () = sleep(millis(10)) => {}
                    () = sleep(millis(10)) => std::thread::sleep(Duration::from_micros(10)),
                }
                rand::random::<u64>() >> 1
            })
        });
        join_all(tasks).await.into_iter().map(Result::unwrap).collect()
    }
    // With its code addresses, which `story::run` would turn into lines.
    let run = || world().run(|| Box::pin(async { grader_harness::value(busy().await) }));
    let first = run();
    assert!(first.events.len() > 60);
    for _ in 0..49 {
        assert_eq!(run(), first);
    }
}

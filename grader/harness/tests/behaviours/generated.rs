//! Programs made at random: in them all clocks agree at every step, time only moves on, and takes as long as
//! `model` says; two runs are alike. `PROPTEST_CASES` sets how many are tried.
//!
//! The rule: at every moment, `std::time::Instant`, `SystemTime` and tokio's `Instant` show the same time
//! since the start, to the nanosecond, in tasks as in threads. tokio rounds when it fires a timer, not what
//! a clock shows.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use grader_trace::reader::Heard;
use grader_trace::{Ending, Trace, Value};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

use crate::driver::{GENERATED, run};
use crate::model::bounds;
use crate::ms;

/// Programs that are tried where nobody asks for more.
const PROGRAMS: u32 = 128;
/// How long a program waits for what is sent to it.
pub(crate) const PATIENCE: Duration = ms(20);

/// A step of a task. Times are microseconds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Step {
    /// tokio's.
    Sleep(u64),
    /// std's, in the way of all tasks.
    Block(u64),
    Spawn(Vec<Step>),
    /// On the pool for blocking work.
    Blocking(Vec<Work>),
    /// Awaits the first of its tasks, of either sort, that it has not awaited yet.
    Await,
    /// std's.
    Thread(Vec<Work>),
    /// Joins the first of its threads, in the way of all tasks.
    Join,
    /// To all tasks.
    Send,
    /// What anybody has sent, for as long as `PATIENCE`.
    Receive,
}

/// A step of a thread.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Work {
    Sleep(u64),
    Park(u64),
    Send,
}

/// Often whole milliseconds: then all times are known.
fn time() -> impl Strategy<Value = u64> {
    prop_oneof![3 => (0..30_u64).prop_map(|millis| millis * 1_000), 1 => 0..5_000_u64]
}

fn work() -> impl Strategy<Value = Vec<Work>> {
    vec(prop_oneof![time().prop_map(Work::Sleep), time().prop_map(Work::Park), Just(Work::Send)], 0..4)
}

fn program() -> impl Strategy<Value = Vec<Step>> {
    let plain = prop_oneof![
        6 => time().prop_map(Step::Sleep),
        1 => time().prop_map(Step::Block),
        2 => work().prop_map(Step::Blocking),
        3 => Just(Step::Await),
        1 => work().prop_map(Step::Thread),
        1 => Just(Step::Join),
        1 => Just(Step::Send),
        1 => Just(Step::Receive),
    ];
    let step = plain.prop_recursive(3, 24, 6, |step| vec(step, 0..6).prop_map(Step::Spawn));
    vec(step, 0..10)
}

/// Tries many programs.
pub(crate) fn check() -> Result<(), String> {
    let asked = Config::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { PROGRAMS };
    let config = Config { cases, failure_persistence: None, ..asked };
    let tried = TestRunner::new(config).run(&program(), |program| try_program(&program));
    tried.map_err(|error| match error {
        TestError::Fail(why, program) => format!("{why}\nin {program:?}"),
        TestError::Abort(why) => why.to_string(),
    })
}

fn try_program(program: &[Step]) -> Result<(), TestCaseError> {
    let ran = run(GENERATED, &serde_json::to_string(program).unwrap(), 2);
    let [Heard::Ended(first), Heard::Ended(second)] = ran.runs.as_slice() else {
        return Err(TestCaseError::fail(format!("{:?} {}\n{:?}", ran.code, ran.stderr, ran.runs)));
    };
    prop_assert_eq!(first, second);
    let Trace { ending, value, elapsed, .. } = first;
    prop_assert_eq!(ending, &Ending::Returned);
    prop_assert_eq!(value, &Some(Value::Text(String::new())));
    let bounds = bounds(program);
    prop_assert!(bounds.contains(elapsed), "{:?} is not within {:?}", elapsed, bounds);
    Ok(())
}

/// What all tasks and threads of a program share.
struct Shared {
    started: (std::time::Instant, tokio::time::Instant, SystemTime),
    /// The latest moment that anybody saw, and the first thing that was wrong.
    seen: Mutex<(Duration, String)>,
    sender: UnboundedSender<()>,
    receiver: tokio::sync::Mutex<UnboundedReceiver<()>>,
}

impl Shared {
    /// Looks at all clocks.
    fn look(&self) {
        let std = self.started.0.elapsed();
        let tokio = self.started.1.elapsed();
        let calendar = self.started.2.elapsed().unwrap_or(Duration::MAX);
        let (latest, wrong) = &mut *self.seen.lock().unwrap();
        if wrong.is_empty() && (std != tokio || std != calendar || std < *latest) {
            *wrong = format!("std {std:?}, tokio {tokio:?}, calendar {calendar:?}, before {latest:?}");
        }
        *latest = std;
    }
}

/// Runs a program; what was wrong with its clocks.
pub(crate) async fn interpret(program: Vec<Step>) -> Value {
    let started = (std::time::Instant::now(), tokio::time::Instant::now(), SystemTime::now());
    let (sender, receiver) = unbounded_channel();
    let receiver = tokio::sync::Mutex::new(receiver);
    let shared = Arc::new(Shared { started, seen: Mutex::default(), sender, receiver });
    steps(program, Arc::clone(&shared)).await;
    let wrong = shared.seen.lock().unwrap().1.clone();
    Value::Text(wrong)
}

fn steps(program: Vec<Step>, shared: Arc<Shared>) -> futures::future::BoxFuture<'static, ()> {
    Box::pin(async move {
        let (mut tasks, mut threads) = (Vec::new(), Vec::new());
        for step in program {
            let shared = Arc::clone(&shared);
            shared.look();
            match step {
                Step::Sleep(micros) => sleep(Duration::from_micros(micros)).await,
                Step::Block(micros) => thread::sleep(Duration::from_micros(micros)),
                Step::Spawn(program) => tasks.push(tokio::spawn(steps(program, Arc::clone(&shared)))),
                Step::Blocking(program) => {
                    let shared = Arc::clone(&shared);
                    tasks.push(spawn_blocking(move || works(&program, &shared)));
                }
                Step::Await if !tasks.is_empty() => tasks.remove(0).await.unwrap(),
                Step::Thread(program) => {
                    let shared = Arc::clone(&shared);
                    threads.push(thread::spawn(move || works(&program, &shared)));
                }
                Step::Join if !threads.is_empty() => threads.remove(0).join().unwrap(),
                Step::Send => shared.sender.send(()).unwrap(),
                Step::Receive => {
                    let _in_vain =
                        timeout(PATIENCE, async { shared.receiver.lock().await.recv().await }).await;
                }
                Step::Await | Step::Join => {}
            }
            shared.look();
        }
    })
}

fn works(program: &[Work], shared: &Shared) {
    for work in program {
        shared.look();
        match work {
            Work::Sleep(micros) => thread::sleep(Duration::from_micros(*micros)),
            Work::Park(micros) => thread::park_timeout(Duration::from_micros(*micros)),
            Work::Send => shared.sender.send(()).unwrap(),
        }
        shared.look();
    }
}

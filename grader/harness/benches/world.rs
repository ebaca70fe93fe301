//! What a world costs: ten tasks of fifty sleeps each, in one and in plain tokio, side by side in one run.
//!
//! `cargo bench -p grader-harness --bench world [-- [ROUNDS]]`
//!
//! - (a) Plain tokio: a paused runtime, on a thread that is there.
//! - (b) The same on a fresh thread, as each world has one.
//! - (c) A world as a driver makes it, which records all that happens.
//!
//! Each is timed in a process of its own, because a world's instrumentation is the whole process's. These
//! take turns, because only ratios within a round say anything on a machine that others use too. The bar
//! is the project's; missing it is a failure.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and stops at what fails")]

use std::process::{Command, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

use grader_harness::World;
use grader_trace::{Ending, Limits, Value};
use tokio::runtime::Builder;
use tokio::task::JoinSet;
use tokio::time::sleep;

const TASKS: u64 = 10;
const SLEEPS: u64 = 50;
/// What tells this program to time one of the ways, and which.
const TIMES: &str = "--times";
/// Runs that are timed in a process, after as many that are not.
const RUNS: usize = 200;
const ROUNDS: usize = 15;
/// The most that (c) may take, in times of (b).
const BAR: f64 = 3.0;

/// A way to run the tasks, once.
type Way = (&'static str, fn());

const WAYS: [Way; 3] =
    [("(a) plain tokio", plain), ("(b) plain tokio, fresh thread", fresh), ("(c) recorded world", world)];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [first, way] = args.as_slice()
        && first == TIMES
    {
        println!("{}", time(WAYS[way.parse::<usize>().unwrap()].1).as_nanos());
        return ExitCode::SUCCESS;
    }
    if !args.iter().any(|arg| arg == "--bench") {
        println!("only `cargo bench` measures");
        return ExitCode::SUCCESS;
    }
    let rounds = args.iter().find_map(|arg| arg.parse().ok()).unwrap_or(ROUNDS);
    let rounds: Vec<[f64; 3]> = (0..rounds).map(|_| [0, 1, 2].map(in_a_process)).collect();
    let is_met = table(&rounds);
    if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn tasks() {
    let mut all = JoinSet::new();
    for task in 0..TASKS {
        all.spawn(async move {
            for number in 0..SLEEPS {
                sleep(Duration::from_millis(1 + (task + number) % 7)).await;
            }
        });
    }
    while all.join_next().await.is_some() {}
}

fn plain() {
    Builder::new_current_thread().enable_all().start_paused(true).build().unwrap().block_on(tasks());
}

fn fresh() {
    thread::spawn(plain).join().unwrap();
}

fn world() {
    let world = World {
        seed: 1,
        order: None,
        heartbeat: None,
        outside: true,
        limits: Limits::default(),
        files: &["benches/world.rs"],
    };
    let trace = world.run(|| {
        Box::pin(async {
            tasks().await;
            Value::Unit
        })
    });
    assert_eq!(trace.ending, Ending::Returned);
    // A spawn, a start and an end of each task; each sleep is made, waited for and fires.
    assert_eq!(trace.events.len() as u64, TASKS * (3 + 3 * SLEEPS));
}

/// The median of many runs.
fn time(run: fn()) -> Duration {
    (0..RUNS).for_each(|_| run());
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

/// The same in a process of its own, in microseconds.
fn in_a_process(way: usize) -> f64 {
    let program = std::env::current_exe().unwrap();
    // As a driver has it: threads allocate from one place.
    let mut command = Command::new(program);
    command.args([TIMES, &way.to_string()]).env("MALLOC_ARENA_MAX", "1");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let nanos: f64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
    nanos / 1e3
}

/// Prints what was measured; whether the bar is met.
fn table(rounds: &[[f64; 3]]) -> bool {
    println!("| {:<33} |    min | median |    max | bar     |", format!("{} rounds", rounds.len()));
    println!("|:----------------------------------|-------:|-------:|-------:|:--------|");
    for (way, (name, _)) in WAYS.iter().enumerate() {
        row(&format!("{name}, µs"), 0, rounds.iter().map(|round| round[way]), "");
    }
    row("(c) / (a)", 2, rounds.iter().map(|[plain, _, world]| world / plain), "");
    let ratios = rounds.iter().map(|[_, fresh, world]| world / fresh);
    let is_met = spread(ratios.clone())[1] <= BAR;
    let verdict = if is_met { "ok" } else { "over" };
    row("(c) / (b)", 2, ratios, &format!("≤ {BAR}: {verdict}"));
    is_met
}

fn row(name: &str, digits: usize, values: impl Iterator<Item = f64>, bar: &str) {
    let [min, median, max] = spread(values);
    println!("| {name:<33} | {min:>6.digits$} | {median:>6.digits$} | {max:>6.digits$} | {bar:<7} |");
}

/// Minimum, median and maximum.
fn spread(values: impl Iterator<Item = f64>) -> [f64; 3] {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    [values[0], values[values.len() / 2], values[values.len() - 1]]
}

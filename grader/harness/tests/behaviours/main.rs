//! Small programs, one for each thing that student code does with time, threads, order and output: what each
//! of them must say, when, and how it ends.
//!
//! They run in drivers, as under a grader, many times in many processes, while others use the machine. All
//! runs must be alike: every event, with its time and its way there. Programs that nobody has thought of
//! are made at random (`generated`), and how long they take is predicted (`model`).

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test, though without the test attribute")]

mod blocking;
mod clocks;
mod driver;
mod generated;
mod model;
mod noise;
mod output;
mod runtimes;
#[path = "../story/source.rs"]
mod source;
mod stuck;
mod threads;
mod told;

use std::pin::Pin;
use std::process::ExitCode;
use std::time::Duration;

use grader_trace::reader::Heard;
use libtest_mimic::{Arguments, Trial};

use driver::{DRIVER, PROGRAM, run};
use noise::Noise;

/// To a world they are the student's.
const FILES: &[&str] = &[
    "behaviours/blocking.rs",
    "behaviours/clocks.rs",
    "behaviours/generated.rs",
    "behaviours/output.rs",
    "behaviours/runtimes.rs",
    "behaviours/stuck.rs",
    "behaviours/threads.rs",
];

static TABLES: &[&[Program]] = &[
    threads::PROGRAMS,
    blocking::PROGRAMS,
    clocks::PROGRAMS,
    stuck::PROGRAMS,
    runtimes::PROGRAMS,
    output::PROGRAMS,
];

/// Runs in one process. Threads that a run leaves behind stay there.
const RUNS_OF_A_PROCESS: usize = 100;

type Call = fn() -> Pin<Box<dyn Future<Output = ()>>>;

/// A program, and what it says, does to its thread, and comes to.
struct Program {
    name: &'static str,
    call: Call,
    says: &'static [&'static str],
}

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn programs() -> impl Iterator<Item = &'static Program> {
    TABLES.iter().copied().flatten()
}

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(DRIVER) {
        return driver::drive();
    }
    let trial = |program: &'static Program| {
        Trial::test(program.name.replace(' ', "_"), || check(program).map_err(Into::into))
    };
    let generated =
        Trial::test("clocks_agree_in_generated_programs", || generated::check().map_err(Into::into));
    let _noise = Noise::start();
    let trials = programs().map(trial).chain([generated]).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Runs of each program.
fn runs() -> usize {
    let is_long = std::env::var_os("GRADER_TESTS").is_some_and(|value| value == "long");
    if is_long { 10_000 } else { 200 }
}

/// Whether all runs are alike, and such as the table says. Where nothing can end a wait, or a task spins, a run
/// is the last of its process: each then has one of its own.
fn check(program: &Program) -> Result<(), String> {
    let mut first = run(PROGRAM, program.name, RUNS_OF_A_PROCESS);
    let told = told::told(&first.runs[0], first.code);
    if told != program.says {
        return Err(format!("{told:#?}\n{}", first.stderr));
    }
    if matches!(first.runs[..], [_, Heard::Nothing, ..]) {
        first.runs.truncate(1);
    }
    compare(&first.runs, &first.runs[0])?;
    for _ in 1..runs() / first.runs.len() {
        let again = run(PROGRAM, program.name, first.runs.len());
        if again.code != first.code {
            return Err(format!("{:?} and {:?}\n{}", first.code, again.code, again.stderr));
        }
        compare(&again.runs, &first.runs[0])?;
    }
    Ok(())
}

fn compare(runs: &[Heard], first: &Heard) -> Result<(), String> {
    match runs.iter().find(|run| *run != first) {
        Some(other) => Err(format!("two runs differ: {first:#?}\n{other:#?}")),
        None => Ok(()),
    }
}

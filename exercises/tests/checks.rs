//! `cargo test -p exercises`: runs your code in virtual time and tells what it did.
//!
//! `cargo test -p exercises --test checks -- [FILTER] [--list] [--seed N] [--nocapture]`
//!
//! The calls of a scenario run in a process of their own, which is this program again: so code
//! that hangs, aborts or exits fails its checks and no more.

use std::env;
use std::process::ExitCode;
use std::sync::Arc;

use grader_judge::course::{Check, Exercise};
use grader_judge::report::Status;
use libtest_mimic::{Arguments, Completion, Failed, Trial};

#[path = "checks/compile.rs"]
mod compile;
#[path = "checks/words.rs"]
mod words;
#[path = "checks/work.rs"]
mod work;

use work::{Stage, Work};

mod driver {
    include!(concat!(env!("OUT_DIR"), "/driver.rs"));
}

/// Asks this program to make calls instead of judging them.
const DRIVE: &str = "--drive";

fn main() -> ExitCode {
    let mut args: Vec<String> = env::args().collect();
    if args.get(1).is_some_and(|arg| arg == DRIVE) {
        return driver::main();
    }
    let seed = take_seed(&mut args);
    let args = Arguments::from_iter(args);
    match seed.and_then(|seed| Work::open(seed, args.nocapture)) {
        Ok(work) => run(Arc::new(work), args),
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Takes `--seed N` or `--seed=N` out of the arguments: the rest is the usual of a test program.
fn take_seed(args: &mut Vec<String>) -> Result<u64, String> {
    let Some(at) = args.iter().position(|arg| arg == "--seed" || arg.starts_with("--seed=")) else {
        return Ok(0);
    };
    let arg = args.remove(at);
    let value = match arg.strip_prefix("--seed=") {
        Some(value) => value.to_owned(),
        None if at < args.len() => args.remove(at),
        None => String::new(),
    };
    value.parse().map_err(|_| format!("--seed takes a whole number, not {value:?}"))
}

fn run(work: Arc<Work>, mut args: Arguments) -> ExitCode {
    // One after the other, in the order of the course: what is printed can be read from the top.
    args.test_threads.get_or_insert(1);
    let is_for_people = !args.list && !args.quiet && args.format.is_none() && args.logfile.is_none();
    let is_whole = is_for_people && args.filter.is_none() && args.skip.is_empty();
    if is_whole {
        println!("\n{}", words::welcome(&work));
    }
    let conclusion = libtest_mimic::run(&args, trials(&work, !is_whole));
    if is_whole {
        println!("{}", words::summary(&work));
    }
    conclusion.exit_code()
}

/// A test for each check of the exercises that were begun. An exercise that was not is a single
/// test, which fails if it is the next to do, or was asked for by name.
fn trials(work: &Arc<Work>, is_part: bool) -> Vec<Trial> {
    let mut trials = Vec::new();
    for exercise in &work.course.exercises {
        if work.is_begun(exercise) {
            trials.extend(exercise.checks.iter().map(|check| trial(work, exercise, check, is_part)));
        } else {
            trials.push(not_started(work, exercise, is_part));
        }
    }
    trials
}

fn not_started(work: &Arc<Work>, exercise: &Exercise, is_part: bool) -> Trial {
    let (work, exercise) = (work.clone(), exercise.clone());
    Trial::ignorable_test(exercise.id.clone(), move || {
        if is_part || work.next().is_some_and(|next| next.id == exercise.id) {
            return Err(Failed::from(words::start(&exercise)));
        }
        Ok(Completion::ignored_with("not started"))
    })
}

fn trial(work: &Arc<Work>, exercise: &Exercise, check: &Check, is_part: bool) -> Trial {
    let (work, exercise_id, check_id) = (work.clone(), exercise.id.clone(), check.id.clone());
    Trial::ignorable_test(format!("{exercise_id}::{check_id}"), move || {
        outcome(&work, &exercise_id, &check_id, is_part)
    })
}

/// What came of one check; the exercise is run when the first of its checks is asked for.
fn outcome(work: &Work, exercise: &str, check: &str, is_part: bool) -> Result<Completion, Failed> {
    let report = match work.stage(exercise) {
        Stage::Waits { on } => return Ok(Completion::ignored_with(format!("finish {on} first"))),
        Stage::NotRun { reason } => return Err(reason.into()),
        Stage::NotStarted => return Ok(Completion::ignored_with("not started")),
        Stage::Judged(report) => report,
    };
    let index = report.checks.iter().position(|report| report.id == check);
    let index = index.ok_or_else(|| format!("the exercise {exercise} has no check {check}"))?;
    if report.checks[index].status == Status::Passed {
        return Ok(Completion::Completed);
    }
    // Where not all is run, what was told before may not have been.
    let told_before = if is_part { 0 } else { index };
    Err(words::failed(report, index, told_before).into())
}

//! Whole programs in virtual time: their `main`, unchanged, and what each of them must say, when.
//!
//! Each run of each is a process of its own, as in a driver: a program's statics and threads stay behind.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test, though without the test attribute")]

#[path = "programs/table.rs"]
mod table;

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use grader_harness::drive;
use grader_trace::reader::{Bounds, Heard, Reader};
use grader_trace::wire::{Case, Job, VERSION};
use grader_trace::{EventKind, Limits, Trace, Value};
use libtest_mimic::{Arguments, Failed, Trial};
use table::{FILES, Program, programs};

/// What tells this program to be a driver.
const DRIVER: &str = "as-a-driver";
const NONCE: &str = "6f1d";
/// Runs of each program, which must all be alike.
const RUNS: usize = 100;

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(DRIVER) {
        let scenarios: Vec<_> = programs().map(|program| program.scenario).collect();
        return drive(FILES, scenarios.leak());
    }
    let trial = |program: &'static Program| {
        Trial::test(program.id().replace(' ', "_"), || check(program).map_err(Failed::from))
    };
    libtest_mimic::run(&Arguments::from_args(), programs().map(trial).collect()).exit_code()
}

/// Has a program run again and again, each time in a process of its own.
fn check(program: &Program) -> Result<(), String> {
    for _ in 0..RUNS {
        let said = told(&run(program)?);
        if said != program.says {
            return Err(format!("{said:#?}"));
        }
    }
    Ok(())
}

fn run(program: &Program) -> Result<Trace, String> {
    let limits = Limits { virtual_time: Duration::from_secs(60), polls: 1_000, ..Limits::default() };
    let job = Job {
        version: VERSION,
        nonce: NONCE.to_owned(),
        scenario: program.id().to_owned(),
        limits,
        heartbeat: None,
        outside: true,
        cases: vec![Case { seed: 1, inputs: [].into(), order: None }],
    };
    let (mut ours, theirs) = UnixStream::pair().unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(DRIVER).stdin(OwnedFd::from(theirs)).stdout(Stdio::piped()).stderr(Stdio::piped());
    let driver = command.spawn().unwrap();
    drop(command); // and with it the driver's end of the socket
    ours.write_all(format!("{}\n", serde_json::to_string(&job).unwrap()).as_bytes()).unwrap();
    ours.shutdown(Shutdown::Write).unwrap();
    let mut text = String::new();
    ours.read_to_string(&mut text).unwrap();
    let output = driver.wait_with_output().unwrap();
    let bounds = Bounds { bytes: 1 << 24, events_of_a_case: limits.events };
    let mut reader = Reader::new(NONCE.to_owned(), 1, bounds);
    reader.hear(text.as_bytes());
    let (mut said, read) = reader.finish();
    read.unwrap();
    match said.cases.pop() {
        Some(Heard::Ended(trace)) if said.done && output.status.success() => Ok(trace),
        heard => Err(format!("{heard:#?}\n{output:?}")),
    }
}

/// What was printed, which tasks there were and what they blocked, each with its time, and the end.
fn told(trace: &Trace) -> Vec<String> {
    let events = trace.events.iter().filter_map(|event| {
        let what = match &event.kind {
            EventKind::Print { line, .. } => line.to_string(),
            EventKind::Block { how, length } => format!("{how:?} of {}", length.get().as_millis()),
            EventKind::Pause { length } => format!("a thread pauses {}", length.get().as_millis()),
            EventKind::Panic { message } => format!("panics: {message}"),
            EventKind::Quit => "quits".to_owned(),
            EventKind::Wait { length, .. } => format!("waits {}", length.get().as_millis()),
            EventKind::Start => "starts".to_owned(),
            EventKind::End => "ends".to_owned(),
            _ => return None,
        };
        Some(format!("{} #{} {what}", event.at.get().as_millis(), event.task.0))
    });
    let ending = format!("{:?}", trace.ending);
    let ending = ending.split_once([' ', '{']).map_or(ending.as_str(), |(name, _)| name);
    let code = match trace.value {
        Some(Value::Int(code)) => format!(" with {code}"),
        _ => String::new(),
    };
    let left = if trace.unfinished > 0 { format!(", {} left", trace.unfinished) } else { String::new() };
    events.chain([format!("{} {ending}{code}{left}", trace.elapsed.as_millis())]).collect()
}

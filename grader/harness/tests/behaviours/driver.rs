//! Processes that run a program: this one itself, as a driver.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Command, ExitCode, Stdio};

use grader_harness::Scenario;
use grader_trace::reader::{Bounds, Heard, Reader};
use grader_trace::wire::{Case, Job, VERSION};
use grader_trace::{Event, EventKind, Limits, Value};

use crate::{FILES, generated, programs};

/// What tells this program to be a driver.
pub(crate) const DRIVER: &str = "as-a-driver";
const NONCE: &str = "6f1d";

/// What a process can be asked to run, by a text.
pub(crate) const PROGRAM: &str = "behaviours::program";
pub(crate) const GENERATED: &str = "behaviours::generated";

static SCENARIOS: &[Scenario] = &[
    Scenario::Call {
        id: PROGRAM,
        run: |inputs| {
            let name: String = inputs.get("which");
            let call = programs().find(|program| program.name == name).unwrap().call;
            Box::pin(async move {
                call().await;
                Value::Unit
            })
        },
    },
    Scenario::Call {
        id: GENERATED,
        run: |inputs| {
            let program: String = inputs.get("which");
            Box::pin(generated::interpret(serde_json::from_str(&program).unwrap()))
        },
    },
];

/// What came of a process.
pub(crate) struct Ran {
    pub(crate) runs: Vec<Heard>,
    pub(crate) code: Option<i32>,
    pub(crate) stderr: String,
}

/// The main function of such a process.
pub(crate) fn drive() -> ExitCode {
    grader_harness::drive(FILES, SCENARIOS)
}

/// Whether timers have their numbers in the order in which they are made, whoever makes them: the judge finds
/// them by that.
fn timers_are_in_turn(heard: &Heard) -> bool {
    let events = match heard {
        Heard::Nothing => return true,
        Heard::Begun(events) => events,
        Heard::Ended(trace) => &trace.events,
    };
    let made = |event: &Event| if let EventKind::Timer { timer } = event.kind { Some(timer) } else { None };
    events.iter().filter_map(made).is_sorted_by(|one, next| one < next)
}

/// Runs one of a scenario's programs so many times in one process.
pub(crate) fn run(scenario: &str, which: &str, times: usize) -> Ran {
    // What spins at one moment is found out soon enough.
    let limits = Limits { polls: 1_000, ..Limits::default() };
    let inputs = [("which".to_owned(), Value::Text(which.to_owned()))].into();
    let case = Case { seed: 1, inputs, order: None };
    let (nonce, scenario) = (NONCE.to_owned(), scenario.to_owned());
    let job = Job {
        version: VERSION,
        nonce,
        scenario,
        limits,
        heartbeat: None,
        outside: true,
        cases: vec![case; times],
    };

    let (mut ours, theirs) = UnixStream::pair().unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(DRIVER).stdin(OwnedFd::from(theirs)).stdout(Stdio::piped()).stderr(Stdio::piped());
    let driver = command.spawn().unwrap();
    drop(command); // and with it the driver's end of the socket
    ours.write_all(format!("{}\n", serde_json::to_string(&job).unwrap()).as_bytes()).unwrap();
    ours.shutdown(Shutdown::Write).unwrap();
    let bounds = Bounds { bytes: 1 << 28, events_of_a_case: limits.events };
    let mut bytes = Vec::new();
    ours.read_to_end(&mut bytes).unwrap();
    let mut reader = Reader::new(NONCE.to_owned(), times, bounds);
    reader.hear(&bytes);
    let (said, read) = reader.finish();
    read.unwrap();
    assert!(said.cases.iter().all(timers_are_in_turn), "{which}");
    let output = driver.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    Ran { runs: said.cases, code: output.status.code(), stderr }
}

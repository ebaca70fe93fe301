//! Runs a driver: the program that makes the calls of a scenario and records what they do.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use grader_trace::reader::{Bounds, Heard, ReadError, Reader, Said};
use grader_trace::wire::{
    Case, EXIT_BLOCKED, EXIT_FORBIDDEN, EXIT_OUTPUT, EXIT_OUTSIDE, EXIT_TRACE, Job, VERSION,
};
use grader_trace::{BlockKind, Ending, Event, EventKind, LimitKind, Limits, Trace, Waiting};

use rustix::process::Signal;

use crate::process::{self, Command, Exit, Talk};
use crate::symbols::Symbols;
use crate::{Policy, RunError};

/// A program that makes the calls of scenarios.
pub struct Driver {
    command: Command,
    library: Option<PathBuf>,
    /// Kept between scenarios: reading the debug information of a program takes about 15 ms.
    symbols: Mutex<Symbols>,
}

/// A scenario to run: which, and with what.
#[derive(Debug, Clone, Copy)]
pub struct Scenario<'a> {
    /// `exercise::scenario`, as the driver knows it.
    pub id: &'a str,
    /// Limits of each case and of the process.
    pub limits: &'a Limits,
    /// The time from one beat to the next of a heartbeat beside each call, if there is one.
    pub heartbeat: Option<Duration>,
    /// Whether the calls may reach for what is outside of their runtimes: see [`Job::outside`].
    pub outside: bool,
    /// The calls to make, in order.
    pub cases: &'a [Case],
    /// Whether each has to have a process of its own, as programs do.
    pub each_alone: bool,
}

impl Driver {
    /// A driver that is called so. `files` are those whose lines stand in traces, such as
    /// `src/basic_wait.rs`.
    pub fn new(command: Command, files: Vec<String>) -> Self {
        let symbols = Mutex::new(Symbols::new(command.program.clone(), files));
        Self { command, library: None, symbols }
    }

    /// The same, which takes code from this library.
    #[must_use]
    pub fn linked_to(mut self, library: PathBuf) -> Self {
        self.symbols.get_mut().unwrap_or_else(PoisonError::into_inner).linked_to(library.clone());
        self.library = Some(library);
        self
    }

    /// The library that it takes code from, beside those of the system.
    pub fn library(&self) -> Option<&Path> {
        self.library.as_deref()
    }

    /// Runs all cases of a scenario, in one process or each in one of its own. There is a trace for each case that began: one
    /// that took the process down holds the events that arrived before, and ends as the process
    /// ended; for the cases after it there is `None`.
    ///
    /// # Errors
    /// Where the driver could not be run, or ended before it began the first case. A verdict about
    /// the student's code is never an error.
    pub fn run(&self, policy: &Policy, scenario: Scenario<'_>) -> Result<Vec<Option<Trace>>, RunError> {
        let mut traces = Vec::new();
        let together = if scenario.each_alone { 1 } else { scenario.cases.len().max(1) };
        for cases in scenario.cases.chunks(together) {
            traces.extend(run(policy, &self.command, Scenario { cases, ..scenario })?);
        }
        let mut symbols = self.symbols.lock().unwrap_or_else(PoisonError::into_inner);
        symbols.resolve(traces.iter_mut().flatten());
        Ok(traces)
    }
}

/// The traces of a scenario, with code addresses instead of lines.
fn run(policy: &Policy, driver: &Command, scenario: Scenario<'_>) -> Result<Vec<Option<Trace>>, RunError> {
    let nonce = nonce().map_err(|source| RunError::System {
        doing: "make a nonce",
        program: driver.program.clone(),
        source: source.into(),
    })?;
    let job = Job {
        version: VERSION,
        nonce: nonce.clone(),
        scenario: scenario.id.to_owned(),
        limits: *scenario.limits,
        heartbeat: scenario.heartbeat,
        outside: scenario.outside,
        cases: scenario.cases.to_vec(),
    };
    let mut down = serde_json::to_vec(&job).expect("a job is plain data");
    down.push(b'\n');
    let bounds = Bounds { bytes: policy.trace, events_of_a_case: scenario.limits.events };
    let attempt = || talk(policy, driver, &down, Reader::new(nonce.clone(), scenario.cases.len(), bounds));
    let (exit, reader) = match attempt() {
        // The machine was busy: once more, and then it is an error.
        Err(RunError::TooSlow { .. }) => {
            tracing::info!(scenario = scenario.id, "was too slow: once more");
            attempt()?
        }
        result => result?,
    };

    if exit.status.code() == Some(EXIT_OUTSIDE) && !scenario.outside {
        tracing::info!(scenario = scenario.id, "reaches for what is outside: once more");
        return run(policy, driver, Scenario { outside: true, ..scenario });
    }
    let (said, read) = reader.finish();
    if matches!(read, Err(ReadError::Malformed { .. })) {
        tracing::info!(scenario = scenario.id, "said what no driver says: nothing of it counts");
        return Ok(forged(policy, &exit, &said));
    }
    let ending = ending(policy, &exit, &said, &read);
    tell(scenario, &exit, ending.as_ref());
    match ending {
        // No code of a submission can do that to itself: this is the system's doing.
        Some(Ending::Signalled { signal }) if signal == Signal::KILL.as_raw() => {
            Err(RunError::Killed { program: driver.program.clone(), how: exit.status.to_string() })
        }
        None => Ok(said.cases.into_iter().map(heard_whole).collect()),
        Some(ending) => cut_short(driver, &exit, said, &ending),
    }
}

/// Runs a driver and hears what it says.
fn talk(
    policy: &Policy,
    driver: &Command,
    down: &[u8],
    mut reader: Reader,
) -> Result<(Exit, Reader), RunError> {
    let mut up = |bytes: &[u8]| {
        reader.hear(bytes);
        if reader.is_too_much() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let exit = process::run_with_channel(policy, driver, Talk { down, up: &mut up })?;
    Ok((exit, reader))
}

/// Tells who listens how the process of a scenario ended.
fn tell(scenario: Scenario<'_>, exit: &Exit, ending: Option<&Ending>) {
    let Scenario { id, cases, outside, .. } = scenario;
    match ending {
        None => {
            tracing::info!(scenario = id, cases = cases.len(), outside, cpu = ?exit.cpu, "ran to its end");
        }
        Some(ending) => {
            tracing::info!(scenario = id, cases = cases.len(), outside, cpu = ?exit.cpu, ?ending, "ended before its end");
        }
    }
}

/// A number that nobody but the parent knows before the process has started.
fn nonce() -> rustix::io::Result<String> {
    let mut bytes = [0_u8; 16];
    rustix::rand::getrandom(&mut bytes, rustix::rand::GetRandomFlags::empty())?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// How the process ended, if not by being done.
fn ending(policy: &Policy, exit: &Exit, said: &Said, read: &Result<(), ReadError>) -> Option<Ending> {
    if matches!(read, Err(ReadError::TooLarge)) {
        return Some(Ending::Limit(LimitKind::Trace));
    }
    let done = said.done && all_ended(&said.cases);
    if done && exit.status.success() { None } else { Some(ending_of_process(policy, exit, last_deed(said))) }
}

/// Whether all cases have ended; after one that spins there are no more.
fn all_ended(cases: &[Heard]) -> bool {
    let spins =
        |case: &Heard| matches!(case, Heard::Ended(trace) if matches!(trace.ending, Ending::Livelock { .. }));
    let run = cases.iter().position(spins).map_or(cases.len(), |last| last + 1);
    cases[..run].iter().all(|case| matches!(case, Heard::Ended(_)))
}

/// The traces of a process that said what the harness never says: somebody else spoke for it, and
/// nothing that was said counts. It is told by how the process ended.
fn forged(policy: &Policy, exit: &Exit, said: &Said) -> Vec<Option<Trace>> {
    let ending = ending_of_process(policy, exit, last_deed(said));
    let mut traces = vec![None; said.cases.len()];
    if let Some(first) = traces.first_mut() {
        *first = Some(ended(Vec::new(), &ending));
    }
    traces
}

/// The last thing that the case which was running did.
fn last_deed(said: &Said) -> Option<&EventKind> {
    said.cases.iter().rev().find_map(|case| match case {
        Heard::Begun(events) => events.last().map(|last| &last.kind),
        Heard::Nothing | Heard::Ended(_) => None,
    })
}

fn ending_of_process(policy: &Policy, exit: &Exit, last: Option<&EventKind>) -> Ending {
    const SIGABRT: i32 = Signal::ABORT.as_raw();
    const SIGSEGV: i32 = Signal::SEGV.as_raw();
    const SIGSYS: i32 = Signal::SYS.as_raw();
    if exit.said_enough {
        return Ending::Limit(LimitKind::Trace);
    }
    // Whether the code ended the process itself: its exit codes are its own, whatever ours mean.
    let quits = last == Some(&EventKind::Quit);
    if exit.ran_out_of_cpu(policy) {
        return Ending::Limit(LimitKind::Cpu);
    }
    if exit.ran_out_of_memory() {
        return Ending::Limit(LimitKind::Memory);
    }
    if exit.ran_out_of_file_size() {
        return Ending::Limit(LimitKind::FileSize);
    }
    match (exit.status.code(), exit.signal()) {
        (Some(code), _) if quits => Ending::Exited { code },
        (Some(EXIT_OUTPUT), _) => Ending::Limit(LimitKind::Output),
        (Some(EXIT_TRACE), _) => Ending::Limit(LimitKind::Trace),
        (Some(EXIT_FORBIDDEN), _) => Ending::Forbidden { call: last.and_then(forbidden) },
        // Where the signal was blocked its handler could not tell which call it was.
        (None, Some(SIGSYS)) => Ending::Forbidden { call: None },
        (Some(code), _) => Ending::Exited { code },
        (None, Some(SIGABRT | SIGSEGV)) if exit.stderr.text().contains("has overflowed its stack") => {
            Ending::StackOverflow
        }
        (None, Some(SIGABRT)) => Ending::Aborted,
        (None, signal) => Ending::Signalled { signal: signal.unwrap_or_default() },
    }
}

/// The name of the system call that the code was ended for.
#[cfg(target_os = "linux")]
fn forbidden(last: &EventKind) -> Option<String> {
    let EventKind::Forbidden { call } = last else { return None };
    crate::sandbox::call_name(*call).map(str::to_owned)
}

#[cfg(not(target_os = "linux"))]
fn forbidden(_: &EventKind) -> Option<String> {
    None
}

fn heard_whole(heard: Heard) -> Option<Trace> {
    match heard {
        Heard::Ended(trace) => Some(trace),
        Heard::Nothing | Heard::Begun(_) => None,
    }
}

/// The traces of a process that was not done: the case that was running ends as the process
/// ended, or the last one if none was running.
fn cut_short(
    driver: &Command,
    exit: &Exit,
    said: Said,
    ending: &Ending,
) -> Result<Vec<Option<Trace>>, RunError> {
    if said.cases.iter().all(|case| matches!(case, Heard::Nothing)) {
        return Err(RunError::NoStart { program: driver.program.clone(), detail: last_words(exit) });
    }
    let any_running = said.cases.iter().any(|case| matches!(case, Heard::Begun(_)));
    let mut traces: Vec<_> = said
        .cases
        .into_iter()
        .map(|heard| match heard {
            Heard::Nothing => None,
            Heard::Begun(events) => Some(ended(events, ending)),
            Heard::Ended(trace) => Some(trace),
        })
        .collect();
    if !any_running && let Some(last) = traces.iter_mut().rev().flatten().next() {
        last.ending = ending.clone();
        last.value = None;
    }
    Ok(traces)
}

fn ended(events: Vec<Event>, ending: &Ending) -> Trace {
    let blocked = *ending == Ending::Exited { code: EXIT_BLOCKED };
    let ending = blocked.then(|| blocked_for_ever(&events)).flatten().unwrap_or_else(|| ending.clone());
    let elapsed = events.last().map(|event| event.at.get()).unwrap_or_default();
    Trace { events, ending, value: None, elapsed, unfinished: 0 }
}

/// The ending of a case with these events, if the last of them stopped its thread for ever.
fn blocked_for_ever(events: &[Event]) -> Option<Ending> {
    let (last, before) = events.split_last()?;
    if !matches!(last.kind, EventKind::Block { how: BlockKind::Forever, .. }) {
        return None;
    }
    // What they wait for is known by the functions on their stacks.
    let waiting = |event: &Event, thread| {
        let (task, at) = (event.task, event.places.to_vec());
        Waiting { task, thread, at, ..Waiting::default() }
    };
    let halted = before.iter().rev().take_while(|event| matches!(event.kind, EventKind::Halt));
    let mut threads: Vec<_> = halted.map(|event| waiting(event, true)).collect();
    threads.reverse();
    let waiting = [waiting(last, false)].into_iter().chain(threads).collect();
    Some(Ending::Stuck { since: last.at.get(), waiting })
}

fn last_words(exit: &Exit) -> String {
    let text = exit.stderr.text();
    let last = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
    format!("{}: {last}", exit.status)
}

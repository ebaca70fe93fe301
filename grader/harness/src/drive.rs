//! The main function of a process that runs student code.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use grader_trace::Value;
use grader_trace::wire::{EXIT_SOCKET, EXIT_VERSION, VERSION};

use crate::{Inputs, LocalBoxFuture, interpose};

/// What student code is asked to do, by name.
#[derive(Debug, Clone, Copy)]
pub enum Scenario {
    /// A call of one of its functions.
    Call {
        /// `exercise::scenario`.
        id: &'static str,
        /// Makes the call; the future's value is what the student's function returned.
        run: fn(&Inputs) -> LocalBoxFuture<'static, Value>,
    },
    /// A whole program. A process runs it once.
    Program {
        /// `exercise::scenario`.
        id: &'static str,
        /// Runs the program's `main` and returns its exit code; see [`exit_code`](crate::exit_code).
        run: fn() -> u8,
    },
}

impl Scenario {
    fn id(&self) -> &'static str {
        match self {
            Self::Call { id, .. } | Self::Program { id, .. } => id,
        }
    }
}

/// See [`is_driving`].
static DRIVES: AtomicBool = AtomicBool::new(false);

/// Whether this process runs worlds for a grader, so that none but student code ends it.
pub(crate) fn is_driving() -> bool {
    DRIVES.load(Ordering::Relaxed)
}

/// Why a driver could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DriveError {
    #[error("the grader speaks version {asked}, this program version {VERSION}: build it again")]
    Version { asked: u64 },
    #[error("this program has no scenario {id}: build it again, from the same course")]
    UnknownScenario { id: String },
    #[error("a process runs a program once: ask for one case of {id}")]
    SeveralPrograms { id: String },
    #[error("no conversation with a grader over standard input: {0}")]
    Socket(#[from] io::Error),
    #[cfg(not(unix))]
    #[error("this program runs on Unix only: it takes a socket as standard input")]
    NotUnix,
}

impl DriveError {
    fn exit_code(&self) -> i32 {
        match self {
            Self::Version { .. } | Self::UnknownScenario { .. } | Self::SeveralPrograms { .. } => {
                EXIT_VERSION
            }
            Self::Socket(_) => EXIT_SOCKET,
            #[cfg(not(unix))]
            Self::NotUnix => EXIT_SOCKET,
        }
    }
}

/// Runs the cases that a grader asks for, over the socket that is this process's standard
/// input, and says what happened. `files` are the student's files as the course names them.
///
/// It is called first thing in `main`, and `main` returns its result: 0 when all cases have
/// run, whatever came of them; [`EXIT_VERSION`]; [`EXIT_SOCKET`].
pub fn drive(files: &'static [&'static str], scenarios: &'static [Scenario]) -> ExitCode {
    interpose::close_library_folder();
    interpose::allocate_in_one_place();
    let ran = run_cases(files, scenarios);
    // From here on an exit is that of `main`.
    DRIVES.store(false, Ordering::Relaxed);
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _nobody_listens = writeln!(io::stderr(), "{error}");
            ExitCode::from(error.exit_code() as u8)
        }
    }
}

#[cfg(unix)]
fn run_cases(files: &'static [&'static str], scenarios: &'static [Scenario]) -> Result<(), DriveError> {
    use std::sync::Arc;

    use grader_trace::Ending;
    use grader_trace::wire::Record;

    use crate::parent::{self, Parent};
    use crate::processor;
    use crate::world::{End, World};

    let (parent, job) = Parent::meet()?;
    DRIVES.store(true, Ordering::Relaxed);
    interpose::watch();
    let parent = Arc::new(parent);
    let Some(scenario) = scenarios.iter().find(|scenario| scenario.id() == job.scenario) else {
        return Err(DriveError::UnknownScenario { id: job.scenario });
    };
    if let (Scenario::Program { .. }, 2..) = (scenario, job.cases.len()) {
        return Err(DriveError::SeveralPrograms { id: job.scenario });
    }
    processor::stay();
    for (case, wanted) in (0..).zip(job.cases) {
        parent.say(Record::Begin { case })?;
        let (seed, order) = (wanted.seed, wanted.order);
        let (heartbeat, outside) = (job.heartbeat, job.outside);
        let world = World { seed, order, heartbeat, outside, limits: job.limits, files };
        let sink = parent::sink(&parent, case);
        let End { ending, value, elapsed, unfinished } = match *scenario {
            Scenario::Call { run, .. } => {
                let inputs = Inputs::from(wanted.inputs);
                world.live(Box::new(move || run(&inputs)), sink)
            }
            Scenario::Program { run, .. } => world.live_as_program(run, sink),
        };
        let spins = matches!(ending, Ending::Livelock { .. });
        // No student code that the world knows of runs before the next case begins or all are done.
        parent.hold(Record::End { case, ending, value, elapsed, unfinished })?;
        // It has failed every check already, and each further case could take as many polls and events.
        if spins {
            break;
        }
    }
    parent.say(Record::Done)?;
    if let Scenario::Program { .. } = scenario {
        // Threads of the program are still there, one of them perhaps in the midst of an `exit`.
        interpose::leave(0);
    }
    Ok(())
}

#[cfg(not(unix))]
fn run_cases(_: &'static [&'static str], _: &'static [Scenario]) -> Result<(), DriveError> {
    Err(DriveError::NotUnix)
}

//! The main function of a process that runs student code.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use grader_trace::Value;
use grader_trace::wire::{EXIT_SOCKET, EXIT_VERSION, VERSION};

use crate::{Inputs, LocalBoxFuture, interpose};

/// A call of student code, by name.
#[derive(Debug, Clone, Copy)]
pub struct Scenario {
    /// `exercise::scenario`.
    pub id: &'static str,
    /// Makes the call; the future's value is what the student's function returned.
    pub run: fn(&Inputs) -> LocalBoxFuture<'static, Value>,
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
    #[error("no conversation with a grader over standard input: {0}")]
    Socket(#[from] io::Error),
    #[cfg(not(unix))]
    #[error("this program runs on Unix only: it takes a socket as standard input")]
    NotUnix,
}

impl DriveError {
    fn exit_code(&self) -> i32 {
        match self {
            Self::Version { .. } | Self::UnknownScenario { .. } => EXIT_VERSION,
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

    use grader_trace::wire::Record;

    use crate::parent::{self, Parent};
    use crate::world::{End, World};

    let (parent, job) = Parent::meet()?;
    DRIVES.store(true, Ordering::Relaxed);
    interpose::watch();
    let parent = Arc::new(parent);
    let Some(run) =
        scenarios.iter().find(|scenario| scenario.id == job.scenario).map(|scenario| scenario.run)
    else {
        return Err(DriveError::UnknownScenario { id: job.scenario });
    };
    for (case, wanted) in (0..).zip(job.cases) {
        parent.say(Record::Begin { case })?;
        let inputs = Inputs::from(wanted.inputs);
        let world = World { seed: wanted.seed, order: wanted.order, limits: job.limits, files };
        let End { ending, value, elapsed, unfinished } =
            world.live(Box::new(move || run(&inputs)), parent::sink(&parent, case));
        parent.say(Record::End { case, ending, value, elapsed, unfinished })?;
    }
    parent.say(Record::Done)
}

#[cfg(not(unix))]
fn run_cases(_: &'static [&'static str], _: &'static [Scenario]) -> Result<(), DriveError> {
    Err(DriveError::NotUnix)
}

//! The command line. The only part that writes to the terminal.

mod cache;
mod diff;
mod doctor;
mod grade;
mod handed;
mod history;
mod init;
mod log;
mod new;
mod output;
mod pack;
mod progress;
mod report;
mod report_file;
mod report_folder;
mod schema;
mod shell;
mod terminal;
mod verify;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use grader_runner::interrupt;
use grader_runner::sandbox::Sandbox;

use self::terminal::say;
use crate::confine::{self, ConfineError};
use crate::kit::{self, Kit, KitError, Step};
use crate::scratch::Scratch;
use crate::store::StoreError;
use crate::toolchain::{self, ToolchainError};

/// Grades submissions of an async-Rust course in virtual time.
#[derive(Debug, Parser)]
#[command(name = "grader", version, max_term_width = 100, after_long_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// What all commands take.
#[derive(Debug, clap::Args)]
struct Common {
    /// Where compiled dependencies are kept [default: the user's cache folder]
    #[arg(long, global = true, env = "GRADER_CACHE", value_name = "DIR", hide_env_values = true)]
    cache: Option<PathBuf>,
    /// Say on standard error what is done, and how long it takes; twice, also with which commands
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Grade submissions: folders, archives, or folders of them
    Grade(grade::Args),
    /// Print what is in a store of results, in any format
    Report(report::Args),
    /// List the runs of a store
    History(history::Args),
    /// Tell whose score is another in two stores, runs or reports, and why
    Diff(diff::Args),
    /// Show what is right of your answers whenever you save one
    Watch(watch::Args),
    /// Build what submissions are compiled against, so that grading needs no network
    Prepare,
    /// Add an exercise to a course: files that work as they are, and say what to change
    New(new::Args),
    /// Write a course as students get it: no solutions, and built and tested by cargo alone
    Pack(pack::Args),
    /// Write what a platform needs to grade with this grader
    Init(init::Args),
    /// Prove a course: right answers get full marks, wrong ones fail what they say, no mistake passes
    Verify(verify::Args),
    /// Tell whether this machine has what grading needs
    Doctor(doctor::Args),
    /// Print what can stand in a course's files: a JSON Schema for editors, or a page for authors
    Schema(schema::Args),
    /// Show what the cache holds, or remove what nobody needs
    Cache(cache::Args),
    /// Print what lets a shell complete commands
    Completions(shell::CompletionsArgs),
    /// Print the page for `man`, or write a page for each command
    Man(shell::ManArgs),
}

/// For the page of `man`, and for `--help`.
const EXIT_CODES: &str = "\
Exit codes, the first that applies: 2 wrong usage or a broken course (nothing was graded); 3 something could \
not be graded, or this machine cannot grade; 1 a submission is below --fail-under, or a course falls short of \
what it promises; 0.";

/// Exit codes; the first that applies.
mod exit {
    /// Wrong usage or a broken course: nothing was graded.
    pub(super) const USAGE: u8 = 2;
    /// At least one submission could not be graded.
    pub(super) const NOT_GRADED: u8 = 3;
    /// A submission is below `--fail-under`, or a course falls short of what it promises.
    pub(super) const BELOW: u8 = 1;
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let Cli { command, common } = Cli::parse();
    #[cfg(target_os = "linux")]
    if let Err(error) = grader_runner::strays::adopt() {
        say(&format!("warning: processes that a submission leaves behind cannot be killed: {error}"));
    }
    raise_open_files();
    if let Err(error) = log::begin(common.verbose, &command) {
        say(&format!("error: {error:#}"));
        return ExitCode::from(exit::USAGE);
    }
    if !matches!(command, Command::Watch(_)) {
        on_signals(|| {
            interrupt::interrupt();
            say("interrupted: ending what runs; once more to stop at once");
        });
    }
    let result = match &command {
        Command::Grade(args) => grade::run(&common, args),
        Command::Report(args) => report::run(args),
        Command::History(args) => history::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Watch(args) => watch::run(&common, args),
        Command::Prepare => common.prepare(false).map(|_| ExitCode::SUCCESS),
        Command::New(args) => new::run(args),
        Command::Pack(args) => pack::run(args),
        Command::Init(args) => init::run(args),
        Command::Verify(args) => verify::run(&common, args),
        Command::Doctor(args) => doctor::run(&common, args),
        Command::Schema(args) => schema::run(args),
        Command::Cache(args) => cache::run(&common, args),
        Command::Completions(args) => shell::completions(args),
        Command::Man(args) => shell::man(args),
    };
    result.unwrap_or_else(|error| {
        say(&format!("error: {error:#}"));
        ExitCode::from(code(&error))
    })
}

/// Many submissions at once take many files: as many as this process may have.
fn raise_open_files() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // Where it cannot be raised it may suffice.
    let _ = setrlimit(Resource::Nofile, limit);
}

/// The exit code of a command that came to no result: machines that cannot grade are nobody's
/// wrong usage.
fn code(error: &anyhow::Error) -> u8 {
    let is_of_the_machine = error.is::<ToolchainError>()
        || error.is::<KitError>()
        || error.is::<ConfineError>()
        || error.downcast_ref::<StoreError>().is_some_and(StoreError::is_of_the_machine)
        || error.is::<std::io::Error>();
    if is_of_the_machine { exit::NOT_GRADED } else { exit::USAGE }
}

/// Whether submissions are kept from doing harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum SandboxMode {
    /// In all layers that this machine has, and not without those that matter.
    On,
    /// Not at all.
    Off,
}

impl SandboxMode {
    /// The sandbox of this machine, or none where that is wanted: nobody shall overlook it.
    fn lay(self, kit: &Kit, scratch: &Scratch) -> Result<Option<Sandbox>> {
        if self == Self::On {
            return Ok(Some(confine::sandbox(kit, scratch)?));
        }
        say("warning: THE SANDBOX IS OFF: submissions can read your files, change them and use the network");
        Ok(None)
    }
}

/// Ctrl-C, SIGTERM and SIGHUP end what runs, and then the command in good order; the second of
/// them ends everything at once.
fn on_signals(stop: impl Fn() + Send + 'static) {
    let mut is_asked = false;
    let stop = move || {
        if std::mem::replace(&mut is_asked, true) {
            #[expect(clippy::disallowed_methods, reason = "the user has asked twice")]
            std::process::exit(130);
        }
        stop();
    };
    if let Err(error) = ctrlc::set_handler(stop) {
        say(&format!("warning: Ctrl-C ends the grader at once: {error}"));
    }
}

impl Common {
    fn cache_folder(&self) -> Result<PathBuf> {
        let usual = || dirs::cache_dir().map(|folder| folder.join("grader"));
        let Some(folder) = self.cache.clone().or_else(usual) else {
            bail!("cannot tell this user's cache folder; name one with --cache DIR or GRADER_CACHE")
        };
        if folder.to_str().is_none() {
            bail!(
                "the compiler takes no such path as {}: choose another cache with --cache DIR",
                folder.display()
            )
        }
        Ok(folder)
    }

    /// A folder to work in.
    fn scratch(&self) -> Result<Scratch> {
        let cache = self.cache_folder()?;
        Scratch::open(&cache).with_context(|| {
            format!("cannot work in {}; choose another folder with --cache", cache.display())
        })
    }

    fn prepare(&self, quiet: bool) -> Result<Kit> {
        let toolchain = toolchain::find()?;
        let tell = |step: Step| match step {
            _ if quiet => {}
            Step::Waiting => {
                say("another grader is preparing what submissions are compiled against: waiting for it");
            }
            Step::Building => {
                say("preparing: building what submissions are compiled against (once, about a minute)");
            }
        };
        Ok(kit::prepare(&self.cache_folder()?, &toolchain, &tell)?)
    }
}

//! `grader watch`: the terminal, the files and the threads around the machine of states in
//! [`crate::watch`].
//!
//! On a terminal there are two processes. One has the screen and grades, and leaves the terminal as it
//! was in all ways in which a program can end by itself. The other attends it and restores the terminal
//! where it was killed; and if that one is killed, the first is told and leaves.

mod attendant;
mod plain;
mod saves;
mod screen;
mod session;
mod work;

use std::env;
use std::io::{IsTerminal, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, channel};

use anyhow::{Context, Result};
use grader_runner::interrupt;

use self::session::{Message, Session};
use super::{Common, SandboxMode, on_signals};
use crate::course;
use crate::watch::Place;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Your answers, in any way that `grade` takes them [default: the files of the course]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// The course [default: the nearest folder `exercises` upward]
    #[arg(long, value_name = "DIR")]
    course: Option<PathBuf>,
    /// `off` runs your answers without the sandbox
    #[arg(long, value_enum, default_value_t = SandboxMode::On)]
    sandbox: SandboxMode,
    /// The process that attends this one.
    #[arg(long, hide = true, value_name = "PID")]
    attended_by: Option<u32>,
}

pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode> {
    let place = place(args)?;
    let has_screen = stdin().is_terminal() && stdout().is_terminal() && has_cursor();
    match args.attended_by {
        _ if !has_screen => watch_plainly(common, args, place),
        None => attendant::run(common),
        Some(attendant) => watch_on_screen(common, args, place, attendant),
    }
}

/// Whether the terminal can do more than print.
fn has_cursor() -> bool {
    env::var_os("TERM").is_some_and(|term| !term.is_empty() && term != "dumb")
}

fn place(args: &Args) -> Result<Place> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let start = args.path.as_ref().map_or(here.clone(), |path| here.join(path));
    let start = start.canonicalize().with_context(|| format!("cannot find {}", start.display()))?;
    let course = course::find(args.course.as_deref(), &start)?;
    let course = course.canonicalize().with_context(|| format!("cannot find {}", course.display()))?;
    let answers = if args.path.is_some() { start } else { course.clone() };
    let shown = shown(&answers, &here);
    Ok(Place { course, answers, shown })
}

/// A folder as seen from where the student is.
fn shown(folder: &Path, here: &Path) -> PathBuf {
    let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    folder.strip_prefix(here).unwrap_or(folder).to_owned()
}

fn watch_plainly(common: &Common, args: &Args, place: Place) -> Result<ExitCode> {
    let (tell, told) = channel();
    quit_on_signals(&tell);
    let session = open(common, args, place, tell, told, false)?;
    plain::show(session)?;
    Ok(ExitCode::SUCCESS)
}

fn watch_on_screen(common: &Common, args: &Args, place: Place, attendant: u32) -> Result<ExitCode> {
    let (tell, told) = channel();
    quit_on_signals(&tell);
    #[cfg(target_os = "linux")]
    grader_runner::attend::end_with(attendant).context("cannot be attended")?;
    let session = open(common, args, place, tell.clone(), told, true)?;
    screen::show(session, tell)?;
    Ok(ExitCode::SUCCESS)
}

fn quit_on_signals(tell: &Sender<Message>) {
    let tell = tell.clone();
    on_signals(move || {
        interrupt::interrupt();
        // Where nobody listens any more it ends anyway.
        let _ = tell.send(Message::Quit);
    });
}

/// Prepares all that it takes.
fn open(
    common: &Common,
    args: &Args,
    place: Place,
    tell: Sender<Message>,
    told: Receiver<Message>,
    quiet: bool,
) -> Result<Session> {
    let kit = common.prepare(quiet)?;
    let scratch = common.scratch()?;
    let sandbox = args.sandbox.lay(&kit, &scratch)?;
    let worker = work::Worker::start(kit, scratch, sandbox, tell.clone())?;
    Ok(Session::new(place, worker, tell, told))
}

//! The process that starts the one with the screen, waits for its end, and leaves the terminal as it was.

use std::ffi::OsString;
use std::io::{Write, stdin, stdout};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitCode, ExitStatus};
use std::{env, process};

use anyhow::{Context, Result};
use crossterm::cursor::Show;
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::LeaveAlternateScreen;
use grader_runner::{attend, interrupt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use crate::cli::terminal::say;
use crate::cli::{Common, exit, on_signals};

/// Runs it. What takes long is done before, while the terminal is still an ordinary one.
pub(super) fn run(common: &Common) -> Result<ExitCode> {
    on_signals(interrupt::interrupt);
    common.prepare(false)?;
    let modes = tcgetattr(stdin()).context("cannot tell the modes of the terminal")?;
    let attended = attend::attend(Path::new("/proc/self/exe"), &arguments());
    let restored = tcsetattr(stdin(), OptionalActions::Now, &modes);
    let status = attended.context("cannot start this program once more")?;
    if status.signal().is_some() {
        leave_screen();
    }
    restored.context("cannot restore the modes of the terminal; `reset` does")?;
    Ok(code(status))
}

/// Those of this process, and who it is.
fn arguments() -> Vec<OsString> {
    let mut arguments: Vec<_> = env::args_os().skip(1).collect();
    let end_of_options = arguments.iter().position(|argument| argument == "--").unwrap_or(arguments.len());
    arguments.insert(end_of_options, format!("--attended-by={}", process::id()).into());
    arguments
}

fn leave_screen() {
    let mut out = stdout();
    // Where the terminal is gone there is nothing to be restored.
    let _ = queue!(out, ResetColor, LeaveAlternateScreen, Show).and_then(|()| out.flush());
}

fn code(status: ExitStatus) -> ExitCode {
    if let Some(signal) = status.signal() {
        say(&format!("error: the grader was killed (signal {signal}); your files are as you saved them"));
    }
    // Nothing was wrong with how it was called.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    ExitCode::from(code.unwrap_or(exit::NOT_GRADED))
}

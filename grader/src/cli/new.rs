//! `grader new`.

use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::terminal::print;
use crate::course::{self, CourseError};
use crate::scaffold::{self, Made, Wanted};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The exercise, which is a module of Rust: lower-case words between `_`
    name: String,
    /// What the exercise is called [default: its name]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Make it a program, with its own `main`, in place of functions that are called
    #[arg(long)]
    program: bool,
    /// The course, or a new folder to begin one in [default: the nearest folder `exercises` upward]
    #[arg(long, value_name = "DIR")]
    course: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let folder = course::find(args.course.as_deref(), &here);
    let folder = folder.map_err(|error| with_beginning(error, &args.name))?;
    let wanted = Wanted { name: args.name.clone(), title: args.title.clone(), is_program: args.program };
    let made = scaffold::add(&folder, &wanted)?;
    print(&told(&made, &args.name, &here))?;
    Ok(ExitCode::SUCCESS)
}

/// Says how a course begins where there is none.
fn with_beginning(error: CourseError, name: &str) -> anyhow::Error {
    let no_course = matches!(error, CourseError::NotFound { .. });
    let error = anyhow::Error::from(error);
    if no_course {
        anyhow::anyhow!("{error}, or begin one: grader new {name} --course exercises")
    } else {
        error
    }
}

/// What was made, and what to do with it.
fn told(made: &Made, name: &str, here: &Path) -> String {
    let begins = if made.is_first { ", which begins a course" } else { "" };
    let mut text = format!("a new exercise, `{name}`, with order {}{begins}:\n\n", made.order);
    let shown = |path: &Path| path.strip_prefix(here).unwrap_or(path).display().to_string();
    let width = made.files.iter().map(|(path, _)| shown(path).chars().count()).max().unwrap_or_default();
    for (path, purpose) in &made.files {
        writeln!(text, "  {:width$}  {purpose}", shown(path)).expect("writes to memory");
    }
    text.push_str(
        "\nIt works as it is. The comments that begin with \"Author:\" say what to change; \
         `grader verify`\ntells whether all still fits.\n",
    );
    text
}

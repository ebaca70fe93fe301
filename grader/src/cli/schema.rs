//! `grader schema`: what can stand in the files of a course.

use std::process::ExitCode;

use anyhow::Result;

use super::terminal::print;
use crate::report::Subject;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to print
    #[arg(value_enum, default_value = "checks")]
    subject: Subject,
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    print(&args.subject.render())?;
    Ok(ExitCode::SUCCESS)
}

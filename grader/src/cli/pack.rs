//! `grader pack`.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use grader_judge::course::Exercise;
use grader_judge::feedback::points;

use super::terminal::print;
use crate::pack::Packed;
use crate::{course, pack};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to write: a new one, or an empty one
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The course [default: the nearest folder `exercises` upward]
    #[arg(long, value_name = "DIR")]
    course: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let packed = pack::course(&course::find(args.course.as_deref(), &here)?)?;
    pack::write(&packed, &args.out)?;
    print(&told(&packed, args))?;
    Ok(ExitCode::SUCCESS)
}

fn told(packed: &Packed, args: &Args) -> String {
    let exercises = &packed.course.exercises;
    let sum = points(exercises.iter().map(Exercise::points).sum());
    let out = args.out.display();
    let mut text = format!("packed into {out}: {}, {sum} points\n", counted(exercises.len(), "exercise"));
    if packed.hidden > 0 {
        let (checks, worth) = (counted(packed.hidden, "hidden check"), points(packed.hidden_points));
        text.push_str(&format!("left out: {checks}, {worth} points, which only grading gives\n"));
    }
    if !packed.drafts.is_empty() {
        let drafts = packed.drafts.join(", ");
        text.push_str(&format!(
            "students will read comments that are for the author (\"Author:\") in {drafts}\n"
        ));
    }
    text.push_str("`cargo test` in that folder is what students begin with\n");
    text
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

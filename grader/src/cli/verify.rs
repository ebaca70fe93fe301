//! `grader verify`.

use std::env;
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::grade::{jobs, usual_jobs, wanted};
use super::progress::Progress;
use super::terminal::print;
use super::{Common, exit};
use crate::grade::Grader;
use crate::report::verification::{Format, Verification};
use crate::scratch::Scratch;
use crate::verify::{self, Corpus, Graded};
use crate::{confine, course};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit codes, the first that applies: 2 wrong usage or a course that cannot be read, 3 something could \
not be graded, 1 the course falls short, 0.")]
pub(super) struct Args {
    /// The course [default: the nearest folder `exercises` upward]
    #[arg(long, value_name = "DIR")]
    course: Option<PathBuf>,
    /// Verify only this exercise; may be repeated
    #[arg(long = "exercise", value_name = "NAME")]
    exercises: Vec<String>,
    /// Answers that are graded at once [default: one more than there are processors]
    #[arg(long, value_name = "N", value_parser = jobs)]
    jobs: Option<NonZero<usize>>,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Show for each check which wrong answers it alone catches; in JSON it always stands
    #[arg(long)]
    strength: bool,
    /// Make no mutants of the references: grade only what is written
    #[arg(long)]
    no_mutants: bool,
    /// Say nothing on standard error but what went wrong
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let folder = course::find(args.course.as_deref(), &here)?;
    let course = course::load(&folder)?;
    let exercises = wanted(&course, &args.exercises)?;
    let corpus = Corpus::read(&folder, &course, &exercises, !args.no_mutants)?;
    let kit = common.prepare(args.quiet)?;
    let cache = common.cache_folder()?;
    let scratch = Scratch::open(&cache)
        .with_context(|| format!("cannot work in {}; choose another folder with --cache", cache.display()))?;
    let sandbox = Some(confine::sandbox(&kit, &scratch)?);
    let threads = NonZero::<usize>::MIN;
    let mut grader = Grader { course, exercises, kit, scratch, sandbox, scans: true, seed: 0, threads };
    let graded = graded(&mut grader, &corpus, args);
    let verification = verify::conclude(&grader, &corpus, &graded);
    print(&verification.render(args.format, args.strength))?;
    Ok(exit_code(&verification))
}

fn graded(grader: &mut Grader, corpus: &Corpus, args: &Args) -> Vec<Graded> {
    let jobs = args.jobs.unwrap_or_else(usual_jobs);
    if args.quiet {
        return verify::grade(grader, corpus, jobs, &());
    }
    let progress = Progress::new(corpus.gradings());
    let graded = verify::grade(grader, corpus, jobs, &progress);
    progress.clear();
    graded
}

fn exit_code(verification: &Verification) -> ExitCode {
    if verification.has_errors() {
        ExitCode::from(exit::NOT_GRADED)
    } else if verification.shortfalls.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(exit::BELOW)
    }
}

//! `grader grade`.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, thread};

use anyhow::{Context, Result, bail};
use grader_judge::escape::escape;
use grader_judge::report::SubmissionReport;
use grader_runner::interrupt::is_interrupted;

use super::handed::{Handed, files};
use super::output::Output;
use super::progress::Progress;
use super::terminal::say;
use super::{Common, SandboxMode, exit};
use crate::class::{self, Keep};
use crate::confine;
use crate::course::{self, LoadedCourse};
use crate::grade::Grader;
use crate::intake::{self, Located};
use crate::report::{Report, SCHEMA};
use crate::store::{Store, StoreError};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Submissions, or folders whose members are submissions
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The course [default: the nearest folder `exercises` upward]
    #[arg(long, value_name = "DIR")]
    course: Option<PathBuf>,
    /// Grade only this exercise; may be repeated
    #[arg(long = "exercise", value_name = "NAME")]
    exercises: Vec<String>,
    /// The first seed of every scenario; keep it secret for a final grading
    #[arg(
        long,
        value_name = "N",
        env = "GRADER_SEED",
        default_value_t = 0,
        hide_env_values = true,
        value_parser = seed
    )]
    seed: u64,
    /// Submissions that are graded at once [default: one more than there are processors]
    #[arg(long, value_name = "N", value_parser = jobs)]
    jobs: Option<NonZero<usize>>,
    /// Keep results in this file, and grade nothing again that is in it
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Grade everything anew; earlier results stay in the store
    #[arg(long, requires = "store")]
    regrade: bool,
    #[command(flatten)]
    output: Output,
    /// Exit with 1 where a submission has less than this share of its points
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    fail_under: Option<f64>,
    /// `off` runs submissions without the sandbox: they can then do all that you can
    #[arg(long, value_enum, default_value_t = SandboxMode::On)]
    sandbox: SandboxMode,
    /// Say nothing on standard error but what went wrong
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("write a whole number from 0 to {}", u64::MAX))
}

pub(super) fn jobs(text: &str) -> Result<NonZero<usize>, String> {
    text.parse().map_err(|_| "write a whole number, 1 or more".into())
}

/// How much is graded at once where nobody says: while one waits for a process or a disk, another goes on.
/// On two processors a class takes a twentieth less with three jobs than with two.
pub(super) fn usual_jobs() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN).saturating_add(1)
}

fn percent(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent),
        _ => Err("write a number from 0 to 100".into()),
    }
}

pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let course = course::load(&course::find(args.course.as_deref(), &here)?)?;
    let exercises = wanted(&course, &args.exercises)?;
    let output = args.output.check()?;
    let (located, all_found) = find(&course, args)?;
    let mut setting = output.setting(located.len(), folder_of_course(&args.paths))?;
    if let Some(store) = args.store.as_deref().filter(|store| output.replaces(store)) {
        bail!("a report would take the place of the store {}; name another file for it", store.display());
    }
    let store = args.store.as_deref().filter(|_| !located.is_empty()).map(open).transpose()?;
    let kit = common.prepare(args.quiet)?;
    let scratch = common.scratch()?;
    let sandbox = args.sandbox.lay(&kit, &scratch)?;
    let jobs = args.jobs.unwrap_or_else(usual_jobs);
    let threads = NonZero::new(jobs.get() / located.len().max(1)).unwrap_or(NonZero::<usize>::MIN);
    let grader = Grader { course, exercises, kit, scratch, sandbox, scans: true, seed: args.seed, threads };
    let names: Vec<_> = located.iter().map(|one| one.name.clone()).collect();
    let run = match &store {
        Some(store) => Some(store.begin(&grader, &names, args.regrade, &tell)?),
        None => None,
    };
    let keep: &dyn Keep = run.as_ref().map_or(&(), |run| run);
    let handed = Handed::beside(keep);
    let keep: &dyn Keep = if output.shows_sources() { &handed } else { keep };
    let submissions = graded(&grader, &located, jobs, keep, args.quiet);
    if output.shows_sources() {
        setting.sources = handed.in_order(located.iter().map(|one| one.name.as_str()));
    }
    setting.files = files(&grader.course.course);
    let code = exit_code(&submissions, all_found, args.fail_under);
    let report = Report {
        schema: SCHEMA.into(),
        grader: env!("CARGO_PKG_VERSION").into(),
        course: grader.course.course.name.clone(),
        seed: args.seed,
        sandbox: confine::in_report(grader.sandbox.as_ref()),
        submissions,
    };
    if let Some(run) = run.as_ref().filter(|run| run.recalled() > 0 && !args.quiet) {
        say(&format!("{} of {} results were in the store", run.recalled(), located.len()));
    }
    let kept = run.map_or(Ok(()), |run| run.end(!is_interrupted())).map_err(anyhow::Error::from);
    let failed = report.submissions.iter().filter(|report| class::is_failed(report)).count();
    // What was graded must not be lost with the store.
    let written = output.write(report, &setting);
    if let (Err(error), Err(_)) = (&kept, &written) {
        say(&format!("error: {error:#}"));
    }
    written?;
    kept?;
    if failed > 0 && store.is_some() {
        say(&format!(
            "{failed} could not be graded and are in the report; the same command tries them again"
        ));
    }
    Ok(code)
}

fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open(path, &|| say(&format!("another grader writes to {}: waiting for it", path.display())))
}

/// What is said as soon as a result cannot be kept.
fn tell(error: &StoreError) {
    say(&format!(
        "warning: {error}; what is graded meanwhile is kept in memory, and written at the end if it can be"
    ));
}

/// Where the course lies in a submission that is the checkout of a whole workspace.
fn folder_of_course(paths: &[PathBuf]) -> String {
    match paths {
        [path] if path.join("exercises/src").is_dir() => "exercises".to_owned(),
        _ => String::new(),
    }
}

fn graded(
    grader: &Grader,
    submissions: &[Located],
    jobs: NonZero<usize>,
    keep: &dyn Keep,
    quiet: bool,
) -> Vec<SubmissionReport> {
    if quiet || submissions.len() < 2 {
        return class::grade(grader, submissions, jobs, keep, &());
    }
    let progress = Progress::new(submissions.len());
    let graded = class::grade(grader, submissions, jobs, keep, &progress);
    progress.clear();
    graded
}

pub(super) fn wanted(course: &LoadedCourse, named: &[String]) -> Result<BTreeSet<String>> {
    let all: BTreeSet<String> = course.course.exercises.iter().map(|exercise| exercise.id.clone()).collect();
    if let Some(unknown) = named.iter().find(|name| !all.contains(*name)) {
        let all = all.into_iter().collect::<Vec<_>>().join(", ");
        bail!("there is no exercise `{unknown}`; the course has {all}");
    }
    Ok(if named.is_empty() { all } else { named.iter().cloned().collect() })
}

/// All submissions of all paths, and whether each path was one.
fn find(course: &LoadedCourse, args: &Args) -> Result<(Vec<Located>, bool)> {
    let mut submissions = Vec::new();
    let mut all_found = true;
    for path in &args.paths {
        match intake::submissions(&course.course, path) {
            Ok(found) => {
                for path in found.passed_over.iter().filter(|_| !args.quiet) {
                    say(&format!("{} is no submission and was passed over", path.display()));
                }
                submissions.extend(found.submissions);
            }
            Err(error) => {
                all_found = false;
                let error = anyhow::Error::from(error);
                say(&format!("error: {error:#}; the others are graded"));
            }
        }
    }
    let numbered = intake::number_repeated_names(&mut submissions);
    if let Some(name) = numbered.first().filter(|_| args.store.is_some()) {
        bail!(
            "a store knows submissions by their names, and several are called {}: rename one, or use a store for \
             each",
            escape(name)
        );
    }
    Ok((submissions, all_found))
}

fn exit_code(submissions: &[SubmissionReport], all_found: bool, fail_under: Option<f64>) -> ExitCode {
    let below = |report: &SubmissionReport| {
        fail_under.is_some_and(|percent| report.score * 100.0 < percent * report.max_score)
    };
    if !all_found || submissions.iter().any(|report| report.errors().next().is_some()) {
        ExitCode::from(exit::NOT_GRADED)
    } else if submissions.iter().any(below) {
        ExitCode::from(exit::BELOW)
    } else {
        ExitCode::SUCCESS
    }
}

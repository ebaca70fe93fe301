//! `grader grade`.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, thread};

use anyhow::{Context, Result, anyhow, bail};
use grader_judge::report::SubmissionReport;

use super::progress::Progress;
use super::report_file::{self, ReportFile};
use super::terminal::{print, say};
use super::{Common, SandboxMode, exit};
use crate::class;
use crate::confine;
use crate::course::{self, LoadedCourse};
use crate::grade::Grader;
use crate::intake::{self, Submission};
use crate::report::{Format, Identity, NotOne, Report, SCHEMA, Setting};

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
    /// Submissions that are graded at once [default: the number of processors]
    #[arg(long, value_name = "N", value_parser = jobs)]
    jobs: Option<NonZero<usize>>,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Write a report to a file as well, whole or not at all; may be repeated
    #[arg(long = "report", value_name = "FORMAT=PATH", value_parser = report_file::parse)]
    reports: Vec<(Format, PathBuf)>,
    /// Tell of hidden checks in what students may see, too
    #[arg(long)]
    reveal: bool,
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

fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("write a whole number from 0 to {}", u64::MAX))
}

pub(super) fn jobs(text: &str) -> Result<NonZero<usize>, String> {
    text.parse().map_err(|_| "write a whole number, 1 or more".into())
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
    let files = args.reports.iter().map(ReportFile::check).collect::<Result<Vec<_>>>()?;
    let (submissions, all_found) = take_in(&course, args);
    let setting = setting(args, &submissions)?;
    let kit = common.prepare(args.quiet)?;
    let scratch = common.scratch()?;
    let sandbox = args.sandbox.lay(&kit, &scratch)?;
    let jobs = args.jobs.unwrap_or_else(|| thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN));
    let threads = NonZero::new(jobs.get() / submissions.len().max(1)).unwrap_or(NonZero::<usize>::MIN);
    let grader = Grader { course, exercises, kit, scratch, sandbox, scans: true, seed: args.seed, threads };
    let report = Report {
        schema: SCHEMA,
        grader: env!("CARGO_PKG_VERSION"),
        course: grader.course.course.name.clone(),
        seed: args.seed,
        sandbox: confine::in_report(grader.sandbox.as_ref()),
        submissions: graded(&grader, &submissions, jobs, args.quiet),
    };
    // All are tried, the files first: what was graded must not be lost with one of them.
    let written: Vec<Result<()>> = files.into_iter().map(|file| file.write(&report, &setting)).collect();
    let printed = args.format.render(&report, &setting).map_err(Into::into).and_then(|text| print(&text));
    let mut errors = written.into_iter().chain([printed]).filter_map(Result::err);
    if let Some(first) = errors.next() {
        errors.for_each(|error| say(&format!("error: {error:#}")));
        return Err(first);
    }
    Ok(exit_code(&report.submissions, all_found, args.fail_under))
}

/// What formats have to know besides what came of it; before anything is graded.
fn setting(args: &Args, submissions: &[Submission]) -> Result<Setting> {
    let formats = || args.reports.iter().map(|(format, _)| *format).chain([args.format]);
    if submissions.len() != 1 && formats().any(Format::is_of_one) {
        bail!(NotOne { count: submissions.len() });
    }
    let identity = if formats().any(|format| format == Format::Classroom50) {
        Identity::read(|name| env::var(name).ok()).map_err(|missing| {
            let missing = missing.join(", ");
            anyhow!("Classroom 50 says in the environment whose submission it is, and {missing} is not set")
        })?
    } else {
        Identity::default()
    };
    Ok(Setting { reveal: args.reveal, folder: folder_of_course(&args.paths), identity })
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
    submissions: &[Submission],
    jobs: NonZero<usize>,
    quiet: bool,
) -> Vec<SubmissionReport> {
    if quiet || submissions.len() < 2 {
        return class::grade(grader, submissions, jobs, &());
    }
    let progress = Progress::new(submissions.len());
    let graded = class::grade(grader, submissions, jobs, &progress);
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
fn take_in(course: &LoadedCourse, args: &Args) -> (Vec<Submission>, bool) {
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
    intake::number_repeated_names(&mut submissions);
    (submissions, all_found)
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

//! The command line. The only part that writes to the terminal.

use std::collections::BTreeSet;
use std::io::Write;
use std::num::NonZero;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, thread};

use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, Parser, Subcommand};
use grader_judge::report::{SubmissionReport, Verdict};

use crate::course::{self, LoadedCourse};
use crate::grade::Grader;
use crate::intake::{self, Submission};
use crate::kit::{self, Kit};
use crate::report::{Format, Report, SCHEMA, Sandbox};
use crate::{class, toolchain};

/// Grades submissions of an async-Rust course in virtual time.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Where compiled dependencies are kept [default: the user's cache folder]
    #[arg(long, global = true, env = "GRADER_CACHE", value_name = "DIR", hide_env_values = true)]
    cache: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Grade submissions: folders, or folders of them
    Grade(GradeArgs),
    /// Build what submissions are compiled against, so that grading needs no network
    Prepare,
}

#[derive(Debug, Args)]
struct GradeArgs {
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
    #[arg(long, value_name = "N", env = "GRADER_SEED", default_value_t = 0, hide_env_values = true)]
    seed: u64,
    /// Submissions that are graded at once [default: the number of processors]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Write a report to a file as well, whole or not at all; may be repeated
    #[arg(long = "report", value_name = "FORMAT=PATH", value_parser = report_file)]
    reports: Vec<(Format, PathBuf)>,
    /// Exit with 1 where a submission has less than this share of its points
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    fail_under: Option<f64>,
}

/// Exit codes; the first that applies.
mod exit {
    /// Wrong usage or a broken course: nothing was graded.
    pub(super) const USAGE: u8 = 2;
    /// At least one submission could not be graded.
    pub(super) const NOT_GRADED: u8 = 3;
    /// A submission is below `--fail-under`.
    pub(super) const BELOW: u8 = 1;
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    #[cfg(target_os = "linux")]
    if let Err(error) = grader_runner::strays::adopt() {
        say(&format!("warning: processes that a submission leaves behind cannot be killed: {error}"));
    }
    let result = match &cli.command {
        Command::Grade(args) => grade(&cli, args),
        Command::Prepare => prepare(&cli).map(|_| ExitCode::SUCCESS),
    };
    result.unwrap_or_else(|error| {
        say(&format!("error: {error:#}"));
        ExitCode::from(exit::USAGE)
    })
}

fn prepare(cli: &Cli) -> Result<Kit> {
    let toolchain = toolchain::find()?;
    let building = || say("preparing: building what submissions are compiled against (once, about a minute)");
    Ok(kit::prepare(&cache_folder(cli)?, &toolchain, building)?)
}

fn grade(cli: &Cli, args: &GradeArgs) -> Result<ExitCode> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let course = course::load(&course::find(args.course.as_deref(), &here)?)?;
    let exercises = wanted(&course, &args.exercises)?;
    let files = args.reports.iter().map(ReportFile::create).collect::<Result<Vec<_>>>()?;
    let (submissions, all_found) = take_in(&course, &args.paths);
    let grader = Grader { course, exercises, kit: prepare(cli)?, seed: args.seed };
    let jobs = args.jobs.unwrap_or_else(|| thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN));
    let graded = class::grade(&grader, &submissions, jobs, |_| {});
    let report = Report {
        schema: SCHEMA,
        grader: env!("CARGO_PKG_VERSION"),
        course: grader.course.course.name.clone(),
        seed: args.seed,
        sandbox: Sandbox::limits_only(),
        submissions: graded,
    };
    print(&args.format.render(&report))?;
    for file in files {
        file.write(&report)?;
    }
    Ok(exit_code(&report.submissions, all_found, args.fail_under))
}

fn wanted(course: &LoadedCourse, named: &[String]) -> Result<BTreeSet<String>> {
    let all: BTreeSet<String> = course.course.exercises.iter().map(|exercise| exercise.id.clone()).collect();
    if let Some(unknown) = named.iter().find(|name| !all.contains(*name)) {
        let all = all.into_iter().collect::<Vec<_>>().join(", ");
        bail!("there is no exercise `{unknown}`; the course has {all}");
    }
    Ok(if named.is_empty() { all } else { named.iter().cloned().collect() })
}

/// All submissions of all paths, and whether each path was one.
fn take_in(course: &LoadedCourse, paths: &[PathBuf]) -> (Vec<Submission>, bool) {
    let mut submissions = Vec::new();
    let mut all_found = true;
    for path in paths {
        match intake::submissions(&course.course, path) {
            Ok(found) => {
                for path in found.passed_over {
                    say(&format!("{} is no submission and was passed over", path.display()));
                }
                submissions.extend(found.submissions);
            }
            Err(error) => {
                all_found = false;
                say(&format!("error: {:#}; the others are graded", anyhow::Error::from(error)));
            }
        }
    }
    intake::number_repeated_names(&mut submissions);
    (submissions, all_found)
}

fn exit_code(submissions: &[SubmissionReport], all_found: bool, fail_under: Option<f64>) -> ExitCode {
    let not_graded = |report: &SubmissionReport| report.exercises.iter().any(|e| e.verdict == Verdict::Error);
    let below = |report: &SubmissionReport| {
        fail_under.is_some_and(|percent| report.score * 100.0 < percent * report.max_score)
    };
    if !all_found || submissions.iter().any(not_graded) {
        ExitCode::from(exit::NOT_GRADED)
    } else if submissions.iter().any(below) {
        ExitCode::from(exit::BELOW)
    } else {
        ExitCode::SUCCESS
    }
}

fn cache_folder(cli: &Cli) -> Result<PathBuf> {
    if let Some(folder) = &cli.cache {
        return Ok(folder.clone());
    }
    let Some(folder) = dirs::cache_dir() else {
        bail!("cannot tell this user's cache folder; name one with --cache DIR or GRADER_CACHE")
    };
    Ok(folder.join("grader"))
}

fn report_file(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, path) = text.split_once('=').ok_or("write FORMAT=PATH, such as json=report.json")?;
    let format = <Format as clap::ValueEnum>::from_str(format, false)
        .map_err(|_| format!("there is no format `{format}`; formats are human and json"))?;
    Ok((format, path.into()))
}

fn percent(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent),
        _ => Err("write a number from 0 to 100".into()),
    }
}

/// A report that will be there whole or not at all.
struct ReportFile<'a> {
    format: Format,
    path: &'a Path,
    file: tempfile::NamedTempFile,
}

impl<'a> ReportFile<'a> {
    /// Finds out before anything is graded whether it can be written.
    fn create((format, path): &'a (Format, PathBuf)) -> Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::Builder::new()
            .permissions(PermissionsExt::from_mode(0o644))
            .tempfile_in(folder)
            .map_err(|error| anyhow!("cannot write the report {}: {}", path.display(), error.kind()))?;
        Ok(Self { format: *format, path, file })
    }

    fn write(mut self, report: &Report) -> Result<()> {
        let context = || format!("cannot write the report {}", self.path.display());
        let text = self.format.render(report);
        let text = anstream::adapter::strip_str(&text).to_string();
        self.file.write_all(text.as_bytes()).with_context(context)?;
        self.file.persist(self.path).map_err(|error| error.error).with_context(context)?;
        Ok(())
    }
}

/// Standard output: what was asked for.
fn print(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // A reader that has seen enough, such as `head`, is no error.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

/// Standard error: everything else.
fn say(text: &str) {
    // Where standard error is closed nobody listens.
    let _ = writeln!(anstream::stderr(), "{text}");
}

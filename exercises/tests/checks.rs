//! `cargo test -p exercises`: runs your code in virtual time and tells what it did.
//!
//! `cargo test -p exercises --test checks -- [FILTER] [--list] [--seed N]`
//!
//! The calls of a scenario run in a process of their own, which is this program again: so code
//! that hangs, aborts or exits fails its checks and no more.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::{env, fs};

use grader_judge::course::{self, Course, CourseFile, Exercise, Scenario};
use grader_judge::evidence::{CaseRun, Evidence, ScenarioRun};
use grader_judge::report::{CheckReport, ExerciseReport, Origin, Status};
use grader_judge::source::{Progress, progress};
use grader_judge::{behaves, feedback, judge};
use grader_runner::process::Command;
use grader_runner::{Policy, scenario};
use libtest_mimic::{Arguments, Failed, Trial};

mod driver {
    include!(concat!(env!("OUT_DIR"), "/driver.rs"));
}

/// The files that define the course, as they were when this program was built.
const COURSE: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/course.rs"));

/// Asks this program to make calls instead of judging them.
const DRIVE: &str = "--drive";

fn main() -> ExitCode {
    let mut args: Vec<String> = env::args().collect();
    if args.get(1).is_some_and(|arg| arg == DRIVE) {
        return driver::main();
    }
    match take_seed(&mut args).and_then(Checks::new) {
        Ok(checks) => Arc::new(checks).run(args),
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Takes `--seed N` or `--seed=N` out of the arguments: the rest is the usual of a test program.
fn take_seed(args: &mut Vec<String>) -> Result<u64, String> {
    let Some(at) = args.iter().position(|arg| arg == "--seed" || arg.starts_with("--seed=")) else {
        return Ok(0);
    };
    let arg = args.remove(at);
    let value = match arg.strip_prefix("--seed=") {
        Some(value) => value.to_owned(),
        None if at < args.len() => args.remove(at),
        None => String::new(),
    };
    value.parse().map_err(|_| format!("--seed takes a whole number, not {value:?}"))
}

/// The course, your files, and what has been found out about them.
struct Checks {
    course: Course,
    sources: BTreeMap<String, String>,
    seed: u64,
    reports: BTreeMap<String, OnceLock<Result<ExerciseReport, String>>>,
}

impl Checks {
    fn new(seed: u64) -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file =
            |(path, text): &(&str, &str)| CourseFile { path: path.to_string(), text: text.to_string() };
        let files: Vec<_> = COURSE.iter().map(file).collect();
        let course = course::read("exercises", &files).map_err(|problems| problems.to_string())?;
        let source = |exercise: &Exercise| Ok((exercise.id.clone(), read(&folder.join(&exercise.file))?));
        let sources = course.exercises.iter().map(source).collect::<Result<_, String>>()?;
        let reports =
            course.exercises.iter().map(|exercise| (exercise.id.clone(), OnceLock::new())).collect();
        Ok(Self { course, sources, seed, reports })
    }

    /// A test for each check of the exercises that were begun; one that tells where to start
    /// for the first that was not.
    fn run(self: Arc<Self>, args: Vec<String>) -> ExitCode {
        let mut trials = Vec::new();
        let mut next = true;
        for exercise in &self.course.exercises {
            if self.is_begun(exercise) {
                for check in &exercise.checks {
                    let (checks, exercise_id, check_id) =
                        (self.clone(), exercise.id.clone(), check.id.clone());
                    let name = format!("{exercise_id}::{check_id}");
                    trials.push(Trial::test(name, move || checks.check(&exercise_id, &check_id)));
                }
            } else {
                let start = format!(
                    "Start here: open exercises/{}, read from the top, and write what stands in place of \
                     its todo!().",
                    exercise.file
                );
                let trial = Trial::test(exercise.id.clone(), || Err(Failed::from(start)));
                trials.push(trial.with_ignored_flag(!next));
                next = false;
            }
        }
        libtest_mimic::run(&Arguments::from_iter(args), trials).exit_code()
    }

    fn is_begun(&self, exercise: &Exercise) -> bool {
        progress(&self.sources[&exercise.id], exercise) == Progress::Begun
    }

    /// The result of one check; the exercise is run when the first of its checks is asked for.
    fn check(&self, exercise: &str, check: &str) -> Result<(), Failed> {
        let report = self.report(exercise)?;
        let found = report.checks.iter().find(|report| report.id == check);
        match found {
            Some(report) if report.status == Status::Passed => Ok(()),
            Some(report) => Err(told(report).into()),
            None => Err(format!("the exercise {exercise} has no check {check}").into()),
        }
    }

    fn report(&self, exercise: &str) -> Result<&ExerciseReport, String> {
        let exercise = self.course.exercise(exercise).ok_or("no such exercise")?;
        self.reports[&exercise.id].get_or_init(|| self.judge(exercise)).as_ref().map_err(Clone::clone)
    }

    fn judge(&self, exercise: &Exercise) -> Result<ExerciseReport, String> {
        if let Some(unfinished) = exercise.uses.iter().find(|used| !self.is_done(used)) {
            return Err(format!("Finish {unfinished} first: this exercise calls it."));
        }
        let files: Vec<_> = self.course.exercises.iter().map(|exercise| exercise.file.clone()).collect();
        let run = |one: &Scenario| Ok((one.id.clone(), run(exercise, one, &files, self.seed)?));
        Ok(judge(&Evidence {
            exercise,
            source: &self.sources[&exercise.id],
            // Here a call that does not fit keeps this program from compiling.
            stub: "",
            misfits: BTreeMap::new(),
            warnings: &[],
            with: exercise.uses.iter().map(|used| (used.clone(), Origin::Own)).collect(),
            own_files: files.clone(),
            runs: exercise.scenarios.iter().map(run).collect::<Result<_, String>>()?,
        }))
    }

    fn is_done(&self, id: &str) -> bool {
        let exercise = self.course.exercise(id);
        exercise.is_some_and(|exercise| {
            self.is_begun(exercise) && self.report(id).is_ok_and(|report| behaves(report, exercise))
        })
    }
}

/// What a student reads of a check that failed.
fn told(check: &CheckReport) -> String {
    let mut text = feedback::line(check) + "\n";
    text.push_str(check.feedback.as_deref().unwrap_or_default());
    if let Some(hint) = &check.hint {
        text.push_str(&feedback::labelled("hint", hint));
        text.push('\n');
    }
    text
}

/// Runs the cases of a scenario in this program, started once more.
fn run(exercise: &Exercise, one: &Scenario, files: &[String], seed: u64) -> Result<ScenarioRun, String> {
    let cases = one.cases(seed);
    let program = env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let command = Command {
        folder: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
        program,
        args: vec![DRIVE.into()],
        env: Vec::new(),
    };
    let id = format!("{}::{}", exercise.id, one.id);
    let to_run = scenario::Scenario { id: &id, limits: &one.limits, cases: &cases, files };
    let traces = scenario::run(&Policy::running(&one.limits), &command, to_run)
        .map_err(|error| format!("your code could not be run: {error}"))?;
    Ok(ScenarioRun {
        cases: cases.into_iter().zip(traces).map(|(case, trace)| CaseRun { case, trace }).collect(),
    })
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

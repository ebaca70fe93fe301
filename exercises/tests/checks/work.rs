//! Your files, and what came of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;
use std::{env, fs};

use grader_judge::course::{self, Course, CourseFile, Exercise, Scenario};
use grader_judge::evidence::{Evidence, ScenarioRun};
use grader_judge::report::{ExerciseReport, Origin};
use grader_judge::source::{Progress, Scan, progress, scan, uses};
use grader_judge::{behaves, judge_closely};
use grader_runner::Policy;
use grader_runner::process::Command;
use grader_runner::scenario::{self, Driver};
use grader_trace::Trace;
use grader_trace::wire::Case;

use crate::{DRIVE, compile, words};

/// The files that define the course, as they were when this program was built.
const COURSE: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/course.rs"));

/// How far an exercise has come.
#[derive(Debug)]
pub enum Stage {
    /// Its functions do nothing yet.
    NotStarted,
    /// It calls another one, which is not done.
    Waits { on: String },
    /// It was run.
    Judged(ExerciseReport),
    /// It could not be run.
    NotRun { reason: String },
}

/// The course, your files, and what has been found out about them.
pub struct Work {
    pub course: Course,
    sources: BTreeMap<String, String>,
    seed: u64,
    /// Whether what your code prints is shown.
    shows_output: bool,
    stages: BTreeMap<String, OnceLock<Stage>>,
    /// This program, started once more for each scenario.
    driver: Driver,
}

fn files(course: &Course) -> Vec<String> {
    course.exercises.iter().map(|exercise| exercise.file.clone()).collect()
}

impl Work {
    pub fn open(seed: u64, shows_output: bool) -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file =
            |(path, text): &(&str, &str)| CourseFile { path: path.to_string(), text: text.to_string() };
        let definitions: Vec<_> = COURSE.iter().map(file).collect();
        let course = course::read("exercises", &definitions).map_err(|problems| problems.to_string())?;
        let source = |exercise: &Exercise| Ok((exercise.id.clone(), read(&folder.join(&exercise.file))?));
        let sources = course.exercises.iter().map(source).collect::<Result<_, String>>()?;
        let stages = course.exercises.iter().map(|exercise| (exercise.id.clone(), OnceLock::new())).collect();
        let program = env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
        let command =
            Command { folder: folder.to_owned(), program, args: vec![DRIVE.into()], env: Vec::new() };
        let driver = Driver::new(command, files(&course));
        Ok(Self { course, sources, seed, shows_output, stages, driver })
    }

    pub fn is_begun(&self, exercise: &Exercise) -> bool {
        progress(&self.sources[&exercise.id], exercise) == Progress::Begun
    }

    /// The first exercise that is not done.
    pub fn next(&self) -> Option<&Exercise> {
        self.course.exercises.iter().find(|exercise| !self.is_done(&exercise.id))
    }

    /// How far an exercise of the course has come. It is run when this is first asked.
    pub fn stage(&self, id: &str) -> &Stage {
        self.stages[id].get_or_init(|| match self.course.exercise(id) {
            Some(exercise) => self.judge(exercise),
            None => Stage::NotRun { reason: format!("the course has no exercise {id}") },
        })
    }

    fn judge(&self, exercise: &Exercise) -> Stage {
        if !self.is_begun(exercise) {
            return Stage::NotStarted;
        }
        let uses = uses(&self.sources[&exercise.id], exercise, &self.course);
        if let Some(unfinished) = uses.iter().find(|used| !self.is_done(used)) {
            return Stage::Waits { on: unfinished.clone() };
        }
        if let Scan::Refused(forbidden) = scan(&self.sources[&exercise.id]) {
            return Stage::NotRun { reason: forbidden.sentence(&exercise.file) };
        }
        match self.run(exercise, uses) {
            Ok(report) => Stage::Judged(report),
            Err(reason) => Stage::NotRun { reason },
        }
    }

    /// Whether an exercise behaves as it should, so that later ones can be run with it.
    fn is_done(&self, id: &str) -> bool {
        match (self.stage(id), self.course.exercise(id)) {
            (Stage::Judged(report), Some(exercise)) => behaves(report, exercise),
            _ => false,
        }
    }

    fn run(&self, exercise: &Exercise, uses: BTreeSet<String>) -> Result<ExerciseReport, String> {
        let mut runs = BTreeMap::new();
        for scenario in &exercise.scenarios {
            let run = run_scenario(&self.driver, exercise, scenario, self.seed)?;
            if self.shows_output {
                print!("{}", words::printed(exercise, scenario, &run));
            }
            runs.insert(scenario.id.clone(), run);
        }
        let needed =
            self.course.exercises.iter().filter(|one| one.id == exercise.id || uses.contains(&one.id));
        let compiled = compile::compiled(exercise, &needed.collect::<Vec<_>>())?;
        let evidence = Evidence {
            exercise,
            source: &self.sources[&exercise.id],
            // Here a call that does not fit keeps this program from compiling.
            stub: "",
            misfits: BTreeMap::new(),
            warnings: &[],
            with: uses.into_iter().map(|used| (used, Origin::Own)).collect(),
            own_files: files(&self.course),
            runs,
            compiled,
        };
        judge_closely(evidence, |scenario, cases| run_cases(&self.driver, exercise, scenario, cases))
    }
}

/// Runs the cases of a scenario.
fn run_scenario(
    driver: &Driver,
    exercise: &Exercise,
    one: &Scenario,
    seed: u64,
) -> Result<ScenarioRun, String> {
    let cases = one.cases(seed);
    let traces = run_cases(driver, exercise, one, &cases)?;
    Ok(ScenarioRun::of(cases, traces))
}

/// Runs these cases of a scenario.
fn run_cases(
    driver: &Driver,
    exercise: &Exercise,
    one: &Scenario,
    cases: &[Case],
) -> Result<Vec<Option<Trace>>, String> {
    let id = format!("{}::{}", exercise.id, one.id);
    let to_run = scenario::Scenario {
        id: &id,
        limits: &one.limits,
        heartbeat: one.heartbeat,
        cases,
        // To find out which do not takes more than it saves here.
        outside: true,
        each_alone: one.is_program,
    };
    driver
        .run(&Policy::running(&one.limits), to_run)
        .map_err(|error| format!("your code could not be run: {error}"))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

//! Grades one submission: builds it, runs its scenarios, has it judged.
//!
//! An exercise is judged with the student's own earlier files when those behave, everything compiles
//! together and no limit is reached with them; otherwise with the reference. So one broken file takes
//! down no other.

mod chain;
#[cfg(test)]
pub(crate) mod sample;
mod scenarios;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::Arc;
use std::time::Instant;

use grader_judge::course::{Exercise, Scenario};
use grader_judge::diagnostic;
use grader_judge::escape::Raw;
use grader_judge::evidence::Evidence;
use grader_judge::report::{ExerciseReport, Origin, SubmissionReport, Verdict};
use grader_judge::source;
use grader_judge::{behaves, judge_closely, unjudged};
use grader_runner::RunError;
use grader_runner::sandbox::{Cell, Sandbox};
use tempfile::TempDir;
use tracing::{info, info_span};

use self::chain::{Failed, Used};
use self::scenarios::Manner;
use self::sources::{Sources, unclear};
use crate::build::{self, BuildError, Built, Module, Plan};
use crate::course::LoadedCourse;
use crate::intake::Submission;
use crate::kit::Kit;
use crate::scratch::Scratch;

/// What all submissions of a batch are graded with.
#[derive(Debug)]
pub struct Grader {
    /// The course.
    pub course: LoadedCourse,
    /// Ids of the exercises to grade.
    pub exercises: BTreeSet<String>,
    /// What submissions are compiled against.
    pub kit: Kit,
    /// Where that is done.
    pub scratch: Scratch,
    /// What keeps submissions from doing harm; nothing does where there is none.
    pub sandbox: Option<Sandbox>,
    /// Whether files are refused that hold what no submission may do.
    pub scans: bool,
    /// The first seed of every scenario.
    pub seed: u64,
    /// Scenarios of one submission that are run at once: more than one where there are fewer
    /// submissions than jobs.
    pub threads: NonZero<usize>,
}

/// Why an exercise could not be graded, through no fault of the student's.
#[derive(Debug, thiserror::Error)]
enum GradeError {
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error(transparent)]
    Run(#[from] RunError),
    #[error("cannot make a folder to work in")]
    Folder(#[from] std::io::Error),
    #[error(
        "`{exercise}` does not compile with the course's references, and not because of the student's \
         file: correct the course"
    )]
    BrokenReference { exercise: String },
    #[error("finish {exercise} first: this exercise needs it, and the course has no reference for it")]
    NoReference { exercise: String },
}

impl GradeError {
    /// Whether it may go well another time.
    fn may_pass(&self) -> bool {
        match self {
            Self::Build(BuildError::Driver { .. }) => false,
            Self::Build(BuildError::Run(error)) => !matches!(error, RunError::Interrupted),
            // The runner has tried again what was too slow.
            Self::Run(error) => !matches!(error, RunError::Interrupted | RunError::TooSlow { .. }),
            Self::Build(_) | Self::Folder(_) => true,
            Self::BrokenReference { .. } | Self::NoReference { .. } => false,
        }
    }
}

/// What a set of modules came to, and the folder that holds it.
struct Build {
    built: Built,
    own_files: Vec<String>,
    folder: TempDir,
}

impl Grader {
    /// Grades one submission.
    pub fn grade(&self, submission: &Submission) -> SubmissionReport {
        self.grade_each(submission, |_| {})
    }

    /// Grades one submission, and tells of each exercise as soon as it is judged.
    pub fn grade_each(
        &self,
        submission: &Submission,
        mut tell: impl FnMut(&ExerciseReport),
    ) -> SubmissionReport {
        let _told_of = info_span!("submission", name = submission.name).entered();
        let began = Instant::now();
        info!(files = submission.files.len(), "begins");
        let sources = Sources::of(submission, &self.course, self.scans);
        let mut grading = Grading {
            grader: self,
            names: self.names(&sources),
            sources,
            cell: None,
            builds: BTreeMap::new(),
            behaving: BTreeSet::new(),
            costly: Vec::new(),
        };
        let mut exercises = Vec::new();
        for exercise in &self.course.course.exercises {
            // An exercise that was not asked for is still graded where a later one uses it.
            if grading.is_wanted_or_used(exercise) {
                let report = grading.grade(exercise);
                let (exercise_id, verdict) = (exercise.id.as_str(), report.verdict);
                info!(
                    exercise = exercise_id,
                    ?verdict,
                    score = report.score,
                    of = report.max_score,
                    "judged"
                );
                if behaves(&report, exercise) {
                    grading.behaving.insert(exercise.id.clone());
                }
                if self.exercises.contains(&exercise.id) {
                    tell(&report);
                }
                exercises.push(report);
            }
        }
        let report = self.summed(&submission.name, exercises);
        info!(score = report.score, of = report.max_score, took = ?began.elapsed(), "ends");
        report
    }

    /// The exercises that each one uses by itself. Files are read for that, so it is found out once.
    fn names<'a>(&'a self, sources: &Sources<'a>) -> BTreeMap<&'a str, BTreeSet<String>> {
        let course = &self.course.course;
        let of = |exercise: &'a Exercise| match sources.text(&exercise.id) {
            Some(source) => (exercise.id.as_str(), source::uses(source, exercise, course)),
            None => (exercise.id.as_str(), exercise.uses.iter().cloned().collect()),
        };
        course.exercises.iter().map(of).collect()
    }

    /// The report of a submission that could not be graded at all.
    pub(crate) fn not_graded(&self, name: &str, why: &str) -> SubmissionReport {
        let exercises = self.course.course.exercises.iter();
        self.summed(name, exercises.map(|one| unjudged(one, Verdict::Error, Some(why.into()))).collect())
    }

    fn summed(&self, name: &str, mut exercises: Vec<ExerciseReport>) -> SubmissionReport {
        exercises.retain(|report| self.exercises.contains(&report.exercise));
        SubmissionReport {
            submission: Raw::new(name),
            student: None,
            score: exercises.iter().map(|report| report.score).sum(),
            max_score: exercises.iter().map(|report| report.max_score).sum(),
            exercises,
        }
    }
}

/// One submission on its way.
struct Grading<'a> {
    grader: &'a Grader,
    sources: Sources<'a>,
    /// The exercises that each names or is said to use, by its id.
    names: BTreeMap<&'a str, BTreeSet<String>>,
    /// Where its programs are run, once there is one, if there is a sandbox.
    cell: Option<Arc<Cell>>,
    /// By the ids of the modules that are the student's own; the other modules are references.
    builds: BTreeMap<BTreeSet<String>, Build>,
    /// Exercises whose own files later ones may use.
    behaving: BTreeSet<String>,
    /// Sets of them with which a later one has reached a limit that it does not reach with references.
    costly: Vec<BTreeSet<String>>,
}

impl<'a> Grading<'a> {
    fn grade(&mut self, exercise: &'a Exercise) -> ExerciseReport {
        let Some(source) = self.sources.text(&exercise.id) else {
            let unusable = self.sources.unusable(exercise);
            return unusable.unwrap_or_else(|| unjudged(exercise, Verdict::NotSubmitted, None));
        };
        let graded = self.compile_and_judge(exercise, source).or_else(|error| {
            if !error.may_pass() {
                return Err(error);
            }
            info!(exercise = exercise.id, error = ?with_reasons(&error), "tried again");
            // In new folders, by new processes: what was in the way may be gone.
            self.builds.clear();
            self.cell = None;
            self.compile_and_judge(exercise, source)
        });
        match graded {
            Ok(_) if self.sources.is_unclear(&exercise.id) && self.is_compiled(exercise) => unclear(exercise),
            Ok(report) => report,
            Err(error) => unjudged(exercise, Verdict::Error, Some(with_reasons(&error))),
        }
    }

    /// Whether a file was accepted by the compiler.
    fn is_compiled(&self, exercise: &Exercise) -> bool {
        let mut builds = self.builds.iter().filter(|(own, _)| own.contains(&exercise.id));
        builds.any(|(_, build)| matches!(build.built, Built::Program(_)))
    }

    /// Builds with as much of the student's own as compiles, and judges that.
    fn compile_and_judge(&mut self, exercise: &Exercise, source: &str) -> Result<ExerciseReport, GradeError> {
        let mut failed: Vec<Failed> = Vec::new();
        for own in self.attempts(exercise) {
            match &self.build(&own)?.built {
                Built::Program(_) => {
                    let report = self.judge_within_limits(exercise, source, &own)?;
                    let message = report
                        .message
                        .clone()
                        .or_else(|| chain::reason(exercise, &self.used(exercise), &own, &failed))
                        .or_else(|| chain::not_right(&self.uses(exercise), &own, &self.behaving))
                        .or_else(|| chain::was_costly(&self.used(exercise), &own));
                    return Ok(ExerciseReport { message, ..report });
                }
                Built::Failed(errors) => failed.push(Failed { errors: errors.clone(), own }),
                Built::GaveUp(reason) => {
                    return Ok(unjudged(exercise, Verdict::CompileError, Some(reason.clone())));
                }
            }
        }
        if failed.iter().all(|failed| !failed.is_of(exercise))
            && self.uses(exercise).iter().any(|id| !self.behaving.contains(id))
        {
            return Err(GradeError::BrokenReference { exercise: exercise.id.clone() });
        }
        let message = diagnostic::compile_message(&chain::errors(exercise, &failed));
        Ok(unjudged(exercise, Verdict::CompileError, Some(message)))
    }

    /// What to build an exercise with, by the modules that are the student's own, best first.
    ///
    /// Where all that it uses behaves: everything together, a build that all exercises share; if
    /// that does not compile, only what it uses; and then the references, with which one begins where
    /// the others were too much for an earlier exercise. Otherwise the references; but if it does not
    /// compile with those, because it needs something that only the student's own have, then these; and
    /// so where the course has no references, as the copy of it that a student works in.
    fn attempts(&self, exercise: &Exercise) -> Vec<BTreeSet<String>> {
        let uses = self.uses(exercise);
        let alone = BTreeSet::from([exercise.id.clone()]);
        let mut all: BTreeSet<String> = self.sources.begun().map(str::to_owned).collect();
        all.insert(exercise.id.clone());
        let mut chain: BTreeSet<String> = uses.intersection(&all).cloned().collect();
        chain.insert(exercise.id.clone());
        let mut attempts = match self.used(exercise) {
            Used { behave: true, too_much: None, .. } => vec![all, chain.clone(), alone],
            Used { behave: true, too_much: Some(_), .. } => vec![alone, all, chain.clone()],
            Used { behave: false, .. } => vec![alone, chain.clone()],
        };
        attempts.dedup();
        attempts.retain(|own| self.has_references_beside(own));
        // Planning this tells what is missing.
        if attempts.is_empty() { vec![chain] } else { attempts }
    }

    /// Whether there are references for all that these modules use beside themselves.
    fn has_references_beside(&self, own: &BTreeSet<String>) -> bool {
        let is_there = |id: &String| own.contains(id) || self.grader.course.references.contains_key(id);
        self.used_by(own).iter().all(is_there)
    }

    /// The exercises that these modules use.
    fn used_by(&self, own: &BTreeSet<String>) -> BTreeSet<String> {
        let course = &self.grader.course.course;
        own.iter().filter_map(|id| course.exercise(id)).flat_map(|exercise| self.uses(exercise)).collect()
    }

    fn is_wanted_or_used(&self, exercise: &Exercise) -> bool {
        let wanted = &self.grader.exercises;
        let mut exercises = self.grader.course.course.exercises.iter();
        wanted.contains(&exercise.id)
            || exercises.any(|later| wanted.contains(&later.id) && self.uses(later).contains(&exercise.id))
    }

    /// What one uses, and how that did in earlier ones.
    fn used(&self, exercise: &Exercise) -> Used<'_> {
        let all = self.uses(exercise);
        let behave = all.is_subset(&self.behaving);
        let too_much = self.costly.iter().find(|costly| costly.is_subset(&all)).filter(|_| behave);
        Used { all, behave, too_much }
    }

    /// The exercises that one uses, and those that they use.
    fn uses(&self, exercise: &Exercise) -> BTreeSet<String> {
        let course = &self.grader.course.course;
        let mut all = BTreeSet::new();
        let mut open = vec![exercise];
        while let Some(exercise) = open.pop() {
            let direct = &self.names[exercise.id.as_str()];
            open.extend(direct.iter().filter(|id| !all.contains(*id)).filter_map(|id| course.exercise(id)));
            all.extend(direct.iter().cloned());
        }
        all
    }

    /// Builds with the student's own files for `own` and references for what they use.
    fn build(&mut self, own: &BTreeSet<String>) -> Result<&Build, GradeError> {
        if !self.builds.contains_key(own) {
            let plan = self.plan(own)?;
            let folder = self.grader.scratch.folder()?;
            let cell = self.cell()?;
            let began = Instant::now();
            let built = build::build(&self.grader.kit, cell.as_ref(), folder.path(), &plan)?;
            let files = plan.modules.len();
            info!(?own, files, outcome = %built, took = ?began.elapsed(), "compiled");
            self.builds.insert(own.clone(), Build { built, own_files: plan.own_files(), folder });
        }
        Ok(&self.builds[own])
    }

    /// The cell of this submission, opened when it is first needed.
    fn cell(&mut self) -> Result<Option<Arc<Cell>>, GradeError> {
        if let (None, Some(sandbox)) = (&self.cell, &self.grader.sandbox) {
            self.cell = Some(Arc::new(Cell::open(sandbox.clone())?));
        }
        Ok(self.cell.clone())
    }

    fn plan(&self, own: &BTreeSet<String>) -> Result<Plan<'a>, GradeError> {
        let course = &self.grader.course.course;
        let used = self.used_by(own);
        let mut plan = Plan::default();
        for exercise in &course.exercises {
            if own.contains(&exercise.id) {
                let Some(source) = self.sources.text(&exercise.id) else { continue };
                plan.modules.push(Module { exercise, source, origin: Origin::Own, called: true });
            } else if used.contains(&exercise.id) {
                let source = self.grader.course.references.get(&exercise.id);
                let source =
                    source.ok_or_else(|| GradeError::NoReference { exercise: exercise.id.clone() })?;
                plan.modules.push(Module { exercise, source, origin: Origin::Reference, called: false });
            }
        }
        Ok(plan)
    }

    /// Judges an exercise with these own files. Where it reaches a limit with the student's own
    /// earlier ones, which may take more than they need, and not with the references, these count.
    fn judge_within_limits(
        &mut self,
        exercise: &Exercise,
        source: &str,
        own: &BTreeSet<String>,
    ) -> Result<ExerciseReport, GradeError> {
        let report = self.judge(exercise, source, own)?;
        let alone = BTreeSet::from([exercise.id.clone()]);
        if !chain::reaches_limit(&report) || self.uses(exercise).is_disjoint(own) {
            return Ok(report);
        }
        if !self.has_references_beside(&alone) || !matches!(self.build(&alone)?.built, Built::Program(_)) {
            return Ok(report);
        }
        let with_references = self.judge(exercise, source, &alone)?;
        if chain::reaches_limit(&with_references) {
            return Ok(report);
        }
        if chain::reaches_limit_each_time(&report) {
            self.costly.push(self.uses(exercise).intersection(own).cloned().collect());
        }
        let message = chain::limit_reached(&report.with);
        Ok(ExerciseReport { message: Some(message), ..with_references })
    }

    /// Runs the scenarios of an exercise in the build with these own files, and judges them.
    fn judge(
        &mut self,
        exercise: &Exercise,
        source: &str,
        own: &BTreeSet<String>,
    ) -> Result<ExerciseReport, GradeError> {
        let with = self.with(exercise, own);
        // The copy of a course that a student works in has no stubs any more, but the student's own files:
        // these do not tell what was asked for.
        let stub = self.grader.course.stubs.get(&exercise.id).filter(|stub| *stub != source);
        let stub = stub.map_or("", String::as_str);
        let cell = self.cell()?;
        let manner = Manner { seed: self.grader.seed, threads: self.grader.threads, cell: cell.as_ref() };
        self.build(own)?;
        let build = &self.builds[own];
        let Built::Program(program) = &build.built else { unreachable!("it was built") };
        let misfits: BTreeMap<_, _> = program
            .misfits
            .iter()
            .filter(|misfit| misfit.exercise == exercise.id)
            .map(|misfit| (misfit.scenario.clone(), misfit.errors.clone()))
            .collect();
        let fitting = |scenario: &&Scenario| !misfits.contains_key(&scenario.id);
        let fitting: Vec<&Scenario> = exercise.scenarios.iter().filter(fitting).collect();
        let runs = scenarios::run(program, exercise, &fitting, manner)?;
        let (kit, folder) = (&self.grader.kit, build.folder.path());
        let uses = with.keys().cloned().collect();
        let compiled = build::compile_checks(kit, cell.as_ref(), folder, program, exercise, &uses)?;
        let evidence = Evidence {
            exercise,
            source,
            stub,
            warnings: &program.warnings,
            with,
            own_files: build.own_files.clone(),
            runs,
            misfits,
            compiled,
        };
        Ok(judge_closely(evidence, |scenario, cases| {
            scenarios::run_cases(program, exercise, scenario, cases, manner)
        })?)
    }

    /// Whose code the exercises that one uses are, where these are the student's own.
    fn with(&self, exercise: &Exercise, own: &BTreeSet<String>) -> BTreeMap<String, Origin> {
        let origin = |id: &String| if own.contains(id) { Origin::Own } else { Origin::Reference };
        self.uses(exercise).into_iter().map(|id| (id.clone(), origin(&id))).collect()
    }
}

/// An error and all its reasons, as one sentence.
fn with_reasons(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut reason = error.source();
    while let Some(next) = reason {
        text = format!("{text}: {next}");
        reason = next.source();
    }
    text
}

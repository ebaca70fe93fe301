//! Judges one exercise of one submission: which checks hold, and what to say of those that
//! do not.
//!
//! A check holds if all its rules hold in every case of each of its scenarios. A case that did
//! not return fails every check of its scenario that needs a run. Of all that fails, the
//! smallest case is told. What was not run never passes. A scenario whose call does not fit the
//! student's code costs the checks that look at it, and no others.

use std::collections::BTreeMap;

use grader_trace::wire::Case;
use grader_trace::{Ending, LimitKind, Trace};

use crate::course::{Check, Exercise, Scenario};
use crate::evidence::{CaseRun, Evidence, ScenarioRun};
use crate::failure::Question;
use crate::report::{CheckReport, ExerciseReport, Finding, Shown, Status, Verdict};
use crate::rule::{self, Rule};
use crate::run::Run;
use crate::source::{self, Names, Unreadable};
use crate::{feedback, misfit, orders, repeat, shrink, smallest, words};

/// How often more cases are run, each time to show better what the last ones have shown.
const ROUNDS: usize = 6;

/// Cases that are worth running, by the id of their scenario.
type Wishes = BTreeMap<String, Vec<Case>>;

/// Judges an exercise that compiled, by what is known.
pub fn judge(evidence: &Evidence<'_>) -> ExerciseReport {
    judge_once(evidence, &source::read(evidence.source)).0
}

/// Judges an exercise that compiled, and finds out more about what fails.
///
/// Where a case fails, `run` is asked to run more cases of a scenario: smaller ones, and the same in
/// other orders of tasks. They decide nothing, but show better what is wrong.
///
/// # Errors
/// Those of `run`, which returns a trace for each case, as a
/// [`ScenarioRun`](crate::evidence::ScenarioRun) has them.
pub fn judge_closely<E>(
    mut evidence: Evidence<'_>,
    mut run: impl FnMut(&Scenario, &[Case]) -> Result<Vec<Option<Trace>>, E>,
) -> Result<ExerciseReport, E> {
    let exercise = evidence.exercise;
    let names = source::read(evidence.source);
    for _ in 0..ROUNDS {
        let (report, wishes) = judge_once(&evidence, &names);
        if wishes.is_empty() {
            return Ok(report);
        }
        for scenario in &exercise.scenarios {
            let (Some(cases), Some(known)) = (wishes.get(&scenario.id), evidence.runs.get_mut(&scenario.id))
            else {
                continue;
            };
            let traces = run(scenario, cases)?;
            let ran = CaseRun::each(cases.clone(), traces);
            known.alone.extend(ran.first().cloned());
            known.more.extend(ran);
        }
    }
    Ok(judge_once(&evidence, &names).0)
}

/// Judges by what is known, and says which cases would show it better.
fn judge_once(evidence: &Evidence<'_>, names: &Result<Names, Unreadable>) -> (ExerciseReport, Wishes) {
    let mut wishes = Wishes::new();
    if let Some(message) = misfit::of_all(evidence) {
        let report = unjudged(evidence.exercise, Verdict::CompileError, Some(message));
        return (ExerciseReport { with: evidence.with.clone(), ..report }, wishes);
    }
    let exercise = evidence.exercise;
    let outcome = |check| report(exercise, check, decide(evidence, names, check, &mut wishes));
    let checks: Vec<CheckReport> = exercise.checks.iter().map(outcome).collect();
    let report = ExerciseReport { with: evidence.with.clone(), ..summed(exercise, verdict(&checks), checks) };
    (report, wishes)
}

/// Reports an exercise that could not be judged: every check is listed and skipped.
pub fn unjudged(exercise: &Exercise, verdict: Verdict, message: Option<String>) -> ExerciseReport {
    let checks = exercise.checks.iter().map(|check| blank(check, Status::Skipped)).collect();
    ExerciseReport { message, ..summed(exercise, verdict, checks) }
}

/// Whether an exercise does what it should, however it is written: later exercises can be run
/// with it. Every check passed that has a rule about behaviour.
pub fn behaves(report: &ExerciseReport, exercise: &Exercise) -> bool {
    let passed = |check: &Check| {
        let mut reports = report.checks.iter();
        reports.any(|report| report.id == check.id && report.status == Status::Passed)
    };
    let behaviour = |check: &&Check| check.rules.iter().any(Rule::is_about_behaviour);
    exercise.checks.iter().filter(behaviour).all(passed)
}

/// What a check came to.
enum Outcome {
    Passed,
    Failed(Box<Finding>),
    /// Something was not run, and nothing that was run tells why.
    Undecided(String),
}

fn decide(
    evidence: &Evidence<'_>,
    names: &Result<Names, Unreadable>,
    check: &Check,
    wishes: &mut Wishes,
) -> Outcome {
    let file = &evidence.exercise.file;
    if let Some(finding) = check.rules.iter().find_map(|rule| rule::of_source(rule, names, file)) {
        return Outcome::Failed(Box::new(finding));
    }
    match of_compiler(evidence, check) {
        Outcome::Passed => {}
        decided => return decided,
    }
    if check.rules.iter().all(Rule::needs_no_run) {
        return Outcome::Passed;
    }
    let mut outcome = Outcome::Passed;
    for id in &check.scenarios {
        match of_scenario(evidence, names.as_ref().ok(), check, id, wishes) {
            Outcome::Passed => {}
            failed @ Outcome::Failed(_) => return failed,
            undecided @ Outcome::Undecided(_) => outcome = undecided,
        }
    }
    outcome
}

/// What the compiler says of a check's code, where it has some.
fn of_compiler(evidence: &Evidence<'_>, check: &Check) -> Outcome {
    let Some(rule) = check.rules.iter().find(|rule| matches!(rule, Rule::Compile(_))) else {
        return Outcome::Passed;
    };
    let Some(errors) = evidence.compiled.get(&check.id) else {
        return Outcome::Undecided("the compiler was not asked".to_owned());
    };
    match rule::of_compiler(rule, errors, evidence) {
        Some(finding) => Outcome::Failed(Box::new(finding)),
        None => Outcome::Passed,
    }
}

fn of_scenario(
    evidence: &Evidence<'_>,
    names: Option<&Names>,
    check: &Check,
    id: &str,
    wishes: &mut Wishes,
) -> Outcome {
    if let Some(finding) = misfit::of_scenario(evidence, id) {
        return Outcome::Failed(Box::new(finding));
    }
    let run = evidence.runs.get(id).filter(|run| !run.cases.is_empty());
    let Some((scenario, run)) = evidence.exercise.scenario(id).zip(run) else {
        return Outcome::Undecided(format!("the scenario {id} was not run"));
    };
    let question = Question { evidence, names, check, scenario };
    let finding = repeat::check(question, run)
        .or_else(|| of_cases(question, run, wishes))
        .or_else(|| of_groups(question, run));
    match finding {
        Some(finding) if scenario.is_program => Outcome::Failed(Box::new(of_program(finding))),
        Some(finding) => Outcome::Failed(Box::new(finding)),
        None if run.cases.iter().any(|case| case.trace.is_none()) => {
            Outcome::Undecided(format!("not every case of the scenario {id} was run"))
        }
        None => Outcome::Passed,
    }
}

/// The same in words about a program.
fn of_program(finding: Finding) -> Finding {
    let told = |text: Option<String>| text.map(|text| words::of_program(&text));
    Finding {
        expected: told(finding.expected),
        observed: told(finding.observed),
        cause: told(finding.cause),
        detail: told(finding.detail),
        ..finding
    }
}

/// What is wrong with a single case.
fn of_cases(question: Question<'_>, run: &ScenarioRun, wishes: &mut Wishes) -> Option<Finding> {
    let failure = question.shown(run)?;
    let mut more = shrink::smaller(question.scenario, run, &failure);
    if more.is_empty() && repeat::is_worth_it(run, &failure) {
        more.push(failure.run.case.clone());
        more.extend(orders::others(&failure));
    }
    if !more.is_empty() {
        let wished = wishes.entry(question.scenario.id.clone()).or_default();
        more.retain(|case| !wished.contains(case));
        wished.append(&mut more);
    }
    let mut finding = placed(failure.finding.clone(), question.scenario, failure.run);
    if repeat::depends_on_earlier_runs(question, run, &failure) {
        repeat::cause(question).attach(&mut finding);
    } else {
        orders::describe(question, &failure, run, &mut finding);
    }
    Some(finding)
}

/// What is wrong with cases together, each of which is right by itself: with those that have the same
/// inputs, or with all.
fn of_groups<'a>(question: Question<'a>, run: &'a ScenarioRun) -> Option<Finding> {
    // Stable: cases with the same inputs keep the order of their seeds.
    let mut sorted: Vec<&CaseRun> = run.cases.iter().collect();
    sorted.sort_by(|one, other| smallest::compare(question.scenario, &one.case.inputs, &other.case.inputs));
    sorted
        .chunk_by(|one, other| one.case.inputs == other.case.inputs)
        .find_map(|group| of_group(question, group))
        .or_else(|| of_all(question, &sorted))
}

/// What is wrong with all of the cases with the same inputs together.
fn of_group<'a>(question: Question<'a>, group: &[&'a CaseRun]) -> Option<Finding> {
    let runs = runs(question, group);
    // Half a group says nothing about the whole.
    let first = runs.first().filter(|_| runs.len() == group.len())?;
    let finding = question.check.rules.iter().find_map(|rule| rule::of_group(rule, &runs))?;
    Some(placed(finding, question.scenario, *first))
}

/// What is wrong with all cases of a scenario together.
fn of_all<'a>(question: Question<'a>, cases: &[&'a CaseRun]) -> Option<Finding> {
    let runs = runs(question, cases);
    let (run, finding) = question.check.rules.iter().find_map(|rule| rule::of_scenario(rule, &runs))?;
    Some(placed(finding, question.scenario, run))
}

/// The cases that were run.
fn runs<'a>(question: Question<'a>, cases: &[&'a CaseRun]) -> Vec<Run<'a>> {
    cases.iter().filter_map(|case| question.run(case)).collect()
}

/// Adds which case it is that was looked at.
fn placed(finding: Finding, scenario: &Scenario, run: Run<'_>) -> Finding {
    if run.trace.ending == Ending::Limit(LimitKind::Cpu) {
        // All cases share the processor time, so which of them used up the last of it is chance.
        return Finding { scenario: Some(scenario.id.clone()), ..finding };
    }
    Finding {
        scenario: Some(scenario.id.clone()),
        inputs: Some(Shown::inputs(&run.case.inputs)),
        seed: Some(run.case.seed),
        ..finding
    }
}

fn report(exercise: &Exercise, check: &Check, outcome: Outcome) -> CheckReport {
    match outcome {
        Outcome::Passed => CheckReport { score: check.points, ..blank(check, Status::Passed) },
        Outcome::Failed(finding) => {
            // A hint is about what the check asks for, not about code that never came to it.
            let hints = if finding.ending.is_none() { check.hints.clone() } else { Vec::new() };
            CheckReport {
                feedback: Some(feedback::text(exercise, check, &finding)),
                hint: hints.first().cloned(),
                hints,
                finding: *finding,
                ..blank(check, Status::Failed)
            }
        }
        Outcome::Undecided(observed) => CheckReport {
            finding: Finding { observed: Some(observed), ..Finding::default() },
            ..blank(check, Status::Error)
        },
    }
}

fn blank(check: &Check, status: Status) -> CheckReport {
    CheckReport {
        id: check.id.clone(),
        title: check.title.clone(),
        status,
        score: 0.0,
        max_score: check.points,
        hidden: check.hidden,
        finding: Finding::default(),
        feedback: None,
        hint: None,
        hints: Vec::new(),
    }
}

fn verdict(checks: &[CheckReport]) -> Verdict {
    let is = |status| move |check: &CheckReport| check.status == status;
    if checks.iter().any(is(Status::Error)) {
        Verdict::Error
    } else if checks.iter().all(is(Status::Passed)) {
        Verdict::Accepted
    } else {
        Verdict::Rejected
    }
}

fn summed(exercise: &Exercise, verdict: Verdict, checks: Vec<CheckReport>) -> ExerciseReport {
    ExerciseReport {
        exercise: exercise.id.clone(),
        title: exercise.title.clone(),
        verdict,
        // Not `sum`: that of nothing is -0.
        score: checks.iter().fold(0.0, |score, check| score + check.score),
        max_score: checks.iter().fold(0.0, |score, check| score + check.max_score),
        message: None,
        with: BTreeMap::new(),
        checks,
    }
}

#[cfg(test)]
mod closely;
#[cfg(test)]
mod tests;

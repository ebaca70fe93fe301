//! Judges one exercise of one submission: which checks hold, and what to say of those that
//! do not.
//!
//! A check holds if all its rules hold in every case of each of its scenarios. A case that did
//! not return fails every check of its scenario that needs a run. Of all that fails, the
//! smallest case is told. What was not run never passes. A scenario whose call does not fit the
//! student's code costs the checks that look at it, and no others.

use grader_trace::{Ending, LimitKind};

use crate::course::{Check, Exercise, Scenario};
use crate::evidence::{CaseRun, Evidence};
use crate::report::{CheckReport, ExerciseReport, Finding, Shown, Status, Verdict};
use crate::rule::{self, Rule};
use crate::run::Run;
use crate::source::{self, Names, Unreadable};
use crate::{ending, feedback, misfit, smallest};

/// Judges an exercise that compiled.
pub fn judge(evidence: &Evidence<'_>) -> ExerciseReport {
    if let Some(message) = misfit::of_all(evidence) {
        let report = unjudged(evidence.exercise, Verdict::CompileError, Some(message));
        return ExerciseReport { with: evidence.with.clone(), ..report };
    }
    let names = source::read(evidence.source);
    let outcome = |check| (check, decide(evidence, &names, check));
    let exercise = evidence.exercise;
    let checks: Vec<CheckReport> = exercise
        .checks
        .iter()
        .map(outcome)
        .map(|(check, outcome)| report(exercise, check, outcome))
        .collect();
    ExerciseReport { with: evidence.with.clone(), ..summed(exercise, verdict(&checks), checks) }
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

fn decide(evidence: &Evidence<'_>, names: &Result<Names, Unreadable>, check: &Check) -> Outcome {
    let file = &evidence.exercise.file;
    if let Some(finding) = check.rules.iter().find_map(|rule| rule::of_source(rule, names, file)) {
        return Outcome::Failed(Box::new(finding));
    }
    if check.rules.iter().all(Rule::is_about_source) {
        return Outcome::Passed;
    }
    let mut outcome = Outcome::Passed;
    for id in &check.scenarios {
        match of_scenario(evidence, names.as_ref().ok(), check, id) {
            Outcome::Passed => {}
            failed @ Outcome::Failed(_) => return failed,
            undecided @ Outcome::Undecided(_) => outcome = undecided,
        }
    }
    outcome
}

fn of_scenario(evidence: &Evidence<'_>, names: Option<&Names>, check: &Check, id: &str) -> Outcome {
    if let Some(finding) = misfit::of_scenario(evidence, id) {
        return Outcome::Failed(Box::new(finding));
    }
    let cases = evidence.runs.get(id).map_or(&[][..], |run| run.cases.as_slice());
    let Some(scenario) = evidence.exercise.scenario(id).filter(|_| !cases.is_empty()) else {
        return Outcome::Undecided(format!("the scenario {id} was not run"));
    };
    // Stable: cases with the same inputs keep the order of their seeds.
    let mut sorted: Vec<&CaseRun> = cases.iter().collect();
    sorted.sort_by(|one, other| smallest::compare(scenario, &one.case.inputs, &other.case.inputs));
    let finding = sorted
        .chunk_by(|one, other| one.case.inputs == other.case.inputs)
        .find_map(|group| of_group(evidence, names, check, scenario, group))
        .or_else(|| of_all(evidence, names, check, scenario, &sorted));
    match finding {
        Some(finding) => Outcome::Failed(Box::new(finding)),
        None if cases.iter().any(|case| case.trace.is_none()) => {
            Outcome::Undecided(format!("not every case of the scenario {id} was run"))
        }
        None => Outcome::Passed,
    }
}

/// The first of the cases with the same inputs that fails, else what is wrong with all of
/// them together.
fn of_group(
    evidence: &Evidence<'_>,
    names: Option<&Names>,
    check: &Check,
    scenario: &Scenario,
    group: &[&CaseRun],
) -> Option<Finding> {
    let runs = runs(evidence, names, group);
    let of_case = |run: &Run<'_>| {
        let finding = ending::check(*run, &scenario.limits)
            .or_else(|| check.rules.iter().find_map(|rule| rule::of_case(rule, *run)))?;
        Some(placed(finding, scenario, *run))
    };
    runs.iter().find_map(of_case).or_else(|| {
        // Half a group says nothing about the whole.
        let all = runs.first().filter(|_| runs.len() == group.len())?;
        let finding = check.rules.iter().find_map(|rule| rule::of_group(rule, &runs))?;
        Some(placed(finding, scenario, *all))
    })
}

/// What is wrong with all cases of a scenario together.
fn of_all(
    evidence: &Evidence<'_>,
    names: Option<&Names>,
    check: &Check,
    scenario: &Scenario,
    cases: &[&CaseRun],
) -> Option<Finding> {
    let runs = runs(evidence, names, cases);
    let (run, finding) = check.rules.iter().find_map(|rule| rule::of_scenario(rule, &runs))?;
    Some(placed(finding, scenario, run))
}

/// The cases that were run.
fn runs<'a>(evidence: &'a Evidence<'a>, names: Option<&'a Names>, cases: &[&'a CaseRun]) -> Vec<Run<'a>> {
    let run =
        |case: &&'a CaseRun| Some(Run { evidence, names, case: &case.case, trace: case.trace.as_ref()? });
    cases.iter().filter_map(run).collect()
}

/// Adds which case it is that was looked at.
fn placed(finding: Finding, scenario: &Scenario, run: Run<'_>) -> Finding {
    if run.trace.ending == Ending::Limit(LimitKind::Cpu) {
        // All cases share the processor time, so which of them used up the last of it is chance.
        return Finding { scenario: Some(scenario.id.clone()), ..finding };
    }
    let shown = run.case.inputs.iter().map(|(name, value)| (name.clone(), Shown::from(value)));
    Finding {
        scenario: Some(scenario.id.clone()),
        inputs: Some(shown.collect()),
        seed: Some(run.case.seed),
        ..finding
    }
}

fn report(exercise: &Exercise, check: &Check, outcome: Outcome) -> CheckReport {
    match outcome {
        Outcome::Passed => CheckReport { score: check.points, ..blank(check, Status::Passed) },
        Outcome::Failed(finding) => CheckReport {
            feedback: Some(feedback::text(exercise, check, &finding)),
            // A hint is about what the check asks for, not about code that never came to it.
            hint: check.hints.first().filter(|_| finding.ending.is_none()).cloned(),
            finding: *finding,
            ..blank(check, Status::Failed)
        },
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
        with: std::collections::BTreeMap::new(),
        checks,
    }
}

#[cfg(test)]
mod tests;

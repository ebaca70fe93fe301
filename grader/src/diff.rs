//! Compares two sets of results: whose score is another one, and why.

use std::collections::{BTreeMap, BTreeSet};

use grader_judge::escape::Raw;
use grader_judge::report::{CheckReport, ExerciseReport, Status, SubmissionReport, Verdict};
use serde::Serialize;

use crate::class::is_failed;
use crate::report::Report;
use crate::store::{MadeWith, Results};

/// The name and version of the JSON format.
pub const SCHEMA: &str = "grader/difference/v1";

/// One of two sets of results.
#[derive(Debug)]
pub struct Side {
    /// Where it is from.
    pub name: String,
    /// The results.
    pub report: Report,
    /// What they were made of, where that was kept: files and settings, as the report's submissions.
    pub made: Option<Vec<(BTreeMap<String, String>, MadeWith)>>,
}

/// What is not the same in two sets of results.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// Where the older results are from.
    pub old: String,
    /// Where the newer ones are from.
    pub new: String,
    /// Submissions whose results are not the same, in the order of the newer ones; those that are gone come
    /// last.
    pub submissions: Vec<Change>,
    /// So many have the same results.
    pub same: usize,
}

/// A submission whose results are not the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Its name.
    pub submission: Raw,
    /// Points before, where it was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Points>,
    /// Points now, where it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Points>,
    /// What the results depend on that is not the same.
    pub because: Vec<Reason>,
    /// Exercises whose results are not the same.
    pub exercises: Vec<ExerciseChange>,
}

/// Points, and how many there could be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Points {
    /// Points reached.
    pub score: f64,
    /// Points that could be reached.
    pub max_score: f64,
}

/// What results depend on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Other files were handed in, for these exercises.
    Files(Vec<String>),
    /// The course is another one, or was changed.
    Course,
    /// The grader is another one.
    Grader,
    /// The compiler is another one.
    Toolchain,
    /// The random numbers are others.
    Seed,
    /// The sandbox is another one.
    Sandbox,
    /// Not the same exercises were graded.
    Exercises,
    /// One of the two could not be graded, in part at least.
    NotGraded,
    /// All is the same, as far as was kept.
    Nothing,
    /// It was not kept what they were made of.
    Unknown,
}

/// An exercise whose results are not the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExerciseChange {
    /// Its id.
    pub exercise: String,
    /// Before; absent where it was not graded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Outcome>,
    /// Now; absent where it was not graded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Outcome>,
    /// Checks that have not the same status.
    pub checks: Vec<CheckChange>,
}

/// What came of an exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// In one word.
    pub verdict: Verdict,
    /// Points.
    #[serde(flatten)]
    pub points: Points,
    /// What there is to say of it as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// A check that has not the same status.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckChange {
    /// Its id.
    pub id: String,
    /// Its status before, where it was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Status>,
    /// Its status now, where it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Status>,
    /// What was found where it failed, now or else before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
}

impl Side {
    /// Results of a store.
    pub fn kept(name: String, results: Results) -> Self {
        let made = results.files.into_iter().zip(results.made_with).collect();
        Self { name, report: results.report, made: Some(made) }
    }
}

/// Compares results.
pub fn compare(old: &Side, new: &Side) -> Difference {
    let mut submissions = Vec::new();
    let mut same = 0;
    for (index, newer) in new.report.submissions.iter().enumerate() {
        let before = position(old, &newer.submission);
        let older = before.map(|before| &old.report.submissions[before]);
        let exercises = exercises(older, Some(newer));
        if older.is_some() && exercises.is_empty() {
            same += 1;
            continue;
        }
        let because = before.map_or_else(Vec::new, |before| {
            let other = others(&old.report.submissions[before], newer);
            if other.is_empty() { reasons(old, before, new, index) } else { other }
        });
        submissions.push(change(older, Some(newer), because, exercises));
    }
    for older in &old.report.submissions {
        if position(new, &older.submission).is_none() {
            submissions.push(change(Some(older), None, Vec::new(), Vec::new()));
        }
    }
    Difference { schema: SCHEMA, old: old.name.clone(), new: new.name.clone(), submissions, same }
}

fn position(side: &Side, name: &Raw) -> Option<usize> {
    side.report.submissions.iter().position(|one| one.submission == *name)
}

fn change(
    old: Option<&SubmissionReport>,
    new: Option<&SubmissionReport>,
    because: Vec<Reason>,
    exercises: Vec<ExerciseChange>,
) -> Change {
    let name = new.or(old).map_or_else(|| Raw::new(""), |report| report.submission.clone());
    let points = |report: &SubmissionReport| Points { score: report.score, max_score: report.max_score };
    Change { submission: name, old: old.map(points), new: new.map(points), because, exercises }
}

/// Each part of the newer one with that of the older, then what is gone.
fn pairs<'a, T>(
    old: &'a [T],
    new: &'a [T],
    id: fn(&T) -> &str,
) -> impl Iterator<Item = (Option<&'a T>, Option<&'a T>)> {
    let same = move |one: &T, other: &T| id(one) == id(other);
    let gone = old.iter().filter(move |older| !new.iter().any(|newer| same(newer, older)));
    let here = new.iter().map(move |newer| (old.iter().find(|older| same(older, newer)), Some(newer)));
    here.chain(gone.map(|older| (Some(older), None)))
}

/// Exercises whose verdict, points or checks are not the same.
fn exercises(old: Option<&SubmissionReport>, new: Option<&SubmissionReport>) -> Vec<ExerciseChange> {
    let [old, new] = [old, new].map(|report| report.map_or(&[][..], |report| &report.exercises));
    pairs(old, new, |one| &one.exercise).filter_map(|(old, new)| exercise(old, new)).collect()
}

fn exercise(old: Option<&ExerciseReport>, new: Option<&ExerciseReport>) -> Option<ExerciseChange> {
    let checks = checks(old, new);
    let outcome = |report: &ExerciseReport| Outcome {
        verdict: report.verdict,
        points: Points { score: report.score, max_score: report.max_score },
        message: report.message.clone().filter(|_| report.verdict != Verdict::Accepted),
    };
    let (before, now) = (old.map(outcome), new.map(outcome));
    let decides = |outcome: &Option<Outcome>| outcome.as_ref().map(|one| (one.verdict, one.points));
    let is_same = decides(&before) == decides(&now) && checks.is_empty();
    let exercise = new.or(old)?.exercise.clone();
    (!is_same).then_some(ExerciseChange { exercise, old: before, new: now, checks })
}

fn checks(old: Option<&ExerciseReport>, new: Option<&ExerciseReport>) -> Vec<CheckChange> {
    let [old, new] = [old, new].map(|report| report.map_or(&[][..], |report| &report.checks));
    pairs(old, new, |one| &one.id).filter_map(|(old, new)| check(old, new)).collect()
}

fn check(old: Option<&CheckReport>, new: Option<&CheckReport>) -> Option<CheckChange> {
    let decides = |check: Option<&CheckReport>| check.map(|check| (check.status, check.score));
    if decides(old) == decides(new) {
        return None;
    }
    let failed = |check: &&CheckReport| check.status == Status::Failed;
    let found = new.filter(failed).or(old.filter(failed)).and_then(found);
    let status = |check: Option<&CheckReport>| check.map(|check| check.status);
    Some(CheckChange { id: new.or(old)?.id.clone(), old: status(old), new: status(new), found })
}

/// What was found, in one line.
fn found(check: &CheckReport) -> Option<String> {
    let finding = &check.finding;
    let parts = [&finding.location, &finding.observed, &finding.cause].into_iter().flatten();
    let parts: Vec<_> = parts.map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(": "))
}

/// What explains a difference by itself, whatever else is not the same.
fn others(old: &SubmissionReport, new: &SubmissionReport) -> Vec<Reason> {
    let ids = |report: &SubmissionReport| -> BTreeSet<String> {
        report.exercises.iter().map(|exercise| exercise.exercise.clone()).collect()
    };
    let failed = [old, new].iter().any(|report| is_failed(report));
    let reasons = [(ids(old) != ids(new), Reason::Exercises), (failed, Reason::NotGraded)];
    reasons.into_iter().filter_map(|(is_so, reason)| is_so.then_some(reason)).collect()
}

fn reasons(old: &Side, before: usize, new: &Side, now: usize) -> Vec<Reason> {
    let (Some(old), Some(new)) = (&old.made, &new.made) else { return of_reports(&old.report, &new.report) };
    let ((old_files, older), (new_files, newer)) = (&old[before], &new[now]);
    let all = old_files.keys().chain(new_files.keys());
    let mut files: Vec<_> = all.filter(|id| old_files.get(*id) != new_files.get(*id)).cloned().collect();
    files.sort();
    files.dedup();
    let mut reasons = if files.is_empty() { Vec::new() } else { vec![Reason::Files(files)] };
    let others = [
        (older.course != newer.course, Reason::Course),
        (older.grader != newer.grader, Reason::Grader),
        (older.toolchain != newer.toolchain, Reason::Toolchain),
        (older.seed != newer.seed, Reason::Seed),
        (older.sandbox != newer.sandbox, Reason::Sandbox),
    ];
    reasons.extend(others.into_iter().filter_map(|(is_other, reason)| is_other.then_some(reason)));
    if reasons.is_empty() { vec![Reason::Nothing] } else { reasons }
}

/// Reports alone do not tell whether files, courses or compilers are the same.
fn of_reports(old: &Report, new: &Report) -> Vec<Reason> {
    let others = [
        (old.course != new.course, Reason::Course),
        (old.grader != new.grader, Reason::Grader),
        (old.seed != new.seed, Reason::Seed),
        (old.sandbox != new.sandbox, Reason::Sandbox),
    ];
    let told = others.into_iter().filter_map(|(is_other, reason)| is_other.then_some(reason));
    told.chain([Reason::Unknown]).collect()
}

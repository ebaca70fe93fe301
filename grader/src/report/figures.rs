//! Numbers about a whole class: how its scores are spread, how hard its checks are, and what could not be
//! graded.

use std::collections::{BTreeMap, BTreeSet};

use grader_judge::report::{Status, SubmissionReport};

/// How the scores of those that were graded are spread.
pub(super) struct Spread {
    /// How many were graded.
    pub(super) graded: usize,
    /// How many of them have all points.
    pub(super) full: usize,
    /// The median of their shares of the points, from 0 to 1.
    pub(super) median: f64,
    /// How many have which share of the points, in tenths; all points are in the last one.
    pub(super) tenths: [usize; 10],
}

/// `None` where nothing was graded.
pub(super) fn spread(submissions: &[SubmissionReport]) -> Option<Spread> {
    let graded: Vec<f64> =
        submissions.iter().filter(|report| report.errors().next().is_none()).map(share).collect();
    let median = median(&graded)?;
    let mut tenths = [0_usize; 10];
    for share in &graded {
        tenths[((share * 10.0) as usize).min(9)] += 1;
    }
    let full = graded.iter().filter(|share| **share >= 1.0).count();
    Some(Spread { graded: graded.len(), full, median, tenths })
}

fn share(report: &SubmissionReport) -> f64 {
    if report.max_score > 0.0 { report.score / report.max_score } else { 0.0 }
}

fn median(shares: &[f64]) -> Option<f64> {
    let mut sorted = shares.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() % 2 {
        _ if sorted.is_empty() => None,
        0 => Some((sorted[middle - 1] + sorted[middle]) / 2.0),
        _ => Some(sorted[middle]),
    }
}

/// A check of an exercise, and how many of those whose code came to it passed it.
#[derive(Clone, Copy)]
pub(super) struct Tally<'a> {
    pub(super) exercise: &'a str,
    pub(super) check: &'a str,
    pub(super) title: &'a str,
    pub(super) is_hidden: bool,
    pub(super) passed: usize,
    pub(super) decided: usize,
}

impl Tally<'_> {
    /// The share of those that passed.
    pub(super) fn rate(&self) -> f64 {
        self.passed as f64 / self.decided.max(1) as f64
    }
}

/// All checks, in the order in which they are first named: that of the course.
pub(super) fn tallies(submissions: &[SubmissionReport]) -> Vec<Tally<'_>> {
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut tallies: Vec<Tally<'_>> = Vec::new();
    let exercises = submissions.iter().flat_map(|report| &report.exercises);
    for (exercise, check) in exercises.flat_map(|one| one.checks.iter().map(move |check| (one, check))) {
        let place = *places.entry((&exercise.exercise, &check.id)).or_insert_with(|| {
            let (exercise, title, is_hidden) = (exercise.exercise.as_str(), &check.title, check.hidden);
            tallies.push(Tally { exercise, check: &check.id, title, is_hidden, passed: 0, decided: 0 });
            tallies.len() - 1
        });
        tallies[place].passed += usize::from(check.status == Status::Passed);
        tallies[place].decided += usize::from(matches!(check.status, Status::Passed | Status::Failed));
    }
    tallies
}

/// What could not be graded: by reason, the places of the submissions. An interruption or a full disk hits many.
pub(super) fn reasons(submissions: &[SubmissionReport]) -> BTreeMap<&str, BTreeSet<usize>> {
    let mut reasons: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (place, report) in submissions.iter().enumerate() {
        for exercise in report.errors() {
            let why = exercise.message.as_deref().unwrap_or("a check could not be decided");
            reasons.entry(why).or_default().insert(place);
        }
    }
    reasons
}

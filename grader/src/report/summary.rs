//! What there is to say of a whole class, for a terminal: scores, their distribution, the hardest
//! checks, and what could not be graded.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Result, Write as _};

use grader_judge::escape::escape;
use grader_judge::feedback::{hanging, points};
use grader_judge::report::{Status, SubmissionReport};

use super::lines::scored;

/// Checks that are named as the hardest.
const HARDEST: usize = 5;
/// The longest bar of the distribution, in columns.
const WIDEST: usize = 40;

pub(super) fn write(out: &mut String, submissions: &[SubmissionReport]) -> Result {
    scores(out, submissions)?;
    distribution(out, submissions)?;
    hardest(out, submissions)?;
    errors(out, submissions)
}

/// All scores, one submission a line.
fn scores(out: &mut String, submissions: &[SubmissionReport]) -> Result {
    for submission in submissions {
        let name = submission.submission.for_terminal();
        writeln!(out, "{}", scored(&name, submission.score, submission.max_score))?;
    }
    Ok(())
}

/// How many have which share of the points, in tenths; those that could not be graded are left out.
fn distribution(out: &mut String, submissions: &[SubmissionReport]) -> Result {
    let graded: Vec<f64> =
        submissions.iter().filter(|report| report.errors().next().is_none()).map(share).collect();
    let Some(median) = median(&graded) else { return Ok(()) };
    let mut counts = [0_usize; 10];
    for share in &graded {
        counts[((share * 10.0) as usize).min(9)] += 1;
    }
    let most = counts.into_iter().max().unwrap_or_default().max(1);
    writeln!(out, "\n{} graded, median {} %", graded.len(), points((median * 100.0).round()))?;
    for (tenth, count) in counts.into_iter().enumerate().rev() {
        let bar = "█".repeat((count * WIDEST).div_ceil(most));
        let range = format!("{:>3} to {:>3} %", tenth * 10, tenth * 10 + 10);
        writeln!(out, "{}", format!("  {range}  {bar} {count}").trim_end_matches(" 0").trim_end())?;
    }
    Ok(())
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

/// A check of an exercise, and how many of those who came to it passed it.
#[derive(Default)]
struct Tally<'a> {
    title: &'a str,
    passed: usize,
    decided: usize,
}

/// The checks that the most fail of those whose code came to them.
fn hardest(out: &mut String, submissions: &[SubmissionReport]) -> Result {
    let mut tallies: BTreeMap<(&str, &str), Tally<'_>> = BTreeMap::new();
    let exercises = submissions.iter().flat_map(|report| &report.exercises);
    for (exercise, check) in exercises.flat_map(|one| one.checks.iter().map(move |check| (one, check))) {
        let tally = tallies.entry((&exercise.exercise, &check.id)).or_default();
        tally.title = &check.title;
        tally.passed += usize::from(check.status == Status::Passed);
        tally.decided += usize::from(matches!(check.status, Status::Passed | Status::Failed));
    }
    let mut failed: Vec<_> = tallies.into_iter().filter(|(_, tally)| tally.passed < tally.decided).collect();
    // Stable: checks that are equally hard keep the order of their names.
    failed.sort_by(|(_, one), (_, other)| rate(one).total_cmp(&rate(other)));
    if !failed.is_empty() {
        writeln!(out, "\nhardest checks, and who passes them of those whose code came so far")?;
    }
    for ((exercise, check), Tally { title, passed, decided }) in failed.into_iter().take(HARDEST) {
        let prefix = format!("  {:<10}", format!("{passed} of {decided}"));
        writeln!(out, "{}", hanging(&prefix, &format!("{exercise}::{check}: {title}")))?;
    }
    Ok(())
}

fn rate(tally: &Tally<'_>) -> f64 {
    tally.passed as f64 / tally.decided.max(1) as f64
}

/// What could not be graded, by reason: an interruption or a full disk hits many.
fn errors(out: &mut String, submissions: &[SubmissionReport]) -> Result {
    let mut reasons: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (report, exercise) in submissions.iter().flat_map(|one| one.errors().map(move |error| (one, error))) {
        let why = exercise.message.as_deref().unwrap_or("a check could not be decided");
        reasons.entry(why).or_default().insert(report.submission.for_terminal());
    }
    if !reasons.is_empty() {
        writeln!(out, "\ncould not be graded, through no fault of the student's")?;
    }
    for (why, names) in reasons {
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        writeln!(out, "{}", hanging("  ", &format!("{names}: {}", escape(why))))?;
    }
    Ok(())
}

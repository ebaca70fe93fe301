//! What there is to say of a whole class, for a terminal: scores, their distribution, the hardest
//! checks, and what could not be graded.

use std::fmt::{Result, Write as _};

use grader_judge::escape::escape;
use grader_judge::feedback::{hanging, points};
use grader_judge::report::SubmissionReport;

use super::figures::{Tally, reasons, spread, tallies};
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
    let Some(spread) = spread(submissions) else { return Ok(()) };
    let most = spread.tenths.into_iter().max().unwrap_or_default().max(1);
    writeln!(out, "\n{} graded, median {} %", spread.graded, points((spread.median * 100.0).round()))?;
    for (tenth, count) in spread.tenths.into_iter().enumerate().rev() {
        let bar = "█".repeat((count * WIDEST).div_ceil(most));
        let range = format!("{:>3} to {:>3} %", tenth * 10, tenth * 10 + 10);
        writeln!(out, "{}", format!("  {range}  {bar} {count}").trim_end_matches(" 0").trim_end())?;
    }
    Ok(())
}

/// The checks that the most fail of those whose code came to them.
fn hardest(out: &mut String, submissions: &[SubmissionReport]) -> Result {
    let mut failed = tallies(submissions);
    failed.retain(|tally| tally.passed < tally.decided);
    let name = |tally: &Tally<'_>| format!("{}::{}", tally.exercise, tally.check);
    // Checks that are equally hard are in the order of their names.
    failed.sort_by(|one, other| {
        one.rate()
            .total_cmp(&other.rate())
            .then_with(|| (one.exercise, one.check).cmp(&(other.exercise, other.check)))
    });
    if !failed.is_empty() {
        writeln!(out, "\nhardest checks, and who passes them of those whose code came so far")?;
    }
    for tally in failed.iter().take(HARDEST) {
        let prefix = format!("  {:<10}", format!("{} of {}", tally.passed, tally.decided));
        writeln!(out, "{}", hanging(&prefix, &format!("{}: {}", name(tally), tally.title)))?;
    }
    Ok(())
}

/// What could not be graded, by reason.
fn errors(out: &mut String, submissions: &[SubmissionReport]) -> Result {
    let reasons = reasons(submissions);
    if !reasons.is_empty() {
        writeln!(out, "\ncould not be graded, through no fault of the student's")?;
    }
    for (why, places) in reasons {
        let mut names: Vec<_> =
            places.into_iter().map(|place| submissions[place].submission.for_terminal()).collect();
        names.sort();
        writeln!(out, "{}", hanging("  ", &format!("{}: {}", names.join(", "), escape(why))))?;
    }
    Ok(())
}

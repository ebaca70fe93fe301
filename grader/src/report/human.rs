//! Text for a terminal, of at most 80 columns.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use grader_judge::escape::without_commands;
use grader_judge::feedback::{self, points};
use grader_judge::report::{CheckReport, ExerciseReport, Origin, Status, SubmissionReport, Verdict};

use super::words::verdict;
use super::{Report, summary};

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
pub(super) const BAD: Style = AnsiColor::Red.on_default();
pub(super) const PALE: Style = Style::new().dimmed();

/// Where scores stand: in the column of the points of checks.
const SCORES_AT: usize = feedback::POINTS_AT;

pub(super) fn render(report: &Report) -> String {
    let mut out = String::new();
    for submission in &report.submissions {
        submission_text(&mut out, submission).expect("writes to memory");
    }
    if report.submissions.len() > 1 {
        summary::write(&mut out, &report.submissions).expect("writes to memory");
    }
    out.split_inclusive('\n').map(harmless).collect()
}

/// A line that no platform takes for a command, when it is printed without its styles.
pub(super) fn harmless(line: &str) -> String {
    let plain = anstream::adapter::strip_str(line).to_string();
    let without = without_commands(&plain);
    if plain == without { line.to_owned() } else { without }
}

fn submission_text(out: &mut String, submission: &SubmissionReport) -> std::fmt::Result {
    let name = submission.submission.for_terminal();
    writeln!(out, "{BOLD}{}{BOLD:#}", scored(&name, submission.score, submission.max_score))?;
    for alike in submission.exercises.chunk_by(|one, other| is_blank(one) && is_blank_like(one, other)) {
        match alike {
            [exercise] => exercise_text(out, exercise)?,
            several => blanks_text(out, several)?,
        }
    }
    writeln!(out)
}

/// Whether nothing more is to be said of an exercise than that nobody has begun with it.
fn is_blank(exercise: &ExerciseReport) -> bool {
    match exercise.verdict {
        Verdict::NotStarted => true,
        // A file that only has another name is worth a word.
        Verdict::NotSubmitted => !exercise.message.as_ref().is_some_and(|message| message.contains(", but ")),
        _ => false,
    }
}

fn is_blank_like(one: &ExerciseReport, other: &ExerciseReport) -> bool {
    is_blank(other) && one.verdict == other.verdict
}

/// Several of them, one after the other.
fn blanks_text(out: &mut String, blanks: &[ExerciseReport]) -> std::fmt::Result {
    let Some(first) = blanks.first() else { return Ok(()) };
    let max_score = blanks.iter().fold(0.0, |sum, blank| sum + blank.max_score);
    let title = scored(verdict(first.verdict), 0.0, max_score);
    writeln!(out, "\n{BAD}{title}{BAD:#}")?;
    let names: Vec<_> = blanks.iter().map(|blank| blank.exercise.as_str()).collect();
    writeln!(out, "{}", feedback::hanging("  ", &names.join(", ")))
}

pub(super) fn exercise_text(out: &mut String, exercise: &ExerciseReport) -> std::fmt::Result {
    let style = if exercise.verdict == Verdict::Accepted { GOOD } else { BAD };
    let title = format!("{}: {}", exercise.exercise, verdict(exercise.verdict));
    writeln!(out, "\n{style}{}{style:#}", scored(&title, exercise.score, exercise.max_score))?;
    let references: Vec<_> = exercise
        .with
        .iter()
        .filter(|(_, origin)| **origin == Origin::Reference)
        .map(|(id, _)| id.as_str())
        .collect();
    if !references.is_empty() {
        let references = references.join(", ");
        writeln!(out, "{PALE}  run with the course's own {references}{PALE:#}")?;
    }
    if let Some(message) = &exercise.message {
        message_text(out, message)?;
    }
    let shown: Vec<_> = exercise.checks.iter().filter(|check| check.status != Status::Skipped).collect();
    for (index, check) in shown.iter().enumerate() {
        let told = shown[..index].iter().any(|earlier| earlier.finding.is_same_trouble(&check.finding));
        check_text(out, check, told)?;
    }
    Ok(())
}

/// What several lines have was laid out by whoever wrote them.
fn message_text(out: &mut String, message: &str) -> std::fmt::Result {
    if !message.contains('\n') {
        return writeln!(out, "{}", feedback::hanging("  ", message));
    }
    message.lines().try_for_each(|line| writeln!(out, "  {line}"))
}

fn check_text(out: &mut String, check: &CheckReport, told: bool) -> std::fmt::Result {
    let style = if check.status == Status::Passed { GOOD } else { BAD };
    writeln!(out, "{style}{}{style:#}", feedback::line(check))?;
    if told {
        return writeln!(out, "  for the reason told above");
    }
    if let Some(feedback) = &check.feedback {
        out.push_str(feedback);
    }
    if let Some(detail) = &check.finding.detail {
        writeln!(out, "{PALE}{}{PALE:#}", feedback::labelled("detail", detail))?;
    }
    if let Some(hint) = &check.hint {
        writeln!(out, "{PALE}{}{PALE:#}", feedback::labelled("hint", hint))?;
    }
    Ok(())
}

/// A text with a score in the column of scores.
pub(super) fn scored(text: &str, score: f64, max_score: f64) -> String {
    let gap = SCORES_AT.saturating_sub(text.chars().count()).max(1);
    format!("{text}{}{}/{}", " ".repeat(gap), points(score), points(max_score))
}

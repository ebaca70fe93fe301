//! Markdown, for the summary of a job or a wiki.
//!
//! GitHub takes 1 MiB for the summary of a step, and nothing of a longer one: submissions that no longer fit
//! are counted.

use grader_judge::feedback::points;
use grader_judge::report::{CheckReport, ExerciseReport, Status, SubmissionReport};

use super::Report;
use super::words::{explanation, verdict};

/// Bytes of a report, with some room for what counts the rest.
const MOST: usize = (1 << 20) - 1024;

pub(super) fn render(report: &Report) -> String {
    let mut out = format!("# {}\n", escape(&report.course));
    if report.submissions.len() > 1 {
        out.push_str("\n| submission | score |\n|---|---:|\n");
        report.submissions.iter().for_each(|submission| out.push_str(&row(submission)));
    }
    for (index, submission) in report.submissions.iter().enumerate() {
        let part = section(submission);
        if out.len() + part.len() > MOST {
            let left = report.submissions.len() - index;
            out.push_str(&format!("\n{left} more did not fit in here.\n"));
            break;
        }
        out.push_str(&part);
    }
    out
}

fn row(submission: &SubmissionReport) -> String {
    let name = escape(&submission.submission.for_terminal());
    format!("| {name} | {}/{} |\n", points(submission.score), points(submission.max_score))
}

fn section(submission: &SubmissionReport) -> String {
    let name = escape(&submission.submission.for_terminal());
    let mut out = format!("\n## {name}: {}/{}\n", points(submission.score), points(submission.max_score));
    out.push_str("\n| exercise | | score |\n|---|---|---:|\n");
    for exercise in &submission.exercises {
        let (id, verdict) = (&exercise.exercise, verdict(exercise.verdict));
        out.push_str(&format!(
            "| {id} | {verdict} | {}/{} |\n",
            points(exercise.score),
            points(exercise.max_score)
        ));
    }
    submission.exercises.iter().for_each(|exercise| out.push_str(&details(exercise)));
    out
}

/// What is to be said of an exercise that is not accepted.
fn details(exercise: &ExerciseReport) -> String {
    let failed = exercise.checks.iter().filter(|check| check.status == Status::Failed);
    let parts: String = failed.map(|check| of_check(exercise, check)).collect();
    let message = exercise.message.as_deref().map(fenced).unwrap_or_default();
    if parts.is_empty() && message.is_empty() {
        return String::new();
    }
    format!("\n### {}\n{message}{parts}", exercise.exercise)
}

fn of_check(exercise: &ExerciseReport, check: &CheckReport) -> String {
    let (title, max_score) = (escape(&check.title), points(check.max_score));
    format!("\n✗ **{title}** {}/{max_score}\n{}", points(check.score), fenced(&explanation(exercise, check)))
}

/// A block of text that stays as it is, whatever it holds.
fn fenced(text: &str) -> String {
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(3.max(longest + 1));
    format!("\n{fence}text\n{}\n{fence}\n", text.trim_end())
}

/// Text in which nothing means anything to Markdown or HTML.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for char in text.chars() {
        if char.is_ascii_punctuation() && !matches!(char, '.' | ',' | '\'' | '"' | '/' | '?') {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_section_for_each_submission() {
        insta::assert_snapshot!(render(&sample::report()));
    }

    #[test]
    fn text_cannot_end_its_block() {
        assert_eq!(fenced("a ```` b"), "\n`````text\na ```` b\n`````\n");
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let mut report = sample::report();
        report.submissions[1].exercises[0].message = Some("x".repeat(MOST));
        let text = render(&report);
        assert!(text.ends_with("\n1 more did not fit in here.\n"));
        assert!(text.len() < 1 << 20);
    }
}

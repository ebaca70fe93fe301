//! Text for a terminal, of at most 80 columns.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use grader_judge::escape::without_commands;
use grader_judge::feedback;
use grader_judge::report::{CheckReport, ExerciseReport, Finding, Status, SubmissionReport, Verdict};

use super::lines::{self, Line, Tone, scored};
use super::{Report, for_student, summary, words};

/// One submission after the other: a class of a thousand has no room for a second copy of itself.
pub(super) fn render(report: &Report, reveal: bool) -> String {
    let mut out = String::new();
    let mut summed = Vec::new();
    for submission in &report.submissions {
        let shown = if reveal { submission.clone() } else { for_student(submission) };
        let mut text = String::new();
        submission_text(&mut text, &shown).expect("writes to memory");
        out.extend(text.split_inclusive('\n').map(harmless));
        summed.push(without_details(shown));
    }
    if summed.len() > 1 {
        let mut text = String::new();
        summary::write(&mut text, &summed).expect("writes to memory");
        out.extend(text.split_inclusive('\n').map(harmless));
    }
    out
}

/// What a summary needs of a report.
fn without_details(mut submission: SubmissionReport) -> SubmissionReport {
    for check in submission.exercises.iter_mut().flat_map(|exercise| &mut exercise.checks) {
        check.finding = Finding::default();
        check.feedback = None;
        check.hint = None;
        check.hints = Vec::new();
    }
    submission
}

/// A line that no platform takes for a command, when it is printed without its styles.
pub(super) fn harmless(line: &str) -> String {
    let plain = anstream::adapter::strip_str(line).to_string();
    let without = without_commands(&plain);
    if plain == without { line.to_owned() } else { without }
}

fn submission_text(out: &mut String, submission: &SubmissionReport) -> std::fmt::Result {
    let name = submission.submission.for_terminal();
    write_lines(out, &Tone::Bold.lines(&scored(&name, submission.score, submission.max_score)))?;
    for alike in submission.exercises.chunk_by(|one, other| is_blank(one) && is_blank_like(one, other)) {
        match alike {
            [exercise] => exercise_text(out, exercise)?,
            several => blanks_text(out, several)?,
        }
    }
    writeln!(out)
}

/// Whether nothing more is to be said of an exercise than that nobody has begun with it.
pub(super) fn is_blank(exercise: &ExerciseReport) -> bool {
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
    writeln!(out)?;
    write_lines(out, &Tone::Bad.lines(&scored(words::verdict(first.verdict), 0.0, max_score)))?;
    let names: Vec<_> = blanks.iter().map(|blank| blank.exercise.as_str()).collect();
    writeln!(out, "{}", feedback::hanging("  ", &names.join(", ")))
}

pub(super) fn exercise_text(out: &mut String, exercise: &ExerciseReport) -> std::fmt::Result {
    writeln!(out)?;
    write_lines(out, &lines::verdict(exercise))?;
    write_lines(out, &lines::message(exercise))?;
    let shown: Vec<_> = exercise.checks.iter().filter(|check| check.status != Status::Skipped).collect();
    for (index, check) in shown.iter().enumerate() {
        let told = shown[..index].iter().any(|earlier| earlier.finding.is_same_trouble(&check.finding));
        check_text(out, check, told)?;
    }
    Ok(())
}

fn check_text(out: &mut String, check: &CheckReport, told: bool) -> std::fmt::Result {
    write_lines(out, &lines::check(check))?;
    if told {
        return writeln!(out, "  for the reason told above");
    }
    write_lines(out, &lines::feedback(check))?;
    check.hint.as_deref().map_or(Ok(()), |hint| write_lines(out, &lines::hint("hint", hint)))
}

fn write_lines(out: &mut String, lines: &[Line]) -> std::fmt::Result {
    lines.iter().try_for_each(|line| writeln!(out, "{}", styled(line)))
}

/// A line with ANSI styles.
pub(super) fn styled(Line { tone, text }: &Line) -> String {
    let style = style(*tone);
    format!("{style}{text}{style:#}")
}

pub(super) const fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Bold => Style::new().bold(),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
        Tone::Pale => Style::new().dimmed(),
    }
}

//! What you read.

use std::fmt::Write;

use grader_judge::course::{Exercise, Scenario};
use grader_judge::escape::escape;
use grader_judge::evidence::{CaseRun, ScenarioRun};
use grader_judge::feedback::{self, POINTS_AT, paragraph, points};
use grader_judge::report::{ExerciseReport, Status, Verdict};
use grader_trace::{EventKind, Value};

use crate::work::{Stage, Work};

/// The most printed lines of a scenario that are shown.
const MOST_LINES: usize = 100;

/// The first lines.
pub fn welcome(work: &Work) -> String {
    let begun = work.course.exercises.iter().any(|exercise| work.is_begun(exercise));
    match work.course.exercises.first() {
        Some(first) if !begun => paragraph(&format!(
            "Welcome! Here is where to start: open exercises/{}, read it from the top, write your code in \
             place of `todo!()`, and run this again.",
            first.file
        )),
        _ => paragraph("Your code runs in virtual time: waiting costs nothing."),
    }
}

/// What to do about an exercise that was not started.
pub fn start(exercise: &Exercise) -> String {
    paragraph(&format!(
        "Start here: open exercises/{}, read it from the top, and write your code in place of `todo!()`.",
        exercise.file
    ))
}

/// What there is to say of a check that failed. What ended the code is told once: of the checks before
/// it, so many have been told.
pub fn failed(report: &ExerciseReport, index: usize, told_before: usize) -> String {
    let check = &report.checks[index];
    let mut text = feedback::line(check) + "\n";
    let earlier =
        report.checks[..told_before].iter().find(|earlier| earlier.finding.is_same_trouble(&check.finding));
    if let Some(earlier) = earlier {
        text.push_str(&format!("  for the reason told at {}::{}", report.exercise, earlier.id));
        return text;
    }
    text.push_str(check.feedback.as_deref().unwrap_or_default());
    if let Some(hint) = &check.hint {
        text.push_str(&feedback::labelled("hint", hint));
        text.push('\n');
    }
    text
}

/// How far you have come, and what to do next.
pub fn summary(work: &Work) -> String {
    let mut text = String::new();
    let (mut score, mut max_score) = (0.0, 0.0);
    for exercise in &work.course.exercises {
        let stage = work.stage(&exercise.id);
        if let Stage::Judged(report) = stage {
            score += report.score;
        }
        max_score += exercise.points();
        writeln!(text, "{}", progress(exercise, stage)).expect("writes to memory");
    }
    writeln!(text, "{}", scored("all exercises", score, max_score)).expect("writes to memory");
    let next = work.course.exercises.iter().find_map(|exercise| next(exercise, work.stage(&exercise.id)));
    let next = next.unwrap_or_else(|| "All exercises are done. Well done!".to_owned());
    writeln!(text, "\n{}", paragraph(&next)).expect("writes to memory");
    text
}

fn progress(exercise: &Exercise, stage: &Stage) -> String {
    let (words, score) = match stage {
        Stage::NotStarted => ("not started".to_owned(), 0.0),
        Stage::Waits { on } => (format!("waits for {on}"), 0.0),
        Stage::NotRun { .. } => ("could not be run".to_owned(), 0.0),
        Stage::Judged(report) if report.verdict == Verdict::Accepted => ("done".to_owned(), report.score),
        Stage::Judged(report) => ("not yet right".to_owned(), report.score),
    };
    scored(&format!("{}: {words}", exercise.id), score, exercise.points())
}

fn scored(text: &str, score: f64, max_score: f64) -> String {
    let gap = POINTS_AT.saturating_sub(text.chars().count()).max(1);
    format!("{text}{}{}/{}", " ".repeat(gap), points(score), points(max_score))
}

/// What to do next, if it is about this exercise.
fn next(exercise: &Exercise, stage: &Stage) -> Option<String> {
    let file = &exercise.file;
    match stage {
        Stage::NotStarted => Some(format!("Next: open exercises/{file} and read it from the top.")),
        Stage::Waits { .. } => None,
        Stage::NotRun { reason } => Some(format!("Next: {file}, which could not be run: {reason}")),
        Stage::Judged(report) => {
            let failed = report.checks.iter().find(|check| check.status != Status::Passed)?;
            let name = format!("{}::{}", report.exercise, failed.id);
            let at = failed.finding.location.as_deref().unwrap_or(file);
            Some(format!("Next: exercises/{at}. Read above what is said of {name}: \"{}\".", failed.title))
        }
    }
}

/// What your code printed in the first case of a scenario in which it printed anything.
pub fn printed(exercise: &Exercise, scenario: &Scenario, run: &ScenarioRun) -> String {
    run.cases.iter().find_map(|case| printed_by(exercise, scenario, case)).unwrap_or_default()
}

fn printed_by(exercise: &Exercise, scenario: &Scenario, run: &CaseRun) -> Option<String> {
    let events = &run.trace.as_ref()?.events;
    let lines: Vec<_> = events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Print { line, .. } => {
                Some(format!("  {:>10}  {}\n", Value::Duration(event.at.get()).to_string(), escape(line)))
            }
            _ => None,
        })
        .collect();
    let more = lines.len().saturating_sub(MOST_LINES);
    let inputs: Vec<_> = run.case.inputs.iter().map(|(name, value)| format!(", {name} = {value}")).collect();
    let seed = run.case.seed;
    let title = format!("\n{}::{}{}, seed {seed}, prints", exercise.id, scenario.id, inputs.concat());
    let rest = if more > 0 { format!("  … and {more} more lines\n") } else { String::new() };
    let lines: String = lines.into_iter().take(MOST_LINES).collect();
    (!lines.is_empty()).then(|| format!("{title}\n{lines}{rest}"))
}

//! The words about an exercise, line by line, for all who show them to people: each says how a line
//! looks, and nobody says it in other words.

use grader_judge::feedback::{self, points};
use grader_judge::report::{CheckReport, ExerciseReport, Origin, Status, Verdict};

use super::words;

/// Where scores stand: in the column of the points of checks.
const SCORES_AT: usize = feedback::POINTS_AT;

/// A line of text, of at most 80 columns, and how it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How it looks.
    pub tone: Tone,
    /// Without control characters.
    pub text: String,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Like all text.
    Plain,
    /// As a headline.
    Bold,
    /// As something that went well.
    Good,
    /// As something that did not.
    Bad,
    /// As something that may be passed over.
    Pale,
}

impl Tone {
    /// This text in this tone, line by line.
    pub fn lines(self, text: &str) -> Vec<Line> {
        text.lines().map(|line| Line { tone: self, text: line.to_owned() }).collect()
    }
}

/// An exercise and what came of it, in one line.
pub fn verdict(exercise: &ExerciseReport) -> Vec<Line> {
    let tone = if exercise.verdict == Verdict::Accepted { Tone::Good } else { Tone::Bad };
    let title = format!("{}: {}", exercise.exercise, words::verdict(exercise.verdict));
    tone.lines(&scored(&title, exercise.score, exercise.max_score))
}

/// What there is to say of an exercise as a whole.
pub fn message(exercise: &ExerciseReport) -> Vec<Line> {
    let is_reference = |origin: &Origin| *origin == Origin::Reference;
    let references = exercise.with.iter().filter(|(_, origin)| is_reference(origin));
    let references = references.map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    if !references.is_empty() {
        lines.extend(Tone::Pale.lines(&format!("  run with the course's own {references}")));
    }
    match exercise.message.as_deref() {
        // What several lines have was laid out by whoever wrote them.
        Some(message) if message.contains('\n') => {
            lines.extend(message.lines().flat_map(|line| Tone::Plain.lines(&format!("  {line}"))));
        }
        Some(message) => lines.extend(Tone::Plain.lines(&feedback::hanging("  ", message))),
        None => {}
    }
    lines
}

/// A check in one line; in more where its title is long.
pub fn check(check: &CheckReport) -> Vec<Line> {
    let tone = if check.status == Status::Passed { Tone::Good } else { Tone::Bad };
    tone.lines(&feedback::line(check))
}

/// Why a check failed.
pub fn feedback(check: &CheckReport) -> Vec<Line> {
    let mut lines = Tone::Plain.lines(check.feedback.as_deref().unwrap_or_default());
    if let Some(detail) = &check.finding.detail {
        lines.extend(Tone::Pale.lines(&feedback::labelled("detail", detail)));
    }
    lines
}

/// A hint.
pub fn hint(label: &str, hint: &str) -> Vec<Line> {
    Tone::Pale.lines(&feedback::labelled(label, hint))
}

/// A text with a score in the column of scores.
pub fn scored(text: &str, score: f64, max_score: f64) -> String {
    let gap = SCORES_AT.saturating_sub(text.chars().count()).max(1);
    format!("{text}{}{}/{}", " ".repeat(gap), points(score), points(max_score))
}

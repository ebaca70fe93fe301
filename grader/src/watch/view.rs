//! The words on the screen. What there is to say of an exercise is said by the report's lines.

use grader_judge::course::Exercise;
use grader_judge::feedback::{self, points};
use grader_judge::report::{CheckReport, ExerciseReport, Status, Verdict};

use super::{View, Watch, first_failure};
use crate::report::lines::{self, Line, Tone, scored};

/// The columns of a bar that shows how much is done.
const BAR: usize = 20;

/// All that there is to see, whether or not it fits on the screen.
pub(super) fn page(watch: &Watch) -> Vec<Line> {
    let nothing = Vec::new();
    let exercises = watch.answers.as_ref().map_or(&nothing, |answers| &answers.course.course.exercises);
    match (watch.view, &watch.trouble, watch.shown()) {
        (View::Help, ..) => help(),
        (View::Exercise, Some(why), _) => trouble(why),
        (View::List, ..) => list(watch, exercises),
        (View::Exercise, None, Some(shown)) => exercise(watch, exercises, shown),
        (View::Exercise, None, None) if watch.answers.is_none() => Tone::Plain.lines("reading the course …"),
        (View::Exercise, None, None) => all_done(watch, exercises),
    }
}

/// What is always at the bottom: how much is done, what goes on, and the keys where there are any.
pub(super) fn footer(watch: &Watch) -> Vec<Line> {
    let progress = Line { tone: Tone::Plain, text: progress(watch) };
    if watch.size.is_none() {
        return vec![progress];
    }
    let keys = match watch.view {
        View::Exercise => "? help  h hint  n next  p previous  l list  r rerun  q quit",
        View::List => "? help  Enter open  n next  p previous  q quit",
        View::Help => "Enter back  q quit",
    };
    vec![progress, Line { tone: Tone::Pale, text: keys.to_owned() }]
}

fn progress(watch: &Watch) -> String {
    let exercises = watch.answers.iter().flat_map(|answers| &answers.course.course.exercises);
    let (mut done, mut all) = (0, 0);
    for exercise in exercises {
        all += 1;
        done += usize::from(watch.is_done(&exercise.id));
    }
    let full = (done * BAR).checked_div(all).unwrap_or_default();
    let bar = format!("{}{}", "█".repeat(full), "░".repeat(BAR - full));
    let (score, max_score) = total(watch);
    let doing = if watch.running.is_some() { "  grading …" } else { "" };
    format!("{bar} {done} of {all} done, {}/{} points{doing}", points(score), points(max_score))
}

/// Points of all exercises: those reached, and those that could be.
fn total(watch: &Watch) -> (f64, f64) {
    let exercises = watch.answers.iter().flat_map(|answers| &answers.course.course.exercises);
    exercises.fold((0.0, 0.0), |(score, max_score), exercise| match watch.judged.get(&exercise.id) {
        Some(report) => (score + report.score, max_score + report.max_score),
        None => (score, max_score + visible_points(exercise)),
    })
}

fn visible_points(exercise: &Exercise) -> f64 {
    exercise.checks.iter().filter(|check| !check.hidden).fold(0.0, |sum, check| sum + check.points)
}

/// Why the files cannot be read. The words were laid out by whoever found it out.
fn trouble(why: &str) -> Vec<Line> {
    let mut lines = Tone::Bold.lines("Your files cannot be graded as they are now.");
    lines.extend(blank());
    lines.extend(Tone::Plain.lines(why));
    lines.extend(blank());
    lines.extend(Tone::Pale.lines("As soon as a file is saved they are read again."));
    lines
}

fn exercise(watch: &Watch, all: &[Exercise], shown: &Exercise) -> Vec<Line> {
    let mut lines = completed(watch, Some(shown));
    let place = all.iter().position(|one| one.id == shown.id).unwrap_or_default() + 1;
    lines.extend(Tone::Bold.lines(&format!("{place} of {}: {}", all.len(), shown.title)));
    let path = watch.answers.as_ref().and_then(|answers| answers.paths.get(&shown.id));
    lines.extend(Tone::Pale.lines(path.unwrap_or(&shown.file)));
    lines.extend(blank());
    match watch.judged.get(&shown.id) {
        Some(report) => lines.extend(judged(watch, shown, report)),
        None => lines.extend(Tone::Plain.lines("grading …")),
    }
    lines
}

fn judged(watch: &Watch, exercise: &Exercise, report: &ExerciseReport) -> Vec<Line> {
    let mut lines = lines::verdict(report);
    lines.extend(lines::message(report));
    if report.verdict == Verdict::NotStarted {
        lines.extend(blank());
        let start = "Open the file, read it from the top, write your code in place of `todo!()`, and save.";
        lines.extend(Tone::Plain.lines(&feedback::paragraph(start)));
    }
    let first = first_failure(report);
    if let Some(check) = first {
        lines.extend(blank());
        lines.extend(failure(watch, exercise, check));
    }
    let is_other = |check: &&CheckReport| {
        check.status != Status::Skipped && first.is_none_or(|first| first.id != check.id)
    };
    let others: Vec<Line> = report.checks.iter().filter(is_other).flat_map(lines::check).collect();
    if !others.is_empty() {
        lines.extend(blank());
        lines.extend(others);
    }
    lines
}

/// The failure that a student should look at, and the hints that were asked for.
fn failure(watch: &Watch, exercise: &Exercise, check: &CheckReport) -> Vec<Line> {
    let mut lines = lines::check(check);
    lines.extend(lines::feedback(check));
    if watch.size.is_none() {
        lines.extend(check.hint.iter().flat_map(|hint| lines::hint("hint", hint)));
        return lines;
    }
    let (asked, all) = watch.hints.of(exercise, check);
    for (index, hint) in asked.iter().enumerate() {
        lines.extend(lines::hint(&format!("hint {}/{all}", index + 1), hint));
    }
    if asked.len() < all {
        let another = if asked.is_empty() { "h shows a hint" } else { "h shows another one" };
        lines.extend(lines::hint("", another));
    }
    lines
}

/// What the last save has completed.
fn completed(watch: &Watch, next: Option<&Exercise>) -> Vec<Line> {
    let Some(report) = watch.completed.as_ref().and_then(|id| watch.judged.get(id)) else {
        return Vec::new();
    };
    let mut lines = Tone::Good.lines(&scored(
        &format!("✓ {}: every check passes", report.exercise),
        report.score,
        report.max_score,
    ));
    if next.is_some() {
        lines.extend(Tone::Pale.lines("  Here is the next exercise."));
    }
    lines.extend(blank());
    lines
}

fn all_done(watch: &Watch, exercises: &[Exercise]) -> Vec<Line> {
    let mut lines = completed(watch, None);
    lines.extend(Tone::Good.lines("All exercises are done. Well done!"));
    lines.extend(blank());
    lines.extend(rows(watch, exercises));
    lines
}

fn list(watch: &Watch, exercises: &[Exercise]) -> Vec<Line> {
    let mut lines = Tone::Bold.lines("All exercises");
    lines.extend(blank());
    lines.extend(rows(watch, exercises));
    lines
}

/// A row for each exercise, with a mark at the one that is shown.
fn rows(watch: &Watch, exercises: &[Exercise]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for exercise in exercises {
        let row = match watch.judged.get(&exercise.id) {
            Some(report) => lines::verdict(report),
            None => Tone::Pale.lines(&scored(
                &format!("{}: not graded yet", exercise.id),
                0.0,
                visible_points(exercise),
            )),
        };
        let mark = if watch.is_shown(&exercise.id) { "▸ " } else { "  " };
        lines.extend(row.into_iter().map(|line| Line { text: format!("{mark}{}", line.text), ..line }));
    }
    let (score, max_score) = total(watch);
    lines.extend(Tone::Bold.lines(&format!("  {}", scored("all exercises", score, max_score))));
    lines
}

fn help() -> Vec<Line> {
    let keys = [
        ("h", "the next hint to the check that fails first"),
        ("n  p", "the next exercise, the one before"),
        ("l", "all exercises, and back"),
        ("r", "grade once more"),
        ("j  k", "scroll; so do the arrows, PageUp, PageDown, Home and End"),
        ("?", "this page, and back"),
        ("q", "quit; so do Esc and Ctrl-C"),
    ];
    let mut lines = Tone::Bold.lines("Your files are graded whenever you save one.");
    lines.extend(blank());
    lines.extend(keys.into_iter().flat_map(|(key, what)| Tone::Plain.lines(&feedback::labelled(key, what))));
    lines.extend(blank());
    let next = "The first exercise is shown that is not right yet, and once it is, the next one; or the one \
                whose file you save.";
    lines.extend(Tone::Plain.lines(&feedback::paragraph(next)));
    lines
}

fn blank() -> Vec<Line> {
    vec![Line { tone: Tone::Plain, text: String::new() }]
}

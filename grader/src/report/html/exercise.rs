//! An exercise on a page.

use askama::Template;
use askama::filters::HtmlSafe;
use grader_judge::feedback::points;
use grader_judge::report::{ExerciseReport, Origin};

use super::check::CheckView;
use super::code::Source;
use super::student::Reader;
use super::text::{Mark, Phrase};

#[derive(Template)]
#[template(path = "exercise.html", whitespace = "minimize")]
pub(super) struct ExerciseView<'a> {
    id: &'a str,
    title: &'a str,
    mark: Mark,
    score: String,
    max_score: String,
    /// Whose code it ran with.
    with: Option<String>,
    message: Option<Phrase<'a>>,
    /// A message of several lines, which whoever wrote it laid out.
    block: Option<&'a str>,
    checks: Vec<CheckView<'a>>,
    source: Option<Source<'a>>,
}

/// Its template has escaped all of it.
impl HtmlSafe for ExerciseView<'_> {}

impl<'a> ExerciseView<'a> {
    pub(super) fn of(exercise: &'a ExerciseReport, reader: &Reader<'a>) -> Self {
        let checks = exercise.checks.iter().map(|check| CheckView::of(exercise, check, reader));
        let message = || exercise.message.as_deref();
        let is_block = |text: &&str| text.contains('\n');
        Self {
            id: &exercise.exercise,
            title: &exercise.title,
            mark: Mark::of_exercise(exercise.verdict),
            score: points(exercise.score),
            max_score: points(exercise.max_score),
            with: with(exercise),
            message: message().filter(|text| !is_block(text)).map(Phrase),
            block: message().filter(|text| is_block(text)),
            checks: checks.collect(),
            source: Source::of(exercise, reader),
        }
    }
}

/// Says whose earlier exercises it ran with.
fn with(exercise: &ExerciseReport) -> Option<String> {
    let of = |origin: Origin| {
        let ids = exercise.with.iter().filter(|(_, of)| **of == origin).map(|(id, _)| id.as_str());
        ids.collect::<Vec<_>>().join(", ")
    };
    let parts = [("the submission's own", of(Origin::Own)), ("the course's", of(Origin::Reference))];
    let parts = parts.iter().filter(|(_, ids)| !ids.is_empty());
    let parts: Vec<_> = parts.map(|(whose, ids)| format!("{whose} {ids}")).collect();
    (!parts.is_empty()).then(|| format!("Run with {}.", parts.join(", and with ")))
}

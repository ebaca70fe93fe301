//! A check on a page: what came of it and why.

use askama::Template;
use askama::filters::HtmlSafe;
use grader_judge::feedback::{command, points};
use grader_judge::report::{CheckReport, ExerciseReport, Orders, Shown, Status};

use super::places::Place;
use super::student::Reader;
use super::text::{Mark, Phrase};
use super::timeline::Drawing;

#[derive(Template)]
#[template(path = "check.html", whitespace = "minimize")]
pub(super) struct CheckView<'a> {
    anchor: String,
    title: Phrase<'a>,
    mark: Mark,
    score: String,
    max_score: String,
    is_hidden: bool,
    /// The check above that tells all there is to tell.
    told: Option<Told<'a>>,
    inputs: Option<String>,
    expected: Option<Phrase<'a>>,
    observed: Option<Phrase<'a>>,
    drawing: Option<Drawing>,
    orders: Option<String>,
    location: Option<Place>,
    cause: Option<Phrase<'a>>,
    ending: Option<String>,
    detail: Option<&'a str>,
    command: Option<String>,
    hints: Vec<Phrase<'a>>,
}

struct Told<'a> {
    anchor: String,
    title: Phrase<'a>,
}

/// Its template has escaped all of it.
impl HtmlSafe for CheckView<'_> {}

/// Where a check is on a page.
pub(super) fn anchor(exercise: &str, check: &str) -> String {
    format!("c-{exercise}-{check}")
}

/// The check above that failed for the same reason, if there is one.
pub(super) fn told<'a>(exercise: &'a ExerciseReport, check: &CheckReport) -> Option<&'a CheckReport> {
    let mut above = exercise.checks.iter().take_while(|above| above.id != check.id);
    above.find(|above| above.finding.is_same_trouble(&check.finding))
}

impl<'a> CheckView<'a> {
    pub(super) fn of(exercise: &'a ExerciseReport, check: &'a CheckReport, reader: &Reader<'a>) -> Self {
        let (finding, id) = (&check.finding, &exercise.exercise);
        let file = reader.files.get(id).map(String::as_str);
        let failed = check.status == Status::Failed;
        Self {
            anchor: anchor(id, &check.id),
            title: Phrase(&check.title),
            mark: Mark::of_check(check.status),
            score: points(check.score),
            max_score: points(check.max_score),
            is_hidden: check.hidden,
            told: told(exercise, check)
                .map(|told| Told { anchor: anchor(id, &told.id), title: Phrase(&told.title) }),
            inputs: finding.inputs.as_ref().filter(|inputs| !inputs.is_empty()).map(|inputs| {
                let one = |(name, value): (&String, &Shown)| format!("{name} = {value}");
                inputs.iter().map(one).collect::<Vec<_>>().join(", ")
            }),
            expected: finding.expected.as_deref().map(Phrase),
            observed: finding.observed.as_deref().map(Phrase),
            drawing: finding.timeline.as_ref().map(|timeline| Drawing::of(timeline, file, &reader.places)),
            orders: finding.orders.map(|Orders { failed, of }| {
                format!("fails on {failed} of {of} orders of tasks, and not on the usual one")
            }),
            location: finding.location.as_deref().map(|location| reader.places.place(location)),
            cause: finding.cause.as_deref().map(Phrase),
            ending: finding.ending.as_deref().map(|ending| ending.replace('-', " ")),
            detail: finding.detail.as_deref().filter(|_| reader.is_instructor),
            command: failed.then(|| command(id, &check.id, finding.seed)),
            hints: check.hints.iter().map(|hint| Phrase(hint)).collect(),
        }
    }

    /// Whether there is more to say than what came of it.
    fn is_told(&self) -> bool {
        self.command.is_some() || self.observed.is_some()
    }
}

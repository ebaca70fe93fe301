//! What was handed in, for pages that show it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use grader_judge::course::Course;
use grader_judge::report::SubmissionReport;

use crate::class::Keep;
use crate::intake::{self, Submission};

/// Texts by exercise.
type Texts = BTreeMap<String, String>;

/// Keeps what was handed in for as long as a class is graded, beside another that keeps results: what is
/// shown are the files that were graded, whatever has become of them since.
pub(super) struct Handed<'a> {
    keep: &'a dyn Keep,
    texts: Mutex<HashMap<String, Texts>>,
}

impl<'a> Handed<'a> {
    pub(super) fn beside(keep: &'a dyn Keep) -> Self {
        Self { keep, texts: Mutex::default() }
    }

    /// What those with these names have handed in; nothing, where one was not come to.
    pub(super) fn in_order<'n>(self, names: impl Iterator<Item = &'n str>) -> Vec<Texts> {
        let mut texts = self.texts.into_inner().unwrap_or_else(PoisonError::into_inner);
        names.map(|name| texts.remove(name).unwrap_or_default()).collect()
    }
}

impl Keep for Handed<'_> {
    fn recall(&self, submission: &Submission) -> Option<SubmissionReport> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        texts.insert(submission.name.clone(), of(submission));
        drop(texts);
        self.keep.recall(submission)
    }

    fn keep(&self, submission: &Submission, report: &SubmissionReport) {
        self.keep.keep(submission, report);
    }
}

/// What of a submission is text.
fn of(submission: &Submission) -> Texts {
    let text = |(id, handed): (&String, &intake::Handed)| match handed {
        intake::Handed::Text(text) => Some((id.clone(), text.clone())),
        intake::Handed::Renamed(_) | intake::Handed::Refused(_) | intake::Handed::Unreadable(_) => None,
    };
    submission.files.iter().filter_map(text).collect()
}

/// The file of each exercise, by its id.
pub(super) fn files(course: &Course) -> BTreeMap<String, String> {
    course.exercises.iter().map(|exercise| (exercise.id.clone(), exercise.file.clone())).collect()
}

//! The files of a submission, and which of them may be compiled.

use std::collections::BTreeMap;

use grader_judge::course::Exercise;
use grader_judge::escape::escape;
use grader_judge::report::{ExerciseReport, Verdict};
use grader_judge::source::{self, Progress, Scan, progress};
use grader_judge::unjudged;

use crate::course::LoadedCourse;
use crate::intake::{Handed, Submission};

/// The files of a submission, by the exercises that they answer.
pub(super) struct Sources<'a>(BTreeMap<&'a str, Source<'a>>);

/// What there is of one file.
enum Source<'a> {
    /// It can be compiled.
    Begun(&'a str),
    /// It can be compiled alone; if the compiler accepts it, it is refused, for who knows what it is.
    Unclear(&'a str),
    /// It cannot, for this reason.
    Unusable(Verdict, String),
}

impl<'a> Sources<'a> {
    /// Looks at all files. Without a scan, what no submission may do is not looked for.
    pub(super) fn of(submission: &'a Submission, course: &'a LoadedCourse, scans: bool) -> Self {
        let source = |exercise: &'a Exercise| {
            let stub = course.stubs.get(&exercise.id).map(String::as_str);
            (exercise.id.as_str(), look_at(submission.files.get(&exercise.id), exercise, stub, scans))
        };
        Self(course.course.exercises.iter().map(source).collect())
    }

    /// The text of a file that can be compiled.
    pub(super) fn text(&self, id: &str) -> Option<&'a str> {
        match self.0.get(id)? {
            Source::Begun(text) | Source::Unclear(text) => Some(text),
            Source::Unusable(..) => None,
        }
    }

    /// The exercises whose files can be compiled together.
    pub(super) fn begun(&self) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(|(_, source)| matches!(source, Source::Begun(_))).map(|(id, _)| *id)
    }

    /// Whether a file is to be refused if the compiler accepts it.
    pub(super) fn is_unclear(&self, id: &str) -> bool {
        matches!(self.0.get(id), Some(Source::Unclear(_)))
    }

    /// The report of an exercise whose file cannot be compiled.
    pub(super) fn unusable(&self, exercise: &Exercise) -> Option<ExerciseReport> {
        match self.0.get(exercise.id.as_str())? {
            Source::Unusable(verdict, why) => Some(unjudged(exercise, *verdict, Some(why.clone()))),
            Source::Begun(_) | Source::Unclear(_) => None,
        }
    }
}

fn look_at<'a>(
    handed: Option<&'a Handed>,
    exercise: &Exercise,
    stub: Option<&str>,
    scans: bool,
) -> Source<'a> {
    let file = &exercise.file;
    let (verdict, why) = match handed {
        None => (Verdict::NotSubmitted, format!("There is no {file}.")),
        Some(Handed::Renamed(other)) => {
            let other = escape(other);
            let why = format!("There is no {file}, but {other}. Files have to keep their names and folders.");
            (Verdict::NotSubmitted, why)
        }
        Some(Handed::Refused(why)) => (Verdict::Refused, escape(why)),
        Some(Handed::Unreadable(why)) => (Verdict::Error, escape(why)),
        Some(Handed::Text(text)) if is_untouched(text, exercise, stub) => {
            (Verdict::NotStarted, format!("{file} is still the stub."))
        }
        Some(Handed::Text(text)) if !scans => return Source::Begun(text),
        Some(Handed::Text(text)) => match source::scan(text) {
            Scan::Clean => return Source::Begun(text),
            Scan::Unreadable => return Source::Unclear(text),
            Scan::Refused(forbidden) => (Verdict::Refused, forbidden.sentence(file)),
        },
    };
    Source::Unusable(verdict, why)
}

/// Whether nothing was done yet. Where the stub gives functions that are to be changed, it has to say the
/// same as the stub, if that is known: a student who works in the folder of the course has none.
fn is_untouched(text: &str, exercise: &Exercise, stub: Option<&str>) -> bool {
    progress(text, exercise) == Progress::NotStarted
        && (exercise.todo.is_empty() || stub.is_none_or(|stub| source::says_the_same(text, stub)))
}

/// Why a file is refused that the compiler accepts, though nobody else can tell what it is.
pub(super) fn unclear(exercise: &Exercise) -> ExerciseReport {
    let why = format!(
        "{} is written so that it can be read in two ways. Write it plainly: begin with code or comments, and \
         put a space between a `'` and a string.",
        exercise.file
    );
    unjudged(exercise, Verdict::Refused, Some(why))
}

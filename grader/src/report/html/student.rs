//! The page of a submission.

use std::collections::BTreeMap;

use askama::Template;
use grader_judge::escape::Raw;
use grader_judge::feedback::points;
use grader_judge::report::{ExerciseReport, Student, SubmissionReport};

use super::document::Head;
use super::exercise::ExerciseView;
use super::places::{Places, Sources};
use super::text::{Mark, percent};
use crate::report::Report;
use crate::report::human::is_blank;

/// Who reads a page.
pub(super) enum Audience<'a> {
    /// All is shown, and these pages are near.
    Instructor(Option<Links<'a>>),
    /// Nothing is shown that is hidden from students.
    Student,
}

/// Other pages of the class.
pub(super) struct Links<'a> {
    before: Option<Link<'a>>,
    after: Option<Link<'a>>,
    /// The same submission as its student may see it.
    students: &'a str,
}

struct Link<'a> {
    file: &'a str,
    name: String,
}

impl<'a> Links<'a> {
    /// Those of the submission at this place.
    pub(super) fn of(report: &Report, files: &'a [String], place: usize) -> Self {
        let link = |place: usize| {
            let name = report.submissions.get(place)?.submission.for_terminal();
            Some(Link { file: files.get(place)?, name })
        };
        Self { before: place.checked_sub(1).and_then(link), after: link(place + 1), students: &files[place] }
    }
}

/// What the parts of a page have to know.
pub(super) struct Reader<'a> {
    pub(super) is_instructor: bool,
    pub(super) sources: Option<&'a Sources>,
    /// By exercise.
    pub(super) files: &'a BTreeMap<String, String>,
    pub(super) places: Places<'a>,
}

#[derive(Template)]
#[template(path = "student.html", whitespace = "minimize")]
struct StudentPage<'a> {
    head: Head,
    links: Option<Links<'a>>,
    course: &'a str,
    name: String,
    /// Whose it is, where a roster has said so.
    student: Option<String>,
    score: String,
    max_score: String,
    percent: u32,
    notice: Option<&'static str>,
    overview: Vec<Line<'a>>,
    exercises: Vec<ExerciseView<'a>>,
    blanks: Vec<Blank<'a>>,
    has_drawings: bool,
}

/// An exercise in the list of all.
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    mark: Mark,
    score: String,
    max_score: String,
}

/// Exercises of which there is no more to say than that nobody has begun with them.
struct Blank<'a> {
    id: &'static str,
    word: &'static str,
    exercises: Vec<Line<'a>>,
}

/// The page, as a template.
pub(super) fn page<'a>(
    report: &'a Report,
    submission: &'a SubmissionReport,
    sources: Option<&'a Sources>,
    files: &'a BTreeMap<String, String>,
    audience: Audience<'a>,
) -> impl Template + use<'a> {
    let places = Places::of(submission, sources, files);
    let is_instructor = matches!(audience, Audience::Instructor(_));
    let reader = Reader { is_instructor, sources, files, places };
    let name = submission.submission.for_terminal();
    let told = || submission.exercises.iter().filter(|exercise| !is_blank(exercise));
    let mut checks = told().flat_map(|exercise| &exercise.checks);
    StudentPage {
        head: Head { title: format!("{name}: {}", report.course), script: None },
        links: if let Audience::Instructor(links) = audience { links } else { None },
        course: &report.course,
        student: submission.student.as_ref().map(called),
        score: points(submission.score),
        max_score: points(submission.max_score),
        percent: percent(submission.score, submission.max_score),
        notice: submission.errors().next().map(
            |_| "Something could not be graded, through no fault of the student's: points may be missing.",
        ),
        overview: submission.exercises.iter().map(Line::of).collect(),
        has_drawings: checks.any(|check| check.finding.timeline.is_some()),
        exercises: told().map(|exercise| ExerciseView::of(exercise, &reader)).collect(),
        blanks: blanks(&submission.exercises),
        name,
    }
}

/// All that the roster says of a student.
pub(super) fn called(student: &Student) -> String {
    let Student { id, name, email, section } = student;
    let parts = [name, id, email, section].into_iter().flatten();
    parts.map(Raw::for_terminal).collect::<Vec<_>>().join(", ")
}

impl<'a> Line<'a> {
    fn of(exercise: &'a ExerciseReport) -> Self {
        Self {
            id: &exercise.exercise,
            title: &exercise.title,
            mark: Mark::of_exercise(exercise.verdict),
            score: points(exercise.score),
            max_score: points(exercise.max_score),
        }
    }
}

fn blanks(exercises: &[ExerciseReport]) -> Vec<Blank<'_>> {
    use grader_judge::report::Verdict::{NotStarted, NotSubmitted};
    let kinds =
        [(NotStarted, "not-started", "Not started"), (NotSubmitted, "not-submitted", "Not submitted")];
    let blank = |(verdict, id, word)| {
        let alike = exercises.iter().filter(|exercise| is_blank(exercise) && exercise.verdict == verdict);
        Blank { id, word, exercises: alike.map(Line::of).collect() }
    };
    kinds.into_iter().map(blank).filter(|blank| !blank.exercises.is_empty()).collect()
}

//! The page of a class.

use askama::Template;
use grader_judge::escape::Raw;
use grader_judge::feedback::points;
use grader_judge::report::{self, ExerciseReport, SubmissionReport, Verdict};

use super::document::{Head, TABLE};
use super::text::{Mark, Phrase, percent};
use crate::report::Report;
use crate::report::figures::{Tally, reasons, spread, tallies};

/// The height of the highest column of the distribution, and where columns stand.
const HIGHEST: usize = 130;
const GROUND: usize = 156;

#[derive(Template)]
#[template(path = "class.html", whitespace = "minimize")]
struct ClassPage<'a> {
    head: Head,
    report: &'a Report,
    /// The names of the submissions' pages.
    files: &'a [String],
    course: &'a str,
    count: usize,
    has_roster: bool,
    seed: u64,
    version: &'a str,
    sandbox: String,
    spread: Option<Columns>,
    errors: Vec<Reason<'a>>,
    exercises: Vec<ExerciseTallies<'a>>,
}

struct Columns {
    graded: usize,
    /// In percent.
    median: String,
    /// Who has all points.
    full: usize,
    columns: Vec<Column>,
}

/// How many have which share of the points.
struct Column {
    from: usize,
    to: usize,
    count: usize,
    left: usize,
    middle: f64,
    top: usize,
    height: usize,
}

/// Why somebody could not be graded.
struct Reason<'a> {
    why: String,
    students: Vec<Student<'a>>,
}

struct Student<'a> {
    name: String,
    file: &'a str,
}

struct ExerciseTallies<'a> {
    id: &'a str,
    title: &'a str,
    checks: Vec<CheckTally<'a>>,
}

struct CheckTally<'a> {
    title: Phrase<'a>,
    is_hidden: bool,
    passed: usize,
    decided: usize,
    percent: u32,
}

struct Row<'a> {
    name: String,
    student: String,
    section: String,
    file: &'a str,
    score: String,
    percent: u32,
    cells: Vec<Cell>,
}

struct Cell {
    mark: Mark,
    points: Option<String>,
}

/// The page, as a template: rows of its table are made while it is written.
pub(super) fn page<'a>(report: &'a Report, files: &'a [String]) -> impl Template + use<'a> {
    let student = |place: usize| Student {
        name: report.submissions[place].submission.for_terminal(),
        file: &files[place],
    };
    let errors = reasons(&report.submissions).into_iter().map(|(why, places)| Reason {
        why: why.to_owned(),
        students: places.into_iter().map(student).collect(),
    });
    let layers = report.sandbox.layers.join(", ");
    ClassPage {
        head: Head { title: format!("Class report: {}", report.course), script: Some(TABLE) },
        report,
        files,
        course: &report.course,
        count: report.submissions.len(),
        has_roster: report.submissions.iter().any(|one| one.student.is_some()),
        seed: report.seed,
        version: &report.grader,
        sandbox: match layers.is_empty() {
            true => report.sandbox.mode.to_string(),
            false => format!("{} ({layers})", report.sandbox.mode),
        },
        spread: columns(report),
        errors: errors.collect(),
        exercises: exercises(report),
    }
}

impl<'a> ClassPage<'a> {
    fn rows(&self) -> impl Iterator<Item = Row<'a>> {
        self.report.submissions.iter().zip(self.files).map(|(submission, file)| Row {
            name: submission.submission.for_terminal(),
            student: cell_of(submission, |student| student.name.as_ref().or(student.id.as_ref())),
            section: cell_of(submission, |student| student.section.as_ref()),
            file,
            score: points(submission.score),
            percent: percent(submission.score, submission.max_score),
            cells: submission.exercises.iter().map(cell).collect(),
        })
    }

    /// All that an exercise can come to, for the legend.
    fn verdicts(&self) -> [Mark; 7] {
        use Verdict::{Accepted, CompileError, Error, NotStarted, NotSubmitted, Refused, Rejected};
        [Accepted, Rejected, CompileError, NotStarted, NotSubmitted, Refused, Error].map(Mark::of_exercise)
    }
}

/// What the roster says of whose a submission is; nothing where it is nobody's.
fn cell_of(submission: &SubmissionReport, part: impl Fn(&report::Student) -> Option<&Raw>) -> String {
    submission.student.as_ref().and_then(part).map(Raw::for_terminal).unwrap_or_default()
}

fn cell(exercise: &ExerciseReport) -> Cell {
    let has_points = matches!(exercise.verdict, Verdict::Accepted | Verdict::Rejected);
    Cell { mark: Mark::of_exercise(exercise.verdict), points: has_points.then(|| points(exercise.score)) }
}

fn columns(report: &Report) -> Option<Columns> {
    let spread = spread(&report.submissions)?;
    let most = spread.tenths.iter().copied().max().unwrap_or_default().max(1);
    let columns = spread.tenths.into_iter().enumerate().map(|(tenth, count)| {
        let height = (count * HIGHEST).div_ceil(most);
        let (left, middle) = (tenth * 10, tenth as f64 * 10.0 + 4.5);
        Column { from: tenth * 10, to: tenth * 10 + 10, count, left, middle, top: GROUND - height, height }
    });
    Some(Columns {
        graded: spread.graded,
        median: points((spread.median * 100.0).round()),
        full: spread.full,
        columns: columns.collect(),
    })
}

fn exercises(report: &Report) -> Vec<ExerciseTallies<'_>> {
    let tallies = tallies(&report.submissions);
    let all = report.submissions.first().into_iter().flat_map(|first| &first.exercises);
    all.map(|exercise| ExerciseTallies {
        id: &exercise.exercise,
        title: &exercise.title,
        checks: tallies.iter().filter(|tally| tally.exercise == exercise.exercise).map(of_check).collect(),
    })
    .collect()
}

fn of_check<'a>(tally: &Tally<'a>) -> CheckTally<'a> {
    let Tally { title, is_hidden, passed, decided, .. } = *tally;
    CheckTally {
        title: Phrase(title),
        is_hidden,
        passed,
        decided,
        percent: percent(passed as f64, decided as f64),
    }
}

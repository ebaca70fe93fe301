//! Reports for people and programs, one file a format. Formats only: what there is to say was
//! decided by the judge.

pub(crate) mod blank;
mod classroom50;
mod csv;
pub mod difference;
mod figures;
mod github;
mod gradescope;
pub mod history;
pub mod html;
mod human;
mod json;
mod jsonl;
mod junit;
pub mod lines;
mod markdown;
mod schema;
mod summary;
pub mod verification;
mod vocabulary;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;

use grader_judge::report::{ExerciseReport, Status, SubmissionReport, Verdict};
use serde::{Deserialize, Serialize};

pub use classroom50::Identity;
pub use schema::Subject;

/// Everything that a run of `grader grade` has to say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: Cow<'static, str>,
    /// The version of the grader.
    pub grader: Cow<'static, str>,
    /// The name of the course.
    pub course: String,
    /// The first seed of every scenario.
    pub seed: u64,
    /// What submissions were kept from.
    pub sandbox: Sandbox,
    /// In the order in which they were named.
    pub submissions: Vec<SubmissionReport>,
}

/// The name and version of the JSON format.
pub const SCHEMA: &str = "grader/report/v1";

/// What submissions were kept from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sandbox {
    /// In one word: `full`, `basic` without namespaces, or `off`.
    pub mode: Cow<'static, str>,
    /// What it consists of.
    pub layers: Vec<Cow<'static, str>>,
}

impl lines::Line {
    /// The line with ANSI styles.
    pub fn styled(&self) -> String {
        human::styled(self)
    }
}

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Text for a terminal
    Human,
    /// The schema `grader/report/v1`
    Json,
    /// The same, a line for each submission
    Jsonl,
    /// JUnit XML, for servers that read results of tests
    Junit,
    /// Results of Gradescope, for one submission
    Gradescope,
    /// A result of Classroom 50, for one submission
    Classroom50,
    /// Text for the log of a job of GitHub Actions, and marks at lines of code
    Github,
    /// Markdown, for the summary of a job
    Markdown,
    /// A line for each submission, for spreadsheets and gradebooks
    Csv,
    /// A page to read; as a report, a folder with pages for a class and each student
    Html,
}

/// For whom and where a report is made.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// Whether those who read it may know of checks that are kept from students.
    pub reveal: bool,
    /// The folder of the course in the repository that is graded; empty where it is that itself.
    pub folder: String,
    /// Whose submission it is, where a platform has said so.
    pub identity: Identity,
    /// What was handed in, for pages that show it: for each submission of the report, in its order, texts
    /// by exercise. Empty where no format asks for them.
    pub sources: Vec<BTreeMap<String, String>>,
    /// The file of each exercise in the course, as locations name it; by default `src/NAME.rs`.
    pub files: BTreeMap<String, String>,
}

/// A format has room for one submission, and there is another number of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "this format is about one submission, and here are {count}: name one PATH, or choose another format; \
     --report html=DIR writes a folder with a page for each"
)]
pub struct NotOne {
    /// How many there are.
    pub count: usize,
}

impl Format {
    /// The report in this format. Text for people holds ANSI styles, which whoever prints it
    /// takes out where they are not wanted.
    ///
    /// # Errors
    /// Where the format is about one submission.
    pub fn render(self, report: &Report, setting: &Setting) -> Result<String, NotOne> {
        let shown = || if setting.reveal { Cow::Borrowed(report) } else { Cow::Owned(report.for_students()) };
        Ok(match self {
            Self::Human => human::render(report, setting.reveal),
            Self::Json => json::render(report),
            Self::Jsonl => jsonl::render(report),
            Self::Junit => junit::render(&shown()),
            Self::Gradescope => gradescope::render(report)?,
            Self::Classroom50 => classroom50::render(report, &setting.identity)?,
            Self::Github => github::render(&shown(), &setting.folder),
            Self::Markdown => markdown::render(&shown()),
            Self::Csv => csv::render(report),
            Self::Html => html::render(report, setting)?,
        })
    }

    /// Whether what is printed in it is about one submission.
    pub fn is_of_one(self) -> bool {
        matches!(self, Self::Gradescope | Self::Classroom50 | Self::Html)
    }

    /// Whether a report in it is a folder, which has room for any number of submissions.
    pub fn is_folder(self) -> bool {
        self == Self::Html
    }

    /// Whether it shows what was handed in.
    pub fn shows_sources(self) -> bool {
        self == Self::Html
    }
}

impl Report {
    /// What students may see of it: nothing of hidden checks, nor of their points.
    fn for_students(&self) -> Self {
        Self { submissions: self.submissions.iter().map(for_student).collect(), ..self.head() }
    }

    /// The same for each submission by itself.
    fn each_alone(&self) -> impl Iterator<Item = Self> {
        self.submissions.iter().map(|one| Self { submissions: vec![one.clone()], ..self.head() })
    }

    fn head(&self) -> Self {
        let Self { schema, grader, course, seed, sandbox, submissions: _ } = self;
        let (schema, grader) = (schema.clone(), grader.clone());
        let (course, sandbox) = (course.clone(), sandbox.clone());
        Self { schema, grader, course, seed: *seed, sandbox, submissions: Vec::new() }
    }

    /// The only submission.
    fn only(&self) -> Result<&SubmissionReport, NotOne> {
        match &self.submissions[..] {
            [only] => Ok(only),
            all => Err(NotOne { count: all.len() }),
        }
    }
}

/// What a student may see of a submission.
fn for_student(submission: &SubmissionReport) -> SubmissionReport {
    let mut shown = submission.clone();
    shown.exercises.iter_mut().for_each(hide);
    shown.score = sum(shown.exercises.iter().map(|exercise| exercise.score));
    shown.max_score = sum(shown.exercises.iter().map(|exercise| exercise.max_score));
    shown
}

/// Leaves what students may see of an exercise. What fails only where they do not see it is as good as right.
pub(crate) fn hide(exercise: &mut ExerciseReport) {
    exercise.checks.retain(|check| !check.hidden);
    if exercise.verdict == Verdict::Rejected
        && exercise.checks.iter().all(|check| check.status == Status::Passed)
    {
        exercise.verdict = Verdict::Accepted;
    }
    exercise.score = sum(exercise.checks.iter().map(|check| check.score));
    exercise.max_score = sum(exercise.checks.iter().map(|check| check.max_score));
}

/// Not `sum`: that of nothing is -0.
fn sum(points: impl Iterator<Item = f64>) -> f64 {
    points.fold(0.0, |sum, points| sum + points)
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

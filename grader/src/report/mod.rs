//! Reports for people and programs, one file a format. Formats only: what there is to say was
//! decided by the judge.

mod human;
mod json;
mod summary;

use grader_judge::report::SubmissionReport;
use serde::Serialize;

/// Everything that a run of `grader grade` has to say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// The version of the grader.
    pub grader: &'static str,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sandbox {
    /// In one word: `full`, `basic` without namespaces, or `off`.
    pub mode: &'static str,
    /// What it consists of.
    pub layers: Vec<&'static str>,
}

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Text for a terminal.
    Human,
    /// The schema `grader/report/v1`.
    Json,
}

impl Format {
    /// The report in this format. Text for people holds ANSI styles, which whoever prints it
    /// takes out where they are not wanted.
    pub fn render(self, report: &Report) -> String {
        match self {
            Self::Human => human::render(report),
            Self::Json => json::render(report),
        }
    }
}

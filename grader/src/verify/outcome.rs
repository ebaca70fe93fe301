//! What comes of an answer.

use std::collections::BTreeSet;
use std::fmt;

use grader_judge::report::{ExerciseReport, Status, Verdict};

/// What comes of an answer, or must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Every check passes.
    FullMarks,
    /// It is still the stub.
    NotStarted,
    /// Exactly these checks fail.
    Fails(BTreeSet<String>),
    /// Exactly these checks fail, some because their call does not fit the code.
    DoesNotFit(BTreeSet<String>),
    /// It does not compile.
    CompileError,
    /// It holds what no submission may hold.
    Refused,
    /// It could not be graded.
    NotGraded,
}

impl Outcome {
    /// What a report says of an answer.
    pub(super) fn of(report: &ExerciseReport) -> Self {
        match report.verdict {
            Verdict::Accepted => Self::FullMarks,
            Verdict::NotStarted => Self::NotStarted,
            Verdict::CompileError => Self::CompileError,
            Verdict::Refused => Self::Refused,
            Verdict::Error | Verdict::NotSubmitted => Self::NotGraded,
            Verdict::Rejected => {
                let failed = failed(report).map(str::to_owned).collect();
                if has_misfit(report) { Self::DoesNotFit(failed) } else { Self::Fails(failed) }
            }
        }
    }
}

/// As the first line of an answer says it.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |checks: &BTreeSet<String>| checks.iter().cloned().collect::<Vec<_>>().join(", ");
        match self {
            Self::FullMarks => f.write_str("full marks"),
            Self::NotStarted => f.write_str("not started"),
            Self::Fails(checks) => write!(f, "fails: {}", list(checks)),
            Self::DoesNotFit(checks) => write!(f, "does not fit: {}", list(checks)),
            Self::CompileError => f.write_str("does not compile"),
            Self::Refused => f.write_str("refused"),
            Self::NotGraded => f.write_str("could not be graded"),
        }
    }
}

/// The checks that failed.
pub(super) fn failed(report: &ExerciseReport) -> impl Iterator<Item = &str> {
    report.checks.iter().filter(|check| check.status == Status::Failed).map(|check| check.id.as_str())
}

fn has_misfit(report: &ExerciseReport) -> bool {
    let failed = report.checks.iter().filter(|check| check.status == Status::Failed);
    failed.into_iter().any(|check| check.finding.ending.as_deref() == Some("compile-error"))
}

/// Whether a student reads those words, on however many lines.
pub(super) fn is_told(report: &ExerciseReport, words: &str) -> bool {
    let feedback = report.checks.iter().filter_map(|check| check.feedback.as_deref());
    let words = super::mutant::on_one_line(words);
    feedback.chain(report.message.as_deref()).any(|text| super::mutant::on_one_line(text).contains(&words))
}

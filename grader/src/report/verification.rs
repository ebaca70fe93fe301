//! What `grader verify` says of a course, as data: the schema `grader/verification/v1`.

mod human;

use grader_judge::report::ExerciseReport;
use serde::Serialize;

use super::{Sandbox, json};

/// The name and version of the JSON format.
pub const SCHEMA: &str = "grader/verification/v1";

/// A format of what `grader verify` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Text for a terminal
    Human,
    /// The schema `grader/verification/v1`
    Json,
}

/// Everything that a run of `grader verify` has to say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verification {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// The version of the grader.
    pub grader: &'static str,
    /// The name of the course.
    pub course: String,
    /// What answers were kept from.
    pub sandbox: Sandbox,
    /// In the order of the course.
    pub exercises: Vec<Verified>,
    /// All that falls short, in the same order.
    pub shortfalls: Vec<Shortfall>,
}

/// What is said of one exercise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Its id.
    pub exercise: String,
    /// Whether the reference gets full marks.
    pub reference: Count,
    /// Whether the stub counts as not started.
    pub stub: Count,
    /// Right answers with full marks.
    pub accepted: Count,
    /// Wrong answers of which comes what they say.
    pub wrong: Count,
    /// Mistakes made of the reference, where that was wanted and the reference is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mutants: Option<Mutants>,
    /// What each check catches, in the order of the exercise.
    pub checks: Vec<Strength>,
}

/// How many of some answers are as they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Count {
    /// So many are.
    pub good: usize,
    /// So many there are.
    pub of: usize,
}

/// What came of the mistakes made of a reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mutants {
    /// So many compile.
    pub of: usize,
    /// So many of these lose points.
    pub caught: usize,
    /// So many more do not compile, or not where they are called.
    pub not_compiled: usize,
    /// Those with full marks.
    pub survivors: Vec<Survivor>,
}

/// A mutant with full marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survivor {
    /// The line of the reference, counted from 1.
    pub line: usize,
    /// What was done, in a few words.
    pub change: &'static str,
    /// The lines that it changes, as one line with single blanks.
    pub before: String,
    /// What became of them.
    pub after: String,
    /// Why it is no mistake, where the author says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// The wrong answers that a check catches, by their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Strength {
    /// The check's id.
    pub check: String,
    /// Those that fail it.
    pub fails: Vec<String>,
    /// Those that fail it and no other.
    pub alone: Vec<String>,
}

/// Something in which a course falls short.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Shortfall {
    /// Something else came of an answer than should.
    Answer {
        /// The answer.
        file: String,
        /// What should come of it; nothing where a wrong answer does not say that.
        #[serde(skip_serializing_if = "Option::is_none")]
        expected: Option<String>,
        /// What came.
        came: String,
        /// What the student reads.
        told: Box<ExerciseReport>,
    },
    /// A student does not read the words that a wrong answer names.
    Unsaid {
        /// The answer.
        file: String,
        /// The words.
        because: String,
        /// What the student reads.
        told: Box<ExerciseReport>,
    },
    /// A file that is missing, lies where it is no use, or begins with what cannot be understood.
    File {
        /// Which.
        file: String,
        /// Counted from 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<usize>,
        /// A sentence.
        why: String,
    },
    /// A check that no wrong answer fails.
    Check {
        /// Of which exercise.
        exercise: String,
        /// Which.
        check: String,
    },
    /// A mutant with full marks, and no reason for it.
    Survivor {
        /// The reference.
        file: String,
        /// Where a reason belongs.
        reasons: String,
        /// The mutant.
        survivor: Survivor,
    },
    /// A reason for a mutant that does not survive, or for none.
    Reason {
        /// Where it is.
        file: String,
        /// Its lines.
        before: String,
        /// What should have become of them.
        after: String,
        /// A sentence.
        why: &'static str,
    },
    /// Answers that could not be graded, through no fault of theirs.
    NotGraded {
        /// Which.
        files: Vec<String>,
        /// A sentence.
        why: String,
    },
}

impl Shortfall {
    /// Something wrong with a file as such.
    pub(crate) fn file(file: String, line: Option<usize>, why: impl Into<String>) -> Self {
        Self::File { file, line, why: why.into() }
    }
}

impl Verification {
    /// Whether something could not be graded.
    pub fn has_errors(&self) -> bool {
        self.shortfalls.iter().any(|shortfall| matches!(shortfall, Shortfall::NotGraded { .. }))
    }

    /// In this format; `with_strength` adds for people what each check catches.
    pub fn render(&self, format: Format, with_strength: bool) -> String {
        match format {
            Format::Human => human::render(self, with_strength),
            Format::Json => json::render(self),
        }
    }
}

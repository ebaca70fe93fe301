//! What a judge says of a submission: structured data, serialised as `grader/report/v1`.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use grader_trace::Value;
use grader_trace::wire::Inputs;
use serde::{Deserialize, Serialize};

use crate::escape::Raw;

/// All that is said of one submission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubmissionReport {
    /// Its name.
    pub submission: Raw,
    /// Whose it is, where there is a roster and that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub student: Option<Student>,
    /// Points reached.
    pub score: f64,
    /// Points that could be reached.
    pub max_score: f64,
    /// In the order of the course.
    pub exercises: Vec<ExerciseReport>,
}

/// Somebody in a class, as its roster has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Student {
    /// What tells one from all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Raw>,
    /// The full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Raw>,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Raw>,
    /// The section or group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Raw>,
}

impl SubmissionReport {
    /// The exercises that could not be graded.
    pub fn errors(&self) -> impl Iterator<Item = &ExerciseReport> {
        self.exercises.iter().filter(|exercise| exercise.verdict == Verdict::Error)
    }
}

/// All that is said of one exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExerciseReport {
    /// Its id.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// In one word.
    pub verdict: Verdict,
    /// Points reached.
    pub score: f64,
    /// Points that could be reached.
    pub max_score: f64,
    /// What there is to say of the exercise as a whole: compiler messages, why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// For each earlier exercise that it uses: whose code it ran with.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub with: BTreeMap<String, Origin>,
    /// Every check of the exercise, whatever the verdict.
    pub checks: Vec<CheckReport>,
}

/// An exercise in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every check passed.
    Accepted,
    /// A check failed.
    Rejected,
    /// The student's code does not compile.
    CompileError,
    /// The file is still the stub.
    NotStarted,
    /// There is no such file.
    NotSubmitted,
    /// The file contains what a submission may not contain.
    Refused,
    /// It could not be graded, through no fault of the student's.
    Error,
}

/// Whose code an exercise ran with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The student's own.
    Own,
    /// The course's reference, because the student's own is missing, wrong or does not compile.
    Reference,
}

/// What is said of one check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// In one word.
    pub status: Status,
    /// Points reached.
    pub score: f64,
    /// Points that could be reached.
    pub max_score: f64,
    /// Whether it is kept from what students see.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// Why it failed, as data.
    #[serde(flatten)]
    pub finding: Finding,
    /// Why it failed, as text for a terminal: indented lines that go below the line of
    /// [`crate::feedback::line`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
    /// The first hint of the check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// All its hints, the first included; each says more than the one before. Whoever shows them
    /// shows one at a time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
}

/// A check in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It holds.
    Passed,
    /// It does not hold.
    Failed,
    /// It was not looked at.
    Skipped,
    /// It could not be decided, through no fault of the student's.
    Error,
}

/// What was found where a rule does not hold. All parts are phrases that go on after their
/// label: "expected …", "observed …".
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Finding {
    /// What the rule asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What was there instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed: Option<String>,
    /// The probable cause, read off the trace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The student's line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The scenario.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// The inputs of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inputs: Option<BTreeMap<String, Shown>>,
    /// The seed of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// In how many of the orders in which tasks may run the case fails, where it does not in the usual
    /// one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orders: Option<Orders>,
    /// How the case ended, where it did not end by returning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<String>,
    /// How it ended as the system says it, for instructors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What the case did over time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeline: Option<Timeline>,
}

impl Finding {
    /// Whether both are about one and the same thing that ended the code: then it need be told
    /// only once.
    pub fn is_same_trouble(&self, other: &Self) -> bool {
        let of = |finding: &Self| {
            let Self { ending, expected, observed, location, .. } = finding;
            [ending, expected, observed, location].map(Clone::clone)
        };
        self.ending.is_some() && of(self) == of(other)
    }
}

/// How a case fares in several of the orders in which its tasks may run, with the same seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orders {
    /// In so many of them it fails.
    pub failed: usize,
    /// So many were tried.
    pub of: usize,
}

/// An input as people write it: numbers as numbers, all else as text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Shown {
    /// A whole number.
    Int(i64),
    /// A number; JSON has no infinities, so those are text.
    Float(f64),
    /// All else: `10 s`.
    Text(String),
}

impl From<&Value> for Shown {
    fn from(value: &Value) -> Self {
        match value {
            Value::Int(number) => Self::Int(*number),
            Value::Float(number) if number.is_finite() => Self::Float(*number),
            other => Self::Text(other.to_string()),
        }
    }
}

impl Shown {
    /// The inputs of a case. Of what a client finds, only that is told which another input asks for.
    pub(crate) fn inputs(inputs: &Inputs) -> BTreeMap<String, Self> {
        let named: HashSet<&str> = inputs.values().flat_map(texts).collect();
        let shown = |value: &Value| match value {
            Value::Web(web) => {
                let mut web = web.clone();
                web.answers.retain(|url, _| named.is_empty() || named.contains(url.as_str()));
                Self::Text(web.to_string())
            }
            other => Self::from(other),
        };
        inputs.iter().map(|(name, value)| (name.clone(), shown(value))).collect()
    }
}

/// A text, or the texts in a list.
fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value
        .elements()
        .iter()
        .filter_map(|value| if let Value::Text(text) = value { Some(text.as_str()) } else { None })
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// What a case did over time, as lanes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// Virtual time of the whole case, in nanoseconds; of a case that was stuck, until a while after
    /// the last thing that happened.
    pub elapsed_ns: u64,
    /// How long the case should have taken, in nanoseconds, where that is what was looked at; the
    /// finding's `expected` says whether exactly so long, at least or at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_ns: Option<u64>,
    /// Task by task, in the order in which they were spawned; the call itself comes first.
    pub lanes: Vec<Lane>,
    /// Lanes that are left out because there are too many.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: usize,
}

/// One task, or one of several waits or requests that a task has at the same time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// `the call`, `task 1`, `wait 1`; a request is `get 1`.
    pub label: String,
    /// The student's line that it began at: that of the spawn, or of the wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Whether it belongs to the task of a lane above, the last one that belongs to none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_part: bool,
    /// When it was over, in nanoseconds; `None` where it went on when the case ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_ns: Option<u64>,
    /// What it did when, in order. What took no time is left out.
    pub spans: Vec<Span>,
}

/// A stretch of a lane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its start, in nanoseconds of virtual time.
    pub from_ns: u64,
    /// Its end.
    pub to_ns: u64,
    /// What it did.
    pub state: State,
}

/// What a lane does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Waits for a timer or for an answer, without holding anybody up.
    Waiting,
    /// Is there, and waits for something other than time: a task, a channel, its turn.
    Pending,
    /// Holds the thread, so that nobody else can go on.
    Blocked,
    /// Waits for what never comes.
    Stuck,
    /// Beats in time: only the heartbeat that goes on beside a call. Where it is kept from it, it is pending.
    Beating,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

#[cfg(test)]
mod tests {
    use grader_trace::Web;

    use super::*;
    use crate::sample::{inputs, page, texts};

    #[test]
    fn of_a_clients_web_only_what_is_asked_for_is_shown() {
        let answers = ["http://a.test/", "http://b.test/"].map(|url| (url.to_owned(), page(1, 200, "", 0)));
        let client = || Value::Web(Web { answers: answers.clone().into() });
        let shown = |urls: Value| {
            Shown::inputs(&inputs(&[("client", client()), ("urls", urls)]))["client"].to_string()
        };
        let both = "{http://a.test/: 0.001 s, http://b.test/: 0.001 s}";
        assert_eq!(shown(texts(&["http://b.test/", "http://c.test/"])), "{http://b.test/: 0.001 s}");
        assert_eq!(shown(Value::Text("http://a.test/".to_owned())), "{http://a.test/: 0.001 s}");
        assert_eq!(shown(Value::Int(1)), both);
        assert_eq!(shown(texts(&["http://c.test/"])), "{}");
    }
}

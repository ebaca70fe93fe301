//! What a judge is given: all that is known of one exercise of one submission.

use std::collections::BTreeMap;

use grader_trace::Trace;
use grader_trace::wire::Case;

use crate::course::Exercise;
use crate::diagnostic::Diagnostic;
use crate::report::Origin;

/// An exercise that compiled, and what it did.
#[derive(Debug, Clone)]
pub struct Evidence<'a> {
    /// What was asked.
    pub exercise: &'a Exercise,
    /// The text of the student's file.
    pub source: &'a str,
    /// The text of the stub, which has the signatures that were asked for.
    pub stub: &'a str,
    /// What the compiler warned about in that file.
    pub warnings: &'a [Diagnostic],
    /// Whose code the earlier exercises were; the lines of a reference are never shown.
    pub with: BTreeMap<String, Origin>,
    /// The files whose lines may be shown: the student's own.
    pub own_files: Vec<String>,
    /// What each scenario did, by its id.
    pub runs: BTreeMap<String, ScenarioRun>,
    /// What the compiler says of the scenarios whose call does not fit the student's code, by
    /// their ids: they were not run.
    pub misfits: BTreeMap<String, Vec<Diagnostic>>,
    /// What the compiler says of the code of checks, by their ids, as
    /// [`compile_checks`](crate::compile_checks) finds it out: no errors where it accepts the code.
    pub compiled: BTreeMap<String, Vec<Diagnostic>>,
}

/// What came of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioRun {
    /// One for each combination of inputs and each seed, in the order in which they were run.
    pub cases: Vec<CaseRun>,
    /// What came of the first one when it was run once more, after all others; `None` where an
    /// earlier case took the process down.
    pub again: Option<Trace>,
    /// What was run to show a failure better: smaller cases, and other orders of tasks.
    pub more: Vec<CaseRun>,
    /// Those of them that were run with nothing before them in their process.
    pub alone: Vec<CaseRun>,
}

impl ScenarioRun {
    /// What came of the cases of [`Scenario::cases`](crate::course::Scenario::cases), one by one.
    pub fn of(mut cases: Vec<Case>, mut traces: Vec<Option<Trace>>) -> Self {
        cases.pop();
        let again = traces.pop().flatten();
        Self { cases: CaseRun::each(cases, traces), again, more: Vec::new(), alone: Vec::new() }
    }
}

impl CaseRun {
    /// Cases, and what came of each.
    pub(crate) fn each(cases: Vec<Case>, traces: Vec<Option<Trace>>) -> Vec<Self> {
        cases.into_iter().zip(traces).map(|(case, trace)| Self { case, trace }).collect()
    }
}

/// One case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRun {
    /// What went in.
    pub case: Case,
    /// What came of it; `None` where an earlier case took the process down.
    pub trace: Option<Trace>,
}

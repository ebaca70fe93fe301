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
}

/// All cases of a scenario, in the order in which they were run.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioRun {
    /// One for each combination of inputs and each seed.
    pub cases: Vec<CaseRun>,
}

/// One case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRun {
    /// What went in.
    pub case: Case,
    /// What came of it; `None` where an earlier case took the process down.
    pub trace: Option<Trace>,
}

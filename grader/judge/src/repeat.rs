//! Whether a call does the same when it is made once more: what comes of it must not depend on what was
//! run before.

use std::mem::discriminant;

use grader_trace::{Location, Trace};

use crate::evidence::ScenarioRun;
use crate::failure::Question;
use crate::report::{Finding, Shown};
use crate::words;

/// What reports call it: like an ending it is told once, whatever a check asks for.
const ENDING: &str = "depends-on-earlier-runs";

/// What is wrong where the first case of a scenario came to something else when it was run again, after
/// all others.
pub(crate) fn check(question: Question<'_>, run: &ScenarioRun) -> Option<Finding> {
    let first = run.cases.first()?;
    let (before, after) = (first.trace.as_ref()?, run.again.as_ref()?);
    if is_alike(before, after) {
        return None;
    }
    let statics = question.names.map_or(&[][..], |names| names.statics());
    let line = statics.first().map(|line| Location::new(&question.evidence.exercise.file, *line));
    let cause = match &line {
        Some(_) => "what is kept here outlives the call, and the next one finds it",
        None => "something outlives the call, and the next one finds it: is anything kept in a `static`?",
    };
    let inputs = first.case.inputs.iter().map(|(name, value)| (name.clone(), Shown::from(value)));
    Some(Finding {
        expected: Some("the same from the same call, whatever was called before".to_owned()),
        observed: Some(format!(
            "the results depend on earlier runs: first {}, and after other calls {}",
            outcome(before),
            outcome(after)
        )),
        ending: Some(ENDING.to_owned()),
        cause: Some(cause.to_owned()),
        location: line.map(|line| line.to_string()),
        scenario: Some(question.scenario.id.clone()),
        inputs: Some(inputs.collect()),
        seed: Some(first.case.seed),
        ..Finding::default()
    })
}

/// Whether both came to the same. What a panic says may hold an address, and what is printed a number
/// of the system's.
fn is_alike(one: &Trace, other: &Trace) -> bool {
    discriminant(&one.ending) == discriminant(&other.ending)
        && one.value == other.value
        && one.elapsed == other.elapsed
}

fn outcome(trace: &Trace) -> String {
    match &trace.value {
        Some(value) => format!("{} after {}", words::value(value), words::seconds(trace.elapsed)),
        None => format!("nothing after {}", words::seconds(trace.elapsed)),
    }
}

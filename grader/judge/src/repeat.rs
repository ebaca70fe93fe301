//! Whether a call does the same when it is made once more: what comes of it must not depend on what was
//! run before.

use std::mem::discriminant;

use grader_trace::{Location, Trace};

use crate::cause::Cause;
use crate::evidence::ScenarioRun;
use crate::failure::{Failure, Question};
use crate::report::{Finding, Shown};
use crate::shrink::takes_all_down;
use crate::words;

/// What reports call it: like an ending it is told once, whatever a check asks for.
const ENDING: &str = "depends-on-earlier-runs";

/// What is wrong where the first case of a scenario is right, and was not when it was run again, after
/// all others. Where it came to something else that is right as well, nothing is.
pub(crate) fn check(question: Question<'_>, run: &ScenarioRun) -> Option<Finding> {
    let first = run.cases.first()?;
    let (before, after) = difference(run)?;
    let fails = |trace| question.failure(question.of(&first.case, trace)).is_some();
    if fails(before) || !fails(after) {
        return None;
    }
    let mut finding = Finding {
        expected: Some("the same from the same call, whatever was called before".to_owned()),
        observed: Some(format!(
            "the results depend on earlier runs: first {}, and after other calls {}",
            outcome(before),
            outcome(after)
        )),
        ending: Some(ENDING.to_owned()),
        scenario: Some(question.scenario.id.clone()),
        inputs: Some(Shown::inputs(&first.case.inputs)),
        seed: Some(first.case.seed),
        ..Finding::default()
    };
    cause(question).attach(&mut finding);
    Some(finding)
}

/// Whether a case that fails is worth running with nothing before it.
pub(crate) fn is_worth_it(run: &ScenarioRun, failure: &Failure<'_>) -> bool {
    !takes_all_down(failure.run.trace) && run.alone.iter().all(|alone| alone.case != *failure.run.case)
}

/// Whether what comes of a scenario depends on what was run before: a case that fails does not when it is
/// run alone, or the first case came to something else when it was run again.
pub(crate) fn depends_on_earlier_runs(
    question: Question<'_>,
    run: &ScenarioRun,
    failure: &Failure<'_>,
) -> bool {
    let alone = run.alone.iter().find(|alone| alone.case == *failure.run.case);
    let alone = alone.and_then(|alone| question.run(alone));
    alone.is_some_and(|alone| question.failure(alone).is_none()) || difference(run).is_some()
}

/// What to say of that.
pub(crate) fn cause(question: Question<'_>) -> Cause {
    let statics = question.names.map_or(&[][..], |names| names.statics());
    let line = statics.first().map(|line| Location::new(&question.evidence.exercise.file, *line));
    let text = match &line {
        Some(_) => "the results depend on earlier runs: what is kept here outlives the call",
        None => "the results depend on earlier runs: something outlives the call, perhaps in a `static`",
    };
    Cause { text: text.to_owned(), location: line }
}

/// What the first case came to, at first and when it was run again, where that differs.
fn difference(run: &ScenarioRun) -> Option<(&Trace, &Trace)> {
    let (before, after) = (run.cases.first()?.trace.as_ref()?, run.again.as_ref()?);
    (!is_alike(before, after)).then_some((before, after))
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

//! Mistakes that depend on the order in which tasks run: in how many orders they show, and where
//! somebody has to let others go first for them to show.

use grader_trace::EventKind;
use grader_trace::wire::Case;

use crate::cause::Cause;
use crate::evidence::ScenarioRun;
use crate::failure::{Failure, Question, yields};
use crate::report::{Finding, Orders};
use crate::run::{Lineage, Run};
use crate::words;

/// Orders that a case is tried in.
const ORDERS: usize = 64;

/// Other orders in which the case of a failure is worth running: the one that the runtime has by
/// itself, and some in which tasks let others go first.
pub(crate) fn others(failure: &Failure<'_>) -> Vec<Case> {
    let Run { case, trace, .. } = failure.run;
    let Some(own) = case.order.filter(|_| yields(trace) > 0) else { return Vec::new() };
    let orders = (1..failure.worth(ORDERS)).map(|index| Some(own ^ index as u64));
    [None].into_iter().chain(orders).map(|order| Case { order, ..case.clone() }).collect()
}

/// Adds to a finding what came of the other orders, where the usual one is right: what is wrong in that
/// one as well does not depend on them.
pub(crate) fn describe(
    question: Question<'_>,
    failure: &Failure<'_>,
    scenario: &ScenarioRun,
    finding: &mut Finding,
) {
    let Case { seed, inputs, order } = failure.run.case;
    let same = |case: &Case| case.seed == *seed && case.inputs == *inputs;
    let tried = scenario.more.iter().filter(|one| same(&one.case) && one.case.order != *order);
    let (usual, others): (Vec<_>, Vec<_>) =
        tried.filter_map(|one| question.run(one)).partition(|run| run.case.order.is_none());
    let fails = |run: &&Run<'_>| question.fails_like(**run, failure);
    if others.is_empty() || usual.is_empty() || usual.iter().any(|run| question.failure(*run).is_some()) {
        return;
    }
    finding.orders = Some(Orders { failed: others.iter().filter(fails).count() + 1, of: others.len() + 1 });
    if let Some(cause) = cause(failure.run) {
        cause.attach(finding);
    }
}

/// Where tasks let others go first, where that is what makes the difference.
fn cause(run: Run<'_>) -> Option<Cause> {
    let all: Vec<_> =
        run.trace.events.iter().filter(|event| matches!(event.kind, EventKind::Yield)).collect();
    let told = all.iter().find_map(|event| Some((event.task, run.line(&event.places)?)));
    let lineage = Lineage::of(run.trace);
    let spawned = || {
        let first = all.first()?;
        Some((first.task, lineage.lines(first).find(|line| run.is_own(line))?))
    };
    let (text, location) = match (told, told.or_else(spawned)) {
        (Some((task, _)), Some((_, line))) if all.len() == 1 => {
            (format!("it goes wrong where {} waits here while others go on", words::task(task)), Some(line))
        }
        (Some(_), Some((_, line))) => {
            let text = "it goes wrong where tasks wait at such lines, this one first, while others go on";
            (text.to_owned(), Some(line))
        }
        (None, Some((task, line))) => {
            let text =
                format!("it goes wrong where {}, started here, waits while others go on", words::task(task));
            (text, Some(line))
        }
        (_, None) => ("it goes wrong where a task waits while others go on".to_owned(), None),
    };
    Some(Cause { text, location: location.cloned() })
}

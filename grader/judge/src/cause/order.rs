//! Why results are not in the order in which the waits ended.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::{TaskId, Value};

use super::{Cause, duration, line_of, real_waits, tasks, value};
use crate::rule::compare;
use crate::run::{Run, TICK};
use crate::waits::Wait;

/// Why results are not in the order in which the waits ended.
pub(crate) fn of_order(run: Run<'_>) -> Option<Cause> {
    started_not_ended(run)
        .or_else(|| reversed(run))
        .or_else(|| tasks::awaited_at_once(run))
        .or_else(|| duration::one_by_one(run))
        .or_else(|| duration::blocked(run))
        .or_else(|| duration::so_many_at_a_time(run))
        .or_else(|| value::nothing_waits(run))
        .or_else(|| value::not_waited(run))
}

/// Why values are not at the places that they have in a list.
pub(crate) fn of_places(run: Run<'_>, wanted: &[Value], within: Duration) -> Option<Cause> {
    let mut left: Vec<&Value> = wanted.iter().collect();
    for value in run.elements() {
        let is_equal = |other: &&Value| compare(value, other, within).is_some_and(Ordering::is_eq);
        left.swap_remove(left.iter().position(is_equal)?);
    }
    let name = run.case.inputs.iter().find(|(_, value)| value.elements() == wanted).map(|(name, _)| name)?;
    let waits = real_waits(run);
    let ended = {
        let mut waits = waits.clone();
        waits.sort_by_key(|wait| wait.to);
        waits
    };
    if is_order(run, &ended) && !is_order(run, &waits) {
        let text = format!("the values are in the order in which the waits ended, not in that of {name}");
        return Some(Cause::new(text, waits.first().and_then(|wait| line_of(run, wait))));
    }
    Some(Cause::new(format!("these are the values of {name}, in another order"), None))
}

/// Results in the order in which the waits were started, though they ended in another one.
pub(super) fn started_not_ended(run: Run<'_>) -> Option<Cause> {
    let waits = waits_for_results(run);
    let in_order = waits.windows(2).all(|pair| pair[0].to <= pair[1].to);
    // Two results that are swapped may be in any order: all cases must agree.
    (!in_order && in_all_cases(run, |run| is_order(run, &waits_for_results(run)))).then(|| {
        let text = "the results are in the order in which the waits were started, not in which they ended";
        Cause::new(text, waits.first().and_then(|wait| line_of(run, wait)))
    })
}

/// Results in the order in which the waits ended, backwards.
fn reversed(run: Run<'_>) -> Option<Cause> {
    let backwards = |run: Run<'_>| {
        let mut waits = waits_for_results(run);
        waits.sort_by_key(|wait| std::cmp::Reverse(wait.length()));
        is_order(run, &waits)
    };
    in_all_cases(run, backwards)
        .then(|| Cause::new("the results are in the reverse of the order in which the waits ended", None))
}

/// The waits that may have given the results: those of tasks, where all of them are too many.
fn waits_for_results<'a>(run: Run<'a>) -> Vec<Wait<'a>> {
    let mut waits = real_waits(run);
    if waits.len() > lengths(run).map_or(0, |lengths| lengths.len()) {
        waits.retain(|wait| wait.task != TaskId::ROOT);
    }
    waits
}

/// The results above zero, if all are times.
fn lengths(run: Run<'_>) -> Option<Vec<Duration>> {
    Some(run.returned_times()?.into_iter().filter(|time| !time.is_zero()).collect())
}

/// Whether the results above zero are the lengths of these waits, one by one.
fn is_order(run: Run<'_>, waits: &[Wait<'_>]) -> bool {
    let Some(returned) = lengths(run) else { return false };
    waits.len() == returned.len()
        && waits.iter().zip(&returned).all(|(wait, time)| wait.length().abs_diff(*time) <= TICK)
}

/// Whether something is true of a case and of all others of its scenario that have as many results.
fn in_all_cases(run: Run<'_>, is: impl Fn(Run<'_>) -> bool) -> bool {
    let results = run.elements().len();
    is(run) && run.peers().into_iter().all(|other| other.elements().len() < results || is(other))
}

//! Why a value that should be the time of a call over a count is another one: the numbers of all
//! cases of a scenario tell which formula was used.

use std::time::Duration;

use super::value::{always_zero, whole_seconds};
use super::{Cause, count_input, real_waits, tasks, time_input, total};
use crate::run::{Run, TICK};

/// What a formula is made of, in seconds.
struct Numbers {
    elapsed: f64,
    count: f64,
    /// The input that is a time.
    max: Option<f64>,
    /// All waits together.
    waited: f64,
}

/// What somebody may have written instead of the time over the count, and what to say of it.
type Formula = (fn(&Numbers) -> Option<f64>, &'static str);

const FORMULAS: [Formula; 10] = [
    (|of| Some(of.elapsed), "this is the whole time: it is not divided by {n}"),
    (|of| Some(of.elapsed * of.count), "the time is multiplied by {n} instead of divided"),
    (|of| Some(of.elapsed / (of.count - 1.0)), "the time is divided by {n} - 1"),
    (|of| Some(of.elapsed / (of.count + 1.0)), "the time is divided by {n} + 1"),
    (|of| Some(of.elapsed / of.count / of.count), "the time is divided by {n} twice"),
    (|of| Some(of.elapsed / of.max?), "the time is divided by the seconds of {max}, not by {n}"),
    (
        |of| Some(of.waited / of.count),
        "this is the average of the waits, not the time that passed over {n}: waits at the same time \
         take as long as the longest",
    ),
    (|of| Some(of.waited), "this is the sum of all waits, not the time that passed over {n}"),
    (
        |of| Some(of.elapsed / of.count * 1000.0),
        "this is 1000 times too much: milliseconds taken for seconds?",
    ),
    (
        |of| Some(of.elapsed / of.count / 1000.0),
        "this is 1000 times too little: seconds taken for milliseconds?",
    ),
];

/// Why a call did not return its time over a count.
pub(crate) fn not_the_quotient(run: Run<'_>) -> Option<Cause> {
    always_zero(run)
        .map(|zero| tasks::never_awaited(run).unwrap_or(zero))
        .or_else(|| formula(run))
        .or_else(|| whole_seconds(run, quotient))
        .or_else(|| constant(run))
}

fn formula(run: Run<'_>) -> Option<Cause> {
    let (count, _) = count_input(run)?;
    let time = time_input(run).map_or("", |(name, _)| name);
    let peers = run.peers();
    let fits = |(formula, _): &&Formula| {
        fit(run, *formula) == Some(true) && peers.iter().all(|run| fit(*run, *formula) != Some(false))
    };
    let (_, text) = FORMULAS.iter().find(fits)?;
    Some(Cause::new(text.replace("{n}", count).replace("{max}", time), None))
}

/// Whether a formula gives what was returned; `None` where it gives the right value as well, or none.
fn fit(run: Run<'_>, formula: fn(&Numbers) -> Option<f64>) -> Option<bool> {
    let returned = run.trace.value.as_ref()?.as_duration()?.as_secs_f64();
    let (_, count) = count_input(run).filter(|(_, count)| *count > 0)?;
    let numbers = Numbers {
        elapsed: run.trace.elapsed.as_secs_f64(),
        count: count as f64,
        max: time_input(run).map(|(_, max)| max.as_secs_f64()),
        waited: total(&real_waits(run)).as_secs_f64(),
    };
    let given = formula(&numbers).filter(|given| given.is_finite())?;
    let right = numbers.elapsed / numbers.count;
    // What is multiplied has its error multiplied.
    let tolerance = TICK.as_secs_f64() * (given / numbers.elapsed).max(1.0);
    ((given - right).abs() > 3.0 * tolerance).then(|| (given - returned).abs() <= tolerance)
}

fn quotient(run: Run<'_>) -> Option<Duration> {
    let (_, count) = count_input(run)?;
    Some(run.trace.elapsed.checked_div(u32::try_from(count).ok()?).unwrap_or_default())
}

/// The same value in all cases, however long each of them takes.
fn constant(run: Run<'_>) -> Option<Cause> {
    let value = run.trace.value.as_ref()?;
    let peers = run.peers();
    let differ = peers.iter().any(|other| other.trace.elapsed.abs_diff(run.trace.elapsed) > TICK * 10);
    (differ && peers.iter().all(|other| other.trace.value.as_ref() == Some(value)))
        .then(|| Cause::new("this is returned in every case, however long the call takes", None))
}

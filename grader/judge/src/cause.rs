//! Probable causes, read off a trace: what a student has to know besides what was observed.
//!
//! Each cause is one function that looks for one mistake, and says nothing where it is in
//! doubt. None of them decides anything: a check has failed before a cause is looked for.

pub(crate) mod answers;
mod bounds;
mod count;
mod duration;
mod order;
mod printed;
mod quotient;
pub(crate) mod requests;
mod shared;
mod source;
mod tasks;
mod value;

use std::time::Duration;

use grader_trace::{Location, Value};

pub(crate) use self::bounds::{below_max, beyond_max, same_each_time};
pub(crate) use self::count::{of_count, of_waits};
pub(crate) use self::duration::{fast, milliseconds, slow};
pub(crate) use self::order::{of_order, of_places};
pub(crate) use self::printed::{said_after_a_wait, said_before_a_wait};
pub(crate) use self::quotient::not_the_quotient;
pub(crate) use self::shared::out_of_date;
pub(crate) use self::source::sorted;
pub(crate) use self::tasks::{going_on, too_few, undone};
pub(crate) use self::value::{not_the_time_waited, nothing_waits};
use crate::report::Finding;
use crate::run::{Lineage, Run, TICK};
use crate::waits::{Wait, WaitEnd, pauses, waits};

/// A probable cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cause {
    /// A phrase that goes on after "because".
    pub(crate) text: String,
    /// The student's line that it is about.
    pub(crate) location: Option<Location>,
}

impl Cause {
    pub(crate) fn new(text: impl Into<String>, location: Option<&Location>) -> Self {
        Self { text: text.into(), location: location.cloned() }
    }

    /// Adds the cause to what was found.
    pub(crate) fn attach(self, finding: &mut Finding) {
        finding.cause = Some(self.text);
        finding.location = self.location.map(|location| location.to_string()).or(finding.location.take());
    }
}

/// Waits that were asked for and that took time, in the order of their start; the sleeps of threads for
/// blocking work are some.
fn real_waits<'a>(run: Run<'a>) -> Vec<Wait<'a>> {
    let mut waits = waits(run.trace);
    waits.extend(pauses(run.trace));
    waits.retain(|wait| wait.end == WaitEnd::Fired && !wait.length().is_zero());
    waits.sort_by_key(|wait| wait.from);
    waits
}

/// The line of a wait; where that is not the student's, the line where its task was spawned.
fn line_of<'a>(run: Run<'a>, wait: &Wait<'a>) -> Option<&'a Location> {
    run.line(wait.places).or_else(|| run.line(Lineage::of(run.trace).spawn(wait.task)?))
}

/// A tick for each of so many waits.
fn ticks(waits: usize) -> Duration {
    TICK.saturating_mul(u32::try_from(waits).unwrap_or(u32::MAX))
}

/// The sum of the lengths of waits.
fn total(waits: &[Wait<'_>]) -> Duration {
    waits.iter().fold(Duration::ZERO, |sum, wait| sum.saturating_add(wait.length()))
}

/// An input that is a length of time, if there is exactly one: `max`.
fn time_input<'a>(run: Run<'a>) -> Option<(&'a str, Duration)> {
    let times =
        run.case.inputs.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_duration()?)));
    only(times)
}

/// An input that is a count, if there is exactly one: `n`.
fn count_input<'a>(run: Run<'a>) -> Option<(&'a str, usize)> {
    let counts = run.case.inputs.iter().filter_map(|(name, value)| match value {
        Value::Int(count) => Some((name.as_str(), usize::try_from(*count).ok()?)),
        _ => None,
    });
    only(counts)
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests;

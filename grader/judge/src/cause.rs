//! Probable causes, read off a trace: what a student has to know besides what was observed.
//!
//! Each cause is one function that looks for one mistake, and says nothing where it is in
//! doubt. None of them decides anything: a check has failed before a cause is looked for.

use std::time::Duration;

use grader_trace::{EventKind, Location, Place, TaskId, Value};

use crate::diagnostic::Diagnostic;
use crate::escape::escape;
use crate::report::Finding;
use crate::rule::blocking;
use crate::run::{Run, TICK};
use crate::waits::{Wait, WaitEnd, waits};
use crate::words;

/// A probable cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cause {
    /// A phrase that goes on after "because".
    pub(crate) text: String,
    /// The student's line that it is about.
    pub(crate) location: Option<Location>,
}

impl Cause {
    fn new(text: impl Into<String>, location: Option<&Location>) -> Self {
        Self { text: text.into(), location: location.cloned() }
    }

    /// Adds the cause to what was found.
    pub(crate) fn attach(self, finding: &mut Finding) {
        finding.cause = Some(self.text);
        finding.location = self.location.map(|location| location.to_string()).or(finding.location.take());
    }
}

/// Waits that were asked for and that took time, in the order of their start.
fn real_waits<'a>(run: Run<'a>) -> Vec<Wait<'a>> {
    let mut waits = waits(run.trace);
    waits.retain(|wait| wait.end == WaitEnd::Fired && !wait.length().is_zero());
    waits.sort_by_key(|wait| wait.from);
    waits
}

/// A tick for each of so many waits.
fn ticks(waits: usize) -> Duration {
    TICK.saturating_mul(u32::try_from(waits).unwrap_or(u32::MAX))
}

/// Waits one after the other that make up all the time of the call.
pub(crate) fn one_by_one(run: Run<'_>) -> Option<Cause> {
    let waits = real_waits(run);
    let second = waits.get(1)?;
    if waits.windows(2).any(|pair| pair[1].from < pair[0].to) {
        return None;
    }
    let sum = waits.iter().fold(Duration::ZERO, |sum, wait| sum.saturating_add(wait.length()));
    (run.trace.elapsed.abs_diff(sum) <= ticks(waits.len()))
        .then(|| Cause::new("each wait starts only after the one before has ended", run.line(second.places)))
}

/// Tasks that are spawned one after the other, each when the one before is over.
pub(crate) fn awaited_at_once(run: Run<'_>) -> Option<Cause> {
    let mut spawns = spawns(run);
    // Stable: siblings keep the order in which they were spawned.
    spawns.sort_by_key(|spawn| spawn.parent);
    let mut families = spawns.chunk_by(|one, other| one.parent == other.parent);
    let siblings = families.find(|siblings| siblings.len() > 1)?;
    let apart = siblings.windows(2).all(|pair| pair[0].end.is_some_and(|end| end < pair[1].begin));
    let took_time = siblings.iter().any(|spawn| !spawn.lasted.is_zero());
    (apart && took_time)
        .then(|| Cause::new("each task is awaited before the next is spawned", run.line(siblings[0].places)))
}

struct Spawn<'a> {
    parent: TaskId,
    /// Index of the event.
    begin: usize,
    /// Index of the event at which the task was over.
    end: Option<usize>,
    lasted: Duration,
    places: &'a [Place],
}

fn spawns<'a>(run: Run<'a>) -> Vec<Spawn<'a>> {
    let events = &run.trace.events;
    let ends: std::collections::HashMap<TaskId, usize> = events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.kind == EventKind::End)
        .map(|(index, event)| (event.task, index))
        .collect();
    let spawn = |(begin, event): (usize, &'a grader_trace::Event)| {
        let EventKind::Spawn { child } = event.kind else { return None };
        let end = ends.get(&child).copied();
        let lasted = end.map_or(Duration::ZERO, |end| events[end].at.saturating_sub(event.at));
        Some(Spawn { parent: event.task, begin, end, lasted, places: &event.places })
    };
    events.iter().enumerate().filter_map(spawn).collect()
}

/// A thread that was blocked for more than half of the call.
pub(crate) fn blocked(run: Run<'_>) -> Option<Cause> {
    let blocks = blocking::blocks(run);
    let first = blocks.first()?;
    let length = blocks.iter().fold(Duration::ZERO, |sum, block| sum.saturating_add(block.length));
    (length.saturating_mul(2) > run.trace.elapsed).then(|| {
        let text = format!("{} blocks the thread, so that no other wait can go on", blocking::by(first.how));
        Cause::new(text, run.innermost_own(first.places))
    })
}

/// Why results are not in the order in which the waits ended.
pub(crate) fn of_order(run: Run<'_>) -> Option<Cause> {
    started_not_ended(run)
        .or_else(|| reversed(run))
        .or_else(|| awaited_at_once(run))
        .or_else(|| one_by_one(run))
}

/// Results in the order in which the waits were started, though they ended in another one.
fn started_not_ended(run: Run<'_>) -> Option<Cause> {
    let waits = real_waits(run);
    let in_order = waits.windows(2).all(|pair| pair[0].to <= pair[1].to);
    // Two results that are swapped may be in any order: all cases must agree.
    (!in_order && in_all_cases(run, |run| is_order(run, &real_waits(run)))).then(|| {
        let text = "the results are in the order in which the waits were started, not in which they ended";
        Cause::new(text, waits.first().and_then(|wait| run.line(wait.places)))
    })
}

/// Results in the order in which the waits ended, backwards.
fn reversed(run: Run<'_>) -> Option<Cause> {
    let backwards = |run: Run<'_>| {
        let mut waits = real_waits(run);
        waits.sort_by_key(|wait| std::cmp::Reverse(wait.length()));
        is_order(run, &waits)
    };
    in_all_cases(run, backwards)
        .then(|| Cause::new("the results are in the reverse of the order in which the waits ended", None))
}

/// Whether the results above zero are the lengths of these waits, one by one.
fn is_order(run: Run<'_>, waits: &[Wait<'_>]) -> bool {
    let Some(returned) = run.returned_times() else { return false };
    let returned: Vec<Duration> = returned.into_iter().filter(|time| !time.is_zero()).collect();
    waits.len() == returned.len()
        && waits.iter().zip(&returned).all(|(wait, time)| wait.length().abs_diff(*time) <= TICK)
}

/// Whether something is true of a case and of all others with its inputs or more results.
fn in_all_cases(run: Run<'_>, is: impl Fn(Run<'_>) -> bool) -> bool {
    let results = run.elements().len();
    let others = run.evidence.runs.values().flat_map(|run| &run.cases);
    let mut others =
        others.filter_map(|case| Some(Run { case: &case.case, trace: case.trace.as_ref()?, ..run }));
    is(run) && others.all(|other| other.elements().len() < results || is(other))
}

/// Why a call that returns a time did not return the time that it waited.
pub(crate) fn not_the_time_waited(run: Run<'_>, returned: Duration) -> Cause {
    let elapsed = run.trace.elapsed;
    (elapsed < returned)
        .then(|| never_awaited(run).or_else(|| task_left(run)))
        .flatten()
        .or_else(|| nothing_waits(run))
        .or_else(|| another_draw(run, returned))
        .unwrap_or_else(|| off_by(run, returned))
}

/// A future that the compiler saw being dropped without being awaited.
pub(crate) fn never_awaited(run: Run<'_>) -> Option<Cause> {
    let warning = run.evidence.warnings.iter().find(|warning| is_unused_future(warning))?;
    let nothing = if run.trace.elapsed.is_zero() { "nothing waits: " } else { "" };
    let text =
        format!("{nothing}what is not awaited does nothing; rustc warns: {}", escape(&warning.message));
    Some(Cause::new(text, warning.location.as_ref()))
}

/// The lint is about unused results too; its note for futures has been the same since 2019.
fn is_unused_future(warning: &Diagnostic) -> bool {
    warning.code.as_deref() == Some("unused_must_use") && warning.rendered.contains("futures do nothing")
}

/// A task that was spawned and goes on alone.
fn task_left(run: Run<'_>) -> Option<Cause> {
    let left = spawns(run).into_iter().find(|spawn| spawn.end.is_none())?;
    let text = "the task that is spawned here goes on alone: its handle has to be awaited";
    Some(Cause::new(text, run.line(left.places)))
}

fn nothing_waits(run: Run<'_>) -> Option<Cause> {
    let made = run.trace.events.iter().find(|event| matches!(event.kind, EventKind::Timer { .. }));
    if !run.trace.elapsed.is_zero() || !waits(run.trace).is_empty() {
        return None;
    }
    let text = match made {
        Some(_) => "nothing waits: a sleep that is not awaited does nothing",
        None => "nothing waits: no sleep is made during the call",
    };
    Some(Cause::new(text, made.and_then(|event| run.line(&event.places))))
}

/// One random number was waited for and another one returned.
fn another_draw(run: Run<'_>, returned: Duration) -> Option<Cause> {
    let near = |time: Duration, seconds: f64| (time.as_secs_f64() - seconds).abs() <= TICK.as_secs_f64();
    let draws: Vec<_> = run
        .trace
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Draw { value: Value::Float(value), .. } => Some((*value, &event.places)),
            _ => None,
        })
        .collect();
    let (_, places) = draws.iter().find(|(value, _)| near(returned, *value))?;
    draws.iter().find(|(value, _)| near(run.trace.elapsed, *value))?;
    let text = "the call waits for one random number and returns another one";
    Some(Cause::new(text, run.line(places)))
}

fn off_by(run: Run<'_>, returned: Duration) -> Cause {
    let elapsed = run.trace.elapsed;
    let by = words::seconds(elapsed.abs_diff(returned));
    let (verb, line) = match blocking::blocks(run).first() {
        Some(block) => ("blocked the thread for", run.innermost_own(block.places)),
        None => ("waited", longest_line(run)),
    };
    let side = if elapsed > returned { "longer" } else { "shorter" };
    let text =
        format!("the value returned was not the time waited: the call {verb} {by} {side} than it says");
    Cause::new(text, line)
}

/// The line of the longest wait.
fn longest_line<'a>(run: Run<'a>) -> Option<&'a Location> {
    let longest = waits(run.trace).into_iter().max_by_key(Wait::length)?;
    run.line(longest.places)
}

#[cfg(test)]
mod tests;

//! Why a value that should be a time waited is another one.

use std::time::Duration;

use grader_trace::{EventKind, Location, Value};

use super::{Cause, real_waits, tasks, ticks, time_input};
use crate::rule::blocking;
use crate::run::{Run, TICK};
use crate::waits::{Wait, waits};
use crate::words;

/// Why a call that returns a time did not return the time that it waited.
pub(crate) fn not_the_time_waited(run: Run<'_>, returned: Duration) -> Cause {
    let elapsed = run.trace.elapsed;
    (elapsed < returned)
        .then(|| tasks::never_awaited(run).or_else(|| tasks::left(run)))
        .flatten()
        .or_else(|| nothing_waits(run))
        .or_else(|| another_draw(run, returned))
        .or_else(|| always_zero(run))
        .or_else(|| whole_seconds(run, |run| Some(run.trace.elapsed)))
        .or_else(|| waits_for_max(run))
        .unwrap_or_else(|| off_by(run, returned))
}

/// Nothing was awaited, and no time passed.
pub(crate) fn nothing_waits(run: Run<'_>) -> Option<Cause> {
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
        .filter_map(|event| {
            let EventKind::Draw(draw) = &event.kind else { return None };
            let Value::Float(value) = draw.value else { return None };
            Some((value, &event.places))
        })
        .collect();
    let (_, places) = draws.iter().find(|(value, _)| near(returned, *value))?;
    draws.iter().find(|(value, _)| near(run.trace.elapsed, *value))?;
    let text = "the call waits for one random number and returns another one";
    Some(Cause::new(text, run.line(places)))
}

/// Zero is returned in every case, though time passes.
pub(super) fn always_zero(run: Run<'_>) -> Option<Cause> {
    let is_zero =
        |run: Run<'_>| run.returned_times().is_some_and(|times| times.iter().all(Duration::is_zero));
    let passes = |run: Run<'_>| run.trace.elapsed > TICK;
    let zero = |run: Run<'_>| is_zero(run) && !run.elements().is_empty();
    if !passes(run) || !run.peers().into_iter().filter(|run| passes(*run)).all(zero) || !zero(run) {
        return None;
    }
    let clock = run.names.and_then(|names| names.first_use("elapsed").or(names.first_use("duration_since")));
    Some(match clock {
        Some(read) => {
            let text = "no time passes between the two looks at the clock: what takes the time is \
                        awaited before or after both";
            Cause::new(text, Some(&Location::new(&run.evidence.exercise.file, read.line)))
        }
        None => Cause::new("zero is returned in every case, though time passes", None),
    })
}

/// Only whole seconds are left of a time, in every case.
pub(super) fn whole_seconds(run: Run<'_>, wanted: impl Fn(Run<'_>) -> Option<Duration>) -> Option<Cause> {
    let is_cut = |run: Run<'_>| {
        let (Some(times), Some(wanted)) = (run.returned_times(), wanted(run)) else { return false };
        times.iter().all(|time| {
            let fraction = wanted.abs_diff(*time);
            time.subsec_nanos() == 0 && fraction < Duration::from_secs(1)
        })
    };
    let peers = run.peers();
    let above = peers.iter().filter(|run| run.elements().iter().any(|value| !is_zero(value))).count();
    // One or two may be whole by chance.
    (above > 2 && is_cut(run) && peers.into_iter().all(is_cut))
        .then(|| Cause::new("only whole seconds are returned: the fraction is lost", None))
}

fn is_zero(value: &Value) -> bool {
    value.as_duration().is_some_and(|time| time.is_zero())
}

/// The call waits for the bound of its range, and not for what was drawn, in every case.
fn waits_for_max(run: Run<'_>) -> Option<Cause> {
    let is_max =
        |run: Run<'_>| time_input(run).is_some_and(|(_, max)| run.trace.elapsed.abs_diff(max) <= TICK);
    let (name, max) = time_input(run)?;
    (max > TICK && is_max(run) && run.peers().len() > 1 && run.peers().into_iter().all(is_max)).then(|| {
        let text = format!("the call waits for {name} itself in every case, and returns another time");
        Cause::new(text, longest_line(run))
    })
}

/// Results of which one is no time that was waited, though there is a wait for each.
pub(super) fn not_waited(run: Run<'_>) -> Option<Cause> {
    let mut returned: Vec<Duration> = run.returned_times()?.into_iter().filter(|time| *time > TICK).collect();
    let mut waited: Vec<Duration> = real_waits(run).iter().map(Wait::length).collect();
    returned.sort_unstable();
    waited.sort_unstable();
    if returned.is_empty() || returned.len() != waited.len() {
        return None;
    }
    let (other, _) = returned.iter().zip(&waited).find(|(one, other)| one.abs_diff(**other) > ticks(2))?;
    // Near to none of them, at whatever place it stands.
    if waited.iter().any(|length| length.abs_diff(*other) <= ticks(2)) {
        return None;
    }
    let all: Vec<_> = waited.iter().take(3).map(|length| words::seconds(*length)).collect();
    let more = if waited.len() > 3 { ", …" } else { "" };
    let text = format!(
        "{} is not a time that was waited for: the waits lasted {}{more}",
        words::seconds(*other),
        all.join(", ")
    );
    Some(Cause::new(text, None))
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

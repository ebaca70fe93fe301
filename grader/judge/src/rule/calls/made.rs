//! What a case made by a function, counted, and whether it is enough.

use std::collections::BTreeMap;
use std::time::Duration;

use grader_trace::{Event, EventKind, Location, Value};

use super::super::Calls;
use super::super::bound::compare;
use crate::run::{Lineage, Run};
use crate::waits::{Wait, wait_of, waits};

/// Whether the waits of a case are as many as asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sufficient {
    Yes,
    No,
    /// With those of no length.
    IfChance,
    /// The case is given no time to wait, or asks for no wait.
    NothingAsked,
}

/// Whether all times among the inputs are zero: then a right answer makes no wait that shows.
fn is_given_no_time(run: Run<'_>) -> bool {
    let mut times = run.case.inputs.values().filter_map(Value::as_duration).peekable();
    times.peek().is_some() && times.all(|time| time.is_zero())
}

/// Results of zero in a list: waits for which no timer need have been made.
fn zeros_returned(run: Run<'_>) -> usize {
    let Some(Value::List(values)) = &run.trace.value else { return 0 };
    values.iter().filter(|value| value.as_duration().is_some_and(|time| time.is_zero())).count()
}

/// What a case made by the function, and what it made elsewhere.
pub(super) struct Made<'a> {
    /// Waits that lasted.
    pub(super) there: usize,
    /// Those of no length.
    pub(super) without_length: usize,
    pub(super) elsewhere: usize,
    /// The student's line of the first that was made elsewhere.
    pub(super) line: Option<&'a Location>,
}

impl<'a> Made<'a> {
    pub(super) fn count(rule: &Calls, run: Run<'a>) -> Self {
        let own = &run.evidence.exercise.file;
        let is_own_function = rule.files.contains(own);
        let is_inside = |line: &Location| {
            if is_own_function {
                line.file == *own && run.names.is_some_and(|names| names.is_inside(name(rule), line.line))
            } else {
                rule.files.contains(&line.file)
            }
        };
        let waits = waits(run.trace);
        let length = |event: &Event| match event.kind {
            EventKind::Timer { timer } => wait_of(timer, &waits).map(Wait::length),
            EventKind::Block { length, .. } => Some(length.get()),
            _ => None,
        };
        let lineage = Lineage::of(run.trace);
        let mut made = Self { there: 0, without_length: 0, elsewhere: 0, line: None };
        let mut there_at = BTreeMap::<Duration, usize>::new();
        for event in &run.trace.events {
            let Some(length) = length(event) else { continue };
            let is_there = lineage.lines(event).any(is_inside);
            match (is_there, length.is_zero()) {
                (true, false) => *there_at.entry(event.at.get()).or_default() += 1,
                (true, true) => made.without_length += 1,
                (false, true) => {}
                (false, false) => {
                    made.elsewhere += 1;
                    made.line = made.line.or_else(|| run.line(&event.places));
                }
            }
        }
        let there = there_at.into_values();
        made.there = if rule.at_once { there.max().unwrap_or_default() } else { there.sum() };
        made
    }

    pub(super) fn suffices(&self, rule: &Calls, run: Run<'_>) -> Sufficient {
        let wanted = rule.times.resolve(run);
        let reaches = |count: usize| {
            let count = Value::Int(i64::try_from(count).unwrap_or(i64::MAX));
            let order = wanted.as_ref().and_then(|wanted| compare(&count, wanted, Duration::ZERO));
            order.is_some_and(std::cmp::Ordering::is_ge)
        };
        if is_given_no_time(run) {
            Sufficient::NothingAsked
        } else if rule.at_once && self.is_too_many(wanted.as_ref()) {
            Sufficient::No
        } else if reaches(0) {
            Sufficient::NothingAsked
        } else if reaches(self.there) {
            Sufficient::Yes
        } else if reaches(self.there + self.without_length.max(zeros_returned(run))) {
            Sufficient::IfChance
        } else {
            Sufficient::No
        }
    }

    /// Whether there are more than twice as many as asked for, and any where none is: a wait may take two
    /// timers.
    fn is_too_many(&self, wanted: Option<&Value>) -> bool {
        let Some(Value::Int(wanted)) = wanted else { return false };
        usize::try_from(*wanted).is_ok_and(|wanted| self.there > wanted.saturating_mul(2))
    }
}

/// The name of the function, without its module.
pub(super) fn name(rule: &Calls) -> &str {
    rule.function.rsplit("::").next().unwrap_or_default()
}

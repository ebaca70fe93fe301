//! `waits`: the timers that a call awaited.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::{EventKind, Value};

use super::Waits;
use super::bound::compare;
use crate::cause::{self, Cause};
use crate::report::Finding;
use crate::run::Run;
use crate::waits::{Wait, WaitEnd, waits};
use crate::words;

/// Whether as many waits were made as asked for.
pub(crate) fn check(rule: &Waits, run: Run<'_>) -> Option<Finding> {
    let is_real = |wait: &Wait<'_>| wait.end == WaitEnd::Fired && !wait.length().is_zero();
    let made = waits(run.trace).into_iter().filter(is_real).count();
    let wanted = rule.made.resolve(run)?;
    let order = compare(&Value::Int(i64::try_from(made).unwrap_or(i64::MAX)), &wanted, Duration::ZERO);
    if !matches!(order, Some(Ordering::Less)) {
        return None;
    }
    let waits = if wanted == Value::Int(1) { "1 wait".to_owned() } else { format!("{wanted} waits") };
    let mut finding = Finding {
        expected: Some(format!("at least {waits} that the code awaits")),
        observed: Some(words::count(made, "such wait")),
        ..Finding::default()
    };
    if let Some(cause) = stopped(run).or_else(|| cause::undone(run)).or_else(|| cause::nothing_waits(run)) {
        cause.attach(&mut finding);
    }
    Some(finding)
}

/// A thread that sleeps, whether or not a runtime needs it.
fn stopped(run: Run<'_>) -> Option<Cause> {
    let is_stop = |kind: &EventKind| matches!(kind, EventKind::Pause { .. } | EventKind::Block { .. });
    let stop = run.trace.events.iter().find(|event| is_stop(&event.kind))?;
    let text = "this stops its thread, and with it all else that the thread could do";
    Some(Cause::new(text, run.innermost_own(&stop.places)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Amount;
    use crate::sample::{TraceBuilder, said, trace, with_run};

    fn judged(made: i64, trace: TraceBuilder) -> Option<Finding> {
        let rule = Waits { made: Amount::Constant(Value::Int(made)) };
        with_run(&trace.done(), |run| check(&rule, run))
    }

    #[test]
    fn waits_that_last_and_are_awaited_count() {
        let two = || trace().wait(0..5, &[]).task(0..9, &[], |inside| inside.wait(0..9, &[]));
        assert_eq!(judged(2, two()), None);
        assert_eq!(
            said(judged(3, two()).as_ref()),
            Some(("at least 3 waits that the code awaits", "2 such waits"))
        );
    }

    #[test]
    fn waits_of_no_length_and_those_that_are_given_up_do_not_count() {
        let none = trace().wait(0..0, &[]).unpolled(0, &[]).unfinished(0, &[]).abandoned(0..5, &[]);
        assert_eq!(
            said(judged(1, none).as_ref()),
            Some(("at least 1 wait that the code awaits", "0 such waits"))
        );
    }

    #[test]
    fn what_stops_a_thread_is_no_wait() {
        let finding = judged(1, trace().block(0..5, &["src/multiple.rs:7"])).unwrap();
        assert!(finding.cause.unwrap().starts_with("this stops its thread"));
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
    }

    #[test]
    fn a_wait_that_is_not_made_or_not_awaited_is_told() {
        let cause = |trace| judged(1, trace).unwrap().cause.unwrap();
        assert_eq!(cause(trace()), "nothing waits: no sleep is made during the call");
        let unpolled = trace().unpolled(0, &["src/multiple.rs:7"]);
        assert_eq!(cause(unpolled), "nothing waits: a sleep that is not awaited does nothing");
    }
}

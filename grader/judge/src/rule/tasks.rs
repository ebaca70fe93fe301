//! `tasks`: the tasks that a call spawned, and those that it leaves behind.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::{EventKind, Value};

use super::bound::compare;
use super::{Amount, Tasks};
use crate::report::Finding;
use crate::run::{Lineage, Run};
use crate::{cause, timeline, words};

/// Whether the tasks of the exercise's file are as asked for.
pub(crate) fn check(rule: &Tasks, run: Run<'_>) -> Option<Finding> {
    let spawned = rule.spawned.as_ref().and_then(|wanted| too_few(wanted, run));
    spawned.or_else(|| rule.none_left.then(|| left(run)).flatten())
}

/// Tasks that go on when the call is over.
fn left(run: Run<'_>) -> Option<Finding> {
    let (count, cause) = cause::going_on(run)?;
    let observed = if count == 1 { "1 task goes on".to_owned() } else { format!("{count} tasks go on") };
    let mut finding = Finding {
        expected: Some("no task to go on when the call is over".to_owned()),
        observed: Some(observed),
        timeline: timeline::of(run),
        ..Finding::default()
    };
    cause.attach(&mut finding);
    Some(finding)
}

/// Fewer tasks that were spawned than asked for.
fn too_few(wanted: &Amount, run: Run<'_>) -> Option<Finding> {
    let file = &run.evidence.exercise.file;
    let lineage = Lineage::of(run.trace);
    let spawns = run.trace.events.iter().filter(|event| matches!(event.kind, EventKind::Spawn { .. }));
    let there = spawns.filter(|spawn| lineage.lines(spawn).any(|line| line.file == *file)).count();
    let wanted = wanted.resolve(run)?;
    let order = compare(&Value::Int(i64::try_from(there).unwrap_or(i64::MAX)), &wanted, Duration::ZERO);
    if !matches!(order, Some(Ordering::Less)) {
        return None;
    }
    let tasks = if wanted == Value::Int(1) { "1 task".to_owned() } else { format!("{wanted} tasks") };
    let mut finding = Finding {
        expected: Some(format!("at least {tasks} to be spawned in {file}")),
        observed: Some(words::count(there, "task")),
        ..Finding::default()
    };
    if let Some(cause) = cause::too_few(run) {
        cause.attach(&mut finding);
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{said, trace, with_run};

    fn judged(spawned: i64, places: &[&str]) -> Option<Finding> {
        let trace = trace().task(0..5, places, |inside| inside.task(1..2, &["src/basic.rs:2"], |task| task));
        let rule = Tasks { spawned: Some(Amount::Constant(Value::Int(spawned))), none_left: false };
        with_run(&trace.done(), |run| check(&rule, run))
    }

    #[test]
    fn tasks_of_the_file_and_those_that_they_spawn_count() {
        assert_eq!(judged(2, &["src/basic.rs:1", "src/multiple.rs:3"]), None);
        assert_eq!(
            said(judged(3, &["src/multiple.rs:3"]).as_ref()),
            Some(("at least 3 tasks to be spawned in src/multiple.rs", "2 tasks"))
        );
    }

    fn judged_left(trace: crate::sample::TraceBuilder) -> Option<Finding> {
        let rule = Tasks { none_left: true, ..Tasks::default() };
        with_run(&trace.done(), |run| check(&rule, run))
    }

    #[test]
    fn a_task_that_goes_on_is_found_with_the_line_of_its_spawn() {
        assert_eq!(judged_left(trace().task(0..5, &["src/multiple.rs:3"], |task| task)), None);
        let finding = judged_left(
            trace()
                .task(0..5, &["src/multiple.rs:3"], |task| task)
                .left(0, &["src/multiple.rs:7"])
                .left(0, &["src/basic.rs:2", "src/multiple.rs:9"]),
        );
        let finding = finding.unwrap();
        assert_eq!(said(Some(&finding)), Some(("no task to go on when the call is over", "2 tasks go on")));
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
        assert!(finding.cause.unwrap().ends_with("`abort` does"));
    }

    #[test]
    fn tasks_that_others_leave_do_not_count() {
        assert_eq!(judged_left(trace().left(0, &["src/driver.rs:7"]).left(0, &[])), None);
    }

    #[test]
    fn tasks_that_others_spawn_do_not_count() {
        assert_eq!(
            said(judged(1, &["src/basic.rs:3"]).as_ref()),
            Some(("at least 1 task to be spawned in src/multiple.rs", "0 tasks"))
        );
    }
}

//! `tasks`: the tasks that a call spawned.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::{EventKind, Value};

use super::Tasks;
use super::bound::compare;
use crate::report::Finding;
use crate::run::{Lineage, Run};
use crate::words;

/// Whether as many tasks were spawned by the exercise's file as asked for.
pub(crate) fn check(rule: &Tasks, run: Run<'_>) -> Option<Finding> {
    let file = &run.evidence.exercise.file;
    let lineage = Lineage::of(run.trace);
    let spawns = run.trace.events.iter().filter(|event| matches!(event.kind, EventKind::Spawn { .. }));
    let there = spawns.filter(|spawn| lineage.lines(spawn).any(|line| line.file == *file)).count();
    let wanted = rule.spawned.resolve(run)?;
    let order = compare(&Value::Int(i64::try_from(there).unwrap_or(i64::MAX)), &wanted, Duration::ZERO);
    if !matches!(order, Some(Ordering::Less)) {
        return None;
    }
    let tasks = if wanted == Value::Int(1) { "1 task".to_owned() } else { format!("{wanted} tasks") };
    Some(Finding {
        expected: Some(format!("at least {tasks} to be spawned in {file}")),
        observed: Some(words::count(there, "task")),
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Amount;
    use crate::sample::{said, trace, with_run};

    fn judged(spawned: i64, places: &[&str]) -> Option<Finding> {
        let trace = trace().task(0..5, places, |inside| inside.task(1..2, &["src/basic.rs:2"], |task| task));
        let rule = Tasks { spawned: Amount::Constant(Value::Int(spawned)) };
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

    #[test]
    fn tasks_that_others_spawn_do_not_count() {
        assert_eq!(
            said(judged(1, &["src/basic.rs:3"]).as_ref()),
            Some(("at least 1 task to be spawned in src/multiple.rs", "0 tasks"))
        );
    }
}

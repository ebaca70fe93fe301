//! `blocking`: nothing blocks the thread that all tasks share.

use std::collections::HashMap;
use std::time::Duration;

use grader_trace::{BlockKind, Event, EventKind, Place, TaskId};

use crate::escape::escape;
use crate::report::Finding;
use crate::run::{Run, lines};
use crate::{timeline, words};

/// The first time that student code blocked the thread.
pub(crate) fn check(run: Run<'_>) -> Option<Finding> {
    let blocks = blocks(run);
    let first = blocks.first()?;
    let times =
        if blocks.len() > 1 { format!(", the first of {} times", blocks.len()) } else { String::new() };
    let length = words::seconds(first.length);
    Some(Finding {
        expected: Some("nothing to block the thread that all tasks share".to_owned()),
        observed: Some(format!("{} blocked the whole thread for {length}{times}", by(first))),
        location: run.innermost_own(first.places).map(ToString::to_string),
        timeline: timeline::of(run),
        ..Finding::default()
    })
}

/// What blocked, as a student writes it.
pub(crate) fn by(block: &Block<'_>) -> String {
    let how = match (block.function, block.how) {
        (Some(function), _) => return format!("`{}`", escape(function)),
        (None, BlockKind::Sleep) => "std::thread::sleep",
        (None, BlockKind::Busy) => "busy-waiting for a clock",
        (None, BlockKind::Wait) => "a blocking wait",
        (None, BlockKind::Forever) => "a wait without end",
    };
    how.to_owned()
}

/// A time for which the thread was blocked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block<'a> {
    pub(crate) at: Duration,
    /// Whose code it was.
    pub(crate) task: TaskId,
    pub(crate) how: BlockKind,
    /// The course's function that blocked, if it was one.
    pub(crate) function: Option<&'a str>,
    pub(crate) length: Duration,
    /// Innermost first.
    pub(crate) places: &'a [Place],
}

/// Every time that student code blocked the thread. Where the line is not known it is taken
/// for the student's: a reference that blocks fails its own checks.
pub(crate) fn blocks<'a>(run: Run<'a>) -> Vec<Block<'a>> {
    let by_student = |places: &[Place]| lines(places).next().is_none_or(|line| run.is_own(line));
    // Of tasks that did nothing since they called one: of most traces there are none.
    let mut calls: HashMap<TaskId, &Event> = HashMap::new();
    let mut blocks = Vec::new();
    for event in &run.trace.events {
        if let EventKind::Block { how, length } = event.kind
            && !length.get().is_zero()
            && by_student(&event.places)
        {
            let function = calls.get(&event.task).and_then(|last| function(last, event.at.get()));
            let (at, length, places) = (event.at.get(), length.get(), &*event.places);
            blocks.push(Block { at, task: event.task, how, function, length, places });
        }
        if matches!(event.kind, EventKind::Call { .. }) {
            calls.insert(event.task, event);
        } else if !calls.is_empty() {
            calls.remove(&event.task);
        }
    }
    blocks
}

/// The function of the course's that a task has called, if that is what it did last, just now.
pub(crate) fn function(last: &Event, now: Duration) -> Option<&str> {
    match &last.kind {
        EventKind::Call { function } if last.at.get() == now => Some(function),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{TraceBuilder, evidence, exercise, n_max, said, trace, with_run};
    use grader_trace::wire::Case;

    #[test]
    fn a_blocking_sleep_is_found_with_its_line() {
        let trace =
            trace().wait(0..100, &["src/multiple.rs:4"]).block(100..3300, &["src/multiple.rs:7"]).done();
        let finding = with_run(&trace, check).unwrap();
        assert_eq!(
            said(Some(&finding)),
            Some((
                "nothing to block the thread that all tasks share",
                "std::thread::sleep blocked the whole thread for 3.2 s"
            ))
        );
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
        assert!(finding.timeline.is_some());
    }

    #[test]
    fn what_is_called_right_before_is_what_blocks() {
        let blocked = |builder: TraceBuilder| {
            let finding = with_run(&builder.done(), check).unwrap();
            finding.observed.unwrap().split(" blocked").next().unwrap().to_owned()
        };
        let calls = || trace().calls(5, "blocking::read", &[]);
        assert_eq!(blocked(calls().block(5..300, &[])), "`blocking::read`");
        // Another task prints in between.
        let other = |inside: TraceBuilder| inside.print(5, "hello", &[]);
        assert_eq!(blocked(calls().task(0..9, &[], other).block(5..300, &[])), "`blocking::read`");
        assert_eq!(blocked(calls().print(5, "hello", &[]).block(5..300, &[])), "std::thread::sleep");
        assert_eq!(blocked(calls().block(6..300, &[])), "std::thread::sleep");
    }

    #[test]
    fn further_times_are_counted() {
        let trace = trace().block(0..100, &[]).block(100..300, &[]).done();
        let finding = with_run(&trace, check).unwrap();
        assert_eq!(
            finding.observed.as_deref(),
            Some("std::thread::sleep blocked the whole thread for 0.1 s, the first of 2 times")
        );
        assert_eq!(finding.location, None);
    }

    #[test]
    fn waiting_does_not_block() {
        let trace = trace().wait(0..100, &["src/multiple.rs:4"]).block(50..50, &["src/multiple.rs:7"]).done();
        assert_eq!(with_run(&trace, check), None);
    }

    #[test]
    fn a_reference_may_block() {
        let trace = trace().block(0..100, &["src/basic.rs:3", "src/multiple.rs:7"]).done();
        assert_eq!(with_run(&trace, check), None);
    }

    #[test]
    fn an_earlier_exercise_of_the_students_own_may_not() {
        let trace = trace().block(0..100, &["src/basic.rs:3", "src/multiple.rs:7"]).done();
        let exercise = exercise(Vec::new());
        let mut evidence = evidence(&exercise, "", Vec::new());
        evidence.own_files.push("src/basic.rs".to_owned());
        let case = Case { seed: 0, inputs: n_max(1, 1), order: None };
        let finding = check(Run { evidence: &evidence, names: None, case: &case, trace: &trace }).unwrap();
        assert_eq!(finding.location.as_deref(), Some("src/basic.rs:3"));
    }
}

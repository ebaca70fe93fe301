//! `heartbeat`: what goes on beside the call goes on in time, whatever the call does.

use std::time::Duration;

use grader_trace::{Beat, BlockKind, EventKind, TaskId, Trace};

use super::Heartbeat;
use super::blocking::{Block, blocks, by};
use crate::cause::Cause;
use crate::report::Finding;
use crate::run::Run;
use crate::{timeline, words};

/// A time without a beat, from the last one in time to the one that came too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Silence {
    pub(crate) from: Duration,
    pub(crate) to: Duration,
    /// The time from one beat to the next.
    every: Duration,
    late: Duration,
}

impl Silence {
    fn length(self) -> Duration {
        self.to.saturating_sub(self.from)
    }

    /// Beats that did not come in time. Where the last one would have been due at the end, it did.
    fn missed(self) -> u128 {
        self.late.as_nanos().div_ceil(self.every.as_nanos().max(1))
    }
}

/// The first time that the heartbeat was kept waiting.
pub(crate) fn check(rule: &Heartbeat, run: Run<'_>) -> Option<Finding> {
    let mut silences = silences(run.trace);
    silences.retain(|silence| silence.late > rule.late);
    let first = *silences.first()?;
    let missed = first.missed();
    let beats = if missed == 1 { "a beat was".to_owned() } else { format!("{missed} beats were") };
    let times =
        if silences.len() > 1 { format!(", the first of {} times", silences.len()) } else { String::new() };
    let mut finding = Finding {
        expected: Some(format!("a heartbeat every {} to go on beside the call", words::seconds(first.every))),
        observed: Some(format!("none for {}: {beats} missed{times}", words::seconds(first.length()))),
        timeline: timeline::of(run),
        ..Finding::default()
    };
    if let Some(cause) = held(run, first) {
        cause.attach(&mut finding);
    }
    Some(finding)
}

/// The times without a beat that the trace tells of.
pub(crate) fn silences(trace: &Trace) -> Vec<Silence> {
    let late = trace.events.iter().filter_map(|event| match event.kind {
        EventKind::Beat(ref beat) => {
            let (to, Beat { every, late }) = (event.at.get(), **beat);
            let from = to.saturating_sub(late).saturating_sub(every);
            Some(Silence { from, to, every, late })
        }
        _ => None,
    });
    late.collect()
}

/// What held the thread meanwhile.
fn held(run: Run<'_>, silence: Silence) -> Option<Cause> {
    let is_meanwhile =
        |block: &Block<'_>| block.at < silence.to && block.at.saturating_add(block.length) > silence.from;
    let held: Vec<Block<'_>> = blocks(run).into_iter().filter(is_meanwhile).collect();
    let first = held.first()?;
    let what = match (first.how, first.function) {
        (BlockKind::Wait, None) => "a blocking wait, such as `join`, `recv` or `block_on`,".to_owned(),
        _ => by(first),
    };
    let length = words::seconds(first.length);
    let all = held.iter().fold(Duration::ZERO, |sum, block| sum.saturating_add(block.length));
    let more = if held.len() > 1 {
        format!(", the first of {} times, {} in all", held.len(), words::seconds(all))
    } else {
        String::new()
    };
    let shared = match first.task {
        TaskId::ROOT => "",
        TaskId(_) => "; a task that is spawned shares it with all others",
    };
    let text = format!("{what} holds the thread here for {length}{more}{shared}");
    Some(Cause { text, location: run.innermost_own(first.places).cloned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{TraceBuilder, ms, said, trace, with_run};

    fn judged(late: u64, trace: TraceBuilder) -> Option<Finding> {
        with_run(&trace.done(), |run| check(&Heartbeat { late: ms(late) }, run))
    }

    const LINE: &[&str] = &["src/multiple.rs:7"];

    #[test]
    fn beats_in_time_are_not_in_a_trace() {
        assert_eq!(judged(5, trace().wait(0..300, &[])), None);
        assert_eq!(judged(5, trace().block(0..15, &[]).beat(15, 5)), None);
        assert!(judged(4, trace().block(0..15, &[]).beat(15, 5)).is_some());
    }

    #[test]
    fn it_is_told_who_held_the_thread_and_for_how_long() {
        let finding = judged(5, trace().wait(0..20, &[]).block(20..330, LINE).beat(330, 300)).unwrap();
        assert_eq!(
            said(Some(&finding)),
            Some((
                "a heartbeat every 0.01 s to go on beside the call",
                "none for 0.31 s: 30 beats were missed"
            ))
        );
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
        assert_eq!(finding.cause.as_deref(), Some("std::thread::sleep holds the thread here for 0.31 s"));
        assert!(finding.timeline.is_some());
    }

    #[test]
    fn a_function_of_the_courses_is_told_by_its_name() {
        let called = trace().calls(0, "slow_hash", LINE).block(0..300, LINE);
        let finding = judged(5, called.calls(300, "slow_hash", LINE).block(300..500, LINE).beat(500, 490));
        assert_eq!(
            finding.unwrap().cause.as_deref(),
            Some("`slow_hash` holds the thread here for 0.3 s, the first of 2 times, 0.5 s in all")
        );
    }

    #[test]
    fn a_task_is_told_to_share_the_thread() {
        let task = trace().task(0..300, &[], |task| task.block(0..300, LINE)).beat(300, 290);
        let cause = judged(5, task).unwrap().cause.unwrap();
        assert!(cause.ends_with("for 0.3 s; a task that is spawned shares it with all others"), "{cause}");
    }

    #[test]
    fn what_happened_at_other_times_is_no_cause() {
        let blocks = trace().block(0..8, &["src/multiple.rs:3"]).block(50..90, LINE).block(100..105, &[]);
        let finding = judged(5, blocks.beat(90, 30).beat(130, 20)).unwrap();
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
        assert_eq!(
            finding.observed.as_deref(),
            Some("none for 0.04 s: 3 beats were missed, the first of 2 times")
        );
    }

    #[test]
    fn a_single_beat() {
        let finding = judged(5, trace().block(0..18, LINE).beat(18, 8)).unwrap();
        assert_eq!(finding.observed.as_deref(), Some("none for 0.018 s: a beat was missed"));
    }
}

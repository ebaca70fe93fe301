//! The waits of a trace: what timers did from first to last.

use std::time::Duration;

use grader_trace::{EventKind, Place, TaskId, TimerId, Trace};

/// A timer that somebody waited for. A timer that was made and never polled is no wait.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wait<'a> {
    /// `None` where a thread slept.
    pub(crate) timer: Option<TimerId>,
    /// The task that made it.
    pub(crate) task: TaskId,
    /// When it was made: from then on it runs, whether or not it is being awaited.
    pub(crate) from: Duration,
    /// When it was last due; when it was given up; or the end of the call.
    pub(crate) to: Duration,
    pub(crate) end: WaitEnd,
    /// Where it was made, innermost first.
    pub(crate) places: &'a [Place],
}

/// How a wait ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WaitEnd {
    /// The timer was due.
    Fired,
    /// It was dropped before it was due, as the timer of a timeout that was not needed.
    Dropped,
    /// It was neither due nor dropped when the call ended.
    Unfinished,
}

impl Wait<'_> {
    /// How long it lasted.
    pub(crate) fn length(&self) -> Duration {
        self.to.saturating_sub(self.from)
    }
}

/// The waits of a trace, in the order in which their timers were made. A timer that is due
/// several times, as that of an interval, is one wait.
pub(crate) fn waits(trace: &Trace) -> Vec<Wait<'_>> {
    let mut timers = Timers::default();
    for event in &trace.events {
        match &event.kind {
            EventKind::Timer { timer } => timers.made(Wait {
                timer: Some(*timer),
                task: event.task,
                from: event.at.get(),
                to: trace.elapsed.max(event.at.get()),
                end: WaitEnd::Unfinished,
                places: &event.places,
            }),
            EventKind::Wait { timer, .. } => timers.polled(*timer),
            EventKind::Fire { timer } => timers.fired(*timer, event.at.get()),
            EventKind::Drop { timer } => timers.dropped(*timer, event.at.get()),
            EventKind::Spawn { .. }
            | EventKind::Start
            | EventKind::End
            | EventKind::Block { .. }
            | EventKind::Draw { .. }
            | EventKind::Quit
            | EventKind::Call { .. }
            | EventKind::Beat { .. }
            | EventKind::Print { .. }
            | EventKind::Request { .. }
            | EventKind::Reply { .. }
            | EventKind::Answer { .. }
            | EventKind::Pause { .. }
            | EventKind::Halt
            | EventKind::Forbidden { .. }
            | EventKind::Yield
            | EventKind::Panic { .. } => {}
        }
    }
    timers.made.into_iter().filter(|timer| timer.polled).map(|timer| timer.wait).collect()
}

/// The wait of a timer among all [`waits`] of its trace, as they come.
pub(crate) fn wait_of<'a, 'b>(timer: TimerId, waits: &'b [Wait<'a>]) -> Option<&'b Wait<'a>> {
    waits.binary_search_by_key(&Some(timer), |wait| wait.timer).ok().map(|place| &waits[place])
}

/// The sleeps of threads of student code's own, and of those for blocking work: they hold nobody up.
pub(crate) fn pauses(trace: &Trace) -> impl Iterator<Item = Wait<'_>> {
    trace.events.iter().filter_map(|event| {
        let EventKind::Pause { length } = event.kind else { return None };
        let to = event.at.get().saturating_add(length.get());
        let end = if to <= trace.elapsed { WaitEnd::Fired } else { WaitEnd::Unfinished };
        let to = to.min(trace.elapsed.max(event.at.get()));
        Some(Wait { timer: None, task: event.task, from: event.at.get(), to, end, places: &event.places })
    })
}

/// The most waits that come one after the other: each is rounded up to the tick for itself.
pub(crate) fn in_a_row(trace: &Trace) -> u32 {
    let mut waits = waits(trace);
    waits.sort_by_key(|wait| wait.to);
    let mut free = Duration::ZERO;
    let mut count = 0;
    for wait in waits.iter().filter(|wait| !wait.length().is_zero()) {
        if wait.from >= free {
            free = wait.to;
            count += 1;
        }
    }
    count
}

/// The timers met so far, by their numbers, which are in the order in which they were made. What a trace says of a
/// timer that it never made is passed over, and so is one that is made out of turn.
#[derive(Default)]
struct Timers<'a> {
    made: Vec<Timer<'a>>,
}

struct Timer<'a> {
    wait: Wait<'a>,
    polled: bool,
}

impl<'a> Timers<'a> {
    fn made(&mut self, wait: Wait<'a>) {
        if self.made.last().is_none_or(|latest| latest.wait.timer < wait.timer) {
            self.made.push(Timer { wait, polled: false });
        }
    }

    fn find(&mut self, timer: TimerId) -> Option<&mut Timer<'a>> {
        let place = self.made.binary_search_by_key(&Some(timer), |made| made.wait.timer);
        self.made.get_mut(place.ok()?)
    }

    fn polled(&mut self, timer: TimerId) {
        if let Some(timer) = self.find(timer) {
            timer.polled = true;
        }
    }

    fn fired(&mut self, timer: TimerId, at: Duration) {
        if let Some(timer) = self.find(timer) {
            timer.polled = true;
            (timer.wait.to, timer.wait.end) = (at, WaitEnd::Fired);
        }
    }

    /// An interval that is dropped between two ticks ended at its last tick.
    fn dropped(&mut self, timer: TimerId, at: Duration) {
        if let Some(timer) = self.find(timer).filter(|timer| timer.wait.end == WaitEnd::Unfinished) {
            (timer.wait.to, timer.wait.end) = (at, WaitEnd::Dropped);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ms, trace};

    fn shape(trace: &Trace) -> Vec<(u128, u128, WaitEnd)> {
        waits(trace).iter().map(|wait| (wait.from.as_millis(), wait.to.as_millis(), wait.end)).collect()
    }

    #[test]
    fn a_wait_lasts_from_its_timer_to_its_firing() {
        let trace = trace().wait(1000..3000, &["src/a.rs:3"]).wait(0..500, &["src/a.rs:4"]).done();
        assert_eq!(shape(&trace), [(0, 500, WaitEnd::Fired), (1000, 3000, WaitEnd::Fired)]);
        assert_eq!(waits(&trace)[1].length(), ms(2000));
        assert_eq!(waits(&trace)[1].places.len(), 1);
    }

    #[test]
    fn a_timer_that_nobody_polls_is_no_wait() {
        assert_eq!(shape(&trace().unpolled(0, &["src/a.rs:3"]).takes(10).done()), []);
    }

    #[test]
    fn an_interval_is_one_wait() {
        let trace = trace().interval(0, &[0, 200, 400], &["src/a.rs:3"]).done();
        assert_eq!(shape(&trace), [(0, 400, WaitEnd::Fired)]);
    }

    #[test]
    fn a_timeout_that_was_not_needed_is_dropped() {
        let trace = trace().abandoned(0..700, &["src/a.rs:3"]).takes(900).done();
        assert_eq!(shape(&trace), [(0, 700, WaitEnd::Dropped)]);
    }

    #[test]
    fn a_wait_that_goes_on_is_unfinished() {
        let trace = trace().unfinished(100, &["src/a.rs:3"]).takes(900).done();
        assert_eq!(shape(&trace), [(100, 900, WaitEnd::Unfinished)]);
    }

    #[test]
    fn the_sleep_of_a_thread_is_a_wait_without_a_timer() {
        let trace = trace().pause(100..400, &["src/a.rs:3"]).pause(200..900, &[]).takes(500).done();
        let shape = pauses(&trace).map(|wait| (wait.from.as_millis(), wait.to.as_millis(), wait.end));
        assert_eq!(shape.collect::<Vec<_>>(), [(100, 400, WaitEnd::Fired), (200, 500, WaitEnd::Unfinished)]);
        assert!(waits(&trace).is_empty());
    }

    #[test]
    fn waits_in_a_row_are_counted() {
        let row = trace().wait(0..100, &[]).wait(0..250, &[]).wait(100..200, &[]).wait(200..300, &[]);
        assert_eq!(in_a_row(&row.done()), 3);
        assert_eq!(in_a_row(&trace().wait(0..5, &[]).wait(1..6, &[]).wait(3..3, &[]).done()), 1);
        assert_eq!(in_a_row(&trace().done()), 0);
    }

    #[test]
    fn a_timer_that_is_made_out_of_turn_is_passed_over() {
        let all = trace().wait(0..100, &[]).wait(100..300, &[]).wait(300..600, &[]).done();
        for out_of_turn in [0, 1] {
            let mut trace = all.clone();
            // No world says that of its third timer.
            for event in &mut trace.events[6..] {
                if let EventKind::Timer { timer } | EventKind::Wait { timer, .. } = &mut event.kind {
                    *timer = TimerId(out_of_turn);
                }
            }
            assert_eq!(shape(&trace), [(0, 100, WaitEnd::Fired), (100, 300, WaitEnd::Fired)]);
        }
    }

    #[test]
    fn the_wait_of_a_timer_is_found() {
        let trace = trace().wait(0..100, &[]).unpolled(50, &[]).wait(60..70, &[]).done();
        let waits = waits(&trace);
        let length = |timer| wait_of(TimerId(timer), &waits).map(Wait::length);
        assert_eq!([0, 1, 2, 3].map(length), [Some(ms(100)), None, Some(ms(10)), None]);
    }

    #[test]
    fn a_forged_trace_does_no_harm() {
        let mut trace = trace().wait(0..500, &[]).done();
        for event in &mut trace.events {
            if let EventKind::Fire { timer } | EventKind::Wait { timer, .. } = &mut event.kind {
                *timer = TimerId(u32::MAX);
            }
        }
        assert_eq!(shape(&trace), []);
    }
}

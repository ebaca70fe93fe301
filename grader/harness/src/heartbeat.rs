//! A heartbeat beside a call, as a program has one that has to answer while it works: it beats in time
//! unless the thread is held.
//!
//! It is polled with the call and by no task, so that student code meets nothing of it. It rests while
//! nothing of the student's is polled: then nothing can hold the thread, and a call that waits for hours,
//! or for ever, costs no beats.

use std::pin::{Pin, pin};
use std::task::Context;
use std::time::Duration;

use grader_trace::{Beat, EventKind, TaskId};
use tokio::task::coop::unconstrained;
use tokio::time::{Instant, Sleep};

use crate::current::Section;
use crate::state::{Inner, State};

/// How late a beat may be and still be in time: tokio rounds up to its ticks, twice.
const IN_TIME: Duration = Duration::from_millis(2);

/// When a heartbeat beats.
pub(crate) struct Heartbeat {
    every: Duration,
    /// `None` while it rests.
    due: Option<Duration>,
    /// Whether anything was polled since the last beat.
    is_needed: bool,
}

impl Heartbeat {
    pub(crate) fn new(every: Duration) -> Self {
        Self { every, due: Some(every), is_needed: true }
    }

    /// When it beats next, unless it rests.
    pub(crate) fn due(&self) -> Option<Duration> {
        self.due
    }

    /// Something of the student's is about to be polled. Says whether the heartbeat was at rest.
    pub(crate) fn wake(&mut self, now: Duration) -> bool {
        self.is_needed = true;
        let rests = self.due.is_none();
        self.due.get_or_insert_with(|| next_multiple(self.every, now));
        rests
    }

    /// Beats, if it is time; returns how long it was due.
    fn beat(&mut self, now: Duration) -> Option<Duration> {
        let due = self.due.filter(|due| *due <= now)?;
        let is_needed = std::mem::replace(&mut self.is_needed, false);
        self.due = is_needed.then(|| next_multiple(self.every, now));
        Some(now - due)
    }
}

/// The first multiple of a time that is later than now.
fn next_multiple(every: Duration, now: Duration) -> Duration {
    let beats = now.as_nanos() / every.as_nanos().max(1) + 1;
    let nanos = beats.saturating_mul(every.as_nanos());
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

/// The timer of a heartbeat: made when it is first needed, for most calls have none.
#[derive(Default)]
pub(crate) struct Pulse {
    timer: Option<Pin<Box<Sleep>>>,
    set_to: Option<Duration>,
}

impl Pulse {
    /// Beats if it is time, and has itself polled when it is time again. Called inside the runtime.
    pub(crate) fn poll(&mut self, state: &State, context: &mut Context<'_>) {
        let _section = Section::enter();
        let due = state.beat();
        if due == self.set_to {
            return;
        }
        self.set_to = due;
        self.timer = due.map(|due| {
            let left = due.saturating_sub(state.clock.now());
            Box::pin(tokio::time::sleep_until(Instant::now() + left))
        });
        if let Some(timer) = &mut self.timer {
            // It is not due yet: the first poll only says whom to wake.
            let _is_pending = pin!(unconstrained(timer.as_mut())).poll(context);
        }
    }
}

impl State {
    /// The heartbeat beats, if there is one and it is time. Says when it beats next.
    pub(crate) fn beat(&self) -> Option<Duration> {
        let inner = &mut *self.lock();
        let heartbeat = inner.heartbeat.as_mut()?;
        let (every, late) = (heartbeat.every, heartbeat.beat(self.clock.now()));
        let due = heartbeat.due;
        if let Some(late) = late.filter(|late| *late > IN_TIME) {
            self.record_of(inner, TaskId::ROOT, EventKind::Beat(Box::new(Beat { every, late })), vec![]);
        }
        due
    }

    /// Something of the student's is about to be polled.
    pub(crate) fn needs_heartbeat(&self, inner: &mut Inner) {
        if let Some(heartbeat) = &mut inner.heartbeat
            && heartbeat.wake(self.clock.now())
        {
            // The timer is set when the call's poll is asked for.
            self.wake_call();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn it_beats_at_multiples_and_skips_those_that_it_has_missed() {
        let mut heartbeat = Heartbeat::new(10 * MS);
        assert_eq!((heartbeat.beat(9 * MS), heartbeat.due()), (None, Some(10 * MS)));
        assert_eq!((heartbeat.beat(34 * MS), heartbeat.due()), (Some(24 * MS), Some(40 * MS)));
        heartbeat.wake(34 * MS);
        assert_eq!((heartbeat.beat(40 * MS), heartbeat.due()), (Some(Duration::ZERO), Some(50 * MS)));
    }

    #[test]
    fn it_rests_after_a_beat_before_which_nothing_was_polled() {
        let mut heartbeat = Heartbeat::new(10 * MS);
        heartbeat.beat(10 * MS);
        assert_eq!((heartbeat.beat(20 * MS), heartbeat.due()), (Some(Duration::ZERO), None));
        assert_eq!(heartbeat.beat(9000 * MS), None);
        assert!(heartbeat.wake(9000 * MS) && !heartbeat.wake(9000 * MS));
        assert_eq!(heartbeat.due(), Some(9010 * MS));
    }
}

//! Timers and locks as tokio's instrumentation tells of them.
//!
//! Each is a span `runtime.resource`. While an operation on it is polled, that span is entered,
//! and inside it a span `runtime.resource.async_op.poll`; its outcome arrives as an event
//! `poll_op`. A `Sleep` sends two of those in one poll, first for its cooperative budget and
//! then for itself, and one `state_update` whenever it gets a new deadline.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use grader_trace::TimerId;

use crate::current;
use crate::places::Line;
use crate::tasks::{Fixed, Wait};

/// What exists in a world, by span.
#[derive(Default)]
pub(crate) struct Resources {
    by_span: HashMap<u64, Resource, Fixed>,
    /// What each thread is in the midst of, by its number.
    threads: Vec<Inside>,
    timers: u32,
    /// When timers of the world's own runtime are due that were waited for, and their spans. Some are
    /// not any more.
    deadlines: BTreeSet<(u64, u64)>,
    /// The first tick whose timers tokio has not fired yet.
    unfired: u64,
    /// Where an interval was made whose timer is about to be.
    interval: Option<Line>,
    /// Whether the next timer is the harness's own affair.
    hides_next: bool,
}

/// What a thread is in the midst of.
#[derive(Default)]
struct Inside {
    /// Spans that are entered, outermost first.
    entered: Vec<u64>,
    /// Outcomes that arrived in the innermost poll.
    outcomes: u32,
}

struct Resource {
    references: u32,
    what: What,
    made: Option<Line>,
}

enum What {
    Timer(Timer),
    Other(&'static str),
}

struct Timer {
    id: TimerId,
    /// Whether the world's own runtime drives it.
    is_own: bool,
    /// Whether nothing is told of it.
    is_hidden: bool,
    /// Its deadline, in tokio's milliseconds.
    due: u64,
    phase: Phase,
}

#[derive(PartialEq)]
enum Phase {
    /// It has no deadline that anybody waits for.
    Idle,
    /// It has got a deadline.
    Armed,
    /// It was polled before its deadline.
    Waiting,
}

/// What an outcome means.
pub(crate) enum Outcome {
    Wait {
        timer: TimerId,
        length: Duration,
    },
    Fire {
        timer: TimerId,
    },
    /// The same of a timer of which nothing is told.
    FireUnseen {
        timer: TimerId,
    },
    /// The poll is pending on something other than a timer.
    Pending(Wait),
}

impl Resources {
    /// A timer is made; returns its number and where that was, unless nothing is told of it.
    /// `is_own` if the world's own runtime drives it.
    pub(crate) fn add_timer(
        &mut self,
        span: u64,
        made: Option<Line>,
        is_own: bool,
    ) -> Option<(TimerId, Option<Line>)> {
        let id = TimerId(self.timers);
        self.timers += 1;
        let made = made.or(self.interval.take());
        let is_hidden = std::mem::take(&mut self.hides_next);
        self.add(span, What::Timer(Timer { id, is_own, is_hidden, due: 0, phase: Phase::Idle }), None);
        (!is_hidden).then_some((id, made))
    }

    /// Of the next timer nothing is to be told: it is no wait of student code's.
    pub(crate) fn hide_next_timer(&mut self) {
        self.hides_next = true;
    }

    /// An interval is made. Its timer follows at once, with a place in tokio's own source.
    pub(crate) fn add_interval(&mut self, span: u64, made: Option<Line>) {
        self.add(span, What::Other(""), None);
        self.interval = made;
    }

    /// Something else is made that tasks can wait for.
    pub(crate) fn add_other(&mut self, span: u64, what: &'static str, made: Option<Line>) {
        self.add(span, What::Other(what), made);
    }

    fn add(&mut self, span: u64, what: What, made: Option<Line>) {
        self.by_span.insert(span, Resource { references: 1, what, made });
    }

    /// What this thread is in the midst of.
    fn inside(&mut self) -> &mut Inside {
        let thread = current::thread();
        if self.threads.len() <= thread {
            self.threads.resize_with(thread + 1, Inside::default);
        }
        &mut self.threads[thread]
    }

    pub(crate) fn enter(&mut self, span: u64) {
        self.inside().entered.push(span);
    }

    pub(crate) fn exit(&mut self, span: u64) {
        let entered = &mut self.inside().entered;
        if let Some(index) = entered.iter().rposition(|entered| *entered == span) {
            entered.remove(index);
        }
    }

    /// An operation is about to be polled.
    pub(crate) fn begin_poll(&mut self) {
        self.inside().outcomes = 0;
    }

    pub(crate) fn share(&mut self, span: u64) {
        if let Some(resource) = self.by_span.get_mut(&span) {
            resource.references += 1;
        }
    }

    /// Gives up one reference; returns a timer that is dropped while somebody waits for it.
    pub(crate) fn release(&mut self, span: u64) -> Option<TimerId> {
        let resource = self.by_span.get_mut(&span)?;
        resource.references -= 1;
        if resource.references > 0 {
            return None;
        }
        match self.by_span.remove(&span)?.what {
            What::Timer(Timer { id, phase: Phase::Waiting, is_hidden: false, .. }) => Some(id),
            What::Timer(_) | What::Other(_) => None,
        }
    }

    /// The timers that somebody waits for and that are due from one moment on and before another.
    /// Time only moves on: what was due before is forgotten.
    pub(crate) fn waiting_between(&mut self, from: Duration, to: Duration) -> Vec<TimerId> {
        while self.deadlines.first().is_some_and(|(due, _)| *due < ticks(from)) {
            self.deadlines.pop_first();
        }
        let due = self.deadlines.range(..(ticks(to), 0));
        due.filter_map(|(due, span)| self.waiting_until(*span, *due)).collect()
    }

    /// tokio has fired all timers that are due now.
    pub(crate) fn fired(&mut self, now: Duration) {
        self.unfired = ticks(now) + 1;
    }

    /// When the first timer is due that tokio has not fired and that somebody waits for: before now, where
    /// something has blocked the thread for longer.
    pub(crate) fn next_due(&self) -> Option<Duration> {
        let mut later = self.deadlines.range((self.unfired, 0)..);
        let next = later.find(|(due, span)| self.waiting_until(*span, *due).is_some())?;
        Some(Duration::from_millis(next.0))
    }

    /// A timer, if somebody waits for it, and until then.
    fn waiting_until(&self, span: u64, until: u64) -> Option<TimerId> {
        match &self.by_span.get(&span)?.what {
            What::Timer(Timer { id, due, phase: Phase::Waiting, .. }) if *due == until => Some(*id),
            What::Timer(_) | What::Other(_) => None,
        }
    }

    fn innermost(&mut self) -> Option<&mut Resource> {
        let span = *self.inside().entered.last()?;
        self.by_span.get_mut(&span)
    }

    /// The innermost timer gets a deadline, `length` milliseconds from now.
    pub(crate) fn arm(&mut self, now: Duration, length: u64) {
        if let Some(Resource { what: What::Timer(timer), .. }) = self.innermost() {
            timer.due = ticks(now).saturating_add(length);
            timer.phase = Phase::Armed;
        }
    }

    /// The innermost operation was polled.
    pub(crate) fn outcome(&mut self, now: Duration, is_ready: bool, operation: &str) -> Option<Outcome> {
        let inside = self.inside();
        inside.outcomes += 1;
        let is_budget = inside.outcomes == 1;
        let span = *inside.entered.last()?;
        let resource = self.by_span.get_mut(&span)?;
        match &mut resource.what {
            What::Timer(_) if is_budget => None,
            What::Timer(timer) => {
                let outcome = timer.outcome(now, is_ready);
                if let Some(Outcome::Wait { .. }) = outcome
                    && timer.is_own
                {
                    self.deadlines.insert((timer.due, span));
                }
                if timer.is_hidden { outcome.and_then(Outcome::unseen) } else { outcome }
            }
            What::Other(_) if is_ready => None,
            What::Other(what) => {
                let what = if operation == "poll_closed" { "oneshot::Sender" } else { what };
                Some(Outcome::Pending(Wait { what, made: resource.made }))
            }
        }
    }

    /// Whether a timer is going to wake somebody later than now.
    pub(crate) fn timer_runs(&self, now: Duration) -> bool {
        self.by_span.values().any(|resource| match &resource.what {
            What::Timer(timer) => timer.phase == Phase::Waiting && timer.due >= ticks(now),
            What::Other(_) => false,
        })
    }
}

impl Outcome {
    /// What is left of it where nothing is told of the timer.
    fn unseen(self) -> Option<Self> {
        if let Self::Fire { timer } = self { Some(Self::FireUnseen { timer }) } else { None }
    }
}

impl Timer {
    fn outcome(&mut self, now: Duration, is_ready: bool) -> Option<Outcome> {
        let timer = self.id;
        match (is_ready, &self.phase) {
            (true, Phase::Armed | Phase::Waiting) => {
                self.phase = Phase::Idle;
                Some(Outcome::Fire { timer })
            }
            (false, Phase::Armed) => {
                self.phase = Phase::Waiting;
                let length = Duration::from_millis(self.due.saturating_sub(ticks(now)));
                Some(Outcome::Wait { timer, length })
            }
            (true, Phase::Idle) | (false, Phase::Idle | Phase::Waiting) => None,
        }
    }
}

/// Tokio's clock ticks in whole milliseconds.
fn ticks(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

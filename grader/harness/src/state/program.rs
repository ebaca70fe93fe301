//! What happens in the world of a program, as tokio's spans tell it.

use grader_trace::{BlockKind, Ending, EventKind, Nanos, Waiting};

use super::State;
use crate::current;
use crate::places::Line;
use crate::spans::What;
use crate::threads::{OWN, Stopped};

impl State {
    pub(crate) fn is_program(&self) -> bool {
        self.program.is_some()
    }

    /// Something is given to a runtime of the program.
    pub(crate) fn spawned(&self, span: u64, what: What, made: Option<Line>) {
        let inner = &mut *self.lock();
        let mut task = self.task(inner);
        if what == What::Task {
            let child = inner.tasks.add();
            let places = inner.places(made);
            self.record_of(inner, task, EventKind::Spawn { child }, places);
            task = child;
        }
        inner.spans.add(span, what, task);
    }

    /// A thread begins to poll it, or to run it; false if it is something else.
    pub(crate) fn entered(&self, span: u64) -> bool {
        if !self.is_program() {
            return false;
        }
        let mut inner = self.lock();
        let Some((what, task)) = inner.spans.get(span) else { return false };
        current::asks_no_more();
        self.record_start(&mut inner);
        let now = self.clock.now();
        inner.spans.enter(span, now);
        match what {
            What::Task => {
                inner.tasks.begin(task);
            }
            What::Call | What::Blocking => inner.tasks.begin_for(task),
        }
        if what == What::Call && current::thread() == OWN {
            inner.tasks.poll_call();
        }
        if what != What::Blocking && self.is_livelock(&mut inner, Some(task)) {
            drop(inner);
            self.finish(self.who(Ending::Livelock { at: now, polled: Vec::new() }), None);
        }
        true
    }

    /// It has done so; false if it is something else.
    pub(crate) fn exited(&self, span: u64) -> bool {
        if !self.is_program() {
            return false;
        }
        let inner = &mut *self.lock();
        if inner.spans.get(span).is_none() {
            return false;
        }
        self.end_busy(inner);
        inner.spans.exit(span);
        inner.tasks.polled();
        true
    }

    /// Somebody gives up a span; false if it is something else.
    pub(crate) fn released(&self, span: u64) -> bool {
        if !self.is_program() {
            return false;
        }
        let inner = &mut *self.lock();
        if inner.spans.get(span).is_none() {
            return false;
        }
        match inner.spans.release(span) {
            Some((What::Task, task)) => {
                inner.tasks.close(task);
                self.record_of(inner, task, EventKind::End, vec![]);
            }
            // What is there when `main` has its value is left behind: its runtime drops it.
            Some((What::Call, _)) if current::thread() == OWN => {
                inner.left_behind = Some(inner.tasks.alive());
            }
            Some(_) | None => {}
        }
        true
    }

    /// Tasks that the program has left behind.
    pub(crate) fn unfinished(&self) -> usize {
        let inner = self.lock();
        inner.left_behind.unwrap_or_else(|| inner.tasks.alive())
    }

    /// Nobody in this program will ever go on.
    pub(super) fn stuck(&self) -> ! {
        let Some(Stopped { task, at, places }) = self.threads.first_stopped() else {
            let since = self.lock().active;
            self.finish(self.who(Ending::Stuck { since, waiting: Vec::new() }), None)
        };
        let forever = EventKind::Block { how: BlockKind::Forever, length: Nanos::default() };
        self.record_of(&mut self.lock(), task, forever, places.clone());
        let waiting = vec![Waiting { task, places: places.to_vec(), ..Waiting::default() }];
        self.finish(Ending::Stuck { since: at, waiting }, None)
    }

    /// The program has used up all virtual time.
    pub(super) fn out_of_virtual_time(&self) -> ! {
        let limit = self.limits.virtual_time;
        self.clock.advance(limit.saturating_sub(self.clock.now()));
        self.finish(Ending::TimeLimit { limit }, None)
    }
}

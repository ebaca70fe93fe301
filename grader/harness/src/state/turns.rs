//! What makes a thread of a world wait, and how it goes on: by its own baton, in virtual time.

use std::time::Duration;

use grader_trace::wire::{EXIT_BLOCKED, EXIT_OUTSIDE};
use grader_trace::{BlockKind, Event, EventKind, Nanos};

use super::{Inner, State};
use crate::current::{self, Section};
use crate::heartbeat::Heartbeat;
use crate::threads::{Because, For, Next, Number, OWN, Stopped};
use crate::{interpose, places, threads};

/// Threads that student code may have at once, with those that earlier worlds have left behind. tokio's pool for blocking work grows to 512.
const MOST_THREADS: usize = 520;
/// Turns of other threads after the end of a world.
const LAST_TURNS: usize = 10_000;
/// Readings of a clock, with nothing polled between them, after which who reads waits for it to move:
/// more than any exercise takes, and they take some milliseconds.
const READS: u32 = 50_000;
/// What it then takes.
const YIELD: Duration = Duration::from_micros(100);

/// Student code has as many threads as it may have.
pub(crate) struct TooMany;

impl State {
    /// The student's code blocks the thread: records it, and moves time at once.
    pub(crate) fn block(&self, length: Duration) {
        let mut inner = self.lock();
        let places = inner.places(None);
        let kind = if self.holds_up(&mut inner) {
            EventKind::Block { how: BlockKind::Sleep, length: length.into() }
        } else {
            EventKind::Pause { length: length.into() }
        };
        self.record(&mut inner, kind, places);
        drop(inner);
        // A sleep beyond the end of the world ends it; `Duration::MAX` would overflow.
        let left = self.limits.virtual_time.saturating_sub(self.clock.now());
        let until = self.clock.now() + length.min(left + Duration::from_millis(1));
        self.let_pass(until);
    }

    /// Whether this thread polls tasks, which have to wait if it does.
    fn holds_up(&self, inner: &mut Inner) -> bool {
        if self.is_program() { inner.spans.is_polling() } else { current::thread() == OWN }
    }

    /// This thread waits for time to pass.
    fn let_pass(&self, until: Duration) {
        if self.threads.is_single() {
            self.pass_until(until);
        } else {
            self.wait(For::Time, Some(until));
        }
    }

    /// Time passes.
    fn pass_until(&self, until: Duration) {
        if self.is_program() && until > self.limits.virtual_time {
            self.out_of_virtual_time();
        }
        let length = until.saturating_sub(self.clock.now());
        if !length.is_zero() {
            self.clock.advance(length);
            self.lock().polls.begin_anew();
        }
    }

    /// This thread waits, and others go on.
    fn wait(&self, what: For, until: Option<Duration>) -> Because {
        let me = current::thread();
        self.threads.wait(me, what, until);
        self.hand_on();
        self.await_turn(me)
    }

    /// Waits for the baton.
    fn await_turn(&self, me: Number) -> Because {
        loop {
            match self.threads.await_turn(me) {
                Because::Deputy => self.hand_on(),
                because => return because,
            }
        }
    }

    /// The world is over: threads that are ready may come to their ends, as those of a pool do that is
    /// shut down. The others stay where they are.
    pub(crate) fn wind_down(&self) {
        let _section = Section::enter();
        for _ in 0..LAST_TURNS {
            if !self.threads.is_anybody_ready() {
                break;
            }
            self.step_back();
        }
        self.threads.end(OWN);
    }

    /// Hands on the baton; lets time pass until there is somebody to take it.
    fn hand_on(&self) {
        loop {
            match self.threads.hand_on() {
                Next::Ready => return,
                Next::After(until) => {
                    self.pass_until(until);
                    self.threads.time_has_come();
                }
                Next::Nobody if self.is_program() => self.stuck(),
                Next::Nobody => self.blocked_for_ever(),
            }
        }
    }

    /// Student code makes a thread; it may not, where it has too many. Whether it may does not depend on
    /// what the machine has.
    pub(crate) fn add_thread(&self) -> Option<Result<Number, TooMany>> {
        if !self.outside {
            interpose::leave(EXIT_OUTSIDE);
        }
        if !self.is_alone {
            return None;
        }
        if threads::alive() >= MOST_THREADS {
            return Some(Err(TooMany));
        }
        let task = self.task(&self.lock());
        Some(Ok(self.threads.add(task)))
    }

    /// A thread of student code is over.
    pub(crate) fn thread_ends(&self, thread: Number) {
        let _section = Section::enter();
        self.threads.end(thread);
        self.threads.hand_on_by_deputy();
    }

    /// This thread waits for the end of another.
    pub(crate) fn join(&self, thread: Number) {
        if !self.threads.is_over(thread) {
            self.wait_blocking(For::End(thread), None);
        }
    }

    /// This thread waits for a futex.
    pub(crate) fn wait_for_futex(&self, address: usize, until: Option<Duration>) -> Because {
        self.wait_blocking(For::Futex(address), until)
    }

    /// This thread wakes those that wait for a futex.
    pub(crate) fn wake_futex(&self, address: usize, most: usize) -> usize {
        self.threads.wake(For::Futex(address), most)
    }

    /// This thread waits until something happens that an epoll watches; what wakes it may be nothing.
    pub(crate) fn wait_for_epoll(&self, epoll: i32, until: Option<Duration>) -> Because {
        current::asks_no_more();
        self.wait(For::Epoll(epoll), until)
    }

    /// An epoll watches a file from now on.
    pub(crate) fn watches(&self, epoll: i32, file: i32) {
        let inner = &mut *self.lock();
        inner.watched.insert((file, epoll));
        // The world's own runtime is there before student code is, if it looks outside at all.
        if !self.is_program() && self.outside {
            inner.own_epoll.get_or_insert(epoll);
        }
    }

    /// This thread has written to a file by which a runtime may be woken.
    pub(crate) fn wake_runtime(&self, file: i32) {
        let inner = self.lock();
        for (_, epoll) in inner.watched.range((file, i32::MIN)..=(file, i32::MAX)) {
            if inner.own_epoll == Some(*epoll) {
                self.threads.wake(For::Runtime, 1);
            }
            self.threads.wake(For::Epoll(*epoll), usize::MAX);
        }
    }

    /// This thread lets others go first. Who does that again and again while all others wait is waiting
    /// for time to pass, as who reads a clock is.
    pub(crate) fn step_back(&self) {
        if self.threads.is_single() {
            return;
        }
        if !self.threads.is_anybody_ready() {
            return self.asks_again();
        }
        let me = current::thread();
        self.threads.step_back(me);
        self.hand_on();
        self.await_turn(me);
    }

    /// This thread waits; if it is the world's own, all tasks do.
    fn wait_blocking(&self, what: For, until: Option<Duration>) -> Because {
        current::asks_no_more();
        let me = current::thread();
        let (holds_up, stopped) = {
            let inner = &mut *self.lock();
            let holds_up = self.holds_up(inner);
            let stops = holds_up || (self.is_program() && inner.spans.is_stopping());
            let (task, at) = (self.task(inner), self.clock.now());
            (holds_up, stops.then(|| Stopped { task, at, places: places::whole_stack().into() }))
        };
        let Some(stopped) = stopped else {
            self.threads.stands_at(me, places::whole_stack);
            return self.wait(what, until);
        };
        self.threads.stop_at(me, Some(stopped.clone()));
        let because = self.wait(what, until);
        self.threads.stop_at(me, None);
        let length = self.clock.now().saturating_sub(stopped.at);
        if holds_up && !length.is_zero() {
            let how = BlockKind::Wait;
            self.record_block(&mut self.lock(), stopped, how, length);
        }
        because
    }

    /// Nothing is left to poll: other threads go on, and time moves no further than to the first
    /// timer of a task, or to the next beat.
    pub(crate) fn idle(&self) {
        let _section = Section::enter();
        if self.threads.is_single() || self.is_asking() {
            return;
        }
        let now = self.clock.now();
        let next = {
            let inner = self.lock();
            let beat = inner.heartbeat.as_ref().and_then(Heartbeat::due);
            inner.resources.next_due().into_iter().chain(beat).min()
        };
        let end = self.limits.virtual_time.max(now);
        self.wait(For::Runtime, Some(next.map_or(end, |next| next.min(end))));
    }

    /// The student's code stops the thread, until something happens that only this thread could
    /// do. There is no way out of a wait, so this is the end of the process.
    fn blocked_for_ever(&self) -> ! {
        let inner = &mut *self.lock();
        inner.end_lines();
        let stopped = self.threads.first_stopped();
        for (task, places) in self.threads.waiting() {
            self.record_of(inner, task, EventKind::Halt, places);
        }
        if let Some(Stopped { task, places, .. }) = stopped {
            let forever = EventKind::Block { how: BlockKind::Forever, length: Nanos::default() };
            self.record_of(inner, task, forever, places);
        }
        inner.record.hand_out();
        interpose::leave(EXIT_BLOCKED)
    }

    /// Student code reads a clock, or yields to nobody. Who does nothing else waits for time to pass: so
    /// it does, a little with each time.
    pub(crate) fn asks_again(&self) {
        if current::asks() < READS {
            return;
        }
        let mut inner = self.lock();
        if self.holds_up(&mut inner) {
            let (task, at) = (self.task(&inner), self.clock.now());
            let busy = || Stopped { task, at, places: places::whole_stack().into() };
            inner.busy.entry(current::thread()).or_insert_with(busy);
        }
        drop(inner);
        self.let_pass(self.clock.now() + YIELD);
    }

    /// This thread, which polls tasks, does something else again.
    pub(super) fn end_busy(&self, inner: &mut Inner) {
        current::asks_no_more();
        if let Some(busy) = inner.busy.remove(&current::thread()) {
            let length = self.clock.now().saturating_sub(busy.at);
            self.record_block(inner, busy, BlockKind::Busy, length);
        }
    }

    /// Records that a task blocked the thread that polls it, when that is over.
    fn record_block(&self, inner: &mut Inner, stopped: Stopped, how: BlockKind, length: Duration) {
        let Stopped { task, at, places } = stopped;
        self.record_start(inner);
        inner.record.push(Event {
            at: at.into(),
            task,
            kind: EventKind::Block { how, length: length.into() },
            places,
        });
    }
}

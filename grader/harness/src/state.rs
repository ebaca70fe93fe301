//! A running world: its parts, and what the outside of tokio does to it.
//!
//! Its lock is only held by code of the harness, in a section, on the world's own thread or,
//! rarely, on one of the student's: never while student code runs.

use std::panic::{Location as CallerLocation, PanicHookInfo};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use course_support::world::Drawn;
use grader_trace::{
    BlockKind, Ending, Event, EventKind, Limits, Location, Place, Stream, TaskId, TimerId, Value, Waiting,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::clock::Clock;
use crate::lines::Lines;
use crate::places::{self, Files};
use crate::record::{self, Record, Sink};
use crate::resources::Resources;
use crate::tasks::Tasks;
use grader_trace::wire::{EXIT_BLOCKED, EXIT_FORBIDDEN, EXIT_OUTPUT};

use crate::current::{self, Section};
use crate::threads::{Because, For, Next, Number, OWN, Threads};
use crate::{World, interpose};

/// Stacks walked in a case; later events have at most the line that tokio tells.
const STACKS: u32 = 2048;
/// Elements of a draw that are recorded: a shuffled million says no more than these.
const DRAWN: usize = 64;
const YEAR_NANOS: u64 = 365 * 24 * 60 * 60 * 1_000_000_000;
/// Threads that student code may have at once. tokio's pool for blocking work grows to 512.
const MOST_THREADS: usize = 520;
/// Turns of other threads after the end of a world.
const LAST_TURNS: usize = 10_000;
/// Readings of a clock, with nothing polled between them, after which who reads waits for it to move:
/// more than any exercise takes, and they take some milliseconds.
const READS: u32 = 50_000;
/// What it takes to yield to nobody, and to read a clock that one waits for.
const YIELD: Duration = Duration::from_micros(100);
/// How much later than its deadline a timer may fire: tokio rounds up to its ticks, twice.
const TICKS: Duration = Duration::from_millis(2);
/// The ChaCha stream of the seed's key that `getrandom` reads; `crate::random` has stream 0.
const ENTROPY: u64 = 1 << 63;

/// Student code has as many threads as it may have.
pub(crate) struct TooMany;

/// A running world.
pub(crate) struct State {
    pub(crate) files: Files,
    pub(crate) limits: Limits,
    pub(crate) clock: Clock,
    /// How much later than others this world begins by the calendar: who seeds random numbers with
    /// the time of day gets others in each world.
    pub(crate) calendar: Duration,
    /// Whether nobody but this world's threads uses what its threads wait for. In the process of a
    /// driver that is so; among the worlds of a test program, each on a thread of its own, it is not,
    /// and threads of student code live in real time and outside of it.
    pub(crate) is_alone: bool,
    pub(crate) threads: Threads,
    /// Times that student code read a clock since something was last polled. Relaxed: one thread runs at
    /// a time, and those of other worlds do not count.
    reads: AtomicU32,
    inner: Mutex<Inner>,
}

/// What changes in a running world.
pub(crate) struct Inner {
    pub(crate) record: Record,
    pub(crate) tasks: Tasks,
    pub(crate) resources: Resources,
    lines: Lines,
    entropy: ChaCha8Rng,
    stacks_left: u32,
    /// Polls since the clock last moved.
    polls: u64,
    /// Since when the world's own thread waits by reading a clock, and where.
    busy: Option<(Duration, Vec<Place>)>,
    /// Timers that were due when the clock was moved on.
    passed_over: Vec<TimerId>,
    /// When something was last polled.
    active: Duration,
    /// To when student code moved the clock by hand, the first time that it did.
    moved: Option<Duration>,
    /// The latest panic: its message and line.
    panic: Option<(String, Option<Location>)>,
}

impl State {
    pub(crate) fn new(world: &World, is_alone: bool, sink: Sink) -> Self {
        let mut entropy = ChaCha8Rng::seed_from_u64(world.seed);
        entropy.set_stream(ENTROPY);
        let mut inner = Inner {
            record: Record::new(world.limits.events, sink),
            tasks: Tasks::new(),
            resources: Resources::default(),
            lines: Lines::default(),
            entropy,
            stacks_left: STACKS,
            polls: 0,
            busy: None,
            passed_over: Vec::new(),
            active: Duration::ZERO,
            moved: None,
            panic: None,
        };
        let calendar = Duration::from_nanos(inner.entropy.next_u64() % YEAR_NANOS);
        let files = Files(world.files);
        Self {
            files,
            limits: world.limits,
            clock: Clock::default(),
            calendar,
            is_alone,
            threads: Threads::new(),
            reads: AtomicU32::new(0),
            inner: Mutex::new(inner),
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records an event of the current task, now.
    pub(crate) fn record(&self, inner: &mut Inner, kind: EventKind, places: Vec<Place>) {
        let task = match current::thread() {
            OWN => inner.tasks.current(),
            other => self.threads.task(other),
        };
        self.record_of(inner, task, kind, places);
    }

    /// Records an event of a task, now.
    pub(crate) fn record_of(&self, inner: &mut Inner, task: TaskId, kind: EventKind, places: Vec<Place>) {
        inner.record.push(Event { at: self.clock.now(), task, kind, places });
    }

    /// Catches up with tokio's clock. Not in a section: a clock that student code has resumed
    /// reads std's, which must be the virtual one.
    pub(crate) fn sync(&self) {
        if self.clock.sync() {
            self.lock().polls = 0;
        }
    }

    /// The thread was parked. tokio has moved time to the first timer, unless student code moved it
    /// further, in a waker: then there are timers that will fire late. Those of another runtime, which
    /// nobody drives, are passed over and never fire.
    pub(crate) fn unparked(&self) {
        let before = self.clock.now();
        self.sync();
        let now = self.clock.now();
        if before < now {
            let inner = &mut *self.lock();
            inner.passed_over = inner.resources.waiting_between(before, now.saturating_sub(TICKS));
        }
    }

    /// A timer that somebody waited for fires.
    pub(crate) fn fires(&self, inner: &mut Inner, timer: TimerId) {
        if inner.passed_over.contains(&timer) {
            inner.moved.get_or_insert(self.clock.now());
        }
    }

    /// A poll of student code is over: a clock that moved meanwhile, and not by blocking, was
    /// moved by hand.
    pub(crate) fn polled(&self) {
        let moved = self.clock.sync();
        let _section = Section::enter();
        let inner = &mut *self.lock();
        if moved {
            inner.moved.get_or_insert(self.clock.now());
        }
        self.end_busy(inner);
    }

    /// When student code first moved the clock, and to when.
    pub(crate) fn clock_moved(&self) -> Option<Ending> {
        self.lock().moved.map(|to| Ending::ClockMoved { to })
    }

    /// Student code reads a clock. Who does nothing else waits for it to move: so it does, a little with
    /// each time.
    pub(crate) fn reads_clock(&self) {
        if self.reads.fetch_add(1, Ordering::Relaxed) < READS {
            return;
        }
        if current::thread() == OWN {
            let inner = &mut *self.lock();
            let now = self.clock.now();
            inner.busy.get_or_insert_with(|| (now, places::stack()));
        }
        self.let_pass(self.clock.now() + YIELD);
    }

    /// The world's own thread does something else again.
    fn end_busy(&self, inner: &mut Inner) {
        self.reads.store(0, Ordering::Relaxed);
        if let Some((started, places)) = inner.busy.take() {
            let length = self.clock.now().saturating_sub(started);
            let task = inner.tasks.current();
            let kind = EventKind::Block { how: BlockKind::Busy, length };
            inner.record.push(Event { at: started, task, kind, places });
        }
    }

    /// Counts a poll; says whether it is one too many at this instant.
    pub(crate) fn is_livelock(&self, inner: &mut Inner) -> bool {
        inner.active = self.clock.now();
        inner.polls += 1;
        inner.polls > self.limits.polls
    }

    /// The student's code blocks the thread: records it, and moves time at once.
    pub(crate) fn block(&self, length: Duration) {
        let mut inner = self.lock();
        let places = inner.places(None);
        let kind = match current::thread() {
            OWN => EventKind::Block { how: BlockKind::Sleep, length },
            // It holds nobody up.
            _ => EventKind::Pause { length },
        };
        self.record(&mut inner, kind, places);
        drop(inner);
        // A sleep beyond the end of the world ends it; `Duration::MAX` would overflow.
        let left = self.limits.virtual_time.saturating_sub(self.clock.now());
        let until = self.clock.now() + length.min(left + Duration::from_millis(1));
        self.let_pass(until);
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
        let length = until.saturating_sub(self.clock.now());
        if !length.is_zero() {
            self.clock.advance(length);
            self.lock().polls = 0;
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
                Next::Nobody => self.blocked_for_ever(self.threads.stopped()),
            }
        }
    }

    /// Student code makes a thread; it may not, where it has too many. Whether it may does not depend on
    /// what the machine has.
    pub(crate) fn add_thread(&self) -> Option<Result<Number, TooMany>> {
        if !self.is_alone {
            return None;
        }
        if self.threads.alive() > MOST_THREADS {
            return Some(Err(TooMany));
        }
        let task = match current::thread() {
            OWN => self.lock().tasks.current(),
            other => self.threads.task(other),
        };
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

    /// This thread has written to what a runtime may wait for.
    pub(crate) fn wake_runtime(&self) {
        self.threads.wake(For::Runtime, 1);
    }

    /// This thread lets others go first. Where all others wait it waits for them, it seems: a little
    /// time passes.
    pub(crate) fn step_back(&self) {
        if self.threads.is_single() {
            return;
        }
        if !self.threads.is_anybody_ready() {
            self.wait(For::Time, Some(self.clock.now() + YIELD));
            return;
        }
        let me = current::thread();
        self.threads.step_back(me);
        self.hand_on();
        self.await_turn(me);
    }

    /// This thread waits; if it is the world's own, all tasks do.
    fn wait_blocking(&self, what: For, until: Option<Duration>) -> Because {
        if current::thread() != OWN {
            return self.wait(what, until);
        }
        let places = places::stack();
        self.threads.stop_at(places.clone());
        let started = self.clock.now();
        let because = self.wait(what, until);
        let length = self.clock.now().saturating_sub(started);
        if !length.is_zero() {
            let inner = &mut *self.lock();
            let task = inner.tasks.current();
            let kind = EventKind::Block { how: BlockKind::Wait, length };
            inner.record.push(Event { at: started, task, kind, places });
        }
        because
    }

    /// Nothing is left to poll: other threads go on, and time moves no further than to the first
    /// timer of a task.
    pub(crate) fn idle(&self) {
        let _section = Section::enter();
        if self.threads.is_single() {
            return;
        }
        let now = self.clock.now();
        let next = self.lock().resources.next_due(now);
        let end = self.limits.virtual_time.max(now);
        self.wait(For::Runtime, Some(next.map_or(end, |next| next.min(end))));
    }

    /// The student's code stops the thread, until something happens that only this thread could
    /// do. There is no way out of a wait, so this is the end of the process.
    fn blocked_for_ever(&self, places: Vec<Place>) -> ! {
        let inner = &mut *self.lock();
        let task = inner.tasks.current();
        self.record_of(
            inner,
            task,
            EventKind::Block { how: BlockKind::Forever, length: Duration::ZERO },
            places,
        );
        inner.record.hand_out();
        interpose::leave(EXIT_BLOCKED)
    }

    /// Student code is about to end the process.
    pub(crate) fn quits(&self) {
        let inner = &mut *self.lock();
        let places = places::stack();
        self.record(inner, EventKind::Quit, places);
        inner.record.hand_out();
    }

    /// Student code asks the system for something that it may not have: the end of the process.
    pub(crate) fn forbidden(&self, call: i64) -> ! {
        let inner = &mut *self.lock();
        let places = places::stack();
        self.record(inner, EventKind::Forbidden { call }, places);
        inner.record.hand_out();
        interpose::leave(EXIT_FORBIDDEN)
    }

    /// Student code prints.
    pub(crate) fn print(&self, stream: Stream, bytes: &[u8]) {
        let inner = &mut *self.lock();
        for line in inner.lines.feed(stream, bytes) {
            self.record(inner, EventKind::Print { stream, line }, vec![]);
        }
        if inner.lines.bytes > self.limits.output {
            inner.record.hand_out();
            interpose::leave(EXIT_OUTPUT);
        }
    }

    /// Random bytes that follow from the seed.
    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        self.lock().entropy.fill_bytes(bytes);
    }

    /// A number was drawn from the course's generator.
    pub(crate) fn draw(&self, function: &str, drawn: Drawn<'_>, at: &CallerLocation<'_>) {
        let inner = &mut *self.lock();
        let places = match self.files.locate(at.file(), at.line()) {
            Some(line) => vec![Place::Line(line)],
            // Called through the `rand` crate, whose functions do not pass their caller on.
            None => inner.places(None),
        };
        let kind = EventKind::Draw { function: function.to_owned(), value: drawn_value(drawn) };
        self.record(inner, kind, places);
    }

    /// Student code panicked.
    pub(crate) fn panicked(&self, info: &PanicHookInfo<'_>) {
        let line = info.location().and_then(|at| self.files.locate(at.file(), at.line()));
        let message = record::message(info.payload_as_str().unwrap_or(crate::panics::NO_TEXT));
        let inner = &mut *self.lock();
        inner.panic = Some((message.clone(), line.clone()));
        let places = inner.places(line);
        self.record(inner, EventKind::Panic { message }, places);
    }

    /// The ending of a call that panicked. The payload alone does not say where.
    pub(crate) fn panic_ending(&self, message: String) -> Ending {
        let at = match &self.lock().panic {
            Some((latest, line)) if *latest == message => line.clone(),
            _ => None,
        };
        Ending::Panicked { message, at }
    }

    /// The ending of a call that has used up all virtual time.
    pub(crate) fn out_of_time(&self) -> Ending {
        let inner = self.lock();
        let (now, limit) = (self.clock.now(), self.limits.virtual_time);
        if now > limit || inner.resources.timer_runs(now) {
            return Ending::TimeLimit { limit };
        }
        let waiting: Vec<Waiting> = inner.tasks.waiting();
        Ending::Stuck { since: inner.active, waiting }
    }

    /// Records what was printed without an end of line, and ends the record.
    pub(crate) fn close(&self) {
        let inner = &mut *self.lock();
        for stream in [Stream::Stdout, Stream::Stderr] {
            if let Some(line) = inner.lines.rest(stream) {
                self.record_of(inner, TaskId::ROOT, EventKind::Print { stream, line }, vec![]);
            }
        }
        inner.record.close();
    }
}

impl Inner {
    /// A line if it is known, and the calls that led here.
    pub(crate) fn places(&mut self, line: Option<Location>) -> Vec<Place> {
        let mut places: Vec<Place> = line.map(Place::Line).into_iter().collect();
        if self.stacks_left > 0 {
            self.stacks_left -= 1;
            places.append(&mut places::stack());
        }
        places
    }
}

fn drawn_value(drawn: Drawn<'_>) -> Value {
    match drawn {
        Drawn::Float(number) => Value::Float(number),
        Drawn::Int(number) => Value::Int(number),
        Drawn::Indices(indices) => list(indices.iter().map(|index| *index as i64)),
        Drawn::Bytes(bytes) => list(bytes.iter().map(|byte| i64::from(*byte))),
    }
}

fn list(numbers: impl Iterator<Item = i64>) -> Value {
    Value::List(numbers.take(DRAWN).map(Value::Int).collect())
}

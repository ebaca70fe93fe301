//! A running world: its parts, and what the outside of tokio does to it.
//!
//! Its lock is only held by code of the harness, in a section, on the world's own thread or,
//! rarely, on one of the student's: never while student code runs.

mod printing;
mod program;
mod turns;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{Location as CallerLocation, PanicHookInfo};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Duration;

use course_support::world::Drawn;
use grader_trace::wire::EXIT_FORBIDDEN;
use grader_trace::{
    Draw, Ending, Event, EventKind, Limits, Location, Places, TaskId, TimerId, Value, Waiting,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::ask::Asked;
use crate::clock::Clock;
use crate::current::{self, Section};
use crate::heartbeat::Heartbeat;
use crate::lines::Lines;
use crate::order::Order;
use crate::places::{self, Files, Line};
use crate::polls::Polls;
use crate::program::Program;
use crate::record::{self, Record, Sink};
use crate::resources::Resources;
use crate::spans::Spans;
use crate::tasks::Tasks;
use crate::threads::{Number, Stopped, Threads};
use crate::{World, interpose};

pub(crate) use turns::TooMany;

/// Stacks walked in a case; later events have at most the line that tokio tells.
const STACKS: u32 = 2048;
/// Elements of a draw that are recorded: a shuffled million says no more than these.
const DRAWN: usize = 64;
const YEAR_NANOS: u64 = 365 * 24 * 60 * 60 * 1_000_000_000;
/// How much later than its deadline a timer may fire: tokio rounds up to its ticks, twice.
const TICKS: Duration = Duration::from_millis(2);
/// The ChaCha stream of the seed's key that `getrandom` reads; `crate::random` has stream 0.
const ENTROPY: u64 = 1 << 63;

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
    /// Whether its code may begin threads: else the runtime hears of none that wakes it.
    outside: bool,
    pub(crate) threads: Threads,
    /// Wakes the call.
    call: Mutex<Option<Waker>>,
    /// Where a whole program is run, and not a call.
    pub(crate) program: Option<Program>,
    inner: Mutex<Inner>,
}

/// What changes in a running world.
pub(crate) struct Inner {
    pub(crate) record: Record,
    pub(crate) tasks: Tasks,
    pub(crate) resources: Resources,
    /// Requests that were sent.
    pub(crate) requests: u32,
    /// What runs in a program.
    pub(crate) spans: Spans,
    /// Tasks of a program that were not over when its `main` was, as far as its `block_on` tells.
    left_behind: Option<usize>,
    lines: Lines,
    entropy: ChaCha8Rng,
    pub(crate) order: Order,
    pub(crate) heartbeat: Option<Heartbeat>,
    stacks_left: u32,
    /// Lines that events have without the calls that led there.
    lines_alone: BTreeMap<Line, Places>,
    stacks_of_prints_left: u32,
    pub(crate) polls: Polls,
    /// Threads that poll tasks and wait by reading a clock: since when, and where.
    busy: BTreeMap<Number, Stopped>,
    /// Files and the epolls that watch them. Those of files that were closed wake somebody for nothing.
    watched: BTreeSet<(i32, i32)>,
    /// The epoll of the world's own runtime.
    own_epoll: Option<i32>,
    /// Timers that were due when the clock was moved on.
    passed_over: Vec<TimerId>,
    /// When something was last polled.
    active: Duration,
    /// To when student code moved the clock by hand, the first time that it did.
    moved: Option<Duration>,
    /// Where tasks are, once they are asked.
    pub(crate) asked: Option<Asked>,
    /// The latest panic: its message and line.
    panic: Option<(String, Option<Line>)>,
}

impl State {
    /// The world of a call.
    pub(crate) fn new(world: &World, is_alone: bool, sink: Sink) -> Self {
        Self::begin(world, is_alone, None, sink)
    }

    /// The world of a program, which has its process to itself.
    pub(crate) fn of_program(world: &World, program: Program, sink: Sink) -> Self {
        Self::begin(world, true, Some(program), sink)
    }

    fn begin(world: &World, is_alone: bool, program: Option<Program>, sink: Sink) -> Self {
        let mut entropy = ChaCha8Rng::seed_from_u64(world.seed);
        entropy.set_stream(ENTROPY);
        let mut inner = Inner {
            record: Record::new(world.limits.events, sink),
            tasks: Tasks::new(),
            resources: Resources::default(),
            requests: 0,
            spans: Spans::default(),
            left_behind: None,
            lines: Lines::default(),
            entropy,
            order: Order::numbered(world.order),
            heartbeat: world.heartbeat.filter(|_| program.is_none()).map(Heartbeat::new),
            stacks_left: STACKS,
            lines_alone: BTreeMap::new(),
            stacks_of_prints_left: printing::STACKS,
            polls: Polls::default(),
            busy: BTreeMap::new(),
            watched: BTreeSet::new(),
            own_epoll: None,
            passed_over: Vec::new(),
            active: Duration::ZERO,
            moved: None,
            asked: None,
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
            outside: world.outside,
            threads: Threads::new(),
            call: Mutex::new(None),
            program,
            inner: Mutex::new(inner),
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records an event of the current task, now.
    pub(crate) fn record(&self, inner: &mut Inner, kind: EventKind, places: impl Into<Places>) {
        let task = self.task(inner);
        self.record_of(inner, task, kind, places);
    }

    /// The task whose code this thread runs: the one that it polls, or whose code made the thread.
    pub(crate) fn task(&self, inner: &Inner) -> TaskId {
        inner.tasks.current().unwrap_or_else(|| self.threads.task(current::thread()))
    }

    /// Records an event of a task, now.
    pub(crate) fn record_of(
        &self,
        inner: &mut Inner,
        task: TaskId,
        kind: EventKind,
        places: impl Into<Places>,
    ) {
        self.record_start(inner);
        inner.record.push(Event { at: self.clock.now().into(), task, kind, places: places.into() });
    }

    /// Records the first poll of a task of a program, before anything else is recorded.
    fn record_start(&self, inner: &mut Inner) {
        if let Some((task, at)) = inner.spans.started() {
            inner.record.push(Event {
                at: at.into(),
                task,
                kind: EventKind::Start,
                places: Places::default(),
            });
        }
    }

    /// The thread was parked. tokio has moved time to the first timer, unless student code moved it
    /// further, in a waker: then there are timers that will fire late. Those of another runtime, which
    /// nobody drives, are passed over and never fire.
    ///
    /// The clock not in a section: one that student code has resumed reads std's, which must be the virtual one.
    pub(crate) fn unparked(&self) {
        let before = self.clock.now();
        let moved = self.clock.sync();
        let _section = Section::enter();
        let now = self.clock.now();
        let inner = &mut *self.lock();
        inner.resources.fired(now);
        if moved {
            inner.polls.begin_anew();
            inner.passed_over = inner.resources.waiting_between(before, now.saturating_sub(TICKS));
        }
    }

    /// A timer that somebody waited for fires.
    pub(crate) fn fires(&self, inner: &mut Inner, timer: TimerId) {
        if inner.passed_over.contains(&timer) {
            inner.moved.get_or_insert(self.clock.now());
        }
    }

    /// A poll of student code is over: a clock that moved meanwhile, or in a waker before it, and not by
    /// blocking, was moved by hand.
    pub(crate) fn polled(&self) {
        let moved = self.clock.sync();
        let _section = Section::enter();
        self.note_poll(&mut self.lock(), moved);
    }

    /// The same, for who has asked whether the clock has moved, and has something else to do.
    pub(crate) fn note_poll(&self, inner: &mut Inner, moved: bool) {
        if moved {
            inner.moved.get_or_insert(self.clock.now());
        }
        self.end_busy(inner);
    }

    /// When student code first moved the clock, and to when.
    pub(crate) fn clock_moved(&self) -> Option<Ending> {
        self.lock().moved.map(|to| Ending::ClockMoved { to })
    }

    /// Counts a poll of a task, if it is known of which; says whether it is one too many at this instant.
    pub(crate) fn is_livelock(&self, inner: &mut Inner, task: Option<TaskId>) -> bool {
        if inner.asked.is_some() {
            return false;
        }
        inner.active = self.clock.now();
        self.needs_heartbeat(inner);
        inner.polls.count(task, self.limits.polls)
    }

    /// A turn of a task is over: records whether it ended because others were to go first.
    pub(crate) fn end_turn(&self, inner: &mut Inner) {
        if let Some(places) = inner.order.end_turn() {
            self.record(inner, EventKind::Yield, places);
        }
    }

    /// An operation of tokio's begins, which may be one at which others go first.
    pub(crate) fn operation_begins(&self, inner: &mut Inner) {
        inner.resources.begin_poll();
        if inner.order.is_over() {
            let places = inner.places(None);
            inner.order.stops_at(places);
        }
    }

    /// Has the call polled.
    pub(crate) fn wake_call(&self) {
        if let Some(call) = &*self.call() {
            call.wake_by_ref();
        }
    }

    /// The waker of the call. It owns the runtime, whose hooks own this: it has to be taken away at last.
    pub(crate) fn call(&self) -> MutexGuard<'_, Option<Waker>> {
        self.call.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Student code is about to end the process: a program in its usual way, and a call for ever.
    pub(crate) fn exit(&self, code: i32) {
        self.quits();
        if self.is_program() {
            // The system looks at the lowest byte.
            self.exits(code & 0xff);
        }
    }

    /// Student code is about to end the process.
    pub(crate) fn quits(&self) {
        let inner = &mut *self.lock();
        inner.end_lines();
        let places = places::stack();
        self.record(inner, EventKind::Quit, places);
        inner.record.hand_out();
    }

    /// Student code asks the system for something that it may not have: the end of the process.
    pub(crate) fn forbidden(&self, call: i64) -> ! {
        let inner = &mut *self.lock();
        inner.end_lines();
        let places = places::stack();
        self.record(inner, EventKind::Forbidden { call }, places);
        inner.record.hand_out();
        interpose::leave(EXIT_FORBIDDEN)
    }

    /// Random bytes that follow from the seed.
    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        self.lock().entropy.fill_bytes(bytes);
    }

    /// A number was drawn from the course's generator.
    pub(crate) fn draw(&self, function: &str, drawn: Drawn<'_>, at: &CallerLocation<'_>) {
        let inner = &mut *self.lock();
        let places = match self.files.locate(at.file(), at.line()) {
            Some(line) => inner.line(line),
            // Called through the `rand` crate, whose functions do not pass their caller on.
            None => inner.places(None),
        };
        let kind = EventKind::Draw(Box::new(Draw { function: function.into(), value: drawn_value(drawn) }));
        self.record(inner, kind, places);
    }

    /// A blocking function that the course provides is called.
    pub(crate) fn call_of(&self, function: &str, at: &CallerLocation<'_>) {
        let inner = &mut *self.lock();
        let places = inner.places(self.files.locate(at.file(), at.line()));
        self.record(inner, EventKind::Call { function: function.into() }, places);
    }

    /// Student code panicked.
    pub(crate) fn panicked(&self, info: &PanicHookInfo<'_>) {
        let line = info.location().and_then(|at| self.files.locate(at.file(), at.line()));
        let message = record::message(info.payload_as_str().unwrap_or(crate::panics::NO_TEXT));
        let inner = &mut *self.lock();
        inner.panic = Some((message.clone(), line));
        let places = inner.places(line);
        self.record(inner, EventKind::Panic { message: message.into() }, places);
    }

    /// The ending of a call that panicked. The payload alone does not say where.
    pub(crate) fn panic_ending(&self, message: String) -> Ending {
        let at = match &self.lock().panic {
            Some((latest, line)) if *latest == message => line.map(Location::from),
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
        // What they wait for is added when the call is over.
        Ending::Stuck { since: inner.active, waiting: Vec::new() }
    }

    /// Says of an ending who waits or is polled, and where, once the tasks were asked.
    pub(crate) fn who(&self, ending: Ending) -> Ending {
        let inner = &mut *self.lock();
        let asked = inner.asked.take().unwrap_or_default();
        match ending {
            Ending::Stuck { since, .. } => {
                let threads = self.threads.waiting().into_iter();
                let mut waiting = inner.tasks.waiting(&asked);
                waiting.extend(threads.map(|(task, at)| Waiting {
                    task,
                    thread: true,
                    at,
                    ..Waiting::default()
                }));
                Ending::Stuck { since, waiting }
            }
            Ending::Livelock { at, .. } => {
                let most = inner.polls.most().into_iter();
                let polled = most.map(|task| Waiting { task, at: asked.places(task), ..Waiting::default() });
                Ending::Livelock { at, polled: polled.collect() }
            }
            other => other,
        }
    }

    /// Ends the record.
    pub(crate) fn close(&self) {
        let inner = &mut *self.lock();
        inner.end_lines();
        inner.record.close();
    }
}

impl Inner {
    /// A line if it is known, and the calls that led here.
    pub(crate) fn places(&mut self, line: Option<Line>) -> Places {
        if self.stacks_left == 0 {
            return line.map(|line| self.line(line)).unwrap_or_default();
        }
        self.stacks_left -= 1;
        places::below(line).into()
    }

    /// A line, and no calls that led to it.
    fn line(&mut self, line: Line) -> Places {
        self.lines_alone.entry(line).or_insert_with(|| vec![line.into()].into()).clone()
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

//! The threads of a world, of which one runs at a time.
//!
//! Who runs has the baton. A thread hands it on where it waits: for time to pass, for a futex, for
//! another thread's end, or, the world's own thread, for something to poll. So what threads do has one
//! order, the same in every run, and time moves when all of them wait: to the moment for which the
//! first of them waits.
//!
//! A thread that never waits keeps the baton for ever, and uses up its processor time.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use grader_trace::{Place, Places, TaskId};

/// A thread of a world, in the order in which they were made; 0 is the world's own.
pub(crate) type Number = usize;
/// The world's own thread, which polls all tasks.
pub(crate) const OWN: Number = 0;

/// Stacks of waiting threads that are walked in a world.
const STACKS: u32 = 2048;
/// Waiting threads that are told.
const MOST_TOLD: usize = 64;

/// What a thread waits for, besides time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// Nothing but time.
    Time,
    /// Something to poll.
    Runtime,
    /// To be woken by the address of a futex.
    Futex(usize),
    /// Something to happen that this epoll watches.
    Epoll(i32),
    /// The end of a thread.
    End(Number),
}

/// Why a thread goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Because {
    /// What it waited for has happened.
    Woken,
    /// Its time is over.
    Time,
    /// Somebody has to hand on the baton for a thread that cannot any more; it goes on waiting.
    Deputy,
}

/// See [`alive`].
static ALIVE: AtomicUsize = AtomicUsize::new(0);

/// Threads that student code has made and that are not over, in all worlds that this process has had:
/// those that a world leaves behind stay where they are.
pub(crate) fn alive() -> usize {
    ALIVE.load(Ordering::Relaxed)
}

/// All threads that a world has had.
pub(crate) struct Threads(Mutex<Queue>);

struct Queue {
    members: Vec<Member>,
    /// Who goes on, and why, in this order.
    ready: VecDeque<(Number, Because)>,
    /// Counts waits: of two that end at one moment the one that began first ends first.
    waits: u64,
    /// Stacks of waiting threads that may still be walked.
    stacks_left: u32,
}

struct Member {
    state: State,
    turn: Arc<Turn>,
    /// The task whose code made it, or gave it what it does.
    task: TaskId,
    /// Where it began to wait, if that was asked for.
    stands_at: Vec<Place>,
    /// Where it stopped, while it keeps a task waiting.
    stopped: Option<Stopped>,
}

impl Member {
    fn new(task: TaskId) -> Self {
        Self { state: State::Active, turn: Arc::default(), task, stands_at: Vec::new(), stopped: None }
    }
}

/// Where a thread stopped, and with it a task.
#[derive(Debug, Clone)]
pub(crate) struct Stopped {
    pub(crate) task: TaskId,
    pub(crate) at: Duration,
    pub(crate) places: Places,
}

enum State {
    /// It runs, or is going to.
    Active,
    Waits {
        what: For,
        until: Option<Duration>,
        number: u64,
    },
    Over,
}

/// Where a thread waits for the baton.
#[derive(Default)]
struct Turn {
    given: Mutex<Option<Because>>,
    changed: Condvar,
}

impl Turn {
    fn give(&self, because: Because) {
        *self.given.lock().unwrap_or_else(PoisonError::into_inner) = Some(because);
        self.changed.notify_one();
    }

    fn take(&self) -> Because {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(because) = given.take() {
                return because;
            }
            given = self.changed.wait(given).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Who is next.
pub(crate) enum Next {
    /// Somebody who is ready; the baton was handed on.
    Ready,
    /// Time has to pass first, until then.
    After(Duration),
    /// Nobody will ever go on.
    Nobody,
}

impl Threads {
    /// The world's own thread alone, which runs.
    pub(crate) fn new() -> Self {
        let members = vec![Member::new(TaskId::ROOT)];
        Self(Mutex::new(Queue { members, ready: VecDeque::new(), waits: 0, stacks_left: STACKS }))
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there never was another thread than the world's own.
    pub(crate) fn is_single(&self) -> bool {
        self.lock().members.len() == 1
    }

    /// The task whose code made a thread, or gave it what it does.
    pub(crate) fn task(&self, thread: Number) -> TaskId {
        self.lock().members[thread].task
    }

    /// A thread of a pool works for a task from now on.
    pub(crate) fn work_for(&self, thread: Number, task: TaskId) {
        self.lock().members[thread].task = task;
    }

    /// A thread is made; it begins when it gets the baton.
    pub(crate) fn add(&self, task: TaskId) -> Number {
        let queue = &mut *self.lock();
        queue.members.push(Member::new(task));
        let number = queue.members.len() - 1;
        queue.ready.push_back((number, Because::Woken));
        ALIVE.fetch_add(1, Ordering::Relaxed);
        number
    }

    /// A thread could not be made after all.
    pub(crate) fn remove(&self, thread: Number) {
        let queue = &mut *self.lock();
        queue.ready.retain(|(number, _)| *number != thread);
        queue.members[thread].state = State::Over;
        ALIVE.fetch_sub(1, Ordering::Relaxed);
    }

    /// Waits for the baton.
    pub(crate) fn await_turn(&self, thread: Number) -> Because {
        let turn = Arc::clone(&self.lock().members[thread].turn);
        turn.take()
    }

    /// A thread that runs is going to wait. It has to hand on the baton.
    pub(crate) fn wait(&self, thread: Number, what: For, until: Option<Duration>) {
        let queue = &mut *self.lock();
        queue.waits += 1;
        queue.members[thread].state = State::Waits { what, until, number: queue.waits };
    }

    /// Remembers where a thread begins to wait, as long as that is not done too often.
    pub(crate) fn stands_at(&self, thread: Number, places: impl FnOnce() -> Vec<Place>) {
        let queue = &mut *self.lock();
        queue.members[thread].stands_at = Vec::new();
        if queue.stacks_left > 0 {
            queue.stacks_left -= 1;
            queue.members[thread].stands_at = places();
        }
    }

    /// The threads of student code's own that wait for more than time: whose they are, and where they
    /// wait.
    pub(crate) fn waiting(&self) -> Vec<(TaskId, Vec<Place>)> {
        let queue = &*self.lock();
        let others = queue.members.iter().skip(1);
        let waiting = others.filter(|member| matches!(member.state, State::Waits { until: None, .. }));
        waiting.map(|member| (member.task, member.stands_at.clone())).take(MOST_TOLD).collect()
    }

    /// A thread that runs lets those that are ready go first.
    pub(crate) fn step_back(&self, thread: Number) {
        self.lock().ready.push_back((thread, Because::Woken));
    }

    /// Remembers where a thread stops, or that it goes on.
    pub(crate) fn stop_at(&self, thread: Number, stopped: Option<Stopped>) {
        self.lock().members[thread].stopped = stopped;
    }

    /// The first thread that stopped.
    pub(crate) fn first_stopped(&self) -> Option<Stopped> {
        self.lock().members.iter().find_map(|member| member.stopped.clone())
    }

    /// Hands on the baton, if somebody is ready.
    pub(crate) fn hand_on(&self) -> Next {
        let queue = &mut *self.lock();
        if let Some((thread, because)) = queue.ready.pop_front() {
            queue.members[thread].turn.give(because);
            return Next::Ready;
        }
        queue.first().map_or(Next::Nobody, |(_, until)| Next::After(until))
    }

    /// The same for a thread that is about to end, and can let no time pass: the world's own does, if
    /// it waits.
    pub(crate) fn hand_on_by_deputy(&self) {
        if let Next::After(_) | Next::Nobody = self.hand_on() {
            let queue = &mut *self.lock();
            if let State::Waits { .. } = queue.members[OWN].state {
                queue.members[OWN].turn.give(Because::Deputy);
            }
        }
    }

    /// Whether somebody is ready.
    pub(crate) fn is_anybody_ready(&self) -> bool {
        !self.lock().ready.is_empty()
    }

    /// It is that late now: who waits until then goes on.
    pub(crate) fn time_has_come(&self) {
        let queue = &mut *self.lock();
        if let Some((thread, _)) = queue.first() {
            queue.make_ready(thread, Because::Time);
        }
    }

    /// Wakes up to so many threads that wait for something; how many there were.
    pub(crate) fn wake(&self, what: For, most: usize) -> usize {
        let queue = &mut *self.lock();
        let mut waiting: Vec<(u64, Number)> = queue
            .members
            .iter()
            .enumerate()
            .filter_map(|(thread, member)| match member.state {
                State::Waits { what: waits_for, number, .. } if waits_for == what => Some((number, thread)),
                _ => None,
            })
            .collect();
        waiting.sort_unstable();
        waiting.truncate(most);
        for (_, thread) in &waiting {
            queue.make_ready(*thread, Because::Woken);
        }
        waiting.len()
    }

    /// A thread is over.
    pub(crate) fn end(&self, thread: Number) {
        self.lock().members[thread].state = State::Over;
        if thread != OWN {
            ALIVE.fetch_sub(1, Ordering::Relaxed);
        }
        self.wake(For::End(thread), usize::MAX);
    }

    /// Whether a thread is over.
    pub(crate) fn is_over(&self, thread: Number) -> bool {
        matches!(self.lock().members[thread].state, State::Over)
    }
}

impl Queue {
    /// Who waits for the earliest moment, and until when.
    fn first(&self) -> Option<(Number, Duration)> {
        let timed = self.members.iter().enumerate().filter_map(|(thread, member)| match member.state {
            State::Waits { until: Some(until), number, .. } => Some((until, number, thread)),
            _ => None,
        });
        timed.min().map(|(until, _, thread)| (thread, until))
    }

    fn make_ready(&mut self, thread: Number, because: Because) {
        self.members[thread].state = State::Active;
        self.ready.push_back((thread, because));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn who_waits_for_the_earliest_moment_goes_first() {
        let threads = Threads::new();
        let (one, other) = (threads.add(TaskId::ROOT), threads.add(TaskId(1)));
        assert!(matches!((threads.hand_on(), threads.hand_on()), (Next::Ready, Next::Ready)));
        threads.wait(OWN, For::Runtime, Some(5 * MS));
        threads.wait(one, For::Time, Some(3 * MS));
        threads.wait(other, For::Time, Some(3 * MS));
        for thread in [one, other, OWN] {
            assert!(matches!(threads.hand_on(), Next::After(until) if until <= 5 * MS));
            threads.time_has_come();
            assert!(matches!(threads.hand_on(), Next::Ready));
            assert_eq!(threads.await_turn(thread), Because::Time);
        }
        assert!(matches!(threads.hand_on(), Next::Nobody));
    }

    #[test]
    fn a_futex_wakes_as_many_as_are_asked_for_in_order() {
        let threads = Threads::new();
        let all: Vec<_> = (0..3).map(|_| threads.add(TaskId::ROOT)).collect();
        for _ in &all {
            assert!(matches!(threads.hand_on(), Next::Ready));
        }
        all.iter().for_each(|thread| threads.wait(*thread, For::Futex(8), None));
        assert_eq!((threads.wake(For::Futex(9), 3), threads.wake(For::Futex(8), 2)), (0, 2));
        assert!(matches!(threads.hand_on(), Next::Ready));
        assert_eq!(threads.wake(For::Futex(8), 2), 1);
    }

    #[test]
    fn who_waits_for_a_threads_end_goes_on_when_it_is_over() {
        let threads = Threads::new();
        let thread = threads.add(TaskId::ROOT);
        assert!(!threads.is_single() && !threads.is_over(thread));
        threads.wait(OWN, For::End(thread), None);
        threads.end(thread);
        assert!(threads.is_over(thread));
        threads.hand_on();
    }
}

//! The tasks of a world: their numbers, their random streams, and what they wait for.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use course_support::world::{self, Stream};
use grader_trace::{Place, TaskId, Waiting};
use tokio::task::Id;

use crate::ask::Asked;
use crate::current;
use crate::places::Line;
use crate::threads::{Number, OWN};

/// Hashes alike in every run, and takes none of the randomness that student code gets.
pub(crate) type Fixed = BuildHasherDefault<Counted>;

/// Hashes numbers that tokio or the tracer counts up: nobody chooses them, so that this is enough.
#[derive(Default)]
pub(crate) struct Counted(u64);

impl Hasher for Counted {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64((*byte).into()));
    }

    fn write_u64(&mut self, number: u64) {
        // 2⁶⁴ divided by the golden ratio, as Knuth has it: neighbours end up far from each other.
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// All tasks that a world has had.
pub(crate) struct Tasks {
    /// By [`TaskId`]; the first is the call itself.
    list: Vec<Task>,
    numbers: HashMap<Id, TaskId, Fixed>,
    /// Who called `spawn_blocking`, by the span of the closure.
    blocking: HashMap<u64, TaskId, Fixed>,
    /// Whether what tasks wait for stays as it is, because they are only being asked.
    frozen: bool,
    /// What each thread polls, by the thread's number, outermost first. Only in the world of a program
    /// are there others than the world's own that do.
    polled: Vec<Vec<Polled>>,
}

/// A task while it is polled.
struct Polled {
    task: TaskId,
    /// The stream from which the thread drew before, where it draws from the task's meanwhile.
    aside: Option<Option<Stream>>,
}

#[derive(Default)]
struct Task {
    started: bool,
    done: bool,
    stream: Option<Stream>,
    waits_for: Option<Wait>,
}

/// What a poll was pending on.
pub(crate) struct Wait {
    pub(crate) what: &'static str,
    pub(crate) made: Option<Line>,
}

impl Tasks {
    pub(crate) fn new() -> Self {
        let call = Task { started: true, ..Task::default() };
        let (numbers, blocking) = (HashMap::default(), HashMap::default());
        Self { list: vec![call], numbers, blocking, frozen: false, polled: Vec::new() }
    }

    /// The task that this thread polls; on the world's own, the call if there is none.
    pub(crate) fn current(&self) -> Option<TaskId> {
        let thread = current::thread();
        let innermost = self.polled.get(thread).and_then(|polled| polled.last());
        innermost.map(|polled| polled.task).or((thread == OWN).then_some(TaskId::ROOT))
    }

    fn task(&mut self, id: TaskId) -> &mut Task {
        &mut self.list[id.0 as usize]
    }

    /// Numbers a task that the current one has spawned.
    pub(crate) fn spawn(&mut self, id: Id) -> TaskId {
        let child = self.add();
        self.numbers.insert(id, child);
        child
    }

    /// The same for a task that is not known by its id.
    pub(crate) fn add(&mut self) -> TaskId {
        let child = TaskId(self.list.len() as u32);
        self.list.push(Task { stream: Some(world::child()), ..Task::default() });
        child
    }

    /// A task has given a closure to a thread of the pool for blocking work.
    pub(crate) fn add_blocking(&mut self, span: u64, task: TaskId) {
        self.blocking.insert(span, task);
    }

    /// The task that has.
    pub(crate) fn blocking(&self, span: u64) -> Option<TaskId> {
        self.blocking.get(&span).copied()
    }

    /// Such a closure is over.
    pub(crate) fn end_blocking(&mut self, span: u64) {
        self.blocking.remove(&span);
    }

    /// A poll of the call begins.
    pub(crate) fn poll_call(&mut self) {
        self.task(TaskId::ROOT).waits_for = None;
    }

    /// The number of a task; `None` if it is of unknown origin.
    pub(crate) fn number(&self, id: Id) -> Option<TaskId> {
        self.numbers.get(&id).copied()
    }

    /// A poll of a task begins on this thread; says whether it is the first.
    pub(crate) fn begin(&mut self, number: TaskId) -> bool {
        let frozen = self.frozen;
        let task = self.task(number);
        if !frozen {
            task.waits_for = None;
        }
        let is_first = !std::mem::replace(&mut task.started, true);
        let stream = task.stream.take();
        let aside = Some(world::swap(stream));
        self.of_this_thread().push(Polled { task: number, aside });
        is_first
    }

    /// This thread does something for a task, and with its own stream, until that is over.
    pub(crate) fn begin_for(&mut self, task: TaskId) {
        self.of_this_thread().push(Polled { task, aside: None });
    }

    fn of_this_thread(&mut self) -> &mut Vec<Polled> {
        let thread: Number = current::thread();
        if self.polled.len() <= thread {
            self.polled.resize_with(thread + 1, Vec::new);
        }
        &mut self.polled[thread]
    }

    /// A poll of a task is over.
    pub(crate) fn polled(&mut self) {
        let Some(Polled { task, aside }) = self.of_this_thread().pop() else { return };
        let Some(aside) = aside else { return };
        let stream = world::swap(aside);
        let task = self.task(task);
        task.stream = stream.filter(|_| !task.done);
    }

    /// A task is over.
    pub(crate) fn end(&mut self, id: Id) -> Option<TaskId> {
        let number = self.numbers.remove(&id)?;
        self.close(number);
        Some(number)
    }

    /// The same for a task that is not known by its id.
    pub(crate) fn close(&mut self, number: TaskId) {
        self.task(number).done = true;
    }

    /// Tasks that are not over, besides the call.
    pub(crate) fn alive(&self) -> usize {
        self.list.iter().skip(1).filter(|task| !task.done).count()
    }

    /// The poll of a task is pending on something; the last such thing counts.
    pub(crate) fn waits_for(&mut self, task: TaskId, wait: Wait) {
        if !self.frozen {
            self.task(task).waits_for = Some(wait);
        }
    }

    /// From now on, what tasks wait for stays as it is.
    pub(crate) fn freeze(&mut self) {
        self.frozen = true;
    }

    /// What each task that is not done waits for, and where.
    pub(crate) fn waiting(&self, asked: &Asked) -> Vec<Waiting> {
        let alive = self.list.iter().enumerate().filter(|(_, task)| !task.done);
        let waiting = alive.map(|(number, task)| {
            let (task, wait) = (TaskId(number as u32), task.waits_for.as_ref());
            let what = wait.map_or("", |wait| wait.what).to_owned();
            let places = wait.and_then(|wait| wait.made).map(Place::from).into_iter().collect();
            Waiting { task, thread: false, what, places, at: asked.places(task) }
        });
        waiting.collect()
    }
}

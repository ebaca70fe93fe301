//! The tasks of a world: their numbers, their random streams, and what they wait for.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::BuildHasherDefault;

use course_support::world::{self, Stream};
use grader_trace::{Location, Place, TaskId, Waiting};
use tokio::task::Id;

use crate::ask::Asked;

/// Hashes alike in every run, and takes none of the randomness that student code gets.
pub(crate) type Fixed = BuildHasherDefault<DefaultHasher>;

/// Tasks of a livelock that are told.
const MOST_POLLED: usize = 4;

/// All tasks that a world has had.
pub(crate) struct Tasks {
    /// By [`TaskId`]; the first is the call itself.
    list: Vec<Task>,
    numbers: HashMap<Id, TaskId, Fixed>,
    current: TaskId,
    /// Who called `spawn_blocking`, by the span of the closure.
    blocking: HashMap<u64, TaskId, Fixed>,
    /// The stream of the call while a task is polled.
    aside: Option<Stream>,
    /// Whether what tasks wait for stays as it is, because they are only being asked.
    frozen: bool,
}

#[derive(Default)]
struct Task {
    started: bool,
    done: bool,
    stream: Option<Stream>,
    waits_for: Option<Wait>,
    /// Counted from a moment on that a world chooses.
    polls: u64,
}

/// What a poll was pending on.
pub(crate) struct Wait {
    pub(crate) what: &'static str,
    pub(crate) made: Option<Location>,
}

impl Tasks {
    pub(crate) fn new() -> Self {
        let call = Task { started: true, ..Task::default() };
        let (numbers, blocking) = (HashMap::default(), HashMap::default());
        Self { list: vec![call], numbers, current: TaskId::ROOT, blocking, aside: None, frozen: false }
    }

    /// The task that is being polled.
    pub(crate) fn current(&self) -> TaskId {
        self.current
    }

    fn task(&mut self, id: TaskId) -> &mut Task {
        &mut self.list[id.0 as usize]
    }

    /// Numbers a task that the current one has spawned.
    pub(crate) fn spawn(&mut self, id: Id) -> TaskId {
        let child = TaskId(self.list.len() as u32);
        self.list.push(Task { stream: Some(world::child()), ..Task::default() });
        self.numbers.insert(id, child);
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
        let call = self.task(TaskId::ROOT);
        call.waits_for = None;
        call.polls += 1;
    }

    /// A poll of a task begins; says whether it is the first. `None` for a task of unknown
    /// origin.
    pub(crate) fn poll(&mut self, id: Id) -> Option<bool> {
        let number = *self.numbers.get(&id)?;
        self.current = number;
        let frozen = self.frozen;
        let task = self.task(number);
        if !frozen {
            task.waits_for = None;
        }
        task.polls += 1;
        let is_first = !std::mem::replace(&mut task.started, true);
        let stream = task.stream.take();
        self.aside = world::swap(stream);
        Some(is_first)
    }

    /// A poll of a task is over.
    pub(crate) fn polled(&mut self) {
        if self.current == TaskId::ROOT {
            return;
        }
        let stream = world::swap(self.aside.take());
        let current = self.current;
        let task = self.task(current);
        task.stream = stream.filter(|_| !task.done);
        self.current = TaskId::ROOT;
    }

    /// A task is over.
    pub(crate) fn end(&mut self, id: Id) -> Option<TaskId> {
        let number = self.numbers.remove(&id)?;
        self.task(number).done = true;
        Some(number)
    }

    /// The current poll is pending on something; the last such thing counts.
    pub(crate) fn waits_for(&mut self, wait: Wait) {
        let current = self.current;
        if !self.frozen {
            self.task(current).waits_for = Some(wait);
        }
    }

    /// From now on, what tasks wait for stays as it is.
    pub(crate) fn freeze(&mut self) {
        self.frozen = true;
    }

    /// From now on polls are counted.
    pub(crate) fn count_polls_anew(&mut self) {
        self.list.iter_mut().for_each(|task| task.polls = 0);
    }

    /// The tasks with the most polls that were counted, and where they are.
    pub(crate) fn polled_most(&self, asked: &Asked) -> Vec<Waiting> {
        let most = self.list.iter().map(|task| task.polls).max().unwrap_or_default();
        let often = |task: &Task| task.polls > 0 && task.polls >= most / 4;
        let all = self.list.iter().enumerate().filter(|(_, task)| often(task)).take(MOST_POLLED);
        let polled = all.map(|(number, _)| {
            let task = TaskId(number as u32);
            Waiting { task, at: asked.places(task), ..Waiting::default() }
        });
        polled.collect()
    }

    /// What each task that is not done waits for, and where.
    pub(crate) fn waiting(&self, asked: &Asked) -> Vec<Waiting> {
        let alive = self.list.iter().enumerate().filter(|(_, task)| !task.done);
        let waiting = alive.map(|(number, task)| {
            let (task, wait) = (TaskId(number as u32), task.waits_for.as_ref());
            let what = wait.map_or("", |wait| wait.what).to_owned();
            let made = wait.and_then(|wait| wait.made.clone());
            let places = made.map(Place::Line).into_iter().collect();
            Waiting { task, thread: false, what, places, at: asked.places(task) }
        });
        waiting.collect()
    }
}

//! Timelines: what a case did over time, as lanes, and as bars of text.

mod bar;
mod lanes;

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use grader_trace::{BlockKind, Ending, Event, EventKind, Place, TaskId, Trace};

pub(crate) use self::bar::texture;
pub use self::bar::{COLUMNS, bar};
use crate::report::{Lane, State, Timeline};
use crate::requests::{Request, requests};
use crate::rule::blocking;
use crate::run::Run;
use crate::waits::{Wait, waits};

/// The most lanes of a timeline.
pub const MOST_LANES: usize = 64;

/// Lanes that stand above that of a heartbeat, at most.
const BEFORE_HEARTBEAT: usize = 8;

/// What a case did over time; `None` where it took no time, or did nothing meanwhile.
pub(crate) fn of(run: Run<'_>) -> Option<Timeline> {
    let shown = Shown::of(run.trace);
    let tasks = tasks(run, shown);
    let others = tasks.values().filter(|task| task.is_seen()).count() > 1;
    let (mut lanes, mut left_out) = (Vec::new(), 0);
    for (number, task) in tasks.into_iter().filter(|(_, task)| task.is_seen()) {
        if lanes.len() < MOST_LANES {
            let (mut of_task, beyond) = lanes::of(run, number, &task, others, shown);
            lanes.append(&mut of_task);
            left_out += beyond;
        } else {
            left_out += 1;
        }
    }
    left_out += lanes.len().saturating_sub(MOST_LANES);
    lanes.truncate(MOST_LANES);
    if let Some(heartbeat) = lanes::heartbeat(run, shown) {
        // Among those that are drawn.
        lanes.insert(lanes.len().min(BEFORE_HEARTBEAT), heartbeat);
    }
    let seen = lanes.iter().any(Lane::has_done_something);
    let elapsed_ns = nanos(shown.end);
    (elapsed_ns > 0 && seen).then_some(Timeline { elapsed_ns, expected_ns: None, lanes, left_out })
}

impl Timeline {
    /// The same of a case that should have taken this time.
    pub(crate) fn expecting(self, time: Option<Duration>) -> Self {
        Self { expected_ns: time.map(nanos), ..self }
    }
}

impl Lane {
    /// Whether it did more than to be there.
    fn has_done_something(&self) -> bool {
        self.spans.iter().any(|span| !matches!(span.state, State::Pending | State::Beating))
    }
}

/// How much of a case is shown.
#[derive(Debug, Clone, Copy)]
struct Shown {
    /// Until when.
    end: Duration,
    /// Since when nothing can happen any more.
    stuck: Option<Duration>,
    /// Whether the call came to its end.
    returned: bool,
}

impl Shown {
    /// A case that is stuck ends a day later: of that, as much is shown as it takes to see it.
    fn of(trace: &Trace) -> Self {
        let returned = matches!(trace.ending, Ending::Returned | Ending::Panicked { .. });
        match trace.ending {
            Ending::Stuck { since, .. } => {
                let end = since.saturating_add((since / 4).max(Duration::from_nanos(1)));
                Self { end, stuck: Some(since), returned }
            }
            _ => Self { end: trace.elapsed, stuck: None, returned },
        }
    }
}

/// A task: how long it lived, and what took time.
#[derive(Debug)]
struct Task<'a> {
    from: Duration,
    ended: Option<Duration>,
    /// Where it was spawned.
    places: &'a [Place],
    /// Timers and requests, in the order of their start.
    waits: Vec<Stretch<'a>>,
    blocks: Vec<Stretch<'a>>,
}

/// Some time of a task, and where it was begun.
#[derive(Debug, Clone, Copy)]
struct Stretch<'a> {
    from: Duration,
    to: Duration,
    places: &'a [Place],
    /// Whether it is a request.
    is_request: bool,
}

impl<'a> Task<'a> {
    fn new(from: Duration, places: &'a [Place]) -> Self {
        Self { from, ended: None, places, waits: Vec::new(), blocks: Vec::new() }
    }

    /// Whether it took time, or has not ended.
    fn is_seen(&self) -> bool {
        self.ended != Some(self.from) || !self.waits.is_empty() || !self.blocks.is_empty()
    }
}

/// All tasks, by their numbers. What a forged trace says of a task that was never spawned is shown
/// as that of a task without a beginning.
fn tasks<'a>(run: Run<'a>, shown: Shown) -> BTreeMap<TaskId, Task<'a>> {
    let call = Task { ended: shown.returned.then_some(shown.end), ..Task::new(Duration::ZERO, &[]) };
    let mut tasks = BTreeMap::from([(TaskId::ROOT, call)]);
    for event in &run.trace.events {
        match event.kind {
            EventKind::Spawn { child } => {
                tasks.entry(child).or_insert_with(|| Task::new(event.at.get(), &event.places));
            }
            EventKind::End => {
                if let Some(task) = tasks.get_mut(&event.task) {
                    task.ended = Some(event.at.get());
                }
            }
            _ => {}
        }
    }
    let requests: Vec<_> = requests(run.trace).iter().map(|request| of_request(request, shown.end)).collect();
    let timers = waits(run.trace).into_iter().map(|wait| of_wait(&wait, shown.end));
    // The timer of a limit that is over a request says nothing that the request does not say.
    let when = |(task, stretch): &(TaskId, Stretch<'_>)| (*task, stretch.from, stretch.to);
    let limited: HashSet<_> = requests.iter().map(when).collect();
    let timers: Vec<_> = timers.filter(|timer| !limited.contains(&when(timer))).collect();
    let pauses = run.trace.events.iter().filter_map(|event| pause(event, shown.end));
    for (number, wait) in timers.into_iter().chain(requests).chain(pauses) {
        if wait.from < wait.to {
            find(&mut tasks, number).waits.push(wait);
        }
    }
    for block in blocking::blocks(run) {
        let to = block.at.saturating_add(block.length);
        let stretch = Stretch { from: block.at, to, places: block.places, is_request: false };
        find(&mut tasks, block.task).blocks.push(stretch);
    }
    if let Some((number, stop)) = run.trace.events.last().and_then(|event| stop(event, shown.end)) {
        find(&mut tasks, number).blocks.push(stop);
    }
    for task in tasks.values_mut() {
        task.waits.sort_by_key(|wait| wait.from);
        task.blocks.sort_by_key(|block| block.from);
    }
    tasks
}

fn find<'t, 'a>(tasks: &'t mut BTreeMap<TaskId, Task<'a>>, number: TaskId) -> &'t mut Task<'a> {
    tasks.entry(number).or_insert_with(|| Task::new(Duration::ZERO, &[]))
}

/// A timer, as a wait of the task that made it.
fn of_wait<'a>(wait: &Wait<'a>, end: Duration) -> (TaskId, Stretch<'a>) {
    let (to, places) = (wait.to.min(end), wait.places);
    (wait.task, Stretch { from: wait.from, to, places, is_request: false })
}

/// A request, as a wait of the task that sent it.
fn of_request<'a>(request: &Request<'a>, end: Duration) -> (TaskId, Stretch<'a>) {
    let (to, places) = (request.to.min(end), request.places);
    (request.task, Stretch { from: request.from, to, places, is_request: true })
}

/// The sleep of a thread of student code's own: a wait of the task that made the thread.
fn pause(event: &Event, end: Duration) -> Option<(TaskId, Stretch<'_>)> {
    let EventKind::Pause { length } = event.kind else { return None };
    let to = event.at.get().saturating_add(length.get()).min(end);
    Some((event.task, Stretch { from: event.at.get(), to, places: &event.places, is_request: false }))
}

/// The thread that is stopped for ever.
fn stop(event: &Event, end: Duration) -> Option<(TaskId, Stretch<'_>)> {
    let EventKind::Block { how: BlockKind::Forever, .. } = event.kind else { return None };
    Some((event.task, Stretch { from: event.at.get(), to: end, places: &event.places, is_request: false }))
}

fn nanos(time: Duration) -> u64 {
    // 584 years fit: virtual time ends long before, but a forged trace may say otherwise.
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;

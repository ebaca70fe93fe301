//! Causes that have to do with tasks.

use std::collections::HashMap;
use std::time::Duration;

use grader_trace::{Event, EventKind, Location, Place, TaskId};

use super::{Cause, line_of};
use crate::diagnostic::Diagnostic;
use crate::escape::escape;
use crate::run::{Run, lines};
use crate::waits::{WaitEnd, waits};
use crate::words;

/// Why there are fewer tasks than asked for, as far as the names tell.
pub(crate) fn too_few(run: Run<'_>) -> Option<Cause> {
    let line = run.names?.line_of_use("spawn_local")?;
    let text = "`spawn_local` keeps a task on this thread, and counts for none: `tokio::spawn` gives it to the runtime";
    Some(Cause::new(text, Some(&Location::new(&run.evidence.exercise.file, line))))
}

/// A task that was spawned.
pub(super) struct Spawn<'a> {
    pub(super) parent: TaskId,
    /// Index of the event.
    pub(super) begin: usize,
    /// Index of the event at which the task was over.
    pub(super) end: Option<usize>,
    pub(super) lasted: Duration,
    pub(super) places: &'a [Place],
}

/// All tasks, in the order in which they were spawned.
pub(super) fn spawns<'a>(run: Run<'a>) -> Vec<Spawn<'a>> {
    let events = &run.trace.events;
    let mut ends: Vec<(TaskId, usize)> = events
        .iter()
        .enumerate()
        .filter(|(_, event)| matches!(event.kind, EventKind::End))
        .map(|(index, event)| (event.task, index))
        .collect();
    if run.evidence.exercise.is_program() {
        // The tasks that a program leaves behind end when its runtime drops them, after all others.
        let spawned = events.iter().filter(|event| matches!(event.kind, EventKind::Spawn { .. })).count();
        let left_behind = usize::try_from(run.trace.unfinished).unwrap_or(usize::MAX);
        ends.truncate(ends.len().min(spawned.saturating_sub(left_behind)));
    }
    let ends: HashMap<TaskId, usize> = ends.into_iter().collect();
    let spawn = |(begin, event): (usize, &'a Event)| {
        let EventKind::Spawn { child } = event.kind else { return None };
        let end = ends.get(&child).copied();
        let lasted = end.map_or(Duration::ZERO, |end| events[end].at.get().saturating_sub(event.at.get()));
        Some(Spawn { parent: event.task, begin, end, lasted, places: &event.places })
    };
    events.iter().enumerate().filter_map(spawn).collect()
}

/// Tasks that are spawned one after the other, each when the one before is over.
pub(super) fn awaited_at_once(run: Run<'_>) -> Option<Cause> {
    let mut spawns = spawns(run);
    // Stable: siblings keep the order in which they were spawned.
    spawns.sort_by_key(|spawn| spawn.parent);
    let mut families = spawns.chunk_by(|one, other| one.parent == other.parent);
    let siblings = families.find(|siblings| siblings.len() > 1)?;
    let apart = siblings.windows(2).all(|pair| pair[0].end.is_some_and(|end| end < pair[1].begin));
    let took_time = siblings.iter().any(|spawn| !spawn.lasted.is_zero());
    (apart && took_time)
        .then(|| Cause::new("each task is awaited before the next is spawned", run.line(siblings[0].places)))
}

/// Why something was not done at all.
pub(crate) fn undone(run: Run<'_>) -> Option<Cause> {
    never_awaited(run).or_else(|| left(run)).or_else(|| given_up(run))
}

/// A task that was spawned and still runs when the call returns: nobody awaits its handle to the end.
pub(super) fn left(run: Run<'_>) -> Option<Cause> {
    if let Some(cause) = ended_by_force(run) {
        return Some(cause);
    }
    let spawns = spawns(run);
    let mut left = spawns.iter().filter(|spawn| spawn.end.is_none());
    let first = left.next()?;
    let text = match left.count() {
        _ if run.evidence.exercise.is_program() => {
            "what is spawned here is given up when `main` ends: its handle has to be awaited".to_owned()
        }
        0 => "the task that is spawned here goes on alone: its handle has to be awaited".to_owned(),
        others => format!(
            "{} tasks, the first of them spawned here, go on alone when the call returns: their handles \
             have to be awaited",
            others + 1
        ),
    };
    Some(Cause::new(text, run.line(first.places)))
}

/// Somebody has ended the whole program, whatever others were about to do.
fn ended_by_force(run: Run<'_>) -> Option<Cause> {
    let quit = run.trace.events.iter().find(|event| matches!(event.kind, EventKind::Quit))?;
    let text = format!("{} ends the whole program here, whatever others still do", words::task(quit.task));
    Some(Cause::new(text, run.line(&quit.places)))
}

/// What gives the value of the first of several futures, and drops the others.
const FIRST_OF: [&str; 4] = ["select", "select_all", "select_ok", "race"];

/// A wait that was dropped with its future, because another one was done first.
pub(super) fn given_up(run: Run<'_>) -> Option<Cause> {
    let dropped = waits(run.trace).into_iter().find(|wait| wait.end == WaitEnd::Dropped)?;
    let name = FIRST_OF.into_iter().find(|name| run.names.is_some_and(|names| names.is_called(name)))?;
    let text = format!(
        "this wait is given up before its end: `{name}` goes on when the first future is done, and drops the others"
    );
    Some(Cause::new(text, line_of(run, &dropped)))
}

/// Tasks that nobody has stopped when the call is over, where they have to be: so many of all that were
/// spawned at such lines.
pub(crate) fn going_on(run: Run<'_>) -> Option<(usize, Cause)> {
    let own = |spawn: &Spawn<'_>| lines(spawn.places).any(|line| line.file == run.evidence.exercise.file);
    let mut left = spawns(run).into_iter().filter(|spawn| spawn.end.is_none() && own(spawn));
    let first = left.next()?;
    let text = "the task that is spawned here goes on: to drop its handle does not stop it, `abort` does";
    Some((left.count() + 1, Cause::new(text, run.line(first.places))))
}

/// A future that the compiler saw being dropped without being awaited.
pub(super) fn never_awaited(run: Run<'_>) -> Option<Cause> {
    let warning = run.evidence.warnings.iter().find(|warning| is_unused_future(warning))?;
    let nothing = if run.trace.elapsed.is_zero() { "nothing waits: " } else { "" };
    let text =
        format!("{nothing}what is not awaited does nothing; rustc warns: {}", escape(&warning.message));
    Some(Cause::new(text, warning.location.as_ref()))
}

/// The lint is about unused results too; its note for futures has been the same since 2019.
fn is_unused_future(warning: &Diagnostic) -> bool {
    warning.code.as_deref() == Some("unused_must_use") && warning.rendered.contains("futures do nothing")
}

//! The life of tasks, told by tokio's hooks.

use std::panic::resume_unwind;
use std::sync::Arc;

use grader_trace::EventKind;
use tokio::runtime::{Builder, TaskMeta};

use crate::current::Section;
use crate::state::State;

/// Unwinds out of the runtime when a task is polled without end at one instant.
pub(crate) struct Livelock;

/// Polls beyond the limit, until the call is polled: tokio polls 61 tasks between its polls.
const LAST_POLLS: u64 = 1_000;

/// Makes a runtime tell `state` of its tasks and of the passing of time.
pub(crate) fn install(runtime: &mut Builder, state: &Arc<State>) {
    let told = Arc::clone(state);
    runtime.on_thread_park(move || told.idle());
    let told = Arc::clone(state);
    runtime.on_thread_unpark(move || told.unparked());
    let told = Arc::clone(state);
    runtime.on_task_spawn(move |task| spawned(&told, task));
    let told = Arc::clone(state);
    runtime.on_before_task_poll(move |task| about_to_poll(&told, task));
    let told = Arc::clone(state);
    runtime.on_after_task_poll(move |_| {
        // Time passes while the thread is parked, and in polls: whoever moved it since then is student code,
        // in this poll or in a waker before it.
        let moved = told.clock.sync();
        let _section = Section::enter();
        let inner = &mut *told.lock();
        told.note_poll(inner, moved);
        told.end_turn(inner);
        inner.tasks.polled();
    });
    let told = Arc::clone(state);
    runtime.on_task_terminate(move |task| ended(&told, task));
}

fn spawned(state: &State, task: &TaskMeta<'_>) {
    let _section = Section::enter();
    let at = task.spawned_at();
    let line = state.files.locate(at.file(), at.line());
    let inner = &mut *state.lock();
    let child = inner.tasks.spawn(task.id());
    let places = inner.places(line);
    state.record(inner, EventKind::Spawn { child }, places);
}

fn about_to_poll(state: &State, task: &TaskMeta<'_>) {
    if begin_poll(state, task) {
        // Not a panic: no hook is called, and tokio catches only what a task itself throws.
        resume_unwind(Box::new(Livelock));
    }
}

fn begin_poll(state: &State, task: &TaskMeta<'_>) -> bool {
    let _section = Section::enter();
    let inner = &mut *state.lock();
    let number = inner.tasks.number(task.id());
    if state.is_livelock(inner, number) {
        // The call ends the world when it is polled; by then all tasks are where they were.
        state.wake_call();
        if inner.polls.beyond() > LAST_POLLS {
            return true;
        }
    }
    if number.is_some_and(|number| inner.tasks.begin(number)) {
        state.record(inner, EventKind::Start, vec![]);
    }
    inner.order.begin_turn();
    false
}

fn ended(state: &State, task: &TaskMeta<'_>) {
    let _section = Section::enter();
    let inner = &mut *state.lock();
    if let Some(task) = inner.tasks.end(task.id()) {
        state.record_of(inner, task, EventKind::End, vec![]);
    }
}

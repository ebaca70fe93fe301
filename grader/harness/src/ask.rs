//! What tasks wait for when nothing goes on any more: they are asked once the call is over.
//!
//! tokio can poll every task and stop it at the place where it waits, without doing there what it
//! would do (its task dumps do so). Whoever waits for something of tokio's is then known by the line
//! that awaits it, whatever that is. The record is closed before: nothing of this is part of it.

use std::collections::BTreeMap;

use grader_trace::{Place, TaskId};

use crate::places;
use crate::state::State;

/// The most tasks of which it is known where they wait.
const MOST: usize = 64;

/// Where tasks are, as far as they were asked.
#[derive(Default)]
pub(crate) struct Asked(BTreeMap<TaskId, Vec<Place>>);

impl Asked {
    /// Where a task is.
    pub(crate) fn places(&self, task: TaskId) -> Vec<Place> {
        self.0.get(&task).cloned().unwrap_or_default()
    }

    fn note(&mut self, task: TaskId) {
        // A task that waits for several things at once is known by the first.
        if self.0.len() < MOST || self.0.contains_key(&task) {
            self.0.entry(task).or_insert_with(places::whole_stack);
        }
    }
}

impl State {
    /// Whether tasks are being asked, and polls count for nothing.
    pub(crate) fn is_asking(&self) -> bool {
        self.lock().asked.is_some()
    }

    /// The call is woken; while it is polled it does so itself.
    pub(crate) fn call_wakes_itself(&self) {
        let inner = &mut *self.lock();
        if let Some(asked) = inner.asked.as_mut().filter(|_| inner.tasks.current() == Some(TaskId::ROOT)) {
            asked.note(TaskId::ROOT);
        }
    }
}

#[cfg(all(tokio_unstable, target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
pub(crate) use self::with_tokio::ask;

#[cfg(all(tokio_unstable, target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod with_tokio {
    use std::pin::pin;
    use std::task::Poll;

    use tokio::runtime::{Runtime, dump};

    use super::Asked;
    use crate::root::Root;
    use crate::state::State;
    use crate::{current, panics};

    /// tokio polls so many tasks before it polls the call again.
    const TASKS_BETWEEN: usize = 61;
    /// The most polls of all tasks together.
    const MOST_ROUNDS: usize = 50;

    /// Asks the call and all tasks; those that spin need not be woken.
    pub(crate) fn ask(state: &State, runtime: &Runtime, root: &mut Root, spins: bool) {
        {
            let inner = &mut *state.lock();
            inner.asked = Some(Asked::default());
            inner.tasks.freeze();
        }
        let rounds = MOST_ROUNDS.min(runtime.metrics().num_alive_tasks() / TASKS_BETWEEN + 3);
        let waits_here = |_: &dump::TraceMeta| {
            current::with(waits_here);
        };
        panics::contain(|| {
            dump::trace_with(|| runtime.block_on(asking(runtime, root, rounds, spins)), waits_here);
        });
    }

    /// The task that is being polled has come to a place where it waits.
    fn waits_here(state: &State) {
        let inner = &mut *state.lock();
        if let (Some(task), Some(asked)) = (inner.tasks.current(), &mut inner.asked) {
            asked.note(task);
        }
    }

    /// Polls the call once, wakes all tasks, and waits until all of them were polled.
    async fn asking(runtime: &Runtime, root: &mut Root, rounds: usize, spins: bool) {
        panics::contain(|| root.poll_aside());
        if !spins {
            // It wakes every task that waits for something of tokio's. To read its own findings takes
            // debug information, which only the parent reads.
            let _findings = runtime.handle().dump().await;
        }
        let mut left = pin!(rounds);
        std::future::poll_fn(|context| {
            if *left == 0 {
                return Poll::Ready(());
            }
            *left -= 1;
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }
}

/// Elsewhere tokio cannot tell.
#[cfg(not(all(tokio_unstable, target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
pub(crate) fn ask(_: &State, _: &tokio::runtime::Runtime, _: &mut crate::root::Root, _: bool) {}

//! What the runtimes of a program run: tasks, blocking calls, and the futures of `block_on`, told by
//! tokio's spans. These runtimes are the program's own, and have no hooks of the harness.
//!
//! Each is a span `runtime.spawn`, which is entered while a thread polls it or runs it, and once more
//! when its future is dropped, and then closed.

use std::collections::HashMap;
use std::time::Duration;

use grader_trace::TaskId;

use crate::current;
use crate::tasks::Fixed;
use crate::threads::OWN;

/// What runs in a program, by span.
#[derive(Default)]
pub(crate) struct Spans {
    by_span: HashMap<u64, Run, Fixed>,
    /// What each thread is in the midst of, by its number, outermost first.
    entered: Vec<Vec<u64>>,
    /// The futures of `block_on` on the program's own thread that are not over.
    blocking_on: usize,
    start: Option<Start>,
}

struct Run {
    references: u32,
    what: What,
    /// The task itself, or the one whose code made it.
    task: TaskId,
    is_new: bool,
}

/// A task whose first poll may have begun: or else it is dropped without any.
struct Start {
    span: u64,
    task: TaskId,
    at: Duration,
}

/// What a span stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A task.
    Task,
    /// The future of a `block_on`.
    Call,
    /// A closure on a thread of its own. The workers of a runtime are some, too.
    Blocking,
}

impl What {
    /// By the word that tokio has for it.
    pub(crate) fn of(kind: &str) -> Self {
        match kind {
            "block_on" => Self::Call,
            "blocking" => Self::Blocking,
            _ => Self::Task,
        }
    }
}

impl Spans {
    pub(crate) fn add(&mut self, span: u64, what: What, task: TaskId) {
        self.by_span.insert(span, Run { references: 1, what, task, is_new: true });
        if what == What::Call && current::thread() == OWN {
            self.blocking_on += 1;
        }
    }

    /// What a span stands for, and for which task; `None` for other spans.
    pub(crate) fn get(&self, span: u64) -> Option<(What, TaskId)> {
        self.by_span.get(&span).map(|run| (run.what, run.task))
    }

    /// Somebody else has it as well; false if it is another span.
    pub(crate) fn share(&mut self, span: u64) -> bool {
        let run = self.by_span.get_mut(&span);
        run.map(|run| run.references += 1).is_some()
    }

    fn of_this_thread(&mut self) -> &mut Vec<u64> {
        let thread = current::thread();
        if self.entered.len() <= thread {
            self.entered.resize_with(thread + 1, Vec::new);
        }
        &mut self.entered[thread]
    }

    /// This thread begins to poll it.
    pub(crate) fn enter(&mut self, span: u64, now: Duration) {
        self.of_this_thread().push(span);
        let Some(run) = self.by_span.get_mut(&span) else { return };
        if std::mem::take(&mut run.is_new) && run.what == What::Task {
            self.start = Some(Start { span, task: run.task, at: now });
        }
    }

    /// It has done so.
    pub(crate) fn exit(&mut self, span: u64) {
        let entered = self.of_this_thread();
        if let Some(index) = entered.iter().rposition(|entered| *entered == span) {
            entered.remove(index);
        }
    }

    /// The task that has begun, and when, to be asked before anything else is recorded.
    pub(crate) fn started(&mut self) -> Option<(TaskId, Duration)> {
        self.start.take().map(|start| (start.task, start.at))
    }

    /// Gives up one reference; what it was if that was the last.
    pub(crate) fn release(&mut self, span: u64) -> Option<(What, TaskId)> {
        let run = self.by_span.get_mut(&span)?;
        run.references -= 1;
        if run.references > 0 {
            return None;
        }
        let Run { what, task, .. } = self.by_span.remove(&span)?;
        if what == What::Call && current::thread() == OWN {
            self.blocking_on = self.blocking_on.saturating_sub(1);
        }
        // Nothing has happened since a thread was in it for the first time: it was dropped.
        self.start.take_if(|start| start.span == span);
        Some((what, task))
    }

    /// Whether this thread polls something: who waits then holds up others, or at least itself, instead
    /// of being a thread that has nothing to do.
    pub(crate) fn is_polling(&mut self) -> bool {
        let innermost = self.of_this_thread().last().copied();
        innermost.and_then(|span| self.get(span)).is_some_and(|(what, _)| what != What::Blocking)
    }

    /// Whether a wait of this thread is one of the program's own code.
    pub(crate) fn is_stopping(&mut self) -> bool {
        self.is_polling() || (current::thread() == OWN && self.blocking_on == 0)
    }
}

//! Which world a thread runs, and whether it runs the harness's code or the student's.
//!
//! Both share one thread: hooks, interposed functions and the tracer are called in the midst
//! of student code. What the harness itself does there must be neither recorded nor
//! virtualised, so it happens in a [`Section`].

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::state::State;

thread_local! {
    /// How many reasons there are to leave this thread alone: being outside of a world is
    /// one, each open section is another. Without a destructor, so that interposed functions
    /// may ask at any time in a thread's life.
    static REASONS: Cell<u32> = const { Cell::new(1) };
    static STATE: RefCell<Option<Arc<State>>> = const { RefCell::new(None) };
}

/// The harness's own work, for as long as it lives.
pub(crate) struct Section(());

impl Section {
    pub(crate) fn enter() -> Self {
        REASONS.set(REASONS.get() + 1);
        Self(())
    }
}

impl Drop for Section {
    fn drop(&mut self) {
        REASONS.set(REASONS.get() - 1);
    }
}

/// Does the harness's `work` on the world of this thread; nothing outside of a world or
/// inside of a section.
pub(crate) fn with<T>(work: impl FnOnce(&State) -> T) -> Option<T> {
    if REASONS.get() > 0 {
        return None;
    }
    let _section = Section::enter();
    STATE.with_borrow(|state| state.as_deref().map(work))
}

/// A thread's stay in a world.
pub(crate) struct Stay(());

/// Makes this thread run a world.
pub(crate) fn enter(state: Arc<State>) -> Stay {
    STATE.set(Some(state));
    REASONS.set(REASONS.get() - 1);
    Stay(())
}

impl Drop for Stay {
    fn drop(&mut self) {
        REASONS.set(REASONS.get() + 1);
        drop(STATE.take());
    }
}

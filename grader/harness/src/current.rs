//! Which world a thread runs, and whether it runs the harness's code or the student's.
//!
//! Both share one thread: hooks, interposed functions and the tracer are called in the midst
//! of student code. What the harness itself does there must be neither recorded nor
//! virtualised, so it happens in a [`Section`].

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::state::State;
use crate::threads::{Number, OWN};

thread_local! {
    /// How many reasons there are to leave this thread alone: being outside of a world is
    /// one, each open section is another. Without a destructor, so that interposed functions
    /// may ask at any time in a thread's life.
    static REASONS: Cell<u32> = const { Cell::new(1) };
    /// How often it asked for the time, or yielded to nobody, since it did anything else.
    static ASKED: Cell<u32> = const { Cell::new(0) };
    /// Which thread of its world it is.
    static THREAD: Cell<Number> = const { Cell::new(OWN) };
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
    with_shared(|state| work(state))
}

/// The same for work that keeps the world.
pub(crate) fn with_shared<T>(work: impl FnOnce(&Arc<State>) -> T) -> Option<T> {
    if REASONS.get() > 0 {
        return None;
    }
    let _section = Section::enter();
    STATE.with_borrow(|state| state.as_ref().map(work))
}

/// Counts that this thread asks for the time; how often it did before.
pub(crate) fn asks() -> u32 {
    ASKED.replace(ASKED.get().saturating_add(1))
}

/// This thread does something else.
pub(crate) fn asks_no_more() {
    ASKED.set(0);
}

/// Which thread of its world this is.
pub(crate) fn thread() -> Number {
    THREAD.get()
}

/// Makes this thread one of student code's, in a world that another one runs.
pub(crate) fn enter_as_member(state: Arc<State>, number: Number) {
    THREAD.set(number);
    STATE.set(Some(state));
    REASONS.set(REASONS.get() - 1);
}

/// What this thread does from now on is no part of any world.
pub(crate) fn leave_as_member() {
    REASONS.set(REASONS.get() + 1);
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

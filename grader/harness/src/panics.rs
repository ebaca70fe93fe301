//! Panics of student code: recorded, and not printed.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::OnceLock;

use crate::{current, record};

/// What stands for the message of a panic without one.
pub(crate) const NO_TEXT: &str = "a value that is not text";

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// Makes panics inside of worlds known to them; others go to the hook that was there before.
///
/// Done anew for each world: the code of an earlier case may have set a hook of its own.
pub(crate) fn install() {
    static PREVIOUS: OnceLock<Hook> = OnceLock::new();
    let previous = PREVIOUS.get_or_init(take_hook);
    // Drops the hook that is there, which may be the student's.
    contain(|| {
        set_hook(Box::new(move |info| {
            if !EXPECTED.get() && current::with(|state| state.panicked(info)).is_none() {
                previous(info);
            }
        }));
    });
}

thread_local! {
    /// Whether a panic would be nothing unusual, so that nobody need hear of it.
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// Runs code of tokio's that panics where it cannot be done; whether it could.
pub(crate) fn attempt(code: impl FnOnce()) -> bool {
    EXPECTED.set(true);
    let done = catch_unwind(AssertUnwindSafe(code)).is_ok();
    EXPECTED.set(false);
    done
}

/// Runs code that may run student code, and stops a panic there: it can no longer matter.
pub(crate) fn contain(code: impl FnOnce()) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(code)) {
        std::mem::forget(payload);
    }
}

/// The message in a panic's payload.
///
/// A payload may be any value of the student's, with any `Drop`: that one is not run.
pub(crate) fn message(payload: Box<dyn Any + Send>) -> String {
    let text = match payload.downcast_ref::<&'static str>() {
        Some(text) => Some(*text),
        None => payload.downcast_ref::<String>().map(String::as_str),
    };
    let message = record::message(text.unwrap_or(NO_TEXT));
    std::mem::forget(payload);
    message
}

//! Why a line is printed at another time.

use std::time::Duration;

use super::{Cause, real_waits};
use crate::run::{Run, TICK};

/// A line that was printed before a wait, and was due at its end. The finding has its line.
pub(crate) fn said_before_a_wait(run: Run<'_>, at: Duration, due: Duration) -> Option<Cause> {
    let waits = real_waits(run);
    let is_after = |from: Duration, to: Duration| from >= at && to.abs_diff(due) <= TICK;
    waits.iter().find(|wait| is_after(wait.from, wait.to))?;
    Some(Cause::new("this is printed before the wait, not after it", None))
}

/// A line that was printed after a wait, and was due before it.
pub(crate) fn said_after_a_wait(run: Run<'_>, at: Duration, due: Duration) -> Option<Cause> {
    let waits = real_waits(run);
    let is_before = |from: Duration, to: Duration| from.abs_diff(due) <= TICK && to.abs_diff(at) <= TICK;
    waits.iter().find(|wait| is_before(wait.from, wait.to))?;
    Some(Cause::new("this is printed after the wait, not before it", None))
}

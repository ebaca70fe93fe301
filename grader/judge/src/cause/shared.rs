//! Why what is shared is not what it should be.

use super::{Cause, line_of, real_waits};
use crate::run::Run;

/// Several that wait at one line at the same time: what one of them saw before, the others change
/// meanwhile.
pub(crate) fn out_of_date(run: Run<'_>) -> Option<Cause> {
    let waits: Vec<_> =
        real_waits(run).into_iter().filter_map(|wait| Some((line_of(run, &wait)?, wait))).collect();
    let together = |index: usize| {
        let (line, first) = &waits[index];
        waits
            .iter()
            .filter(|(other, wait)| other == line && wait.from < first.to && wait.to > first.from)
            .count()
    };
    let index = (0..waits.len()).find(|index| together(*index) > 1)?;
    let text = format!(
        "{} of them wait here at the same time: what one saw before, another may have changed since",
        together(index)
    );
    Some(Cause::new(text, Some(waits[index].0)))
}

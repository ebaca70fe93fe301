//! The lines that a case printed.

use std::time::Duration;

use grader_trace::{EventKind, Place, Stream};

use crate::run::Run;

/// A line that the case printed, without the blanks at its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Printed<'a> {
    pub(super) text: &'a str,
    pub(super) at: Duration,
    /// Innermost first.
    pub(super) places: &'a [Place],
}

/// All lines of a stream, but for blank ones.
pub(super) fn lines(run: Run<'_>, from: Stream) -> impl Iterator<Item = Printed<'_>> {
    run.trace.events.iter().filter_map(move |event| match &event.kind {
        EventKind::Print { stream, line } if *stream == from => {
            let text = line.trim_end();
            (!text.is_empty()).then_some(Printed { text, at: event.at.get(), places: &event.places })
        }
        _ => None,
    })
}

//! What a world does where student code prints.

use grader_trace::wire::EXIT_OUTPUT;
use grader_trace::{Event, EventKind, Places, Stream};

use super::{Inner, State};
use crate::interpose;
use crate::lines::{By, LONGEST};
use crate::places;

/// Stacks walked for printed lines, besides: who prints in a loop should not lose the places of all else.
/// A line takes 0.14 µs without its stack and 3 µs with it.
pub(super) const STACKS: u32 = 512;

impl State {
    /// Student code prints.
    pub(crate) fn print(&self, stream: Stream, bytes: &[u8]) {
        let inner = &mut *self.lock();
        let (at, task) = (self.clock.now(), self.task(inner));
        // What is beyond the limit ends the process, however much it is: a line of it will do.
        let most = self.limits.output.saturating_sub(inner.lines.bytes).saturating_add(LONGEST as u64);
        let bytes = &bytes[..bytes.len().min(usize::try_from(most).unwrap_or(usize::MAX))];
        let places = Places::from(if inner.prints_have_places() { places::stack() } else { Vec::new() });
        for (index, line) in inner.lines.feed(stream, bytes).into_iter().enumerate() {
            let is_told = index == 0 || inner.prints_have_places();
            let places = if is_told { places.clone() } else { Places::default() };
            inner.record.push(Event {
                at: at.into(),
                task,
                kind: EventKind::Print { stream, line: line.into() },
                places,
            });
        }
        inner.lines.begun_by(stream, By { at, task, places });
        if inner.lines.bytes > self.limits.output && inner.asked.is_none() {
            inner.record.hand_out();
            interpose::leave(EXIT_OUTPUT);
        }
    }
}

impl Inner {
    /// Whether the places of one more printed line are told.
    fn prints_have_places(&mut self) -> bool {
        let left = self.stacks_of_prints_left;
        self.stacks_of_prints_left = left.saturating_sub(1);
        left > 0
    }

    /// Records what was printed without an end of line.
    pub(super) fn end_lines(&mut self) {
        for (stream, line, By { at, task, places }) in self.lines.rest() {
            self.record.push(Event {
                at: at.into(),
                task,
                kind: EventKind::Print { stream, line: line.into() },
                places,
            });
        }
    }
}

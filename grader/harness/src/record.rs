//! Events on their way out of the world, in small groups.
//!
//! The world's thread hands a full group out by itself and waits until it is gone: what an
//! abort loses is then at most one group, and the same one in every run.

use grader_trace::{Event, EventKind};

use grader_trace::wire::{EXIT_TRACE, GROUP};

use crate::interpose;

/// Takes events out of the world.
pub(crate) type Sink = Box<dyn FnMut(Vec<Event>) + Send>;

/// Text that leaves together, in bytes: lines of output vary more than events do.
const GROUP_TEXT: usize = 64 << 10;
/// The longest message of a panic that is kept, and the longest URL, in bytes.
const LONGEST_MESSAGE: usize = 4 << 10;

/// The trace in the making.
pub(crate) struct Record {
    sink: Sink,
    group: Vec<Event>,
    text: usize,
    left: u64,
    over: bool,
}

impl Record {
    /// A record that ends the process beyond `limit` events.
    pub(crate) fn new(limit: u64, sink: Sink) -> Self {
        Self { sink, group: Vec::with_capacity(GROUP), text: 0, left: limit, over: false }
    }

    pub(crate) fn push(&mut self, event: Event) {
        if self.over {
            return;
        }
        if self.left == 0 {
            self.hand_out();
            interpose::leave(EXIT_TRACE);
        }
        self.left -= 1;
        self.text += text(&event.kind);
        self.group.push(event);
        if self.group.len() >= GROUP || self.text >= GROUP_TEXT {
            self.hand_out();
        }
    }

    pub(crate) fn hand_out(&mut self) {
        self.text = 0;
        if !self.group.is_empty() {
            (self.sink)(std::mem::replace(&mut self.group, Vec::with_capacity(GROUP)));
        }
    }

    /// Ends the record: what happens while the world is taken down is no part of it.
    pub(crate) fn close(&mut self) {
        self.hand_out();
        self.over = true;
    }
}

fn text(kind: &EventKind) -> usize {
    match kind {
        EventKind::Print { line, .. } => line.len(),
        EventKind::Panic { message } => message.len(),
        EventKind::Request { url, .. } => url.len(),
        _ => 0,
    }
}

/// A panic's message, or a URL, without what is too much of it.
pub(crate) fn message(text: &str) -> String {
    if text.len() <= LONGEST_MESSAGE {
        return text.to_owned();
    }
    format!("{}…", &text[..text.floor_char_boundary(LONGEST_MESSAGE)])
}

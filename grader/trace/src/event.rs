//! The events of a trace.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Ending, Nanos, Places, RequestEnd, RequestId, Text, Value, nanos};

/// A task of a world, numbered in the order of spawning; 0 is the call itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct TaskId(pub u32);

impl TaskId {
    /// The call itself, which tokio does not count as a task.
    pub const ROOT: Self = Self(0);
}

/// A timer of a world, numbered in the order of creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimerId(pub u32);

/// Something that happened, in the order in which it happened.
///
/// A trace has up to a hundred thousand, so each is small (40 bytes): what few of them have is boxed.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Virtual time since the start of the world.
    pub at: Nanos,
    /// The task that was being polled.
    pub task: TaskId,
    /// What happened.
    pub kind: EventKind,
    /// The student's lines that led here, innermost first; empty where none is known.
    pub places: Places,
}

/// What happened. Of what timers do the fields travel without their names, in this order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// A task was spawned.
    Spawn {
        /// The new task.
        child: TaskId,
    },
    /// The task was polled for the first time.
    Start,
    /// The task is over: it returned, panicked or was cancelled.
    End,
    /// A timer was made: a sleep, or the timer inside an interval or a timeout.
    Timer {
        /// The new timer.
        timer: TimerId,
    },
    /// A timer was polled and is not due yet.
    Wait {
        /// The timer.
        timer: TimerId,
        /// How long it has to go, in tokio's whole milliseconds.
        length: Nanos,
    },
    /// A timer was polled and is due.
    Fire {
        /// The timer.
        timer: TimerId,
    },
    /// A timer was dropped before it was due.
    Drop {
        /// The timer.
        timer: TimerId,
    },
    /// The thread of the runtime was blocked, and with it every task.
    Block {
        /// By what.
        how: BlockKind,
        /// For how long.
        length: Nanos,
    },
    /// A thread of student code's own, or one of the pool for blocking work, sleeps: that holds
    /// nobody up.
    Pause {
        /// For how long.
        length: Nanos,
    },
    /// A thread of student code's own waits for what nothing is left to bring about. Recorded when
    /// the world's own thread is stopped as well, right before that.
    Halt,
    /// The task was made to let others go first, at an operation where the runtime may do so: see
    /// [`Case::order`](crate::wire::Case::order).
    Yield,
    /// A random number was drawn from the course's generator.
    Draw(Box<Draw>),
    /// A blocking function that the course provides is called: what follows it is its doing.
    Call {
        /// The function of `crate::blocking`.
        function: Text,
    },
    /// The heartbeat that goes on beside the call comes too late. Beats in time are not recorded.
    Beat(Box<Beat>),
    /// A client of the course's sent a request. The timers by which the answer comes are not recorded.
    Request {
        /// The new request.
        request: RequestId,
        /// For what.
        url: Text,
    },
    /// The head of an answer has come; its text may take longer.
    Reply {
        /// The request.
        request: RequestId,
    },
    /// A request is over.
    Answer {
        /// The request.
        request: RequestId,
        /// How.
        end: RequestEnd,
    },
    /// A line was printed, by the task that printed the end of it; the last one of a stream may lack its
    /// end of line.
    Print {
        /// Where to.
        stream: Stream,
        /// The text without its end of line; bytes that are not UTF-8 are replaced.
        line: Text,
    },
    /// Student code ends the whole process, by exiting or by aborting.
    Quit,
    /// Student code asks the system for something that it may not have. It is the last event of its
    /// case.
    Forbidden {
        /// The number of the system call on this machine.
        call: i64,
    },
    /// Student code panicked, whether or not something caught it.
    Panic {
        /// The panic's message.
        message: Text,
    },
}

impl EventKind {
    /// The timer that it is about, if a timer did it.
    pub fn timer(&self) -> Option<TimerId> {
        match self {
            Self::Timer { timer }
            | Self::Wait { timer, .. }
            | Self::Fire { timer }
            | Self::Drop { timer } => Some(*timer),
            _ => None,
        }
    }

    /// The same, to be given another number.
    pub fn timer_mut(&mut self) -> Option<&mut TimerId> {
        match self {
            Self::Timer { timer }
            | Self::Wait { timer, .. }
            | Self::Fire { timer }
            | Self::Drop { timer } => Some(timer),
            _ => None,
        }
    }
}

/// A random number that was drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draw {
    /// The function of `crate::random`.
    pub function: Box<str>,
    /// What it returned: the value, or the indices chosen.
    pub value: Value,
}

/// A beat that comes too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beat {
    /// The time from one beat to the next.
    #[serde(with = "nanos")]
    pub every: Duration,
    /// How long ago it was due.
    #[serde(with = "nanos")]
    pub late: Duration,
}

/// How a thread was blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// `std::thread::sleep`.
    Sleep,
    /// Reading a clock again and again until it shows enough. Recorded when it is over, at the time at
    /// which it began.
    Busy,
    /// A wait for a lock, a channel, a wake-up or a thread's end, which another thread brought about
    /// or whose time was over. Recorded when it is over, at the time at which it began.
    Wait,
    /// A wait for a lock, a channel or a wake-up that nothing is left to bring about. It is the
    /// last event of its case, and its length is zero.
    Forever,
}

/// Where output goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// All that is known of one case.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// In the order in which they happened.
    pub events: Vec<Event>,
    /// How the case ended.
    pub ending: Ending,
    /// What the call returned, if it did.
    pub value: Option<Value>,
    /// Virtual time from start to end.
    pub elapsed: Duration,
    /// Tasks still alive when the call had returned.
    pub unfinished: u32,
}

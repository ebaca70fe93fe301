//! What a world records and how it travels.
//!
//! A *world* runs one *case* (one call of student code with given inputs and seed) and
//! records a [`Trace`]. The trace leaves the student's process as [`wire`] records, one JSON
//! object a line, and is read by [`reader`], which trusts nothing: the bytes come from a
//! process that ran student code.
//!
//! This crate knows nobody: not the harness that writes, not the judge that reads.

mod ending;
mod event;
mod limits;
mod nanos;
mod place;
pub mod reader;
mod text;
mod value;
mod web;
pub mod wire;

pub use ending::{Ending, LimitKind, Waiting};
pub use event::{Beat, BlockKind, Draw, Event, EventKind, Stream, TaskId, TimerId, Trace};
pub use limits::Limits;
pub use nanos::Nanos;
pub use place::{Location, Place, Places, course_file};
pub use text::Text;
pub use value::Value;
pub use web::{Answer, Reply, RequestEnd, RequestId, Web};

//! The world that runs beside student code: virtual time, seeded randomness, a trace.
//!
//! A [`World`] makes one call of student code on a fresh thread, under a paused tokio clock,
//! and records what the code did. A whole program, with runtimes of its own, has a world without that
//! clock: its time is what its threads' turns make of it. [`drive()`] is the main function of a process that does so for
//! the cases that a grader sends over a socket.
//!
//! Where things are:
//! - `drive`, `parent`: the process and its conversation with the grader;
//! - `inputs`, `value`: data in and out of the call; `requests`: what a client of the course's asks for;
//! - `world`, `root`, `hooks`: the runtime, the call and its tasks, and how a case ends;
//! - `heartbeat`: what goes on beside a call, to see whether anything can;
//! - `program`, `spans`: the same where it is a whole program, whose runtimes tell of tasks by spans;
//! - `state`, `current`: what a running world consists of, and which world a thread runs;
//! - `clock`, `threads`, `order`, `tasks`, `resources`, `lines`, `record`: its parts: virtual time, which
//!   thread runs, which task lets others go first, task numbers and random streams, timers, printed
//!   lines, and the events on their way out;
//! - `tracer`, `panics`, `places`: where events come from and where they point to;
//! - `interpose`: the libc functions that std calls. The crate's only unsafe code.
//!
//! A world has one thread of its own, which polls all tasks of a call. Threads that student code starts, the
//! pool behind `spawn_blocking` and the workers of other runtimes belong to it too: of all of them one runs
//! at a time (`threads`), so that what they do has one order, and time moves when all of them wait. That takes a process in which
//! there are no others, as a driver is.
//!
//! The harness never reads a clock, decides nothing about right and wrong, and knows no
//! expected values.

#![cfg_attr(
    not(all(target_os = "linux", target_env = "gnu")),
    expect(dead_code, reason = "some of what interposed functions call has no other caller")
)]

// rustdoc reads other flags, and builds nothing.
#[cfg(not(any(tokio_unstable, doc, doctest)))]
compile_error!(
    "the harness needs tokio's task hooks: build with `--cfg tokio_unstable`, which the course's \
     .cargo/config.toml sets. A RUSTFLAGS variable replaces that file's flags: unset it, or add \
     the flag to it"
);

mod ask;
mod clock;
mod current;
mod drive;
mod heartbeat;
mod hooks;
mod inputs;
mod lines;
mod order;
mod panics;
#[cfg(unix)]
mod parent;
mod places;
mod polls;
mod processor;
mod program;
mod record;
mod requests;
mod resources;
mod root;
mod spans;
mod state;
mod tasks;
mod threads;
mod tracer;
mod value;
mod world;

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod interpose;
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
#[path = "portable.rs"]
mod interpose;

use std::pin::Pin;

pub use drive::{Scenario, drive};
pub use inputs::{Input, Inputs};
pub use program::exit_code;
pub use value::{Output, value};
pub use world::World;

/// A future that stays on its thread.
pub type LocalBoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

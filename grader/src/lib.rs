//! Grades submissions of an async-Rust course: intake → build → run → judge → report.
//!
//! The command line is in [`cli`]; everything else neither prints nor exits.

pub mod build;
pub mod cache;
mod carried;
pub mod class;
pub mod cli;
pub mod confine;
pub mod course;
pub mod diff;
pub mod grade;
pub mod intake;
pub mod kit;
mod lock;
pub mod pack;
pub mod platform;
pub mod report;
pub mod roster;
pub mod scaffold;
pub mod scratch;
pub mod store;
pub mod toolchain;
pub mod verify;
pub mod watch;

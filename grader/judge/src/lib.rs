//! Judges what student code did: given a course, sources, compiler outcomes and traces, it
//! returns a report.
//!
//! Pure: it does no I/O, never reads a clock, and gives the same report for the same evidence.

mod cause;
mod compile;
pub mod course;
pub mod diagnostic;
mod ending;
pub mod escape;
pub mod evidence;
mod failure;
pub mod feedback;
pub mod form;
mod judge;
mod misfit;
mod orders;
mod repeat;
pub mod report;
mod requests;
pub mod rule;
mod run;
#[cfg(test)]
mod sample;
mod shrink;
mod smallest;
pub mod source;
pub mod timeline;
mod waits;
mod words;

pub use compile::{Root, compile_checks, compiles_checks};
pub use judge::{behaves, judge, judge_closely, unjudged};

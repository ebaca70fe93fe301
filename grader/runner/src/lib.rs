//! Runs programs under limits: *policy + command + inputs → ending + trace*.
//!
//! The only part of the grader that starts processes. It says how a process ended and what it
//! recorded; it does not know what was asked of it, and judges nothing.
//!
//! - [`process::run`] runs any command to its end, captures what it prints, and kills its whole
//!   process group, and with [`strays::adopt`] also what has left the group.
//! - [`interrupt::interrupt`] ends all that runs.
//! - [`attend::attend`] runs a program on our terminal, and waits for its end.
//! - [`scenario::Driver`] runs a driver: sends it its cases over a socketpair, reads back traces.
//! - [`sandbox`] keeps a program from doing harm; [`Policy::sandbox`] says in which layers.

#[cfg(target_os = "linux")]
pub mod attend;
mod capture;
mod child;
mod error;
pub mod interrupt;
mod policy;
pub mod process;
pub mod sandbox;
pub mod scenario;
#[cfg(target_os = "linux")]
pub mod strays;
mod symbols;
#[cfg(target_os = "linux")]
mod usage;

pub use capture::Captured;
pub use error::RunError;
pub use policy::Policy;

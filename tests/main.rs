//! The tests of the whole: the program as a user calls it, the corpus, and the layering.

#![expect(clippy::unwrap_used, reason = "what fails in a test fails the test")]

mod authors;
mod bad_inputs;
mod cache;
mod class;
mod cli;
mod compile;
mod compiled;
mod corpus;
mod docker;
mod endings;
mod fuzz;
mod init;
mod interrupted;
mod linked;
mod logging;
mod orders;
mod own_course;
mod pack;
mod pages;
mod printed;
mod program;
mod programs;
mod schema;
mod setup;
mod shell;
mod store;
mod students;
mod tidy;
mod verify;
mod watch;

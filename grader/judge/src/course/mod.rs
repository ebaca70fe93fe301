//! A course as data: exercises, the scenarios that call student code, the checks that judge.
//!
//! Everything here is plain data, read from TOML by [`read()`]. Nothing here knows the name of
//! an exercise.

pub(crate) mod call;
mod cases;
mod check;
pub mod driver;
pub(crate) mod exercise;
mod fit;
mod inputs;
mod limits;
mod name;
pub(crate) mod nearest;
mod page;
mod problem;
pub mod program;
mod read;
mod scenario;
pub(crate) mod table;
#[cfg(test)]
mod tests;
mod web;

use std::time::Duration;

use grader_trace::{Limits, Value};

pub use self::name::is_exercise_name;
pub use self::problem::{Problem, Problems};
pub use self::read::{CourseFile, read};
use crate::rule::Rule;

/// Where programs are, by their files' names: cargo finds them there.
pub(crate) const PROGRAMS: &str = "src/bin/";

/// A course.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// What reports call it.
    pub name: String,
    /// In the order in which students meet them.
    pub exercises: Vec<Exercise>,
}

/// One file for students to write, and how it is judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    /// The name of `checks/<id>.toml` and of the module.
    pub id: String,
    /// What reports call it.
    pub title: String,
    /// Its place in the course.
    pub order: i64,
    /// Ids of the earlier exercises that it calls.
    pub uses: Vec<String>,
    /// The student's file, relative to the course, such as `src/basic_wait.rs`.
    pub file: String,
    /// The functions that the stub leaves to be written; all that scenarios call where it is empty. An
    /// exercise is begun when one of them is.
    pub todo: Vec<String>,
    /// The calls that are made.
    pub scenarios: Vec<Scenario>,
    /// What is judged.
    pub checks: Vec<Check>,
}

/// A call of student code, made once for every combination of inputs and every seed; or a run of a whole
/// program, once for every seed.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Unique within the exercise.
    pub id: String,
    /// Whether it is the exercise's program that runs, each case in a process of its own: then the call
    /// is that of its `main`, and there are no inputs.
    pub is_program: bool,
    /// A Rust expression over the inputs, such as `basic_wait::wait_random(max).await`.
    pub call: String,
    /// The Rust type that the call must have, such as `Vec<Duration>`.
    pub output: String,
    /// What the value of the call is, in words that feedback uses, such as `the count after n adds`.
    pub result: Option<String>,
    /// In the order of the file.
    pub inputs: Vec<Input>,
    /// Seeds for each combination of inputs.
    pub cases: u32,
    /// Whether seeds are also orders in which tasks run, of those in which they may.
    pub explore: bool,
    /// The time from one beat to the next of a heartbeat that goes on beside each call, if there is one.
    pub heartbeat: Option<Duration>,
    /// Limits of each case and of the process that runs them.
    pub limits: Limits,
}

/// An input of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Its name in the call.
    pub name: String,
    /// Its Rust type, such as `usize`.
    pub ty: String,
    /// Smallest first, as an author should write them.
    pub values: Vec<Value>,
}

/// One thing that is judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Kebab-case, unique within the exercise, permanent.
    pub id: String,
    /// A sentence that is true of a right answer.
    pub title: String,
    /// Given when every rule holds in every case of every scenario.
    pub points: f64,
    /// Whether students see it.
    pub hidden: bool,
    /// Ids of the scenarios that it looks at.
    pub scenarios: Vec<String>,
    /// All must hold.
    pub rules: Vec<Rule>,
    /// The first nudges, the last nearly tells.
    pub hints: Vec<String>,
}

impl Course {
    /// The exercise of that id.
    pub fn exercise(&self, id: &str) -> Option<&Exercise> {
        self.exercises.iter().find(|exercise| exercise.id == id)
    }
}

impl Exercise {
    /// Whether it is a program, which is run, and not a module, whose functions are called.
    pub fn is_program(&self) -> bool {
        self.file.starts_with(PROGRAMS)
    }

    /// The points of all its checks.
    pub fn points(&self) -> f64 {
        self.checks.iter().map(|check| check.points).sum()
    }

    /// The scenario of that id.
    pub fn scenario(&self, id: &str) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }
}

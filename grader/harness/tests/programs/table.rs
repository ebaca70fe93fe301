//! The programs.

mod ends;
mod runs;

use std::time::Duration;

use grader_harness::Scenario;

/// A program, and what it does and says.
pub(crate) struct Program {
    pub(crate) scenario: Scenario,
    pub(crate) says: &'static [&'static str],
}

impl Program {
    pub(crate) fn id(&self) -> &'static str {
        match self.scenario {
            Scenario::Call { id, .. } | Scenario::Program { id, .. } => id,
        }
    }
}

/// All of them.
pub(crate) fn programs() -> impl Iterator<Item = &'static Program> {
    runs::PROGRAMS.iter().chain(ends::PROGRAMS)
}

/// Their files.
pub(crate) const FILES: &[&str] = &["programs/runs.rs", "programs/ends.rs"];

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// A `main` as a student writes it.
macro_rules! program {
    ($id:literal, $($main:tt)*) => {
        grader_harness::Scenario::Program {
            id: $id,
            run: || {
                $($main)*
                grader_harness::exit_code(main())
            },
        }
    };
}

use program;

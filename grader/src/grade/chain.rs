//! What there is to say where an exercise does not compile with everything that it could be built
//! with.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use grader_judge::course::Exercise;
use grader_judge::diagnostic::{self, Diagnostic};
use grader_judge::feedback;
use grader_judge::report::{ExerciseReport, Origin};

/// What an exercise uses, and how the student's own files for that did in earlier exercises.
pub(super) struct Used<'a> {
    pub(super) all: BTreeSet<String>,
    /// Whether all of them behave.
    pub(super) behave: bool,
    /// Those that were too much for an earlier exercise, though all behave.
    pub(super) too_much: Option<&'a BTreeSet<String>>,
}

/// A build that failed.
pub(super) struct Failed {
    /// The modules that were the student's own.
    pub(super) own: BTreeSet<String>,
    /// Why it does not compile.
    pub(super) errors: Vec<Diagnostic>,
}

impl Failed {
    /// Whether the exercise's own file is to blame, or may be.
    pub(super) fn is_of(&self, exercise: &Exercise) -> bool {
        !self.errors_of(exercise).is_empty() || self.own.len() > 1
    }

    /// The errors in the exercise's own file. Those in other files are told where they belong.
    fn errors_of(&self, exercise: &Exercise) -> Vec<Diagnostic> {
        let is_there = |error: &&Diagnostic| {
            error.location.as_ref().is_some_and(|location| location.file == exercise.file)
        };
        self.errors.iter().filter(is_there).cloned().collect()
    }
}

/// Why an exercise compiles with nothing: the errors with the student's own files around it come
/// first, because a student does not know the references.
pub(super) fn errors(exercise: &Exercise, failed: &[Failed]) -> Vec<Diagnostic> {
    let mut by_own: Vec<&Failed> = failed.iter().collect();
    by_own.sort_by_key(|failed| Reverse(failed.own.len()));
    let in_file = by_own.iter().map(|failed| failed.errors_of(exercise)).find(|errors| !errors.is_empty());
    in_file.unwrap_or_else(|| failed.iter().flat_map(|failed| failed.errors.clone()).collect())
}

/// Why an exercise was not run with the files that it should have been run with, where that is
/// its own doing. `own` are the modules of the student's own that it was run with.
pub(super) fn reason(
    exercise: &Exercise,
    used: &Used<'_>,
    own: &BTreeSet<String>,
    failed: &[Failed],
) -> Option<String> {
    let with: BTreeSet<_> = used.all.intersection(own).collect();
    failed.iter().find_map(|failed| {
        let with_before: BTreeSet<_> = used.all.intersection(&failed.own).collect();
        let names: Vec<&str> = with.symmetric_difference(&with_before).map(|id| id.as_str()).collect();
        let errors = failed.errors_of(exercise);
        let first = errors.first().filter(|_| !names.is_empty())?;
        let names = names.join(" and ");
        let said = if with_before.len() > with.len() {
            format!("This file does not compile with your own {names}, so it was run with the course's:")
        } else {
            let though =
                if used.behave { "that was too much for an earlier exercise" } else { "not all is right there" };
            format!(
                "This file was run with your own {names}, though {though}, because with the course's it does not \
                 compile:"
            )
        };
        Some(format!(
            "{}\n{}",
            feedback::paragraph(&said),
            diagnostic::compile_message(std::slice::from_ref(first))
        ))
    })
}

/// What to know of an exercise that was run with the student's own files though they are not right,
/// because there was nothing else.
pub(super) fn not_right(
    uses: &BTreeSet<String>,
    own: &BTreeSet<String>,
    behaving: &BTreeSet<String>,
) -> Option<String> {
    let wrong: Vec<&str> =
        uses.intersection(own).filter(|id| !behaving.contains(*id)).map(|id| &**id).collect();
    let names = wrong.join(" and ");
    let said = format!("This was run with your own {names}, where not all is right yet. Begin there.");
    (!wrong.is_empty()).then(|| feedback::paragraph(&said))
}

/// Whether a check failed because a limit was reached.
pub(super) fn reaches_limit(report: &ExerciseReport) -> bool {
    endings(report).any(|ending| ending.ends_with("-limit"))
}

/// How cases ended that did not return.
fn endings(report: &ExerciseReport) -> impl Iterator<Item = &str> {
    report.checks.iter().filter_map(|check| check.finding.ending.as_deref())
}

/// Why an exercise was run with references, though the student's own files behave.
pub(super) fn limit_reached(with: &BTreeMap<String, Origin>) -> String {
    let own = with.iter().filter(|(_, origin)| **origin == Origin::Own).map(|(id, _)| id.as_str());
    let own = own.collect::<Vec<_>>().join(" and ");
    feedback::paragraph(&format!(
        "With your own {own} this exercise needs more than it is allowed, so it was run with the course's."
    ))
}

/// Whether one did that is not measured: it is reached in every run.
pub(super) fn reaches_limit_each_time(report: &ExerciseReport) -> bool {
    endings(report).any(|ending| ["trace-limit", "output-limit", "time-limit"].contains(&ending))
}

/// Why an exercise was run with references, where an earlier one has reached a limit with the student's own.
pub(super) fn was_costly(used: &Used<'_>, own: &BTreeSet<String>) -> Option<String> {
    let costly = used.too_much.filter(|costly| costly.is_disjoint(own))?;
    let names = costly.iter().map(String::as_str).collect::<Vec<_>>().join(" and ");
    Some(feedback::paragraph(&format!(
        "With your own {names} an earlier exercise needs more than it is allowed, so this one was run with the \
         course's."
    )))
}

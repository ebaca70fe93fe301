//! Hints come in steps: how many of those of a check were asked for.

use std::collections::BTreeMap;

use grader_judge::course::Exercise;
use grader_judge::report::CheckReport;

/// How many hints were asked for, by exercise and check.
#[derive(Debug, Default)]
pub(super) struct Hints(BTreeMap<(String, String), usize>);

impl Hints {
    /// One more is asked for.
    pub(super) fn ask(&mut self, exercise: &str, check: &str) {
        *self.0.entry((exercise.to_owned(), check.to_owned())).or_default() += 1;
    }

    /// The hints of a check: those that were asked for, and how many there are.
    pub(super) fn of<'a>(&self, exercise: &'a Exercise, check: &CheckReport) -> (&'a [String], usize) {
        // Where the judge has none, the code never came to what the check asks for.
        let all = exercise.checks.iter().find(|one| one.id == check.id && check.hint.is_some());
        let all = all.map_or(&[][..], |one| &one.hints);
        let asked = self.0.get(&(exercise.id.clone(), check.id.clone())).copied().unwrap_or_default();
        (&all[..asked.min(all.len())], all.len())
    }
}

//! Which wrong answers a check catches, and which of them would get away without it.

use grader_judge::course::Exercise;
use grader_judge::report::ExerciseReport;

use super::outcome::failed;
use crate::report::verification::Strength;

/// How strong each check of an exercise is against these wrong answers, in the order of the course.
pub(super) fn of(exercise: &Exercise, wrong: &[(String, &ExerciseReport)]) -> Vec<Strength> {
    let strength = |check: &str| {
        let failing = wrong.iter().filter(|(_, report)| failed(report).any(|failed| failed == check));
        let alone = failing.clone().filter(|(_, report)| failed(report).count() == 1);
        Strength {
            check: check.to_owned(),
            fails: failing.map(|(name, _)| name.clone()).collect(),
            alone: alone.map(|(name, _)| name.clone()).collect(),
        }
    };
    exercise.checks.iter().map(|check| strength(&check.id)).collect()
}

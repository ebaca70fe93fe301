//! What a save has an effect on.

use std::collections::BTreeSet;

use grader_judge::course::Exercise;
use grader_judge::source;

use super::Answers;
use crate::intake::Handed;

/// The exercises of which another outcome is possible than before.
pub(super) fn affected(before: Option<&Answers>, now: &Answers) -> BTreeSet<String> {
    let exercises = now.course.course.exercises.iter();
    let is_affected = |exercise: &&Exercise| before.is_none_or(|before| differs(before, now, exercise));
    exercises.filter(is_affected).map(|exercise| exercise.id.clone()).collect()
}

/// The exercise whose file was saved, where no other file has changed, and it was neither removed nor
/// is another definition of the course the reason.
pub(super) fn only_file(before: &Answers, now: &Answers) -> Option<String> {
    if before.course.course != now.course.course {
        return None;
    }
    let ids = now.course.course.exercises.iter().map(|exercise| &exercise.id);
    let saved: Vec<&String> = ids.filter(|id| file(before, id) != file(now, id)).collect();
    match saved[..] {
        [only] if matches!(file(now, only), Some(Handed::Text(_))) => Some(only.clone()),
        _ => None,
    }
}

/// Whether something has changed of an exercise or of one that it uses.
fn differs(before: &Answers, now: &Answers, exercise: &Exercise) -> bool {
    with_used(now, exercise).iter().any(|id| {
        let definition = |answers: &Answers| answers.course.course.exercise(id).cloned();
        let reference = |answers: &Answers| answers.course.references.get(id).cloned();
        file(before, id) != file(now, id)
            || definition(before) != definition(now)
            || reference(before) != reference(now)
    })
}

/// An exercise and all that it uses, and that these use.
fn with_used(answers: &Answers, exercise: &Exercise) -> BTreeSet<String> {
    let course = &answers.course.course;
    let mut all = BTreeSet::from([exercise.id.clone()]);
    let mut open = vec![exercise];
    while let Some(exercise) = open.pop() {
        let mut used: BTreeSet<String> = exercise.uses.iter().cloned().collect();
        if let Some(Handed::Text(text)) = file(answers, &exercise.id) {
            used.extend(source::uses(text, exercise, course));
        }
        let new = used.into_iter().filter(|id| all.insert(id.clone())).collect::<Vec<_>>();
        open.extend(new.iter().filter_map(|id| course.exercise(id)));
    }
    all
}

fn file<'a>(answers: &'a Answers, id: &str) -> Option<&'a Handed> {
    answers.submission.files.get(id)
}

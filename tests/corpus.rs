//! What `solutions/` promises comes true, and no mistake that can be made of a reference gets full marks:
//! what `grader verify` says of this course. Adding a case is adding a file.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;

use grader::class;
use grader::intake::{Handed, Submission};
use grader::report::verification::Format;
use grader::verify::{self, Corpus, Graded, Outcome};
use grader_judge::report::{ExerciseReport, Status};

use crate::setup;

/// Exercises that are graded twice: a list of waits, and a program.
const TWICE: [&str; 2] = ["multiple_coroutines", "first_program"];

/// What the course promises of some exercises, with mutants of its references or without.
fn corpus(exercises: &BTreeSet<String>, with_mutants: bool) -> Corpus {
    Corpus::read(&setup::workspace().join("exercises"), &setup::course(), exercises, with_mutants).unwrap()
}

fn all() -> BTreeSet<String> {
    setup::course().references.into_keys().collect()
}

/// An answer and what must come of it.
pub(crate) struct Answer {
    pub(crate) exercise: String,
    pub(crate) source: String,
    pub(crate) expected: Outcome,
    file: String,
}

/// References, stubs, `accepted/` and `wrong/` of all exercises.
pub(crate) fn answers() -> Vec<Answer> {
    let answers = corpus(&all(), false).exercises.into_iter().flat_map(|promised| {
        let exercise = promised.exercise;
        promised.entries.into_iter().map(move |entry| Answer {
            exercise: exercise.clone(),
            expected: entry.expected.unwrap(),
            source: entry.source,
            file: entry.file,
        })
    });
    answers.collect()
}

fn grade(corpus: &Corpus, jobs: usize) -> Vec<Graded> {
    let mut grader = setup::grader(BTreeSet::new());
    verify::grade(&mut grader, corpus, NonZero::new(jobs).unwrap(), &())
}

#[test]
fn the_course_is_verified_whatever_else_the_machine_does() {
    let (corpus, part) = (corpus(&all(), true), corpus(&TWICE.map(str::to_owned).into(), true));
    // At the same time, with more jobs than there are processors: each is the other's load.
    let (graded, again) = std::thread::scope(|scope| {
        let other = scope.spawn(|| grade(&part, 1));
        (grade(&corpus, 2), other.join().unwrap())
    });
    let verification = verify::conclude(&setup::grader(BTreeSet::new()), &corpus, &graded);
    let exercises = &verification.exercises;
    assert!(exercises.iter().all(|one| one.accepted.of > 0 && one.wrong.of > 0), "{exercises:?}");
    assert!(exercises.iter().all(|one| one.mutants.as_ref().is_some_and(|mutants| mutants.of > 0)));
    assert!(verification.shortfalls.is_empty(), "{}", verification.render(Format::Human, false));

    let once = || corpus.exercises.iter().zip(&graded);
    for (promised, other) in part.exercises.iter().zip(&again) {
        let (_, one) = once().find(|(one, _)| one.exercise == promised.exercise).unwrap();
        let reports = |graded: &Graded| {
            let all = graded.entries.iter().chain(graded.mutants.iter().flatten());
            all.map(|report| serde_json::to_string_pretty(report).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(reports(one), reports(other));
    }
}

#[test]
fn right_answers_carry_the_exercises_that_build_on_them() {
    let course = setup::course();
    let building: Vec<_> = course.course.exercises.iter().filter(|one| !one.uses.is_empty()).collect();
    let is_built_on = |exercise: &String| building.iter().any(|one| one.uses.contains(exercise));
    let accepted = answers().into_iter().filter(|answer| answer.expected == Outcome::FullMarks);
    let accepted = accepted.filter(|answer| is_built_on(&answer.exercise));
    // One in three, spread over the exercises; all of them with `GRADER_TESTS=long`.
    let accepted = accepted.step_by(if setup::is_long() { 1 } else { 3 });
    let submissions: Vec<_> = accepted
        .map(|answer| {
            let mut files = course.references.clone();
            files.insert(answer.exercise, answer.source);
            let files: BTreeMap<_, _> =
                files.into_iter().map(|(id, source)| (id, Handed::Text(source))).collect();
            Submission { name: answer.file, files }
        })
        .collect();
    let building = building.iter().map(|exercise| exercise.id.clone()).collect();
    let reports = class::grade(&setup::grader(building), &submissions, NonZero::new(2).unwrap(), &(), &());
    let wrong: Vec<_> = reports
        .iter()
        .filter(|report| report.score < report.max_score)
        .map(|report| {
            let told = report.exercises.iter().flat_map(told).collect::<Vec<_>>().join("\n");
            format!("{}: {} of {}\n{told}", report.submission.for_terminal(), report.score, report.max_score)
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), reports.len(), wrong.join("\n"));
}

/// What failed, as a student reads it.
fn told(report: &ExerciseReport) -> Vec<String> {
    let checks = report.checks.iter().filter(|check| check.status == Status::Failed);
    let checks = checks.map(|check| format!("{}: {}", check.id, check.feedback.clone().unwrap_or_default()));
    checks.chain(report.message.clone()).collect()
}

//! The copy of a course in which a student works: it has no references, and its stubs are the student's
//! own files.

use std::collections::BTreeMap;

use grader::grade::Grader;
use grader::intake::{Handed, Submission};
use grader_judge::report::{ExerciseReport, Origin, Verdict};

use crate::program::RIGHT;
use crate::setup;

const RIGHT_TOO: &str = include_str!("../solutions/src/multiple_coroutines.rs");
const WRONG: &str = include_str!("../solutions/wrong/basic_wait/whole_seconds.rs");
const BROKEN: &str = include_str!("../solutions/wrong/basic_wait/missing_import.rs");
const OTHER_SIGNATURE: &str = "pub async fn wait_random(max_delay: f64) -> f64 { max_delay }";

/// Grades both exercises, and tells of the same in the order in which it was told.
fn graded(first: Option<&str>, later: &str) -> [ExerciseReport; 2] {
    let files = [("basic_wait", first), ("multiple_coroutines", Some(later))];
    let files = files.into_iter().filter_map(|(id, text)| Some((id.to_owned(), text?.to_owned())));
    let files: BTreeMap<String, String> = files.collect();
    let mut grader = setup::grader(["basic_wait", "multiple_coroutines"].map(str::to_owned).into());
    grader.course.references.clear();
    grader.course.stubs = files.clone();
    let handed = files.into_iter().map(|(id, text)| (id, Handed::Text(text))).collect();
    reports(&grader, &Submission { name: "me".into(), files: handed })
}

fn reports(grader: &Grader, submission: &Submission) -> [ExerciseReport; 2] {
    let mut told = Vec::new();
    let report = grader.grade_each(submission, |report| told.push(report.clone()));
    assert_eq!(told, report.exercises);
    told.try_into().unwrap()
}

#[test]
fn an_exercise_is_judged_with_the_students_own_earlier_ones() {
    let [first, later] = graded(Some(RIGHT), RIGHT_TOO);
    assert_eq!([first.verdict, later.verdict], [Verdict::Accepted; 2], "{later:?}");
    assert_eq!(later.with["basic_wait"], Origin::Own);
    assert_eq!(later.message, None);
}

#[test]
fn that_those_are_not_right_is_told() {
    let [first, later] = graded(Some(WRONG), RIGHT_TOO);
    assert_eq!(first.verdict, Verdict::Rejected);
    assert_eq!(later.with["basic_wait"], Origin::Own);
    let message = later.message.unwrap_or_default();
    assert!(message.contains("run with your own basic_wait, where not all is right yet"), "{message}");
}

#[test]
fn that_they_do_not_compile_is_told() {
    let [first, later] = graded(Some(BROKEN), RIGHT_TOO);
    assert_eq!([first.verdict, later.verdict], [Verdict::CompileError; 2]);
    let message = later.message.unwrap_or_default();
    assert!(message.contains("src/basic_wait.rs"), "{message}");
}

#[test]
fn that_they_are_missing_is_told() {
    for first in [None, Some("pub async fn wait_random() { todo!() }")] {
        let [_, later] = graded(first, RIGHT_TOO);
        assert_eq!(later.verdict, Verdict::Error);
        let message = later.message.unwrap_or_default();
        assert!(message.starts_with("finish basic_wait first"), "{message}");
    }
}

#[test]
fn a_call_that_does_not_fit_is_told_by_what_the_course_asks_for() {
    let [first, _] = graded(Some(OTHER_SIGNATURE), RIGHT_TOO);
    let told = format!("{:?} {:?}", first.message, first.checks);
    assert!(told.contains("with `max: Duration` to give"), "{told}");
}

//! JUnit XML, as servers for continuous integration read it: a suite for each exercise of a submission,
//! a case for each check. No times: they would be others in each run.

use grader_judge::feedback::points;
use grader_judge::report::{CheckReport, ExerciseReport, Status, SubmissionReport, Verdict};
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::Report;
use super::words::{explanation, verdict};

pub(super) fn render(report: &Report) -> String {
    let mut all = quick_junit::Report::new(&report.course);
    for submission in &report.submissions {
        all.add_test_suites(submission.exercises.iter().map(|exercise| suite(submission, exercise)));
    }
    all.to_string().expect("it goes to memory")
}

fn suite(submission: &SubmissionReport, exercise: &ExerciseReport) -> TestSuite {
    let name = format!("{}.{}", submission.submission.for_terminal(), exercise.exercise);
    let mut suite = TestSuite::new(&name);
    suite.add_property(("score", points(exercise.score).as_str()));
    suite.add_property(("max_score", points(exercise.max_score).as_str()));
    suite.add_test_cases(exercise.checks.iter().map(|check| {
        let mut case = TestCase::new(&check.id, status(exercise, check));
        case.set_classname(&name);
        case
    }));
    suite
}

fn status(exercise: &ExerciseReport, check: &CheckReport) -> TestCaseStatus {
    let kind = match (check.status, exercise.verdict) {
        (Status::Passed, _) => return TestCaseStatus::success(),
        (Status::Error, _) | (_, Verdict::Error) => NonSuccessKind::Error,
        // Who handed nothing in, or what does not compile, has not passed; "skipped" would be green.
        (Status::Failed | Status::Skipped, _) => NonSuccessKind::Failure,
    };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(check.finding.ending.as_deref().unwrap_or_else(|| verdict(exercise.verdict)));
    status.set_message(&check.title);
    status.set_description(explanation(exercise, check));
    status
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_suite_for_each_exercise() {
        insta::assert_snapshot!(render(&sample::report()));
    }

    #[test]
    fn it_is_read_back_by_who_reads_it() {
        let read = quick_junit::Report::deserialize_from_str(&render(&sample::report())).unwrap();
        assert_eq!((read.tests, read.failures, read.errors), (13, 7, 2));
    }
}

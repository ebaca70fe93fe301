//! Gradescope's `results.json`: one submission, a test for each check.
//!
//! A hidden check is hidden there, too. Gradescope then shows students no total, because they could
//! tell from it whether they passed.

use grader_judge::report::{CheckReport, ExerciseReport, Status, SubmissionReport};
use serde::Serialize;

use super::words::{explanation, verdict};
use super::{NotOne, Report};

#[derive(Serialize)]
struct Results<'a> {
    score: f64,
    output: String,
    output_format: Format,
    test_output_format: Format,
    test_name_format: Format,
    visibility: Visibility,
    stdout_visibility: Visibility,
    extra_data: Extra<'a>,
    tests: Vec<Test>,
}

#[derive(Serialize)]
struct Test {
    name: String,
    number: String,
    score: f64,
    max_score: f64,
    status: &'static str,
    output: String,
    tags: Vec<String>,
    visibility: Visibility,
}

/// What is kept beside the results, for who reads them by program.
#[derive(Serialize)]
struct Extra<'a> {
    schema: &'a str,
    grader: &'a str,
    seed: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    Text,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Visibility {
    Visible,
    Hidden,
}

pub(super) fn render(report: &Report) -> Result<String, NotOne> {
    let submission = report.only()?;
    let results = Results {
        score: submission.score,
        output: output(submission),
        output_format: Format::Text,
        test_output_format: Format::Text,
        test_name_format: Format::Text,
        visibility: Visibility::Visible,
        stdout_visibility: Visibility::Hidden,
        extra_data: Extra { schema: &report.schema, grader: &report.grader, seed: report.seed },
        tests: submission
            .exercises
            .iter()
            .zip(1..)
            .flat_map(|(exercise, number)| tests_of(exercise, number))
            .collect(),
    };
    Ok(serde_json::to_string_pretty(&results).expect("results are plain data") + "\n")
}

/// What came of each exercise.
fn output(submission: &SubmissionReport) -> String {
    let line = |exercise: &ExerciseReport| format!("{}: {}\n", exercise.exercise, verdict(exercise.verdict));
    submission.exercises.iter().map(line).collect()
}

fn tests_of(exercise: &ExerciseReport, number: usize) -> impl Iterator<Item = Test> {
    exercise
        .checks
        .iter()
        .zip(1..)
        .map(move |(check, part)| test(exercise, check, format!("{number}.{part}")))
}

fn test(exercise: &ExerciseReport, check: &CheckReport, number: String) -> Test {
    Test {
        name: format!("{}: {}", exercise.exercise, check.title),
        number,
        score: check.score,
        max_score: check.max_score,
        status: if check.status == Status::Passed { "passed" } else { "failed" },
        output: explanation(exercise, check),
        tags: vec![format!("{}::{}", exercise.exercise, check.id)],
        visibility: if check.hidden { Visibility::Hidden } else { Visibility::Visible },
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_test_for_each_check() {
        let mut report = sample::report();
        report.submissions.truncate(1);
        insta::assert_snapshot!(render(&report).unwrap());
    }

    #[test]
    fn it_is_of_one_submission() {
        assert_eq!(render(&sample::report()).unwrap_err().count, 2);
    }
}

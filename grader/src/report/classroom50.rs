//! Classroom 50's `result.json`, schema `classroom50/result/v1`: one submission, a test for each check.
//!
//! It is published where the student reads it, and its score is the one that counts: a hidden check has its
//! score in it, and nothing else. Scores are whole numbers there.

use grader_judge::report::{CheckReport, ExerciseReport, Status};
use serde::Serialize;

use super::words::explanation;
use super::{NotOne, Report};

/// Whose submission it is, as the platform says in the environment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Identity {
    classroom: String,
    assignment: String,
    submission: String,
    commit: String,
    release: String,
    review: String,
}

impl Identity {
    /// Reads it from the environment of a runner.
    ///
    /// # Errors
    /// With the names of all variables that are missing.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, Vec<&'static str>> {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let mut missing = Vec::new();
        let mut get = |name| {
            set(name).unwrap_or_else(|| {
                missing.push(name);
                String::new()
            })
        };
        let commit = get("COMMIT_URL");
        let identity = Self {
            classroom: get("CLASSROOM"),
            assignment: get("ASSIGNMENT"),
            submission: get("SUBMISSION_TAG"),
            release: get("RELEASE_URL"),
            review: set("REVIEW_URL").unwrap_or_else(|| commit.clone()),
            commit,
        };
        if missing.is_empty() { Ok(identity) } else { Err(missing) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Graded<'a> {
    schema: &'static str,
    #[serde(flatten)]
    identity: &'a Identity,
    score: u64,
    max_score: u64,
    tests: Vec<Test>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Test {
    test_name: String,
    passed: bool,
    score: u64,
    max_score: u64,
    #[serde(skip_serializing_if = "String::is_empty")]
    feedback: String,
}

pub(super) fn render(report: &Report, identity: &Identity) -> Result<String, NotOne> {
    let submission = report.only()?;
    let checks =
        || submission.exercises.iter().flat_map(|one| one.checks.iter().map(move |check| (one, check)));
    let unit = unit(&checks().flat_map(|(_, check)| [check.score, check.max_score]).collect::<Vec<_>>());
    let tests: Vec<Test> = checks().map(|(exercise, check)| test(exercise, check, unit)).collect();
    let result = Graded {
        schema: "classroom50/result/v1",
        identity,
        score: tests.iter().map(|test| test.score).sum(),
        max_score: tests.iter().map(|test| test.max_score).sum(),
        tests,
    };
    Ok(serde_json::to_string_pretty(&result).expect("a result is plain data") + "\n")
}

/// How many parts of a point make all points whole: 1, 10, 100 or 1000.
fn unit(points: &[f64]) -> f64 {
    let whole =
        |unit: &f64| points.iter().all(|points| ((points * unit).round() - points * unit).abs() < 1e-6);
    [1.0, 10.0, 100.0].into_iter().find(whole).unwrap_or(1000.0)
}

fn test(exercise: &ExerciseReport, check: &CheckReport, unit: f64) -> Test {
    let number = |points: f64| (points * unit).round() as u64;
    let passed = check.status == Status::Passed;
    let shown = !check.hidden;
    Test {
        test_name: format!("{}: {}", exercise.exercise, if shown { &check.title } else { "a hidden check" }),
        passed,
        score: number(check.score),
        max_score: number(check.max_score),
        feedback: if shown && !passed { explanation(exercise, check) } else { String::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn environment(name: &str) -> Option<String> {
        (name != "REVIEW_URL").then(|| format!("the {name}"))
    }

    #[test]
    fn a_test_for_each_check() {
        let mut report = sample::report();
        report.submissions.truncate(1);
        let identity = Identity::read(environment).unwrap();
        insta::assert_snapshot!(render(&report, &identity).unwrap());
    }

    #[test]
    fn what_is_missing_is_named() {
        let missing = Identity::read(|name| (name == "CLASSROOM").then(String::new)).unwrap_err();
        assert_eq!(missing, ["COMMIT_URL", "CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "RELEASE_URL"]);
    }

    #[test]
    fn points_are_whole() {
        assert_eq!(unit(&[1.0, 3.0]), 1.0);
        assert_eq!(unit(&[0.1 + 0.2, 3.0]), 10.0);
        assert_eq!(unit(&[0.25]), 100.0);
        assert_eq!(unit(&[1.0 / 3.0]), 1000.0);
    }
}

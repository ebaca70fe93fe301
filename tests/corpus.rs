//! The corpus in `solutions/`: every file gets what its folder says. Adding a case is adding a
//! file.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};

use grader::class;
use grader::grade::Grader;
use grader::intake::Submission;
use grader_judge::report::{ExerciseReport, Status, SubmissionReport, Verdict};

use crate::setup;

/// A file of the corpus and what must come of it.
struct Entry {
    exercise: String,
    submission: Submission,
    expected: Expected,
}

#[derive(Debug, PartialEq)]
enum Expected {
    FullMarks,
    NotStarted,
    /// Exactly these checks fail.
    Fails(BTreeSet<String>),
}

/// References, stubs, `accepted/` and `wrong/` of all exercises.
fn corpus() -> Vec<Entry> {
    let root = setup::workspace();
    let course = setup::course();
    let mut entries = Vec::new();
    for exercise in &course.course.exercises {
        let mut add = |name: String, source: &str, expected| {
            let submission = setup::submission(&name, &exercise.id, source);
            entries.push(Entry { exercise: exercise.id.clone(), submission, expected });
        };
        add(format!("stub {}", exercise.id), &course.stubs[&exercise.id], Expected::NotStarted);
        add(format!("reference {}", exercise.id), &course.references[&exercise.id], Expected::FullMarks);
        for kind in ["accepted", "wrong"] {
            for path in setup::members(&root.join("solutions").join(kind).join(&exercise.id)) {
                let source = fs::read_to_string(&path).unwrap();
                let name = format!("{kind} {} {}", exercise.id, path.file_stem().unwrap().display());
                let expected = if kind == "accepted" { Expected::FullMarks } else { fails(&name, &source) };
                add(name, &source, expected);
            }
        }
    }
    entries
}

/// The checks named in the first line: `//! fails: concurrent, no-sort`.
fn fails(name: &str, source: &str) -> Expected {
    let first = source.lines().next().unwrap_or_default();
    let checks =
        first.strip_prefix("//! fails: ").unwrap_or_else(|| panic!("{name} does not say what fails"));
    Expected::Fails(checks.split(',').map(|check| check.trim().to_owned()).collect())
}

fn came_of(report: &ExerciseReport) -> Expected {
    match report.verdict {
        Verdict::Accepted if report.score == report.max_score => Expected::FullMarks,
        Verdict::NotStarted if report.score == 0.0 => Expected::NotStarted,
        Verdict::Rejected => {
            let failed = report.checks.iter().filter(|check| check.status == Status::Failed);
            Expected::Fails(failed.map(|check| check.id.clone()).collect())
        }
        _ => panic!("{:?}: {:?}", report.verdict, report.message),
    }
}

/// Grades each entry for its own exercise alone.
fn grade(entries: &[Entry], jobs: usize) -> Vec<SubmissionReport> {
    let mut reports = Vec::new();
    for exercise in entries.iter().map(|entry| &entry.exercise).collect::<BTreeSet<_>>() {
        let grader: Grader = setup::grader(BTreeSet::from([exercise.clone()]));
        let submissions: Vec<_> = entries
            .iter()
            .filter(|entry| entry.exercise == *exercise)
            .map(|entry| entry.submission.clone())
            .collect();
        reports.extend(class::grade(&grader, &submissions, NonZero::new(jobs).unwrap(), |_| {}));
    }
    reports.sort_by(|one, other| one.submission.cmp(&other.submission));
    reports
}

#[test]
fn every_file_gets_what_its_folder_says_whatever_else_the_machine_does() {
    let mut entries = corpus();
    entries.sort_by(|one, other| one.submission.name.cmp(&other.submission.name));
    let reports = grade(&entries, 1);
    let wrong: Vec<_> = entries
        .iter()
        .zip(&reports)
        .map(|(entry, report)| (entry, came_of(&report.exercises[0]), report))
        .filter(|(entry, came, _)| entry.expected != *came)
        .map(|(entry, came, report)| {
            format!("{}: expected {:?}, got {came:?}\n{:#?}", report.submission, entry.expected, told(report))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} files:\n\n{}", wrong.len(), entries.len(), wrong.join("\n"));

    let again = under_load(|| grade(&entries, 2));
    let text = |reports: &[SubmissionReport]| serde_json::to_string_pretty(reports).unwrap();
    for (one, other) in reports.iter().zip(&again) {
        assert_eq!(text(std::slice::from_ref(one)), text(std::slice::from_ref(other)), "{}", one.submission);
    }
}

/// What failed, as a student reads it.
fn told(report: &SubmissionReport) -> Vec<String> {
    let checks = report.exercises[0].checks.iter().filter(|check| check.status == Status::Failed);
    checks.map(|check| format!("{}: {}", check.id, check.feedback.clone().unwrap_or_default())).collect()
}

/// Runs `work` while every processor is kept busy by others.
fn under_load<T>(work: impl FnOnce() -> T) -> T {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, NonZero::get) {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
            });
        }
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        done.store(true, Ordering::Relaxed);
        result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

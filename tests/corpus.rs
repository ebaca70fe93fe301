//! The corpus in `solutions/`: every file gets what its folder says. Adding a case is adding a
//! file.
//!
//! The first line of a wrong file says what comes of it, and a second one may say why:
//!
//! ```text
//! //! fails: concurrent, no-sort        exactly these checks fail
//! //! does not fit: returns-handle      the same, because a signature is another one
//! //! does not compile: E0425           the error's code, or words of its message
//! //! because: awaited before           words that stand in what the student reads
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZero;

use grader::class;
use grader::grade::Grader;
use grader::intake::{Handed, Submission};
use grader_judge::report::{ExerciseReport, Status, SubmissionReport, Verdict};

use crate::setup;

/// A file of the corpus and what must come of it.
pub(crate) struct Entry {
    pub(crate) exercise: String,
    pub(crate) source: String,
    submission: Submission,
    pub(crate) expected: Expected,
    /// Words that a student reads.
    because: Option<String>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Expected {
    FullMarks,
    NotStarted,
    /// Exactly these checks fail.
    Fails(BTreeSet<String>),
    /// Exactly these checks fail, some because their call does not fit the code.
    DoesNotFit(BTreeSet<String>),
    /// It does not compile.
    CompileError,
}

/// References, stubs, `accepted/` and `wrong/` of all exercises.
pub(crate) fn corpus() -> Vec<Entry> {
    let root = setup::workspace();
    let course = setup::course();
    let mut entries = Vec::new();
    for exercise in &course.course.exercises {
        let mut add = |name: String, source: &str, expected| {
            let submission = setup::submission(&name, &exercise.id, source);
            let (expected, because) = expected;
            let (exercise, source) = (exercise.id.clone(), source.to_owned());
            entries.push(Entry { exercise, source, submission, expected, because });
        };
        add(format!("stub {}", exercise.id), &course.stubs[&exercise.id], (Expected::NotStarted, None));
        let reference = &course.references[&exercise.id];
        add(format!("reference {}", exercise.id), reference, (Expected::FullMarks, None));
        for kind in ["accepted", "wrong"] {
            for path in setup::members(&root.join("solutions").join(kind).join(&exercise.id)) {
                let source = fs::read_to_string(&path).unwrap();
                let name = format!("{kind} {} {}", exercise.id, path.file_stem().unwrap().display());
                let wrong = kind == "wrong";
                let expected = if wrong { announced(&name, &source) } else { (Expected::FullMarks, None) };
                add(name, &source, expected);
            }
        }
    }
    entries
}

/// What the first lines of a wrong file say: what comes of it, and why.
fn announced(name: &str, source: &str) -> (Expected, Option<String>) {
    let mut lines = source.lines();
    let first = lines.next().unwrap_or_default();
    let because = lines.next().and_then(|line| line.strip_prefix("//! because: ")).map(str::to_owned);
    if let Some(words) = first.strip_prefix("//! does not compile: ") {
        assert_eq!(because, None, "{name}: the compiler's error is the reason");
        return (Expected::CompileError, Some(words.to_owned()));
    }
    let checks = |words: &str| words.split(',').map(|check| check.trim().to_owned()).collect();
    if let Some(words) = first.strip_prefix("//! does not fit: ") {
        return (Expected::DoesNotFit(checks(words)), because);
    }
    let words = first.strip_prefix("//! fails: ").unwrap_or_else(|| panic!("{name} does not say what fails"));
    (Expected::Fails(checks(words)), because)
}

fn came_of(report: &ExerciseReport) -> Expected {
    match report.verdict {
        Verdict::Accepted if report.score == report.max_score => Expected::FullMarks,
        Verdict::NotStarted if report.score == 0.0 => Expected::NotStarted,
        Verdict::CompileError if report.score == 0.0 => Expected::CompileError,
        Verdict::Rejected => {
            let failed = report.checks.iter().filter(|check| check.status == Status::Failed);
            let misfit = failed.clone().any(|check| check.finding.ending.as_deref() == Some("compile-error"));
            let failed = failed.map(|check| check.id.clone()).collect();
            if misfit { Expected::DoesNotFit(failed) } else { Expected::Fails(failed) }
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
        reports.extend(class::grade(&grader, &submissions, NonZero::new(jobs).unwrap(), &()));
    }
    reports.sort_by(|one, other| one.submission.cmp(&other.submission));
    reports
}

#[test]
fn every_file_gets_what_its_folder_says_whatever_else_the_machine_does() {
    let mut entries = corpus();
    entries.sort_by(|one, other| one.submission.name.cmp(&other.submission.name));
    // Twice at the same time, with more jobs than there are processors: each is the other's load.
    let (reports, again) = std::thread::scope(|scope| {
        let one = scope.spawn(|| grade(&entries, 1));
        let other = grade(&entries, 2);
        (one.join().unwrap(), other)
    });
    let wrong: Vec<_> = entries
        .iter()
        .zip(&reports)
        .map(|(entry, report)| (entry, &report.exercises[0]))
        .filter(|(entry, report)| {
            let reason = entry.because.as_ref().is_none_or(|words| is_told(report, words));
            entry.expected != came_of(report) || !reason
        })
        .map(|(entry, report)| {
            let Entry { submission, expected, because, .. } = entry;
            let (name, came, told) = (&submission.name, came_of(report), told(report));
            format!("{name}: expected {expected:?} because {because:?}, got {came:?}\n{}", told.join("\n"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} files:\n\n{}", wrong.len(), entries.len(), wrong.join("\n"));

    let text = |reports: &[SubmissionReport]| serde_json::to_string_pretty(reports).unwrap();
    for (one, other) in reports.iter().zip(&again) {
        assert_eq!(
            text(std::slice::from_ref(one)),
            text(std::slice::from_ref(other)),
            "{:?}",
            one.submission
        );
    }
}

#[test]
fn right_answers_carry_the_exercises_that_build_on_them() {
    let course = setup::course();
    let all: BTreeSet<String> = course.references.keys().cloned().collect();
    let accepted = corpus().into_iter().filter(|entry| entry.expected == Expected::FullMarks);
    let submissions: Vec<_> = accepted
        .map(|entry| {
            let mut files = course.references.clone();
            files.insert(entry.exercise, entry.source);
            let files = files.into_iter().map(|(id, source)| (id, Handed::Text(source))).collect();
            Submission { files, ..entry.submission }
        })
        .collect();
    let reports = class::grade(&setup::grader(all), &submissions, NonZero::new(2).unwrap(), &());
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

/// Whether a student reads those words, on however many lines.
fn is_told(report: &ExerciseReport, words: &str) -> bool {
    let feedback = report.checks.iter().filter_map(|check| check.feedback.as_deref());
    feedback.chain(report.message.as_deref()).any(|text| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.contains(words)
    })
}

/// What failed, as a student reads it.
fn told(report: &ExerciseReport) -> Vec<String> {
    let checks = report.checks.iter().filter(|check| check.status == Status::Failed);
    let checks = checks.map(|check| format!("{}: {}", check.id, check.feedback.clone().unwrap_or_default()));
    checks.chain(report.message.clone()).collect()
}

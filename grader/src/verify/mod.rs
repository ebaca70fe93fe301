//! Proves a course: what its author says of each answer comes true, its checks catch what they are there
//! for, and no mistake that can be made of a reference gets full marks.

mod conclude;
mod corpus;
mod header;
mod mutant;
mod outcome;
mod strength;
mod survivors;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;

use grader_judge::report::{ExerciseReport, Verdict};
use serde::Serialize;

pub use self::conclude::conclude;
pub use self::corpus::{Corpus, CorpusError, Entry, Kind, Promised};
pub use self::mutant::{Change, Mutant, mutants};
pub use self::outcome::Outcome;
use crate::class::{self, Follow};
use crate::grade::Grader;
use crate::intake::{Handed, Submission};

/// What came of all that is promised of an exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Graded {
    /// Of each entry.
    pub entries: Vec<ExerciseReport>,
    /// Of each mutant; of none, where the reference itself does not get full marks.
    pub mutants: Option<Vec<ExerciseReport>>,
}

/// Grades all that a course promises, each answer for its own exercise alone and with references for
/// the earlier ones, in up to `jobs` threads. `follow` is told of each.
pub fn grade(grader: &mut Grader, corpus: &Corpus, jobs: NonZero<usize>, follow: &dyn Follow) -> Vec<Graded> {
    let all = std::mem::take(&mut grader.exercises);
    let graded = corpus.exercises.iter().map(|promised| of_one(grader, promised, jobs, follow)).collect();
    grader.exercises = all;
    graded
}

fn of_one(grader: &mut Grader, promised: &Promised, jobs: NonZero<usize>, follow: &dyn Follow) -> Graded {
    let id = &promised.exercise;
    grader.exercises = BTreeSet::from([id.clone()]);
    let answers = promised.entries.iter();
    let answers: Vec<_> = answers.map(|entry| submission(id, entry.file.clone(), &entry.source)).collect();
    let entries = reports(grader, &answers, jobs, follow);
    let is_right = promised
        .entries
        .iter()
        .zip(&entries)
        .any(|(entry, report)| entry.kind == Kind::Reference && report.verdict == Verdict::Accepted);
    let mutants = promised.mutants.as_ref().filter(|_| is_right).map(|mutants| {
        let named = |(index, mutant): (usize, &Mutant)| {
            submission(id, format!("{id}, mutant {}", index + 1), &mutant.source)
        };
        let mutants: Vec<_> = mutants.iter().enumerate().map(named).collect();
        reports(grader, &mutants, jobs, follow)
    });
    Graded { entries, mutants }
}

fn submission(exercise: &str, name: String, source: &str) -> Submission {
    let files = BTreeMap::from([(exercise.to_owned(), Handed::Text(source.to_owned()))]);
    Submission { name, files }
}

/// What the only exercise of each submission gets.
fn reports(
    grader: &Grader,
    submissions: &[Submission],
    jobs: NonZero<usize>,
    follow: &dyn Follow,
) -> Vec<ExerciseReport> {
    let reports = class::grade(grader, submissions, jobs, &(), follow);
    reports.into_iter().flat_map(|report| report.exercises).collect()
}

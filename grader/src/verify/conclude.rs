//! Compares what came with what was promised.

use std::collections::BTreeMap;

use grader_judge::course::Exercise;
use grader_judge::report::ExerciseReport;

use super::corpus::{Corpus, Entry, Kind, Promised, reasons_file};
use super::mutant::Mutant;
use super::outcome::{self, Outcome};
use super::{Graded, strength};
use crate::confine;
use crate::grade::Grader;
use crate::report::verification::{
    Count, Mutants, SCHEMA, Shortfall, Strength, Survivor, Verification, Verified,
};

/// What comes of all exercises, and all that falls short, of what this grader has graded.
pub fn conclude(grader: &Grader, corpus: &Corpus, graded: &[Graded]) -> Verification {
    let course = &grader.course.course;
    let mut shortfalls = corpus.strays.clone();
    let mut verified = Vec::new();
    let mut not_graded = NotGraded::default();
    for (promised, graded) in corpus.exercises.iter().zip(graded) {
        let exercise = course.exercise(&promised.exercise).expect("what is promised is of the course");
        let part = Part { exercise, promised, graded };
        shortfalls.extend(promised.shortfalls.iter().cloned());
        shortfalls.extend(part.answers());
        let one = part.verified();
        shortfalls.extend(part.unproven(&one.checks));
        shortfalls.extend(part.survivors());
        shortfalls.extend(part.stale_reasons());
        not_graded.add(&part);
        verified.push(one);
    }
    shortfalls.extend(not_graded.shortfalls());
    Verification {
        schema: SCHEMA,
        grader: env!("CARGO_PKG_VERSION"),
        course: course.name.clone(),
        sandbox: confine::in_report(grader.sandbox.as_ref()),
        exercises: verified,
        shortfalls,
    }
}

/// An exercise, what is promised of it, and what came.
struct Part<'a> {
    exercise: &'a Exercise,
    promised: &'a Promised,
    graded: &'a Graded,
}

impl<'a> Part<'a> {
    fn entries(&self) -> impl Iterator<Item = (&'a Entry, &'a ExerciseReport)> {
        self.promised.entries.iter().zip(&self.graded.entries)
    }

    /// The mutants, if they were graded.
    fn mutants(&self) -> Option<Vec<(&'a Mutant, Outcome)>> {
        let mutants = self.promised.mutants.as_ref()?.iter();
        Some(mutants.zip(self.graded.mutants.as_ref()?.iter().map(Outcome::of)).collect())
    }

    /// Answers of which something else came than was promised.
    fn answers(&self) -> impl Iterator<Item = Shortfall> {
        self.entries().filter_map(|(entry, report)| shortfall(entry, report))
    }

    fn verified(&self) -> Verified {
        let count = |kind| {
            let of_kind = self.entries().filter(|(entry, _)| entry.kind == kind);
            let good: Vec<bool> = of_kind.map(|(entry, report)| is_as_promised(entry, report)).collect();
            Count { good: good.iter().filter(|good| **good).count(), of: good.len() }
        };
        let wrong: Vec<_> = self
            .entries()
            .filter(|(entry, _)| entry.kind == Kind::Wrong)
            .map(|(entry, report)| (stem(&entry.file), report))
            .collect();
        Verified {
            exercise: self.exercise.id.clone(),
            reference: Count { of: 1, ..count(Kind::Reference) },
            stub: count(Kind::Stub),
            accepted: count(Kind::Accepted),
            wrong: count(Kind::Wrong),
            mutants: self.mutants().map(|mutants| self.count(&mutants)),
            checks: strength::of(self.exercise, &wrong),
        }
    }

    fn count(&self, mutants: &[(&Mutant, Outcome)]) -> Mutants {
        let not_compiled = mutants.iter().filter(|(_, came)| is_not_compiled(came)).count();
        let not_graded = mutants.iter().filter(|(_, came)| *came == Outcome::NotGraded).count();
        let survivors: Vec<_> = survivors(mutants).map(|mutant| self.survivor(mutant)).collect();
        let of = mutants.len() - not_compiled;
        Mutants { of, caught: of - survivors.len() - not_graded, not_compiled, survivors }
    }

    fn survivor(&self, mutant: &Mutant) -> Survivor {
        let reason = self.promised.reasons.iter().find(|reason| reason.is_about(mutant));
        Survivor {
            line: mutant.line,
            change: mutant.change.words(),
            before: mutant.before.clone(),
            after: mutant.after.clone(),
            because: reason.map(|reason| reason.because.clone()),
        }
    }

    /// Checks of which nothing shows that they can fail, where all wrong answers were graded.
    fn unproven(&self, checks: &[Strength]) -> impl Iterator<Item = Shortfall> {
        let exercise = &self.exercise.id;
        let is_known = self
            .entries()
            .all(|(entry, report)| entry.kind != Kind::Wrong || Outcome::of(report) != Outcome::NotGraded);
        let unproven = checks.iter().filter(move |check| is_known && check.fails.is_empty());
        unproven.map(|one| Shortfall::Check { exercise: exercise.clone(), check: one.check.clone() })
    }

    /// Mutants with full marks that nobody has given a reason for.
    fn survivors(&self) -> Vec<Shortfall> {
        let mutants = self.mutants().unwrap_or_default();
        let survivors = survivors(&mutants).map(|mutant| self.survivor(mutant));
        let unexplained = survivors.filter(|survivor| survivor.because.is_none());
        let shortfall = |survivor: Survivor| Shortfall::Survivor {
            file: format!("solutions/{}", self.exercise.file),
            reasons: reasons_file(&self.exercise.id),
            survivor,
        };
        unexplained.map(shortfall).collect()
    }

    /// Reasons that say nothing, or are about nothing that survives.
    fn stale_reasons(&self) -> Vec<Shortfall> {
        let Some(mutants) = self.mutants() else { return Vec::new() };
        let file = reasons_file(&self.exercise.id);
        let told = self.promised.reasons.iter().filter_map(|reason| {
            let mut about = mutants.iter().filter(|(mutant, _)| reason.is_about(mutant)).peekable();
            let why = if reason.because.trim().is_empty() {
                "It gives no reason."
            } else if about.peek().is_none() {
                "No mutant of the reference is this one: write both lines as they are told, or take it away."
            } else if about.any(|(_, came)| matches!(came, Outcome::FullMarks | Outcome::NotGraded)) {
                return None;
            } else {
                "This mutant does not survive: take the reason away."
            };
            let (before, after) = (reason.before.clone(), reason.after.clone());
            Some(Shortfall::Reason { file: file.clone(), before, after, why })
        });
        told.collect()
    }
}

fn survivors<'a>(mutants: &[(&'a Mutant, Outcome)]) -> impl Iterator<Item = &'a Mutant> {
    mutants.iter().filter(|(_, came)| *came == Outcome::FullMarks).map(|(mutant, _)| *mutant)
}

/// What the compiler finds is no mistake that a check would have to find.
fn is_not_compiled(came: &Outcome) -> bool {
    matches!(came, Outcome::CompileError | Outcome::DoesNotFit(_))
}

fn is_as_promised(entry: &Entry, report: &ExerciseReport) -> bool {
    entry.expected == Some(Outcome::of(report))
        && entry.because.as_ref().is_none_or(|words| outcome::is_told(report, words))
}

/// How an answer falls short of what is promised.
fn shortfall(entry: &Entry, report: &ExerciseReport) -> Option<Shortfall> {
    let came = Outcome::of(report);
    if is_as_promised(entry, report) || came == Outcome::NotGraded {
        return None;
    }
    let (file, told) = (entry.file.clone(), Box::new(report.clone()));
    let because = entry.because.clone().filter(|_| entry.expected.as_ref() == Some(&came));
    Some(match because {
        Some(because) => Shortfall::Unsaid { file, because, told },
        None => {
            let expected = entry.expected.as_ref().map(ToString::to_string);
            Shortfall::Answer { file, expected, came: came.to_string(), told }
        }
    })
}

/// The name of an answer without its folder.
fn stem(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.trim_end_matches(".rs").to_owned()
}

/// What could not be graded, by reason: an interruption or a full disk hits many.
#[derive(Default)]
struct NotGraded(BTreeMap<String, Vec<String>>);

impl NotGraded {
    fn add(&mut self, part: &Part<'_>) {
        let entries = part.entries().map(|(entry, report)| (entry.file.clone(), report));
        let mutants = part.graded.mutants.iter().flatten();
        let mutants = mutants
            .zip(1..)
            .map(|(report, number)| (format!("solutions/{}, mutant {number}", part.exercise.file), report));
        for (file, report) in entries.chain(mutants) {
            if Outcome::of(report) == Outcome::NotGraded {
                let why = report.message.as_deref().unwrap_or("a check could not be decided");
                self.0.entry(why.to_owned()).or_default().push(file);
            }
        }
    }

    fn shortfalls(self) -> impl Iterator<Item = Shortfall> {
        self.0.into_iter().map(|(why, files)| Shortfall::NotGraded { files, why })
    }
}

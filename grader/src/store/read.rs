//! What is in a store: its runs, and results as they stand.

use std::collections::{BTreeMap, HashMap};

use grader_judge::escape::Raw;
use grader_judge::report::{ExerciseReport, SubmissionReport, Verdict};
use rusqlite::{Row, params};

use super::key::Key;
use super::{Store, StoreError};
use crate::report::{Report, SCHEMA, Sandbox, blank};

/// What is said of an exercise that has no result.
const NOT_GRADED: &str = "it was not graded yet";

/// Which results of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The newest of each exercise of each submission, whichever run they are of.
    Newest,
    /// Those of one run.
    Run(i64),
}

/// A run that is over, or was cut off.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// Its number.
    pub id: i64,
    /// When it began, in UTC: `2026-11-26T10:00:00Z`.
    pub begun: String,
    /// When it ended, where it did.
    pub ended: Option<String>,
    /// The first seed.
    pub seed: u64,
    /// The first line of what the compiler says of itself.
    pub toolchain: String,
    /// The version of the grader.
    pub grader: String,
    /// Submissions, and how many of them were graded in this run, have an earlier result, or could not be
    /// graded; those that were not come to are none of these.
    pub submissions: usize,
    /// Graded in this run.
    pub graded: usize,
    /// With the result of an earlier one.
    pub recalled: usize,
    /// Not graded, through no fault of the student's.
    pub failed: usize,
}

/// Results, and what they were made of.
#[derive(Debug)]
pub struct Results {
    /// As a report. Of several runs, the head is the newest one's.
    pub report: Report,
    /// What was handed in for each submission of the report: exercises and texts.
    pub files: Vec<BTreeMap<String, String>>,
    /// What the results of each submission depend on, of the newest run that has it.
    pub made_with: Vec<MadeWith>,
    /// The file of each exercise, by its id.
    pub places: BTreeMap<String, String>,
    /// So many submissions of runs that were cut off have no result at all.
    pub waiting: usize,
}

/// What a result depends on besides the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeWith {
    /// A digest of the course.
    pub course: Key,
    /// Version and sources of the grader.
    pub grader: String,
    /// All that the compiler says of itself.
    pub toolchain: String,
    /// The first seed.
    pub seed: String,
    /// What submissions were kept from.
    pub sandbox: String,
}

/// A row of a run.
struct Head {
    id: i64,
    course: String,
    exercises: String,
    made_with: MadeWith,
}

impl Store {
    /// All runs, the oldest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn history(&self) -> Result<Vec<Past>, StoreError> {
        let all = "SELECT run.id, begun, ended, seed, toolchain, grader, count(entry.name), \
                   count(CASE WHEN result.run = run.id THEN 1 END), \
                   count(CASE WHEN result.run <> run.id THEN 1 END), count(entry.failure) \
                   FROM run LEFT JOIN entry ON entry.run = run.id LEFT JOIN result ON result.id = entry.result \
                   GROUP BY run.id ORDER BY run.id";
        let connection = self.connection();
        let read = || -> rusqlite::Result<_> { connection.prepare(all)?.query_map([], past)?.collect() };
        read().map_err(self.failed())
    }

    /// Results of a store. Everybody has all exercises of which there is a result: those that were not graded
    /// say so.
    ///
    /// # Errors
    /// Where it cannot be read, is empty, or has no such run.
    pub fn results(&self, which: Which) -> Result<Results, StoreError> {
        let mut heads = self.heads()?;
        heads.reverse();
        if let Which::Run(run) = which {
            heads.retain(|head| head.id == run);
        }
        let empty = || StoreError::Empty { path: self.path.clone() };
        let newest = heads.first().ok_or_else(|| match which {
            Which::Newest => empty(),
            Which::Run(run) => StoreError::NoRun { path: self.path.clone(), run },
        })?;
        let order: Vec<(String, String)> = self.parsed(&newest.exercises)?;
        let mut found = Vec::new();
        for head in heads.iter().filter(|head| head.course == newest.course) {
            self.add(head, order.len(), &mut found)?;
        }
        let like = patterns(&found, &order);
        if like.is_empty() {
            return Err(empty());
        }
        let (mut submissions, mut files, mut made_with, mut waiting) = (vec![], vec![], vec![], 0);
        for mut one in found {
            waiting += usize::from(one.waits);
            one.complete(&like);
            submissions.push(one.report);
            files.push(one.handed);
            made_with.push(one.made);
        }
        let sandbox: Sandbox = self.parsed(&newest.made_with.sandbox)?;
        let grader = newest.made_with.grader.split(' ').next().unwrap_or_default().to_owned();
        let seed = newest.made_with.seed.parse().unwrap_or_default();
        let course = newest.course.clone();
        let report =
            Report { schema: SCHEMA.into(), grader: grader.into(), course, seed, sandbox, submissions };
        Ok(Results { report, files, made_with, places: order.into_iter().collect(), waiting })
    }

    fn heads(&self) -> Result<Vec<Head>, StoreError> {
        let all =
            "SELECT id, course, exercises, course_key, grader, toolchain, seed, sandbox FROM run ORDER BY id";
        let connection = self.connection();
        let read = || -> rusqlite::Result<_> { connection.prepare(all)?.query_map([], head)?.collect() };
        read().map_err(self.failed())
    }

    /// Adds what a run has of submissions and exercises that newer ones do not have.
    fn add(&self, head: &Head, exercises: usize, found: &mut Vec<Found>) -> Result<(), StoreError> {
        let mut places: HashMap<String, usize> = HashMap::new();
        for (place, one) in found.iter().enumerate() {
            places.insert(one.report.submission.to_compare().to_owned(), place);
        }
        for Kept { name, result, report } in self.kept(head.id)? {
            let place = places.get(&name).copied();
            if place.is_some_and(|place| found[place].report.exercises.len() >= exercises) {
                continue;
            }
            let mut report: SubmissionReport = match report {
                Some(report) => self.parsed(&report)?,
                None => nothing_of(),
            };
            report.submission = Raw::new(name.as_str());
            let handed = result.map_or_else(|| Ok(BTreeMap::new()), |result| self.handed(result))?;
            let waits = report.exercises.is_empty();
            match place {
                None => found.push(Found { report, handed, made: head.made_with.clone(), waits }),
                Some(place) => found[place].complete_with(report, &handed),
            }
        }
        Ok(())
    }

    /// What came of each submission of a run, in its order.
    fn kept(&self, run: i64) -> Result<Vec<Kept>, StoreError> {
        let all = "SELECT name, entry.result, coalesce(result.report, entry.failure) \
                   FROM entry LEFT JOIN result ON result.id = entry.result \
                   WHERE entry.run = ?1 ORDER BY position";
        let kept = |row: &Row<'_>| Ok(Kept { name: row.get(0)?, result: row.get(1)?, report: row.get(2)? });
        let connection = self.connection();
        let read = || -> rusqlite::Result<_> { connection.prepare(all)?.query_map([run], kept)?.collect() };
        read().map_err(self.failed())
    }

    fn handed(&self, result: i64) -> Result<BTreeMap<String, String>, StoreError> {
        let all = "SELECT exercise, text FROM handed JOIN file ON file.key = handed.file WHERE result = ?1";
        let connection = self.connection();
        let pair = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let read = || -> rusqlite::Result<_> {
            connection.prepare(all)?.query_map(params![result], pair)?.collect()
        };
        read().map_err(self.failed())
    }

    fn parsed<T: serde::de::DeserializeOwned>(&self, json: &str) -> Result<T, StoreError> {
        serde_json::from_str(json).map_err(|source| StoreError::Report { path: self.path.clone(), source })
    }
}

/// An entry of a run.
struct Kept {
    name: String,
    result: Option<i64>,
    /// Nothing where the run has not come to it.
    report: Option<String>,
}

/// What was found of a submission so far, in newer runs.
struct Found {
    report: SubmissionReport,
    handed: BTreeMap<String, String>,
    made: MadeWith,
    /// Whether nothing of it was graded yet.
    waits: bool,
}

impl Found {
    /// Makes the exercises those of everybody, and adds points up.
    fn complete(&mut self, like: &[ExerciseReport]) {
        let mut own = std::mem::take(&mut self.report.exercises);
        let exercises = like.iter().map(|like| {
            let place = own.iter().position(|own| own.exercise == like.exercise);
            let not_graded = || blank::exercise(like, Verdict::Error, Some(NOT_GRADED));
            place.map_or_else(not_graded, |place| own.swap_remove(place))
        });
        self.report.exercises = exercises.collect();
        let sum = |points: fn(&ExerciseReport) -> f64| {
            self.report.exercises.iter().fold(0.0, |sum, exercise| sum + points(exercise))
        };
        let (score, max_score) = (sum(|exercise| exercise.score), sum(|exercise| exercise.max_score));
        (self.report.score, self.report.max_score) = (score, max_score);
    }

    /// Takes from an older run the exercises that newer ones do not have.
    fn complete_with(&mut self, older: SubmissionReport, handed: &BTreeMap<String, String>) {
        self.waits &= older.exercises.is_empty();
        for exercise in older.exercises {
            // One that could not be graded stands as that: an older result may be of other files.
            if self.report.exercises.iter().any(|newer| newer.exercise == exercise.exercise) {
                continue;
            }
            if let Some(text) = handed.get(&exercise.exercise) {
                self.handed.insert(exercise.exercise.clone(), text.clone());
            }
            self.report.exercises.push(exercise);
        }
    }
}

/// The report of a submission that was not come to.
fn nothing_of() -> SubmissionReport {
    SubmissionReport {
        submission: Raw::new(""),
        student: None,
        score: 0.0,
        max_score: 0.0,
        exercises: Vec::new(),
    }
}

/// An example of each exercise of which there is a result, in the order of the course; not of those that it
/// has no longer.
fn patterns(found: &[Found], order: &[(String, String)]) -> Vec<ExerciseReport> {
    let all = || found.iter().flat_map(|one| &one.report.exercises);
    order.iter().filter_map(|(id, _)| all().find(|exercise| exercise.exercise == *id)).cloned().collect()
}

fn past(row: &Row<'_>) -> rusqlite::Result<Past> {
    let (toolchain, grader): (String, String) = (row.get(4)?, row.get(5)?);
    Ok(Past {
        id: row.get(0)?,
        begun: row.get(1)?,
        ended: row.get(2)?,
        seed: row.get::<_, String>(3)?.parse().unwrap_or_default(),
        toolchain: toolchain.lines().next().unwrap_or_default().to_owned(),
        grader: grader.split(' ').next().unwrap_or_default().to_owned(),
        submissions: count(row, 6)?,
        graded: count(row, 7)?,
        recalled: count(row, 8)?,
        failed: count(row, 9)?,
    })
}

fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or_default())
}

fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    let made_with = MadeWith {
        course: row.get(3)?,
        grader: row.get(4)?,
        toolchain: row.get(5)?,
        seed: row.get(6)?,
        sandbox: row.get(7)?,
    };
    Ok(Head { id: row.get(0)?, course: row.get(1)?, exercises: row.get(2)?, made_with })
}

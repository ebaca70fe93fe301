//! A run: one call of `grader grade`, and what it writes.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use grader_judge::escape::Raw;
use grader_judge::report::SubmissionReport;
use grader_runner::interrupt::is_interrupted;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params, params};

use super::key::{self, Key};
use super::{Store, StoreError};
use crate::class::{Keep, is_failed};
use crate::confine;
use crate::grade::Grader;
use crate::intake::{Handed, Submission};

const NOW: &str = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";

/// A run that goes on.
pub struct Run<'a> {
    store: &'a Store,
    /// Its number.
    id: i64,
    setting: Key,
    regrades: bool,
    /// What could not be written; it is tried again at the end.
    unwritten: Mutex<Vec<Unwritten>>,
    /// Is told of the first result that cannot be written.
    tell: &'a (dyn Fn(&StoreError) + Sync),
    /// Submissions and the results of earlier gradings that they got.
    recalled: Mutex<HashMap<String, i64>>,
}

/// What came of a submission.
#[derive(Debug, Clone)]
struct Unwritten {
    name: String,
    key: Key,
    report: SubmissionReport,
    files: Vec<(String, String)>,
}

impl Store {
    /// Begins a run over submissions of these names, or goes on with the last one, where that was the
    /// same and was cut off. Where it regrades, only its own results count. `tell` is called as soon as a
    /// result cannot be written: it is tried again at the end.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn begin<'a>(
        &'a self,
        grader: &Grader,
        names: &[String],
        regrades: bool,
        tell: &'a (dyn Fn(&StoreError) + Sync),
    ) -> Result<Run<'a>, StoreError> {
        let setting = key::setting(grader);
        let mut connection = self.connection();
        let id = begin(&mut connection, grader, &setting, names, regrades).map_err(self.failed())?;
        drop(connection);
        let (unwritten, recalled) = (Mutex::default(), Mutex::default());
        Ok(Run { store: self, id, setting, regrades, unwritten, tell, recalled })
    }
}

fn begin(
    connection: &mut Connection,
    grader: &Grader,
    setting: &Key,
    names: &[String],
    regrades: bool,
) -> rusqlite::Result<i64> {
    let transaction = connection.transaction()?;
    let cut_off = "SELECT id FROM run WHERE id = (SELECT max(id) FROM run) \
                   AND ended IS NULL AND setting = ?1 AND regrades = ?2";
    let cut_off = transaction.query_row(cut_off, params![setting, regrades], |row| row.get(0)).optional()?;
    let id = match cut_off {
        Some(id) if is_of(&transaction, id, names)? => id,
        _ => insert(&transaction, grader, setting, regrades)?,
    };
    name_entries(&transaction, id, names)?;
    transaction.commit()?;
    Ok(id)
}

/// Whether a run was over these submissions: all that it has come to are among them. Another command would
/// take away what it has.
fn is_of(transaction: &Transaction<'_>, run: i64, names: &[String]) -> rusqlite::Result<bool> {
    let come_to = "SELECT name FROM entry WHERE run = ?1 AND coalesce(result, failure) IS NOT NULL";
    let mut come_to = transaction.prepare(come_to)?;
    let come_to = come_to.query_map([run], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let names: HashSet<&str> = names.iter().map(String::as_str).collect();
    Ok(come_to.iter().all(|name| names.contains(name.as_str())))
}

fn insert(
    transaction: &Transaction<'_>,
    grader: &Grader,
    setting: &Key,
    regrades: bool,
) -> rusqlite::Result<i64> {
    let course = &grader.course.course;
    let exercises: Vec<_> = course.exercises.iter().map(|exercise| (&exercise.id, &exercise.file)).collect();
    let json = |value: serde_json::Result<String>| value.expect("names become JSON");
    transaction.execute(
        &format!(
            "INSERT INTO run (begun, setting, regrades, grader, toolchain, course, course_key, exercises, seed, \
             sandbox) VALUES ({NOW}, :setting, :regrades, :grader, :toolchain, :course, :course_key, \
             :exercises, :seed, :sandbox)"
        ),
        named_params! {
            ":setting": setting,
            ":regrades": regrades,
            ":grader": key::GRADER,
            ":toolchain": grader.kit.toolchain.version,
            ":course": course.name,
            ":course_key": key::course(&grader.course),
            ":exercises": json(serde_json::to_string(&exercises)),
            ":seed": grader.seed.to_string(),
            ":sandbox": json(serde_json::to_string(&confine::in_report(grader.sandbox.as_ref()))),
        },
    )?;
    Ok(transaction.last_insert_rowid())
}

/// Makes the entries of a run those of these names: of one that was cut off some may be gone.
fn name_entries(transaction: &Transaction<'_>, run: i64, names: &[String]) -> rusqlite::Result<()> {
    transaction.execute("UPDATE entry SET position = -1 WHERE run = ?1", [run])?;
    let mut name = transaction.prepare(
        "INSERT INTO entry (run, name, position) VALUES (?1, ?2, ?3) \
         ON CONFLICT DO UPDATE SET position = excluded.position",
    )?;
    for (position, one) in names.iter().enumerate() {
        name.execute(params![run, one, position as i64])?;
    }
    transaction.execute("DELETE FROM entry WHERE run = ?1 AND position = -1", [run])?;
    Ok(())
}

impl Keep for Run<'_> {
    fn recall(&self, submission: &Submission) -> Option<SubmissionReport> {
        let key = key::submission(&self.setting, submission);
        // What cannot be read is graded again: nothing is lost by that.
        let (result, report) = self.find(&key).ok().flatten()?;
        let mut report: SubmissionReport = serde_json::from_str(&report).ok()?;
        report.submission = Raw::new(submission.name.as_str());
        let mut recalled = self.recalled.lock().unwrap_or_else(PoisonError::into_inner);
        recalled.insert(submission.name.clone(), result);
        Some(report)
    }

    fn keep(&self, submission: &Submission, report: &SubmissionReport) {
        let files = submission.files.iter().filter_map(|(exercise, handed)| match handed {
            Handed::Text(text) => Some((exercise.clone(), text.clone())),
            _ => None,
        });
        let came = Unwritten {
            name: submission.name.clone(),
            key: key::submission(&self.setting, submission),
            report: report.clone(),
            files: files.collect(),
        };
        // Nobody is to blame for what was interrupted: what was there before stands.
        if is_failed(report) && is_interrupted() {
            return;
        }
        if let Err(error) = self.write(&came) {
            let mut unwritten = self.unwritten.lock().unwrap_or_else(PoisonError::into_inner);
            if unwritten.is_empty() {
                (self.tell)(&self.store.failed()(error));
            }
            unwritten.push(came);
        }
    }
}

impl Run<'_> {
    /// Its number in the store.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// How many results were in the store already.
    pub fn recalled(&self) -> usize {
        self.recalled.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The newest result of a key that counts.
    fn find(&self, key: &Key) -> rusqlite::Result<Option<(i64, String)>> {
        let oldest = if self.regrades { self.id } else { 0 };
        let newest = "SELECT id, report FROM result WHERE key = ?1 AND run >= ?2 ORDER BY id DESC LIMIT 1";
        let connection = self.store.connection();
        let mut newest = connection.prepare(newest)?;
        newest.query_row(params![key, oldest], |row| Ok((row.get(0)?, row.get(1)?))).optional()
    }

    fn write(&self, came: &Unwritten) -> rusqlite::Result<()> {
        let mut connection = self.store.connection();
        let transaction = connection.transaction()?;
        if is_failed(&came.report) {
            let failed = "UPDATE entry SET result = NULL, failure = ?3, attempts = attempts + 1 \
                          WHERE run = ?1 AND name = ?2";
            transaction.execute(failed, params![self.id, came.name, json(&came.report)])?;
        } else {
            let result = insert_result(&transaction, self.id, came)?;
            let graded = "UPDATE entry SET result = ?3, failure = NULL, attempts = attempts + 1 \
                          WHERE run = ?1 AND name = ?2";
            transaction.execute(graded, params![self.id, came.name, result])?;
        }
        transaction.commit()
    }

    /// Ends the run: what is there already is noted, and what could not be written is tried once more.
    /// It stays open where it was interrupted, so that the same command goes on with it.
    ///
    /// # Errors
    /// Where something could not be written still. All that was is in the store.
    pub fn end(self, is_whole: bool) -> Result<(), StoreError> {
        let failed = self.store.failed();
        let unwritten = std::mem::take(&mut *self.unwritten.lock().unwrap_or_else(PoisonError::into_inner));
        // All are tried: another one may be small enough.
        let written: Vec<_> = unwritten.iter().map(|came| self.write(came)).collect();
        self.note_recalled().map_err(&failed)?;
        written.into_iter().collect::<Result<(), _>>().map_err(&failed)?;
        let connection = self.store.connection();
        if is_whole {
            let end = format!("UPDATE run SET ended = {NOW} WHERE id = ?1");
            connection.execute(&end, [self.id]).map_err(&failed)?;
        }
        // One file is all there is afterwards, to be copied and sent. Who reads meanwhile keeps the log.
        let fold = "PRAGMA wal_checkpoint(TRUNCATE)";
        connection.query_row(fold, [], |_| Ok(())).map_err(&failed)
    }

    fn note_recalled(&self) -> rusqlite::Result<()> {
        let recalled = self.recalled.lock().unwrap_or_else(PoisonError::into_inner);
        let mut connection = self.store.connection();
        let transaction = connection.transaction()?;
        let mut note = transaction
            .prepare("UPDATE entry SET result = ?3, failure = NULL WHERE run = ?1 AND name = ?2")?;
        for (name, result) in &*recalled {
            note.execute(params![self.id, name, result])?;
        }
        drop(note);
        transaction.commit()
    }
}

fn insert_result(transaction: &Transaction<'_>, run: i64, came: &Unwritten) -> rusqlite::Result<i64> {
    let nameless = SubmissionReport { submission: Raw::new(""), ..came.report.clone() };
    transaction.execute(
        "INSERT INTO result (key, run, score, max_score, report) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![came.key, run, nameless.score, nameless.max_score, json(&nameless)],
    )?;
    let result = transaction.last_insert_rowid();
    let mut file =
        transaction.prepare("INSERT INTO file (key, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    let mut handed =
        transaction.prepare("INSERT INTO handed (result, exercise, file) VALUES (?1, ?2, ?3)")?;
    for (exercise, text) in &came.files {
        let key = key::file(text);
        file.execute(params![key, text])?;
        handed.execute(params![result, exercise, key])?;
    }
    Ok(result)
}

fn json(report: &SubmissionReport) -> String {
    serde_json::to_string(report).expect("reports become JSON")
}

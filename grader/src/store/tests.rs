use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use grader_judge::escape::Raw;
use grader_judge::report::{ExerciseReport, SubmissionReport, Verdict};
use tempfile::TempDir;

use super::*;
use crate::class::Keep;
use crate::grade::Grader;
use crate::grade::sample::grader;
use crate::intake::{Handed, Submission};
use crate::report::{Format, Setting};

fn open(folder: &TempDir) -> Result<Store, StoreError> {
    Store::open(&folder.path().join("class.db"), &|| panic!("nobody else has it"))
}

fn submission(name: &str, text: &str) -> Submission {
    let files = BTreeMap::from([("a".to_owned(), Handed::Text(text.to_owned()))]);
    Submission { name: name.to_owned(), files }
}

fn report(name: &str, exercises: &[(&str, Verdict, f64)]) -> SubmissionReport {
    let exercise = |(id, verdict, score): &(&str, Verdict, f64)| ExerciseReport {
        exercise: (*id).to_owned(),
        title: (*id).to_owned(),
        verdict: *verdict,
        score: *score,
        max_score: 2.0,
        message: None,
        with: BTreeMap::new(),
        checks: Vec::new(),
    };
    SubmissionReport {
        submission: Raw::new(name),
        student: None,
        score: exercises.iter().map(|(_, _, score)| score).sum(),
        max_score: 2.0 * exercises.len() as f64,
        exercises: exercises.iter().map(exercise).collect(),
    }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

const RIGHT: &[(&str, Verdict, f64)] = &[("a", Verdict::Accepted, 2.0)];

#[test]
fn what_was_graded_once_is_found_by_its_files_and_not_by_its_name() {
    let folder = TempDir::new().unwrap();
    let (store, grader) = (open(&folder).unwrap(), grader(&folder, 0));
    let run = store.begin(&grader, &names(&["ada"]), false, &|_| {}).unwrap();
    assert_eq!(run.recall(&submission("ada", "x")), None);
    run.keep(&submission("ada", "x"), &report("ada", RIGHT));
    run.end(true).unwrap();
    drop(store);

    let store = open(&folder).unwrap();
    let run = store.begin(&grader, &names(&["bela", "carl"]), false, &|_| {}).unwrap();
    assert_eq!(run.recall(&submission("bela", "x")), Some(report("bela", RIGHT)));
    assert_eq!(run.recall(&submission("carl", "y")), None);
    run.end(true).unwrap();
    let history = store.history().unwrap();
    assert_eq!((history[0].graded, history[0].recalled, history[0].submissions), (1, 0, 1));
    assert_eq!((history[1].graded, history[1].recalled, history[1].submissions), (0, 1, 2));
    // One digest of a setting is enough: that all parts count is tested beside it.
    let other =
        store.begin(&crate::grade::sample::grader(&folder, 1), &names(&["ada"]), false, &|_| {}).unwrap();
    assert_eq!(other.recall(&submission("ada", "x")), None);
}

#[test]
fn a_run_that_was_cut_off_goes_on_and_one_that_was_not_does_not() {
    let folder = TempDir::new().unwrap();
    let (store, grader) = (open(&folder).unwrap(), grader(&folder, 0));
    for (regrades, expected) in [(false, 1), (true, 2)] {
        let run = store.begin(&grader, &names(&["ada", "bela", "carl"]), regrades, &|_| {}).unwrap();
        assert_eq!(run.id(), expected);
        // A result of the run before does not count where everything is graded anew.
        assert_eq!(run.recall(&submission("ada", "x")), None);
        run.keep(&submission("ada", "x"), &report("ada", RIGHT));
        drop(run);
        // Carl's folder is gone meanwhile, and another one is there.
        let run = store.begin(&grader, &names(&["bela", "ada", "dora"]), regrades, &|_| {}).unwrap();
        assert_eq!(run.id(), expected);
        assert_eq!(run.recall(&submission("ada", "x")), Some(report("ada", RIGHT)));
        run.keep(&submission("dora", "z"), &report("dora", RIGHT));
        run.end(true).unwrap();
        let results = store.results(Which::Run(expected)).unwrap();
        let found: Vec<_> =
            results.report.submissions.iter().map(|one| one.submission.to_compare()).collect();
        assert_eq!(found, ["bela", "ada", "dora"]);
        assert_eq!(results.waiting, 1);
        assert_eq!(
            results.report.submissions[0].exercises[0].message.as_deref(),
            Some("it was not graded yet")
        );
        assert_eq!(results.files[2], BTreeMap::from([("a".to_owned(), "z".to_owned())]));
        // So that the next one has nothing to recall.
        store.connection().execute_batch("UPDATE result SET key = x'00'").unwrap();
    }
    assert_eq!(store.begin(&grader, &names(&["ada"]), true, &|_| {}).unwrap().id(), 3);
}

#[test]
fn another_command_takes_nothing_away_from_a_run_that_was_cut_off() {
    let folder = TempDir::new().unwrap();
    let (store, grader) = (open(&folder).unwrap(), grader(&folder, 0));
    let begin = |all: &[&str]| store.begin(&grader, &names(all), true, &|_| {}).unwrap();
    let run = begin(&["ada", "bela", "carl"]);
    run.keep(&submission("ada", "x"), &report("ada", RIGHT));
    drop(run);
    let other = begin(&["bela"]);
    assert_eq!(other.id(), 2);
    other.keep(&submission("bela", "x"), &report("bela", RIGHT));
    // What was graded, and is found to be in no state to be, has no result of before.
    other.keep(&submission("bela", "y"), &report("bela", &[("a", Verdict::Error, 0.0)]));
    other.end(true).unwrap();
    let results = store.results(Which::Newest).unwrap();
    let scores: Vec<_> =
        results.report.submissions.iter().map(|one| (one.submission.to_compare(), one.score)).collect();
    assert_eq!(scores, [("bela", 0.0), ("ada", 2.0), ("carl", 0.0)]);
    assert_eq!(results.waiting, 1);
}

#[test]
fn what_could_not_be_graded_is_listed_and_tried_again() {
    let folder = TempDir::new().unwrap();
    let (store, grader) = (open(&folder).unwrap(), grader(&folder, 0));
    let failed = report("ada", &[("a", Verdict::Error, 0.0)]);
    let run = store.begin(&grader, &names(&["ada"]), false, &|_| {}).unwrap();
    run.keep(&submission("ada", "x"), &failed);
    assert_eq!(run.recall(&submission("ada", "x")), None);
    run.keep(&submission("ada", "x"), &failed);
    run.end(true).unwrap();
    assert_eq!(store.results(Which::Newest).unwrap().report.submissions, [failed]);
    assert_eq!(store.history().unwrap()[0].failed, 1);
    let run = store.begin(&grader, &names(&["ada"]), false, &|_| {}).unwrap();
    run.keep(&submission("ada", "x"), &report("ada", RIGHT));
    run.end(true).unwrap();
    assert_eq!(store.results(Which::Newest).unwrap().report.submissions, [report("ada", RIGHT)]);
}

#[test]
fn the_newest_of_each_exercise_of_each_submission_is_what_stands() {
    let folder = TempDir::new().unwrap();
    let (store, mut grader) = (open(&folder).unwrap(), grader(&folder, 0));
    let keep = |grader: &Grader, name: &str, text: &str, exercises: &[(&str, Verdict, f64)]| {
        let run = store.begin(grader, &names(&[name]), false, &|_| {}).unwrap();
        run.keep(&submission(name, text), &report(name, exercises));
        run.end(true).unwrap();
    };
    keep(&grader, "ada", "x", &[("a", Verdict::Rejected, 1.0), ("b", Verdict::Accepted, 2.0)]);
    keep(&grader, "bela", "y", RIGHT);
    grader.exercises = BTreeSet::from(["a".to_owned()]);
    keep(&grader, "ada", "z", RIGHT);
    let Results { report: all, files, .. } = store.results(Which::Newest).unwrap();
    assert_eq!(
        all.submissions[0],
        report("ada", &[("a", Verdict::Accepted, 2.0), ("b", Verdict::Accepted, 2.0)])
    );
    assert_eq!(files[0]["a"], "z");
    // Bela has the exercises of everybody.
    let verdicts: Vec<_> =
        all.submissions[1].exercises.iter().map(|one| (&*one.exercise, one.verdict)).collect();
    assert_eq!(verdicts, [("a", Verdict::Accepted), ("b", Verdict::Error)]);
    assert_eq!((all.submissions[1].score, all.submissions[1].max_score), (2.0, 4.0));
    let csv = Format::Csv.render(&all, &Setting::default()).unwrap();
    assert!(csv.contains("\nbela,2,4,50,2,0,b\n"), "{csv}");
    assert_eq!(store.results(Which::Run(1)).unwrap().report.submissions[0].score, 3.0);
    assert!(matches!(store.results(Which::Run(9)), Err(StoreError::NoRun { run: 9, .. })));
}

#[test]
fn other_files_are_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("class.db");
    let untouched = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        assert!(matches!(open(&folder), Err(StoreError::Foreign { .. })));
        assert!(matches!(Store::open_to_read(&path), Err(StoreError::Foreign { .. })));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    };
    untouched(b"an essay that must not be lost");
    let other = folder.path().join("other.db");
    let connection = Connection::open(&other).unwrap();
    connection.execute_batch("CREATE TABLE grades (name TEXT)").unwrap();
    drop(connection);
    untouched(&fs::read(other).unwrap());
    fs::remove_file(&path).unwrap();
    assert!(matches!(Store::open_to_read(&path), Err(StoreError::NotThere { .. })));
    assert!(!path.exists());
}

#[test]
fn a_store_of_a_newer_grader_is_left_alone() {
    let folder = TempDir::new().unwrap();
    open(&folder).unwrap().connection().pragma_update(None, "user_version", 7).unwrap();
    let error = open(&folder).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 7, known: 1, .. }), "{error}");
    assert!(error.to_string().contains("update the grader"));
    assert!(matches!(Store::open_to_read(&folder.path().join("class.db")), Err(StoreError::Newer { .. })));
}

#[test]
fn a_damaged_store_is_told_as_one() {
    let folder = TempDir::new().unwrap();
    let (store, grader) = (open(&folder).unwrap(), grader(&folder, 0));
    let run = store.begin(&grader, &names(&["ada"]), false, &|_| {}).unwrap();
    run.keep(&submission("ada", &"x".repeat(100_000)), &report("ada", RIGHT));
    run.end(true).unwrap();
    drop(store);
    let path = folder.path().join("class.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[100..8192].fill(0x5a);
    fs::write(&path, bytes).unwrap();
    let error = open(&folder).map(|_| ()).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
}

#[test]
fn who_comes_second_waits_and_says_so() {
    let folder = TempDir::new().unwrap();
    let first = RefCell::new(Some(open(&folder).unwrap()));
    // To read takes no waiting.
    Store::open_to_read(&folder.path().join("class.db")).unwrap();
    let second = Store::open(&folder.path().join("class.db"), &|| drop(first.take()));
    second.unwrap();
    assert!(first.borrow().is_none());
}

#[test]
fn the_migrations_are_whole() {
    MIGRATIONS.validate().unwrap();
    assert_eq!(MIGRATIONS.pending_migrations(&Connection::open_in_memory().unwrap()).unwrap() as i64, NEWEST);
}

//! A store of results: what was graded stays, however a grading ends.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

use crate::interrupted;
use crate::program::RIGHT;
use crate::setup;

/// Submissions of a class.
const CLASS: usize = 12;

/// A folder with a class, no two of which have handed in the same. Some answers are wrong, and one does not compile.
fn home() -> TempDir {
    let home = setup::folder_beside_the_cache();
    for number in 0..CLASS {
        let source = match number % 4 {
            1 => RIGHT.replace("    delay\n", "    delay * 2\n"),
            2 => RIGHT.replace(".await", ""),
            _ => RIGHT.to_owned(),
        };
        hand_in(home.path(), number, &format!("{source}// {number}\n"));
    }
    home
}

fn hand_in(home: &Path, number: usize, source: &str) {
    let folder = home.join(format!("class/s{number:02}"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("basic_wait.rs"), source).unwrap();
}

fn grader(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command.args(args).current_dir(home);
    command.env("GRADER_CACHE", setup::cache()).env_remove("GRADER_SEED");
    command
}

/// Grades the class into `class.db`.
fn grading(home: &Path, more: &[&str]) -> Command {
    let mut command = without_store(home);
    command.args(["--store", "class.db"]).args(more);
    command
}

fn without_store(home: &Path) -> Command {
    let mut command = grader(home, &["grade", "class", "--exercise", "basic_wait", "--format", "json"]);
    command.arg("--course").arg(setup::workspace().join("exercises"));
    command
}

/// What a command printed, which ended with this code.
fn printed(mut command: Command, code: i32) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let said = String::from_utf8_lossy(&stderr);
    assert_eq!(status.code(), Some(code), "{said}");
    String::from_utf8(stdout).unwrap()
}

fn said(mut command: Command, code: i32) -> String {
    let Output { status, stderr, .. } = command.output().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(code), "{said}");
    said
}

/// A number out of the store.
fn count(home: &Path, sql: &str) -> i64 {
    let connection = Connection::open(home.join("class.db")).unwrap();
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn is_sound(home: &Path) -> bool {
    let connection = Connection::open(home.join("class.db")).unwrap();
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    check == "ok"
}

#[test]
fn what_is_in_the_store_is_not_graded_again() {
    let home = home();
    let home = home.path();
    let once = printed(grading(home, &[]), 0);
    assert_eq!(printed(without_store(home), 0), once);
    assert_eq!(printed(grading(home, &["--jobs", "1"]), 0), once);

    hand_in(home, 3, &RIGHT.replace("    delay\n", "    delay + delay\n"));
    let changed = printed(grading(home, &[]), 0);
    assert_ne!(changed, once);
    assert_eq!(count(home, "SELECT count(*) FROM result"), CLASS as i64 + 1);
    let history = printed(grader(home, &["history", "class.db"]), 0);
    let runs: Vec<Vec<&str>> =
        history.lines().skip(1).map(|line| line.split_whitespace().skip(2).collect()).collect();
    assert_eq!(runs, [["12", "12", "0", "0", "0"], ["12", "0", "12", "0", "0"], ["12", "1", "11", "0", "0"]]);

    // Another seed is another result; to grade anew keeps the old ones.
    printed(grading(home, &["--seed", "7"]), 0);
    assert_eq!(count(home, "SELECT count(*) FROM result"), 2 * CLASS as i64 + 1);
    printed(grading(home, &["--regrade"]), 0);
    assert_eq!(count(home, "SELECT count(*) FROM result"), 3 * CLASS as i64 + 1);

    // What was graded can be had again in any format, and compared.
    assert_eq!(printed(grader(home, &["report", "class.db@1", "--format", "json"]), 0), once);
    assert_eq!(printed(grader(home, &["report", "class.db", "--format", "json"]), 0), changed);
    let csv = printed(grader(home, &["report", "class.db", "--format", "csv"]), 0);
    assert_eq!(csv.lines().count(), CLASS + 1);
    let difference = printed(grader(home, &["diff", "class.db@1", "class.db@3"]), 0);
    assert!(difference.contains("class.db, run 1 → class.db, run 3"), "{difference}");
    assert!(difference.contains("  other files were handed in: basic_wait"), "{difference}");
    assert!(difference.contains("waits: passed → failed"), "{difference}");
    assert!(difference.ends_with("1 with less, 11 the same\n"), "{difference}");
    let seed = printed(grader(home, &["diff", "class.db@3", "class.db@4", "--format", "json"]), 0);
    let seed: Value = serde_json::from_str(&seed).unwrap();
    assert_eq!(seed["same"], 12, "{seed}");
}

/// When the grader has started so many processes, or has ended by itself.
fn kill_after(mut command: Command, processes: usize) {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut seen = BTreeSet::new();
    while seen.len() < processes && child.try_wait().unwrap().is_none() {
        interrupted::descendants(child.id(), &mut seen);
        thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Until all is there: with 20 kills, or 100 with `GRADER_TESTS=long`.
#[test]
fn however_often_it_is_killed_every_submission_is_in_the_store_once() {
    let kills = if setup::is_long() { 100 } else { 20 };
    let random = RandomState::new();
    let home = home();
    let home = home.path();
    let expected = printed(without_store(home), 0);
    for number in 0..kills {
        // Of a class takes about ten processes a submission, and some to begin with.
        kill_after(grading(home, &["--jobs", "2"]), (random.hash_one(number) % 60) as usize);
        if home.join("class.db").exists() {
            assert!(is_sound(home), "after kill {number}");
        }
        // So that the next one has something to do.
        let before: Value = serde_json::from_str(&expected).unwrap();
        if is_whole(home) {
            assert_eq!(stored(home), before, "after kill {number}");
            fs::remove_file(home.join("class.db")).unwrap();
        }
    }
    assert_eq!(printed(grading(home, &[]), 0), expected);
    assert!(is_sound(home));
    assert_eq!(count(home, "SELECT count(*) FROM result"), CLASS as i64);
    assert_eq!(count(home, "SELECT count(DISTINCT key) FROM result"), CLASS as i64);
    let last = "SELECT count(*) FROM entry WHERE run = (SELECT max(id) FROM run) AND result IS NOT NULL";
    assert_eq!(count(home, last), CLASS as i64);
    assert_eq!(stored(home), serde_json::from_str::<Value>(&expected).unwrap());
}

/// Whether everybody's result is there.
fn is_whole(home: &Path) -> bool {
    home.join("class.db").exists()
        && count(home, "SELECT count(*) FROM sqlite_schema WHERE name = 'result'") == 1
        && count(home, "SELECT count(*) FROM result") == CLASS as i64
}

fn stored(home: &Path) -> Value {
    serde_json::from_str(&printed(grader(home, &["report", "class.db", "--format", "json"]), 0)).unwrap()
}

#[test]
fn two_graders_on_one_store_take_turns() {
    let home = home();
    let home = home.path();
    let mut first = grading(home, &[]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    // It has the store when it tells of the first submission.
    let mut said_by_first = BufReader::new(first.stderr.take().unwrap());
    said_by_first.read_line(&mut line).unwrap();
    let waited = said(grading(home, &["--seed", "9"]), 0);
    assert!(waited.contains("another grader writes to class.db: waiting for it"), "{waited}");
    assert!(first.wait().unwrap().success());
    assert_eq!(count(home, "SELECT count(*) FROM run WHERE ended IS NOT NULL"), 2);
    assert_eq!(count(home, "SELECT count(*) FROM result"), 2 * CLASS as i64);
}

#[test]
fn ctrl_c_keeps_what_was_graded_and_the_same_command_goes_on() {
    let home = home();
    let home = home.path();
    let mut child =
        grading(home, &["--jobs", "1"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    lines.read_line(&mut line).unwrap();
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    io::copy(&mut lines, &mut io::sink()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(3));
    let there = count(home, "SELECT count(*) FROM result");
    assert!((1..CLASS as i64).contains(&there), "{there}");
    let open = printed(grader(home, &["history", "class.db"]), 0);
    assert!(open.contains("not at its end: the same command goes on with it"), "{open}");
    assert_eq!(printed(grading(home, &[]), 0), printed(without_store(home), 0));
    assert_eq!(count(home, "SELECT count(*) FROM run"), 1);
    assert_eq!(count(home, "SELECT count(*) FROM result"), CLASS as i64);
}

/// Runs a script in which file systems can be mounted; not where users may not do that.
fn with_mounts(home: &Path, script: &str, command: &Command) -> bool {
    let can = Command::new("unshare").args(["--user", "--map-root-user", "--mount", "true"]).status();
    if !can.is_ok_and(|status| status.success()) {
        return false;
    }
    let mut shell = Command::new("unshare");
    shell.args(["--user", "--map-root-user", "--mount", "sh", "-ec", script]);
    shell.arg(command.get_program()).args(command.get_args()).current_dir(home);
    shell.env("GRADER_CACHE", setup::cache()).env_remove("GRADER_SEED");
    let Output { status, stderr, .. } = shell.output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    true
}

#[test]
fn on_a_full_disk_nothing_is_lost() {
    let home = home();
    let home = home.path();
    for number in 0..CLASS {
        // Larger than the disk, all together.
        hand_in(home, number, &format!("{RIGHT}// {number}{}\n", " long".repeat(10_000)));
    }
    fs::create_dir(home.join("disk")).unwrap();
    let mut command = without_store(home);
    command.args(["--store", "disk/class.db"]);
    let script = "mount -t tmpfs -o size=400k tmpfs disk
        code=0; \"$0\" \"$@\" > first.json 2> first.txt || code=$?; echo $code > first.code
        code=0; \"$0\" \"$@\" > second.json 2> second.txt || code=$?; echo $code > second.code
        mount -o remount,size=100m disk
        \"$0\" \"$@\" > third.json 2> third.txt
        cp disk/class.db .";
    if with_mounts(home, script, &command) {
        let read = |name: &str| fs::read_to_string(home.join(name)).unwrap();
        // There the sandbox is another one; what comes of submissions is not.
        let submissions =
            |json: &str| -> Value { serde_json::from_str::<Value>(json).unwrap()["submissions"].take() };
        let expected = submissions(&printed(without_store(home), 0));
        for full in ["first", "second"] {
            assert_eq!(read(&format!("{full}.code")), "3\n", "{}", read(&format!("{full}.txt")));
            assert!(
                read(&format!("{full}.txt"))
                    .contains("no space is left for the store disk/class.db: free some")
            );
        }
        assert!(submissions(&read("first.json")) == expected, "what was graded is told");
        assert!(submissions(&read("third.json")) == expected);
        assert!(is_sound(home));
        assert_eq!(count(home, "SELECT count(*) FROM result"), CLASS as i64);
    }
}

#[test]
fn a_store_that_cannot_be_written_is_told_before_anything_is_graded_and_can_be_read() {
    let home = home();
    let home = home.path();
    let expected = printed(grading(home, &[]), 0);
    fs::create_dir(home.join("disk")).unwrap();
    let mut command = without_store(home);
    command.args(["--store", "disk/class.db"]);
    let script = "cp class.db disk; mount --bind disk disk; mount -o remount,bind,ro disk
        code=0; \"$0\" \"$@\" > first.json 2> first.txt || code=$?; echo $code > first.code
        \"$0\" report disk/class.db --format json > second.json";
    if with_mounts(home, script, &command) {
        let read = |name: &str| fs::read_to_string(home.join(name)).unwrap();
        assert_eq!(read("first.code"), "3\n", "{}", read("first.txt"));
        assert!(
            read("first.txt").contains("disk/class.db.lock, which keeps two graders from one store"),
            "{}",
            read("first.txt")
        );
        assert_eq!(read("first.json"), "");
        assert_eq!(read("second.json"), expected);
    }
}

#[test]
fn what_is_no_store_of_ours_is_refused_and_stays_as_it_is() {
    let home = home();
    let home = home.path();
    let refused = |words: &str| {
        let before = fs::read(home.join("class.db")).unwrap();
        let said = said(grading(home, &[]), 2);
        assert!(said.contains(words), "{said}");
        assert!(fs::read(home.join("class.db")).unwrap() == before, "{words}");
        assert_eq!(self::said(grader(home, &["report", "class.db"]), 2), said);
    };
    fs::write(home.join("class.db"), "my thesis").unwrap();
    refused("class.db is no store of results; name another file");
    fs::remove_file(home.join("class.db")).unwrap();
    printed(grading(home, &[]), 0);
    let connection = Connection::open(home.join("class.db")).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    connection.close().unwrap();
    refused("is of a newer grader (version 99, and this one knows up to 1): update the grader");
    assert!(said(grader(home, &["history", "none.db"]), 2).contains("there is no store none.db"));
    assert!(said(grader(home, &["report", "class.db@x"]), 2).contains("the number of a run after class.db@"));
}

#[test]
fn a_roster_says_whose_submissions_these_are_and_who_has_handed_in_nothing() {
    let home = home();
    let home = home.path();
    let roster = "id;name;email;section\ns00;Ada Lovelace;ada@x.test;A\ns77;Zoe;zoe@x.test;B\n";
    fs::write(home.join("roster.csv"), roster).unwrap();
    let csv = home.join("grades.csv");
    let report = format!("csv={}", csv.display());
    let told = said(grading(home, &["--roster", "roster.csv", "--report", &report]), 0);
    assert!(told.contains("handed in nothing: Zoe"), "{told}");
    assert!(told.contains("not in the roster, or more than one of it: s01, s02"), "{told}");
    let grades = fs::read_to_string(csv).unwrap();
    assert!(grades.contains("\ns00,s00,Ada Lovelace,ada@x.test,A,10,10,100,"), "{grades}");
    assert!(grades.contains("\ns01,,,,,"), "{grades}");
    assert!(grades.ends_with("\ns77,s77,Zoe,zoe@x.test,B,0,10,0,0,\n"), "{grades}");
    fs::write(home.join("roster.csv"), "points\n3\n").unwrap();
    let wrong = said(grading(home, &["--roster", "roster.csv"]), 2);
    assert!(wrong.contains("no column `id`, `name` or `email`"), "{wrong}");
}

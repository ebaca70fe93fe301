//! A grading that comes to no end: killed or interrupted at twenty moments, and killed at fifty more
//! with `GRADER_TESTS=long`. Nothing stays behind
//! but a cache that the next grading accepts, and what was graded is told by whoever still can.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use serde_json::Value;
use tempfile::TempDir;

use crate::program::RIGHT;
use crate::setup;

/// When the signal comes: no clock says so, but what the grader has done.
#[derive(Debug, Clone, Copy)]
enum When {
    /// At once.
    Spawned,
    /// When so many processes have been seen that it or one of these has started: the first two ask
    /// for the compiler, some look for the layers of the sandbox, each submission has a keeper, and
    /// then come compilers, linkers and drivers.
    Children(usize),
    /// When so many submissions have been graded.
    Graded(usize),
}

use When::{Children, Graded, Spawned};

const KILLED: [When; 8] =
    [Spawned, Children(1), Children(3), Children(8), Children(12), Children(20), Graded(1), Graded(3)];
const CTRL_C: [When; 7] =
    [Spawned, Children(1), Children(6), Children(18), Children(25), Graded(1), Graded(2)];
const TERMINATED: [When; 5] = [Children(2), Children(17), Children(22), Graded(1), Graded(4)];

/// Submissions in the class. The first never ends by itself, so that one is always running.
const CLASS: usize = 12;

/// Seconds after which nothing is left of a killed grader: with its keeper dies all that is in a
/// namespace; without one a linker lives until it is done.
const ENDS: i64 = 2;
const ENDS_WITHOUT_NAMESPACES: i64 = 15;

/// The moments of a long test: scattered over all that a grading does, and others in each run.
fn scattered() -> impl Iterator<Item = When> {
    use std::hash::{BuildHasher, RandomState};
    let random = RandomState::new();
    (0..50).map(move |number| Children((random.hash_one(number) % 90) as usize + 1))
}

#[test]
fn a_grader_that_is_killed_leaves_a_cache_that_the_next_one_accepts() {
    let home = home();
    for when in KILLED.into_iter().chain(scattered().filter(|_| setup::is_long())) {
        let ended = Grading::begin(home.path()).signalled(when, Signal::KILL);
        assert_eq!(ended.status.signal(), Some(Signal::KILL.as_raw()), "{when:?}: {}", ended.said);
        for left in processes_in(home.path()) {
            wait_for_the_end(&left, when);
        }
        assert!(!home.path().join("report.json").exists(), "{when:?}");
        nothing_is_left(home.path(), when);
    }
}

/// As in a container: then nothing is killed by the end of a namespace, and all by the end of its keeper.
#[test]
fn without_namespaces_too_nothing_outlives_a_grader_that_is_killed() {
    if Command::new("unshare").args(["--user", "true"]).status().is_ok_and(|status| status.success()) {
        let home = home();
        for when in [Children(12), Children(20), Graded(1), Graded(2)] {
            let contained = contained(&grading(home.path()));
            let ended = Grading::begin_as(contained, home.path()).signalled(when, Signal::KILL);
            assert_eq!(ended.status.signal(), Some(Signal::KILL.as_raw()), "{when:?}: {}", ended.said);
            for left in processes_in(home.path()) {
                ends_within(&left, ENDS_WITHOUT_NAMESPACES, when);
            }
            nothing_is_left(home.path(), when);
        }
    }
}

/// The same command where there can be no namespaces.
fn contained(command: &Command) -> Command {
    let mut contained = setup::contained(Path::new(command.get_program()));
    contained.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => contained.env(name, value),
            None => contained.env_remove(name),
        };
    }
    contained.current_dir(command.get_current_dir().unwrap());
    contained
}

#[test]
fn ctrl_c_prints_what_was_graded_and_leaves_nothing() {
    let home = home();
    CTRL_C.into_iter().for_each(|when| interrupted(home.path(), when, Signal::INT));
}

#[test]
fn sigterm_prints_what_was_graded_and_leaves_nothing() {
    let home = home();
    TERMINATED.into_iter().for_each(|when| interrupted(home.path(), when, Signal::TERM));
}

fn interrupted(home: &Path, when: When, signal: Signal) {
    let ended = Grading::begin(home).signalled(when, signal);
    let left = processes_in(home);
    assert!(left.is_empty(), "{when:?}: {left:?} are left");
    let printed = fs::read_to_string(home.join("stdout")).unwrap();
    let report = fs::read_to_string(home.join("report.json")).unwrap_or_default();
    assert_eq!(printed, report, "{when:?}");
    if matches!(when, Spawned | Children(..16)) && printed.is_empty() {
        // Before it listens for signals they end it, and before it has a compiler and a sandbox it has no
        // report.
        assert!(
            ended.status.signal().is_some() || ended.status.code() == Some(3),
            "{when:?}: {}",
            ended.said
        );
    } else {
        assert_eq!(ended.status.code(), Some(3), "{when:?}: {}", ended.said);
        lists_all(&serde_json::from_str(&printed).unwrap(), ended.lines, when);
    }
    assert!(works(home).iter().all(|name| name == "door"), "{when:?}: {:?}", works(home));
    nothing_is_left(home, when);
}

/// A report has all submissions: at least those that were told as graded, and the rest as not.
fn lists_all(report: &Value, told: usize, when: When) {
    let submissions = report["submissions"].as_array().unwrap();
    assert_eq!(submissions.len(), CLASS, "{when:?}");
    let exercises: Vec<_> = submissions.iter().map(|submission| &submission["exercises"][0]).collect();
    let graded = exercises.iter().filter(|exercise| exercise["verdict"] == "accepted").count();
    assert!(graded >= told && graded < CLASS, "{when:?}: {told} were told, and {graded} are in the report");
    for exercise in exercises.iter().filter(|exercise| exercise["verdict"] != "accepted") {
        assert_eq!(exercise["verdict"], "error", "{when:?}");
        assert!(exercise["message"].as_str().unwrap().contains("interrupted"), "{when:?}: {exercise}");
    }
}

/// The next grading succeeds, and what the last one left goes with it.
fn nothing_is_left(home: &Path, when: When) {
    let others: Vec<_> = names(home).into_iter().filter(|name| name.starts_with(".tmp")).collect();
    assert!(others.is_empty(), "{when:?}: {others:?}");
    let _ = fs::remove_file(home.join("report.json"));
    let next = grading(home).arg(home.join("class/s01")).output().unwrap();
    assert!(next.status.success(), "{when:?}: {}", String::from_utf8_lossy(&next.stderr));
    assert_eq!(works(home), ["door"], "{when:?}");
    assert!(!next.stderr.starts_with(b"preparing"), "{when:?}: the kit was lost");
}

/// A folder with a class, a cache, and whatever a grading leaves.
fn home() -> TempDir {
    let home = setup::folder_beside_the_cache();
    for number in 0..CLASS {
        let folder = home.path().join(format!("class/s{number:02}"));
        fs::create_dir_all(&folder).unwrap();
        let endless = RIGHT.replace("    delay\n}", "    loop {}\n}");
        fs::write(folder.join("basic_wait.rs"), if number == 0 { &endless } else { RIGHT }).unwrap();
    }
    setup::link_kit(&home.path().join("cache"));
    home
}

fn grading(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command.args(["grade", "--exercise", "basic_wait", "--format", "json", "--jobs", "2", "--course"]);
    command.arg(setup::workspace().join("exercises")).current_dir(home);
    command.env("GRADER_CACHE", home.join("cache")).env_remove("GRADER_SEED");
    command
}

/// A grading of the class that runs.
struct Grading {
    child: Child,
    said: BufReader<ChildStderr>,
}

/// One that has ended.
struct Ended {
    status: ExitStatus,
    said: String,
    /// Submissions that it had told of when the signal came.
    lines: usize,
}

impl Grading {
    fn begin(home: &Path) -> Self {
        Self::begin_as(grading(home), home)
    }

    fn begin_as(mut command: Command, home: &Path) -> Self {
        command.args(["class", "--report", "json=report.json"]);
        command.stdout(File::create(home.join("stdout")).unwrap()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        Self { child, said }
    }

    /// Waits for the moment, sends the signal, and waits for the end.
    fn signalled(mut self, when: When, signal: Signal) -> Ended {
        let mut said = String::new();
        match when {
            Spawned => {}
            Children(count) => self.until_seen(count),
            Graded(count) => self.read_lines(count, &mut said),
        }
        let lines = said.lines().count();
        kill_process(Pid::from_child(&self.child), signal).unwrap();
        let status = self.child.wait().unwrap();
        self.said.read_to_string(&mut said).unwrap();
        Ended { status, said, lines }
    }

    fn read_lines(&mut self, count: usize, said: &mut String) {
        for _ in 0..count {
            assert!(self.said.read_line(said).unwrap() > 0, "it ended after {said}");
        }
    }

    /// Looks until it has seen so many processes of the grader's.
    fn until_seen(&mut self, count: usize) {
        let mut seen = BTreeSet::new();
        while seen.len() < count {
            assert!(self.child.try_wait().unwrap().is_none(), "it ended after {} processes", seen.len());
            descendants(self.child.id(), &mut seen);
            thread::yield_now();
        }
    }
}

/// The processes that one has started, and those that these have.
pub(crate) fn descendants(pid: u32, found: &mut BTreeSet<u32>) {
    for task in fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten() {
        let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        for child in children.split_whitespace().filter_map(|child| child.parse().ok()) {
            found.insert(child);
            descendants(child, found);
        }
    }
}

/// A process and what it is called.
#[derive(Debug)]
struct Process {
    pid: Pid,
    name: String,
}

/// Processes that work in a folder or below it.
fn processes_in(folder: &Path) -> Vec<Process> {
    let process = |entry: fs::DirEntry| {
        let pid = Pid::from_raw(entry.file_name().to_str()?.parse().ok()?)?;
        let works_there = ["cwd", "exe"]
            .iter()
            .any(|link| fs::read_link(entry.path().join(link)).is_ok_and(|path| path.starts_with(folder)));
        let name = fs::read_to_string(entry.path().join("comm")).ok()?;
        works_there.then(|| Process { pid, name: name.trim().to_owned() })
    };
    fs::read_dir("/proc").unwrap().flatten().filter_map(process).collect()
}

fn wait_for_the_end(process: &Process, when: When) {
    let seconds = if setup::sandbox().namespaces { ENDS } else { ENDS_WITHOUT_NAMESPACES };
    ends_within(process, seconds, when);
}

fn ends_within(process: &Process, seconds: i64, when: When) {
    // Without a file it has ended already.
    let Ok(file) = pidfd_open(process.pid, PidfdFlags::empty()) else { return };
    let mut files = [PollFd::new(&file, PollFlags::IN)];
    let ended = poll(&mut files, Some(&Timespec { tv_sec: seconds, tv_nsec: 0 })).unwrap();
    assert!(ended > 0, "{when:?}: {} still runs", process.name);
}

/// What is in the folder that gradings work in.
fn works(home: &Path) -> Vec<String> {
    let work = home.join("cache/work");
    if work.exists() { names(&work) } else { Vec::new() }
}

fn names(folder: &Path) -> Vec<String> {
    let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    setup::members(folder).into_iter().map(name).collect()
}

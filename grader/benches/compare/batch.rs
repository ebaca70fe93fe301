//! A class of many students, no two of whom have handed in the same: right and wrong answers of the course's
//! corpus, stubs, and nothing.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use grader::course::{self, LoadedCourse};
use grader::verify::{Corpus, Entry, Kind};
use tempfile::TempDir;

use crate::program::peak_memory;
use crate::record::{Linked, Recording};
use crate::timed;

/// What was measured of a class.
pub(crate) struct Batch {
    pub(crate) students: usize,
    /// Calls of rustc that its grading makes.
    pub(crate) calls: usize,
    /// How many loops: as many as there are processors.
    pub(crate) loops: usize,
    /// Bare rustc for what these compile, in so many loops: the mean of a run before the jobs and one after.
    pub(crate) by_loops: Duration,
    /// The very same calls, measured in the same way.
    pub(crate) same_calls: Duration,
    /// Graded by one job.
    pub(crate) one_job: Duration,
    /// Graded by one job more, as is usual, into a store.
    pub(crate) by_jobs: Duration,
    /// The same again, with all results in the store.
    pub(crate) again: Duration,
    /// Peak memory of the grader itself meanwhile, in bytes.
    pub(crate) memory: u64,
}

/// A class and how it is graded.
struct Class {
    folder: TempDir,
    course: PathBuf,
    cache: PathBuf,
}

impl Batch {
    /// Makes a class of so many students and measures.
    pub(crate) fn measure(students: usize, course: &Path, cache: &Path) -> Self {
        let class = Class::new(students, course, cache);
        println!("  recording the compilers of {students} submissions …");
        let mut recorded = class.grading("recorded.json");
        recorded.args(["--jobs", "2", "--sandbox", "off"]);
        let recording = Recording::of(class.grader().arg("prepare"), &mut recorded);
        let loops = thread::available_parallelism().unwrap().get();
        println!(
            "  {loops} loops of bare rustc, {} calls, before and after {} jobs …",
            recording.len(),
            loops + 1
        );
        let by_loops = || {
            let [(whole, succeeded), (same, succeeded_again)] =
                [Linked::Whole, Linked::ToLibrary].map(|linked| recording.by_loops(loops, linked));
            assert!(succeeded > 0 && succeeded == succeeded_again, "{succeeded}, {succeeded_again}");
            [whole, same]
        };
        let before = by_loops();
        let mut usual = class.grading("usual.json");
        usual.arg("--store").arg(class.folder.path().join("class.db"));
        let begin = Instant::now();
        let memory = peak_memory(&mut usual);
        let by_jobs = begin.elapsed();
        // A machine becomes faster or slower within minutes: what lies between is compared with both.
        let after = by_loops();
        let [by_loops, same_calls] = [0, 1].map(|linked: usize| (before[linked] + after[linked]) / 2);
        let again = timed(&mut usual);
        println!("  one job …");
        let one_job = timed(class.grading("one.json").args(["--jobs", "1"]));
        class.is_same("one.json", "usual.json");
        Self {
            students,
            calls: recording.len(),
            loops,
            by_loops,
            same_calls,
            one_job,
            by_jobs,
            again,
            memory,
        }
    }
}

impl Class {
    fn new(students: usize, course: &Path, cache: &Path) -> Self {
        let folder = TempDir::new().unwrap();
        let loaded = course::load(course).unwrap();
        let answers = answers(course, &loaded);
        for student in 0..students {
            for (exercise, entries) in loaded.course.exercises.iter().zip(&answers) {
                let Some(entry) = choose(student, &exercise.id, entries) else { continue };
                let path = folder.path().join(format!("class/s{student:04}")).join(&exercise.file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, format!("{}\n// Student {student}\n", entry.source)).unwrap();
            }
        }
        Self { folder, course: course.to_owned(), cache: cache.to_owned() }
    }

    fn grader(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
        command.env("GRADER_CACHE", &self.cache).env_remove("GRADER_SEED");
        command
    }

    fn grading(&self, report: &str) -> Command {
        let mut command = self.grader();
        command.args(["grade", "--quiet", "--format", "csv"]).arg(self.folder.path().join("class"));
        command.arg("--report").arg(format!("json={}", self.folder.path().join(report).display()));
        command.arg("--course").arg(&self.course);
        command
    }

    fn is_same(&self, one: &str, other: &str) {
        let read = |name: &str| fs::read(self.folder.path().join(name)).unwrap();
        assert!(read(one) == read(other), "{one} is not {other}");
    }
}

/// For each exercise what a student may have handed in.
fn answers(folder: &Path, course: &LoadedCourse) -> Vec<Vec<Entry>> {
    let all: BTreeSet<String> = course.references.keys().cloned().collect();
    let corpus = Corpus::read(folder, course, &all, false).unwrap();
    corpus.exercises.into_iter().map(|promised| promised.entries).collect()
}

/// Half of the answers are right, a third is wrong, a tenth is not begun, and the rest was not handed in.
fn choose<'a>(student: usize, exercise: &str, entries: &'a [Entry]) -> Option<&'a Entry> {
    let mut hasher = DefaultHasher::new();
    (student, exercise).hash(&mut hasher);
    let number = hasher.finish() as usize;
    let kinds: &[Kind] = match number % 100 {
        0..25 => &[Kind::Reference],
        25..52 => &[Kind::Accepted],
        52..85 => &[Kind::Wrong],
        85..95 => &[Kind::Stub],
        _ => return None,
    };
    let of_kind: Vec<_> = entries.iter().filter(|entry| kinds.contains(&entry.kind)).collect();
    of_kind.get(number / 100 % of_kind.len().max(1)).copied()
}

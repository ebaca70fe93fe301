//! The same questions asked as ordinary tests do: `#[tokio::test]`, real time, and tolerances. How often do
//! they misjudge?

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use grader::course;
use grader::kit::{self, FOR_STUDENTS, Kit};
use grader::toolchain;
use grader::verify::{Corpus, Kind};
use grader_judge::course::driver;
use tempfile::TempDir;

/// What a teacher may write by hand: short waits, so that it takes no minutes, and some tolerance.
const TESTS: &str = include_str!("ordinary_tests.rs");
/// Runs of a right answer on a busy machine.
const RUNS: usize = 40;
/// Busy processes meanwhile, for each processor.
const BUSY: usize = 4;

/// How ordinary tests judge.
pub(crate) struct Ordinary {
    /// One run on an idle machine, with nothing to compile.
    pub(crate) once: Duration,
    /// Runs of a right answer beside other load, and how many of them failed.
    pub(crate) right: (usize, usize),
    /// Wrong answers that do compile, and how many of them passed on an idle machine.
    pub(crate) wrong: (usize, usize),
}

/// What compiles answers and these tests.
struct Bench {
    kit: Kit,
    folder: TempDir,
    /// Exercises and their references.
    references: Vec<(String, String)>,
}

impl Ordinary {
    /// Compiles and runs the tests for the references and for each wrong answer of the corpus.
    pub(crate) fn measure(course: &Path, cache: &Path) -> Self {
        let loaded = course::load(course).unwrap();
        let all = loaded.references.keys().cloned().collect();
        let corpus = Corpus::read(course, &loaded, &all, false).unwrap();
        let exercises = loaded.course.exercises.iter().map(|exercise| exercise.id.clone());
        let references = exercises.map(|id| (id.clone(), loaded.references[&id].clone())).collect();
        let kit = kit::prepare(cache, &toolchain::find().unwrap(), &|_| ()).unwrap();
        let bench = Bench { kit, folder: TempDir::new().unwrap(), references };
        let tests = bench.build(None).unwrap();
        let start = Instant::now();
        passes(&tests);
        let once = start.elapsed();
        let failed = busy(|| (0..RUNS).filter(|_| !passes(&tests)).count());
        let mut wrong = (0, 0);
        for promised in &corpus.exercises {
            for entry in promised.entries.iter().filter(|entry| entry.kind == Kind::Wrong) {
                let Some(tests) = bench.build(Some((&promised.exercise, &entry.source))) else { continue };
                wrong.0 += 1;
                wrong.1 += usize::from(passes(&tests));
            }
        }
        Self { once, right: (RUNS, failed), wrong }
    }
}

impl Bench {
    /// The tests, for the references with one answer in place of its own; nothing where that does not compile.
    fn build(&self, instead: Option<(&str, &str)>) -> Option<PathBuf> {
        let folder = self.folder.path();
        let modules: Vec<_> = self.references.iter().map(|(id, _)| (id.as_str(), None)).collect();
        let root = driver::module_list(&modules) + "extern crate self as exercises;\n";
        fs::write(folder.join("lib.rs"), root).unwrap();
        for (id, reference) in &self.references {
            let own = instead.filter(|(exercise, _)| exercise == id).map(|(_, source)| source);
            fs::write(folder.join(format!("{id}.rs")), own.unwrap_or(reference)).unwrap();
        }
        fs::write(folder.join("tests.rs"), TESTS).unwrap();
        let library = ["lib.rs", "--crate-name=exercises", "--crate-type=lib"];
        let tests = ["tests.rs", "--test", "--extern=exercises=libexercises.rlib"];
        (self.rustc(&library) && self.rustc(&tests)).then(|| folder.join("tests"))
    }

    fn rustc(&self, args: &[&str]) -> bool {
        let mut command = Command::new(&self.kit.toolchain.rustc);
        command.args(["--edition=2024", "--cfg=tokio_unstable", "-L"]).arg(&self.kit.deps).args(args);
        for name in FOR_STUDENTS {
            command.arg("--extern").arg(format!("{name}={}", self.kit.externs[name].display()));
        }
        command.current_dir(self.folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().unwrap().success()
    }
}

/// Whether all tests pass; what hangs is ended by coreutils' `timeout`.
fn passes(tests: &Path) -> bool {
    let mut command = Command::new("timeout");
    command.arg("20").arg(tests).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().unwrap().success()
}

/// Does something while the machine is busy.
fn busy<T>(work: impl FnOnce() -> T) -> T {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let spin = || Command::new("sh").args(["-c", "while :; do :; done"]).spawn().unwrap();
    let mut others: Vec<Child> = (0..processors * BUSY).map(|_| spin()).collect();
    let done = work();
    for other in &mut others {
        other.kill().unwrap();
        other.wait().unwrap();
    }
    done
}

//! What grading costs, side by side in one run.
//!
//! `cargo bench -p grader --bench compare [-- [RUNS] [--cold N] [--json PATH]]`
//!
//! - (a) The floor: bare rustc for the student's crate and the driver, with nothing around it.
//! - (b) One prepared submission through the whole program.
//! - (c) `cargo test -p exercises --test checks` of the same answers after a change in each file,
//!   with all else built.
//! - (d) The same with nothing built.
//! - (e) Two jobs against two loops of bare rustc: how much more two do than one. One job grades
//!   `CLASS` copies of the submission, two jobs grade twice as many; one loop compiles `CLASS`
//!   times, two loops at once compile `CLASS` times each. Two that do not hinder each other take
//!   as long as one; bare rustc, too, is hindered by what the machine has only once. So
//!   (e) = (time of one job / time of two jobs) / (time of one loop / time of two loops), where 1
//!   means that two jobs lose no more than two bare compilers do.
//! - (f) As (b), without the sandbox.
//! - (g) As (a), and (h) as (b), of the whole course. All else is about a course of `CORE` alone: a
//!   course is data, so a copy of it without the other exercises is one.
//! - (i) A class of `--students N`, no two of whom have handed in the same: by as many jobs as are usual
//!   into a store, once more when all is in it, and by one job; against a loop of bare rustc for each
//!   processor, which make the same calls.
//! - (j) The questions asked as ordinary `#[tokio::test]`s, with real time and tolerances: how many runs of
//!   a right answer fail on a busy machine, and how many wrong answers pass.
//!
//! All are timed in turn, because only ratios within a round say anything on a machine that others
//! use too. The bars are the project's; missing one is told and is no failure.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and stops at what fails")]

mod batch;
mod cargo_test;
mod figures;
mod floor;
mod ordinary;
mod program;
mod record;

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::Parser;
use grader::course;
use grader_judge::course::Course;

use batch::Batch;
use cargo_test::Copy;
use figures::{Figures, Round};
use floor::Floor;
use ordinary::Ordinary;
use program::Program;

/// The exercises that the course began with.
const CORE: [&str; 4] = ["basic_wait", "multiple_coroutines", "measure_runtime", "tasks"];
/// A right answer to every exercise.
const SUBMISSION: &str = "tests/class/ada/exercises";
/// Submissions for each job in (e), and compilations for each loop.
const CLASS: usize = 4;
/// Runs whose memory is watched; they are not timed.
const WATCHED: usize = 3;

/// What is compiled and graded.
struct Submission {
    folder: PathBuf,
    /// Its answers, such as `src/tasks.rs`.
    files: Vec<String>,
}

/// Compares grading with bare rustc and with cargo.
#[derive(Debug, Parser)]
struct Args {
    /// Rounds; one more comes first that counts for nothing
    #[arg(default_value_t = 15)]
    runs: usize,
    /// Runs of (d), which take a minute each
    #[arg(long, value_name = "N", default_value_t = 1)]
    cold: usize,
    /// Students of (i); 0 leaves (i) and (j) out, which take some minutes
    #[arg(long, value_name = "N", default_value_t = 200)]
    students: usize,
    /// Write all that was measured to a file; cargo runs this in `grader`, so that a relative path
    /// is taken from the workspace
    #[arg(long, value_name = "PATH")]
    json: Option<PathBuf>,
    /// What `cargo bench` adds and `cargo test` does not
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let args = Args::parse();
    if !args.bench {
        println!("only `cargo bench` measures");
        return;
    }
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let whole_course = workspace.join("exercises");
    let submission = |course: &Course| Submission {
        folder: workspace.join(SUBMISSION),
        files: course.exercises.iter().map(|exercise| exercise.file.clone()).collect(),
    };
    // Better now than after minutes of measuring.
    let json = args.json.map(|path| File::create(workspace.join(path)).unwrap());
    println!("preparing …");
    let copy = Copy::prepare(workspace, folder, |copy| {
        let course = course::load(&copy.join("exercises")).unwrap().course;
        submission(&course)
    });
    let cache = folder.join("cache");
    let prepare = |place: &Path| {
        let course = course::load(place).unwrap().course;
        let submission = submission(&course);
        (Floor::prepare(&course, &cache, &submission), Program::prepare(place, &cache, &submission))
    };
    let (floor, program) = prepare(&copy.course());
    let (whole_floor, whole_program) = prepare(&whole_course);

    let mut figures = Figures::default();
    for run in 0..=args.runs {
        println!("round {run} of {}", args.runs);
        let round = Round {
            floor: floor.once(),
            grade: program.grade_one(),
            unconfined: program.grade_one_unconfined(),
            whole_floor: whole_floor.once(),
            whole_grade: whole_program.grade_one(),
            warm: copy.warm(),
            cold: (1..=args.cold).contains(&run).then(|| copy.cold()),
            one_loop: floor.loops(1, CLASS),
            one_job: program.grade_class(1),
            two_loops: floor.loops(2, CLASS),
            two_jobs: program.grade_class(2),
        };
        // The first one warms the caches.
        if run > 0 {
            figures.rounds.push(round);
        }
    }
    for _ in 0..WATCHED {
        figures.memory_of_one.push(program.memory_of_one());
        figures.memory_of_class.push(program.memory_of_class());
    }
    if args.students > 0 {
        println!("a class of {}", args.students);
        figures.batch = Some(Batch::measure(args.students, &copy.course(), &cache));
        println!("ordinary tests");
        figures.ordinary = Some(Ordinary::measure(&copy.course(), &cache));
    }
    println!("\n{}", figures.table());
    if let Some(mut file) = json {
        file.write_all(figures.json().as_bytes()).unwrap();
    }
}

/// Runs a command that must succeed.
fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    let taken = start.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    taken
}

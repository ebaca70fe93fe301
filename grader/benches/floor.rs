//! What grading costs beside compiling: one prepared submission through the whole program,
//! against bare rustc for the same student crate and driver.
//!
//! `cargo bench -p grader --bench floor [-- RUNS]`. Both are timed in turn in one run, because
//! only their ratio says anything on a machine that others use too.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and stops at what fails")]

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use grader::course::{self, LoadedCourse};
use grader::kit::{self, FOR_DRIVERS, FOR_STUDENTS, Kit};
use grader::toolchain;
use grader_judge::course::driver;
use tempfile::TempDir;

/// A right answer to every exercise.
const SUBMISSION: &str = "tests/class/ada";

fn main() {
    let runs = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(15);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let course = course::load(&workspace.join("exercises")).unwrap();
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    let kit = kit::prepare(&cache, &toolchain::find().unwrap(), || println!("preparing …")).unwrap();
    let submission = workspace.join(SUBMISSION);

    let mut pairs = Vec::new();
    for run in 0..=runs {
        let floor = bare_rustc(&kit, &course, &submission);
        let grading = whole_program(workspace, &cache, &submission);
        // The first one warms the caches.
        if run > 0 {
            pairs.push((floor, grading));
        }
    }
    let floors = pairs.iter().map(|(floor, _)| floor.as_secs_f64() * 1e3);
    let gradings = pairs.iter().map(|(_, grading)| grading.as_secs_f64() * 1e3);
    let ratios = pairs.iter().map(|(floor, grading)| grading.as_secs_f64() / floor.as_secs_f64());
    println!("{runs} pairs                  min   median      max");
    println!("bare rustc, ms     {}", spread(floors, 0));
    println!("grader grade, ms   {}", spread(gradings, 0));
    println!("ratio              {}", spread(ratios, 2));
}

/// Minimum, median and maximum.
fn spread(values: impl Iterator<Item = f64>, digits: usize) -> String {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
    let [min, median, max] = [at(0), at(values.len() / 2), at(values.len().saturating_sub(1))];
    format!("{min:>8.digits$} {median:>8.digits$} {max:>8.digits$}")
}

fn whole_program(workspace: &Path, cache: &Path, submission: &Path) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command
        .args(["grade", "--format", "json"])
        .arg(submission)
        .current_dir(workspace)
        .env("GRADER_CACHE", cache);
    timed(&mut command)
}

/// Compiles the student's crate and the driver, with nothing around it.
fn bare_rustc(kit: &Kit, course: &LoadedCourse, submission: &Path) -> Duration {
    let folder = TempDir::new().unwrap();
    let exercises = &course.course.exercises;
    let modules: Vec<_> = exercises.iter().map(|exercise| (exercise.id.as_str(), None)).collect();
    let files: Vec<_> = exercises.iter().map(|exercise| exercise.file.clone()).collect();
    let calls: Vec<_> = exercises
        .iter()
        .flat_map(|exercise| exercise.scenarios.iter().map(move |scenario| (exercise, scenario)))
        .collect();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/lib.rs"), driver::module_list(&modules)).unwrap();
    fs::write(folder.path().join("driver.rs"), driver::driver_source("exercises", &files, &calls).source)
        .unwrap();
    for file in &files {
        fs::copy(submission.join("exercises").join(file), folder.path().join(file)).unwrap();
    }
    let library = format!("exercises={}", folder.path().join("libexercises.rlib").display());
    let named = |name: &str| format!("{name}={}", kit.externs[name].display());
    let student = FOR_STUDENTS.iter().flat_map(|name| ["--extern".into(), named(name)]).collect::<Vec<_>>();
    let driver = ["--extern".into(), named(FOR_DRIVERS), "--extern".into(), library];
    timed(
        rustc(kit, folder.path())
            .args(["src/lib.rs", "--crate-name=exercises", "--crate-type=lib"])
            .args(&student),
    ) + timed(rustc(kit, folder.path()).arg("driver.rs").args(&student).args(driver))
}

fn rustc(kit: &Kit, folder: &Path) -> Command {
    let mut command = Command::new(&kit.toolchain.rustc);
    command.args(["--edition=2024", "--cfg=tokio_unstable", "-Cdebuginfo=line-tables-only"]);
    command.args([OsStr::new("-L"), kit.deps.as_os_str()]).current_dir(folder);
    command
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    let taken = start.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    taken
}

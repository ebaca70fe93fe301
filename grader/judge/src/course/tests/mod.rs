//! Good courses are read whole; of broken ones every problem is told, where it is.

mod calls;
mod cases;
mod changes;
mod checks;
mod course;
mod driver;
mod exercises;
mod good;
mod hostile;
mod inputs;
mod programs;
mod rules;
mod scenarios;
mod schema;
mod stdout;
mod syntax;
mod values;
mod web;

use proptest::test_runner::Config;

use super::{Course, CourseFile, Problems};

const BASIC_WAIT: &str = r#"title = "Wait for a random time"
order = 1

[[scenario]]
id = "draws"
call = "basic_wait::wait_random(max).await"
output = "Duration"
inputs = { max = ["10s"] }
limits = { virtual_time = "1h" }

[[check]]
id = "really-waits"
title = "It returns the time that it waited"
points = 2
returned = { equals = "elapsed", within = "1ms" }

[[check]]
id = "random"
title = "The times are random"
points = 1.5
returned = { spread = { up_to = "max", quarters = 3, fractional = true } }
across = { seeds = "differ" }
"#;

const MULTIPLE_COROUTINES: &str = r#"title = "Run coroutines at the same time"
order = 2
uses = ["basic_wait"]

[[scenario]]
id = "waits"
call = "multiple_coroutines::wait_n(n, max).await"
output = "Vec<Duration>"
inputs = { n = [1, 10], max = ["0s", "1s", "10s"] }
cases = 4

[[scenario]]
id = "small"
call = "multiple_coroutines::wait_n(0, max).await"
output = "Vec<Duration>"
inputs = { max = ["1s"] }

[[check]]
id = "count"
title = "There are as many delays as asked for"
points = 1
scenarios = ["waits"]
returned = { len = "n", at_least = "0s", at_most = "max" }
calls = { function = "basic_wait::wait_random", times = "n" }

[[check]]
id = "concurrent"
title = "The waits run at the same time"
points = 6
elapsed = { equals = "longest returned", within = "1ms" }
blocking = "forbidden"
hints = ["First", "Second"]

[[check]]
id = "no-sort"
title = "Nothing is sorted"
points = 1
hidden = true
source = { forbid = ["sort*"] }
"#;

/// A quarter of the random cases that `PROPTEST_CASES` asks for, 256 where it does not: each is a whole
/// course.
fn budget() -> Config {
    let asked = Config::default();
    Config { cases: asked.cases.div_ceil(4), failure_persistence: None, ..asked }
}

fn file(path: &str, text: &str) -> CourseFile {
    CourseFile { path: path.to_owned(), text: text.to_owned() }
}

fn good() -> [CourseFile; 2] {
    [file("checks/basic_wait.toml", BASIC_WAIT), file("checks/multiple_coroutines.toml", MULTIPLE_COROUTINES)]
}

/// Reads a course, and holds what is told of its files against what the schemas say of them.
#[track_caller]
fn read(name: &str, files: &[CourseFile]) -> Result<Course, Problems> {
    let read = super::read(name, files);
    let problems = read.as_ref().err().map(|problems| problems.0.as_slice()).unwrap_or_default();
    // Of two files of one name nobody knows which has the problems.
    let is_alone = |file: &&CourseFile| files.iter().filter(|other| other.path == file.path).count() == 1;
    for file in files.iter().filter(is_alone) {
        let problems: Vec<_> = problems.iter().filter(|problem| problem.file == file.path).collect();
        schema::agrees(file, &problems);
    }
    read
}

/// Puts `new` in the place of `old`, which stands in the good course once, and compares what
/// the author is told.
#[track_caller]
fn check(old: &str, new: &str, told: &str) {
    let mut files = good();
    let places: usize = files.iter().map(|file| file.text.matches(old).count()).sum();
    assert_eq!(places, 1, "{old:?} stands in the good course {places} times");
    for file in &mut files {
        file.text = file.text.replace(old, new);
    }
    check_files(&files, told);
}

/// Compares what the author of a course is told.
#[track_caller]
fn check_files(files: &[CourseFile], told: &str) {
    let problems = read("course", files).expect_err("this course is broken").to_string();
    assert!(problems == told.trim(), "the author is told\n{problems}\n\nand not\n{}", told.trim());
}

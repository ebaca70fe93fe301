//! A class as it is handed in, `tests/class`: twelve submissions, each as another student hands
//! them in, and what each of them gets.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use grader_judge::course::Exercise;

use crate::program::{grade, json, stdout, verdicts};
use crate::setup::{self, members, workspace};

/// The exercises that the class was given. Of the others only one of it has handed in anything, and all of it.
const CORE: [&str; 4] = ["basic_wait", "multiple_coroutines", "measure_runtime", "tasks"];

/// Submissions and what these exercises get.
const EXPECTED: [(&str, [&str; 4]); 12] = [
    // A checkout of the workspace with its `target`; the whole course, and all of it right.
    ("ada", ["accepted 10.0", "accepted 10.0", "accepted 10.0", "accepted 15.0"]),
    // A checkout, half done: one wait after the other, and then the stubs.
    ("bela", ["accepted 10.0", "rejected 6.0", "not-started 0.0", "not-started 0.0"]),
    // `src`; blocks the thread.
    ("chen", ["rejected 8.0", "accepted 10.0", "accepted 10.0", "rejected 9.0"]),
    // Loose files; sorts.
    ("dora", ["accepted 10.0", "rejected 9.0", "accepted 10.0", "rejected 14.0"]),
    // Two files do not compile.
    ("emil", ["compile-error 0.0", "compile-error 0.0", "accepted 10.0", "not-submitted 0.0"]),
    // An excuse.
    ("faye", ["not-submitted 0.0"; 4]),
    // A zip as a platform makes it from a Mac's folder; all is right.
    ("gino", ["accepted 10.0", "accepted 10.0", "accepted 10.0", "accepted 15.0"]),
    // A tar.gz of loose files; all is right.
    ("hana", ["accepted 10.0", "accepted 10.0", "accepted 10.0", "accepted 15.0"]),
    // Waits for what never comes, twice, and has a loop without end.
    ("ivan", ["accepted 10.0", "rejected 1.0", "rejected 0.0", "rejected 6.0"]),
    // A flood of output.
    ("jana", ["rejected 0.0", "accepted 10.0", "accepted 10.0", "not-started 0.0"]),
    // Futures written by hand; odd, and right.
    ("karl", ["accepted 10.0", "accepted 10.0", "accepted 10.0", "accepted 15.0"]),
    // One file has another name.
    ("lena", ["not-submitted 0.0", "accepted 10.0", "accepted 10.0", "accepted 15.0"]),
];

#[test]
fn the_class_gets_its_scores() {
    let report = json(&grade(&["tests/class", "--format", "json"]).code(0));
    assert_eq!(report["schema"], "grader/report/v1");
    let exercises = setup::course().course.exercises;
    let lines = EXPECTED.iter().flat_map(|(name, verdicts)| {
        exercises.iter().map(move |exercise| {
            let verdict = match CORE.iter().position(|core| *core == exercise.id) {
                Some(index) => verdicts[index].to_owned(),
                None if *name == "ada" => format!("accepted {:?}", points(exercise)),
                None => "not-submitted 0.0".to_owned(),
            };
            format!("{name} {} {verdict}", exercise.id)
        })
    });
    assert_eq!(verdicts(&report), lines.collect::<Vec<_>>());
}

fn points(exercise: &Exercise) -> f64 {
    exercise.checks.iter().map(|check| check.points).sum()
}

#[test]
fn the_feedback_is_worth_reading() {
    let text = stdout(&grade(&["tests/class"]).code(0));
    insta::assert_snapshot!("class", text);
}

#[test]
fn one_grading_is_like_another() {
    let once = stdout(&grade(&["tests/class", "--format", "json", "--jobs", "1", "--seed", "7"]).code(0));
    let again = stdout(&grade(&["tests/class", "--format", "json", "--jobs", "2", "--seed", "7"]).code(0));
    assert_eq!(once, again);
    assert!(!once.contains(workspace().to_str().unwrap()), "a path of this machine is in the report");
    assert!(!once.contains(setup::cache().to_str().unwrap()));
}

/// With as many jobs as submissions, or more, the scenarios of one are run side by side.
#[test]
fn scenarios_side_by_side_are_like_one_after_another() {
    for member in ["tests/class/ivan", "tests/class/chen"] {
        let report = |jobs| stdout(&grade(&[member, "--format", "json", "--jobs", jobs]).code(0));
        assert_eq!(report("1"), report("4"), "{member}");
    }
}

/// Paths from a root, and what the files hold.
type Files = BTreeMap<String, Vec<u8>>;

/// The archives of the class can be read as text in `tests/archives`. After a change there:
///
/// ```sh
/// rm tests/class/gino.zip
/// (cd tests/archives/gino.zip && zip -qrX ../../class/gino.zip .)
/// (cd tests/archives/hana.tar.gz && tar --owner=hana:1000 --group=hana:1000 -czf ../../class/hana.tar.gz *.rs)
/// ```
#[test]
fn the_archives_hold_what_can_be_read_beside_them() {
    for (name, held) in [("gino.zip", in_zip as fn(&Path) -> Files), ("hana.tar.gz", in_tar)] {
        let held = held(&workspace().join("tests/class").join(name));
        let beside = below(&workspace().join("tests/archives").join(name));
        assert_eq!(held.keys().collect::<Vec<_>>(), beside.keys().collect::<Vec<_>>(), "{name}");
        assert!(held == beside, "a file of {name} differs from its text in tests/archives");
    }
}

fn in_zip(path: &Path) -> Files {
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut files = Files::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).unwrap();
        if member.is_file() {
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).unwrap();
            files.insert(member.name().unwrap().into_owned(), bytes);
        }
    }
    files
}

fn in_tar(path: &Path) -> Files {
    let mut archive = tar::Archive::new(GzDecoder::new(File::open(path).unwrap()));
    let mut files = Files::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(String::from_utf8_lossy(&entry.path_bytes()).into_owned(), bytes);
    }
    files
}

/// All files below a folder.
fn below(folder: &Path) -> Files {
    let mut files = Files::new();
    for member in members(folder) {
        let name = member.file_name().unwrap().to_str().unwrap().to_owned();
        if member.is_dir() {
            files.extend(below(&member).into_iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        } else {
            files.insert(name, fs::read(&member).unwrap());
        }
    }
    files
}

//! Gradescope's machine: its scripts are run at the platform's own paths, in a root that is gone afterwards.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use super::{assert_fits, course, init, unpacked};
use crate::program::{RIGHT, folder, stdout};
use crate::setup;

/// Why nothing is run.
const NO_MOUNTS: &str = "not tested: this user may make no mounts";

/// A folder that becomes `/autograder`, as the platform lays it out.
struct Machine {
    autograder: TempDir,
}

impl Machine {
    /// One with an archive that was made with these arguments.
    fn new(args: &[&str]) -> Self {
        let course = course();
        init(course.path(), &[&["gradescope"], args].concat()).assert().code(0);
        let machine = Self { autograder: setup::folder_beside_the_cache() };
        for folder in ["source", "results", "submission"] {
            fs::create_dir(machine.path(folder)).unwrap();
        }
        unpacked(&course.path().join("autograder.zip"), &machine.path("source"));
        fs::copy(machine.path("source/run_autograder"), machine.path("run_autograder")).unwrap();
        fs::write(machine.path("submission_metadata.json"), r#"{ "id": 1, "users": [{ "name": "A" }] }"#)
            .unwrap();
        // Built once for all tests, and not here.
        setup::link_kit(&machine.path("cache"));
        machine
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.autograder.path().join(name)
    }

    /// Runs a program of `/autograder` there; `None` where this user may make no mounts.
    fn run(&self, program: &str) -> Option<Output> {
        let root = TempDir::new().unwrap();
        let script = setup::workspace().join("tests/init/scratch_root.sh");
        let namespaces: &[&str] = if rustix::process::geteuid().is_root() {
            &["--mount"]
        } else {
            &["--user", "--map-root-user", "--mount"]
        };
        let unshare = || {
            let mut unshare = Command::new("unshare");
            unshare.args(namespaces);
            unshare
        };
        if !unshare().arg("true").status().is_ok_and(|status| status.success()) {
            return None;
        }
        let mut command = unshare();
        command.arg("sh").arg(script).arg(self.autograder.path()).arg(root.path()).arg(program);
        Some(command.env_remove("GRADER_CACHE").env_remove("GRADER_SEED").output().unwrap())
    }

    fn set_up(&self) -> Option<String> {
        let setup = self.run("/autograder/source/setup.sh")?;
        let said = String::from_utf8_lossy(&setup.stderr).into_owned();
        assert!(setup.status.success(), "{said}");
        Some(String::from_utf8(setup.stdout).unwrap())
    }

    /// Hands in these files, and reads the results.
    fn graded(&self, files: &[(&str, &str)]) -> (Value, Output) {
        fs::remove_dir_all(self.path("submission")).unwrap();
        for (name, text) in files {
            let file = self.path("submission").join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let _ = fs::remove_file(self.path("results/results.json"));
        let ran = self.run("/autograder/run_autograder").expect("it was possible before");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let results = fs::read(self.path("results/results.json")).unwrap();
        let results: Value = serde_json::from_slice(&results).unwrap();
        assert_fits(&results, include_str!("gradescope.schema.json"));
        (results, ran)
    }
}

#[test]
fn a_machine_is_set_up_and_grades_submissions() {
    let machine = Machine::new(&["--seed", "7"]);
    let Some(told) = machine.set_up() else {
        eprintln!("{NO_MOUNTS}");
        return;
    };
    assert!(told.contains("✓ kit") && told.contains("This machine can grade."), "{told}");
    assert!(machine.path("bin/grader").is_file() && !machine.path("rustup").exists(), "{told}");

    let (results, ran) = machine.graded(&[("basic_wait.rs", RIGHT)]);
    assert_eq!(results["score"], 10.0);
    assert_eq!(results["extra_data"]["seed"], 7);
    assert_eq!(results["output"], "basic_wait: accepted\nmultiple_coroutines: not submitted\n");
    let status = |tag: &str| {
        let tests = results["tests"].as_array().unwrap().iter();
        tests.filter(|test| test["tags"][0] == tag).map(|test| test["status"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(status("basic_wait::waits"), ["passed"]);
    assert_eq!(status("multiple_coroutines::count"), ["failed"]);
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "", "nothing to tell the staff");

    // Students hand in whole folders, and things that are no answers.
    let (results, _) = machine.graded(&[("homework/exercises/src/basic_wait.rs", RIGHT)]);
    assert_eq!(results["score"], 10.0);
    let (results, _) = machine.graded(&[("notes.txt", "I was ill")]);
    assert_eq!(results["score"], 0.0);
    assert!(results["output"].as_str().unwrap().contains("basic_wait: not submitted"), "{results}");
}

#[test]
fn where_the_grader_fails_the_results_say_that_the_staff_has_to_act() {
    let machine = Machine::new(&[]);
    if machine.set_up().is_none() {
        eprintln!("{NO_MOUNTS}");
        return;
    }
    let assert_not_graded = |(results, ran): (Value, Output), why: &str| {
        assert_eq!(results["score"], 0.0);
        assert_eq!(results["stdout_visibility"], "hidden");
        let output = results["output"].as_str().unwrap();
        assert!(output.contains("The course's staff has to act"), "{output}");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(said.contains(why) && !output.contains(why), "{said}");
    };
    // Two submissions in one: which is meant?
    let twice = [("one/basic_wait.rs", RIGHT), ("two/basic_wait.rs", RIGHT)];
    assert_not_graded(machine.graded(&twice), "here are 2: name one PATH");
    fs::remove_dir_all(machine.path("source/course/exercises/checks")).unwrap();
    assert_not_graded(machine.graded(&[("basic_wait.rs", RIGHT)]), "is no course");
    fs::write(machine.path("bin/grader"), "#!/bin/sh\nkill -9 $$\n").unwrap();
    assert_not_graded(machine.graded(&[("basic_wait.rs", RIGHT)]), "The grader ended with 137");
    fs::remove_file(machine.path("bin/grader")).unwrap();
    assert_not_graded(machine.graded(&[("basic_wait.rs", RIGHT)]), "The grader ended with 127");
}

/// A system whose C library is older than the one that the grader was built with.
#[test]
fn a_grader_that_does_not_start_there_is_told_when_the_machine_is_built() {
    let machine = Machine::new(&[]);
    fs::write(machine.path("source/grader"), "#!/bin/sh\necho 'version `GLIBC_9.9' >&2; exit 1\n").unwrap();
    let Some(setup) = machine.run("/autograder/source/setup.sh") else {
        eprintln!("{NO_MOUNTS}");
        return;
    };
    assert_eq!(setup.status.code(), Some(1));
    let said = String::from_utf8_lossy(&setup.stderr).into_owned();
    assert!(said.contains("GLIBC_9.9") && said.contains("`--from URL@REV`"), "{said}");
}

#[test]
fn the_archive_holds_what_is_needed_and_a_seed_that_nobody_knows() {
    let course = course();
    let made = |out: &str, more: &[&str]| {
        let args = [&["gradescope", "--out", out], more].concat();
        stdout(&init(course.path(), &args).assert().code(0));
        let folder = folder(&[]);
        unpacked(&course.path().join(out), folder.path());
        folder
    };
    let (one, other) = (made("one.zip", &["--from", super::ORIGIN]), made("other.zip", &[]));
    let text = |folder: &TempDir, name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    for file in [
        "setup.sh",
        "run_autograder",
        "grader",
        "not_graded.json",
        "course/exercises/checks/basic_wait.toml",
        "course/exercises/src/multiple_coroutines.rs",
        "course/solutions/src/basic_wait.rs",
    ] {
        assert!(one.path().join(file).is_file(), "{file}");
    }
    for script in ["setup.sh", "run_autograder", "grader"] {
        let mode = fs::metadata(one.path().join(script)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o755, "{script}");
    }
    for script in ["setup.sh", "run_autograder", "environment.sh"] {
        assert_bash_reads(&one.path().join(script));
        assert!(!text(&one, script).contains("@RUST@"), "{script}");
    }
    assert!(text(&one, "setup.sh").contains("url=\"https://example.org/grader.git\"\nrev=\"v0.1.0\"\n"));
    let seed = |folder: &TempDir| {
        let text = text(folder, "environment.sh");
        let seed = text.lines().find_map(|line| line.strip_prefix("export GRADER_SEED=")).unwrap();
        seed.parse::<u64>().unwrap()
    };
    assert_ne!(seed(&one), seed(&other));
    assert_fits(
        &serde_json::from_str(&text(&one, "not_graded.json")).unwrap(),
        include_str!("gradescope.schema.json"),
    );
}

fn assert_bash_reads(script: &Path) {
    let read = Command::new("bash").arg("-n").arg(script).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
}

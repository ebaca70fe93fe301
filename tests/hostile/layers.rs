//! Each layer is there for something: taken out, an attack goes well that it stops.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use grader::grade::Grader;
use grader::intake::{Handed, Submission};
use grader_judge::report::{ExerciseReport, Verdict};
use grader_runner::sandbox::Sandbox;

use crate::{SECRET, setup};

const RIGHT: &str = include_str!("../class/ada/exercises/src/basic_wait.rs");

/// A right answer that does something besides.
fn answer(deed: &str) -> String {
    RIGHT.replace("    delay\n}", &format!("    {deed}\n    delay\n}}"))
}

/// What comes of a deed, without the layers that are taken out.
fn graded(deed: &str, take_out: impl FnOnce(&mut Grader)) -> ExerciseReport {
    let exercises = ["basic_wait".to_owned()].into();
    let mut grader = setup::grader(exercises);
    // The user alone would stop some of what follows.
    sandbox(&mut grader).user_for_runs = false;
    take_out(&mut grader);
    let files = [("basic_wait".to_owned(), Handed::Text(answer(deed)))].into();
    let submission = Submission { name: "attack".to_owned(), files };
    grader.grade(&submission).exercises.remove(0)
}

fn sandbox(grader: &mut Grader) -> &mut Sandbox {
    grader.sandbox.as_mut().unwrap()
}

fn ending(report: &ExerciseReport) -> Option<&str> {
    report.checks.iter().find_map(|check| check.finding.ending.as_deref())
}

#[test]
fn without_landlock_files_are_read() {
    let home = setup::folder_beside_the_cache();
    let canary = home.path().join("secret.txt");
    fs::write(&canary, SECRET).unwrap();
    let deed = format!("if let Ok(text) = std::fs::read_to_string({canary:?}) {{ panic!(\"{{text}}\") }}");
    let stopped = graded(&deed, |_| {});
    assert_eq!(stopped.verdict, Verdict::Accepted);
    let told = graded(&deed, |grader| sandbox(grader).landlock = false);
    let observed = told.checks[0].finding.observed.as_deref().unwrap();
    assert!(observed.contains(SECRET), "{observed}");
}

#[test]
fn without_seccomp_permissions_are_changed() {
    let home = setup::folder_beside_the_cache();
    let file = home.path().join("file");
    fs::write(&file, "").unwrap();
    let mode = || fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    let before = mode();
    let deed = format!(
        "use std::os::unix::fs::PermissionsExt;\n    \
         let _ = std::fs::set_permissions({file:?}, std::fs::Permissions::from_mode(0o777));"
    );
    let stopped = graded(&deed, |_| {});
    assert_eq!((ending(&stopped), mode()), (Some("forbidden-call"), before));
    graded(&deed, |grader| sandbox(grader).seccomp = false);
    assert_eq!(mode(), 0o777);
}

#[test]
fn without_limits_memory_is_taken() {
    let deed = "std::hint::black_box(vec![0_u8; 3 << 30]);";
    let stopped = graded(deed, |_| {});
    assert_eq!(ending(&stopped), Some("memory-limit"));
    let took = graded(deed, |grader| sandbox(grader).rlimits = false);
    assert_eq!(took.verdict, Verdict::Accepted);
}

/// The lint that keeps code safe knows nothing of this kind of function.
#[test]
#[cfg(target_arch = "x86_64")]
fn without_the_scan_code_is_not_safe_rust() {
    let deed = "#[unsafe(naked)]\n    extern \"C\" fn answer() -> u32 { core::arch::naked_asm!(\"mov eax, 42\", \"ret\") }\n    \
                assert_ne!(answer(), 42, \"not safe\");";
    let stopped = graded(deed, |_| {});
    assert_eq!(stopped.verdict, Verdict::Refused);
    let ran = graded(deed, |grader| grader.scans = false);
    let observed = ran.checks[0].finding.observed.as_deref().unwrap();
    assert!(observed.contains("not safe"), "{observed}");
}

//! Arguments and machines that are not as they should be. Each call names a good submission as
//! well, which is graded wherever anything is.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use assert_cmd::Command;
use grader::toolchain;
use rustix::fs::{CWD, Mode, mkfifoat};
use tempfile::TempDir;

use crate::program::{RIGHT, grader, path, stderr, stdout};
use crate::setup;

/// What is special about a call, its arguments and environment, its exit code, what is said, and
/// whether the good submission is graded. `{t}` is the folder of [`machine`].
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
    i32,
    &'static [&'static str],
    bool,
);

const NO_CARGO: (&str, &str) = ("CARGO", "{t}/nowhere");
const NO_PATH: (&str, &str) = ("PATH", "/nonexistent");

#[rustfmt::skip]
const PATHS: [Row; 7] = [
    ("nothing there", &["{t}/nowhere"], &[], 3, &["cannot read {t}/nowhere; see that it is there", "the others are graded"], true),
    ("below a file", &["{t}/notes.txt/x"], &[], 3, &["cannot read {t}/notes.txt/x; see"], true),
    ("a link to nothing", &["{t}/dangling"], &[], 3, &["cannot read {t}/dangling; see"], true),
    ("a device", &["/dev/null"], &[], 3, &["/dev/null is no submission: expected a folder, a .zip, a .tar.gz or one of src/async_syntax.rs"], true),
    ("a text", &["{t}/notes.txt"], &[], 3, &["{t}/notes.txt is no submission: expected a folder"], true),
    ("a pipe", &["{t}/fifo"], &[], 3, &["{t}/fifo is no submission"], true),
    ("no name", &[""], &[], 2, &["a value is required for '<PATH>...'"], false),
];

#[rustfmt::skip]
const OPTIONS: [Row; 18] = [
    ("an unknown exercise", &["--exercise", "basic_weight"], &[], 2, &["there is no exercise `basic_weight`; the course has async_syntax, basic_wait, "], false),
    ("an unknown format", &["--format", "pdf"], &[], 2, &["invalid value 'pdf'", "possible values: human, json"], false),
    ("an unknown option", &["--sed", "1"], &[], 2, &["unexpected argument '--sed'", "--seed"], false),
    ("no number of jobs", &["--jobs", "0"], &[], 2, &["'--jobs <N>': write a whole number, 1 or more"], false),
    ("more than all points", &["--fail-under", "101"], &[], 2, &["write a number from 0 to 100"], false),
    ("no seed", &["--seed", "x"], &[], 2, &["'--seed <N>': write a whole number from 0 to 18446744073709551615"], false),
    ("no seed around", &[], &[("GRADER_SEED", "x")], 2, &["'--seed <N>': write a whole number"], false),
    ("a report without a format", &["--report", "report.json"], &[], 2, &["write FORMAT=PATH, such as json=report.json"], false),
    ("a report of an unknown format", &["--report", "pdf=x"], &[], 2, &["there is no format `pdf`; formats are human, json"], false),
    ("a report without a name", &["--report", "json="], &[], 2, &["name a file, as in json=report.json"], false),
    ("a report over a folder", &["--report", "json={t}"], &[], 2, &["cannot write the report {t}: it is a folder; name a file in it"], false),
    ("a report into nothing", &["--report", "json={t}/nowhere/x"], &[], 2, &["cannot write the report {t}/nowhere/x: there is no folder {t}/nowhere; make it first"], false),
    ("a report below a file", &["--report", "json={t}/notes.txt/x"], &[], 2, &["cannot write the report {t}/notes.txt/x: "], false),
    ("a report of too long a name", &["--report", "json={t}/{long}"], &[], 2, &["cannot write the report", "File name too long"], false),
    ("one page of two", &["--format", "html", "{t}/unlucky"], &[], 2, &["this format is about one submission, and here are 2", "--report html=DIR"], false),
    ("pages over other files", &["--report", "html={t}"], &[], 2, &["cannot write the report {t}: "], false),
    ("pages over a file", &["--report", "html={t}/notes.txt"], &[], 2, &["cannot write the report {t}/notes.txt: there is something, and it is no folder; name another one"], false),
    // A device would be replaced by a file.
    ("a report over a pipe", &["--report", "json={t}/fifo"], &[], 2, &["cannot write the report {t}/fifo: it is no regular file; name another one"], false),
];

#[rustfmt::skip]
const MACHINES: [Row; 13] = [
    ("no rustc", &[], &[NO_PATH], 3, &["cannot run `rustc`: install Rust (https://rustup.rs), put `rustc` on PATH, or name it with RUSTC"], false),
    ("a rustc that is not there", &[], &[("RUSTC", "{t}/nowhere")], 3, &["cannot run `{t}/nowhere`: install Rust"], false),
    ("a rustc that fails", &[], &[("RUSTC", "/bin/false")], 3, &["`/bin/false --print=sysroot` failed (exit status: 1)", "try `rustc -vV`, and see what RUSTC names"], false),
    ("a rustc that is killed", &["{t}/unlucky"], &[NO_CARGO, ("RUSTC", "{t}/killed")], 3, &["the compiler was killed (signal: 9 (SIGKILL)), perhaps because memory was short: grade this submission again"], true),
    // The second time it goes well. Without the sandbox, so that the compiler can remember the first.
    ("a rustc that is killed once", &["{t}/unlucky", "--sandbox", "off"], &[NO_CARGO, ("RUSTC", "{t}/killed-once")], 0, &["THE SANDBOX IS OFF"], true),
    ("a disk that is full", &["{t}/unlucky"], &[NO_CARGO, ("RUSTC", "{t}/full")], 3, &["No space left on device (os error 28)"], true),
    ("a cache that is a file", &[], &[("GRADER_CACHE", "{t}/notes.txt")], 3, &["cannot make the folder {t}/notes.txt: free some space or choose another folder with GRADER_CACHE"], false),
    ("a cache below a file", &["--cache", "{t}/notes.txt/x"], &[], 3, &["cannot make the folder {t}/notes.txt/x"], false),
    ("no folder to work in", &["--cache", "{t}/no-work"], &[], 3, &["cannot work in {t}/no-work; choose another folder with --cache"], false),
    ("no cargo and no kit", &[], &[NO_CARGO, ("GRADER_CACHE", "{t}/new")], 3, &["cannot run `cargo`: install Rust (https://rustup.rs) or put `cargo` on PATH"], false),
    ("a cargo that fails", &[], &[("CARGO", "/bin/false"), ("GRADER_CACHE", "{t}/new")], 3, &["cargo could not build", "run `grader prepare` once while it is online", "exit status: 1"], false),
    // A kit that is not whole is noticed and built anew; without cargo it comes no further.
    ("a kit cut short", &[], &[NO_CARGO, ("GRADER_CACHE", "{t}/cut")], 3, &["preparing: building", "cannot run `cargo`"], false),
    ("no cargo, but a kit", &[], &[NO_CARGO], 0, &[], true),
];

#[test]
fn a_bad_call_says_what_to_do_and_grades_what_it_can() {
    let machine = machine();
    let wrong: Vec<_> =
        PATHS.iter().chain(&OPTIONS).chain(&MACHINES).filter_map(|row| misfit(path(&machine), row)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let written: Vec<_> = setup::members(machine.path()).into_iter().filter(|path| path.is_file()).collect();
    assert_eq!(written.len(), 5, "a report was left half written: {written:?}");
}

/// What is not as a row says.
fn misfit(folder: &str, (name, args, env, code, said, graded): &Row) -> Option<String> {
    let filled = |text: &str| text.replace("{t}", folder).replace("{long}", &"x".repeat(300));
    let mut call = grader();
    call.args(["grade", "--exercise", "basic_wait"]).args(args.iter().map(|arg| filled(arg)));
    call.arg(filled("{t}/good"))
        .env_remove("RUSTC")
        .envs(env.iter().map(|(name, value)| (name, filled(value))));
    let assert = call.assert();
    // What is said of a submission stands in its report, broken into lines.
    let text = format!("{} {}", stderr(&assert), stdout(&assert));
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let missing: Vec<_> = said.iter().map(|said| filled(said)).filter(|said| !words.contains(said)).collect();
    let is_graded = text.contains("basic_wait: accepted");
    let found = assert.get_output().status.code();
    let fits = missing.is_empty() && found == Some(*code) && is_graded == *graded;
    (!fits).then(|| format!("{name}: {found:?}, graded: {is_graded}, missing {missing:?} in {text}"))
}

/// A folder with what the rows name.
fn machine() -> TempDir {
    let folder = setup::folder_beside_the_cache();
    let at = |name: &str| folder.path().join(name);
    for name in ["good", "unlucky", "no-work"] {
        fs::create_dir(at(name)).unwrap();
    }
    fs::write(at("good/basic_wait.rs"), RIGHT).unwrap();
    fs::write(at("unlucky/basic_wait.rs"), format!("{RIGHT}// unlucky\n")).unwrap();
    fs::write(at("notes.txt"), "good 10").unwrap();
    symlink("nowhere", at("dangling")).unwrap();
    mkfifoat(CWD, at("fifo"), Mode::from_raw_mode(0o644)).unwrap();
    unlucky_rustc(&at("killed"), "kill -9 $$");
    let once = at("once");
    unlucky_rustc(
        &at("killed-once"),
        &format!("if ! [ -e '{0}' ]; then touch '{0}'; kill -9 $$; fi", once.display()),
    );
    unlucky_rustc(
        &at("full"),
        "echo 'error: failed to write: No space left on device (os error 28)' >&2; exit 101",
    );
    setup::link_kit(&at("no-work"));
    fs::write(at("no-work/work"), "").unwrap();
    setup::link_kit(&at("cut"));
    cut_short(&at("cut"));
    folder
}

/// A compiler that meets its end when it compiles whoever is unlucky.
fn unlucky_rustc(script: &Path, end: &str) {
    let rustc = toolchain::find().unwrap().rustc;
    let text = format!(
        "#!/bin/sh\n\
         if [ \"$1\" = --print=sysroot ]; then echo /; exit; fi\n\
         if grep -qs unlucky src/basic_wait.rs; then {end}; fi\n\
         exec '{}' \"$@\"\n",
        rustc.display()
    );
    fs::write(script, text).unwrap();
    fs::set_permissions(script, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Cuts one library of each kit in a cache.
fn cut_short(cache: &Path) {
    for kit in setup::members(cache) {
        let libraries = setup::members(&kit.join("deps"));
        let library =
            libraries.iter().find(|file| file.extension().is_some_and(|end| end == "rlib")).unwrap();
        let bytes = fs::read(library).unwrap();
        fs::remove_file(library).unwrap();
        fs::write(library, &bytes[..bytes.len() / 2]).unwrap();
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error_and_a_full_disk_is() {
    let good = setup::workspace().join("tests/class/ada");
    for (shell, said) in [("| head -1", "exit 0"), ("> /dev/full", "cannot write to standard output")] {
        let line = format!("{{ \"$@\"; echo exit $? >&2; }} {shell}");
        let mut command = Command::new("sh");
        command.env("GRADER_CACHE", setup::cache()).current_dir(setup::workspace());
        command.args(["-c", &line, "sh", env!("CARGO_BIN_EXE_grader"), "grade", "--exercise", "basic_wait"]);
        let words = stderr(&command.arg(&good).assert().code(0));
        assert!(words.contains(said), "{shell}: {words}");
        assert!(said == "exit 0" || words.contains("exit 3"), "{shell}: {words}");
    }
}

//! What `-v` tells, where it tells it, and that it changes nothing else.

use std::fs;
use std::num::NonZero;
use std::process::Command as Process;

use tempfile::TempDir;

use crate::program::{RIGHT, folder, grade, grader, path, stderr, stdout};
use crate::setup;

const SMALL: [&str; 3] = ["tests/class/bela", "--exercise", "basic_wait"];

#[test]
fn once_tells_the_stages_of_a_grading() {
    let said = stderr(&grade(&[&SMALL[..], &["-v"]].concat()).code(0));
    for words in [
        "grader::course: read the course",
        "grader::intake: took in path=\"tests/class/bela\" submissions=1",
        "grader::kit: found a kit folder=",
        "grader::confine: laid the sandbox layers=[\"limits\"",
        "submission{name=\"bela\"}: grader::grade: begins",
        "grader::grade: compiled own={\"basic_wait\"",
        "outcome=a program took=",
        "grader_runner::scenario: ran to its end scenario=\"basic_wait::waits\" cases=",
        "grader::grade: judged exercise=\"basic_wait\" verdict=Accepted score=10.0 of=10.0",
        "grader::grade: ends score=10.0 of=10.0 took=",
    ] {
        assert!(said.contains(words), "{words:?} is missing in {said}");
    }
    // Its code names nothing that leads out of its runtime.
    assert!(said.contains(" outside=false cpu=") && !said.contains("outside=true"), "{said}");
    // Commands are for those who ask twice.
    assert!(!said.contains("DEBUG") && !said.contains("--crate-name"), "{said}");
    assert!(!said.contains('\x1b'), "{said}");
}

#[test]
fn twice_tells_the_commands_and_how_they_ended() {
    let said = stderr(&grade(&[&SMALL[..], &["-vv"]].concat()).code(0));
    for words in [
        "grader_runner::process: started program=",
        "\"--crate-name\", \"exercises\"",
        "ended program=\"driver\" status=exit status: 0 cpu=",
        "opened a cell layers=",
    ] {
        assert!(said.contains(words), "{words:?} is missing in {said}");
    }
}

#[test]
fn the_environment_can_say_what_of_it_is_told() {
    let mut command = grader();
    command.arg("grade").args(SMALL).env("GRADER_LOG", "grader::kit=info");
    let said = stderr(&command.assert().code(0));
    assert!(said.contains("found a kit") && said.lines().count() == 1, "{said}");

    let wrong = stderr(&grader().arg("prepare").env("GRADER_LOG", "kit=loud").assert().code(2));
    assert!(wrong.contains("GRADER_LOG is \"kit=loud\""), "{wrong}");
    assert_eq!(stderr(&grade(&[&SMALL[..], &["--quiet"]].concat()).code(0)), "");
}

#[test]
fn reports_and_standard_output_stay_as_they_are() {
    let out = TempDir::new().unwrap();
    let grade = |name: &str, more: &[&str]| {
        let report = format!("json={}", out.path().join(name).display());
        stdout(&grade(&[&SMALL[..], &["--report", &report], more].concat()).code(0))
    };
    let (plain, told) = (grade("plain", &[]), grade("told", &["-vv"]));
    assert_eq!(plain, told);
    let read = |name: &str| fs::read(out.path().join(name)).unwrap();
    assert_eq!(read("plain"), read("told"));
}

#[test]
fn why_an_attempt_failed_and_how_a_process_ended_are_told() {
    let exits = RIGHT.replace("tokio::time::sleep(delay).await", "std::process::exit(3)");
    let submission = folder(&[
        ("basic_wait.rs", &exits),
        ("multiple_coroutines.rs", "pub async fn wait_n(n: usize) -> Vec<u8> { n }"),
    ]);
    let args = [path(&submission), "--exercise", "basic_wait", "--exercise", "multiple_coroutines", "-v"];
    let said = stderr(&grade(&args).code(0));
    assert!(said.contains("ended before its end") && said.contains("ending=Exited { code: 3 }"), "{said}");
    // To exit is to reach for the process.
    assert!(said.contains(" outside=true cpu="), "{said}");
    assert!(said.contains("outcome=1 errors"), "{said}");
    assert!(said.contains("exercise=\"multiple_coroutines\" verdict=CompileError"), "{said}");
}

#[test]
fn names_of_submissions_move_no_cursor() {
    let class = TempDir::new().unwrap();
    let hostile = class.path().join("a\x1b[2J\u{202e}\n::error::b");
    fs::create_dir(&hostile).unwrap();
    fs::write(hostile.join("basic_wait.rs"), RIGHT).unwrap();
    let said = stderr(&grade(&[path(&class), "--exercise", "basic_wait", "-vv"]).code(0));
    assert!(said.contains(r"a\u{1b}[2J\u{202e}\n::error::b"), "{said}");
    assert!(!said.contains('\x1b') && !said.contains('\u{202e}'), "{said}");
    assert!(!said.lines().any(|line| line.trim_start().starts_with("::")), "{said}");
}

#[test]
fn a_kit_that_is_not_there_is_told_with_the_reason() {
    let cache = setup::folder_beside_the_cache();
    setup::link_kit(cache.path());
    for kit in setup::members(cache.path()) {
        fs::remove_dir_all(kit.join("deps")).unwrap();
    }
    let mut prepare = grader();
    // A cargo that cannot build it: this is about what is told before.
    prepare.args(["prepare", "-v"]).env("GRADER_CACHE", cache.path()).env("CARGO", "/nonexistent/cargo");
    let said = stderr(&prepare.assert().code(3));
    assert!(
        said.contains("a kit is needed folder=") && said.contains("why=\"the one there is not whole\""),
        "{said}"
    );
}

/// On a terminal a bar is drawn at the bottom; lines go above it, and are whole.
#[test]
fn lines_and_the_bar_do_not_tear_each_other() {
    let Some((code, transcript)) =
        on_a_terminal("grade tests/class/ada tests/class/faye --exercise basic_wait --format csv -v")
    else {
        eprintln!("there is no `script` here that could make a terminal");
        return;
    };
    assert_eq!(code, Some(0));
    let mut screen = vt100::Parser::new(NonZero::new(400).unwrap(), NonZero::new(1000).unwrap(), 0);
    screen.process(&transcript);
    let shown = screen.screen().contents();
    let told: Vec<&str> = shown.lines().filter(|line| line.contains(" INFO ")).collect();
    let is_whole = |line: &&str| line.trim_start().starts_with(|char: char| char.is_ascii_digit());
    assert!(told.len() > 10 && told.iter().all(is_whole), "{shown}");
    assert!(told.iter().filter(|line| line.contains("ends score=")).count() == 2, "{shown}");
    assert!(!told.iter().any(|line| line.contains("left")), "the bar stands in a line: {shown}");
}

#[test]
fn a_screen_is_not_written_over() {
    let Some((code, transcript)) = on_a_terminal("watch -v") else {
        eprintln!("there is no `script` here that could make a terminal");
        return;
    };
    assert_eq!(code, Some(2));
    let said = String::from_utf8_lossy(&transcript).into_owned();
    assert!(said.contains("`grader watch` has the terminal for itself") && said.contains("2>FILE"), "{said}");
}

/// Runs the grader on a terminal: how it ended, and all that was written there.
fn on_a_terminal(args: &str) -> Option<(Option<i32>, Vec<u8>)> {
    let log = TempDir::new().unwrap();
    let transcript = log.path().join("transcript");
    let command = format!("stty rows 400 cols 1000; {} {args}", env!("CARGO_BIN_EXE_grader"));
    let run = Process::new("script")
        .args(["--quiet", "--return", "--command", &command])
        .arg(&transcript)
        .current_dir(setup::workspace())
        .env("GRADER_CACHE", setup::cache())
        .env("TERM", "xterm-256color")
        .env_remove("NO_COLOR")
        .output();
    run.ok().map(|run| (run.status.code(), fs::read(&transcript).unwrap()))
}

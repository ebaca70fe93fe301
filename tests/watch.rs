//! `grader watch`, as a student sees it: on a terminal, in a folder with a course and no solutions.

mod plain;
mod terminal;

use std::fs;
use std::path::{Path, PathBuf};

use grader::{kit, toolchain};
use rustix::process::Signal;
use tempfile::TempDir;

use self::terminal::{Terminal, Who};
use crate::program::RIGHT;
use crate::setup;

const SIZE: (u16, u16) = (80, 36);
const NO_WAIT: &str = include_str!("../solutions/wrong/basic_wait/no_wait.rs");
const SEQUENTIAL: &str = include_str!("../solutions/wrong/multiple_coroutines/sequential.rs");
const RIGHT_TOO: &str = include_str!("../solutions/src/multiple_coroutines.rs");

/// Limits with which nobody would wait for their end.
const ENDLESS_LIMITS: &str = "limits = { cpu = \"5h\", wall = \"5h\" }";
/// An answer that is graded until its processor time is used up.
const ENDLESS: &str = "\
use std::time::Duration;

pub async fn wait_random(_max_delay: Duration) -> Duration {
    loop {}
}
";

/// A student's copy of a course of two exercises.
struct Student {
    home: TempDir,
}

impl Student {
    fn new() -> Self {
        kit::prepare(&setup::cache(), &toolchain::find().unwrap(), &|_| {}).unwrap();
        let student = Self { home: setup::folder_beside_the_cache() };
        for file in ["checks/basic_wait.toml", "checks/multiple_coroutines.toml"] {
            student.copy(file);
        }
        student.copy("src/basic_wait.rs");
        student.copy("src/multiple_coroutines.rs");
        student
    }

    fn copy(&self, file: &str) {
        let to = self.path(file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(setup::workspace().join("exercises").join(file), to).unwrap();
    }

    fn path(&self, file: &str) -> PathBuf {
        self.home.path().join("exercises").join(file)
    }

    fn save(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap();
    }

    /// As many editors do: into another file, which then takes the place of the old one.
    fn save_by_renaming(&self, file: &str, text: &str) {
        let new = self.path(&format!("{file}.new"));
        fs::write(&new, text).unwrap();
        fs::rename(new, self.path(file)).unwrap();
    }

    fn watch(&self) -> Terminal {
        self.watch_with(SIZE, &[])
    }

    /// Begins, and waits for the first result.
    fn watch_with(&self, size: (u16, u16), environment: &[(&str, &str)]) -> Terminal {
        let mut terminal = Terminal::open(self.home.path(), size, environment);
        terminal.wait_for(&["1 of 2:", "basic_wait: "]);
        wait_until_graded(&mut terminal);
        assert!(terminal.is_changed());
        terminal
    }
}

fn wait_until_graded(terminal: &mut Terminal) {
    terminal.wait_until_nothing(|terminal| {
        terminal.screen().contains("grading").then(|| "end of grading".to_owned())
    });
}

#[test]
fn a_wrong_save_shows_its_failure_and_a_right_one_moves_on() {
    let student = Student::new();
    let mut terminal = student.watch();
    terminal.wait_for(&["basic_wait: not started", "exercises/src/basic_wait.rs", "0 of 2 done"]);

    student.save("src/basic_wait.rs", NO_WAIT);
    terminal.wait_for(&["basic_wait: not yet right", "✗ ", "  observed  ", "h shows a hint", "✓ "]);
    assert!(!terminal.screen().contains("hint 1/"), "{}", terminal.screen());
    terminal.type_keys("h");
    terminal.wait_for(&["hint 1/", "h shows another one"]);

    student.save_by_renaming("src/basic_wait.rs", RIGHT);
    terminal.wait_for(&[
        "✓ basic_wait: every check passes",
        "multiple_coroutines: not started",
        "1 of 2 done",
    ]);

    student.save("src/multiple_coroutines.rs", SEQUENTIAL);
    terminal.wait_for(&["multiple_coroutines: not yet right", "✗ ", "  wait 1    ██", "  wait 2 "]);
    // There are no references here, and it needs none.
    assert!(!terminal.screen().contains("run with the course's own"), "{}", terminal.screen());

    student.save("src/multiple_coroutines.rs", RIGHT_TOO);
    terminal.wait_for(&["All exercises are done. Well done!", "2 of 2 done"]);
    terminal.type_keys("p");
    terminal.wait_for(&["2 of 2: ", "multiple_coroutines: accepted"]);
    terminal.type_keys("q");
    terminal.wait_for_the_end(0);
}

#[test]
fn what_is_being_graded_when_something_else_is_saved_holds_nobody_up() {
    let student = Student::new();
    student.save("course.toml", ENDLESS_LIMITS);
    let mut terminal = student.watch();
    student.save("src/basic_wait.rs", ENDLESS);
    terminal.wait_for(&["grading …"]);
    student.save("src/basic_wait.rs", NO_WAIT);
    student.save("src/basic_wait.rs", RIGHT);
    // Not a word of what was saved before.
    terminal.wait_until_nothing(|terminal| {
        let screen = terminal.screen();
        assert!(!screen.contains("not yet right"), "{screen}");
        (!screen.contains("✓ basic_wait: every check passes")).then(|| "last state".to_owned())
    });
    terminal.type_keys("\x03");
    terminal.wait_for_the_end(0);
}

#[test]
fn the_terminal_is_as_it_was_however_it_ends() {
    let student = Student::new();
    student.save("src/basic_wait.rs", NO_WAIT);
    let keys = ["q", "\x03", "\x1b"].map(|keys| (keys, 0));
    for (keys, code) in keys {
        let mut terminal = student.watch();
        terminal.type_keys(keys);
        terminal.wait_for_the_end(code);
    }
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        for who in [Who::Attendant, Who::Screen] {
            let mut terminal = student.watch();
            terminal.kill(who, signal);
            terminal.wait_for_the_end(0);
        }
    }
}

#[test]
fn the_terminal_is_as_it_was_after_a_kill() {
    let student = Student::new();
    let mut terminal = student.watch();
    terminal.kill(Who::Screen, Signal::KILL);
    terminal.wait_for_the_end(3);
    assert!(terminal.screen().contains("was killed (signal 9)"), "{}", terminal.screen());

    let mut terminal = student.watch();
    let screen = terminal.process(Who::Screen);
    terminal.kill(Who::Attendant, Signal::KILL);
    // What the shell says of that may still go to the page that is then left.
    let path = format!("/proc/{}", screen.as_raw_nonzero());
    terminal.wait_until_nothing(|terminal| match Path::new(&path).exists() {
        true => Some("end of who had the screen".to_owned()),
        false => terminal.what_is_not_as_it_was(),
    });
}

#[test]
fn it_ends_though_it_grades() {
    let student = Student::new();
    student.save("course.toml", ENDLESS_LIMITS);
    for signal in [Some(Signal::TERM), None] {
        let mut terminal = student.watch();
        student.save("src/basic_wait.rs", ENDLESS);
        terminal.wait_for(&["grading …"]);
        match signal {
            Some(signal) => terminal.kill(Who::Attendant, signal),
            None => terminal.type_keys("q"),
        }
        terminal.wait_for_the_end(0);
        assert!(!terminal.screen().contains("error"), "{}", terminal.screen());
        student.copy("src/basic_wait.rs");
    }
}

#[test]
fn a_terminal_may_have_any_size_at_any_time() {
    let student = Student::new();
    student.save("src/basic_wait.rs", RIGHT);
    student.save("src/multiple_coroutines.rs", SEQUENTIAL);
    let mut terminal = Terminal::open(student.home.path(), (120, 40), &[]);
    terminal.wait_for(&["multiple_coroutines: not yet right", "  wait 2 ", "q quit"]);
    terminal.resize((80, 12));
    terminal.wait_for(&["multiple_coroutines: not yet right", "more with j", "q quit"]);
    terminal.type_keys("jjjjjj");
    terminal.wait_for(&["  wait 1 ", "more with j"]);
    terminal.type_keys("\x1b[F");
    terminal.wait_until_nothing(|terminal| {
        terminal.screen().contains("more with j").then(|| "last line".to_owned())
    });
    // Together, and both count.
    terminal.resize((9, 3));
    terminal.type_keys("\x1b[H");
    terminal.wait_for(&["2 of 2:"]);
    terminal.resize((1, 1));
    terminal.wait_for(&["2"]);
    terminal.resize((80, 36));
    terminal.wait_for(&["multiple_coroutines: not yet right", "  wait 2 ", "q quit"]);
    terminal.type_keys("q");
    terminal.wait_for_the_end(0);
}

#[test]
fn a_course_that_breaks_is_told_and_goes_on_when_it_is_whole() {
    let student = Student::new();
    let mut terminal = student.watch();
    let checks = fs::read_to_string(student.path("checks/basic_wait.toml")).unwrap();
    student.save("checks/basic_wait.toml", &checks.replacen("title", "titel", 1));
    terminal.wait_for(&["cannot be graded as they are now", "checks/basic_wait.toml:", "titel"]);
    student.save("checks/basic_wait.toml", &checks.replacen("title = \"", "title = \"Now: ", 1));
    terminal.wait_for(&["1 of 2: Now: ", "basic_wait: not started"]);
    terminal.type_keys("q");
    terminal.wait_for_the_end(0);
}

#[test]
fn files_and_folders_may_come_and_go() {
    let student = Student::new();
    let mut terminal = student.watch();
    fs::remove_file(student.path("src/basic_wait.rs")).unwrap();
    terminal.wait_for(&["basic_wait: not submitted"]);
    fs::remove_dir_all(student.path("src")).unwrap();
    terminal.type_keys("n");
    terminal.wait_for(&["multiple_coroutines: not submitted"]);
    fs::create_dir(student.path("src")).unwrap();
    student.save("src/basic_wait.rs", NO_WAIT);
    terminal.wait_for(&["basic_wait: not yet right"]);
    let (here, away) = (student.path(""), student.home.path().join("away"));
    fs::rename(&here, &away).unwrap();
    terminal.wait_for(&["cannot be graded as they are now"]);
    fs::rename(&away, &here).unwrap();
    terminal.wait_for(&["basic_wait: not yet right"]);
    student.save("src/basic_wait.rs", RIGHT);
    terminal.wait_for(&["✓ basic_wait: every check passes"]);
    terminal.type_keys("q");
    terminal.wait_for_the_end(0);
}

#[test]
fn colours_are_there_unless_nobody_wants_them() {
    let student = Student::new();
    student.save("src/basic_wait.rs", NO_WAIT);
    let red = "\x1b[31m✗ ";
    assert!(student.watch().written().contains(red));
    let plain = student.watch_with(SIZE, &[("NO_COLOR", "1")]);
    assert!(plain.screen().contains("✗ ") && !plain.written().contains(red), "{}", plain.written());
}

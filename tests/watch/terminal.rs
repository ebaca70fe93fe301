//! A terminal with a shell in it that runs the grader, and what is to be seen on it.

use std::fs;
use std::num::NonZero;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};
use rustix::termios::{Winsize, tcgetattr, tcsetwinsize};
use vt100::Parser;

use crate::setup;

/// How long something may take to be seen: longer than any machine needs.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often something is looked for that a terminal does not tell of.
const LOOK: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

/// A terminal in which a shell runs the grader, and then says how it ended.
pub(super) struct Terminal {
    ours: OwnedFd,
    shell: Child,
    parser: Parser,
    /// All that was written to it.
    written: Vec<u8>,
    /// Its modes before.
    modes: String,
}

/// Which of the two processes of a grader.
#[derive(Debug, Clone, Copy)]
pub(super) enum Who {
    /// The one that was called.
    Attendant,
    /// The one that has the screen.
    Screen,
}

impl Terminal {
    /// Runs `grader watch` with these arguments in a folder.
    pub(super) fn open(folder: &Path, size: (u16, u16), environment: &[(&str, &str)]) -> Self {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&ours).unwrap();
        unlockpt(&ours).unwrap();
        let theirs = ioctl_tiocgptpeer(&ours, OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        let stream = || theirs.try_clone().unwrap();
        resize(&ours, size);
        let mut shell = Command::new("setsid");
        shell
            .args([
                "--ctty",
                "sh",
                "-c",
                "\"$0\" watch; echo \"ended $?\"; read line",
                env!("CARGO_BIN_EXE_grader"),
            ])
            .current_dir(folder)
            .env("GRADER_CACHE", setup::cache())
            .env("TERM", "xterm-256color")
            .env_remove("NO_COLOR")
            .env_remove("GRADER_SEED")
            .envs(environment.iter().copied())
            .stdin(stream())
            .stdout(stream())
            .stderr(stream());
        let modes = modes(&ours);
        let shell = shell.spawn().unwrap();
        let parser = Parser::new(NonZero::new(size.1).unwrap(), NonZero::new(size.0).unwrap(), 0);
        Self { ours, shell, parser, written: Vec::new(), modes }
    }

    /// Types keys.
    pub(super) fn type_keys(&self, keys: &str) {
        let written = rustix::io::write(&self.ours, keys.as_bytes()).unwrap();
        assert_eq!(written, keys.len());
    }

    /// Gives it another size.
    pub(super) fn resize(&mut self, size: (u16, u16)) {
        self.parser.screen_mut().set_size(NonZero::new(size.1).unwrap(), NonZero::new(size.0).unwrap());
        resize(&self.ours, size);
    }

    /// What is to be seen.
    pub(super) fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// All that was written to it.
    pub(super) fn written(&self) -> String {
        String::from_utf8_lossy(&self.written).into_owned()
    }

    /// Waits until all these words are to be seen.
    pub(super) fn wait_for(&mut self, words: &[&str]) {
        let missing = |terminal: &Self| {
            let screen = terminal.screen();
            words.iter().find(|word| !screen.contains(**word)).map(|word| format!("`{word}`"))
        };
        self.wait_until_nothing(missing);
    }

    /// Waits until the grader has ended with this code, and the terminal is as it was.
    pub(super) fn wait_for_the_end(&mut self, code: u8) {
        let ended = format!("ended {code}");
        let is_told = |terminal: &Self| terminal.screen().contains(&ended);
        let missing = |terminal: &Self| match is_told(terminal) {
            true => terminal.what_is_not_as_it_was(),
            false => Some(ended.clone()),
        };
        self.wait_until_nothing(missing);
    }

    /// What the grader has changed of the terminal and not restored.
    pub(super) fn what_is_not_as_it_was(&self) -> Option<String> {
        let (screen, modes) = (self.parser.screen(), modes(&self.ours));
        let found = [
            (!screen.alternate_screen(), "the page of the shell".into()),
            (!screen.hide_cursor(), "the cursor".into()),
            (modes == self.modes, format!("{} instead of {modes}", self.modes)),
        ];
        found.into_iter().find(|(is_there, _)| !is_there).map(|(_, what)| what)
    }

    /// Whether the modes of the terminal are others than before.
    pub(super) fn is_changed(&self) -> bool {
        modes(&self.ours) != self.modes && self.parser.screen().alternate_screen()
    }

    /// Waits until nothing is missing.
    pub(super) fn wait_until_nothing(&mut self, missing: impl Fn(&Self) -> Option<String>) {
        let deadline = Instant::now() + PATIENCE;
        while let Some(what) = missing(self) {
            assert!(Instant::now() < deadline, "no {what} on\n{}", self.screen());
            self.read();
        }
    }

    /// Takes in what is written, if anything is written soon.
    fn read(&mut self) {
        let mut fds = [PollFd::new(&self.ours, PollFlags::IN)];
        if poll(&mut fds, Some(&LOOK)).unwrap() == 0 {
            return;
        }
        let mut bytes = [0; 4096];
        let length = rustix::io::read(&self.ours, &mut bytes).unwrap();
        self.parser.process(&bytes[..length]);
        self.written.extend(&bytes[..length]);
    }

    /// Sends a signal to one of the grader's processes.
    pub(super) fn kill(&self, who: Who, signal: Signal) {
        kill_process(self.process(who), signal).unwrap();
    }

    /// One of the grader's processes.
    pub(super) fn process(&self, who: Who) -> Pid {
        let attendant = only_child(self.shell.id());
        let number = match who {
            Who::Attendant => attendant,
            Who::Screen => only_child(attendant),
        };
        Pid::from_raw(number.cast_signed()).unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It goes with its terminal; if it does not, nothing more can be done here.
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}

fn only_child(parent: u32) -> u32 {
    let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap();
    let children: Vec<u32> = children.split_whitespace().map(|pid| pid.parse().unwrap()).collect();
    let [child] = children[..] else { panic!("{parent} has the children {children:?}") };
    child
}

fn resize(terminal: impl AsFd, (columns, rows): (u16, u16)) {
    tcsetwinsize(terminal, Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
}

/// All that a program can change about a terminal, as text.
fn modes(terminal: impl AsFd) -> String {
    format!("{:?}", tcgetattr(terminal).unwrap())
}

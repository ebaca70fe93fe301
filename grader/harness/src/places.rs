//! Where an event comes from: lines of student files, and the way to them as code addresses.
//!
//! Walking the stack is cheap, reading debug information is not: the parent does that.

use std::borrow::Cow;

use grader_trace::{Location, Place};

use crate::interpose;

/// Enough places for most events.
const USUAL: usize = 24;

/// The files that a student wrote, as the course names them.
#[derive(Clone, Copy)]
pub(crate) struct Files(pub(crate) &'static [&'static str]);

impl Files {
    /// A line of a student's file, in the course's words; `None` for any other file.
    ///
    /// The compiler writes paths as it was given them: `src/x.rs` in a sandbox,
    /// `exercises/src/x.rs` under cargo, with `\` on Windows.
    pub(crate) fn locate(self, path: &str, line: u32) -> Option<Location> {
        self.find(path).map(|file| Location::new(file, line))
    }

    /// A student's file, in the course's words.
    pub(crate) fn find(self, path: &str) -> Option<&'static str> {
        let path =
            if path.contains('\\') { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) };
        let is_named = |file: &&&str| {
            path.strip_suffix(**file).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        self.0.iter().find(is_named).copied()
    }
}

/// The code addresses of the calls that led here, innermost first.
///
/// Only those inside this program, counted from where it was loaded: others belong to libc
/// and differ from run to run.
pub(crate) fn stack() -> Vec<Place> {
    below(None)
}

/// A line if it is known, and the calls that led here.
pub(crate) fn below(line: Option<Location>) -> Vec<Place> {
    let mut places = Vec::with_capacity(USUAL);
    places.extend(line.map(Place::Line));
    let Some(program) = interpose::program() else { return places };
    interpose::calls(&mut |address| {
        // A return address may belong to the next line already; the call is before it.
        let call = address.wrapping_sub(1);
        if program.contains(&call) {
            places.push(Place::Code((call - program.start) as u64));
        }
    });
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_student_files_are_located() {
        let files = Files(&["src/tasks.rs", "src/basic_wait.rs"]);
        let basic_wait = Some(Location::new("src/basic_wait.rs", 3));
        assert_eq!(files.locate("src/basic_wait.rs", 3), basic_wait);
        assert_eq!(files.locate("exercises/src/basic_wait.rs", 3), basic_wait);
        assert_eq!(files.locate("exercises\\src\\basic_wait.rs", 3), basic_wait);
        assert_eq!(files.locate("othersrc/basic_wait.rs", 3), None);
        assert_eq!(files.locate("/registry/tokio/src/time/sleep.rs", 3), None);
    }

    #[test]
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    fn the_stack_leaves_out_what_is_outside_of_the_program() {
        // A thread begins in libc.
        let places = std::thread::spawn(stack).join().unwrap();
        let program = interpose::program().unwrap();
        let inside = |place: &Place| matches!(place, Place::Code(code) if *code < program.len() as u64);
        assert!(!places.is_empty());
        assert!(places.iter().all(inside), "{places:?}");
    }
}

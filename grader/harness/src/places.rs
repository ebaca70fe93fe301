//! Where an event comes from: lines of student files, and the way to them as code addresses.
//!
//! Walking the stack is cheap, reading debug information is not: the parent does that.

use std::borrow::Cow;

use grader_trace::{Location, Place};

use crate::interpose;

/// Enough places for most events.
const USUAL: usize = 24;

/// A line of a student's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Line {
    /// The file, as the course names it.
    pub(crate) file: &'static str,
    /// Counted from 1.
    pub(crate) number: u32,
}

impl From<Line> for Location {
    fn from(Line { file, number }: Line) -> Self {
        Self::new(file, number)
    }
}

impl From<Line> for Place {
    fn from(line: Line) -> Self {
        Self::Line(line.into())
    }
}

/// The files that a student wrote, as the course names them.
#[derive(Clone, Copy)]
pub(crate) struct Files(pub(crate) &'static [&'static str]);

impl Files {
    /// A line of a student's file, in the course's words; `None` for any other file.
    ///
    /// The compiler writes paths as it was given them: `src/x.rs` in a sandbox,
    /// `exercises/src/x.rs` under cargo, with `\` on Windows.
    pub(crate) fn locate(self, path: &str, number: u32) -> Option<Line> {
        self.find(path).map(|file| Line { file, number })
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

/// The code addresses of the calls that led here, innermost first: those in the program, which student
/// code is.
pub(crate) fn stack() -> Vec<Place> {
    below(None)
}

/// A line if it is known, and the calls that led here.
pub(crate) fn below(line: Option<Line>) -> Vec<Place> {
    let mut places = Vec::with_capacity(USUAL);
    places.extend(line.map(Place::from));
    calls(|place| {
        if matches!(place, Place::Code(_)) {
            places.push(place);
        }
    });
    places
}

/// The calls that led here, and those as well that are of no student's: by them it is known what code
/// waits for.
pub(crate) fn whole_stack() -> Vec<Place> {
    let mut places = Vec::with_capacity(USUAL);
    calls(|place| places.push(place));
    places
}

fn calls(mut tell: impl FnMut(Place)) {
    interpose::calls(&mut |address| {
        // A return address may belong to the next line already; the call is before it.
        if let Some(place) = interpose::place(address.wrapping_sub(1)) {
            tell(place);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_student_files_are_located() {
        let files = Files(&["src/tasks.rs", "src/basic_wait.rs"]);
        let basic_wait = Some(Line { file: "src/basic_wait.rs", number: 3 });
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
        let both = || {
            let mut calls = 0;
            interpose::calls(&mut |_| calls += 1);
            (stack().len(), whole_stack().len(), calls)
        };
        let (places, whole, calls) = std::thread::spawn(both).join().unwrap();
        assert!(0 < places && places <= whole && whole < calls, "{places}, {whole}, {calls}");
    }
}

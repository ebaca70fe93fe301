//! What a submission contains, wherever it was read from.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use grader_judge::course::{Course, Exercise};

use super::{Handed, places};

/// The largest file that is read, in bytes: a hundred times a long exercise.
pub(super) const LARGEST_FILE: u64 = 1 << 20;

/// What is said of links, pipes, devices and folders.
pub(super) const NO_FILE: &str = "It is a link, or no regular file. Hand in the file itself.";

/// What is of interest in a submission, by path from its root.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Files at places where a file of the course may lie.
    pub(super) files: BTreeMap<String, Handed>,
    /// All files of Rust that were seen, for those who rename theirs.
    pub(super) sources: Vec<String>,
}

impl Contents {
    /// What was handed in for each exercise.
    pub(super) fn files_of(mut self, course: &Course) -> BTreeMap<String, Handed> {
        let handed = |exercise: &Exercise| Some((exercise.id.clone(), self.take(exercise)?));
        course.exercises.iter().filter_map(handed).collect()
    }

    fn take(&mut self, exercise: &Exercise) -> Option<Handed> {
        let found: Vec<_> = places(exercise).filter(|place| self.files.contains_key(place)).collect();
        match found.as_slice() {
            [] => self.renamed(exercise).map(Handed::Renamed),
            [place] => self.files.remove(place),
            // A folder that is closed to us may have any of them.
            all if all.iter().any(|place| matches!(self.files[place], Handed::Unreadable(_))) => {
                all.iter().find_map(|place| {
                    self.files.remove(place).filter(|one| matches!(one, Handed::Unreadable(_)))
                })
            }
            [first, others @ ..] => Some(Handed::Refused(format!(
                "There are several files for this exercise: {first} and {}. Hand in one.",
                others.join(" and ")
            ))),
        }
    }

    /// A file that is probably meant for the exercise: `basic_wait (1).rs`, `BasicWait.rs`.
    fn renamed(&self, exercise: &Exercise) -> Option<String> {
        self.sources.iter().find(|source| is_like(source, exercise)).cloned()
    }
}

/// Whether a file of Rust is probably meant for the exercise, by its name.
pub(super) fn is_like(source: &str, exercise: &Exercise) -> bool {
    source.ends_with(".rs") && letters(stem(source)).contains(&letters(&exercise.id))
}

/// Text that was handed in.
pub(super) fn text(bytes: Vec<u8>) -> Handed {
    if bytes.len() as u64 > LARGEST_FILE {
        return Handed::Refused(format!(
            "The file is larger than {} KiB. Hand in the source that you wrote.",
            LARGEST_FILE >> 10
        ));
    }
    String::from_utf8(bytes).map_or_else(|error| Handed::Refused(not_text(&error)), Handed::Text)
}

/// What is said of a file that the system does not give; `place` is a path in the submission, since
/// no path of this machine belongs into a report.
pub(super) fn unreadable(place: &Path, error: &io::Error) -> String {
    format!("cannot read {}: {error}; see that it is there, and that you may read it", place.display())
}

fn not_text(error: &std::string::FromUtf8Error) -> String {
    let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
    format!("The file is not UTF-8 text: line {line} cannot be read. Save it as UTF-8.")
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".rs").unwrap_or(name)
}

fn letters(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

//! Where in the student's source something happened.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A line of a course file, written `src/basic_wait.rs:14`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The file as the course names it, such as `src/basic_wait.rs`; never an absolute path.
    pub file: String,
    /// Counted from 1.
    pub line: u32,
}

impl Location {
    /// A line of a file.
    pub fn new(file: impl Into<String>, line: u32) -> Self {
        Self { file: file.into(), line }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

impl Serialize for Location {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Location {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let (file, line) =
            text.rsplit_once(':').ok_or_else(|| D::Error::custom("a location without a line"))?;
        let line = line.parse().map_err(D::Error::custom)?;
        Ok(Self::new(file, line))
    }
}

/// One step of the way from an event outwards through the student's calls.
///
/// Walking the stack costs about 3 µs in the student's process; reading debug information
/// costs milliseconds. So the process sends code addresses, and the parent turns those that
/// lie in the student's files into lines and drops the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Place {
    /// A code address, relative to where the program was loaded.
    Code(u64),
    /// A line of a course file.
    Line(Location),
}

/// The course's name for a file that the compiler calls `path`, if it is one of `files`: cargo
/// says `exercises/src/basic_wait.rs`, another build `/tmp/x/src/basic_wait.rs`, Windows uses
/// backslashes.
pub fn course_file<'a>(path: &str, files: &'a [impl AsRef<str>]) -> Option<&'a str> {
    let path = path.replace('\\', "/");
    files
        .iter()
        .map(AsRef::as_ref)
        .find(|file| path.strip_suffix(file).is_some_and(|before| before.is_empty() || before.ends_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_file_is_known_by_its_whole_name() {
        let files = ["src/waits.rs", "src/tasks.rs"];
        let known = |path| course_file(path, &files);
        assert_eq!(known("src/waits.rs"), Some("src/waits.rs"));
        assert_eq!(known("exercises/src/tasks.rs"), Some("src/tasks.rs"));
        assert_eq!(known("exercises\\src\\tasks.rs"), Some("src/tasks.rs"));
        assert_eq!(known("other_src/tasks.rs"), None);
        assert_eq!(known("tasks.rs"), None);
        assert_eq!(known("/registry/tokio/src/time/sleep.rs"), None);
    }
}

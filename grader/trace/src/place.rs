//! Where in the student's source something happened.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
        located(&String::deserialize(from)?)
    }
}

fn located<E: Error>(text: &str) -> Result<Location, E> {
    let (file, line) = text.rsplit_once(':').ok_or_else(|| E::custom("a location without a line"))?;
    Ok(Location::new(file, line.parse().map_err(E::custom)?))
}

/// One step of the way from an event outwards through the student's calls.
///
/// Walking the stack costs about 3 µs in the student's process; reading debug information
/// costs milliseconds. So the process sends code addresses, and the parent turns those that
/// lie in the student's files into lines and drops the rest.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Place {
    /// A code address, relative to where the program was loaded.
    Code(u64),
    /// A code address in the library that programs share, relative to where that was loaded; it travels
    /// as a number below zero.
    #[serde(serialize_with = "below_zero")]
    Library(u64),
    /// A line of a course file.
    Line(Location),
}

/// Of 0 that is -1, and so on.
fn below_zero<S: Serializer>(address: &u64, to: S) -> Result<S::Ok, S::Error> {
    let address = i64::try_from(*address).map_err(serde::ser::Error::custom)?;
    to.serialize_i64(!address)
}

/// Not derived: without a tag serde would copy each place before it looks at what it is, and of some
/// traces most is places.
impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Place;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a code address or a line of a file")
            }

            fn visit_u64<E: Error>(self, address: u64) -> Result<Place, E> {
                Ok(Place::Code(address))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Place, E> {
                let address = u64::try_from(!number).map_err(E::custom)?;
                Ok(Place::Library(address))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Place, E> {
                located(text).map(Place::Line)
            }
        }
        from.deserialize_any(Either)
    }
}

/// The way from an event outwards, innermost first; empty where none is known.
///
/// A trace has many events and few ways to them. So ways are shared, and each takes a word in an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Places(Option<Arc<Vec<Place>>>);

impl Places {
    /// A number that places share which are the same in memory, as long as one of them is there; `None`
    /// where they are empty.
    pub fn identity(&self) -> Option<usize> {
        self.0.as_ref().map(|places| Arc::as_ptr(places).addr())
    }
}

impl From<Vec<Place>> for Places {
    fn from(places: Vec<Place>) -> Self {
        Self((!places.is_empty()).then(|| Arc::new(places)))
    }
}

impl FromIterator<Place> for Places {
    fn from_iter<I: IntoIterator<Item = Place>>(places: I) -> Self {
        Vec::from_iter(places).into()
    }
}

impl Deref for Places {
    type Target = [Place];

    fn deref(&self) -> &[Place] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

impl<'a> IntoIterator for &'a Places {
    type Item = &'a Place;
    type IntoIter = std::slice::Iter<'a, Place>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Places {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Places {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // Many may be kept for long.
        let mut places = Vec::deserialize(from)?;
        places.shrink_to_fit();
        Ok(places.into())
    }
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

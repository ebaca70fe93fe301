//! Digests of all that decides what comes of a submission: what has the same one needs no second grading.

use sha2::{Digest, Sha256};

use crate::confine;
use crate::course::LoadedCourse;
use crate::grade::Grader;
use crate::intake::{Handed, Submission};

/// A digest.
pub(super) type Key = [u8; 32];

/// A state of this program: its version, and a digest of its sources.
pub(super) const GRADER: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("GRADER_SOURCES"));

/// The parts are told apart by their lengths.
fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// Of the files of a course that decide results.
pub(super) fn course(course: &LoadedCourse) -> Key {
    let mut parts = vec![course.course.name.as_str()];
    parts.extend(course.definitions.iter().flat_map(|file| [file.path.as_str(), &file.text]));
    for texts in [&course.stubs, &course.references] {
        // An empty part between lists: what moves from one to another changes the digest.
        parts.push("");
        parts.extend(texts.iter().flat_map(|(id, text)| [id.as_str(), text]));
    }
    digest(parts)
}

/// Of all else, but the submission.
pub(super) fn setting(grader: &Grader) -> Key {
    let sandbox = confine::in_report(grader.sandbox.as_ref());
    let sandbox = format!("{} {}", sandbox.mode, sandbox.layers.join(" "));
    let course = hex(&course(&grader.course));
    let seed = grader.seed.to_string();
    let scans = grader.scans.to_string();
    let toolchain = &grader.kit.toolchain.version;
    let parts = [GRADER, &course, &seed, toolchain, &sandbox, &scans];
    digest(parts.into_iter().chain(grader.exercises.iter().map(String::as_str)))
}

/// Of what was handed in, in a setting.
pub(super) fn submission(setting: &Key, submission: &Submission) -> Key {
    let setting = hex(setting);
    let parts = submission.files.iter().flat_map(|(exercise, handed)| {
        let (kind, text) = match handed {
            Handed::Text(text) => ("text", text),
            Handed::Renamed(name) => ("renamed", name),
            Handed::Refused(why) => ("refused", why),
            Handed::Unreadable(why) => ("unreadable", why),
        };
        [exercise, kind, text]
    });
    digest([setting.as_str()].into_iter().chain(parts))
}

/// Of a file.
pub(super) fn file(text: &str) -> Key {
    digest([text])
}

fn hex(key: &Key) -> String {
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn handed(files: &[(&str, Handed)]) -> Submission {
        let files = files.iter().map(|(id, handed)| ((*id).to_owned(), handed.clone()));
        Submission { name: "ada".to_owned(), files: files.collect::<BTreeMap<_, _>>() }
    }

    #[test]
    fn another_file_another_place_or_another_setting_is_another_key() {
        let text = |text: &str| Handed::Text(text.to_owned());
        let key = |files: &[(&str, Handed)]| submission(&[0; 32], &handed(files));
        let one = key(&[("a", text("x")), ("b", text("y"))]);
        assert_eq!(one, key(&[("a", text("x")), ("b", text("y"))]));
        let renamed = Handed::Renamed("x".to_owned());
        for other in [
            key(&[("a", text("x")), ("b", text("z"))]),
            key(&[("a", text("x")), ("c", text("y"))]),
            key(&[("a", text("x"))]),
            key(&[("a", renamed), ("b", text("y"))]),
            key(&[("a", text("xb")), ("b", text("y"))]),
            submission(&[1; 32], &handed(&[("a", text("x")), ("b", text("y"))])),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn names_do_not_count() {
        let mut other = handed(&[]);
        other.name = "bela".to_owned();
        assert_eq!(submission(&[0; 32], &handed(&[])), submission(&[0; 32], &other));
    }
}

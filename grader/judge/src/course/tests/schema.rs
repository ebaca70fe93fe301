//! The reader and the schemas know the same keys and types. Every file that the tests of the reader read,
//! good or bad, is held against both.

use crate::course::{CourseFile, Problem};
use crate::form::tests::{is_valid, json};

/// What the reader says where the schemas have to refuse a file, too.
const FOR_BOTH: &[&str] = &["is no key of this", "must be a table", "must be a list", "can only be \""];

/// The schema of a file refuses nothing that the reader takes, and no key or type that the reader refuses is
/// good for the schema.
#[track_caller]
pub(super) fn agrees(file: &CourseFile, problems: &[&Problem]) {
    // What is no TOML has no schema.
    let Some(value) = json(&file.text) else { return };
    let is_valid = is_valid(file.path.ends_with("course.toml"), &value);
    assert!(is_valid || !problems.is_empty(), "only the schema refuses {}:\n{}", file.path, file.text);
    let told = problems.iter().find(|problem| FOR_BOTH.iter().any(|words| problem.message.contains(words)));
    if let Some(problem) = told {
        assert!(!is_valid, "the schema takes {}, and the reader does not: {}", file.path, problem.message);
    }
}

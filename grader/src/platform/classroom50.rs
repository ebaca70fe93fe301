//! Classroom 50: a folder of an assignment, which its runner unpacks beside each submission.
//!
//! The platform publishes that folder, so it holds what students have of the course, and no more: no
//! references, no hidden checks, no secret seed.

use std::io;

use grader_judge::feedback::points;

use super::archive::Archive;
use super::template::{fill, origin};
use super::{File, Made, PlatformError, Wanted, failed};
use crate::pack::{self, Packed};

const AUTOGRADER: &str = include_str!("../../platform/autograder.py");

/// The files of the folder `wanted.out`. `seed` is the first of every scenario.
///
/// # Errors
/// Where the course is broken, or cannot be shown to students.
pub fn classroom50(wanted: &Wanted, seed: u64) -> Result<Made, PlatformError> {
    let packed = pack::course(&wanted.course)?;
    let seed = seed.to_string();
    let mut values = vec![("SEED", seed.as_str())];
    values.extend(origin(wanted.origin.as_ref()));
    let course = archive(&packed).map_err(failed("make", &wanted.out.join("course.zip")))?;
    let file = |name: &str, bytes, purpose: &str| File {
        path: wanted.out.join(name),
        bytes,
        purpose: purpose.to_owned(),
    };
    let files = vec![
        file("autograder.py", fill(AUTOGRADER, &values).into_bytes(), "what the runner runs"),
        file("course.zip", course, "the course as students get it"),
    ];
    let where_from = if wanted.origin.is_some() {
        format!(
            "a \"rust\" of \"{}\" or later, with which the grader is built, or",
            env!("CARGO_PKG_RUST_VERSION")
        )
    } else {
        "a".to_owned()
    };
    let next = [
        "Copy both into CLASSROOM/autograders/ASSIGNMENT/ of your `classroom50` repository, and commit them."
            .to_owned(),
        format!(
            "Give the assignment a runtime: {where_from} \"container\" that has the grader (docs/platforms.md)."
        ),
        format!("That folder is public, so there are no references in it{}.", left_out(&packed)),
    ];
    Ok(Made { files, next })
}

/// What of the course goes along: its definitions and stubs.
fn archive(packed: &Packed) -> io::Result<Vec<u8>> {
    let mut archive = Archive::new();
    let stubs: Vec<&str> = packed.course.exercises.iter().map(|exercise| exercise.file.as_str()).collect();
    for (path, text) in &packed.files {
        let Some(file) = path.strip_prefix("exercises/") else { continue };
        let is_definition = file == "course.toml" || file.starts_with("checks/");
        if is_definition || stubs.contains(&file) {
            archive.add(path, text.as_bytes())?;
        }
    }
    archive.finish()
}

/// What is said of hidden checks, if there are any.
fn left_out(packed: &Packed) -> String {
    let worth = points(packed.hidden_points);
    match packed.hidden {
        0 => String::new(),
        1 => format!(", and 1 hidden check, {worth} points, is left out"),
        hidden => format!(", and {hidden} hidden checks, {worth} points, are left out"),
    }
}

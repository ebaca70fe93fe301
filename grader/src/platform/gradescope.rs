//! Gradescope: an archive with which it builds a machine, and grades each submission on a copy of that.

use std::io;

use grader_judge::course::CourseFile;

use super::archive::Archive;
use super::template::{fill, origin};
use super::{File, Made, PlatformError, Wanted, failed};
use crate::course::{self, LoadedCourse};

const SETUP: &str = include_str!("../../platform/setup.sh");
const RUN: &str = include_str!("../../platform/run_autograder");
const ENVIRONMENT: &str = include_str!("../../platform/environment.sh");
const NOT_GRADED: &str = include_str!("../../platform/not_graded.json");

/// The archive `wanted.out`, with the course, its references and, where there is one, the program of the
/// grader. `seed` is the first of every scenario.
///
/// # Errors
/// Where the course is broken, or nobody knows where the grader comes from.
pub fn gradescope(wanted: &Wanted, program: Option<&[u8]>, seed: u64) -> Result<Made, PlatformError> {
    let course = course::load(&wanted.course)?;
    if program.is_none() && wanted.origin.is_none() {
        let why = "Gradescope's machines are Linux on x86_64, and this grader is for another system";
        return Err(PlatformError::NoOrigin { why });
    }
    let missing = without_reference(&course);
    let definitions = course::definitions(&wanted.course)?;
    let scripts = scripts(wanted, seed);
    let bytes = archive(&scripts, &definitions, &course, program);
    let bytes = bytes.map_err(failed("make", &wanted.out))?;
    let purpose = format!(
        "{} MiB: setup.sh, run_autograder, the grader, the course and its references",
        bytes.len().div_ceil(1 << 20)
    );
    let keep = if missing.is_empty() {
        "Keep it to yourself: it holds the references and the seed.".to_owned()
    } else {
        let missing = missing.join(", ");
        format!(
            "Keep it to yourself: it holds the seed. These have no reference, so that others need them: {missing}"
        )
    };
    let next = [
        format!(
            "Upload {} under \"Configure Autograder\", with the newest Ubuntu as base image.",
            wanted.out.display()
        ),
        "Once the image is built, read at the end of its output what `grader doctor` found, and test it with a \
         right answer."
            .to_owned(),
        keep,
    ];
    Ok(Made { files: vec![File { path: wanted.out.clone(), bytes, purpose }], next })
}

/// Exercises that students who need them will have to have done.
fn without_reference(course: &LoadedCourse) -> Vec<String> {
    let ids = course.course.exercises.iter().map(|exercise| &exercise.id);
    ids.filter(|id| !course.references.contains_key(*id)).cloned().collect()
}

/// What Gradescope runs.
struct Scripts {
    setup: String,
    environment: String,
}

fn scripts(wanted: &Wanted, seed: u64) -> Scripts {
    let mut values = vec![("RUST", env!("CARGO_PKG_RUST_VERSION"))];
    values.extend(origin(wanted.origin.as_ref()));
    Scripts { setup: fill(SETUP, &values), environment: fill(ENVIRONMENT, &[("SEED", &seed.to_string())]) }
}

fn archive(
    scripts: &Scripts,
    definitions: &[CourseFile],
    course: &LoadedCourse,
    program: Option<&[u8]>,
) -> io::Result<Vec<u8>> {
    let mut archive = Archive::new();
    archive.add_program("setup.sh", scripts.setup.as_bytes())?;
    archive.add_program("run_autograder", RUN.as_bytes())?;
    archive.add("environment.sh", scripts.environment.as_bytes())?;
    archive.add("not_graded.json", NOT_GRADED.as_bytes())?;
    for file in definitions {
        archive.add(&format!("course/exercises/{}", file.path), file.text.as_bytes())?;
    }
    for exercise in &course.course.exercises {
        let (id, file) = (&exercise.id, &exercise.file);
        archive.add(&format!("course/exercises/{file}"), course.stubs[id].as_bytes())?;
        if let Some(reference) = course.references.get(id) {
            archive.add(&format!("course/solutions/{file}"), reference.as_bytes())?;
        }
    }
    if let Some(program) = program {
        archive.add_program("grader", program)?;
    }
    archive.finish()
}

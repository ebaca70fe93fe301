//! GitHub Actions: a workflow with which a repository grades itself.

use std::fs;
use std::path::{Path, PathBuf};

use super::template::{fill, origin};
use super::{File, Made, PlatformError, Wanted, failed};
use crate::course;

const WORKFLOW: &str = include_str!("../../platform/grade.yml");
const FROM_GIT: [&str; 2] =
    [include_str!("../../platform/from_git.yml"), include_str!("../../platform/install_git.yml")];
const FROM_PATH: [&str; 2] =
    [include_str!("../../platform/from_path.yml"), include_str!("../../platform/install_path.yml")];

/// Where GitHub looks for it.
const PLACE: &str = ".github/workflows/grade.yml";

/// A workflow for the repository in `wanted.out`, which the course lies in.
///
/// # Errors
/// Where the course is broken or lies elsewhere, or nobody knows where the grader comes from.
pub fn github(wanted: &Wanted) -> Result<Made, PlatformError> {
    course::load(&wanted.course)?;
    let course = in_repository(&wanted.course, &wanted.out)?;
    let submission = Path::new(&course).parent().and_then(Path::to_str).filter(|path| !path.is_empty());
    let [which, install] = match &wanted.origin {
        Some(_) => FROM_GIT,
        None if carries_the_grader(&wanted.out) => FROM_PATH,
        None => return Err(PlatformError::NoOrigin { why: "this repository does not hold the grader" }),
    };
    let with_steps = fill(WORKFLOW, &[("WHICH_GRADER", which), ("INSTALL", install)]);
    let values = [
        ("RUST", env!("CARGO_PKG_RUST_VERSION")),
        ("SUBMISSION", submission.unwrap_or(".")),
        ("COURSE", &course),
    ];
    let text = fill(&fill(&with_steps, &values), &origin(wanted.origin.as_ref()));
    let purpose = "grades on every push, and shows what came of it".to_owned();
    let file = File { path: wanted.out.join(PLACE), bytes: text.into_bytes(), purpose };
    let next = [
        format!("Commit {PLACE} and push it: the job `grade` begins with the next push."),
        "Read its summary, and what it marks in the code; the artifact `reports` has JUnit XML and JSON.".to_owned(),
        "Take no marks from it where students can write to the repository: checks and workflow are theirs, too."
            .to_owned(),
    ];
    Ok(Made { files: vec![file], next })
}

/// The course's path from the repository, with `/` between its parts.
fn in_repository(course: &Path, repository: &Path) -> Result<String, PlatformError> {
    let real = |path: &Path| fs::canonicalize(path).map_err(failed("find", path));
    let (course, repository) = (real(course)?, real(repository)?);
    let Ok(path) = course.strip_prefix(&repository) else {
        return Err(PlatformError::Elsewhere { course, repository });
    };
    let path = path.to_string_lossy().into_owned();
    let is_plain = |char: char| char.is_ascii_alphanumeric() || ['.', '_', '-', '/'].contains(&char);
    let is_plain = !path.is_empty() && !path.starts_with('-') && path.chars().all(is_plain);
    if is_plain { Ok(path) } else { Err(PlatformError::Unquotable { path }) }
}

/// Whether a repository holds the grader's own package.
fn carries_the_grader(repository: &Path) -> bool {
    let manifest =
        fs::read_to_string(repository.join(PathBuf::from("grader/Cargo.toml"))).unwrap_or_default();
    let manifest: toml::Table = manifest.parse().unwrap_or_default();
    let name = manifest.get("package").and_then(|package| package.get("name"));
    name.and_then(toml::Value::as_str) == Some("grader")
}

//! The lockfile of a packed course: ours, and cargo takes out of it what a course does not need. So everybody
//! builds the same versions, and `--locked` holds.

use std::fs;
use std::path::Path;

use grader_runner::process::{self, Command};
use grader_runner::{Policy, RunError};

use super::PackError;
use crate::carried;
use crate::toolchain::{self, inherited_env};

/// Writes the lockfile of a workspace that has all but that.
pub(super) fn write(workspace: &Path) -> Result<(), PackError> {
    let path = workspace.join("Cargo.lock");
    fs::write(&path, carried::text("Cargo.lock")).map_err(|source| PackError::File {
        doing: "write",
        path,
        source,
    })?;
    // All that is asked of the registry is known where anything of ours was ever built.
    let offline = trim(workspace, &["--offline"])?;
    let said = if offline.is_some() { trim(workspace, &[])? } else { None };
    match said {
        None => Ok(()),
        Some(said) => Err(PackError::Lock { said }),
    }
}

/// Has cargo take out what is not needed; what it said where it could not.
fn trim(workspace: &Path, more: &[&str]) -> Result<Option<String>, PackError> {
    let command = Command {
        program: toolchain::cargo(),
        args: ["update", "--workspace", "--quiet"].iter().chain(more).map(Into::into).collect(),
        folder: workspace.to_owned(),
        env: inherited_env(&[]),
    };
    let exit = process::run(&Policy::TRUSTED, &command).map_err(|error| match error {
        RunError::Interrupted => PackError::Interrupted,
        error => PackError::NoCargo(error),
    })?;
    Ok((!exit.status.success()).then(|| exit.stderr.text().trim().to_owned()))
}

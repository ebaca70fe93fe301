//! cargo, which builds what a kit holds.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use grader_runner::process::{self, Command};
use grader_runner::{Policy, RunError};
use serde::Deserialize;

use super::KitError;
use crate::toolchain::{self, Toolchain, inherited_env};

/// What cargo built.
#[derive(Default)]
pub(super) struct Built {
    /// Libraries and macros, wherever cargo put them: that depends on the user's settings.
    pub(super) files: Vec<PathBuf>,
    /// The file names of the crates that are named directly.
    pub(super) externs: BTreeMap<String, String>,
}

/// Has cargo build the workspace of a kit.
pub(super) fn build(workspace: &Path, target: &Path, toolchain: &Toolchain) -> Result<Built, KitError> {
    let command = Command {
        program: toolchain::cargo(),
        args: [
            "build",
            "--release",
            "--package",
            "kit",
            "--message-format",
            "json-render-diagnostics",
            "--target-dir",
        ]
        .into_iter()
        .map(Into::into)
        .chain([target.into()])
        .collect(),
        folder: workspace.to_owned(),
        env: cargo_env(workspace, toolchain),
    };
    let exit = process::run(&Policy::TRUSTED, &command).map_err(|error| match error {
        RunError::Interrupted => KitError::Interrupted,
        error => KitError::NoCargo(error),
    })?;
    if !exit.status.success() {
        let said = last_lines(&exit.stderr.text(), 20);
        return Err(KitError::Build { said: format!("{said}\n({})", exit.status) });
    }
    let built = built_files(&exit.stdout.text());
    match super::crates().find(|name| !built.externs.contains_key(*name)) {
        Some(name) => Err(KitError::Missing { name: name.into() }),
        None => Ok(built),
    }
}

/// Our environment without what would change the build: the user's own flags and targets, and
/// what an outer cargo sets.
fn cargo_env(workspace: &Path, toolchain: &Toolchain) -> Vec<(OsString, OsString)> {
    let changing = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_TARGET_DIR", "RUSTC_WORKSPACE_WRAPPER"];
    let mut env = inherited_env(&changing);
    env.retain(|(name, _)| {
        let name = name.to_string_lossy();
        !name.starts_with("CARGO_BUILD_") && !name.starts_with("CARGO_PROFILE_")
    });
    env.push(("CARGO_ENCODED_RUSTFLAGS".into(), flags(workspace)));
    env.push(("RUSTC".into(), toolchain.rustc.clone().into()));
    env
}

/// What the harness needs of tokio, and no paths of this machine in what a program can print of
/// itself.
fn flags(workspace: &Path) -> OsString {
    let mut flags = OsString::from("--cfg\u{1f}tokio_unstable");
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| Some(dirs::home_dir()?.join(".cargo")));
    for (folder, name) in [(Some(workspace), "grader"), (cargo_home.as_deref(), "cargo")] {
        if let Some(folder) = folder {
            flags.push("\u{1f}--remap-path-prefix=");
            flags.push(folder);
            flags.push(format!("={name}"));
        }
    }
    flags
}

/// What cargo built, from its messages.
fn built_files(messages: &str) -> Built {
    #[derive(Deserialize)]
    struct Artifact {
        target: Target,
        filenames: Vec<PathBuf>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
    }
    let is = |path: &Path, kinds: &[&str]| {
        path.extension().is_some_and(|kind| kinds.iter().any(|one| kind == *one))
    };
    let mut built = Built::default();
    for artifact in messages.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok()) {
        let libraries =
            artifact.filenames.into_iter().filter(|path| is(path, &["rlib", "rmeta", "so", "dylib"]));
        for path in libraries {
            if let Some(file) =
                path.file_name().and_then(|name| name.to_str()).filter(|_| is(&path, &["rlib"]))
            {
                built.externs.insert(artifact.target.name.replace('-', "_"), file.to_owned());
            }
            built.files.push(path);
        }
    }
    built
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

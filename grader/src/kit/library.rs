//! All crates of a kit in one library, which drivers share.
//!
//! To link tokio, the harness and the standard library into a driver takes as long as to compile it. So they
//! are linked once, to each other, and drivers to what came of that.

use std::collections::BTreeMap;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use grader_runner::process::{self, Command};
use grader_runner::{Policy, RunError};
use grader_trace::wire::LIBRARIES;
use tracing::{info, warn};

use super::{FOR_DRIVERS, FOR_STUDENTS, KitError, cache};
use crate::toolchain::{Toolchain, inherited_env};

/// Where a process has its own files by number. By this the loader finds the library where whoever runs the
/// program has no other way to it.
const OPEN_FILES: &str = "/proc/self/fd";

/// The crate that all others are in.
const NAME: &str = "grader_kit";

/// A library of all crates of a kit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    /// Its file.
    pub file: PathBuf,
    /// The standard library as it is linked whole. Unless these are named, the compiler takes the one that
    /// can be shared as well, and then it is in a program twice.
    std: Vec<PathBuf>,
}

impl Library {
    /// The library in this file; `None` where no program can be linked to it.
    pub(super) fn open(file: PathBuf, toolchain: &Toolchain) -> Option<Self> {
        let folder = toolchain.sysroot.join("lib/rustlib").join(toolchain.host()?).join("lib");
        let is_std = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("libstd-") && !name.ends_with(DLL_SUFFIX)
        };
        let files = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        let std: Vec<_> = files.filter(is_std).collect();
        (!std.is_empty() && Path::new(OPEN_FILES).is_dir()).then_some(Self { file, std })
    }

    /// What stands in the source of a program that is linked to it.
    pub(crate) fn named() -> String {
        format!("extern crate {NAME} as _;\n")
    }

    /// What such a program is compiled with.
    pub(crate) fn args(&self) -> Vec<OsString> {
        let named = |name: &str, file: &Path| ["--extern".into(), joined(&format!("{name}="), file)];
        let mut args: Vec<OsString> = named(NAME, &self.file).into();
        args.extend(self.std.iter().flat_map(|file| named("std", file)));
        let mut folders = self.file.parent().expect("it lies in a kit").as_os_str().to_owned();
        folders.push(format!(":{OPEN_FILES}/{LIBRARIES}"));
        // Not by `-Wl`: there might be a comma in the path.
        for arg in [OsStr::new("-Xlinker"), OsStr::new("-rpath"), OsStr::new("-Xlinker"), &folders] {
            args.push(joined("-Clink-arg=", arg));
        }
        args
    }
}

fn joined(name: &str, value: impl AsRef<OsStr>) -> OsString {
    let mut joined = OsString::from(name);
    joined.push(value);
    joined
}

/// Links the crates of a kit to one library, and says what its file is called; `None` where programs have to
/// do without. The kit is being built in `building`, and will lie in `folder`.
pub(super) fn link(
    building: &Path,
    folder: &Path,
    externs: &BTreeMap<String, String>,
    toolchain: &Toolchain,
) -> Result<Option<String>, KitError> {
    if !toolchain.host().is_some_and(|host| host.contains("-linux-gnu")) {
        info!("programs are linked whole: to share a library is only known to work with glibc");
        return Ok(None);
    }
    if folder.to_string_lossy().contains('$') {
        info!("programs are linked whole: to a loader, `$` in the path of the cache is no letter");
        return Ok(None);
    }
    let source = building.join("library.rs");
    let crates = FOR_STUDENTS.into_iter().chain([FOR_DRIVERS]);
    let text: String = crates.map(|name| format!("pub use {name};\n")).collect();
    fs::write(&source, text).map_err(cache("write", &source))?;
    let command = Command {
        program: toolchain.rustc.clone(),
        args: arguments(building, externs, &source),
        folder: building.to_owned(),
        env: inherited_env(&[]),
    };
    let exit = process::run(&Policy::TRUSTED, &command).map_err(|error| match error {
        RunError::Interrupted => KitError::Interrupted,
        source => KitError::NoCompiler { rustc: toolchain.rustc.clone(), source },
    })?;
    fs::remove_file(&source).map_err(cache("remove", &source))?;
    if exit.status.success() {
        return Ok(Some(format!("{DLL_PREFIX}{NAME}{DLL_SUFFIX}")));
    }
    // It takes longer, and that is all.
    warn!(said = exit.stderr.text(), "programs are linked whole: the compiler makes no library of them");
    Ok(None)
}

/// How the library is compiled.
fn arguments(building: &Path, externs: &BTreeMap<String, String>, source: &Path) -> Vec<OsString> {
    let deps = building.join("deps");
    let mut args: Vec<OsString> = [
        "--edition=2024",
        "--crate-type=dylib",
        "--crate-name",
        NAME,
        "-Copt-level=3",
        // Only lines of submissions are ever looked up.
        "-Cstrip=debuginfo",
        // What it calls is its own wherever it has it, and it has what the harness takes over of libc's.
        "-Clink-arg=-Wl,-Bsymbolic",
    ]
    .map(Into::into)
    .to_vec();
    for name in FOR_STUDENTS.into_iter().chain([FOR_DRIVERS]) {
        args.extend(["--extern".into(), joined(&format!("{name}="), deps.join(&externs[name]))]);
    }
    let mut remap = joined("--remap-path-prefix=", building);
    remap.push("=grader");
    args.extend([remap, joined("-Ldependency=", &deps), joined("--out-dir=", &deps), source.into()]);
    args
}

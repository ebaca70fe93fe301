//! All crates of a kit in one library, which drivers share.
//!
//! To link tokio, the harness and the standard library into a driver took a quarter of the time in which it is
//! compiled. So they are linked once, to each other, and drivers to what came of that.

use std::collections::BTreeMap;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use grader_runner::process::Command;
use grader_trace::wire::LIBRARY_FOLDER;
use serde::{Deserialize, Serialize};
use tracing::{info, warn};

use super::linker::Linker;
use super::{KitError, cache, run};
use crate::toolchain::{Toolchain, crate_in, inherited_env, joined};

/// Where a process has its own files by number.
const OPEN_FILES: &str = "/proc/self/fd";

/// The crate that all others are in.
const NAME: &str = "grader_kit";

/// How it is compiled.
pub(super) const FLAGS: [&str; 7] = [
    "--edition=2024",
    "--crate-type=dylib",
    "--crate-name",
    NAME,
    "-Copt-level=3",
    // Only lines of submissions are ever looked up.
    "-Cstrip=debuginfo",
    // What it calls is its own wherever it has it, and it has what the harness takes over of libc's.
    "-Clink-arg=-Wl,-Bsymbolic",
];

/// A library of all crates of a kit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    /// Its file.
    pub file: PathBuf,
    /// The standard library as it is linked whole. Unless these are named, the compiler takes the one that
    /// can be shared as well, and then it is in a program twice.
    std: Vec<PathBuf>,
    /// What links programs to it, where rustc need not ask a C compiler for that.
    linker: Option<Linker>,
}

/// What a kit says of its library.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Shared {
    /// The name of its file.
    pub(super) file: String,
    linker: Option<Linker>,
}

/// How a program that takes code from the library comes to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// By its path.
    ByPath,
    /// By its folder, which the program was started with: so no path of this machine is in the program, and
    /// whoever runs it needs no way to the kit.
    ByDescriptor,
}

impl Library {
    /// The library that lies in this folder; `None` where no program can be linked to it.
    pub(super) fn open(deps: &Path, shared: Shared, toolchain: &Toolchain) -> Option<Self> {
        let Shared { file, linker } = shared;
        let file = deps.join(file);
        let there = linker.as_ref().is_none_or(Linker::is_there);
        if !there {
            info!(?linker, "the kit's linker is not there any more: a C compiler links");
        }
        let linker = linker.filter(|_| there);
        let folder = toolchain.sysroot.join("lib/rustlib").join(toolchain.host()?).join("lib");
        let is_std = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("libstd-") && !name.ends_with(DLL_SUFFIX)
        };
        let files = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        let std: Vec<_> = files.filter(is_std).collect();
        (!std.is_empty()).then_some(Self { file, std, linker })
    }

    /// Whether programs come to it in this way.
    pub(crate) fn is_found(&self, found: Found) -> bool {
        match found {
            // To a loader these are no letters.
            Found::ByPath => !self.folder().to_string_lossy().contains([':', '$']),
            Found::ByDescriptor => Path::new(OPEN_FILES).is_dir(),
        }
    }

    /// What stands in the source of a program that is linked to it.
    pub(crate) fn named() -> String {
        format!("extern crate {NAME} as _;\n")
    }

    /// What such a program is compiled with.
    pub(crate) fn args(&self, found: Found) -> Vec<OsString> {
        let mut args: Vec<OsString> = crate_in(NAME, &self.file).into();
        args.extend(self.std.iter().flat_map(|file| crate_in("std", file)));
        let folder = match found {
            Found::ByPath => self.folder().into(),
            Found::ByDescriptor => format!("{OPEN_FILES}/{LIBRARY_FOLDER}").into(),
        };
        let rpath: [OsString; 2] = ["-rpath".into(), folder];
        match &self.linker {
            Some(linker) => args.extend(linker.args(rpath)),
            // Not by `-Wl`: there might be a comma in the path.
            None => args.extend(
                rpath.iter().flat_map(|arg| ["-Clink-arg=-Xlinker".into(), joined("-Clink-arg=", arg)]),
            ),
        }
        args
    }

    fn folder(&self) -> &Path {
        self.file.parent().expect("it lies in a kit")
    }
}

/// Links the crates of a kit, which is being built in this folder, to one library; `None` where programs have
/// to do without.
pub(super) fn link(
    building: &Path,
    externs: &BTreeMap<String, String>,
    toolchain: &Toolchain,
) -> Result<Option<Shared>, KitError> {
    if !toolchain.host().is_some_and(|host| host.contains("-linux-gnu")) {
        info!("programs are linked whole: to share a library is only known to work with glibc");
        return Ok(None);
    }
    let deps = building.join("deps");
    let text: String = super::crates().map(|name| format!("pub use {name};\n")).collect();
    if compile(building, toolchain, "library.rs", &text, arguments(building, externs))? {
        let linker = Linker::find(toolchain)?;
        // Where it is not up to that, a C compiler may be.
        for linker in linker.map(Some).into_iter().chain([None]) {
            let shared =
                || Shared { file: format!("{DLL_PREFIX}{NAME}{DLL_SUFFIX}"), linker: linker.clone() };
            if proves_itself(building, shared(), toolchain)? {
                open_to_all(&deps)?;
                return Ok(Some(shared()));
            }
        }
    }
    // It takes longer, and that is all.
    warn!("programs are linked whole");
    Ok(None)
}

/// A program that begins, unwinds, and ends a thread.
const PROOF: &str = "\
fn main() {
    std::panic::catch_unwind(|| panic!()).unwrap_err();
    std::thread::spawn(|| ()).join().unwrap();
}
";

/// Compiles a program that is linked to the library, and runs it; whether both went well. Where no program can
/// be linked to it by its path, only the usual linker is taken at its word.
fn proves_itself(building: &Path, shared: Shared, toolchain: &Toolchain) -> Result<bool, KitError> {
    let library = Library::open(&building.join("deps"), shared, toolchain);
    let Some(library) = library else { return Ok(true) };
    if !library.is_found(Found::ByPath) {
        return Ok(library.linker.is_none());
    }
    let text = Library::named() + PROOF;
    let mut args = library.args(Found::ByPath);
    args.extend([joined("-Ldependency=", building.join("deps")), joined("--out-dir=", building)]);
    if !compile(building, toolchain, "proof.rs", &text, args)? {
        return Ok(false);
    }
    let program = building.join("proof");
    let command =
        Command { program: program.clone(), args: Vec::new(), folder: building.to_owned(), env: Vec::new() };
    let ran = succeeds(&command)?;
    fs::remove_file(&program).map_err(cache("remove", &program))?;
    Ok(ran)
}

/// Compiles a source that consists of this text; whether that went well.
fn compile(
    building: &Path,
    toolchain: &Toolchain,
    name: &str,
    text: &str,
    mut args: Vec<OsString>,
) -> Result<bool, KitError> {
    let source = building.join(name);
    fs::write(&source, text).map_err(cache("write", &source))?;
    args.push(source.clone().into());
    let program = toolchain.rustc.clone();
    let done = succeeds(&Command { program, args, folder: building.to_owned(), env: inherited_env(&[]) })?;
    fs::remove_file(&source).map_err(cache("remove", &source))?;
    Ok(done)
}

/// Whether a program ends well.
fn succeeds(command: &Command) -> Result<bool, KitError> {
    let exit = run(command)?;
    if !exit.status.success() {
        warn!(program = ?command.program, said = exit.stderr.text(), "failed where a library was to be shared");
    }
    Ok(exit.status.success())
}

/// Whoever a submission runs as must be able to read the library, whatever this user's umask is. The way to
/// the cache is open to others, or not, as before.
fn open_to_all(deps: &Path) -> Result<(), KitError> {
    let files = fs::read_dir(deps).map_err(cache("read", deps))?;
    let files: Vec<PathBuf> =
        files.map(|file| Ok(file?.path())).collect::<io::Result<_>>().map_err(cache("read", deps))?;
    let modes = files.iter().map(|file| (file.as_path(), 0o644)).chain([(deps, 0o755)]);
    for (path, mode) in modes {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(cache("open", path))?;
    }
    Ok(())
}

/// What the library is compiled with.
fn arguments(building: &Path, externs: &BTreeMap<String, String>) -> Vec<OsString> {
    let deps = building.join("deps");
    let mut args: Vec<OsString> = FLAGS.map(Into::into).into();
    args.extend(super::crates().flat_map(|name| crate_in(name, &deps.join(&externs[name]))));
    let mut remap = joined("--remap-path-prefix=", building);
    remap.push("=grader");
    args.extend([remap, joined("-Ldependency=", &deps), joined("--out-dir=", &deps)]);
    args
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_umask_was_others_can_read_what_lies_in_a_kit() {
        let deps = tempfile::tempdir().unwrap();
        let library = deps.path().join("library");
        fs::write(&library, "").unwrap();
        let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        set(&library, 0o600);
        set(deps.path(), 0o700);
        open_to_all(deps.path()).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(deps.path()), mode(&library)), (0o755, 0o644));
    }

    #[test]
    fn by_a_path_that_a_loader_reads_otherwise_it_is_not_found() {
        let is_found = |folder: &str| {
            let file = Path::new(folder).join("library.so");
            let library = Library { file, std: Vec::new(), linker: None };
            library.is_found(Found::ByPath)
        };
        assert!(is_found("/home/ada lovelace/a,b"));
        assert!(!is_found("/home/$ORIGIN") && !is_found("/home/a:b"));
    }
}

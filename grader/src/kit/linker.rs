//! The linker of the toolchain, called without a C compiler in between.
//!
//! rustc has a C compiler call the linker, because that knows what a program of this system begins and ends
//! with, and where the system's libraries are. For that it starts two programs more, and the linker begins
//! threads for what is done before they are. So it is asked once, when a kit is built: a driver takes an
//! eighth less time to compile.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use grader_runner::process::Command;
use serde::{Deserialize, Serialize};
use tracing::info;

use super::{KitError, run};
use crate::confine;
use crate::toolchain::{Toolchain, joined};

/// What a program begins and ends with, in this order.
const AROUND: [&str; 5] = ["Scrt1.o", "crti.o", "crtbeginS.o", "crtendS.o", "crtn.o"];

/// In whose folders the libraries are that rustc names.
const LIBRARIES: [&str; 2] = ["libc.so", "libgcc_s.so"];

/// The loaders of systems, by the beginnings of their names, where the ABI has them.
const LOADERS: [(&str, &str); 2] =
    [("x86_64-", "/lib64/ld-linux-x86-64.so.2"), ("aarch64-", "/lib/ld-linux-aarch64.so.1")];

/// A linker, and what it has to be told of this system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Linker {
    program: PathBuf,
    loader: PathBuf,
    /// [`AROUND`], as they are found here.
    around: Vec<PathBuf>,
    /// Where [`LIBRARIES`] are.
    folders: Vec<PathBuf>,
}

impl Linker {
    /// What the C compiler of this machine says of it; `None` where it says too little, or where the toolchain
    /// has no linker of its own.
    pub(super) fn find(toolchain: &Toolchain) -> Result<Option<Self>, KitError> {
        let Some(host) = toolchain.host() else { return Ok(None) };
        let program = toolchain.sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
        let loader = LOADERS.iter().find(|(system, _)| host.starts_with(system));
        let (Some((_, loader)), Some(compiler)) = (loader, confine::c_compiler()) else { return Ok(None) };
        let found = |names: &[&str]| {
            names.iter().map(|name| found_by(&compiler, name)).collect::<Result<Option<Vec<_>>, KitError>>()
        };
        let (Some(around), Some(libraries)) = (found(&AROUND)?, found(&LIBRARIES)?) else { return Ok(None) };
        let folders = libraries.iter().filter_map(|file| file.parent().map(Path::to_owned)).collect();
        let linker = Self { program, loader: loader.into(), around, folders };
        info!(?linker, is_there = linker.is_there(), "looked for a linker");
        Ok(Some(linker).filter(Self::is_there))
    }

    /// Whether all of it is where it was: a system that is brought up to date has its C compiler's files in
    /// another folder.
    pub(super) fn is_there(&self) -> bool {
        let Self { program, loader, around, folders } = self;
        let files = [program, loader].into_iter().chain(around);
        files.into_iter().all(|file| file.is_file()) && folders.iter().all(|folder| folder.is_dir())
    }

    /// What rustc is called with, so that it calls this one, with some more arguments.
    pub(super) fn args(&self, more: [OsString; 2]) -> Vec<OsString> {
        let Self { program, loader, around, folders } = self;
        // A driver is small, and others are compiled meanwhile.
        let mut to_linker: Vec<OsString> =
            vec!["--threads=1".into(), "-dynamic-linker".into(), loader.into()];
        to_linker.extend(around.iter().map(Into::into));
        to_linker.extend(folders.iter().map(|folder| joined("-L", folder)));
        to_linker.extend(more);
        let named = [joined("-Clinker=", program), "-Clinker-flavor=ld.lld".into()];
        named.into_iter().chain(to_linker.iter().map(|arg| joined("-Clink-arg=", arg))).collect()
    }
}

/// Where a C compiler finds a file of the system's.
fn found_by(compiler: &Path, name: &str) -> Result<Option<PathBuf>, KitError> {
    let question = format!("-print-file-name={name}");
    let command = Command {
        program: compiler.to_owned(),
        args: vec![question.into()],
        folder: PathBuf::from("/"),
        // What else is set does not reach a compiler of submissions.
        env: env::var_os("PATH").map(|path| ("PATH".into(), path)).into_iter().collect(),
    };
    let said = run(&command)?.stdout.text();
    // Where it finds none it says the name.
    let path = Path::new(said.trim_end());
    let folder =
        path.parent().filter(|_| path.is_absolute()).and_then(|folder| fs::canonicalize(folder).ok());
    Ok(folder.map(|folder| folder.join(name)).filter(|file| file.is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linker_is_used_as_long_as_all_of_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let path = folder.path().join(name);
            fs::write(&path, "").unwrap();
            path
        };
        let linker = Linker {
            program: file("lld"),
            loader: file("loader"),
            around: AROUND.map(file).into(),
            folders: vec![folder.path().to_owned()],
        };
        assert!(linker.is_there());
        for name in AROUND.iter().chain(&["lld", "loader"]) {
            fs::remove_file(folder.path().join(name)).unwrap();
            assert!(!linker.is_there(), "{name}");
            file(name);
        }
        assert!(linker.is_there());
    }

    #[test]
    fn what_the_c_compiler_does_not_know_is_not_found() {
        let Some(compiler) = confine::c_compiler() else { return };
        assert_eq!(found_by(&compiler, "no-such-file.o").unwrap(), None);
        let started = found_by(&compiler, "crti.o").unwrap();
        assert!(started.is_none_or(|path| path.is_file() && path.is_absolute()));
    }
}

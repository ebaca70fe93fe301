//! The kit: all that every submission is compiled against, built once.
//!
//! cargo builds tokio, the other allowed crates, course-support and the harness, optimised and
//! with line tables, once per lockfile, toolchain and grader version. Submissions are then
//! compiled by calling rustc directly: no submission ever waits for a dependency.
//!
//! A kit is built in a folder of its own and renamed into place when it is whole; a lock keeps
//! two graders from building the same one. Who has opened a kit holds a lock that it shares with others, so
//! that nobody removes what is in use.

mod cargo;
mod library;
mod linker;
mod stored;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use grader_runner::process::{self, Command, Exit};
use grader_runner::{Policy, RunError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tracing::info;

pub(crate) use self::library::Found;
pub use self::library::Library;
use self::library::Shared;
pub(crate) use self::stored::{remove, stored};
use crate::carried;
use crate::lock;
use crate::toolchain::{KILLS, Toolchain};

/// The package that depends on all that a kit holds.
const MANIFEST: &str = "\
[package]
name = \"kit\"
edition.workspace = true

[dependencies]
course-support.workspace = true
futures.workspace = true
grader-harness.workspace = true
rand.workspace = true
tokio.workspace = true
";

/// Crates that a submission may name.
pub const FOR_STUDENTS: [&str; 4] = ["course_support", "futures", "rand", "tokio"];
/// The crate that only a driver may name.
pub const FOR_DRIVERS: &str = "grader_harness";

/// Crates that a driver may name.
pub(crate) fn crates() -> impl Iterator<Item = &'static str> {
    FOR_STUDENTS.into_iter().chain([FOR_DRIVERS])
}

/// What submissions are compiled against.
#[derive(Debug, Clone)]
pub struct Kit {
    /// The folder of all compiled crates.
    pub deps: PathBuf,
    /// Crates that are named directly, by name.
    pub externs: BTreeMap<String, PathBuf>,
    /// All of it in one library, where this system can share one.
    pub library: Option<Library>,
    /// The compiler that it was built with.
    pub toolchain: Toolchain,
    /// `kit.json`, locked for as long as somebody has this.
    _in_use: Arc<File>,
}

#[cfg(test)]
impl Kit {
    /// A kit of nothing, for tests that compile nothing.
    pub(crate) fn empty(toolchain: Toolchain) -> Self {
        let list = File::open("/dev/null").expect("every system of ours has it");
        Self { deps: "/".into(), externs: BTreeMap::new(), library: None, toolchain, _in_use: Arc::new(list) }
    }
}

/// The last file of a kit that is written.
const LIST: &str = "kit.json";

/// Changes with the fields of [`Contents`]: who reads others takes a kit for one that is not whole.
const SHAPE: &str = "2";

/// What stands in it.
#[derive(Debug, Serialize, Deserialize)]
struct Contents {
    /// What it was built by and with, for people.
    #[serde(default)]
    made_by: String,
    externs: BTreeMap<String, String>,
    /// The library that all of them are in, if there is one.
    library: Option<Shared>,
    /// The size of each file, to notice one that was not written to its end.
    files: BTreeMap<String, u64>,
}

/// Why there is no kit.
#[derive(Debug, thiserror::Error)]
pub enum KitError {
    /// A file or folder of the cache.
    #[error("cannot {doing} {}: free some space or choose another folder with GRADER_CACHE", path.display())]
    Cache {
        /// What was tried.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// cargo cannot be run.
    #[error("cannot run `cargo`: install Rust (https://rustup.rs) or put `cargo` on PATH")]
    NoCargo(#[source] RunError),
    /// A program cannot be run, or does not come to an end.
    #[error("cannot run `{}`: `grader doctor` may tell what is missing", program.display())]
    Run {
        /// What was called.
        program: PathBuf,
        /// The system's reason.
        #[source]
        source: RunError,
    },
    /// Somebody ended a program.
    #[error("`{}` was killed (signal {signal}), perhaps because memory was short: try again", program.display())]
    Killed {
        /// What was called.
        program: PathBuf,
        /// By which signal.
        signal: i32,
    },
    /// Somebody has seen enough.
    #[error("it was interrupted; nothing was prepared, and nothing is lost")]
    Interrupted,
    /// cargo failed.
    #[error(
        "cargo could not build what submissions are compiled against. If this machine is offline, run \
         `grader prepare` once while it is online. cargo said:\n{said}"
    )]
    Build {
        /// The end of its standard error.
        said: String,
    },
    /// cargo succeeded but did not say where a crate is.
    #[error("cargo built no `{name}`; this is a bug in the grader")]
    Missing {
        /// The crate.
        name: String,
    },
}

fn cache(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> KitError {
    move |source| KitError::Cache { doing, path: path.to_owned(), source }
}

/// What takes time while a kit is prepared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Another grader is building it.
    Waiting,
    /// It is being built, which takes about a minute.
    Building,
}

/// The kit for this grader and toolchain, built if it is not in the cache. `tell` is told before
/// each step that takes time.
///
/// # Errors
/// Where it cannot be built or the cache cannot be written.
pub fn prepare(cache_folder: &Path, toolchain: &Toolchain, tell: &dyn Fn(Step)) -> Result<Kit, KitError> {
    fs::create_dir_all(cache_folder).map_err(cache("make the folder", cache_folder))?;
    let cache_folder = &cache_folder.canonicalize().map_err(cache("find", cache_folder))?;
    let folder = cache_folder.join(name(toolchain));
    if let Some(kit) = open(&folder, toolchain) {
        info!(?folder, rustc = toolchain.summary(), "found a kit");
        return Ok(kit);
    }
    let why = if folder.exists() { "the one there is not whole" } else { "there is none for this toolchain" };
    info!(?folder, rustc = toolchain.summary(), why, "a kit is needed");
    let lock_path = folder.with_extension("lock");
    let lock = File::create(&lock_path).map_err(cache("write", &lock_path))?;
    if !lock::wait(&lock, &|| tell(Step::Waiting)).map_err(cache("lock", &lock_path))? {
        return Err(KitError::Interrupted);
    }
    // Another grader may have built it while we waited.
    if let Some(kit) = open(&folder, toolchain) {
        info!("another grader has built the kit");
        return Ok(kit);
    }
    tell(Step::Building);
    let began = Instant::now();
    build(&folder, toolchain)?;
    info!(took = ?began.elapsed(), "built the kit");
    open(&folder, toolchain).ok_or_else(|| KitError::Missing { name: LIST.into() })
}

/// The kit for this grader and toolchain, if it is in the cache.
pub fn prepared(cache_folder: &Path, toolchain: &Toolchain) -> Option<Kit> {
    open(&cache_folder.join(name(toolchain)), toolchain)
}

/// The name of the folder of the kit for this grader and toolchain.
pub(crate) fn name(toolchain: &Toolchain) -> String {
    format!("kit-{}", key(toolchain))
}

/// What a kit depends on, as one short name.
fn key(toolchain: &Toolchain) -> String {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    };
    add(env!("CARGO_PKG_VERSION"));
    add(&toolchain.version);
    add(MANIFEST);
    add(SHAPE);
    library::FLAGS.into_iter().for_each(&mut add);
    for (path, text) in laid_out() {
        add(path);
        add(&text);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A kit that is whole: `kit.json` is there, and all that it names.
fn open(folder: &Path, toolchain: &Toolchain) -> Option<Kit> {
    let mut list = File::open(folder.join(LIST)).ok()?;
    // Whoever removes it is soon done, and then it is not whole.
    list.lock_shared().ok()?;
    let mut text = Vec::new();
    list.read_to_end(&mut text).ok()?;
    let contents: Contents = serde_json::from_slice(&text).ok()?;
    let deps = folder.join("deps");
    let externs: BTreeMap<_, _> =
        contents.externs.into_iter().map(|(name, file)| (name, deps.join(file))).collect();
    let library = contents.library.and_then(|shared| Library::open(&deps, shared, toolchain));
    let is_whole = |(name, size): (&String, &u64)| {
        fs::metadata(deps.join(name)).is_ok_and(|file| file.is_file() && file.len() == *size)
    };
    let whole = contents.files.iter().all(is_whole);
    whole.then(|| Kit { deps, externs, library, toolchain: toolchain.clone(), _in_use: Arc::new(list) })
}

fn build(folder: &Path, toolchain: &Toolchain) -> Result<(), KitError> {
    remove_stale(folder)?;
    // A cargo that has outlived its grader may still write into another's.
    let scratch = folder.with_extension(format!("building-{}", std::process::id()));
    let workspace = scratch.join("workspace");
    write_workspace(&workspace)?;
    let built = cargo::build(&workspace, &scratch.join("target"), toolchain)?;

    // Only what rustc reads stays: a third of what cargo leaves behind.
    let deps = scratch.join("deps");
    fs::create_dir(&deps).map_err(cache("make the folder", &deps))?;
    let mut files = BTreeMap::new();
    for file in &built.files {
        let name = file.file_name().expect("cargo names files");
        let size = fs::metadata(file).map_err(cache("read", file))?.len();
        files.insert(name.to_string_lossy().into_owned(), size);
        fs::rename(file, deps.join(name)).map_err(cache("move", file))?;
    }
    let library = library::link(&scratch, &built.externs, toolchain)?;
    if let Some(Shared { file: name, .. }) = &library {
        let file = deps.join(name);
        files.insert(name.clone(), fs::metadata(&file).map_err(cache("read", &file))?.len());
    }
    for done in [scratch.join("target"), workspace] {
        fs::remove_dir_all(&done).map_err(cache("remove", &done))?;
    }
    let made_by = format!("grader {}, {}", env!("CARGO_PKG_VERSION"), toolchain.summary());
    let contents = serde_json::to_vec_pretty(&Contents { made_by, externs: built.externs, library, files })
        .expect("a list of names is plain data");
    let list = scratch.join(LIST);
    fs::write(&list, contents).map_err(cache("write", &list))?;
    fs::rename(&scratch, folder).map_err(cache("move", &scratch))
}

/// Runs a program of this machine to its end.
fn run(command: &Command) -> Result<Exit, KitError> {
    let program = || command.program.clone();
    let exit = process::run(&Policy::TRUSTED, command).map_err(|error| match error {
        RunError::Interrupted => KitError::Interrupted,
        source => KitError::Run { program: program(), source },
    })?;
    match exit.signal() {
        // That is somebody's doing, and no property of this machine.
        Some(signal) if KILLS.contains(&signal) => Err(KitError::Killed { program: program(), signal }),
        _ => Ok(exit),
    }
}

/// Removes a kit that is not whole, and what those have left who did not come to an end.
fn remove_stale(folder: &Path) -> Result<(), KitError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(cache("remove", folder)(error)),
        _ => {}
    }
    let begun = folder.with_extension("building-");
    let siblings = folder.parent().into_iter().flat_map(fs::read_dir).flatten().flatten();
    for sibling in siblings.map(|entry| entry.path()) {
        if sibling.as_os_str().as_encoded_bytes().starts_with(begun.as_os_str().as_encoded_bytes()) {
            // If somebody still writes there, it is removed next time.
            let _ = fs::remove_dir_all(sibling);
        }
    }
    Ok(())
}

/// Lays out our workspace again, with only the members that a kit needs.
fn write_workspace(workspace: &Path) -> Result<(), KitError> {
    let write = |path: &str, text: &str| {
        let path = workspace.join(path);
        let folder = path.parent().expect("it lies in the workspace");
        fs::create_dir_all(folder).map_err(cache("make the folder", folder))?;
        fs::write(&path, text).map_err(cache("write", &path))
    };
    for (path, text) in laid_out() {
        write(path, &text)?;
    }
    write("kit/Cargo.toml", MANIFEST)?;
    write("kit/src/lib.rs", "")
}

/// The files of the workspace that a kit is built in, by path.
fn laid_out() -> impl Iterator<Item = (&'static str, Cow<'static, str>)> {
    carried::KIT.iter().map(|(path, text)| {
        let text = match *path {
            "Cargo.toml" => root_manifest(text).into(),
            _ if path.ends_with("/Cargo.toml") => without_tests(text).into(),
            _ => (*text).into(),
        };
        (*path, text)
    })
}

fn manifest(text: &str) -> toml::Table {
    text.parse().expect("cargo read this manifest when it built us")
}

/// A kit holds no sources of tests, and needs none of what only they depend on.
fn without_tests(text: &str) -> String {
    let mut manifest = manifest(text);
    manifest.retain(|section: &str, _| !["test", "bench", "dev-dependencies"].contains(&section));
    manifest.to_string()
}

fn root_manifest(text: &str) -> String {
    let mut manifest = manifest(text);
    let workspace = manifest["workspace"].as_table_mut().expect("the manifest has a workspace");
    workspace.remove("default-members");
    workspace
        .insert("members".into(), vec!["grader/trace", "grader/support", "grader/harness", "kit"].into());
    // Only lines of submissions are ever looked up. Everybody's program is linked with this, and
    // its debug information is read again.
    manifest["profile"]["release"]["debug"] = false.into();
    manifest.to_string()
}

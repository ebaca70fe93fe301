//! The Rust toolchain on this machine.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

use grader_runner::process::{self, Command};
use grader_runner::{Policy, RunError};

/// SIGHUP, SIGINT, SIGKILL and SIGTERM, by which somebody ends a compiler: a crash of its own is none of these.
pub(crate) const KILLS: [i32; 4] = [1, 2, 9, 15];

/// An argument of a name and a value: `--out-dir=` and a folder, say.
pub(crate) fn joined(name: &str, value: impl AsRef<OsStr>) -> OsString {
    let mut joined = OsString::from(name);
    joined.push(value);
    joined
}

/// By which the compiler finds a crate of this name in a file.
pub(crate) fn crate_in(name: &str, file: &Path) -> [OsString; 2] {
    ["--extern".into(), joined(&format!("{name}="), file)]
}

/// The compiler that builds submissions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toolchain {
    /// The compiler itself, not rustup's stand-in for it, which costs some 20 ms a call.
    pub rustc: PathBuf,
    /// The folder of the toolchain: its programs, its libraries, the standard library.
    pub sysroot: PathBuf,
    /// `rustc -vV`: version, commit, host.
    pub version: String,
}

/// Why there is no usable toolchain.
#[derive(Debug, thiserror::Error)]
pub enum ToolchainError {
    /// `rustc` cannot be run.
    #[error(
        "cannot run `{}`: install Rust (https://rustup.rs), put `rustc` on PATH, or name it with RUSTC",
        rustc.display()
    )]
    NoRustc {
        /// What was called.
        rustc: PathBuf,
        /// The system's reason.
        #[source]
        source: RunError,
    },
    /// Somebody has seen enough.
    #[error("it was interrupted before anything was graded")]
    Interrupted,
    /// `rustc` does not answer as expected.
    #[error(
        "`{} {question}` failed ({status}), so it is no working compiler: try `rustc -vV`, and see what \
         RUSTC names. It said: {answer}", rustc.display()
    )]
    Failed {
        /// What was called.
        rustc: PathBuf,
        /// The arguments.
        question: &'static str,
        /// How it ended.
        status: ExitStatus,
        /// Its standard error.
        answer: String,
    },
}

impl Toolchain {
    /// `rustc 1.95.0 (59807616e 2026-04-14)`.
    pub fn summary(&self) -> &str {
        self.version.lines().next().unwrap_or_default()
    }

    /// What it compiles for where nobody says otherwise: `x86_64-unknown-linux-gnu`.
    pub fn host(&self) -> Option<&str> {
        self.version.lines().find_map(|line| line.strip_prefix("host: "))
    }

    /// Its release: 1.95.
    pub fn release(&self) -> Option<(u32, u32)> {
        release(self.summary().strip_prefix("rustc ")?)
    }
}

/// The first two numbers of a version.
pub(crate) fn release(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split(['.', '-', ' ']).map(|part| part.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

/// Where a program is that is called by its name alone.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Finds the compiler that `rustc` stands for here.
///
/// # Errors
/// Where there is none.
pub fn find() -> Result<Toolchain, ToolchainError> {
    let rustc = named("RUSTC", "rustc");
    let sysroot = PathBuf::from(ask(&rustc, "--print=sysroot")?.trim());
    let direct = sysroot.join("bin").join(format!("rustc{}", env::consts::EXE_SUFFIX));
    let rustc = if direct.is_file() { direct } else { rustc };
    let version = ask(&rustc, "-vV")?;
    Ok(Toolchain { rustc, sysroot, version })
}

fn ask(rustc: &std::path::Path, question: &'static str) -> Result<String, ToolchainError> {
    let command = Command {
        program: rustc.to_owned(),
        args: vec![question.into()],
        // Not where we were started: that may be a student's checkout, and rustup would run whatever compiler
        // a `rust-toolchain.toml` names there.
        folder: PathBuf::from("/"),
        env: inherited_env(&[]),
    };
    let rustc = || rustc.to_owned();
    let exit = process::run(&Policy::TRUSTED, &command).map_err(|error| match error {
        RunError::Interrupted => ToolchainError::Interrupted,
        source => ToolchainError::NoRustc { rustc: rustc(), source },
    })?;
    if exit.status.success() {
        return Ok(exit.stdout.text());
    }
    let said = exit.stderr.text();
    let answer = if said.trim().is_empty() { "nothing".to_owned() } else { said.trim().to_owned() };
    Err(ToolchainError::Failed { rustc: rustc(), question, status: exit.status, answer })
}

/// Our own environment without some names: for our own tools, never for student code.
pub(crate) fn inherited_env(without: &[&str]) -> Vec<(OsString, OsString)> {
    env::vars_os().filter(|(name, _)| !without.iter().any(|without| name == without)).collect()
}

/// The cargo to build the kit with.
pub(crate) fn cargo() -> PathBuf {
    named("CARGO", "cargo")
}

/// A program that a variable names, or the usual one.
fn named(variable: &str, usual: &str) -> PathBuf {
    let name = env::var_os(variable).filter(|name| !name.is_empty());
    name.map_or_else(|| PathBuf::from(usual), PathBuf::from)
}

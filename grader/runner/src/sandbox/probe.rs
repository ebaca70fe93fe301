//! Finds out which layers this machine has, by laying each of them in a process of its own.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use rustix::process::{Resource, WaitOptions, getrlimit, getuid, waitpid};

use super::layers::{
    LANDLOCK, Layer, Layers, NAMESPACES, ProbeError, RLIMITS, SECCOMP, USER_FOR_BUILDS, USER_FOR_RUNS,
};
use super::order::{Files, Limits};
use super::{NOBODIES, Profile, calls, confine, files, namespaces, system};
use crate::Policy;
use crate::process::{self, Command};

/// The first argument of a helper that is asked what it can do; the others are paths to read.
pub(super) const PROBE: &str = "__sandbox-probe";

/// Asks a helper which layers this machine has. `for_compilers` is the compiler, and files and
/// folders that a user who runs it must be able to read.
///
/// # Errors
/// Where the helper does not run or does not answer.
pub fn probe(helper: &Path, for_compilers: &[PathBuf]) -> Result<Layers, ProbeError> {
    let paths = for_compilers.iter().map(|path| path.as_os_str().to_owned());
    let command = Command {
        program: helper.to_owned(),
        args: [PROBE.into()].into_iter().chain(paths).collect(),
        folder: "/".into(),
        env: Vec::new(),
    };
    let exit = process::run(&Policy::TRUSTED, &command)?;
    let answer = exit.stdout.text();
    serde_json::from_str(&answer).map_err(|_| {
        let said = if answer.trim().is_empty() { exit.stderr.text() } else { answer };
        ProbeError::Answer { answer: format!("{}: {}", exit.status, said.trim()) }
    })
}

/// A helper's answer.
pub(super) fn answer(for_compilers: &[PathBuf]) -> ! {
    let layers = Layers { layers: layers(for_compilers), landlock: system::landlock_version() };
    let text = serde_json::to_string(&layers).expect("layers are plain data");
    let written = rustix::io::write(rustix::stdio::stdout(), text.as_bytes());
    system::leave(i32::from(written != Ok(text.len())));
}

fn layers(for_compilers: &[PathBuf]) -> Vec<Layer> {
    let is_root = getuid().is_root();
    let layer = |name: &str, is_required, tried: Result<(), String>| Layer {
        name: name.into(),
        is_required,
        missing: tried.err(),
    };
    let as_root = |tried: &dyn Fn() -> Result<(), String>| {
        if is_root { tried() } else { Err("the grader is not root, so there is no need".to_owned()) }
    };
    vec![
        layer(RLIMITS, true, apart(|| limits_hold().map_err(|error| error.to_string()))),
        layer(LANDLOCK, true, apart(files_are_kept_away)),
        layer(SECCOMP, true, apart(calls_are_filtered)),
        layer(NAMESPACES, false, apart(|| namespaces::enter().map_err(|error| error.to_string()))),
        layer(
            USER_FOR_RUNS,
            false,
            as_root(&|| apart(|| become_nobody().map_err(|error| error.to_string()))),
        ),
        layer(USER_FOR_BUILDS, false, as_root(&|| apart(|| can_read(for_compilers)))),
    ]
}

/// Tries something in a process of its own, which ends with that.
fn apart(tried: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let failed = |error: io::Error| error.to_string();
    let (reading, writing) = rustix::pipe::pipe().map_err(|error| failed(error.into()))?;
    let Some(child) = system::fork().map_err(failed)? else {
        let said = tried().err().unwrap_or_default();
        let written = rustix::io::write(&writing, said.as_bytes());
        system::leave(i32::from(!said.is_empty() || written.is_err()));
    };
    drop(writing);
    let said = io::read_to_string(File::from(reading)).map_err(failed)?;
    let ended = waitpid(Some(child), WaitOptions::empty()).map_err(|error| failed(error.into()))?;
    match ended.and_then(|(_, status)| status.exit_status()) {
        Some(0) => Ok(()),
        _ if said.is_empty() => Err("the process that tried it was ended".to_owned()),
        _ => Err(said),
    }
}

fn limits_hold() -> io::Result<()> {
    let Policy { memory, file_size, open_files, .. } = Policy::COMPILER;
    let limits = Limits { cpu: Policy::COMPILER.cpu_seconds(), memory, file_size, open_files, threads: None };
    confine::limit(&limits)?;
    let held = getrlimit(Resource::As).current == Some(limits.memory);
    if held { Ok(()) } else { Err(io::Error::other("the system does not keep them")) }
}

fn files_are_kept_away() -> Result<(), String> {
    let nothing = Files::default();
    let itself = File::open("/proc/self/exe").map_err(|error| error.to_string())?;
    rustix::thread::set_no_new_privs(true).map_err(|error| error.to_string())?;
    files::restrict(&nothing, std::os::fd::AsFd::as_fd(&itself), None).map_err(|error| error.to_string())?;
    match std::fs::read_dir("/") {
        Ok(_) => Err("a folder could be read all the same".to_owned()),
        Err(_) => Ok(()),
    }
}

fn calls_are_filtered() -> Result<(), String> {
    rustix::thread::set_no_new_privs(true).map_err(|error| error.to_string())?;
    system::install(&calls::filter(Profile::Build, -1)).map_err(|error| error.to_string())?;
    match rustix::process::setsid() {
        Ok(_) => Err("a system call was made all the same".to_owned()),
        Err(_) => Ok(()),
    }
}

fn become_nobody() -> io::Result<()> {
    confine::become_user(NOBODIES.0)
}

/// Whether a user who is not root can run the first of these, and read the others.
fn can_read(paths: &[PathBuf]) -> Result<(), String> {
    become_nobody().map_err(|error| error.to_string())?;
    let Some((compiler, paths)) = paths.split_first() else { return Err("there is no compiler".to_owned()) };
    let ran = std::process::Command::new(compiler)
        .arg("-V")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match ran {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(format!("other users cannot run {} ({status})", compiler.display())),
        Err(error) => return Err(format!("other users cannot run {}: {error}", compiler.display())),
    }
    match paths.iter().find_map(|path| Some((path, File::open(path).err()?))) {
        Some((path, error)) => Err(format!("other users cannot read {}: {error}", path.display())),
        None => Ok(()),
    }
}

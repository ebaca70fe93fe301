//! Keeps what submissions are compiled with, and what they are compiled to, from doing harm.
//!
//! All programs of one submission run in a **cell**. It has a **keeper**: this program, started
//! again, with one thread and fresh from `exec`. The grader sends it one program after the other to
//! start; each becomes a copy of the keeper, gives up one thing after the other (`confine`), and then
//! becomes the program. There is nothing that it could hold back by mistake, and nothing that the
//! threads of the grader could break.
//!
//! What is given up, layer by layer:
//!
//! | layer | what it keeps a submission from |
//! |---|---|
//! | limits (`rlimits`) | taking more time, memory, disk, files and threads than it is given |
//! | `files` (Landlock) | reading and writing files, TCP, signals to others |
//! | `calls` (seccomp) | all system calls that a compiler or a submission has no need of |
//! | `namespaces` | seeing and outliving: where the grader dies, all of a cell dies |
//! | user | being root, where the grader was started as root |
//!
//! [`Sandbox`] says which of them there are. It is a value, so that a test can take one away and
//! see what it is good for; the program offers no way to do that.
//!
//! A keeper for each submission, and not one for each program: to start one takes two milliseconds,
//! and a submission runs a dozen programs.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod cell;
#[cfg(not(target_os = "linux"))]
#[path = "sandbox/nowhere.rs"]
mod cell;
#[cfg(target_os = "linux")]
mod confine;
#[cfg(target_os = "linux")]
mod files;
#[cfg(target_os = "linux")]
mod filter;
#[cfg(target_os = "linux")]
mod keeper;
mod layers;
#[cfg(target_os = "linux")]
mod namespaces;
#[cfg(target_os = "linux")]
mod order;
#[cfg(target_os = "linux")]
mod probe;
#[cfg(target_os = "linux")]
mod system;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serde::{Deserialize, Serialize};

#[cfg(target_os = "linux")]
pub(crate) use self::calls::name as call_name;
pub use self::cell::Cell;
pub(crate) use self::cell::Inmate;
#[cfg(not(target_os = "linux"))]
pub use self::cell::probe;
pub use self::layers::{Layer, Layers, ProbeError};
#[cfg(target_os = "linux")]
pub use self::{keeper::enter, probe::probe};

/// The layers that a program is run in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sandbox {
    /// The program that is started as a keeper: one whose `main` begins with `sandbox::enter`.
    pub helper: PathBuf,
    /// Whether the kernel's resource limits hold.
    pub rlimits: bool,
    /// Whether Landlock keeps files away.
    pub landlock: bool,
    /// Whether system calls are filtered.
    pub seccomp: bool,
    /// Whether processes live in namespaces of their own.
    pub namespaces: bool,
    /// Whether compilers give up the user that started the grader: that user is root, and others
    /// can read the toolchain and the kit.
    pub user_for_builds: bool,
    /// Whether submissions do.
    pub user_for_runs: bool,
}

/// What a program is for: it decides which system calls it may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Profile {
    /// A compiler: it starts a linker, and writes files where it may.
    Build,
    /// A submission: a single process that writes no file.
    Run,
}

/// The files and folders that a program may use, with all that is below them. What is not there is
/// passed over. The program itself may always be read and executed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants {
    /// May be read.
    pub read: Vec<PathBuf>,
    /// May be read, and programs in them started.
    pub execute: Vec<PathBuf>,
    /// May be read and changed; no programs in them started, and no links made.
    pub write: Vec<PathBuf>,
    /// A library that the program takes code from. The program is handed its folder as
    /// [`LIBRARY_FOLDER`](grader_trace::wire::LIBRARY_FOLDER): its user may have no other way to it.
    pub library: Option<PathBuf>,
}

/// How one program is kept.
#[derive(Debug, Clone)]
pub struct Confinement {
    /// Where it runs.
    pub cell: Arc<Cell>,
    /// As what.
    pub profile: Profile,
    /// With which files.
    pub grants: Grants,
    /// Whom it runs as, where that is not who started the grader.
    pub user: Option<u32>,
}

impl Confinement {
    /// How one program is kept in a cell; or several in turn, which then share a user.
    pub fn new(cell: &Arc<Cell>, profile: Profile, grants: Grants) -> Self {
        let changes_user = match profile {
            Profile::Build => cell.sandbox().user_for_builds,
            Profile::Run => cell.sandbox().user_for_runs,
        };
        Self { cell: Arc::clone(cell), profile, grants, user: changes_user.then(nobody) }
    }
}

/// The users that nobody is: the first of them, and how many there are. They lie among those that
/// Debian leaves to people, far above where it begins to count.
const NOBODIES: (u32, u32) = (50_000, 9_000);

/// A user who owns nothing, and another one each time: what one submission does does not count
/// for another, and none may touch what is another's.
fn nobody() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // Two graders begin at different places.
    let start = std::process::id().wrapping_mul(97);
    NOBODIES.0 + start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % NOBODIES.1
}

/// Where the system keeps libraries, and with them the loader of programs.
const LIBRARIES: [&str; 6] = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/nix/store", "/gnu/store"];
/// Where the system keeps compilers and linkers.
const PROGRAMS: [&str; 6] = ["/bin", "/lib", "/lib64", "/usr", "/nix/store", "/gnu/store"];
/// What the loader reads to find libraries, and what some systems find programs by.
const INDEXES: [&str; 3] = ["/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/alternatives"];
const NULL: &str = "/dev/null";
/// What an allocator asks about the system's memory. rustc's, where it may not know, gives memory
/// back at once each time, which makes it slower by a twentieth.
const MEMORY: [&str; 2] = ["/proc/sys/vm/overcommit_memory", "/sys/kernel/mm/transparent_hugepage/enabled"];

impl Grants {
    /// What any program needs to be loaded.
    pub fn to_run() -> Self {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect();
        Self { read: paths(&[INDEXES[0], INDEXES[1], NULL]), execute: paths(&LIBRARIES), ..Self::default() }
    }

    /// What compilers and the system's linker need.
    pub fn to_compile() -> Self {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect();
        let reads = [INDEXES.as_slice(), &MEMORY].concat();
        Self { read: paths(&reads), execute: paths(&PROGRAMS), write: paths(&[NULL]), library: None }
    }
}

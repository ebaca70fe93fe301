//! The files that a program may use: Landlock.

use std::ffi::OsString;
use std::os::fd::{AsFd, BorrowedFd};

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope,
};
use rustix::fs::{FileType, Mode, OFlags, fstat, open};

use super::order::Files;
use super::system;

/// Why files could not be kept away.
#[derive(Debug, thiserror::Error)]
pub(super) enum FilesError {
    #[error("this kernel has no Landlock")]
    Missing,
    #[error("Landlock holds only in part")]
    Partial,
    #[error(transparent)]
    Landlock(#[from] RulesetError),
}

/// The version of Landlock that this kernel and the library have in common.
fn version() -> Result<ABI, FilesError> {
    match ABI::from(system::landlock_version()) {
        ABI::Unsupported => Err(FilesError::Missing),
        version => Ok(version),
    }
}

/// From now on this process uses only these files, makes no TCP connection, and sends no signal to
/// others, as far as this kernel's version of Landlock goes: all that it can take away, it must.
pub(super) fn restrict(
    files: &Files,
    program: BorrowedFd<'_>,
    library: Option<BorrowedFd<'_>>,
) -> Result<(), FilesError> {
    let version = version()?;
    let mut rules = rules(version)?;
    let executes = reads() | AccessFs::Execute;
    for (paths, access) in
        [(&files.read, reads()), (&files.execute, executes), (&files.write, writes(version))]
    {
        for path in paths {
            rules = grant(rules, path, access, version)?;
        }
    }
    let itself = (AccessFs::ReadFile | AccessFs::Execute) & AccessFs::from_file(version);
    rules = rules.add_rule(PathBeneath::new(program, itself))?;
    if let Some(library) = library {
        rules = rules.add_rule(PathBeneath::new(library, AccessFs::ReadFile))?;
    }
    let status = rules.restrict_self()?;
    if status.ruleset == RulesetStatus::FullyEnforced { Ok(()) } else { Err(FilesError::Partial) }
}

/// All that this version can take away, taken away.
fn rules(version: ABI) -> Result<RulesetCreated, RulesetError> {
    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(version))?;
    if version >= ABI::V4 {
        rules = rules.handle_access(AccessNet::from_all(version))?;
    }
    if version >= ABI::V6 {
        rules = rules.scope(Scope::from_all(version))?;
    }
    rules.create()
}

fn reads() -> BitFlags<AccessFs> {
    AccessFs::ReadFile | AccessFs::ReadDir
}

/// All but to execute, to make devices and the like, and to make links: whoever reads what a
/// compiler has written must not be led elsewhere by it.
fn writes(version: ABI) -> BitFlags<AccessFs> {
    let withheld = AccessFs::Execute
        | AccessFs::MakeBlock
        | AccessFs::MakeChar
        | AccessFs::MakeFifo
        | AccessFs::MakeSock
        | AccessFs::MakeSym
        | AccessFs::IoctlDev;
    AccessFs::from_all(version) & !withheld
}

fn grant(
    rules: RulesetCreated,
    path: &OsString,
    access: BitFlags<AccessFs>,
    version: ABI,
) -> Result<RulesetCreated, RulesetError> {
    // What is not there need not be granted.
    let Ok(file) = open(path, OFlags::PATH | OFlags::CLOEXEC, Mode::empty()) else { return Ok(rules) };
    let is_folder =
        fstat(&file).is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Directory);
    let access = if is_folder { access } else { access & AccessFs::from_file(version) };
    rules.add_rule(PathBeneath::new(file.as_fd(), access))
}

//! Compiles a submission by calling rustc directly: the student's files as a library of their
//! own, then a driver that calls it.
//!
//! The student's crate is separate from the driver's, because a macro in a student's file could
//! otherwise replace one of the driver's. It sees the crates that a submission may use; only
//! the driver sees the harness.

mod checks;
mod plan;
mod program;
mod rustc;
mod words;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use grader_judge::course::driver::{self, CallLine};
use grader_judge::diagnostic::Diagnostic;
use grader_judge::report::Origin;
use grader_runner::RunError;
use grader_runner::process::Command;
use grader_runner::sandbox::Cell;
use grader_runner::scenario::Driver;

pub use checks::compile_checks;
pub use plan::{Module, Plan};

use crate::confine;
use crate::kit::{Kit, Library};
use rustc::{Compiled, Rustc};

/// The modules of a student's crate, and their paths from its root where these are not the usual ones.
type Modules = Vec<(String, Option<String>)>;

/// A program that runs scenarios.
pub struct Program {
    /// The executable.
    pub driver: Driver,
    /// What the compiler warned about in the student's files.
    pub warnings: Vec<Diagnostic>,
    /// Calls of the plan that do not fit the student's code; they are not in the program.
    pub misfits: Vec<Misfit>,
    /// The exercises whose calls may reach for what is outside of their runtimes.
    pub outside: BTreeSet<String>,
    modules: Modules,
}

/// A scenario's call that does not compile against the student's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The exercise and scenario.
    pub exercise: String,
    /// The scenario.
    pub scenario: String,
    /// What the compiler says of the call.
    pub errors: Vec<Diagnostic>,
}

/// What compiling a plan came to. All of these are about the student's code.
pub enum Built {
    /// A program, possibly without some calls.
    Program(Box<Program>),
    /// The student's files do not compile.
    Failed(Vec<Diagnostic>),
    /// The compiler gave up on them: too much time, memory or a crash of its own.
    GaveUp(String),
}

/// In few words, and none of them the student's.
impl fmt::Display for Built {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(program) if program.misfits.is_empty() => f.write_str("a program"),
            Self::Program(program) => write!(f, "a program without {} calls", program.misfits.len()),
            Self::Failed(errors) => write!(f, "{} errors", errors.len()),
            Self::GaveUp(_) => f.write_str("the compiler gave up"),
        }
    }
}

/// Why a plan could not be compiled, through no fault of the student's.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// The compiler could not be run.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The compiler has trouble of its own.
    #[error(
        "the compiler failed, and not because of the code; `grader doctor` may tell what is missing: {said}"
    )]
    Compiler {
        /// The compiler's words.
        said: String,
    },
    /// Somebody ended the compiler.
    #[error("the compiler was killed ({how}), perhaps because memory was short: grade this submission again")]
    Killed {
        /// By which signal.
        how: String,
    },
    /// The driver does not compile, and not because of a call.
    #[error("the driver does not compile; this is a bug in the grader or in the course: {said}")]
    Driver {
        /// The compiler's words.
        said: String,
    },
}

/// Compiles a plan in `folder`, which must be empty, in a cell if there is one.
///
/// # Errors
/// Where it could not be done; that the student's code does not compile is no error.
pub fn build(
    kit: &Kit,
    cell: Option<&Arc<Cell>>,
    folder: &Path,
    plan: &Plan<'_>,
) -> Result<Built, BuildError> {
    let modules = write_crate(folder, plan)?;
    let confinement = cell.map(|cell| confine::compilers(cell, kit, folder));
    if let Some(user) = confinement.as_ref().and_then(|confinement| confinement.user) {
        chown(folder, Some(user), Some(user))
            .map_err(|source| BuildError::Write { path: folder.to_owned(), source })?;
    }
    let rustc = Rustc { kit, folder, confinement };
    let built = compile(&rustc, plan, modules);
    match &built {
        // The compiler may have had trouble of its own: with a file that is right it has it again.
        Ok(Built::GaveUp(_)) => rustc.proves_itself()?,
        Ok(Built::Failed(errors)) if errors.iter().any(is_of_the_kit) => rustc.proves_itself()?,
        _ => {}
    }
    built
}

/// Whether an error may come from what all submissions are compiled against: a crate that is not
/// found, or cannot be read.
fn is_of_the_kit(error: &Diagnostic) -> bool {
    matches!(error.code.as_deref(), Some("E0460" | "E0461" | "E0462" | "E0463" | "E0464" | "E0786"))
}

fn compile(rustc: &Rustc<'_>, plan: &Plan<'_>, modules: Modules) -> Result<Built, BuildError> {
    let warnings = match rustc.library()? {
        Compiled::Done { warnings } => plan.own(warnings),
        Compiled::Failed { errors } if errors.iter().any(|error| error.location.is_some()) => {
            return Ok(Built::Failed(plan.in_own_words(errors)));
        }
        // An error without a place in the source is about the machine: a full disk, say.
        Compiled::Failed { errors } => return Err(BuildError::Compiler { said: words(&errors) }),
        Compiled::GaveUp { reason } => return Ok(Built::GaveUp(reason)),
        Compiled::Killed { how } => return Err(BuildError::Killed { how }),
        Compiled::Broken { said } => return Err(BuildError::Compiler { said }),
    };
    build_driver(rustc, plan, warnings, modules)
}

fn driver_at(program: PathBuf, library: Option<&Library>, plan: &Plan<'_>) -> Driver {
    // It runs with an empty environment and in no folder: nothing of this machine is in it.
    let command = Command { program, args: Vec::new(), folder: PathBuf::from("/"), env: Vec::new() };
    let driver = Driver::new(command, plan.files());
    match library {
        Some(library) => driver.linked_to(library.file.clone()),
        None => driver,
    }
}

/// The library's sources: a root that lists the modules, and their files. Returns that list.
fn write_crate(folder: &Path, plan: &Plan<'_>) -> Result<Modules, BuildError> {
    let hidden = hiding_place(folder);
    let mut modules = Vec::new();
    for module in &plan.modules {
        let (id, file) = (module.exercise.id.as_str(), &module.exercise.file);
        let path = match module.origin {
            Origin::Own => driver::beside_root(module.exercise),
            Origin::Reference => Some(format!("../{hidden}/{file}")),
        };
        let below = if module.origin == Origin::Own { folder.to_owned() } else { folder.join(&hidden) };
        if module.exercise.is_program() {
            write(&below.join(file), &program::as_module(module))?;
        } else {
            write(&below.join(file), module.source)?;
        }
        modules.push((id.to_owned(), path));
    }
    let list: Vec<_> = modules.iter().map(|(id, path)| (id.as_str(), path.as_deref())).collect();
    let mut root = driver::module_list(&list);
    if plan.modules.iter().any(|module| module.exercise.is_program()) {
        // As a program of its own it would call the crate by its name.
        root.push_str(&format!("extern crate self as {};\n", rustc::STUDENT_CRATE));
    }
    write(&folder.join("src/lib.rs"), &root)?;
    Ok(modules)
}

/// The folder of the references: named so that a student's `include_str!` cannot know it.
fn hiding_place(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let random = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), &*name);
    format!("reference-{random:016x}")
}

/// Compiles the driver; calls that do not fit are found by their lines and left out.
fn build_driver(
    rustc: &Rustc<'_>,
    plan: &Plan<'_>,
    warnings: Vec<Diagnostic>,
    modules: Modules,
) -> Result<Built, BuildError> {
    let folder = rustc.folder;
    let source = folder.join("driver.rs");
    let mut calls = plan.calls();
    let mut misfits: Vec<Misfit> = Vec::new();
    loop {
        let driver = driver::driver_source(rustc::STUDENT_CRATE, &plan.files(), &calls);
        let linked = rustc.library_of_drivers().map(|_| Library::named());
        // Behind all else: the lines of calls are known.
        write(&source, &(driver.source + &linked.unwrap_or_default()))?;
        let errors = match rustc.driver()? {
            Compiled::Done { .. } => {
                make_executable(&folder.join(rustc::DRIVER))?;
                let driver = driver_at(folder.join(rustc::DRIVER), rustc.library_of_drivers(), plan);
                let outside = plan.reaching_outside();
                return Ok(Built::Program(Box::new(Program { driver, warnings, misfits, outside, modules })));
            }
            Compiled::GaveUp { reason } => return Ok(Built::GaveUp(reason)),
            Compiled::Killed { how } => return Err(BuildError::Killed { how }),
            Compiled::Broken { said } => return Err(BuildError::Compiler { said }),
            Compiled::Failed { errors } => errors,
        };
        if errors.iter().all(|error| error.location.is_none()) {
            return Err(BuildError::Compiler { said: words(&errors) });
        }
        let found = misfits_at(&driver.calls, &errors);
        // A generic function is compiled only when the driver calls it.
        if found.is_empty() && errors.iter().any(|error| plan.shows_own(error)) {
            return Ok(Built::Failed(plan.in_own_words(errors)));
        }
        if found.is_empty() {
            return Err(BuildError::Driver { said: words(&errors) });
        }
        calls.retain(|(exercise, scenario)| {
            !found.iter().any(|misfit| misfit.exercise == exercise.id && misfit.scenario == scenario.id)
        });
        misfits.extend(found);
    }
}

/// In the sandbox no linker can do that, and whoever runs the program may be another user than who
/// linked it. It is never a link to elsewhere: those cannot be made there.
fn make_executable(program: &Path) -> Result<(), BuildError> {
    let failed = |source| BuildError::Write { path: program.to_owned(), source };
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).map_err(failed)
}

fn words(errors: &[Diagnostic]) -> String {
    errors.first().map_or_else(String::new, |error| error.rendered.trim_end().to_owned())
}

/// The calls on whose lines there are errors.
fn misfits_at(calls: &[CallLine], errors: &[Diagnostic]) -> Vec<Misfit> {
    calls
        .iter()
        .filter_map(|call| {
            let on_line = |error: &&Diagnostic| {
                error.location.as_ref().is_some_and(|at| at.file == "driver.rs" && at.line == call.line)
            };
            let errors: Vec<_> = errors.iter().filter(on_line).cloned().collect();
            let (exercise, scenario) = (call.exercise.clone(), call.scenario.clone());
            (!errors.is_empty()).then_some(Misfit { exercise, scenario, errors })
        })
        .collect()
}

fn write(path: &Path, text: &str) -> Result<(), BuildError> {
    let failed = |source| BuildError::Write { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}

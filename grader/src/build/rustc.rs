//! Calls rustc and reads what it says.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use grader_judge::diagnostic::{self, Diagnostic};
use grader_runner::process::{self, Command, Exit};
use grader_runner::sandbox::Confinement;
use grader_runner::{Policy, RunError};

use super::BuildError;
use crate::confine;
use crate::kit::{self, FOR_STUDENTS, Found, Kit, Library};
use crate::toolchain::{KILLS, crate_in, joined};

/// The name of the student's crate, as under cargo.
pub(super) const STUDENT_CRATE: &str = "exercises";
/// The name of the crate that has the code of checks.
const CHECKS: &str = "checks";
/// The file of the program.
pub(super) const DRIVER: &str = "driver";

/// How a compilation went.
pub(super) enum Compiled {
    /// It compiled.
    Done { warnings: Vec<Diagnostic> },
    /// It did not; there is at least one error.
    Failed { errors: Vec<Diagnostic> },
    /// The compiler did not come to a result, because of what it was given.
    GaveUp { reason: String },
    /// It did not even begin.
    Broken { said: String },
    /// Somebody else ended the compiler, such as a system that is short of memory.
    Killed { how: String },
}

/// The compiler of one submission.
pub(super) struct Rustc<'a> {
    pub(super) kit: &'a Kit,
    /// Where the sources are, and where all goes that it writes.
    pub(super) folder: &'a Path,
    /// What it is kept from.
    pub(super) confinement: Option<Confinement>,
}

impl Rustc<'_> {
    /// Compiles the student's library `src/lib.rs`.
    pub(super) fn library(&self) -> Result<Compiled, RunError> {
        self.call(self.library_args(STUDENT_CRATE, &self.folder.join("src/lib.rs")))
    }

    /// What a library of the student's code is compiled with.
    fn library_args(&self, name: &str, root: &Path) -> Vec<OsString> {
        let Self { kit, folder, .. } = self;
        let mut args = common_args(kit, folder);
        args.extend(["--crate-type", "lib", "--crate-name", name].map(Into::into));
        // The student's crate is safe Rust; the second lint keeps a constant from being computed
        // for ever, and `-F` keeps the source from allowing either.
        args.extend(["-F", "unsafe_code", "-F", "long_running_const_eval"].map(Into::into));
        args.extend(FOR_STUDENTS.iter().flat_map(|name| named_crate(kit, name)));
        args.push(root.into());
        args
    }

    /// Compiles `driver.rs` against the student's library.
    pub(super) fn driver(&self) -> Result<Compiled, RunError> {
        let Self { kit, folder, .. } = self;
        let mut args = common_args(kit, folder);
        args.extend(["--crate-type", "bin", "--crate-name", DRIVER].map(Into::into));
        // A call may name what a submission may use.
        args.extend(kit::crates().flat_map(|name| named_crate(kit, name)));
        let library = folder.join(format!("lib{STUDENT_CRATE}.rlib"));
        args.extend(crate_in(STUDENT_CRATE, &library));
        args.extend(self.library_of_drivers().into_iter().flat_map(|library| library.args(self.found())));
        args.push(folder.join("driver.rs").into());
        self.call(args)
    }

    /// The library that drivers take code from, if they do.
    pub(super) fn library_of_drivers(&self) -> Option<&Library> {
        self.kit.library.as_ref().filter(|library| library.is_found(self.found()))
    }

    /// How they find it: in a sandbox they are handed its folder.
    fn found(&self) -> Found {
        if self.confinement.is_some() { Found::ByDescriptor } else { Found::ByPath }
    }

    /// Checks the root of another library beside the student's; nothing is built of it.
    pub(super) fn check(&self, root: &Path) -> Result<Compiled, RunError> {
        let mut args = self.library_args(CHECKS, root);
        args.extend(["--emit", "metadata"].map(Into::into));
        self.call(args)
    }

    /// Compiles a file that is right, and uses what a submission may use.
    ///
    /// # Errors
    /// Where the compiler fails at that: then it is not the code that it fails at.
    pub(super) fn proves_itself(&self) -> Result<(), BuildError> {
        let source = self.folder.join("proof.rs");
        let uses: String = FOR_STUDENTS.iter().map(|name| format!("pub use {name};\n")).collect();
        fs::write(&source, format!("{uses}pub async fn proof() {{ tokio::join!(async {{}}); }}\n"))
            .map_err(|error| BuildError::Write { path: source.clone(), source: error })?;
        let said = match self.call(self.library_args("proof", &source))? {
            Compiled::Done { .. } => return Ok(()),
            Compiled::Failed { errors } => {
                errors.first().map(|error| error.message.clone()).unwrap_or_default()
            }
            Compiled::GaveUp { reason: said }
            | Compiled::Broken { said }
            | Compiled::Killed { how: said } => said,
        };
        Err(BuildError::Compiler { said })
    }

    fn call(&self, args: Vec<OsString>) -> Result<Compiled, RunError> {
        let Self { kit, folder, confinement } = self;
        let policy = Policy::COMPILER.confined(confinement.clone());
        let command = Command {
            program: kit.toolchain.rustc.clone(),
            args,
            folder: folder.to_path_buf(),
            env: environment(),
        };
        let exit = process::run(&policy, &command)?;
        Ok(compiled(&policy, &exit, folder))
    }
}

fn common_args(kit: &Kit, folder: &Path) -> Vec<OsString> {
    let mut args: Vec<OsString> = [
        "--edition=2024",
        "--error-format=json",
        // Otherwise snippets are cut to the terminal that happens to be there.
        "--diagnostic-width=78",
        // tokio's macros look at it.
        "--cfg=tokio_unstable",
        "-Cdebuginfo=line-tables-only",
        "-Cdebug-assertions=on",
        // Student crates are small: one unit compiles faster than many.
        "-Ccodegen-units=1",
        "-Cembed-bitcode=no",
    ]
    .map(Into::into)
    .to_vec();
    // Lines of code are told as the course names them, and no path of this machine gets out.
    let mut remap = OsString::from("--remap-path-prefix=");
    remap.push(folder);
    remap.push("=");
    args.push(remap);
    args.push(joined("-Ldependency=", &kit.deps));
    args.extend(["--out-dir".into(), folder.into()]);
    args
}

fn named_crate(kit: &Kit, name: &str) -> [OsString; 2] {
    crate_in(name, &kit.externs[name])
}

/// A C compiler, where rustc links by one, is called by its name, and calls others by theirs. Nothing of this
/// machine but where these are; a macro could show it.
fn environment() -> Vec<(OsString, OsString)> {
    let folder = confine::c_compiler().and_then(|compiler| Some(compiler.parent()?.to_owned()));
    // Without one the compiler says so.
    let folders = folder.map(|folder| [folder, "/usr/bin".into(), "/bin".into()]).into_iter().flatten();
    let path = std::env::join_paths(folders).unwrap_or_default();
    vec![("PATH".into(), path), ("TMPDIR".into(), ".".into())]
}

fn compiled(policy: &Policy, exit: &Exit, folder: &Path) -> Compiled {
    // The folder is another one in every grading.
    let said = exit.stderr.text().replace(&format!("{}/", folder.display()), "");
    let (errors, warnings): (Vec<_>, Vec<_>) =
        said.lines().filter_map(diagnostic::read).partition(|found| found.is_error);
    if exit.status.success() {
        Compiled::Done { warnings }
    } else if exit.ran_out_of_cpu(policy) {
        Compiled::GaveUp { reason: format!("The compiler was not done after {} s.", policy.cpu.as_secs()) }
    } else if exit.ran_out_of_memory() {
        Compiled::GaveUp {
            reason: format!("The compiler needed more than {} GiB of memory.", policy.memory >> 30),
        }
    } else if exit.ran_out_of_file_size() {
        Compiled::GaveUp {
            reason: format!("The compiler wrote a file of more than {} MiB.", policy.file_size >> 20),
        }
    } else if errors.is_empty() && exit.signal().is_some_and(|signal| KILLS.contains(&signal)) {
        Compiled::Killed { how: exit.status.to_string() }
    } else if errors.is_empty() {
        // A crash of the compiler's own, unless the machine is the reason: a full disk, a file that
        // cannot be mapped.
        const SIGBUS: i32 = 7;
        const PANICKED: i32 = 101;
        let of_the_system = system_error(&said);
        let is_crash = exit.signal().is_some() || exit.status.code() == Some(PANICKED);
        if exit.signal() == Some(SIGBUS) || of_the_system.is_some() {
            return Compiled::Killed {
                how: format!("{}: {}", exit.status, of_the_system.unwrap_or_default()),
            };
        }
        if !is_crash {
            // A stand-in for a compiler, that could not start it.
            let last = said.lines().next_back().unwrap_or("it said nothing");
            return Compiled::Broken { said: format!("{}: {last}", exit.status) };
        }
        Compiled::GaveUp { reason: format!("The compiler crashed ({}).", exit.status) }
    } else {
        Compiled::Failed { errors }
    }
}

/// The last line that names an error of the system; messages about sources are JSON, and may quote one.
fn system_error(said: &str) -> Option<&str> {
    said.lines().rev().find(|line| line.contains("(os error ") && !line.starts_with('{'))
}

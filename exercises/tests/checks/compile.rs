//! Asks rustc about the code of checks, with your files beside it.
//!
//! cargo has built what your code may name, and says where it is; rustc is then called directly, because
//! code that is refused must not keep this program from compiling.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs};

use grader_judge::course::Exercise;
use grader_judge::diagnostic::{self, Diagnostic};
use grader_judge::{Root, compile_checks, compiles_checks};
use grader_runner::Policy;
use grader_runner::process::{self, Command, Exit};
use serde::Deserialize;

/// Crates that your code may name.
const NAMED: [&str; 4] = ["course_support", "futures", "rand", "tokio"];

/// Where these are, by name. cargo is asked once.
static CRATES: OnceLock<Result<BTreeMap<String, PathBuf>, String>> = OnceLock::new();

/// What the compiler says of the code of an exercise's checks, by their ids. `exercises` are those whose
/// modules it needs.
pub fn compiled(
    exercise: &Exercise,
    exercises: &[&Exercise],
) -> Result<BTreeMap<String, Vec<Diagnostic>>, String> {
    if !compiles_checks(exercise) {
        return Ok(BTreeMap::new());
    }
    let crates = CRATES.get_or_init(find_crates).as_ref().map_err(Clone::clone)?;
    let paths: Vec<_> = exercises.iter().map(|one| (one.id.as_str(), absolute(&one.file))).collect();
    let modules: Vec<_> = paths.iter().map(|(id, path)| (*id, Some(path.as_str()))).collect();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.rs", exercise.id));
    let root = Root { file: &as_told(&file), modules: &modules };
    compile_checks(exercise, root, |source| {
        fs::write(&file, source).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        check(crates, &file)
    })
}

fn absolute(file: &str) -> String {
    format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))
}

/// A path as the compiler tells it.
fn as_told(file: &Path) -> String {
    file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(file).display().to_string()
}

/// The compiler's errors in a crate.
fn check(crates: &BTreeMap<String, PathBuf>, root: &Path) -> Result<Vec<Diagnostic>, String> {
    let mut args: Vec<OsString> = [
        "--edition=2024",
        "--error-format=json",
        "--cfg=tokio_unstable",
        "--crate-type=lib",
        "--emit=metadata",
    ]
    .map(Into::into)
    .to_vec();
    args.push(format!("--remap-path-prefix={}/=", env!("CARGO_MANIFEST_DIR")).into());
    for (name, path) in crates {
        let folder = path.parent().unwrap_or(path);
        args.push(format!("-Ldependency={}", folder.display()).into());
        args.push(format!("--extern={name}={}", path.display()).into());
    }
    args.extend(["--out-dir".into(), env!("CARGO_TARGET_TMPDIR").into(), root.into()]);
    let exit = run("RUSTC", "rustc", args, Policy::COMPILER)?;
    let said = exit.stderr.text();
    let found = said.lines().filter_map(diagnostic::read).filter(|found| found.is_error);
    let errors: Vec<Diagnostic> = found.collect();
    if errors.is_empty() && !exit.status.success() {
        return Err(format!("the compiler could not be asked: {}: {said}", exit.status));
    }
    Ok(errors)
}

/// Runs a program of Rust's, which a variable may name.
fn run(variable: &str, name: &str, args: Vec<OsString>, policy: Policy) -> Result<Exit, String> {
    let program = env::var_os(variable).unwrap_or_else(|| name.into()).into();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut env: Vec<_> = env::vars_os().collect();
    env.push(("CARGO_TARGET_DIR".into(), target_folder().0.into()));
    process::run(&policy, &Command { program, args, folder, env })
        .map_err(|error| format!("`{name}` could not be run: {error}"))
}

/// The folder of what cargo builds, and the profile with which it has built this program, which is in
/// `TARGET/PROFILE/deps`.
fn target_folder() -> (PathBuf, String) {
    let program = env::current_exe().unwrap_or_default();
    let profile = program.ancestors().nth(2).unwrap_or(&program);
    let name = profile.file_name().unwrap_or_default().to_string_lossy().into_owned();
    (profile.parent().unwrap_or(profile).to_owned(), name)
}

/// Has cargo say where it has built the crates. It builds this program once more, which is there.
fn find_crates() -> Result<BTreeMap<String, PathBuf>, String> {
    #[derive(Deserialize)]
    struct Artifact {
        target: Target,
        filenames: Vec<PathBuf>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
    }
    let package = env!("CARGO_PKG_NAME");
    let mut args: Vec<OsString> =
        ["test", "--package", package, "--test", "checks", "--no-run", "--offline", "--message-format=json"]
            .map(Into::into)
            .to_vec();
    let (_, profile) = target_folder();
    if profile != "debug" {
        args.extend(["--profile".into(), profile.into()]);
    }
    let exit = run("CARGO", "cargo", args, Policy::TRUSTED)?;
    let said = exit.stdout.text();
    let artifacts = said.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
    let mut crates = BTreeMap::new();
    for artifact in artifacts {
        let name = artifact.target.name.replace('-', "_");
        let library =
            artifact.filenames.into_iter().find(|file| file.extension().is_some_and(|it| it == "rlib"));
        if let Some(library) = library.filter(|_| NAMED.contains(&name.as_str())) {
            crates.insert(name, library);
        }
    }
    match NAMED.into_iter().find(|name| !crates.contains_key(*name)) {
        Some(name) => Err(format!("cargo does not say where `{name}` is: {}", exit.stderr.text())),
        None => Ok(crates),
    }
}

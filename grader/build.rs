//! Embeds the sources of the crates that are built beside student code, and of all else that a course
//! needs to be built by cargo, so that an installed grader can prepare and pack a course wherever a Rust
//! toolchain is.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Packages of the workspace that student code or its driver is linked with.
const PACKAGES: [&str; 3] = ["grader/trace", "grader/support", "grader/harness"];

/// Packages that students build beyond these.
const FOR_STUDENTS: [&str; 2] = ["grader/judge", "grader/runner"];

/// What makes a package of a course.
const OF_COURSES: [&str; 2] = ["exercises/Cargo.toml", "exercises/build.rs"];

/// Other files that go with a course.
const OTHERS: [&str; 5] =
    [".cargo/config.toml", ".gitignore", "rustfmt.toml", "LICENSE-APACHE", "LICENSE-MIT"];

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let workspace = manifest.parent().expect("the package lies in the workspace");

    let mut kit = vec![workspace.join("Cargo.toml"), workspace.join("Cargo.lock")];
    for package in PACKAGES {
        add_package(&workspace.join(package), &mut kit)?;
    }
    write_list("kit_sources.rs", workspace, &kit)?;

    let mut pack: Vec<_> = OF_COURSES.iter().chain(&OTHERS).map(|file| workspace.join(file)).collect();
    rust_files(&workspace.join("exercises/tests"), &mut pack)?;
    for package in FOR_STUDENTS {
        add_package(&workspace.join(package), &mut pack)?;
    }
    write_list("pack_sources.rs", workspace, &pack)?;

    let mut own = Vec::new();
    rust_files(&manifest.join("src"), &mut own)?;
    println!("cargo::rustc-env=GRADER_SOURCES={:016x}", digest(kit.iter().chain(&pack).chain(&own))?);
    Ok(())
}

/// Tells one state of all sources from another: results of another grader are not taken for this one's.
fn digest<'a>(files: impl Iterator<Item = &'a PathBuf>) -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        fs::read(file)?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

fn add_package(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    files.push(folder.join("Cargo.toml"));
    rust_files(&folder.join("src"), files)
}

/// Writes Rust for a list of the paths and texts of files.
fn write_list(name: &str, workspace: &Path, files: &[PathBuf]) -> io::Result<()> {
    let mut list = String::from("&[\n");
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.strip_prefix(workspace).expect("it lies in the workspace");
        writeln!(list, "    ({:?}, include_str!({file:?})),", name.display().to_string())
            .expect("writes to memory");
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join(name), list)
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            rust_files(&entry, files)?;
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            files.push(entry);
        }
    }
    Ok(())
}

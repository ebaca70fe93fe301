//! Embeds the sources of the crates that are built beside student code, so that an installed
//! grader can prepare a course wherever a Rust toolchain is.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Packages of the workspace that student code or its driver is linked with.
const PACKAGES: [&str; 3] = ["grader/trace", "grader/support", "grader/harness"];

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let workspace = manifest.parent().expect("the package lies in the workspace");
    let mut files = vec![workspace.join("Cargo.toml"), workspace.join("Cargo.lock")];
    for package in PACKAGES {
        files.push(workspace.join(package).join("Cargo.toml"));
        rust_files(&workspace.join(package).join("src"), &mut files)?;
    }
    let mut list = String::from("&[\n");
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.strip_prefix(workspace).expect("it lies in the workspace");
        writeln!(list, "    ({:?}, include_str!({file:?})),", name.display().to_string())
            .expect("writes to memory");
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("kit_sources.rs"), list)
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

//! Places that other users can reach, and what is put there.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use grader::toolchain;
use tempfile::TempDir;

use crate::setup::{members, workspace};

/// A folder that every user can enter.
pub(crate) fn open_folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

/// Lets every user write to a folder.
pub(crate) fn open_to_all(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).unwrap();
}

/// Whether there is a program of this name.
pub(crate) fn on_path(name: &str) -> bool {
    std::env::split_paths(&std::env::var_os("PATH").unwrap()).any(|folder| folder.join(name).is_file())
}

/// Another name for a file, or a copy where its disk is another one.
pub(crate) fn link(file: &Path, to: &Path) {
    if fs::hard_link(file, to).is_err() {
        fs::copy(file, to).unwrap();
    }
}

/// The compiler and its libraries, in another place.
pub(crate) fn link_toolchain(to: &Path) {
    let toolchain = toolchain::find().unwrap();
    fs::create_dir_all(to.join("bin")).unwrap();
    link(&toolchain.rustc, &to.join("bin/rustc"));
    link_all(&toolchain.sysroot.join("lib"), &to.join("lib"));
}

fn link_all(folder: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for member in members(folder) {
        let to = to.join(member.file_name().unwrap());
        if member.is_dir() { link_all(&member, &to) } else { link(&member, &to) }
    }
}

/// The course and its references, in another place.
pub(crate) fn copy_course(to: &Path) {
    for folder in
        ["exercises/checks", "exercises/src", "exercises/src/bin", "solutions/src", "solutions/src/bin"]
    {
        fs::create_dir_all(to.join(folder)).unwrap();
        for file in members(&workspace().join(folder)).into_iter().filter(|member| member.is_file()) {
            fs::copy(&file, to.join(folder).join(file.file_name().unwrap())).unwrap();
        }
    }
}

//! What the end-to-end tests share: the workspace, its course, and a kit that is built once.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;

use grader::course::{self, LoadedCourse};
use grader::grade::Grader;
use grader::scratch::Scratch;
use grader::{kit, toolchain};
use grader_runner::sandbox::Sandbox;
use tempfile::TempDir;

/// The folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A cache of the tests' own, which stays between runs.
pub(crate) fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache")
}

/// A folder on the disk of the cache, whose files can be linked into it.
pub(crate) fn folder_beside_the_cache() -> TempDir {
    TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// Makes a cache with the same kit, without another copy on disk.
pub(crate) fn link_kit(cache_folder: &Path) {
    kit::prepare(&cache(), &toolchain::find().unwrap(), &|_| {}).unwrap();
    for kit in members(&cache()).iter().filter(|member| member.join("kit.json").exists()) {
        let copy = cache_folder.join(kit.file_name().unwrap());
        fs::create_dir_all(copy.join("deps")).unwrap();
        fs::copy(kit.join("kit.json"), copy.join("kit.json")).unwrap();
        for file in members(&kit.join("deps")) {
            fs::hard_link(&file, copy.join("deps").join(file.file_name().unwrap())).unwrap();
        }
    }
}

/// The course of the workspace.
pub(crate) fn course() -> LoadedCourse {
    course::load(&workspace().join("exercises")).unwrap()
}

/// A grader for these exercises of the workspace's course.
pub(crate) fn grader(exercises: BTreeSet<String>) -> Grader {
    let kit = kit::prepare(&cache(), &toolchain::find().unwrap(), &|_| {}).unwrap();
    let scratch = Scratch::open(&cache()).unwrap();
    let threads = NonZero::<usize>::MIN;
    let sandbox = Some(sandbox());
    Grader { course: course(), exercises, kit, scratch, sandbox, scans: true, seed: 0, threads }
}

/// The sandbox of this machine, kept by the program: the tests are none.
pub(crate) fn sandbox() -> Sandbox {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_grader"));
    grader_runner::sandbox::probe(&program, &[PathBuf::from("/nowhere")]).unwrap().sandbox(program)
}

/// The members of a folder, by name.
pub(crate) fn members(folder: &Path) -> Vec<PathBuf> {
    let mut members: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    members.sort();
    members
}

/// A program in a namespace of users that may hold no others, as in a container.
pub(crate) fn contained(program: &Path) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "sh", "-c"]);
    command.arg("echo 0 > /proc/sys/user/max_user_namespaces && exec \"$0\" \"$@\"").arg(program);
    command
}

/// Whether all is tested that takes long.
pub(crate) fn is_long() -> bool {
    std::env::var_os("GRADER_TESTS").is_some_and(|value| value == "long")
}

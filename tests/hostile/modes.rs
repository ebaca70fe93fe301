//! The ways in which this machine can grade: as whom, and with or without namespaces.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use tempfile::TempDir;

use crate::{places, setup};

/// A user who owns nothing but what is made for him here.
const SOMEBODY: u32 = 12_345;

/// A way to grade.
pub(crate) struct Mode {
    pub(crate) name: &'static str,
    /// What the report calls its sandbox.
    pub(crate) name_in_report: &'static str,
    user: Option<u32>,
    in_a_container: bool,
    /// Where other users can read all that grading takes; nothing for who reads it where it is.
    shared: Option<Arc<TempDir>>,
}

/// All that this machine has.
pub(crate) fn all() -> Vec<Mode> {
    let is_root = rustix::process::getuid().is_root();
    let has_namespaces = setup::sandbox().namespaces;
    let full = if has_namespaces { "full" } else { "basic" };
    let as_it_is =
        Mode { name: "as it is", name_in_report: full, user: None, in_a_container: false, shared: None };
    let mut modes = vec![as_it_is];
    if has_namespaces && places::on_path("unshare") {
        // As in a container: root of a namespace that can make no others.
        let name = "without namespaces";
        modes.push(Mode { name, name_in_report: "basic", user: None, in_a_container: true, shared: None });
    }
    if is_root {
        let shared = Some(Arc::new(shared()));
        let (user, in_a_container) = (Some(SOMEBODY), false);
        let name = "as an ordinary user";
        modes.push(Mode { name, name_in_report: full, user, in_a_container, shared: shared.clone() });
        let name = "as root, with compilers that are not";
        modes.push(Mode { name, name_in_report: full, user: None, in_a_container, shared });
    }
    modes
}

/// The toolchain, the course and a cache, where every user can read them.
fn shared() -> TempDir {
    let home = places::open_folder();
    places::link_toolchain(&home.path().join("toolchain"));
    places::copy_course(home.path());
    std::fs::create_dir(home.path().join("cache")).unwrap();
    setup::link_kit(&home.path().join("cache"));
    places::open_to_all(&home.path().join("cache"));
    places::link(Path::new(env!("CARGO_BIN_EXE_grader")), &home.path().join("grader"));
    home
}

impl Mode {
    pub(crate) fn cache(&self) -> PathBuf {
        self.shared.as_ref().map_or_else(setup::cache, |shared| shared.path().join("cache"))
    }

    /// Grades a class.
    pub(crate) fn grade(&self, class: &Path) -> Output {
        self.command(class, "json").output().unwrap()
    }

    /// Grades a class, for a terminal.
    pub(crate) fn grade_for_people(&self, class: &Path) -> Output {
        self.command(class, "human").output().unwrap()
    }

    fn command(&self, class: &Path, format: &str) -> Command {
        let program = match &self.shared {
            Some(shared) => shared.path().join("grader"),
            None => PathBuf::from(env!("CARGO_BIN_EXE_grader")),
        };
        let mut command =
            if self.in_a_container { setup::contained(&program) } else { Command::new(&program) };
        let course = self.shared.as_ref().map_or_else(setup::workspace, |shared| shared.path().to_owned());
        command.args(["grade", "--exercise", "basic_wait", "--format", format, "--course"]);
        command.arg(course.join("exercises")).arg(class).env("GRADER_CACHE", self.cache());
        command.env_remove("GRADER_SEED").current_dir("/");
        if let Some(shared) = &self.shared {
            command.env("RUSTC", shared.path().join("toolchain/bin/rustc"));
        }
        if let Some(user) = self.user {
            command.uid(user).gid(user).env("HOME", "/nowhere");
        }
        command
    }
}

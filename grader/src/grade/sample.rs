//! A grader without a compiler, for tests: it can grade what needs none.

use std::collections::BTreeMap;
use std::num::NonZero;

use grader_judge::course::{self, CourseFile};
use tempfile::TempDir;

use super::Grader;
use crate::course::LoadedCourse;
use crate::kit::{self, Kit};
use crate::scratch::Scratch;
use crate::toolchain::Toolchain;

/// A grader for a course with the exercises `a` and `b`.
pub(crate) fn grader(folder: &TempDir, seed: u64) -> Grader {
    let exercise = |id: &str, order: u32| CourseFile {
        path: format!("checks/{id}.toml"),
        text: format!(
            "title = \"{id}\"\norder = {order}\n[[scenario]]\nid = \"s\"\ncall = \"{id}::f()\"\noutput = \"u8\"\n\
             [[check]]\nid = \"c\"\ntitle = \"t\"\npoints = 2\nelapsed = {{ at_most = \"1s\" }}\n"
        ),
    };
    let definitions = vec![exercise("a", 1), exercise("b", 2)];
    let course = course::read("course", &definitions).unwrap();
    let toolchain = Toolchain {
        rustc: "/nowhere/rustc".into(),
        sysroot: "/".into(),
        version: "rustc 1.95.0\nhost: x".to_owned(),
    };
    let mut kit = Kit::empty(toolchain);
    kit.externs = kit::crates().map(|name| (name.to_owned(), "/nowhere".into())).collect();
    Grader {
        course: LoadedCourse { course, definitions, stubs: BTreeMap::new(), references: BTreeMap::new() },
        exercises: ["a", "b"].map(str::to_owned).into(),
        kit,
        scratch: Scratch::open(folder.path()).unwrap(),
        sandbox: None,
        scans: true,
        seed,
        threads: NonZero::<usize>::MIN,
    }
}

//! The library that drivers share, and what is done without it.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use grader::build::{self, Built, Module, Plan};
use grader::{kit, toolchain};
use grader_judge::report::Origin;
use grader_runner::sandbox::Cell;
use serde_json::Value;
use tempfile::TempDir;

use crate::program::{RIGHT, folder, grader, json, path};
use crate::setup;

/// Waits for ever, for something whose code is not the submission's.
const STUCK: &str = "
pub async fn wait_random(_: std::time::Duration) -> std::time::Duration {
    tokio::sync::Notify::new().notified().await;
    std::time::Duration::ZERO
}
";

/// A right submission and one that is stuck, graded with this cache and what else a command needs.
fn graded(cache: &Path, with: impl FnOnce(&mut assert_cmd::Command)) -> assert_cmd::assert::Assert {
    let class = folder(&[("ada/basic_wait.rs", RIGHT), ("ben/basic_wait.rs", STUCK)]);
    let mut command = grader();
    command.args(["grade", path(&class), "--exercise", "basic_wait", "--format", "json"]);
    with(command.env("GRADER_CACHE", cache));
    command.assert()
}

/// What comes of them.
fn report(cache: &Path) -> Value {
    json(&graded(cache, |_| ()).code(0))["submissions"].take()
}

/// A cache of its own, with the kit.
fn cache() -> TempDir {
    let cache = setup::folder_beside_the_cache();
    setup::link_kit(cache.path());
    cache
}

/// What the kit in a cache says of itself, and where.
fn list(cache: &Path) -> (Value, PathBuf) {
    let kit = kit::prepared(cache, &toolchain::find().unwrap()).unwrap();
    let list = kit.deps.with_file_name("kit.json");
    (serde_json::from_slice(&fs::read(&list).unwrap()).unwrap(), list)
}

/// A cache of its own, whose kit says something else of its library.
fn cache_where(change: impl FnOnce(&mut Value)) -> TempDir {
    let cache = cache();
    let (mut contents, list) = list(cache.path());
    change(&mut contents["library"]);
    fs::write(&list, contents.to_string()).unwrap();
    cache
}

#[test]
fn without_a_library_programs_are_linked_whole_and_do_the_same() {
    let rustc = toolchain::find().unwrap();
    let with = kit::prepared(&setup::cache(), &rustc).unwrap();
    let glibc = rustc.host().unwrap().contains("-linux-gnu");
    assert_eq!(with.library.is_some(), glibc, "{rustc:?}");

    let without = cache_where(|library| *library = Value::Null);
    assert_eq!(kit::prepared(without.path(), &rustc).unwrap().library, None);

    let told = report(&setup::cache());
    assert_eq!(report(without.path()), told);
    // What it waits for is known by a function of the library.
    assert!(told.to_string().contains("waits for a `Notify`"), "{told:#}");
}

#[test]
fn a_c_compiler_links_where_the_linker_of_the_toolchain_is_not_known_or_not_there() {
    let rustc = toolchain::find().unwrap();
    let host = rustc.host().unwrap();
    let (told, (contents, _)) = (report(&setup::cache()), list(&setup::cache()));
    let is_known = contents["library"]["linker"].is_object();
    if host == "x86_64-unknown-linux-gnu" {
        let linker = rustc.sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
        assert_eq!(is_known, linker.is_file());
    }
    let mut caches = vec![(cache(), if is_known { 0 } else { 3 })];
    if is_known {
        caches.push((cache_where(|library| library["linker"] = Value::Null), 3));
        caches.push((cache_where(|library| library["linker"]["around"][0] = "/nowhere/Scrt1.o".into()), 3));
    }
    for (cache, code) in caches {
        assert_eq!(report(cache.path()), told);
        let without_compiler = graded(cache.path(), |command| {
            command.env("PATH", "/nonexistent").env("RUSTC", &rustc.rustc);
        });
        let said = String::from_utf8(without_compiler.code(code).get_output().stdout.clone()).unwrap();
        let complains = ["linker `cc` not found", "not because of the code", "`grader doctor`"];
        assert!(complains.iter().all(|words| said.contains(words) == (code == 3)), "{said}");
    }
}

/// Where a kit can be shared, drivers are linked to it.
#[test]
fn drivers_take_code_from_the_library_and_say_nothing_of_where_it_lies() {
    let kit = kit::prepare(&setup::cache(), &toolchain::find().unwrap(), &|_| {}).unwrap();
    let Some(library) = &kit.library else { return };
    let course = setup::course().course;
    let exercise = &course.exercises[0];
    let module = Module { exercise, source: RIGHT, origin: Origin::Own, called: true };
    let build = |cell: Option<&Arc<Cell>>| {
        let folder = setup::folder_beside_the_cache();
        let built = build::build(&kit, cell, folder.path(), &Plan { modules: vec![module] }).unwrap();
        assert!(matches!(built, Built::Program(_)), "{built}");
        fs::read(folder.path().join("driver")).unwrap()
    };
    let holds = |driver: &[u8], text: &OsStr| {
        let text = text.as_encoded_bytes();
        driver.windows(text.len()).any(|window| window == text)
    };
    let cell = Arc::new(Cell::open(setup::sandbox()).unwrap());
    let (confined, free) = (build(Some(&cell)), build(None));
    for driver in [&confined, &free] {
        assert!(holds(driver, library.file.file_name().unwrap()));
    }
    let folder = library.file.parent().unwrap().as_os_str();
    assert!(!holds(&confined, folder), "a submission can read its own program");
    assert!(holds(&free, folder));
}

#[test]
fn who_has_no_way_to_the_kit_takes_code_from_it_all_the_same() {
    let cache = cache();
    // Where root grades, submissions are run as somebody else.
    fs::set_permissions(cache.path(), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(report(cache.path()), report(&setup::cache()));
}

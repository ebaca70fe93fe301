//! What the cache holds, and what is removed from it: never what somebody uses.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};

use assert_cmd::Command;
use grader::scratch::Scratch;
use grader::{kit, toolchain};
use tempfile::TempDir;

use crate::program::{folder, grader, stderr, stdout};
use crate::setup;

/// A cache with this grader's kit, and whatever else a test puts there.
struct Cache {
    folder: TempDir,
}

impl Cache {
    fn new() -> Self {
        let cache = Self { folder: setup::folder_beside_the_cache() };
        setup::link_kit(cache.path());
        // Other tests may have left kits of older sources in theirs.
        for kit in cache.kits().into_iter().filter(|kit| *kit != cache.current()) {
            fs::remove_dir_all(kit).unwrap();
        }
        cache
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn kits(&self) -> Vec<PathBuf> {
        setup::members(self.path()).into_iter().filter(|member| member.join("kit.json").exists()).collect()
    }

    /// The kit of this grader and toolchain.
    fn current(&self) -> PathBuf {
        let kit = kit::prepared(self.path(), &toolchain::find().unwrap()).unwrap();
        kit.deps.parent().unwrap().to_owned()
    }

    /// A kit of another grader.
    fn old_kit(&self, name: &str) -> PathBuf {
        let kit = self.path().join(name);
        fs::create_dir_all(kit.join("deps")).unwrap();
        fs::write(kit.join("deps/libtokio.rlib"), vec![1; 3 << 20]).unwrap();
        let list = r#"{ "made_by": "grader 0.0.9, rustc 1.90.0", "externs": {}, "files": {} }"#;
        fs::write(kit.join("kit.json"), list).unwrap();
        kit
    }

    fn cache(&self, args: &[&str]) -> Command {
        let mut command = grader();
        command.arg("cache").args(args).arg("--cache").arg(self.path());
        command
    }

    fn told(&self, args: &[&str]) -> String {
        stdout(&self.cache(args).assert().code(0))
    }
}

/// The line about a folder.
fn line<'a>(told: &'a str, name: &str) -> &'a str {
    let is_about = |line: &&str| line.trim_start().starts_with(name);
    told.lines().find(is_about).unwrap_or_else(|| panic!("{name} is missing in {told}"))
}

#[test]
fn kits_and_what_was_left_are_told_with_their_sizes() {
    let cache = Cache::new();
    cache.old_kit("kit-0000000000000000");
    fs::create_dir_all(cache.path().join("kit-1111111111111111.building-1/target")).unwrap();
    fs::create_dir_all(cache.path().join("work/grading-killed")).unwrap();
    fs::write(cache.path().join("work/door"), "").unwrap();

    let told = cache.told(&[]);
    let current = cache.current().file_name().unwrap().to_str().unwrap().to_owned();
    assert!(line(&told, &current).ends_with(", current"), "{told}");
    assert!(
        line(&told, &current).contains(&format!("grader {}, rustc ", env!("CARGO_PKG_VERSION"))),
        "{told}"
    );
    assert!(line(&told, "kit-0000000000000000").ends_with("3.00 MiB  grader 0.0.9, rustc 1.90.0"), "{told}");
    assert!(line(&told, "kit-1111111111111111.building-1").ends_with("did not come to its end"), "{told}");
    assert!(line(&told, "work/grading-killed").ends_with("left by a grading that was killed"), "{told}");
    assert!(told.ends_with("`grader cache prune` frees 3.00 MiB\n"), "{told}");

    let none = cache.path().join("nowhere");
    let told = stdout(&grader().args(["cache", "--cache"]).arg(&none).assert().code(0));
    assert!(told.ends_with("nowhere holds 0 B\n") && !none.exists(), "{told}");
}

#[test]
fn what_nobody_needs_is_removed_and_all_else_stays() {
    let cache = Cache::new();
    let (old, current) = (cache.old_kit("kit-0000000000000000"), cache.current());
    let begun = cache.path().join("kit-1111111111111111.building-1");
    fs::create_dir_all(begun.join("target")).unwrap();
    let not_ours = cache.path().join("notes.txt");
    fs::write(&not_ours, "mine").unwrap();
    for foreign in ["work/thesis", "kit-lens"] {
        fs::create_dir_all(cache.path().join(foreign)).unwrap();
    }
    let killed = cache.path().join("work/grading-killed");
    fs::create_dir_all(&killed).unwrap();
    fs::write(cache.path().join("work/door"), "").unwrap();

    let told = cache.told(&["prune", "--dry-run"]);
    assert!(line(&told, "kit-0000000000000000").contains("would be removed"), "{told}");
    assert!(
        told.ends_with("would free 3.00 MiB\n") && old.exists() && begun.exists() && killed.exists(),
        "{told}"
    );

    let told = cache.told(&["prune"]);
    assert!(
        line(&told, "kit-0000000000000000").contains("removed") && told.ends_with("freed 3.00 MiB\n"),
        "{told}"
    );
    assert!(!old.exists() && !begun.exists() && !killed.exists());
    assert!(current.exists() && not_ours.exists());
    assert!(line(&told, current.file_name().unwrap().to_str().unwrap()).contains("kept: "), "{told}");
    assert!(cache.told(&["prune"]).ends_with("freed 0 B\n"));

    let told = cache.told(&["prune", "--all"]);
    assert!(!current.exists() && not_ours.exists(), "{told}");
    assert!(cache.path().join("work/thesis").exists() && cache.path().join("kit-lens").exists());
}

#[test]
fn what_another_grader_uses_or_builds_stays() {
    let cache = Cache::new();
    // Whoever opens a kit has it for as long as he grades.
    let used = kit::prepared(cache.path(), &toolchain::find().unwrap()).unwrap();
    let old = cache.old_kit("kit-0000000000000000");
    let list = File::open(old.join("kit.json")).unwrap();
    list.lock_shared().unwrap();
    let building = cache.path().join("kit-1111111111111111.building-1");
    fs::create_dir_all(&building).unwrap();
    let lock = File::create(cache.path().join("kit-1111111111111111.lock")).unwrap();
    lock.lock().unwrap();
    let grading = Scratch::open(cache.path()).unwrap();
    let work = setup::members(&cache.path().join("work")).into_iter().find(|path| path.is_dir()).unwrap();

    let told = cache.told(&[]);
    assert!(line(&told, "kit-0000000000000000").ends_with(", in use"), "{told}");
    assert!(line(&told, "kit-1111111111111111").ends_with("is being built"), "{told}");
    assert!(line(&told, "work/grading-").ends_with("a grading that runs"), "{told}");
    let told = cache.told(&["prune", "--all"]);
    assert!(told.ends_with("freed 0 B\n"), "{told}");
    assert!(
        used.deps.exists() && old.join("deps/libtokio.rlib").exists() && building.exists() && work.exists()
    );

    drop((used, list, lock, grading));
    cache.told(&["prune", "--all"]);
    assert!(cache.kits().is_empty() && !building.exists());
}

/// A grader that grades, and not only a lock, keeps its kit.
#[test]
fn a_kit_stays_while_a_class_is_graded_with_it() {
    let cache = Cache::new();
    let submission = folder(&[(
        "basic_wait.rs",
        "pub async fn wait_random(_: std::time::Duration) -> std::time::Duration { loop {} }",
    )]);
    let course = folder(&[
        (
            "checks/basic_wait.toml",
            "\
            title = \"Wait\"\norder = 1\nlimits = { cpu = \"5h\", wall = \"5h\" }\n\
            [[scenario]]\nid = \"a\"\ncall = \"basic_wait::wait_random(d).await\"\noutput = \"Duration\"\n\
            inputs = { d = [\"1s\"] }\n\
            [[check]]\nid = \"c\"\ntitle = \"C\"\npoints = 1\nblocking = \"forbidden\"\n",
        ),
        (
            "src/basic_wait.rs",
            "pub async fn wait_random(_: std::time::Duration) -> std::time::Duration { todo!() }",
        ),
    ]);
    let mut grading = Process::new(env!("CARGO_BIN_EXE_grader"))
        .arg("grade")
        .arg(submission.path())
        .arg("--course")
        .arg(course.path())
        .arg("--cache")
        .arg(cache.path())
        .arg("-v")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = std::io::BufReader::new(grading.stderr.take().unwrap());
    let mut text = String::new();
    while !text.contains("begins files=") && std::io::BufRead::read_line(&mut said, &mut text).unwrap() > 0 {}
    let told = cache.told(&["prune", "--all"]);
    let kept = cache.kits();
    grading.kill().unwrap();
    grading.wait().unwrap();
    assert!(told.contains("current, in use") && told.contains("a grading that runs"), "{told}\n{text}");
    assert_eq!(kept.len(), 1, "{told}");
}

#[test]
fn without_a_toolchain_only_everything_can_be_removed() {
    let cache = Cache::new();
    let old = cache.old_kit("kit-0000000000000000");
    let said = stderr(&cache.cache(&["prune"]).env("RUSTC", "/nonexistent/rustc").assert().code(3));
    assert!(said.contains("cannot run `/nonexistent/rustc`") && old.exists(), "{said}");
    cache.cache(&["prune", "--all"]).env("RUSTC", "/nonexistent/rustc").assert().code(0);
    assert!(cache.kits().is_empty());
}

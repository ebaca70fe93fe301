//! The image: what can be said of it without building it.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::program::copy_folder;
use crate::setup;

/// The instructions of the Dockerfile, each in one line.
fn instructions() -> Vec<(String, String)> {
    let text = fs::read_to_string(setup::workspace().join("Dockerfile")).unwrap();
    let joined = text.replace("\\\n", " ");
    let lines = joined.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(' ').unwrap()).map(|(word, rest)| (word.into(), rest.into())).collect()
}

fn all(wanted: &str) -> Vec<String> {
    let of_it = instructions().into_iter().filter(|(word, _)| word == wanted);
    of_it.map(|(_, rest)| rest).collect()
}

/// What is copied from the workspace.
fn copied() -> Vec<String> {
    let copies = all("COPY").into_iter().filter(|copy| !copy.starts_with("--from="));
    let sources = copies.map(|copy| {
        let words: Vec<String> = copy.split_whitespace().map(str::to_owned).collect();
        words[..words.len() - 1].to_vec()
    });
    sources.flatten().collect()
}

#[test]
fn its_rust_is_the_one_that_the_workspace_states() {
    let manifest: toml::Table =
        fs::read_to_string(setup::workspace().join("Cargo.toml")).unwrap().parse().unwrap();
    let stated = manifest["workspace"]["package"]["rust-version"].as_str().unwrap();
    let images = all("FROM");
    assert_eq!(images, [format!("rust:{stated}-slim AS build"), format!("rust:{stated}-slim")]);
}

#[test]
fn it_grades_as_a_user_who_owns_nothing() {
    assert_eq!(all("USER"), ["grader"]);
    assert_eq!(all("ENTRYPOINT"), ["[\"grader\"]"]);
    let words: Vec<String> = instructions().into_iter().map(|(word, _)| word).collect();
    let user = words.iter().position(|word| word == "USER").unwrap();
    let (word, prepare) = &instructions()[user + 1];
    assert!(word == "RUN" && prepare.contains("grader prepare"), "the kit belongs to who grades with it");
}

#[test]
fn what_it_is_built_from_is_there_and_gets_to_the_builder() {
    let ignored = fs::read_to_string(setup::workspace().join(".dockerignore")).unwrap();
    let mut kept: Vec<&str> = ignored.lines().filter_map(|line| line.strip_prefix('!')).collect();
    let mut copied = copied();
    copied.sort();
    kept.sort_unstable();
    assert_eq!(kept, copied);
    for path in copied {
        assert!(setup::workspace().join(&path).exists(), "{path}");
    }
}

/// The workspace is whole without what stays behind: cargo reads all of its manifests.
#[test]
fn cargo_makes_do_with_what_is_copied() {
    let build = TempDir::new().unwrap();
    for path in copied() {
        let (from, to) = (setup::workspace().join(&path), build.path().join(&path));
        match from.is_dir() {
            true => copy_folder(&from, &to),
            false => assert!(fs::copy(&from, &to).is_ok()),
        }
    }
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let read = Command::new(cargo)
        .args(["metadata", "--locked", "--offline", "--no-deps", "--format-version", "1"])
        .current_dir(build.path())
        .output()
        .unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    for file in embedded() {
        assert!(build.path().join(&file).is_file(), "the build embeds {file}");
    }
}

/// Files that `grader/build.rs` takes into the program from outside of packages.
fn embedded() -> Vec<String> {
    let script = fs::read_to_string(setup::workspace().join("grader/build.rs")).unwrap();
    let quoted: Vec<&str> = script.split('"').skip(1).step_by(2).collect();
    let files = quoted.into_iter().filter(|text| setup::workspace().join(text).is_file());
    let files: Vec<String> = files.map(str::to_owned).collect();
    assert!(files.iter().any(|file| file == "LICENSE-MIT"), "{files:?}");
    files
}

#[test]
fn a_shell_can_read_its_steps() {
    let steps = all("RUN");
    assert_eq!(steps.len(), 3);
    for step in steps {
        let read = Command::new("sh").args(["-n", "-c", &step]).output().unwrap();
        assert!(read.status.success(), "{step}: {}", String::from_utf8_lossy(&read.stderr));
    }
    let copied_program = all("COPY").into_iter().find(|copy| copy.starts_with("--from=")).unwrap();
    assert_eq!(copied_program, "--from=build /out/bin/grader /usr/local/bin/grader");
}

//! Keeps the layering of the packages, from their manifests and `use` lines: who knows whom.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::setup;

/// Each package of ours and those of ours that it may know.
const LAYERS: [(&str, &str, &[&str]); 8] = [
    ("grader/trace", "dependencies", &[]),
    ("grader/support", "dependencies", &[]),
    ("grader/harness", "dependencies", &["grader-trace", "course-support"]),
    ("grader/judge", "dependencies", &["grader-trace"]),
    ("grader/runner", "dependencies", &["grader-trace"]),
    ("grader", "dependencies", &["grader-judge", "grader-runner", "grader-trace"]),
    ("exercises", "dependencies", &["course-support"]),
    ("solutions", "dependencies", &["course-support"]),
];

const OURS: [&str; 8] = [
    "grader-trace",
    "course-support",
    "grader-harness",
    "grader-judge",
    "grader-runner",
    "grader",
    "exercises",
    "solutions",
];

#[test]
fn packages_know_only_those_below_them() {
    for (folder, section, allowed) in LAYERS {
        let manifest = fs::read_to_string(setup::workspace().join(folder).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        known.extend(
            manifest
                .get(section)
                .and_then(toml::Value::as_table)
                .into_iter()
                .flatten()
                .map(|(name, _)| name.as_str()),
        );
        let known: BTreeSet<_> = known.into_iter().filter(|name| OURS.contains(name)).collect();
        assert_eq!(known, allowed.iter().copied().collect(), "{folder}");
    }
}

/// Modules of the program and those of its modules that they may not name.
const FORBIDDEN: [(&str, &[&str]); 11] = [
    ("grader/src/intake", &["crate::build", "crate::grade", "crate::report", "crate::kit", "grader_runner"]),
    ("grader/src/build", &["crate::intake", "crate::grade", "crate::report", "crate::cli"]),
    (
        "grader/src/report",
        &["crate::build", "crate::grade", "crate::intake", "crate::kit", "grader_runner", "std::fs"],
    ),
    ("grader/src/grade.rs", &["crate::report", "crate::cli"]),
    ("grader/src/verify", &["crate::build", "crate::cli", "crate::kit", "grader_runner"]),
    ("grader/src/verify/mutant", &["crate::", "grader_judge"]),
    ("grader/src/platform", &["crate::build", "crate::cli", "crate::grade", "crate::kit", "grader_runner"]),
    ("grader/src/kit.rs", &["crate::build", "crate::grade", "crate::intake", "crate::report"]),
    (
        "grader/src/watch",
        &[
            "crate::build",
            "crate::cli",
            "crate::grade",
            "crate::kit",
            "grader_runner",
            "crossterm",
            "notify::",
        ],
    ),
    (
        "grader/judge/src",
        &["std::fs", "std::process::Command", "std::env", "std::net", "std::time::Instant", "SystemTime"],
    ),
    ("grader/src", &["std::process::Command"]),
];

#[test]
fn modules_do_not_name_what_they_may_not_know() {
    for (path, forbidden) in FORBIDDEN {
        for (file, text) in rust_files(&setup::workspace().join(path)) {
            for name in forbidden {
                let line =
                    text.lines().position(|line| !line.trim_start().starts_with("//") && line.contains(name));
                assert!(line.is_none(), "{file}:{} names {name}", line.unwrap_or_default() + 1);
            }
        }
    }
}

/// What students need not build: databases, archives, the network, terminals, schemas.
const NOT_FOR_STUDENTS: &[&str] = &[
    "crossterm",
    "curl",
    "hyper",
    "indicatif",
    "libsqlite3-sys",
    "native-tls",
    "notify",
    "openssl",
    "ratatui",
    "reqwest",
    "rusqlite",
    "rustls",
    "schemars",
    "tar",
    "ureq",
    "zip",
];

#[test]
fn students_build_no_databases_archives_networks_terminals_or_schemas() {
    let tree = [
        "tree",
        "-p",
        "exercises",
        "--edges",
        "normal,build,dev",
        "--prefix",
        "none",
        "--locked",
        "--offline",
    ];
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let tree = assert_cmd::Command::new(cargo).current_dir(setup::workspace()).args(tree).assert().success();
    let tree = String::from_utf8_lossy(&tree.get_output().stdout).into_owned();
    let built: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(built.contains("tokio") && built.contains("grader-runner"), "{built:?}");
    let heavy: Vec<_> = built.iter().filter(|name| NOT_FOR_STUDENTS.contains(name)).collect();
    assert!(heavy.is_empty(), "{heavy:?}");
}

/// Only the command line writes to the terminal; the lints keep the rest from printing.
#[test]
fn unsafe_code_stays_in_the_modules_that_are_for_it() {
    let allowed = ["interpose.rs", "interpose/processes.rs", "sandbox/system.rs"];
    for (file, text) in rust_files(&setup::workspace().join("grader")) {
        let expects = text.contains("expect(unsafe_code") || text.contains("allow(unsafe_code");
        assert!(!expects || allowed.iter().any(|name| file.ends_with(name)), "{file} has unsafe code");
    }
}

fn rust_files(path: &Path) -> Vec<(String, String)> {
    if path.is_file() {
        return vec![(path.display().to_string(), fs::read_to_string(path).unwrap())];
    }
    let of_interest =
        |member: &Path| member.is_dir() || member.extension().is_some_and(|extension| extension == "rs");
    setup::members(path)
        .iter()
        .filter(|member| of_interest(member))
        .flat_map(|member| rust_files(member))
        .collect()
}

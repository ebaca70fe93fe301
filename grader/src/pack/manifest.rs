//! The manifests of a packed course. Its only member is `exercises`: so `cargo test`, `cargo fmt` and
//! the like are about that, and the packages below `grader` are libraries like any other.

use std::collections::BTreeSet;

use toml::{Table, Value};
use toml_edit::{Array, DocumentMut, value};

use crate::carried;

/// The packages that a course is built with.
pub(super) const PACKAGES: [&str; 5] =
    ["grader/trace", "grader/support", "grader/harness", "grader/judge", "grader/runner"];

/// Sections of a manifest that name what a package is built with.
const DEPENDENCIES: [&str; 2] = ["dependencies", "build-dependencies"];

/// The manifest at the top: ours, with its comments, for that one member.
pub(super) fn of_workspace() -> String {
    let mut root: DocumentMut = carried::text("Cargo.toml").parse().expect("cargo has read it");
    let workspace = root["workspace"].as_table_mut().expect("the manifest has a workspace");
    for ours in ["default-members", "lints"] {
        workspace.remove(ours);
    }
    workspace["members"] = value(Array::from_iter(["exercises"]));
    workspace.insert("exclude", value(Array::from_iter(["grader"])));
    let used = dependencies_of_exercises();
    let known = workspace["dependencies"].as_table_mut().expect("the workspace has dependencies");
    known.retain(|name, _| used.contains(name));
    root.to_string()
}

/// What the package of the exercises names, in whatever section.
fn dependencies_of_exercises() -> BTreeSet<String> {
    let manifest = table(carried::text("exercises/Cargo.toml"));
    let sections = ["dependencies", "build-dependencies", "dev-dependencies"];
    let tables = sections.iter().filter_map(|section| manifest.get(*section)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}

/// The manifest of a package below `grader`, which inherits nothing and has no tests.
pub(super) fn of_package(package: &str) -> String {
    let root = table(carried::text("Cargo.toml"));
    let workspace = root["workspace"].as_table().expect("the manifest has a workspace");
    let mut manifest = table(carried::text(&format!("{package}/Cargo.toml")));
    manifest.retain(|section: &str, _| !["test", "bench", "dev-dependencies"].contains(&section));
    for (key, entry) in sections_mut(&mut manifest["package"]) {
        if is_inherited(entry) {
            *entry = workspace["package"][key].clone();
        }
    }
    if manifest.get("lints").is_some_and(is_inherited) {
        manifest.insert("lints".into(), workspace["lints"].clone());
    }
    for section in dependency_sections(&mut manifest) {
        for (name, dependency) in sections_mut(section) {
            if is_inherited(dependency) {
                *dependency = resolved(dependency, &workspace["dependencies"][name]);
            }
        }
    }
    manifest.to_string()
}

fn table(manifest: &str) -> Table {
    manifest.parse().expect("cargo read this manifest when it built us")
}

fn is_inherited(entry: &Value) -> bool {
    entry.get("workspace").and_then(Value::as_bool) == Some(true)
}

fn sections_mut(value: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    value.as_table_mut().into_iter().flatten()
}

/// The tables of a manifest that name dependencies, those for some systems alone included.
fn dependency_sections(manifest: &mut Table) -> Vec<&mut Value> {
    let mut sections = Vec::new();
    for (name, section) in manifest.iter_mut() {
        if DEPENDENCIES.contains(&name.as_str()) {
            sections.push(section);
        } else if name == "target" {
            let systems = sections_mut(section).flat_map(|(_, system)| sections_mut(system));
            sections.extend(
                systems.filter(|(name, _)| DEPENDENCIES.contains(&name.as_str())).map(|(_, one)| one),
            );
        }
    }
    sections
}

/// A dependency as the workspace has it, with what a package adds to it.
fn resolved(own: &Value, of_workspace: &Value) -> Value {
    let mut table = match of_workspace {
        Value::String(version) => Table::from_iter([("version".to_owned(), Value::from(version.as_str()))]),
        other => other.as_table().cloned().expect("a dependency is a version or a table"),
    };
    if let Some(path) = table.get_mut("path") {
        // They lie beside each other.
        let beside =
            path.as_str().and_then(|path| path.strip_prefix("grader/")).map(|name| format!("../{name}"));
        *path = beside.expect("our packages lie below `grader`").into();
    }
    for (key, more) in own.as_table().into_iter().flatten().filter(|(key, _)| *key != "workspace") {
        match (table.get_mut(key), more) {
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more.iter().cloned()),
            _ => drop(table.insert(key.clone(), more.clone())),
        }
    }
    Value::Table(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_package_says_of_a_dependency_stays() {
        for (own, of_workspace, expected) in [
            ("workspace = true", "x = '1'", "version = '1'"),
            ("workspace = true\noptional = true", "x = '1'", "version = '1'\noptional = true"),
            (
                "workspace = true\nfeatures = ['b']",
                "x = { version = '1', features = ['a'] }",
                "version = '1'\nfeatures = ['a', 'b']",
            ),
            ("workspace = true\nfeatures = ['b']", "x = '1'", "version = '1'\nfeatures = ['b']"),
            ("workspace = true", "x = { path = 'grader/trace' }", "path = '../trace'"),
        ] {
            let of_workspace = &table(of_workspace)["x"];
            assert_eq!(resolved(&Value::Table(table(own)), of_workspace), Value::Table(table(expected)));
        }
    }
}

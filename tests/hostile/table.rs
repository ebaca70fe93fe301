//! `table.toml`: what must come of each hostile submission.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::setup;

/// A hostile submission and what must come of it.
#[derive(Debug, Clone)]
pub(crate) struct Attack {
    class: String,
    file: String,
    expected: Expected,
}

#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    verdict: String,
    /// What its failed checks may have.
    endings: Vec<String>,
    /// The most that its honest part deserves.
    score: f64,
    /// Whether it takes more than a moment to grade: the compiler's time, or real time, runs out.
    #[serde(default)]
    slow: bool,
}

fn folder() -> PathBuf {
    setup::workspace().join("tests/hostile")
}

/// All of them, by class and name.
pub(crate) fn attacks() -> Vec<Attack> {
    let text = fs::read_to_string(folder().join("table.toml")).unwrap();
    let classes: BTreeMap<String, BTreeMap<String, Expected>> = toml::from_str(&text).unwrap();
    let attacks = classes.into_iter().flat_map(|(class, files)| {
        files.into_iter().map(move |(file, expected)| Attack { class: class.clone(), file, expected })
    });
    attacks.collect()
}

impl Attack {
    /// `files--reads-passwd`.
    pub(crate) fn name(&self) -> String {
        format!("{}--{}", self.class, self.file)
    }

    /// Whether it belongs to a class.
    pub(crate) fn is_of(&self, class: &str) -> bool {
        self.class == class
    }

    pub(crate) fn source(&self) -> String {
        fs::read_to_string(folder().join(&self.class).join(format!("{}.rs", self.file))).unwrap()
    }

    /// Whether it takes more than a moment to grade.
    pub(crate) fn takes_long(&self) -> bool {
        self.expected.slow
    }

    /// How a report of it is not as it should be.
    pub(crate) fn differs(&self, exercise: &Value) -> Option<String> {
        let Expected { verdict, endings, score, .. } = &self.expected;
        let checks = exercise["checks"].as_array().unwrap();
        let mut found: Vec<&str> = checks.iter().filter_map(|check| check["ending"].as_str()).collect();
        found.sort_unstable();
        found.dedup();
        let is_known = |ending: &&str| endings.iter().any(|one| one == ending);
        let fits = exercise["verdict"] == verdict.as_str()
            && exercise["score"].as_f64().unwrap() <= *score
            && (verdict == "compile-error"
                || (found.iter().all(is_known) && found.is_empty() == endings.is_empty()));
        let (got, points, message) = (&exercise["verdict"], &exercise["score"], &exercise["message"]);
        let expected = format!("{verdict} {endings:?}, at most {score}");
        (!fits).then(|| format!("{}: {expected}; got {got} {found:?}, {points}: {message}", self.name()))
    }
}

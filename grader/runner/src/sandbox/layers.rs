//! The layers of a sandbox, and which of them a machine has.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Sandbox;
use crate::RunError;

/// A layer, and whether this machine has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// What it is called.
    pub name: String,
    /// Whether nothing is graded without it.
    pub is_required: bool,
    /// Why it is not there, where it is not.
    pub missing: Option<String>,
}

/// What this machine can keep submissions in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layers {
    /// All of them, the required ones first.
    pub layers: Vec<Layer>,
    /// The version of Landlock that the kernel has; 0 for none.
    pub landlock: i32,
}

/// Why it could not be found out.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// The helper could not be run.
    #[error("cannot start the helper of the sandbox")]
    Run(#[from] RunError),
    /// It did not answer as it should.
    #[error("the helper of the sandbox does not answer ({answer}): is it this program?")]
    Answer {
        /// How it ended and what it said.
        answer: String,
    },
}

pub(super) const RLIMITS: &str = "limits";
pub(super) const LANDLOCK: &str = "files";
pub(super) const SECCOMP: &str = "calls";
pub(super) const NAMESPACES: &str = "namespaces";
pub(super) const USER_FOR_RUNS: &str = "user";
pub(super) const USER_FOR_BUILDS: &str = "user of compilers";

impl Sandbox {
    /// What its layers are called, as in [`Layer::name`].
    pub fn layers(&self) -> Vec<&'static str> {
        let layers = [
            (RLIMITS, self.rlimits),
            (LANDLOCK, self.landlock),
            (SECCOMP, self.seccomp),
            (NAMESPACES, self.namespaces),
            (USER_FOR_RUNS, self.user_for_runs),
            (USER_FOR_BUILDS, self.user_for_builds),
        ];
        layers.into_iter().filter(|(_, is_laid)| *is_laid).map(|(name, _)| name).collect()
    }
}

impl Layers {
    fn has(&self, name: &str) -> bool {
        self.layers.iter().any(|layer| layer.name == name && layer.missing.is_none())
    }

    /// The layers that are missing and that nothing is graded without.
    pub fn missing(&self) -> impl Iterator<Item = &Layer> {
        self.layers.iter().filter(|layer| layer.is_required && layer.missing.is_some())
    }

    /// A sandbox of all layers that there are.
    pub fn sandbox(&self, helper: PathBuf) -> Sandbox {
        Sandbox {
            helper,
            rlimits: self.has(RLIMITS),
            landlock: self.has(LANDLOCK),
            seccomp: self.has(SECCOMP),
            namespaces: self.has(NAMESPACES),
            user_for_builds: self.has(USER_FOR_BUILDS),
            user_for_runs: self.has(USER_FOR_RUNS),
        }
    }
}

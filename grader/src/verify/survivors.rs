//! The mutants that no check has to catch, and why: `solutions/survivors/EXERCISE.toml`.
//!
//! ```toml
//! [[survivor]]
//! before  = "uniform(0.0, max)"         # the lines that the mutant changes, with single blanks
//! after   = "uniform(max, 0.0)"         # what became of them
//! because = "uniform takes its bounds in either order"
//! ```

use serde::Deserialize;

use super::mutant::Mutant;

/// Why a mutant is no mistake.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    pub(super) before: String,
    pub(super) after: String,
    pub(super) because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    #[serde(default, rename = "survivor")]
    survivors: Vec<Reason>,
}

/// Reads a file of reasons.
pub(super) fn read(text: &str) -> Result<Vec<Reason>, toml::de::Error> {
    Ok(toml::from_str::<Page>(text)?.survivors)
}

impl Reason {
    /// Whether it is about this mutant.
    pub(super) fn is_about(&self, mutant: &Mutant) -> bool {
        self.before == mutant.before && self.after == mutant.after
    }
}

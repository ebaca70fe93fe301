//! Compiles the code of checks beside a submission's files, once these have compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use grader_judge::course::Exercise;
use grader_judge::diagnostic::Diagnostic;
use grader_judge::{Root, compiles_checks};
use grader_runner::sandbox::Cell;

use super::rustc::{Compiled, Rustc};
use super::{BuildError, Program, hiding_place, words, write};
use crate::confine;
use crate::kit::Kit;

/// Asks the compiler about the code of an exercise's checks, in the folder in which the program was built;
/// `uses` are the other exercises whose modules it needs. What is not asked for costs nothing.
///
/// # Errors
/// Where the compiler could not be asked.
pub fn compile_checks(
    kit: &Kit,
    cell: Option<&Arc<Cell>>,
    folder: &Path,
    program: &Program,
    exercise: &Exercise,
    uses: &BTreeSet<String>,
) -> Result<BTreeMap<String, Vec<Diagnostic>>, BuildError> {
    if !compiles_checks(exercise) {
        return Ok(BTreeMap::new());
    }
    let is_needed = |id: &String| *id == exercise.id || uses.contains(id);
    let needed = program.modules.iter().filter(|(id, _)| is_needed(id));
    let modules: Vec<_> = needed.map(|(id, path)| (id.as_str(), path.as_deref())).collect();
    let rustc = Rustc { kit, folder, confinement: cell.map(|cell| confine::compilers(cell, kit, folder)) };
    // Beside `lib.rs`, because paths of modules begin there; under a name that no exercise has.
    let file = format!("src/{}.rs", hiding_place(folder));
    grader_judge::compile_checks(exercise, Root { file: &file, modules: &modules }, |source| {
        let root = folder.join(&file);
        write(&root, source)?;
        errors(rustc.check(&root)?)
    })
}

/// What the compiler says against the code.
fn errors(compiled: Compiled) -> Result<Vec<Diagnostic>, BuildError> {
    match compiled {
        Compiled::Done { .. } => Ok(Vec::new()),
        Compiled::Failed { errors } if errors.iter().all(|error| error.location.is_none()) => {
            Err(BuildError::Compiler { said: words(&errors) })
        }
        Compiled::Failed { errors } => Ok(errors),
        Compiled::GaveUp { reason } => {
            Ok(vec![Diagnostic { is_error: true, message: reason, ..Diagnostic::default() }])
        }
        Compiled::Broken { said } => Err(BuildError::Compiler { said }),
        Compiled::Killed { how } => Err(BuildError::Killed { how }),
    }
}

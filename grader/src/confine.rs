//! What compilers and submissions are kept from: which layers there are on this machine, and which
//! files each may use.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use grader_runner::sandbox::{self, Cell, Confinement, Grants, Layers, ProbeError, Profile, Sandbox};
use tracing::info;

use crate::kit::Kit;
use crate::report;
use crate::scratch::Scratch;
use crate::toolchain::{self, Toolchain};

/// Why submissions cannot be kept from doing harm.
#[derive(Debug, thiserror::Error)]
pub enum ConfineError {
    /// This program cannot be found to be started again.
    #[error("cannot tell where this program is")]
    Itself(#[source] std::io::Error),
    /// It could not be found out which layers there are.
    #[error(transparent)]
    Probe(#[from] ProbeError),
    /// Layers are missing that nothing is graded without.
    #[error(
        "this machine cannot keep submissions from reading, writing and reaching what is not theirs, so \
         nothing was graded: {missing}. The sandbox needs Linux 5.13 or later with Landlock \
         (CONFIG_SECURITY_LANDLOCK, and `landlock` among the names after `lsm=` on the kernel's command \
         line) and seccomp; in a container both are the host's. Grade elsewhere, or, if you would run \
         this code yourself, with `--sandbox off`"
    )]
    Missing {
        /// Which, and why.
        missing: String,
    },
}

/// The program that is the helper of the sandbox: this one.
fn helper() -> Result<PathBuf, ConfineError> {
    // By this name it can be started even when its file has been replaced meanwhile.
    let running = Path::new("/proc/self/exe");
    if running.exists() { Ok(running.to_owned()) } else { env::current_exe().map_err(ConfineError::Itself) }
}

/// Asks which layers this machine has. A user who is not root can run compilers where these can be
/// read.
///
/// # Errors
/// Where that cannot be found out.
pub fn layers(for_compilers: &[PathBuf]) -> Result<Layers, ConfineError> {
    Ok(sandbox::probe(&helper()?, for_compilers)?)
}

/// What a user must be able to read who runs the compiler.
pub fn for_compilers(toolchain: &Toolchain, deps: Option<&Path>, work: Option<&Path>) -> Vec<PathBuf> {
    let mut paths = vec![toolchain.rustc.clone(), toolchain.sysroot.join("lib")];
    paths.extend(deps.into_iter().chain(work).map(Path::to_owned));
    paths
}

/// The sandbox of this machine.
///
/// # Errors
/// Where a layer is missing that nothing is graded without.
pub fn sandbox(kit: &Kit, scratch: &Scratch) -> Result<Sandbox, ConfineError> {
    let layers = layers(&for_compilers(&kit.toolchain, Some(&kit.deps), Some(&scratch.lock_file())))?;
    of(&layers, helper()?)
}

/// The sandbox of these layers, if they suffice.
fn of(layers: &Layers, helper: PathBuf) -> Result<Sandbox, ConfineError> {
    let missing: Vec<_> = layers
        .missing()
        .map(|layer| format!("no {} ({})", layer.name, layer.missing.as_deref().unwrap_or_default()))
        .collect();
    if !missing.is_empty() {
        return Err(ConfineError::Missing { missing: missing.join("; ") });
    }
    let sandbox = layers.sandbox(helper);
    info!(layers = ?sandbox.layers(), landlock = layers.landlock, "laid the sandbox");
    for layer in layers.layers.iter().filter(|layer| layer.missing.is_some()) {
        info!(layer = layer.name, why = layer.missing, "a layer is missing, and is done without");
    }
    Ok(sandbox)
}

/// How compilers are kept, which work in this folder.
pub(crate) fn compilers(cell: &Arc<Cell>, kit: &Kit, folder: &Path) -> Confinement {
    let mut grants = Grants::to_compile();
    grants.execute.push(kit.toolchain.sysroot.clone());
    grants.execute.extend(kit.toolchain.rustc.parent().map(Path::to_owned));
    grants.execute.extend(folders_of_the_c_compiler());
    grants.read.push(kit.deps.clone());
    grants.write.push(folder.to_owned());
    Confinement::new(cell, Profile::Build, grants)
}

/// The C compiler of this machine, by which rustc links where it calls no linker itself.
pub(crate) fn c_compiler() -> Option<PathBuf> {
    toolchain::on_path("cc")
}

/// Where the C compiler is called, and where it is.
fn folders_of_the_c_compiler() -> Vec<PathBuf> {
    let Some(called) = c_compiler() else { return Vec::new() };
    let folders = [fs::canonicalize(&called).ok(), Some(called)];
    folders.into_iter().flatten().filter_map(|path| path.parent().map(Path::to_owned)).collect()
}

/// How a submission is kept, whose program takes code from this library.
pub(crate) fn submission(cell: &Arc<Cell>, library: Option<&Path>) -> Confinement {
    let grants = Grants { library: library.map(Path::to_owned), ..Grants::to_run() };
    Confinement::new(cell, Profile::Run, grants)
}

/// What a report says of a sandbox, or of none: then a submission could read files and use the
/// network, and only its time and memory were limited.
pub fn in_report(sandbox: Option<&Sandbox>) -> report::Sandbox {
    let Some(laid) = sandbox else {
        return report::Sandbox { mode: "off".into(), layers: vec!["limits".into()] };
    };
    let mode = if laid.namespaces { "full" } else { "basic" };
    report::Sandbox { mode: mode.into(), layers: laid.layers().into_iter().map(Into::into).collect() }
}

#[cfg(test)]
mod tests {
    use grader_runner::sandbox::Layer;

    use super::*;

    /// Layers of which one is missing.
    fn without(missing: &str, is_required: bool) -> Layers {
        let layer = |name: &str| Layer {
            name: name.to_owned(),
            is_required,
            missing: (name == missing).then(|| "not in this kernel".to_owned()),
        };
        Layers { layers: ["limits", "files", "calls", "namespaces"].map(layer).to_vec(), landlock: 1 }
    }

    #[test]
    fn without_a_layer_that_matters_nothing_is_graded() {
        for name in ["limits", "files", "calls"] {
            let refused = of(&without(name, true), PathBuf::new()).unwrap_err().to_string();
            assert!(refused.contains(&format!("no {name} (not in this kernel)")), "{refused}");
            assert!(
                refused.contains("nothing was graded") && refused.contains("`--sandbox off`"),
                "{refused}"
            );
        }
    }

    #[test]
    fn other_layers_are_done_without() {
        let sandbox = of(&without("namespaces", false), PathBuf::new()).unwrap();
        assert!(!sandbox.namespaces && sandbox.landlock && sandbox.seccomp && sandbox.rlimits);
        assert_eq!(in_report(Some(&sandbox)).mode, "basic");
        assert_eq!(in_report(None).mode, "off");
    }
}

//! The files of the workspace that the program carries, by their path in it, as they were when it was built.

/// Manifests, the lockfile, and the crates beside student code.
pub(crate) static KIT: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/kit_sources.rs"));

/// What a course needs beside these to be built by cargo: the judge, the runner, the package of the course,
/// settings and licences.
pub(crate) static COURSE: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pack_sources.rs"));

/// All of them.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    KIT.iter().chain(COURSE).copied()
}

/// The text of one that is there.
pub(crate) fn text(path: &str) -> &'static str {
    all().find(|(name, _)| *name == path).map(|(_, text)| text).expect("the build script lists it")
}

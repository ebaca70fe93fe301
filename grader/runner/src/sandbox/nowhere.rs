//! Where there is no sandbox.

use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::Duration;

use super::Sandbox;
use super::layers::{Layer, Layers, ProbeError};
use crate::RunError;

/// There are none.
///
/// # Errors
/// Never: that there are none is the answer.
pub fn probe(_: &Path, _: &[PathBuf]) -> Result<Layers, ProbeError> {
    let missing = Some("the sandbox needs Linux".to_owned());
    Ok(Layers { layers: vec![Layer { name: "sandbox".to_owned(), is_required: true, missing }], landlock: 0 })
}

/// Where all programs of one submission would be run.
#[derive(Debug)]
pub struct Cell(Sandbox);

impl Cell {
    /// Opens none.
    ///
    /// # Errors
    /// Always: the sandbox needs Linux.
    pub fn open(sandbox: Sandbox) -> Result<Self, RunError> {
        Err(RunError::Sandbox { program: sandbox.helper, detail: "needs Linux".to_owned() })
    }

    /// The layers that its programs would be run in.
    pub fn sandbox(&self) -> &Sandbox {
        &self.0
    }
}

/// A program in a cell: there is none.
#[derive(Debug)]
pub(crate) enum Inmate {}

impl Cell {
    /// Starts nothing.
    pub(crate) fn start(
        &self,
        _: &crate::Policy,
        _: &super::Confinement,
        _: &crate::process::Command,
        _: [std::os::fd::BorrowedFd<'_>; 3],
    ) -> std::io::Result<Inmate> {
        Err(std::io::ErrorKind::Unsupported.into())
    }
}

impl Inmate {
    pub(crate) fn end(&self) -> std::os::fd::BorrowedFd<'_> {
        match *self {}
    }

    pub(crate) fn has_ended(&mut self) -> bool {
        match *self {}
    }

    pub(crate) fn finish(self) -> Result<(ExitStatus, Duration), RunError> {
        match self {}
    }
}

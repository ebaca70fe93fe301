//! `grader report`: what is in a store, in any format.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use super::output::Output;
use super::terminal::say;
use crate::store::{Results, Store, Which};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A store; with @N after its name, what run N of it gave
    #[arg(value_name = "STORE[@RUN]", value_parser = store)]
    store: (PathBuf, Which),
    #[command(flatten)]
    output: Output,
}

/// Reads `class.db` or `class.db@3`.
pub(super) fn store(text: &str) -> Result<(PathBuf, Which), String> {
    let Some((path, run)) = text.rsplit_once('@').filter(|_| !PathBuf::from(text).exists()) else {
        return Ok((text.into(), Which::Newest));
    };
    // A report that is not there may have such a name.
    if run.contains('.') {
        return Ok((text.into(), Which::Newest));
    }
    let run = run.parse().map_err(|_| format!("write the number of a run after {path}@, as in {path}@1"))?;
    Ok((path.into(), Which::Run(run)))
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let output = args.output.check()?;
    let (path, which) = &args.store;
    let Results { report, files, places, waiting, .. } = Store::open_to_read(path)?.results(*which)?;
    if waiting > 0 {
        say(&format!(
            "{waiting} submissions were not graded yet: their run was cut off, see `grader history`"
        ));
    }
    let mut setting = output.setting(report.submissions.len(), String::new())?;
    setting.sources = files;
    setting.files = places;
    output.write(report, &setting)?;
    Ok(ExitCode::SUCCESS)
}

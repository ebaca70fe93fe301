//! `grader history`: the runs of a store.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use super::terminal::print;
use crate::report::history;
use crate::store::Store;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A store
    #[arg(value_name = "STORE")]
    store: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let runs = Store::open_to_read(&args.store)?.history()?;
    print(&history::render(&runs))?;
    Ok(ExitCode::SUCCESS)
}

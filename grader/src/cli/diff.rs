//! `grader diff`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::report::store;
use super::terminal::print;
use crate::diff::{Side, compare};
use crate::report::difference::Format;
use crate::report::{Report, SCHEMA};
use crate::store::{self, Store, Which};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A store, a run of one (class.db@1), or a report in JSON
    #[arg(value_name = "OLD", value_parser = store)]
    old: (PathBuf, Which),
    /// The same; where it is left out, the runs of OLD are compared: its last one with the one before
    #[arg(value_name = "NEW", value_parser = store)]
    new: Option<(PathBuf, Which)>,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let (old, new) = match &args.new {
        Some(new) => (side(&args.old)?, side(new)?),
        None if args.old.1 != Which::Newest => bail!("name two things to compare, or a store without a run"),
        None => last_two(&args.old.0)?,
    };
    print(&compare(&old, &new).render(args.format))?;
    Ok(ExitCode::SUCCESS)
}

/// The last two runs of a store.
fn last_two(path: &Path) -> Result<(Side, Side)> {
    let runs = Store::open_to_read(path)?.history()?;
    let [.., before, last] = &runs[..] else {
        bail!("{} has no two runs: name two things to compare", path.display());
    };
    let of = |id| side(&(path.to_owned(), Which::Run(id)));
    Ok((of(before.id)?, of(last.id)?))
}

fn side((path, which): &(PathBuf, Which)) -> Result<Side> {
    let name = path.display().to_string();
    if store::is_database(path) {
        let results = Store::open_to_read(path)?.results(*which)?;
        let name = match which {
            Which::Newest => name,
            Which::Run(run) => format!("{name}, run {run}"),
        };
        return Ok(Side::kept(name, results));
    }
    Ok(Side { name, report: read(path)?, made: None })
}

fn read(path: &Path) -> Result<Report> {
    let cannot = || format!("cannot read {}; see that it is there, and that you may read it", path.display());
    let text = fs::read_to_string(path).with_context(cannot)?;
    let wanted = || format!("{} is neither a store nor a report of `--format json`", path.display());
    let report: Report = serde_json::from_str(&text).with_context(wanted)?;
    if report.schema != SCHEMA {
        bail!("{} has the schema {}, and this grader reads {SCHEMA}", path.display(), report.schema);
    }
    Ok(report)
}

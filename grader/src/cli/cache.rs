//! `grader cache`.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Subcommand;
use indicatif::HumanBytes;

use super::Common;
use super::terminal::print;
use crate::cache::{self, Item, Kind};
use crate::toolchain;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Remove what this grader does not need with this toolchain, and nobody else uses
    Prune(Prune),
}

#[derive(Debug, clap::Args)]
struct Prune {
    /// Remove what this grader needs as well, so that the next grading builds it anew
    #[arg(long)]
    all: bool,
    /// Tell what would be removed, and remove nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode> {
    let folder = common.cache_folder()?;
    let folder = folder.canonicalize().unwrap_or(folder);
    match &args.command {
        None => show(&folder)?,
        Some(Command::Prune(prune)) => remove(&folder, prune)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// All that is in the cache.
fn show(folder: &Path) -> Result<()> {
    // Without a toolchain no kit is the current one.
    let items = items(folder, toolchain::find().ok().as_ref())?;
    let freed = sum(items.iter().filter(|item| item.is_to_go(false)));
    let mut text = format!("{} holds {}\n", folder.display(), HumanBytes(sum(&items)));
    for item in &items {
        text.push_str(&line(folder, item, &about(item)));
    }
    if freed > 0 {
        writeln!(text, "`grader cache prune` frees {}", HumanBytes(freed)).expect("writes to memory");
    }
    print(&text)
}

/// Removes what is not needed, and tells of each what became of it.
fn remove(folder: &Path, prune: &Prune) -> Result<()> {
    // Without a toolchain it cannot be told which kit is needed.
    let toolchain = if prune.all { toolchain::find().ok() } else { Some(toolchain::find()?) };
    let mut freed = 0;
    for item in items(folder, toolchain.as_ref())? {
        let goes = item.is_to_go(prune.all) && (prune.dry_run || gone(&item)?);
        freed += if goes { item.bytes } else { 0 };
        let what = match (goes, prune.dry_run) {
            (true, true) => "would be removed",
            (true, false) => "removed",
            (false, _) => "kept",
        };
        print(&line(folder, &item, &format!("{what}: {}", about(&item))))?;
    }
    let words = if prune.dry_run { "would free" } else { "freed" };
    print(&format!("{words} {}\n", HumanBytes(freed)))
}

fn gone(item: &Item) -> Result<bool> {
    cache::remove(item).with_context(|| format!("cannot remove {}", item.folder.display()))
}

fn items(folder: &Path, toolchain: Option<&toolchain::Toolchain>) -> Result<Vec<Item>> {
    cache::items(folder, toolchain).with_context(|| {
        format!("cannot read the cache {}: choose another folder with --cache", folder.display())
    })
}

fn sum<'a>(items: impl IntoIterator<Item = &'a Item>) -> u64 {
    items.into_iter().map(|item| item.bytes).sum()
}

fn line(folder: &Path, item: &Item, about: &str) -> String {
    let name = item.folder.strip_prefix(folder).unwrap_or(&item.folder).display().to_string();
    format!("  {name:<24} {:>12}  {about}\n", HumanBytes(item.bytes).to_string())
}

/// What an item is, and why it is there.
fn about(item: &Item) -> String {
    match (&item.kind, item.is_in_use) {
        (Kind::Kit { made_by, is_current }, is_in_use) => {
            let made_by = if made_by.is_empty() { "a kit" } else { made_by };
            let current = if *is_current { ", current" } else { "" };
            let in_use = if is_in_use { ", in use" } else { "" };
            format!("{made_by}{current}{in_use}")
        }
        (Kind::Begun, true) => "a kit that is being built".to_owned(),
        (Kind::Begun, false) => "a kit whose building did not come to its end".to_owned(),
        (Kind::Work, true) => "a grading that runs".to_owned(),
        (Kind::Work, false) => "left by a grading that was killed".to_owned(),
    }
}

//! What the cache folder holds, and the removal of what nobody needs.
//!
//! Kits are in `kit`, and the folders that gradings work in are in `scratch`: both know who uses them. What
//! else lies in the folder is not ours, and stays.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::toolchain::Toolchain;
use crate::{kit, scratch};

/// Something in a cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its folder.
    pub folder: PathBuf,
    /// Bytes that it takes on disk.
    pub bytes: u64,
    /// What it is.
    pub kind: Kind,
    /// Whether a grader uses it, or is making it.
    pub is_in_use: bool,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// All that submissions are compiled against.
    Kit {
        /// By which grader, and with which compiler; empty where it does not say.
        made_by: String,
        /// Whether it is the one of this grader and toolchain.
        is_current: bool,
    },
    /// A kit that was begun.
    Begun,
    /// Where a grading works or has worked.
    Work,
}

impl Item {
    /// Whether pruning removes it: all but the current kit, or that as well.
    pub fn is_to_go(&self, all: bool) -> bool {
        let is_current = matches!(self.kind, Kind::Kit { is_current: true, .. });
        !self.is_in_use && (all || !is_current)
    }
}

/// All that is in a cache, kits first. Which kit is current is known by the toolchain.
///
/// # Errors
/// Where it cannot be read; that it is not there is none.
pub fn items(cache_folder: &Path, toolchain: Option<&Toolchain>) -> io::Result<Vec<Item>> {
    if !cache_folder.exists() {
        return Ok(Vec::new());
    }
    let current = toolchain.map(|toolchain| cache_folder.join(kit::name(toolchain)));
    let mut items = Vec::new();
    for stored in kit::stored(cache_folder)? {
        let is_current = current.as_ref() == Some(&stored.folder);
        let kind = stored.made_by.map_or(Kind::Begun, |made_by| Kind::Kit { made_by, is_current });
        let bytes = size(&stored.folder);
        items.push(Item { folder: stored.folder, bytes, kind, is_in_use: stored.is_in_use });
    }
    for (folder, is_in_use) in scratch::worked_in(cache_folder)? {
        items.push(Item { bytes: size(&folder), folder, kind: Kind::Work, is_in_use });
    }
    Ok(items)
}

/// Removes an item, unless somebody uses it by now; whether it is gone.
///
/// # Errors
/// Where it cannot be removed.
pub fn remove(item: &Item) -> io::Result<bool> {
    match item.kind {
        Kind::Work => scratch::remove(&item.folder),
        Kind::Kit { .. } | Kind::Begun => kit::remove(&item.folder),
    }
}

/// What a folder takes on disk. What goes away meanwhile takes nothing.
fn size(folder: &Path) -> u64 {
    /// The unit in which the system counts, whatever the disk's own is.
    const BLOCK: u64 = 512;
    let members = fs::read_dir(folder).into_iter().flatten().flatten();
    let size_of = |path: PathBuf| match fs::symlink_metadata(&path) {
        Ok(about) if about.is_dir() => size(&path),
        Ok(about) => about.blocks().saturating_mul(BLOCK),
        Err(_) => 0,
    };
    members.map(|member| size_of(member.path())).sum()
}

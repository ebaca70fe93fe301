//! Tells when a file may have been saved. What was saved is found out by reading: editors write in
//! several steps, into new files that they rename, or not at all.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::session::Message;
use crate::watch::Place;

/// How long nothing must happen until a save is taken for complete.
const QUIET: Duration = Duration::from_millis(30);
/// How long that is waited for.
const PATIENCE: Duration = Duration::from_millis(300);

/// The system's word on the folders of a student.
pub(super) struct Saves {
    /// `None` where the system does not tell.
    watcher: Option<RecommendedWatcher>,
    folders: BTreeSet<PathBuf>,
    /// The folders that these are in, or would be.
    above: BTreeSet<PathBuf>,
    are_told: bool,
}

impl Saves {
    pub(super) fn start(place: &Place, tell: Sender<Message>) -> Self {
        let folders: BTreeSet<PathBuf> = place.folders().iter().map(|folder| clean(folder)).collect();
        let above = [&place.course, &place.answers];
        let above = above.into_iter().filter_map(|root| root.parent().map(Path::to_owned)).collect();
        let (happened, happens) = channel();
        thread::spawn(move || tell_when_quiet(&happens, &tell));
        let interesting = folders.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // What goes wrong may have kept a save from being told.
            if event.is_err() || event.is_ok_and(|event| matters(&event, &interesting)) {
                // Where nobody listens any more nothing matters.
                let _ = happened.send(());
            }
        });
        Self { watcher: watcher.ok(), folders, above, are_told: false }
    }

    /// Asks to be told of all folders that there are now.
    pub(super) fn look_at_all(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        // A folder that is not there is made in one that is.
        let there = self.folders.union(&self.above).filter(|folder| folder.is_dir());
        let failed = there.filter(|folder| watcher.watch(folder, RecursiveMode::NonRecursive).is_err());
        self.are_told = failed.count() == 0 && self.above.iter().all(|folder| folder.is_dir());
    }

    /// Whether the system tells of all that matters.
    pub(super) fn are_told(&self) -> bool {
        self.are_told
    }
}

/// A path without a slash at its end, as events have it.
fn clean(path: &Path) -> PathBuf {
    path.components().collect()
}

/// Whether something was written, made, moved or removed in one of these folders, or one of them was.
fn matters(event: &notify::Event, folders: &BTreeSet<PathBuf>) -> bool {
    let is_change = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let is_inside = |path: &PathBuf| {
        folders.contains(path) || path.parent().is_some_and(|folder| folders.contains(folder))
    };
    is_change && (event.need_rescan() || event.paths.iter().any(is_inside))
}

fn tell_when_quiet(happens: &Receiver<()>, tell: &Sender<Message>) {
    while happens.recv().is_ok() {
        let patience = Instant::now() + PATIENCE;
        while patience > Instant::now() && happens.recv_timeout(QUIET).is_ok() {}
        if tell.send(Message::Saved).is_err() {
            return;
        }
    }
}

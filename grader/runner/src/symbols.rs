//! Code addresses to lines of the student's files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use addr2line::Loader;
use grader_trace::{Ending, Location, Place, Trace, course_file};

/// What stops a thread, by a part of the names of its functions; what is made of others first.
/// Names are mangled, but in every mangling their parts stand there in full.
const WAITS: [(&str, &str); 7] = [
    ("futures_executor", "futures::executor::block_on"),
    ("Barrier", "std::sync::Barrier"),
    ("mpmc", "std::sync::mpsc::Receiver"),
    ("ondvar", "std::sync::Condvar"),
    ("RwLock", "std::sync::RwLock"),
    ("lock_contended", "std::sync::Mutex"),
    ("park", "std::thread::park"),
];

/// How many of the student's lines are kept of a stack.
const DEEPEST: usize = 8;

/// The debug information of a program, read when it is first needed: that takes milliseconds.
pub(crate) struct Symbols {
    program: PathBuf,
    files: Vec<String>,
    /// `None` before the first use; `Some(None)` where the program has no readable debug
    /// information: then lines are missing, and nothing else.
    loader: Option<Option<Box<Loader>>>,
    known: HashMap<u64, Vec<Location>>,
}

impl Symbols {
    pub(crate) fn new(program: PathBuf, files: Vec<String>) -> Self {
        Self { program, files, loader: None, known: HashMap::new() }
    }

    /// Replaces the addresses of a trace by the student's lines among them.
    pub(crate) fn resolve(&mut self, trace: &mut Trace) {
        for event in &mut trace.events {
            self.resolve_places(&mut event.places);
        }
        if let Ending::Stuck { waiting, .. } = &mut trace.ending {
            for waiting in waiting {
                if waiting.what.is_empty() {
                    self.what_waits(&waiting.places).clone_into(&mut waiting.what);
                }
                self.resolve_places(&mut waiting.places);
            }
        }
    }

    fn resolve_places(&mut self, places: &mut Vec<Place>) {
        let mut lines: Vec<Location> = Vec::new();
        for place in places.drain(..) {
            let found = match place {
                Place::Line(line) => course_file(&line.file, &self.files)
                    .map(|file| Location::new(file, line.line))
                    .into_iter()
                    .collect(),
                Place::Code(address) => self.lines_at(address).to_vec(),
            };
            // A known line comes first and again in the stack, and `async` code has several
            // frames of one line.
            for line in found {
                if lines.len() < DEEPEST && !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        places.extend(lines.into_iter().map(Place::Line));
    }

    /// What a stack waits for, if it is known.
    fn what_waits(&mut self, stack: &[Place]) -> &'static str {
        let Some(loader) = opened(&mut self.loader, &self.program) else { return "" };
        let names: Vec<&str> = stack
            .iter()
            .filter_map(|place| match place {
                Place::Code(address) => loader.find_symbol(*address),
                Place::Line(_) => None,
            })
            .collect();
        let known = WAITS.iter().find(|(part, _)| names.iter().any(|name| name.contains(part)));
        known.map_or("", |(_, what)| what)
    }

    /// The student's lines at an address, innermost first: several where functions are inlined.
    fn lines_at(&mut self, address: u64) -> &[Location] {
        if !self.known.contains_key(&address) {
            let lines = self.look_up(address);
            self.known.insert(address, lines);
        }
        &self.known[&address]
    }

    fn look_up(&mut self, address: u64) -> Vec<Location> {
        let loader = opened(&mut self.loader, &self.program);
        loader.map(|loader| lines_of(loader, address, &self.files)).unwrap_or_default()
    }
}

/// The debug information of a program, which is read if it was not yet.
fn opened<'a>(loader: &'a mut Option<Option<Box<Loader>>>, program: &Path) -> Option<&'a Loader> {
    loader.get_or_insert_with(|| Loader::new(program).ok().map(Box::new)).as_deref()
}

/// The lines of these files at an address.
fn lines_of(loader: &Loader, address: u64, files: &[String]) -> Vec<Location> {
    let Ok(mut frames) = loader.find_frames(address) else { return Vec::new() };
    let mut lines = Vec::new();
    while let Ok(Some(frame)) = frames.next() {
        let Some(location) = frame.location else { continue };
        let (Some(file), Some(line)) = (location.file, location.line) else { continue };
        if let Some(file) = course_file(file, files) {
            lines.push(Location::new(file, line));
        }
    }
    lines
}

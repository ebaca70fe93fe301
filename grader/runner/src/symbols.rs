//! Code addresses to lines of the student's files.

use std::collections::HashMap;
use std::path::PathBuf;

use addr2line::Loader;
use grader_trace::{Ending, Location, Place, Places, Trace, course_file};

/// What a task waits for, by the module of tokio's that it is in when it does.
const TASK_WAITS: [(&str, &str); 13] = [
    ("tokio::task::yield_now", "yield_now"),
    ("tokio::task::join_set", "JoinSet"),
    ("tokio::runtime::task::join", "JoinHandle"),
    ("tokio::sync::oneshot", "oneshot::Receiver"),
    ("tokio::sync::broadcast", "broadcast::Receiver"),
    ("tokio::sync::watch", "watch::Receiver"),
    ("tokio::sync::once_cell", "OnceCell"),
    ("tokio::sync::notify", "Notify"),
    ("tokio::sync::barrier", "Barrier"),
    ("tokio::sync::mutex", "Mutex"),
    ("tokio::sync::rwlock", "RwLock"),
    // A sender waits for room. Where the semaphore is student code's own, tokio has told before.
    ("tokio::sync::batch_semaphore", "mpsc::Sender"),
    ("tokio::sync::mpsc", "mpsc::Receiver"),
];

/// What stops a thread, by a part of the names of its functions; what is made of others first.
/// Names are mangled, but in every mangling their parts stand there in full.
const WAITS: [(&str, &str); 8] = [
    ("futures_executor", "futures::executor::block_on"),
    ("Barrier", "std::sync::Barrier"),
    ("mpmc", "std::sync::mpsc::Receiver"),
    ("ondvar", "std::sync::Condvar"),
    ("RwLock", "std::sync::RwLock"),
    ("lock_contended", "std::sync::Mutex"),
    ("JoinHandle", "std::thread::JoinHandle"),
    ("park", "std::thread::park"),
];

/// How many of the student's lines are kept of a stack.
const DEEPEST: usize = 8;

/// What is known of the code in a file, read when it is first needed: that takes milliseconds.
struct Object {
    file: Option<PathBuf>,
    /// `None` before the first use; `Some(None)` where the file has nothing readable: then lines are
    /// missing, and nothing else.
    loader: Option<Option<Box<Loader>>>,
}

impl Object {
    fn new(file: Option<PathBuf>) -> Self {
        Self { file, loader: None }
    }

    fn opened(&mut self) -> Option<&Loader> {
        let open = || Loader::new(self.file.as_ref()?).ok().map(Box::new);
        self.loader.get_or_insert_with(open).as_deref()
    }
}

/// The code addresses of a program, which all student code is in, and of the library that it shares.
pub(crate) struct Symbols {
    program: Object,
    library: Object,
    files: Vec<String>,
    known: HashMap<u64, Vec<Location>>,
}

impl Symbols {
    pub(crate) fn new(program: PathBuf, files: Vec<String>) -> Self {
        let (program, library) = (Object::new(Some(program)), Object::new(None));
        Self { program, library, files, known: HashMap::new() }
    }

    /// The program takes code from this library.
    pub(crate) fn linked_to(&mut self, library: PathBuf) {
        self.library = Object::new(Some(library));
    }

    /// Replaces the addresses of traces by the student's lines among them.
    pub(crate) fn resolve<'a>(&mut self, traces: impl Iterator<Item = &'a mut Trace>) {
        // Of this run only: how many ways there are is up to student code. Those from which they are told
        // apart stay there meanwhile, so that no other gets their identity.
        let mut ways: HashMap<usize, (Places, Places)> = HashMap::new();
        for trace in traces {
            for event in &mut trace.events {
                let Some(identity) = event.places.identity() else { continue };
                let (_, lines) = ways.entry(identity).or_insert_with(|| {
                    let places = event.places.clone();
                    let lines = self.lines_of(&places).into();
                    (places, lines)
                });
                event.places = lines.clone();
            }
            if let Ending::Stuck { waiting, .. } | Ending::Livelock { polled: waiting, .. } =
                &mut trace.ending
            {
                for waiting in waiting {
                    if waiting.what.is_empty() {
                        self.what_waits(&waiting.at).clone_into(&mut waiting.what);
                    }
                    waiting.places = self.lines_of(&waiting.places);
                    waiting.at = self.lines_of(&waiting.at);
                }
            }
        }
    }

    /// The student's lines on the way from an event outwards.
    fn lines_of(&mut self, places: &[Place]) -> Vec<Place> {
        let mut lines: Vec<Location> = Vec::new();
        for place in places {
            let found = match place {
                Place::Line(line) => course_file(&line.file, &self.files)
                    .map(|file| Location::new(file, line.line))
                    .into_iter()
                    .collect(),
                Place::Code(address) => self.lines_at(*address).to_vec(),
                Place::Library(_) => Vec::new(),
            };
            // A known line comes first and again in the stack, and `async` code has several
            // frames of one line.
            for line in found {
                if lines.len() < DEEPEST && !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        lines.into_iter().map(Place::Line).collect()
    }

    /// What a stack waits for, if it is known: by the functions that student code has called there.
    fn what_waits(&mut self, stack: &[Place]) -> &'static str {
        let mut names = Vec::new();
        for place in stack {
            let (object, address) = match place {
                Place::Code(address) => (&mut self.program, *address),
                Place::Library(address) => (&mut self.library, *address),
                Place::Line(_) => continue,
            };
            let code = object.opened();
            if code.is_some_and(|code| called_at(code, address, &self.files, &mut names)) {
                break;
            }
        }
        // The innermost function tells; in its name its own path comes before those of its types.
        let of_task = names.iter().find_map(|name| {
            let found = TASK_WAITS.iter().filter_map(|(path, what)| Some((place_in(name, path)?, *what)));
            found.min()
        });
        let of_thread = || WAITS.iter().find(|(part, _)| names.iter().any(|name| name.contains(part)));
        of_task.map(|(_, what)| what).or_else(|| of_thread().map(|(_, what)| *what)).unwrap_or_default()
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
        self.program.opened().map(|code| lines_in(code, address, &self.files)).unwrap_or_default()
    }
}

/// Where a path stands in a mangled name: each part behind its length, or, in the older mangling of
/// what traits give, parted by dots.
fn place_in(name: &str, path: &str) -> Option<usize> {
    let parts = path.split("::");
    let counted: String = parts.map(|part| format!("{}{part}", part.len())).collect();
    [counted, path.replace("::", "..")].iter().filter_map(|form| name.find(form.as_str())).min()
}

/// Adds the names of the functions at an address, up to the first of these files; whether there is one.
/// Inlined functions are known by the debug information alone.
fn called_at(loader: &Loader, address: u64, files: &[String], names: &mut Vec<String>) -> bool {
    names.extend(loader.find_symbol(address).map(str::to_owned));
    let Ok(mut frames) = loader.find_frames(address) else { return false };
    while let Ok(Some(frame)) = frames.next() {
        let file = frame.location.as_ref().and_then(|location| location.file);
        if file.is_some_and(|file| course_file(file, files).is_some()) {
            return true;
        }
        names.extend(
            frame.function.as_ref().and_then(|function| Some(function.raw_name().ok()?.into_owned())),
        );
    }
    false
}

/// The lines of these files at an address.
fn lines_in(loader: &Loader, address: u64, files: &[String]) -> Vec<Location> {
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use grader_trace::{Event, EventKind, Nanos, TaskId};

    use super::*;

    #[test]
    fn events_that_were_come_to_in_one_way_still_share_it() {
        let line = |number| Place::Line(Location::new("/work/src/a.rs", number));
        let way = Places::from(vec![line(3), Place::Code(77)]);
        let other = Places::from(vec![line(4)]);
        let event = |places: &Places| Event {
            at: Nanos::default(),
            task: TaskId::ROOT,
            kind: EventKind::Start,
            places: places.clone(),
        };
        let mut trace = Trace {
            events: vec![event(&way), event(&other), event(&way), event(&Places::default())],
            ending: Ending::Returned,
            value: None,
            elapsed: Duration::ZERO,
            unfinished: 0,
        };
        drop((way, other));
        let mut symbols = Symbols::new(PathBuf::from("/nowhere"), vec!["src/a.rs".to_owned()]);
        symbols.resolve(std::iter::once(&mut trace));
        let [one, two, three, four] = &trace.events[..] else { unreachable!() };
        assert_eq!(*one.places, [Place::Line(Location::new("src/a.rs", 3))]);
        assert_eq!(*two.places, [Place::Line(Location::new("src/a.rs", 4))]);
        assert_eq!(one.places.identity(), three.places.identity());
        assert!(four.places.is_empty());
    }

    #[test]
    fn a_path_is_found_in_every_mangling() {
        let path = "tokio::sync::notify";
        assert_eq!(place_in("_ZN5tokio4sync6notify6Notify8notified17h0E", path), Some(3));
        assert_eq!(
            place_in("_ZN66_$LT$tokio..sync..notify..Notified$u20$as$u20$x$GT$4pollE", path),
            Some(10)
        );
        assert_eq!(place_in("_RNvXs_NtNtCs1_5tokio4sync6notifyNtB4_8Notified", path), Some(15));
        assert_eq!(place_in("_ZN5tokio4sync5watch7changed17h0E", path), None);
    }
}

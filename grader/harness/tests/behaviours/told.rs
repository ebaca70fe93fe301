//! What came of a run, in a few words a line.

use std::time::Duration;

use grader_trace::reader::Heard;
use grader_trace::{BlockKind, Ending, Event, EventKind, Place, Stream, Trace, Waiting};

use crate::{FILES, source};

/// Printed lines, and what stops a thread, with time and task; the end. After a bar stands the line of
/// the program that it comes from.
pub(crate) fn told(run: &Heard, code: Option<i32>) -> Vec<String> {
    match run {
        Heard::Nothing => vec!["nothing".to_owned()],
        Heard::Begun(events) => {
            let end = format!("the process ends with {code:?}");
            events.iter().filter_map(event).chain([end]).collect()
        }
        Heard::Ended(trace) => trace.events.iter().filter_map(event).chain(end(trace)).collect(),
    }
}

fn event(Event { at, task, kind, places }: &Event) -> Option<String> {
    let what = match kind {
        EventKind::Print { stream: Stream::Stdout, line } => format!("says {line}"),
        EventKind::Print { stream: Stream::Stderr, line } => format!("says on stderr {line}"),
        EventKind::Block { how: BlockKind::Sleep, length } => format!("sleeps {}", millis(length.get())),
        EventKind::Block { how: BlockKind::Busy, length } => format!("is busy for {}", millis(length.get())),
        EventKind::Block { how: BlockKind::Wait, length } => format!("stops for {}", millis(length.get())),
        EventKind::Block { how: BlockKind::Forever, .. } => "stops for ever".to_owned(),
        EventKind::Pause { length } => format!("has a thread sleep {}", millis(length.get())),
        EventKind::Request { request, url } => format!("sends request {} for {url}", request.0),
        EventKind::Reply { request } => format!("request {} has its head", request.0),
        EventKind::Answer { request, end } => format!("request {} ends: {end:?}", request.0),
        EventKind::Panic { message } => format!("panics: {message}"),
        EventKind::Halt => "has a thread wait for ever".to_owned(),
        EventKind::Quit => "quits".to_owned(),
        EventKind::Forbidden { call } => format!("may not make system call {call}"),
        EventKind::Spawn { .. }
        | EventKind::Start
        | EventKind::End
        | EventKind::Yield
        | EventKind::Draw { .. }
        | EventKind::Call { .. }
        | EventKind::Beat { .. } => return None,
        EventKind::Timer { .. } | EventKind::Wait { .. } => return None,
        EventKind::Fire { .. } | EventKind::Drop { .. } => return None,
    };
    let place = match kind {
        // What is printed tells enough.
        EventKind::Print { .. } => String::new(),
        _ => line(places),
    };
    Some(format!("{} #{} {what}{place}", millis(at.get()), task.0))
}

fn end(trace: &Trace) -> Vec<String> {
    let elapsed = millis(trace.elapsed);
    match &trace.ending {
        Ending::Returned if trace.unfinished == 0 => vec![format!("{elapsed} returned")],
        Ending::Returned => vec![format!("{elapsed} returned before {} of its tasks", trace.unfinished)],
        Ending::Stuck { since, waiting } => {
            let task = waiting.iter().map(|waiting| {
                let who = if waiting.thread { "a thread of " } else { "" };
                let what = if waiting.what.is_empty() { "something" } else { &waiting.what };
                let places = if waiting.at.is_empty() { &waiting.places } else { &waiting.at };
                format!("{who}#{} waits for {what}{}", waiting.task.0, line(places))
            });
            [format!("stuck since {}", millis(*since))].into_iter().chain(task).collect()
        }
        Ending::Livelock { at, polled } => {
            let task = |polled: &Waiting| format!("#{} is polled{}", polled.task.0, line(&polled.at));
            [format!("livelock at {}", millis(*at))].into_iter().chain(polled.iter().map(task)).collect()
        }
        Ending::ClockMoved { to } => vec![format!("clock moved to {}", millis(*to))],
        Ending::Panicked { .. } => vec![format!("{elapsed} panicked")],
        other => vec![format!("{elapsed} {other:?}")],
    }
}

/// The innermost line of the program.
fn line(places: &[Place]) -> String {
    let found = places.iter().find_map(|place| match place {
        Place::Line(location) => Some((location.file.clone(), location.line)),
        Place::Code(address) => source::line_of(*address, FILES),
        Place::Library(_) => None,
    });
    found.map(|(file, line)| format!(" | {}", text(&file, line))).unwrap_or_default()
}

/// What stands in a line.
fn text(file: &str, line: u32) -> String {
    let name = FILES.iter().find(|name| file.ends_with(**name)).unwrap();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().nth(line as usize - 1).unwrap().trim().to_owned()
}

/// Microseconds are a fraction.
fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

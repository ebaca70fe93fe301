//! Runs a world over code of a test, and tells its trace in a few words a line.

mod source;

use std::fmt::Display;
use std::panic::Location;
use std::time::Duration;

use grader_harness::{Output, World};
use grader_trace::{BlockKind, Event, EventKind, Limits, Place, Trace};

/// All files that use this module: to a world they are the student's.
const FILES: &[&str] = &[
    "tests/world.rs",
    "tests/random.rs",
    "tests/output.rs",
    "tests/endings.rs",
    "tests/orders.rs",
    "tests/heartbeat.rs",
    "tests/requests.rs",
];

/// The circumstances of most tests.
pub(crate) fn world() -> World {
    World { seed: 1, order: None, heartbeat: None, outside: true, limits: Limits::default(), files: FILES }
}

/// Runs `call` in a world and returns the trace, whose places are lines counted from the
/// caller's.
#[track_caller]
pub(crate) fn run<T, F>(call: impl FnOnce() -> F + Send + 'static) -> Trace
where
    T: Output,
    F: Future<Output = T> + 'static,
{
    run_in(world(), call)
}

/// The same in a certain world.
#[track_caller]
pub(crate) fn run_in<T, F>(world: World, call: impl FnOnce() -> F + Send + 'static) -> Trace
where
    T: Output,
    F: Future<Output = T> + 'static,
{
    run_from(Location::caller().line(), world, call)
}

/// The same, with lines counted from this one.
pub(crate) fn run_from<T, F>(base: u32, world: World, call: impl FnOnce() -> F + Send + 'static) -> Trace
where
    T: Output,
    F: Future<Output = T> + 'static,
{
    let mut trace = world.run(|| Box::pin(async { grader_harness::value(call().await) }));
    for event in &mut trace.events {
        locate(event, base);
    }
    trace
}

/// Leaves the innermost line of a student's file.
fn locate(event: &mut Event, base: u32) {
    let lines = own_line(&event.places)
        .map(|line| Place::Line(grader_trace::Location::new("", line.wrapping_sub(base))));
    event.places = lines.into_iter().collect();
}

/// The innermost line of a student's file, counted from the file's first.
pub(crate) fn own_line(places: &[Place]) -> Option<u32> {
    places.iter().find_map(|place| match place {
        Place::Line(location) => Some(location.line),
        Place::Code(address) => source::line_of(*address, FILES).map(|(_, line)| line),
        Place::Library(_) => None,
    })
}

/// Tells the events: when, by which task, what, and how many lines below the caller.
pub(crate) fn story(trace: &Trace) -> Vec<String> {
    trace.events.iter().map(tell).collect()
}

fn tell(event: &Event) -> String {
    let Event { at, task, kind, places } = event;
    let what = match kind {
        EventKind::Spawn { child } => format!("spawns {}", child.0),
        EventKind::Start => "starts".to_owned(),
        EventKind::End => "ends".to_owned(),
        EventKind::Timer { timer } => format!("makes timer {}", timer.0),
        EventKind::Wait { timer, length } => format!("waits {} for timer {}", ms(length.get()), timer.0),
        EventKind::Fire { timer } => format!("timer {} fires", timer.0),
        EventKind::Drop { timer } => format!("drops timer {}", timer.0),
        EventKind::Block { how: BlockKind::Sleep, length } => format!("blocks for {}", ms(length.get())),
        EventKind::Block { how: BlockKind::Busy, length } => format!("is busy for {}", ms(length.get())),
        EventKind::Block { how: BlockKind::Wait, length } => {
            format!("waits, blocking, for {}", ms(length.get()))
        }
        EventKind::Pause { length } => format!("pauses a thread for {}", ms(length.get())),
        EventKind::Halt => "has a thread that waits for ever".to_owned(),
        EventKind::Block { how: BlockKind::Forever, .. } => "blocks for ever".to_owned(),
        EventKind::Yield => "lets others go first".to_owned(),
        EventKind::Quit => "quits".to_owned(),
        EventKind::Forbidden { call } => format!("may not make system call {call}"),
        EventKind::Draw(draw) => format!("draws {} by {}", draw.value, draw.function),
        EventKind::Call { function } => format!("calls {function}"),
        EventKind::Beat(beat) => format!("beats {} late, every {}", ms(beat.late), ms(beat.every)),
        EventKind::Print { stream, line } => format!("prints {line:?} to {stream:?}"),
        EventKind::Request { request, url } => format!("sends request {} for {url}", request.0),
        EventKind::Reply { request } => format!("request {} has its head", request.0),
        EventKind::Answer { request, end } => format!("request {} ends: {end:?}", request.0),
        EventKind::Panic { message } => format!("panics: {message}"),
    };
    let place = match places.first() {
        Some(Place::Line(location)) => format!(" ({:+})", location.line.cast_signed()),
        _ => String::new(),
    };
    format!("{} #{} {what}{place}", ms(at.get()), task.0)
}

/// Milliseconds.
fn ms(time: Duration) -> impl Display {
    time.as_secs_f64() * 1e3
}

//! The lanes of one task: one for itself, and one for each of its waits that others are on at the
//! same time.

use std::time::Duration;

use grader_trace::TaskId;

use super::{MOST_LANES, Shown, Stretch, Task, nanos};
use crate::report::{Lane, Span, State};
use crate::rule::heartbeat::silences;
use crate::run::Run;
use crate::words;

/// So many waits have a lane each, even where they come one after the other: that shows as stairs.
/// What waits more often, waits in slices.
const EACH: usize = 12;

/// The most spans of a lane: what comes later goes on with the last one.
const MOST_SPANS: usize = 100;

/// The lanes of a task, and how many more there would be. Where it has the case for itself, its
/// waits can stand alone.
pub(super) fn of(
    run: Run<'_>,
    number: TaskId,
    task: &Task<'_>,
    others: bool,
    shown: Shown,
) -> (Vec<Lane>, usize) {
    let together = is_apart(task);
    let stairs = !others && task.waits.len() > 1 && task.waits.len() <= EACH && task.blocks.is_empty();
    if together && !stairs {
        return (vec![whole(run, number, task, &task.waits, shown)], 0);
    }
    let (tracks, left_out) = tracks(&task.waits);
    let alone = !others && task.blocks.is_empty();
    let head = (!alone).then(|| whole(run, number, task, &[], shown));
    let parts = tracks.iter().enumerate().map(|(index, track)| part(run, index, track, !alone, shown));
    (head.into_iter().chain(parts).collect(), left_out)
}

/// Whether no two things that a task did went on at the same time.
fn is_apart(task: &Task<'_>) -> bool {
    let mut all: Vec<_> = task.waits.iter().chain(&task.blocks).collect();
    all.sort_by_key(|stretch| stretch.from);
    all.windows(2).all(|pair| pair[0].to <= pair[1].from)
}

/// Puts waits on as few lanes as they need, and says how many found none; a few have one each.
fn tracks<'a>(waits: &[Stretch<'a>]) -> (Vec<Vec<Stretch<'a>>>, usize) {
    if waits.len() <= EACH {
        return (waits.iter().map(|wait| vec![*wait]).collect(), 0);
    }
    let mut tracks: Vec<Vec<Stretch<'a>>> = Vec::new();
    let mut left_out = 0;
    for wait in waits {
        let is_free = |track: &&mut Vec<Stretch<'a>>| track.last().is_none_or(|last| last.to <= wait.from);
        if let Some(track) = tracks.iter_mut().find(is_free) {
            track.push(*wait);
        } else if tracks.len() < MOST_LANES {
            tracks.push(vec![*wait]);
        } else {
            left_out += 1;
        }
    }
    (tracks, left_out)
}

/// The lane of a task with all that blocks, and with these waits.
fn whole(run: Run<'_>, number: TaskId, task: &Task<'_>, waits: &[Stretch<'_>], shown: Shown) -> Lane {
    let end = task.ended.unwrap_or(shown.end).max(task.from);
    let blocks = task.blocks.iter().map(|block| (*block, State::Blocked));
    let mut known: Vec<_> = waits.iter().map(|wait| (*wait, State::Waiting)).chain(blocks).collect();
    known.sort_by_key(|(stretch, _)| stretch.from);
    let mut spans = Spans::default();
    let mut now = task.from;
    for (stretch, state) in known {
        spans.add(now, stretch.from, State::Pending);
        spans.add(stretch.from, stretch.to, state);
        now = now.max(stretch.to);
    }
    let rest = if shown.stuck.is_some() && task.ended.is_none() { State::Stuck } else { State::Pending };
    spans.add(now, shown.stuck.unwrap_or(now).clamp(now, end.max(now)), State::Pending);
    spans.add(shown.stuck.unwrap_or(now).max(now), end, rest);
    let first = task.blocks.first().or(waits.first());
    let places = match number {
        TaskId::ROOT => first.map_or(&[][..], |first| first.places),
        TaskId(_) => task.places,
    };
    Lane {
        label: words::task(number),
        location: run.line(places).map(ToString::to_string),
        is_part: false,
        ended_ns: task.ended.map(nanos),
        spans: spans.0,
    }
}

/// The lane of waits that come one after the other, while others go on.
fn part(run: Run<'_>, index: usize, waits: &[Stretch<'_>], is_part: bool, shown: Shown) -> Lane {
    let mut spans = Spans::default();
    for wait in waits {
        spans.add(wait.from, wait.to, State::Waiting);
    }
    let last = waits.last().map_or(Duration::ZERO, |wait| wait.to);
    // As in `client.get(url)`.
    let is_get = waits.iter().all(|wait| wait.is_request);
    Lane {
        label: format!("{} {}", if is_get { "get" } else { "wait" }, index + 1),
        location: waits.first().and_then(|wait| run.line(wait.places)).map(ToString::to_string),
        is_part,
        ended_ns: (last < shown.end || shown.returned).then(|| nanos(last)),
        spans: spans.0,
    }
}

/// The lane of the heartbeat beside the call, if it came late.
pub(super) fn heartbeat(run: Run<'_>, shown: Shown) -> Option<Lane> {
    let silences = silences(run.trace);
    let last = silences.last()?;
    let mut spans = Spans::default();
    let mut now = Duration::ZERO;
    for silence in &silences {
        spans.add(now, silence.from, State::Beating);
        spans.add(now.max(silence.from), silence.to, State::Pending);
        now = now.max(silence.to);
    }
    spans.add(last.to, shown.end, State::Beating);
    let label = "heartbeat".to_owned();
    Some(Lane { label, location: None, is_part: false, ended_ns: Some(nanos(shown.end)), spans: spans.0 })
}

/// Spans in the making.
#[derive(Default)]
struct Spans(Vec<Span>);

impl Spans {
    /// Adds a span, if it took time.
    fn add(&mut self, from: Duration, to: Duration, state: State) {
        if from >= to {
            return;
        }
        let (from_ns, to_ns) = (nanos(from), nanos(to));
        let is_full = self.0.len() >= MOST_SPANS;
        match self.0.last_mut().filter(|_| is_full) {
            Some(last) => last.to_ns = last.to_ns.max(to_ns),
            None => self.0.push(Span { from_ns, to_ns, state }),
        }
    }
}

//! Why a call takes longer than it should, or not as long.

use std::cmp::Reverse;
use std::time::Duration;

use super::{Cause, count_input, line_of, real_waits, tasks, ticks, time_input, total};
use crate::escape::escape;
use crate::rule::blocking;
use crate::run::{Run, TICK};
use crate::source::Names;
use crate::waits::Wait;
use crate::words;

/// Why a call takes longer than wanted, most telling first.
pub(crate) fn slow(run: Run<'_>, wanted: Option<Duration>) -> Option<Cause> {
    tasks::awaited_at_once(run)
        .or_else(|| {
            one_by_one(run).filter(|_| !wanted.is_some_and(|wanted| is_meant_one_by_one(run, wanted)))
        })
        .or_else(|| blocked(run))
        .or_else(|| blocked_so_long(run, wanted?))
        .or_else(|| as_long_as_asked(run, wanted?))
        .or_else(|| not_asked_for(run))
        .or_else(|| in_rounds(run))
        .or_else(|| so_many_at_a_time(run))
        .or_else(|| longer_than_asked(run, wanted?))
        .or_else(|| super::value::not_waited(run))
}

/// Why a call takes less time than wanted.
pub(crate) fn fast(run: Run<'_>, wanted: Option<Duration>) -> Option<Cause> {
    tasks::never_awaited(run)
        .or_else(|| tasks::left(run))
        .or_else(|| super::value::nothing_waits(run))
        .or_else(|| super::value::not_waited(run))
        .or_else(|| at_once(run, wanted?))
        .or_else(|| tasks::given_up(run))
        .or_else(|| milliseconds(run, run.trace.elapsed, wanted?))
}

/// Waits one after the other that make up all the time of the call.
pub(super) fn one_by_one(run: Run<'_>) -> Option<Cause> {
    let waits = real_waits(run);
    let second = waits.get(1)?;
    if waits.windows(2).any(|pair| pair[1].from < pair[0].to) {
        return None;
    }
    if run.trace.elapsed.abs_diff(total(&waits)) > ticks(waits.len()) {
        return None;
    }
    let what =
        function_of(run, second).map_or("wait".to_owned(), |function| format!("`{}`", escape(function)));
    let text = format!("each {what} starts only after the one before has ended");
    let line = line_of(run, second);
    if let Some(names) = run.names {
        if let Some(of_loop) = in_turn(run, names, second) {
            let text =
                format!("{text}: futures in a list do nothing yet, and this loop awaits one after the other");
            return Some(Cause::new(text, Some(&of_loop)));
        }
        if ["lock", "acquire", "acquire_owned"].iter().any(|name| names.is_called(name))
            && !names.awaits_in_loop()
        {
            return Some(Cause::new(format!("{text}: is something locked while it waits?"), line));
        }
    }
    Some(Cause::new(text, line))
}

/// The function of the course's that waits, where it is one.
fn function_of<'a>(run: Run<'a>, wait: &Wait<'_>) -> Option<&'a str> {
    let calls = run.trace.events.iter().filter(|event| event.task == wait.task);
    calls.into_iter().find_map(|event| blocking::function(event, wait.from))
}

/// Whether a call is to take twice as long as the longest of its waits, or longer: then they are not
/// meant to be made at the same time.
fn is_meant_one_by_one(run: Run<'_>, wanted: Duration) -> bool {
    let longest = real_waits(run).iter().map(Wait::length).max();
    longest.is_some_and(|longest| longest.saturating_mul(2) <= wanted)
}

/// Waits that are made at the same time, and would take as long as wanted one after the other.
fn at_once(run: Run<'_>, wanted: Duration) -> Option<Cause> {
    let waits = real_waits(run);
    let second = waits.get(1).filter(|second| second.from < waits[0].to)?;
    (total(&waits).abs_diff(wanted) <= ticks(waits.len())).then(|| {
        let text = "the waits go on at the same time: each was to start when the one before has ended";
        Cause::new(text, line_of(run, second))
    })
}

/// Time that passes in a thousandth of what was asked for.
pub(crate) fn milliseconds(run: Run<'_>, passed: Duration, wanted: Duration) -> Option<Cause> {
    // Each wait was rounded up to a whole millisecond.
    let is_thousandth = passed.saturating_mul(1000).abs_diff(wanted) < TICK.saturating_mul(1000);
    let waits = real_waits(run);
    let longest = waits.iter().max_by_key(|wait| wait.length())?;
    (is_thousandth && !passed.is_zero()).then(|| {
        let text = "this waits for as many milliseconds as seconds were asked for";
        Cause::new(text, line_of(run, longest))
    })
}

/// The loop over futures that awaits one after the other, where the wait was made in it.
fn in_turn(run: Run<'_>, names: &Names, wait: &Wait<'_>) -> Option<grader_trace::Location> {
    let file = &run.evidence.exercise.file;
    let own = |line: &&grader_trace::Location| line.file == *file;
    let in_turn = names.awaited_in_turn();
    let line = crate::run::lines(wait.places).filter(own).find(|line| in_turn.contains(&line.line))?;
    Some(line.clone())
}

/// A thread that was blocked for more than half of the call.
pub(super) fn blocked(run: Run<'_>) -> Option<Cause> {
    let (first, length) = all_blocks(run)?;
    (length.saturating_mul(2) > run.trace.elapsed).then(|| {
        let text = format!("{} blocks the thread, so that no other wait can go on", blocking::by(&first));
        Cause::new(text, run.innermost_own(first.places))
    })
}

/// A thread that was blocked about as long as the call takes too long.
fn blocked_so_long(run: Run<'_>, wanted: Duration) -> Option<Cause> {
    let (first, length) = all_blocks(run)?;
    let late = run.trace.elapsed.checked_sub(wanted)?;
    // Half of it may have gone on beside other waits, whose ends came late.
    (length.saturating_mul(2) >= late && length > TICK).then(|| {
        let text = format!(
            "{} blocks the thread for {}, and no other wait can go on meanwhile",
            blocking::by(&first),
            words::seconds(length)
        );
        Cause::new(text, run.innermost_own(first.places))
    })
}

fn all_blocks<'a>(run: Run<'a>) -> Option<(blocking::Block<'a>, Duration)> {
    let blocks = blocking::blocks(run);
    let length = blocks.iter().fold(Duration::ZERO, |sum, block| sum.saturating_add(block.length));
    Some((blocks.into_iter().next()?, length))
}

/// A wait for all the time that the call was given, and not for a part of it, in every case.
fn as_long_as_asked(run: Run<'_>, wanted: Duration) -> Option<Cause> {
    let whole = |run: Run<'_>| {
        let (_, max) = time_input(run)?;
        let waits = real_waits(run);
        let wait = waits.into_iter().find(|wait| wait.length().abs_diff(max) <= TICK)?;
        Some(line_of(run, &wait).cloned())
    };
    let (name, max) = time_input(run)?;
    let late = run.trace.elapsed.saturating_sub(wanted);
    if max <= TICK || late <= TICK || run.trace.elapsed.abs_diff(max) > ticks(2) {
        return None;
    }
    let line = whole(run)?;
    let asked = |run: &Run<'_>| time_input(*run).is_some_and(|(_, max)| max > TICK);
    run.peers().into_iter().filter(asked).all(|run| whole(run).is_some()).then(|| {
        let text = format!("this wait lasts for all of {name}, {}, in every case", words::seconds(max));
        Cause::new(text, line.as_ref())
    })
}

/// A wait where none was asked for.
fn not_asked_for(run: Run<'_>) -> Option<Cause> {
    let (name, _) = count_input(run).filter(|(_, count)| *count == 0)?;
    let waits = real_waits(run);
    let first = waits.first()?;
    Some(Cause::new(format!("this waits though {name} is 0"), line_of(run, first)))
}

/// Waits that come in rounds: all of one are over before any of the next is made.
fn in_rounds(run: Run<'_>) -> Option<Cause> {
    let waits = real_waits(run);
    let mut rounds: Vec<(usize, Duration)> = Vec::new();
    let mut second = None;
    for wait in &waits {
        match rounds.last_mut() {
            Some((count, end)) if wait.from < *end => (*count, *end) = (*count + 1, (*end).max(wait.to)),
            _ => {
                if rounds.len() == 1 {
                    second = Some(wait);
                }
                rounds.push((1, wait.to));
            }
        }
    }
    // At once within a round: waits that follow each other there have another reason.
    let starts = waits.chunk_by(|one, other| one.from == other.from).count();
    let together = starts == rounds.len() && rounds.iter().all(|(count, _)| *count > 1);
    (rounds.len() > 1 && together).then(|| {
        let text = format!(
            "the waits come in {} rounds, and each round starts only after the one before has ended",
            rounds.len()
        );
        Cause::new(text, second.and_then(|wait| line_of(run, wait)))
    })
}

/// Waits of which only so many go on at the same time: each further one starts when another ends.
pub(super) fn so_many_at_a_time(run: Run<'_>) -> Option<Cause> {
    let waits = real_waits(run);
    let first = waits.first()?;
    let most = waits.iter().take_while(|wait| wait.from == first.from).count();
    let further = waits.get(most)?;
    let mut running: std::collections::BinaryHeap<Reverse<Duration>> =
        waits[..most].iter().map(|wait| Reverse(wait.to)).collect();
    for wait in &waits[most..] {
        // It takes the place of the one that ends first.
        if running.pop()?.0 != wait.from {
            return None;
        }
        running.push(Reverse(wait.to));
    }
    (most > 1).then(|| {
        let text = format!(
            "at most {most} waits go on at the same time: wait {} starts only when another has ended",
            most + 1
        );
        Cause::new(text, line_of(run, further))
    })
}

/// A wait that lasts longer than the whole call may.
fn longer_than_asked(run: Run<'_>, wanted: Duration) -> Option<Cause> {
    let (name, max) = time_input(run).filter(|(_, max)| max.abs_diff(wanted) <= TICK)?;
    let longest = real_waits(run).into_iter().max_by_key(Wait::length)?;
    (longest.length() > max.saturating_add(ticks(2))).then(|| {
        let length = words::seconds(longest.length());
        let text = format!("one wait alone lasts {length}, which is more than {name}");
        Cause::new(text, line_of(run, &longest))
    })
}

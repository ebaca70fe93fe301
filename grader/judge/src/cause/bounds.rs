//! Why values lie beyond a bound, or fill only a part of the range below it.

use std::time::Duration;

use grader_trace::{Event, EventKind, Location, Value};

use super::count::swapped;
use super::{Cause, count_input, time_input};
use crate::run::{Run, TICK};

/// Why values are larger than the input that bounds them.
pub(crate) fn beyond_max(run: Run<'_>) -> Option<Cause> {
    let results = |run: Run<'_>| run.elements().len();
    thousandfold(run).or_else(|| added(run)).or_else(|| swapped(run, results))
}

/// The largest value of each case, and its bound.
fn largest(run: Run<'_>) -> Option<(Duration, Duration)> {
    let (_, max) = time_input(run)?;
    Some((run.returned_times()?.into_iter().max().unwrap_or_default(), max))
}

/// Values up to a thousand times the bound, over all cases.
fn thousandfold(run: Run<'_>) -> Option<Cause> {
    let (name, _) = time_input(run)?;
    let mut times: f64 = 0.0;
    for (largest, max) in run.peers().into_iter().filter_map(largest) {
        if max.is_zero() && largest > TICK {
            return None;
        } else if !max.is_zero() {
            times = times.max(largest.as_secs_f64() / max.as_secs_f64());
        }
    }
    (500.0..=1001.0).contains(&times).then(|| {
        let text = format!("values go up to 1000 times {name}: milliseconds taken for seconds?");
        Cause::new(text, None)
    })
}

/// Values up to a second more than the bound, whatever that is: over all cases.
fn added(run: Run<'_>) -> Option<Cause> {
    let (name, _) = time_input(run)?;
    let peers = run.peers();
    let all: Vec<_> = peers.iter().filter_map(|run| largest(*run)).collect();
    let more = all.iter().map(|(largest, max)| largest.saturating_sub(*max)).max()?;
    let of_zero = all.iter().filter(|(_, max)| max.is_zero()).map(|(largest, _)| *largest).max()?;
    let half = Duration::from_millis(500);
    let second = Duration::from_secs(1) + TICK;
    (all.len() > 2 && more > half && more <= second && of_zero > half)
        .then(|| Cause::new(format!("values go up to a second more than {name}: is 1 added?"), None))
}

/// Why values leave out a part of the range below the input that bounds them.
pub(crate) fn below_max(group: &[Run<'_>]) -> Option<Cause> {
    let run = *group.first()?;
    seeded(run, group)
        .or_else(|| drawn_once(run, group))
        .or_else(|| drawn_whole(run, group))
        .or_else(|| always_max(run, group))
        .or_else(|| part_of_max(run, group))
}

/// Why random values are the same ones each time.
pub(crate) fn same_each_time(group: &[Run<'_>]) -> Option<Cause> {
    let run = *group.first()?;
    let drawn = draws(run);
    let are_same = !drawn.is_empty() && group.iter().all(|other| draws(*other) == drawn);
    are_same.then(|| seeded(run, group)).flatten().or_else(|| drawn_once(run, group))
}

/// What a case draws from the generator of the course.
fn draws<'a>(run: Run<'a>) -> Vec<&'a Value> {
    let value = |event: &'a Event| match &event.kind {
        EventKind::Draw(draw) => Some(&draw.value),
        _ => None,
    };
    run.trace.events.iter().filter_map(value).collect()
}

fn values(group: &[Run<'_>]) -> Option<Vec<Duration>> {
    group.iter().map(|run| run.returned_times()).collect::<Option<Vec<_>>>().map(|all| all.concat())
}

/// The same values in all cases, whose seeds differ, and a name that seeds a generator.
fn seeded(run: Run<'_>, group: &[Run<'_>]) -> Option<Cause> {
    let same = group.iter().all(|other| other.trace.value == run.trace.value);
    let names = run.names.filter(|_| same && group.len() > 1)?;
    let mention = ["seed", "seed_from_u64", "from_seed"].iter().find_map(|name| names.first_use(name))?;
    let text = "the same seed each time gives the same numbers each time";
    Some(Cause::new(text, Some(&Location::new(&run.evidence.exercise.file, mention.line))))
}

/// The same values in all cases, of which only one has drawn anything.
fn drawn_once(run: Run<'_>, group: &[Run<'_>]) -> Option<Cause> {
    let same = group.iter().all(|other| other.trace.value == run.trace.value);
    let is_draw = |event: &&Event| matches!(event.kind, EventKind::Draw(_));
    let mut drawn = group.iter().filter_map(|run| Some((run, run.trace.events.iter().find(is_draw)?)));
    let (run, draw) = drawn.next()?;
    (same && group.len() > 1 && drawn.next().is_none()).then(|| {
        let text = "only one call draws a number: all others get the same one again";
        Cause::new(text, run.line(&draw.places))
    })
}

/// Every value is the bound itself.
fn always_max(run: Run<'_>, group: &[Run<'_>]) -> Option<Cause> {
    let (name, max) = time_input(run)?;
    let values = values(group)?;
    (values.len() > 2 && values.iter().all(|value| value.abs_diff(max) <= TICK))
        .then(|| Cause::new(format!("every value is {name} itself: nothing random is left of it"), None))
}

/// All values are whole seconds, and whole numbers were drawn.
fn drawn_whole(run: Run<'_>, group: &[Run<'_>]) -> Option<Cause> {
    let whole = values(group)?.iter().all(|value| value.subsec_nanos() == 0);
    let draw = run
        .trace
        .events
        .iter()
        .find(|event| matches!(&event.kind, EventKind::Draw(draw) if *draw.function == *"randint"))?;
    let text = "`randint` draws whole numbers only: `uniform` draws all that lies between them as well";
    whole.then(|| Cause::new(text, run.line(&draw.places)))
}

/// Enough values to know where the range ends to within a few hundredths.
const ENOUGH: usize = 200;

/// Values that end at a known part of the bound.
fn part_of_max(run: Run<'_>, group: &[Run<'_>]) -> Option<Cause> {
    let (name, max) = time_input(run).filter(|(_, max)| !max.is_zero())?;
    let values = values(group)?;
    let share = values.iter().max()?.as_secs_f64() / max.as_secs_f64();
    let ends_at = |end: f64| (end * 0.97..=end * 1.001).contains(&share);
    let known = values.len() >= ENOUGH;
    if known && ends_at(0.5) {
        return Some(Cause::new(format!("no value is larger than half of {name}"), None));
    }
    if let Some((count, number)) = count_input(run)
        && known
        && number > 1
        && ends_at(1.0 / number as f64)
    {
        return Some(Cause::new(format!("no value is larger than {name} over {count}"), None));
    }
    (values.len() >= 16 && share > 0.0 && share <= 0.00101).then(|| {
        let text = format!("no value is larger than a thousandth of {name}: seconds taken for milliseconds?");
        Cause::new(text, None)
    })
}

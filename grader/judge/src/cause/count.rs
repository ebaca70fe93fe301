//! Why there are more or fewer results or waits than asked for.

use super::{Cause, count_input, real_waits, tasks, time_input};
use crate::run::{Run, TICK};
use crate::source::Usage;
use crate::words;

/// Why there are not as many results as asked for.
pub(crate) fn of_count(run: Run<'_>) -> Option<Cause> {
    let (_, wanted) = count_input(run)?;
    let results = |run: Run<'_>| run.elements().len();
    (results(run) < wanted)
        .then(|| tasks::left(run))
        .flatten()
        .or_else(|| swapped(run, results))
        .or_else(|| off_by_one(run, results))
        .or_else(|| whatever(run, "value", results))
}

/// Why there are not as many waits of a function as asked for, where `made` counts them.
pub(crate) fn of_waits(
    run: Run<'_>,
    function: &str,
    made: impl Fn(Run<'_>) -> usize + Copy,
) -> Option<Cause> {
    let (_, wanted) = count_input(run)?;
    (made(run) < wanted)
        .then(|| tasks::never_awaited(run).or_else(|| tasks::left(run)))
        .flatten()
        .or_else(|| swapped(run, made))
        .or_else(|| not_begun(run, function, made))
        .or_else(|| whatever(run, "wait", made))
}

/// As many as the input that is a time has seconds, in every case: the count and the time were given in
/// the wrong order.
pub(super) fn swapped(run: Run<'_>, made: impl Fn(Run<'_>) -> usize) -> Option<Cause> {
    let is_swapped = |run: Run<'_>| {
        let ((_, count), (_, max)) = (count_input(run)?, time_input(run)?);
        let seconds = usize::try_from(max.as_secs()).ok().filter(|_| max.subsec_nanos() == 0)?;
        let short =
            |wait: &crate::waits::Wait<'_>| wait.length().saturating_sub(TICK).as_secs_f64() <= count as f64;
        // A wait of no length leaves no trace.
        let all = if count == 0 || seconds == 0 { made(run) <= seconds } else { made(run) == seconds };
        Some(all && real_waits(run).iter().all(short))
    };
    let ((n, count), (max, time)) = (count_input(run)?, time_input(run)?);
    let differ = |run: &Run<'_>| Some(count_input(*run)?.1 as u64 != time_input(*run)?.1.as_secs());
    let peers = run.peers();
    let telling = peers.iter().filter(|run| differ(run) == Some(true) && made(**run) > 0).count();
    (telling > 1 && is_swapped(run) == Some(true) && peers.iter().all(|run| is_swapped(*run) == Some(true)))
        .then(|| {
            let text = format!(
                "{n} and {max} are mixed up: there are as many as {max} has seconds, {}, and none lasts longer \
                 than {n} seconds, {count}",
                time.as_secs()
            );
            Cause::new(text, None)
        })
}

/// One more than asked for, or one less, in every case.
fn off_by_one(run: Run<'_>, made: impl Fn(Run<'_>) -> usize) -> Option<Cause> {
    let (name, _) = count_input(run)?;
    let peers = run.peers();
    let all = |more: usize, less: usize| {
        let is = |run: Run<'_>| count_input(run).is_some_and(|(_, count)| made(run) + less == count + more);
        let asked = peers.iter().filter(|run| count_input(**run).is_some_and(|(_, count)| count > 0));
        is(run) && asked.clone().count() > 1 && asked.copied().all(is)
    };
    if all(1, 0) {
        Some(Cause::new(format!("it is one more than {name} in every case"), None))
    } else if all(0, 1) {
        Some(Cause::new(format!("it is one less than {name} in every case"), None))
    } else {
        None
    }
}

/// The same number in every case that asks for any and gives it time, whatever the count is.
fn whatever(run: Run<'_>, what: &str, made: impl Fn(Run<'_>) -> usize) -> Option<Cause> {
    let (name, count) = count_input(run)?;
    let number = made(run);
    let asks = |run: &Run<'_>| {
        let is_given = time_input(*run).is_none_or(|(_, max)| max > TICK);
        is_given && count_input(*run).is_some_and(|(_, count)| count > 0)
    };
    let peers: Vec<_> = run.peers().into_iter().filter(asks).collect();
    let differ = peers.iter().any(|run| count_input(*run).is_some_and(|(_, other)| other != count));
    (number > 0 && differ && peers.iter().all(|run| made(*run) == number))
        .then(|| Cause::new(format!("it is {} whatever {name} is", words::count(number, what)), None))
}

/// None of the waits was ever begun, in no case, though the function is called.
fn not_begun(run: Run<'_>, function: &str, made: impl Fn(Run<'_>) -> usize) -> Option<Cause> {
    let name = function.rsplit("::").next().unwrap_or(function);
    let none = run.peers().into_iter().all(|run| made(run) == 0) && made(run) == 0;
    let is_called = run.names.is_some_and(|names| names.usage(name, false) == Usage::Used);
    // Whatever was made elsewhere may be what was asked for, in disguise.
    (none && is_called && run.trace.elapsed.is_zero() && real_waits(run).is_empty()).then(|| {
        let text = format!("`{name}` is called, but what it returns is never awaited: so it does nothing");
        let line = run.names.and_then(|names| names.first_call(name));
        let line = line.map(|line| grader_trace::Location::new(&run.evidence.exercise.file, line));
        Cause::new(text, line.as_ref())
    })
}

//! The order of lines: all of them as they are listed, or some before others.

use std::cmp::Ordering;

use super::output::{Asked, Output};
use super::printed::Printed;
use super::quoted;
use crate::report::Finding;
use crate::{cause, timeline, words};

/// A printed line and the one asked for that it is, by their indices.
pub(super) type Pair = (usize, usize);

/// Where the lines leave the order in which they are listed.
#[derive(Clone, Copy)]
pub(super) struct Stop {
    /// The index of a printed line; none where they are at their end.
    printed: Option<usize>,
    /// The index of the line that was due; none where none was.
    asked: Option<usize>,
}

/// Holds the lines one by one against those listed.
pub(super) fn as_listed(output: &Output<'_>) -> Result<Vec<Pair>, Stop> {
    let times = |(index, asked): (usize, &Asked<'_>)| std::iter::repeat_n(index, asked.times);
    let mut due = output.asked.iter().enumerate().flat_map(times).peekable();
    let mut pairs = Vec::new();
    for (index, line) in output.printed.iter().enumerate() {
        match due.peek() {
            Some(asked) if output.asked[*asked].fits(line.text) => {
                pairs.push((index, *asked));
                due.next();
            }
            _ if output.rule.others_allowed && output.group_of[index].is_none() => {}
            asked => return Err(Stop { printed: Some(index), asked: asked.copied() }),
        }
    }
    match due.next() {
        None => Ok(pairs),
        asked => Err(Stop { printed: None, asked }),
    }
}

/// What to say where all lines are there, and not in their order.
pub(super) fn swapped(output: &Output<'_>, stop: Stop) -> Finding {
    let line = stop.printed.map(|index| &output.printed[index]);
    let asked = stop.asked.map(|index| &output.asked[index]);
    let later = stop
        .printed
        .zip(asked)
        .and_then(|(index, asked)| output.printed[index..].iter().find(|line| asked.fits(line.text)));
    match (line, asked, later) {
        (Some(line), Some(asked), Some(later)) => {
            let expected = format!("{} before {}", asked.shown(), quoted(line.text));
            finding(output, expected, line, later)
        }
        // Only where a line fits several that are listed, and not the one that is due.
        _ => Finding {
            expected: asked.map(|asked| format!("{}, in its place", asked.named())),
            observed: line.map(|line| format!("{} at {}", quoted(line.text), words::seconds(line.at))),
            location: line.and_then(|line| output.location(line)),
            ..Finding::default()
        },
    }
}

/// The first two lines of which the later one came first.
pub(super) fn before(output: &Output<'_>) -> Option<Finding> {
    let pairs = output.rule.before.iter().flat_map(|chain| chain.windows(2));
    pairs.into_iter().find_map(|pair| {
        let (last, _) = outermost(output, &pair[0], Ordering::Greater)?;
        let (first, asked) = outermost(output, &pair[1], Ordering::Less)?;
        let earlier = output.asked.iter().find(|asked| asked.written == pair[0])?;
        if last <= first || earlier.group == asked.group {
            return None;
        }
        let (first, last) = (&output.printed[first], &output.printed[last]);
        let expected = format!("{} before {}", earlier.shown(), asked.shown());
        Some(finding(output, expected, first, last))
    })
}

/// The first or the last printed line of those that are listed in these words.
fn outermost<'o, 'a>(
    output: &'o Output<'a>,
    written: &str,
    side: Ordering,
) -> Option<(usize, &'o Asked<'a>)> {
    let asked = output.asked.iter().find(|asked| asked.written == written)?;
    let lines = &output.groups[asked.group].printed;
    let line = if side == Ordering::Less { lines.first() } else { lines.last() };
    Some((*line?, asked))
}

/// A line came before another one that should have come before it.
fn finding(output: &Output<'_>, expected: String, first: &Printed<'_>, last: &Printed<'_>) -> Finding {
    let [at, later] = [first, last].map(|line| words::seconds(line.at));
    let when = if first.at == last.at {
        format!("came first, both at {at}")
    } else {
        format!("came first, at {at}, and {} at {later}", quoted(last.text))
    };
    let mut finding = Finding {
        expected: Some(expected),
        observed: Some(format!("{} {when}", quoted(first.text))),
        location: output.location(first),
        timeline: timeline::of(output.run),
        ..Finding::default()
    };
    if let Some(cause) = cause::slow(output.run, None).filter(|_| first.at < last.at && output.is_late()) {
        cause.attach(&mut finding);
    }
    finding
}

//! When lines are printed.

use std::cmp::Ordering;
use std::time::Duration;

use super::order::Pair;
use super::output::{Asked, Group, Output, Says, When};
use super::printed::Printed;
use super::quoted;
use crate::report::Finding;
use crate::rule::Amount;
use crate::{cause, timeline, words};

/// The first printed line that did not come at its time.
pub(super) fn check(output: &Output<'_>, mut pairs: Vec<Pair>) -> Option<Finding> {
    pairs.sort_unstable();
    pairs.into_iter().find_map(|pair| one(output, pair))
}

fn one(output: &Output<'_>, (printed, asked): Pair) -> Option<Finding> {
    let (line, asked) = (&output.printed[printed], &output.asked[asked]);
    let when = asked.at?;
    let order = when.time.map(|time| compare(line.at, time, output.rule.within));
    if order == Some(Ordering::Equal) {
        return None;
    }
    let lines = &output.groups[asked.group].printed;
    let number = match lines.iter().position(|index| *index == printed) {
        Some(position) if lines.len() > 1 => format!(", number {} of {}", position + 1, lines.len()),
        _ => String::new(),
    };
    let (wanted, at) = shown(&when, line.at);
    let mut finding = Finding {
        expected: Some(format!("{}{number}, {wanted}", named(asked, line))),
        observed: Some(format!("it was printed at {at}")),
        location: output.location(line),
        timeline: timeline::of(output.run),
        ..Finding::default()
    };
    if order == Some(Ordering::Greater) && is_kept_back(output, printed) {
        finding.cause =
            Some("`print!` keeps what has no end of line until the end: use `println!`".to_owned());
        return Some(finding);
    }
    let cause = match order {
        Some(Ordering::Greater) => cause::slow(output.run, None)
            .or_else(|| cause::said_after_a_wait(output.run, line.at, when.time?)),
        Some(Ordering::Less) => cause::fast(output.run, None)
            .or_else(|| cause::said_before_a_wait(output.run, line.at, when.time?))
            .or_else(|| cause::milliseconds(output.run, line.at, when.time?)),
        Some(Ordering::Equal) | None => None,
    };
    if let Some(cause) = cause {
        cause.attach(&mut finding);
    }
    Some(finding)
}

/// The line as it was printed, where any that fits a pattern would do.
fn named(asked: &Asked<'_>, line: &Printed<'_>) -> String {
    match asked.says {
        Says::Text(_) => asked.named(),
        Says::Pattern(_) => format!("the line {}", quoted(line.text)),
    }
}

/// Whether a line is what was left in a buffer when the call was over: no code of the student's was running
/// then, though it was when the line before was printed.
fn is_kept_back(output: &Output<'_>, printed: usize) -> bool {
    let line = &output.printed[printed];
    let before = printed.checked_sub(1).map(|before| &output.printed[before]);
    printed + 1 == output.printed.len()
        && line.at == output.run.trace.elapsed
        && line.places.is_empty()
        && before.is_none_or(|before| !before.places.is_empty())
}

fn compare(at: Duration, wanted: Duration, within: Duration) -> Ordering {
    if at.abs_diff(wanted) <= within { Ordering::Equal } else { at.cmp(&wanted) }
}

/// Both times, with as many digits as it takes to tell them apart.
fn shown(when: &When<'_>, at: Duration) -> (String, String) {
    use grader_trace::Value::Duration;
    let (time, at) = match when.time {
        Some(time) => words::apart(&Duration(time), &Duration(at)),
        None => ("which the returned values do not tell".to_owned(), words::seconds(at)),
    };
    let wanted = match when.amount {
        Amount::Constant(_) => format!("at {time}"),
        Amount::Input(name) => format!("at {name}, {time}"),
        Amount::Elapsed => format!("at the end of the call, {time}"),
        Amount::ElapsedOver(name) => format!("after the time of the call over {name}, {time}"),
        Amount::LongestOf(name) => format!("after the longest of {name}, {time}"),
        Amount::LongestReturned => format!("after the longest wait, {time}"),
        Amount::SumOfReturned => format!("after all waits together, {time}"),
        Amount::LongestAnswer => format!("when the slowest answer is there, {time}"),
    };
    (wanted, at)
}

/// The printed lines and those asked for that they are, where all are there.
pub(super) fn in_any_order(output: &Output<'_>) -> Vec<Pair> {
    output.groups.iter().flat_map(|group| in_group(output, group)).collect()
}

/// Lines that say the same are told apart by their times alone. Those that come at a time that is asked for
/// are taken for it, the earliest first; of the others each is taken for what is left.
fn in_group(output: &Output<'_>, group: &Group) -> Vec<Pair> {
    let time_of = |asked: usize| output.asked[asked].at.and_then(|when| when.time);
    let mut lines: Vec<usize> = group.printed.clone();
    lines.sort_by_key(|line| output.printed[*line].at);
    let times = |asked: &usize| std::iter::repeat_n(*asked, output.asked[*asked].times);
    let mut asked: Vec<usize> = group.asked.iter().flat_map(times).collect();
    // What has no time takes what the others leave.
    asked.sort_by_key(|asked| (output.asked[*asked].at.is_none(), time_of(*asked)));
    let (mut pairs, mut open) = (Vec::new(), Vec::new());
    let mut next = 0;
    let mut left = Vec::new();
    for asked in asked {
        let side = |line: usize| {
            time_of(asked)
                .map_or(Ordering::Greater, |time| compare(output.printed[line].at, time, output.rule.within))
        };
        while next < lines.len() && side(lines[next]) == Ordering::Less {
            left.push(lines[next]);
            next += 1;
        }
        if next < lines.len() && side(lines[next]) == Ordering::Equal {
            pairs.push((lines[next], asked));
            next += 1;
        } else {
            open.push(asked);
        }
    }
    left.extend_from_slice(&lines[next..]);
    pairs.extend(left.into_iter().zip(open));
    pairs
}

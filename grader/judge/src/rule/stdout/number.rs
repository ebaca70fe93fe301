//! Lines that are missing, and lines that are too much.

use grader_trace::Stream;

use super::near::{difference, nearest};
use super::output::{Asked, Group, Output, Says};
use super::printed::{self, Printed};
use super::quoted;
use crate::report::Finding;
use crate::{cause, words};

/// Lines that are shown where none is like the one that is missing.
const MOST_SHOWN: usize = 3;

/// The first line that is missing, else the first that came too often, else the first that nobody asked for.
pub(super) fn check(output: &Output<'_>) -> Option<Finding> {
    let missing = |group: &&Group| group.printed.len() < group.times;
    let too_often = |group: &&Group| group.printed.len() > group.times;
    if let Some(group) = output.groups.iter().find(missing) {
        return Some(self::missing(output, group));
    }
    if let Some(group) = output.groups.iter().find(too_often) {
        return Some(self::too_often(output, group));
    }
    other(output)
}

fn missing(output: &Output<'_>, group: &Group) -> Finding {
    let asked = &output.asked[group.asked[0]];
    let expected = match group.times {
        1 => asked.named(),
        times => format!("{}, {}", asked.named(), often(times)),
    };
    let finding =
        on_stderr(output, asked).or_else(|| misspelt(output, asked)).unwrap_or_else(|| absent(output, group));
    Finding { expected: Some(expected), ..finding }
}

/// The line was printed, and to the wrong stream.
fn on_stderr(output: &Output<'_>, asked: &Asked<'_>) -> Option<Finding> {
    let line = printed::lines(output.run, Stream::Stderr).find(|line| asked.fits(line.text))?;
    Some(Finding {
        observed: Some(format!("{} on standard error", quoted(line.text))),
        cause: Some("`eprintln!` prints to standard error, `println!` to standard output".to_owned()),
        location: output.location(&line),
        ..Finding::default()
    })
}

/// Another line was printed that nobody asked for, and that is much like it.
fn misspelt(output: &Output<'_>, asked: &Asked<'_>) -> Option<Finding> {
    let Says::Text(text) = &asked.says else { return None };
    let line = nearest(text, output.others())?;
    Some(Finding {
        observed: Some(quoted(line.text) + &difference(text, line.text)),
        cause: joined(output, text, line),
        location: output.location(line),
        ..Finding::default()
    })
}

/// Two lines became one, because nothing ended the first.
fn joined(output: &Output<'_>, text: &str, line: &Printed<'_>) -> Option<String> {
    let (before, after) = line.text.split_once(text)?;
    let (before, after) = (before.trim_end(), after.trim_start());
    let is_beside = |asked: &Asked<'_>| match &asked.says {
        Says::Text(other) => before.ends_with(other) || after.starts_with(other),
        Says::Pattern(_) => false,
    };
    let cause = "`print!` does not end the line, as `println!` does";
    output.asked.iter().any(is_beside).then(|| cause.to_owned())
}

/// Nothing like the line was printed, or not as often.
fn absent(output: &Output<'_>, group: &Group) -> Finding {
    let last = group.printed.last().map(|index| &output.printed[*index]);
    let observed = match last {
        Some(_) => format!("it was printed {}", often(group.printed.len())),
        None => format!("no such line; {}", instead(output)),
    };
    let mut finding = Finding {
        observed: Some(observed),
        location: last.and_then(|line| output.location(line)),
        ..Finding::default()
    };
    if let Some(cause) = cause::undone(output.run) {
        cause.attach(&mut finding);
    }
    finding
}

/// What was printed instead of what is missing: lines that nobody asked for, else any.
fn instead(output: &Output<'_>) -> String {
    let others: Vec<_> = output.others().collect();
    let lines = if others.is_empty() { output.printed.iter().collect() } else { others };
    let mut shown: Vec<String> = lines.iter().take(MOST_SHOWN).map(|line| quoted(line.text)).collect();
    if lines.len() > MOST_SHOWN {
        shown.push(words::count(lines.len() - MOST_SHOWN, "more line"));
    }
    match shown.split_last() {
        None => "nothing was printed".to_owned(),
        Some((only, [])) => format!("{only} was printed"),
        Some((last, rest)) => format!("{} and {last} were printed", rest.join(", ")),
    }
}

fn too_often(output: &Output<'_>, group: &Group) -> Finding {
    let asked = &output.asked[group.asked[0]];
    let expected = match (group.times, &asked.says) {
        (0, Says::Text(text)) => format!("no line {}", quoted(text)),
        (0, Says::Pattern(_)) => format!("not {}", asked.shown()),
        (times, _) => format!("{}, {}", asked.named(), often(times)),
    };
    let first = &output.printed[group.printed[group.times]];
    Finding {
        expected: Some(expected),
        observed: Some(format!("it was printed {}", often(group.printed.len()))),
        location: output.location(first),
        ..Finding::default()
    }
}

/// The first line that nobody asked for, where there may be none.
fn other(output: &Output<'_>) -> Option<Finding> {
    if output.rule.others_allowed {
        return None;
    }
    let first = output.others().next()?;
    let more = match output.others().count() {
        1 => String::new(),
        count => format!(", the first of {count} such lines"),
    };
    let at = words::seconds(first.at);
    Some(Finding {
        expected: Some("only the lines that were asked for".to_owned()),
        observed: Some(format!("{} at {at}{more}", quoted(first.text))),
        cause: Some("nobody asked for this line: what is for you alone goes to `eprintln!`".to_owned()),
        location: output.location(first),
        ..Finding::default()
    })
}

fn often(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

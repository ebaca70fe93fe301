//! What a case printed beside what is asked for, with the amounts of the case.

use std::collections::HashMap;
use std::time::Duration;

use grader_trace::{Stream, Value};

use super::printed::{self, Printed};
use super::{Pattern, Stdout, Text, Wording, quoted};
use crate::escape::escape;
use crate::rule::Amount;
use crate::run::Run;

/// Bytes of output that are held against patterns, those of each pattern by themselves. A program that
/// prints megabytes to a rule of many patterns means to keep a judge busy.
const FUEL: usize = 4 << 20;

/// A line that is asked for.
pub(super) struct Asked<'a> {
    pub(super) says: Says<'a>,
    /// Another text that is as good.
    or: Option<String>,
    pub(super) at: Option<When<'a>>,
    pub(super) times: usize,
    /// Its text or pattern as it stands in the rule.
    pub(super) written: &'a str,
    /// The index of its group.
    pub(super) group: usize,
}

/// What a line is to say.
#[derive(Debug, PartialEq)]
pub(super) enum Says<'a> {
    Text(String),
    Pattern(&'a Pattern),
}

/// When a line is to be printed.
#[derive(Clone, Copy)]
pub(super) struct When<'a> {
    pub(super) amount: &'a Amount,
    /// `None` where the run does not tell.
    pub(super) time: Option<Duration>,
}

/// Lines that are asked for in the same words, and those that were printed.
#[derive(Default)]
pub(super) struct Group {
    /// Indices of those asked for.
    pub(super) asked: Vec<usize>,
    /// How many are asked for.
    pub(super) times: usize,
    /// Indices of those printed.
    pub(super) printed: Vec<usize>,
}

/// The output of a case.
pub(super) struct Output<'a> {
    pub(super) rule: &'a Stdout,
    pub(super) run: Run<'a>,
    pub(super) asked: Vec<Asked<'a>>,
    pub(super) groups: Vec<Group>,
    pub(super) printed: Vec<Printed<'a>>,
    /// For each printed line its group, if it has one.
    pub(super) group_of: Vec<Option<usize>>,
}

impl<'a> Output<'a> {
    pub(super) fn of(rule: &'a Stdout, run: Run<'a>) -> Self {
        let mut asked: Vec<Asked<'_>> = rule.lines.iter().map(|line| Asked::of(line, run)).collect();
        let mut groups = group(&mut asked);
        let printed: Vec<_> = printed::lines(run, Stream::Stdout).collect();
        let group_of = sort(&asked, &printed);
        for (index, group) in group_of.iter().enumerate() {
            if let Some(group) = group {
                groups[*group].printed.push(index);
            }
        }
        Self { rule, run, asked, groups, printed, group_of }
    }

    /// Printed lines that nobody asked for.
    pub(super) fn others(&self) -> impl Iterator<Item = &Printed<'a>> {
        let others = self.printed.iter().zip(&self.group_of).filter(|(_, group)| group.is_none());
        others.map(|(line, _)| line)
    }

    /// Whether the call goes on when all lines should have been printed; true where nothing says when.
    pub(super) fn is_late(&self) -> bool {
        let due = |asked: &Asked<'_>| asked.at.and_then(|when| when.time);
        let last =
            self.asked.iter().map(due).collect::<Option<Vec<_>>>().and_then(|due| due.into_iter().max());
        last.is_none_or(|last| self.run.trace.elapsed > last.saturating_add(self.rule.within))
    }

    /// The student's line that printed a line.
    pub(super) fn location(&self, line: &Printed<'_>) -> Option<String> {
        self.run.line(line.places).map(ToString::to_string)
    }
}

impl<'a> Asked<'a> {
    fn of(line: &'a super::Line, run: Run<'a>) -> Self {
        let filled = |text: &Text| {
            let filled = text.fill(|name| run.case.inputs.get(name));
            filled.trim_end().to_owned()
        };
        let says = match &line.wording {
            Wording::Text(text) => Says::Text(filled(text)),
            Wording::Pattern(pattern) => Says::Pattern(pattern),
        };
        let at = line.at.as_ref().map(|amount| {
            let time = amount.resolve(run).and_then(|value| value.as_duration());
            When { amount, time }
        });
        let times = match line.times.resolve(run) {
            Some(Value::Int(times)) => usize::try_from(times).unwrap_or_default(),
            _ => 1,
        };
        let or = line.or.as_ref().map(filled);
        Self { says, or, at, times, written: &line.written, group: 0 }
    }

    pub(super) fn fits(&self, text: &str) -> bool {
        let is_other = self.or.as_ref().is_some_and(|or| or == text);
        is_other
            || match &self.says {
                Says::Text(wanted) => wanted == text,
                Says::Pattern(pattern) => pattern.0.is_match(text),
            }
    }

    /// The line as it is shown: in quotes, or its pattern.
    pub(super) fn shown(&self) -> String {
        match &self.says {
            Says::Text(text) => quoted(text),
            Says::Pattern(pattern) => format!("a line like `{}`", escape(pattern.0.as_str())),
        }
    }

    /// The same, as what is asked for.
    pub(super) fn named(&self) -> String {
        match &self.says {
            Says::Text(text) => format!("the line {}", quoted(text)),
            Says::Pattern(_) => self.shown(),
        }
    }
}

/// Puts equal lines into one group: two texts may differ in their inputs only, and these be equal.
fn group(asked: &mut [Asked<'_>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for index in 0..asked.len() {
        let says = &asked[index].says;
        let found = groups.iter().position(|group| asked[group.asked[0]].says == *says);
        let number = found.unwrap_or_else(|| {
            groups.push(Group::default());
            groups.len() - 1
        });
        groups[number].asked.push(index);
        groups[number].times = groups[number].times.saturating_add(asked[index].times);
        asked[index].group = number;
    }
    groups
}

/// The group of each printed line: that of its text, else of the first pattern that it fits.
fn sort(asked: &[Asked<'_>], printed: &[Printed<'_>]) -> Vec<Option<usize>> {
    let mut texts: HashMap<&str, usize> = HashMap::new();
    let mut patterns: Vec<(&Pattern, usize)> = Vec::new();
    for line in asked {
        if let Some(or) = &line.or {
            texts.entry(or).or_insert(line.group);
        }
    }
    for line in asked {
        match &line.says {
            Says::Text(text) => drop(texts.insert(text, line.group)),
            Says::Pattern(pattern) => patterns.push((pattern, line.group)),
        }
    }
    // One that stands there again fits nothing that it did not fit before.
    patterns.sort_by_key(|(_, group)| *group);
    patterns.dedup_by_key(|(_, group)| *group);
    let mut fuel = FUEL;
    let mut fits = |pattern: &Pattern, text: &str| {
        fuel = fuel.saturating_sub(text.len());
        fuel > 0 && pattern.0.is_match(text)
    };
    let mut sort = |line: &Printed<'_>| {
        let found = patterns.iter().find(|(pattern, _)| fits(pattern, line.text));
        found.map(|(_, group)| *group)
    };
    printed.iter().map(|line| texts.get(line.text).copied().or_else(|| sort(line))).collect()
}

//! Reads `stdout = {…}`.

use std::collections::BTreeSet;

use grader_trace::Value;
use regex_lite::Regex;
use toml::de::DeValue;

use super::Scope;
use super::amount::{self, Measure};
use crate::course::nearest::did_you_mean;
use crate::course::table::{Item, Table, quoted};
use crate::form;
use crate::rule::stdout::{Format, Malformed};
use crate::rule::{Amount, Line, LineOrder, Pattern, Stdout, Text, Wording};
use crate::run::TICK;

/// Reads the rule.
pub(super) fn read(item: &Item<'_>, scope: &Scope<'_>) -> Option<Stdout> {
    let table = item.table(form::Stdout::FORM)?;
    let listed = table.require("lines", "lines = [\"Hello\"]");
    let lines = listed.as_ref().map(|lines| read_lines(lines, scope)).unwrap_or_default();
    let order = table.get("order").and_then(|item| item.word()).unwrap_or_default();
    let before = table.get("before").map(|item| read_before(&item, &lines, order)).unwrap_or_default();
    let others = table.get("others").and_then(|item| item.word());
    listed.map(|_| Stdout {
        lines,
        order,
        before,
        others_allowed: others == Some(form::Others::Allowed),
        within: table.get("within").and_then(|item| item.duration()).unwrap_or(TICK),
    })
}

fn read_lines(item: &Item<'_>, scope: &Scope<'_>) -> Vec<Line> {
    if item.is_empty_list() {
        item.report_missing("`lines` names no line.", "Write it like `lines = [\"Hello\"]`.");
    }
    item.list().unwrap_or_default().iter().filter_map(|item| read_line(item, scope)).collect()
}

fn read_line(item: &Item<'_>, scope: &Scope<'_>) -> Option<Line> {
    if let DeValue::String(_) = item.value {
        let (wording, written) = read_text(item, scope)?;
        return Some(Line { wording, written, or: None, at: None, times: once() });
    }
    if !item.value.is_table() {
        item.report_type("text in quotes or a table in braces");
        return None;
    }
    let table = item.table(form::Line::FORM)?;
    let at = table.get("at").and_then(|item| amount::read(&item, Measure::Time, &scope.scenarios));
    let times = table.get("times").and_then(|item| amount::read(&item, Measure::Count, &scope.scenarios));
    let (wording, written) = read_wording(&table, scope)?;
    let or = table.get("or").and_then(|item| read_or(&item, &wording, scope));
    Some(Line { wording, written, or, at, times: times.unwrap_or_else(once) })
}

fn once() -> Amount {
    Amount::Constant(Value::Int(1))
}

fn read_wording(line: &Table<'_>, scope: &Scope<'_>) -> Option<(Wording, String)> {
    match (line.get("text"), line.get("pattern")) {
        (Some(text), None) => read_text(&text, scope),
        (None, Some(pattern)) => read_pattern(&pattern),
        (Some(_), Some(pattern)) => {
            pattern.report_key("A line has either a `text` or a `pattern`.", "Remove one of them.");
            None
        }
        (None, None) => {
            line.report_missing("This line says nothing.", "Add a `text` or a `pattern`.");
            None
        }
    }
}

/// Another text of a line.
fn read_or(item: &Item<'_>, wording: &Wording, scope: &Scope<'_>) -> Option<Text> {
    if let Wording::Pattern(_) = wording {
        let help = "Remove it: a pattern like 'one|other' fits both.";
        item.report_key("`or` is another text for a `text`.", help);
        return None;
    }
    match read_text(item, scope)? {
        (Wording::Text(text), _) => Some(text),
        (Wording::Pattern(_), _) => None,
    }
}

fn read_text(item: &Item<'_>, scope: &Scope<'_>) -> Option<(Wording, String)> {
    // Blanks at its beginning belong to a line.
    let written = item.words().and(item.text())?.trim_end();
    if written.contains(['\n', '\r']) {
        item.report("A line cannot hold the end of a line.", "List each line by itself.");
        return None;
    }
    match Text::parse(written) {
        Ok(text) => {
            text.inputs().for_each(|(name, format)| report_input(item, (name, format), scope));
            Some((Wording::Text(text), written.to_owned()))
        }
        Err(Malformed { at, message, help }) => {
            let indent = written.len() - written.trim_start().len();
            item.report_part(at.start - indent..at.end - indent, message, help);
            None
        }
    }
}

/// Reports an input that a scenario does not have, or that cannot be written so.
fn report_input(item: &Item<'_>, (name, format): (&str, Format), scope: &Scope<'_>) {
    for scenario in &scope.scenarios {
        let names: Vec<&str> = scenario.inputs.iter().map(|input| input.name.as_str()).collect();
        let Some(input) = scenario.inputs.iter().find(|input| input.name == name) else {
            let help = did_you_mean(name, &names)
                .unwrap_or_else(|| "In braces stands an input; write `{{` for a brace.".to_owned());
            item.report(format!("The scenario `{}` has no input `{name}`.", scenario.id), help);
            return;
        };
        if input.values.iter().any(|value| format.apply(value).is_none()) {
            let message =
                format!("The input `{name}` of the scenario `{}` cannot be written so.", scenario.id);
            let help = "Digits are for durations and for numbers with a fraction; `{name:?}` is for lists.";
            item.report(message, help);
            return;
        }
    }
}

fn read_pattern(item: &Item<'_>) -> Option<(Wording, String)> {
    let written = item.words().and(item.text())?;
    match Regex::new(written) {
        Ok(regex) => Some((Wording::Pattern(Pattern(regex)), written.to_owned())),
        Err(error) => {
            let help = "In quotes like 'these' each `\\` stands for itself.";
            item.report(format!("This is no regular expression: {error}."), help);
            None
        }
    }
}

fn read_before(item: &Item<'_>, lines: &[Line], order: LineOrder) -> Vec<Vec<String>> {
    if order == LineOrder::AsListed {
        let help = "Write `order = \"any\"`, or remove `before`.";
        item.report_key("`before` says nothing where all lines come as they are listed.", help);
        return Vec::new();
    }
    let chains: Vec<Vec<String>> =
        item.list().unwrap_or_default().iter().filter_map(|chain| read_chain(chain, lines)).collect();
    if is_circular(&chains) {
        item.report_key("`before` goes in a circle, so no output is right.", "Remove one of its lists.");
    }
    chains
}

/// Lines of which each comes before the next.
fn read_chain(item: &Item<'_>, lines: &[Line]) -> Option<Vec<String>> {
    let names = item.list()?;
    if names.len() < 2 {
        item.report(
            "A list in `before` has two lines or more.",
            "Write it like `[[\"first\", \"second\"]]`.",
        );
        return None;
    }
    names.iter().map(|name| read_name(name, lines)).collect()
}

fn read_name(item: &Item<'_>, lines: &[Line]) -> Option<String> {
    let name = item.text()?;
    let written: BTreeSet<&str> = lines.iter().map(|line| line.written.as_str()).collect();
    if !written.contains(name.trim_end()) && !written.contains(name) {
        let written: Vec<&str> = written.into_iter().collect();
        let help = did_you_mean(name, &written)
            .unwrap_or_else(|| "Write the line here as it is written in `lines`.".to_owned());
        item.report(format!("{} is not listed in `lines`.", quoted([name])), help);
        return None;
    }
    Some(if written.contains(name) { name } else { name.trim_end() }.to_owned())
}

/// Whether some line comes before itself.
fn is_circular(chains: &[Vec<String>]) -> bool {
    let mut pairs: BTreeSet<(&str, &str)> =
        chains.iter().flat_map(|chain| chain.windows(2)).map(|pair| (&*pair[0], &*pair[1])).collect();
    loop {
        let later: BTreeSet<&str> = pairs.iter().map(|(_, later)| *later).collect();
        let before = pairs.len();
        // What nothing comes before is in no circle.
        pairs.retain(|(earlier, _)| later.contains(earlier));
        if pairs.len() == before {
            return before > 0;
        }
    }
}

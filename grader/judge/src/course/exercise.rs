//! Reads `checks/<exercise>.toml`.

use std::collections::BTreeSet;

use grader_trace::Limits;

use super::page::Page;
use super::table::{Item, Table, quoted};
use super::{Check, Exercise, Scenario, check, limits, name, scenario};
use crate::{form, source};

/// An exercise, and the places that are needed to hold it against the others.
pub(crate) struct Read<'a> {
    pub(crate) exercise: Exercise,
    /// Only if it can be read.
    pub(crate) order: Option<Item<'a>>,
    pub(crate) file: Option<Item<'a>>,
    pub(crate) uses: Vec<Item<'a>>,
}

/// Reads an exercise of a course that has those exercises.
pub(crate) fn read<'a>(page: &'a Page<'_>, id: &str, exercises: &[&str], limits: Limits) -> Read<'a> {
    report_id(page, id);
    let table = page.root(form::Exercise::FORM);
    let title = table.require("title", "title = \"Wait for a random time\"");
    let order = table.require("order", "order = 1").and_then(|item| Some((item.whole()?, item)));
    let file = table.get("file");
    let (uses, used): (Vec<Item<'_>>, Vec<&str>) =
        table.get("uses").map(|item| item.list_of_words()).unwrap_or_default().into_iter().unzip();
    let path = file.as_ref().and_then(read_file).unwrap_or_else(|| format!("src/{id}.rs"));
    let around = scenario::Around {
        modules: [&[id], used.as_slice()].concat(),
        file: &path,
        exercises,
        limits: limits::read(&table, limits),
    };
    let scenarios = read_scenarios(&table, &around);
    let checks = read_checks(&table, &scenarios, &around.modules);
    report_unchecked(&scenarios, &checks);
    let todo = table.get("todo").map(|item| read_todo(&item, id, &scenarios)).unwrap_or_default();
    let exercise = Exercise {
        id: id.to_owned(),
        title: title.and_then(|title| title.words()).unwrap_or_default().to_owned(),
        order: order.as_ref().map_or(0, |(order, _)| *order),
        uses: used.into_iter().map(str::to_owned).collect(),
        file: path.clone(),
        todo,
        scenarios: scenarios.into_iter().map(|read| read.scenario).collect(),
        checks,
    };
    Read { exercise, order: order.map(|(_, item)| item), file, uses }
}

fn report_id(page: &Page<'_>, id: &str) {
    if !name::is_exercise_name(id) {
        let message = format!("`{id}` cannot be the name of an exercise, which is a module of Rust.");
        let help = "Rename the file to something like `basic_wait.toml`; `random` and `http` are taken.";
        page.report(0..0, message, Some(help.to_owned()));
    }
}

fn read_file(item: &Item<'_>) -> Option<String> {
    let file = item.words()?;
    let parts: Vec<&str> = file.split('/').collect();
    let is_plain = |part: &&str| !matches!(*part, "" | "." | "..") && !part.contains(['\\', ':']);
    if !parts.iter().all(is_plain) || !file.ends_with(".rs") {
        item.report("`file` must be a Rust file inside the course.", "Write it like \"src/basic_wait.rs\".");
        return None;
    }
    Some(file.to_owned())
}

/// Functions of the exercise that are called: of others, nobody would notice that they are not written.
fn read_todo(item: &Item<'_>, id: &str, scenarios: &[scenario::Read<'_>]) -> Vec<String> {
    let calls = scenarios.iter().map(|read| read.scenario.call.as_str());
    let called: BTreeSet<String> = calls.flat_map(|call| source::called_by(id, call, |_| false)).collect();
    for (item, function) in item.list_of_words() {
        if !called.contains(function) {
            let help = format!("The scenarios call {}.", quoted(called.iter().map(String::as_str)));
            item.report_missing(format!("No scenario calls `{function}`."), help);
        }
    }
    texts(Some(item.clone()))
}

fn read_scenarios<'a>(exercise: &Table<'a>, around: &scenario::Around<'_>) -> Vec<scenario::Read<'a>> {
    let items = exercise.get("scenario").and_then(|item| tables(&item)).unwrap_or_default();
    let scenarios: Vec<_> = items.iter().filter_map(|item| scenario::read(item, around)).collect();
    let ids = scenarios.iter().filter_map(|read| read.id.as_ref());
    report_equal(ids, |id| format!("There is another scenario `{id}`."));
    scenarios
}

fn read_checks(exercise: &Table<'_>, scenarios: &[scenario::Read<'_>], modules: &[&str]) -> Vec<Check> {
    let scenarios: Vec<&Scenario> = scenarios.iter().map(|read| &read.scenario).collect();
    let Some(items) = exercise.get("check").map_or(Some(Vec::new()), |item| tables(&item)) else {
        return Vec::new();
    };
    if items.is_empty() {
        exercise.report_missing("This exercise has no checks, so it gives no points.", "Add a `[[check]]`.");
    }
    let checks: Vec<_> = items.iter().filter_map(|item| check::read(item, &scenarios, modules)).collect();
    let ids = checks.iter().filter_map(|read| read.id.as_ref());
    report_equal(ids, |id| format!("There is another check `{id}`."));
    checks.into_iter().map(|read| read.check).collect()
}

fn tables<'a>(item: &Item<'a>) -> Option<Vec<Item<'a>>> {
    if item.value.is_table() {
        item.report(format!("There can be several of `{}`.", item.key), format!("Write `[[{}]]`.", item.key));
        return None;
    }
    item.list()
}

/// Reports names that stand there a second time.
pub(crate) fn report_equal<'i, 'a: 'i>(
    names: impl Iterator<Item = &'i Item<'a>>,
    message: impl Fn(&str) -> String,
) {
    let mut seen = BTreeSet::new();
    for item in names {
        let Some(name) = item.value.as_str() else { continue };
        if !seen.insert(name) {
            item.report(message(name), "Use each name only once.");
        }
    }
}

fn report_unchecked(scenarios: &[scenario::Read<'_>], checks: &[Check]) {
    let is_checked = |id: &String| checks.iter().any(|check| check.scenarios.contains(id));
    for read in scenarios.iter().filter(|read| !checks.is_empty() && !is_checked(&read.scenario.id)) {
        let Some(id) = &read.id else { continue };
        let message = format!("No check looks at the scenario `{}`.", read.scenario.id);
        id.report_missing(message, "Name it in the `scenarios` of a check, or remove it.");
    }
}

/// A permanent name.
pub(crate) fn read_kebab(item: &Item<'_>) -> Option<String> {
    let id = item.text()?;
    if !name::is_kebab(id) {
        let message = format!("`{}` must be lower-case words between hyphens.", item.key);
        item.report(message, "Write it like \"uses-wait-random\".");
    }
    Some(id.to_owned())
}

/// A list of texts that may be absent.
pub(crate) fn texts(item: Option<Item<'_>>) -> Vec<String> {
    let words = item.map(|item| item.list_of_words()).unwrap_or_default();
    words.into_iter().map(|(_, text)| text.to_owned()).collect()
}

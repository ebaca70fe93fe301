//! Reads `[[check]]`.

use super::nearest::did_you_mean;
use super::table::{Item, Table, quoted};
use super::{Check, Scenario, exercise};
use crate::{form, rule};

/// A check, and where it stands.
pub(crate) struct Read<'a> {
    pub(crate) check: Check,
    pub(crate) id: Option<Item<'a>>,
}

/// Reads a check of an exercise with those scenarios; `modules` are the exercise and those that it
/// uses.
pub(crate) fn read<'a>(item: &Item<'a>, scenarios: &[&Scenario], modules: &[&str]) -> Option<Read<'a>> {
    let table = item.table(form::Check::FORM)?;
    let id = table.require("id", "id = \"in-range\"");
    let title = table.require("title", "title = \"A sentence that is true of a right answer\"");
    let chosen = read_scenarios(&table, scenarios);
    let scope = rule::read::Scope { scenarios: chosen.clone(), modules: modules.to_vec() };
    let check = Check {
        id: id.as_ref().and_then(exercise::read_kebab).unwrap_or_default(),
        title: title.and_then(|title| title.words()).unwrap_or_default().to_owned(),
        points: read_points(&table).unwrap_or_default(),
        hidden: table.get("hidden").and_then(|hidden| hidden.flag()).unwrap_or(false),
        scenarios: chosen.iter().map(|scenario| scenario.id.clone()).collect(),
        rules: rule::read::rules(&table, &scope),
        hints: exercise::texts(table.get("hints")),
    };
    Some(Read { check, id })
}

fn read_points(check: &Table<'_>) -> Option<f64> {
    let item = check.require("points", "points = 1")?;
    let points = item.number()?;
    if points <= 0.0 {
        item.report("`points` must be more than zero.", "A check that gives no points decides nothing.");
        return None;
    }
    Some(points)
}

/// The scenarios that a check looks at. One that is decided by the source alone looks at none
/// unless it says so: a call that fails must not cost its points.
fn read_scenarios<'s>(check: &Table<'_>, scenarios: &[&'s Scenario]) -> Vec<&'s Scenario> {
    let run_rule = rule::read::ABOUT_RUNS.iter().find_map(|key| check.get(key));
    let named = check.get("scenarios");
    let names_some = named.as_ref().is_some_and(|item| !item.is_empty_list());
    let chosen = match (named, &run_rule) {
        (Some(item), _) => named_scenarios(&item, scenarios),
        (None, Some(_)) => scenarios.to_vec(),
        (None, None) => Vec::new(),
    };
    if let Some(rule) = run_rule.filter(|_| chosen.is_empty() && !names_some) {
        let message = format!("`{}` is about runs, and this check looks at no scenario.", rule.key);
        rule.report_missing_key(message, "Add a `[[scenario]]`, or name one in `scenarios`.");
    }
    chosen
}

fn named_scenarios<'s>(item: &Item<'_>, scenarios: &[&'s Scenario]) -> Vec<&'s Scenario> {
    let names = item.list_of_words();
    exercise::report_equal(names.iter().map(|(item, _)| item), |id| format!("`{id}` is named twice."));
    names.iter().filter_map(|(item, id)| find(item, id, scenarios)).collect()
}

fn find<'s>(item: &Item<'_>, id: &str, scenarios: &[&'s Scenario]) -> Option<&'s Scenario> {
    let found = scenarios.iter().copied().find(|scenario| scenario.id == id);
    if found.is_none() {
        let ids: Vec<&str> = scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
        let help = did_you_mean(id, &ids)
            .unwrap_or_else(|| format!("The scenarios are {}.", quoted(ids.iter().copied())));
        item.report_missing(format!("This exercise has no scenario `{id}`."), help);
    }
    found
}

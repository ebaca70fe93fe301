//! Reads `requests = {…}`, and what `returned` says of answers.

use super::amount::{self, Measure};
use super::{Scope, read_amount, report_nothing_asked};
use crate::course::nearest::did_you_mean;
use crate::course::table::{Item, Table, quoted};
use crate::course::{Input, Scenario};
use crate::form;
use crate::rule::{Answers, AtOnce, Requests};

/// Reads the bounds on requests.
pub(super) fn read(item: &Item<'_>, scope: &Scope<'_>) -> Option<Requests> {
    let table = item.table(form::Requests::FORM)?;
    report_nothing_asked(item, &table, form::Requests::FORM.keys);
    report_no_client(item, scope);
    Some(Requests {
        each: table.get("each").and_then(|each| read_urls(&each, scope)),
        at_most: read_amount(&table, "at_most", Measure::Count, scope),
        at_least: table.get("at_least").and_then(|least| read_at_once(&least, scope)),
        limit: read_amount(&table, "limit", Measure::Time, scope),
    })
}

fn read_at_once(item: &Item<'_>, scope: &Scope<'_>) -> Option<AtOnce> {
    if item.value.as_str() == Some("all") {
        return Some(AtOnce::All);
    }
    amount::read(item, Measure::Count, &scope.scenarios).map(AtOnce::Count)
}

/// Reads `answers` and `limit` of a rule about what is returned.
pub(super) fn read_answers(table: &Table<'_>, scope: &Scope<'_>) -> Option<Answers> {
    let Some(item) = table.get("answers") else {
        if let Some(limit) = table.get("limit") {
            limit.report_missing_key("`limit` says when `answers` are late.", "Add `answers = \"urls\"`.");
        }
        return None;
    };
    report_no_client(&item, scope);
    let limit = read_amount(table, "limit", Measure::Time, scope);
    Some(Answers { urls: read_urls(&item, scope)?, limit })
}

/// What requests are judged by is the web of a scenario's one client.
fn report_no_client(item: &Item<'_>, scope: &Scope<'_>) {
    let clients = |scenario: &Scenario| scenario.inputs.iter().filter(|input| input.ty == "Client").count();
    for scenario in scope.scenarios.iter().filter(|scenario| clients(scenario) != 1) {
        let message = format!(
            "`{}` needs one input that is a client, and `{}` has {}.",
            item.key,
            scenario.id,
            clients(scenario)
        );
        item.report_key(message, "Say what URLs answer in `[[scenario.inputs.client]]`.");
    }
}

/// The name of an input that is a URL or a list of them in every scenario.
fn read_urls(item: &Item<'_>, scope: &Scope<'_>) -> Option<String> {
    let name = item.words()?;
    for scenario in &scope.scenarios {
        let Some(input) = scenario.inputs.iter().find(|input| input.name == name) else {
            let names: Vec<&str> = scenario.inputs.iter().map(|input| input.name.as_str()).collect();
            let help = did_you_mean(name, &names)
                .unwrap_or_else(|| format!("Its inputs are {}.", quoted(names.iter().copied())));
            item.report(format!("The scenario `{}` has no input `{name}`.", scenario.id), help);
            return None;
        };
        if !is_urls(input) {
            let message = format!("The input `{name}` of `{}` is no URL and no list of them.", scenario.id);
            item.report(message, "Name an input that is a `String` or a `Vec<String>`.");
            return None;
        }
    }
    Some(name.to_owned())
}

fn is_urls(input: &Input) -> bool {
    ["String", "Vec<String>"].contains(&input.ty.as_str())
}

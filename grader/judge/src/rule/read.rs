//! Reads the rules of a check: `returned = {…}`, `elapsed = {…}` and so on.

mod amount;
mod requests;
mod stdout;

use std::time::Duration;

use self::amount::Measure;
use super::{
    Across, Amount, Calls, Compile, Elapsed, Fair, Heartbeat, Outcome, Returned, Rule, Source, Spread, Tasks,
    Waits,
};
use crate::course::call::{self, module_of};
use crate::course::table::{Item, Table, quoted};
use crate::course::{Scenario, exercise};
use crate::form;

/// Keys of the rules that look at runs.
pub(crate) const ABOUT_RUNS: &[&str] = &[
    "returned",
    "elapsed",
    "calls",
    "tasks",
    "waits",
    "requests",
    "stdout",
    "blocking",
    "heartbeat",
    "across",
];

/// Keys of the rules that the source alone decides, or the compiler.
const ABOUT_SOURCE: &[&str] = &["source", "compile"];

/// What rules may refer to.
pub(crate) struct Scope<'a> {
    /// The scenarios that the check looks at.
    pub(crate) scenarios: Vec<&'a Scenario>,
    /// The exercise itself and those that it uses.
    pub(crate) modules: Vec<&'a str>,
}

/// The rules of a check.
pub(crate) fn rules(check: &Table<'_>, scope: &Scope<'_>) -> Vec<Rule> {
    let keys = [ABOUT_RUNS, ABOUT_SOURCE].concat();
    if keys.iter().all(|key| check.get(key).is_none()) {
        check.report_missing(
            "This check has no rule, so it decides nothing.",
            format!("Add one of {}.", quoted(keys)),
        );
    }
    let rules = [
        check.get("returned").and_then(|item| read_returned(&item, scope)).map(Rule::from),
        check.get("elapsed").and_then(|item| read_elapsed(&item, scope)).map(Rule::Elapsed),
        check.get("calls").and_then(|item| read_calls(&item, scope)).map(Rule::Calls),
        check.get("tasks").and_then(|item| read_tasks(&item, scope)).map(Rule::Tasks),
        check.get("requests").and_then(|item| requests::read(&item, scope)).map(Rule::Requests),
        check.get("stdout").and_then(|item| stdout::read(&item, scope)).map(Rule::Stdout),
        check.get("blocking").and_then(|item| item.word()).map(|form::Blocking::Forbidden| Rule::Blocking),
        check.get("heartbeat").and_then(|item| read_heartbeat(&item, scope)).map(Rule::Heartbeat),
        // What blocks a thread says more than that nothing is awaited.
        check.get("waits").and_then(|item| read_waits(&item, scope)).map(Rule::Waits),
        check.get("source").and_then(|item| read_source(&item)).map(Rule::Source),
        check.get("compile").and_then(|item| read_compile(&item, scope)).map(Rule::Compile),
        check.get("across").and_then(|item| read_across(&item, scope)).map(Rule::Across),
    ];
    rules.into_iter().flatten().collect()
}

/// Those that ask for something by themselves.
fn bounds_of_returned() -> Vec<&'static str> {
    form::Returned::FORM.keys.iter().copied().filter(|key| *key != "limit").collect()
}

fn read_returned(item: &Item<'_>, scope: &Scope<'_>) -> Option<Returned> {
    let table = item.table(form::Returned::FORM)?;
    report_nothing_asked(item, &table, &bounds_of_returned());
    Some(Returned {
        len: read_amount(&table, "len", Measure::Length, scope),
        among: table.get("among").and_then(|item| read_items(&item, scope)),
        equals: read_amount(&table, "equals", Measure::Value, scope),
        at_least: read_amount(&table, "at_least", Measure::Any, scope),
        at_most: read_amount(&table, "at_most", Measure::Any, scope),
        order: table.get("order").and_then(|item| item.word()),
        spread: table.get("spread").and_then(|item| read_spread(&item, scope)),
        fair: table.get("fair").and_then(|item| read_fair(&item, scope)),
        answers: requests::read_answers(&table, scope),
        within: read_within(&table),
    })
}

fn read_elapsed(item: &Item<'_>, scope: &Scope<'_>) -> Option<Elapsed> {
    let table = item.table(form::Elapsed::FORM)?;
    report_nothing_asked(item, &table, form::Elapsed::FORM.keys);
    Some(Elapsed {
        equals: read_amount(&table, "equals", Measure::Time, scope),
        at_least: read_amount(&table, "at_least", Measure::Time, scope),
        at_most: read_amount(&table, "at_most", Measure::Time, scope),
        within: read_within(&table),
    })
}

/// A bound says what to expect; `within` alone only says how closely.
fn report_nothing_asked(item: &Item<'_>, table: &Table<'_>, keys: &[&str]) {
    let bounds: Vec<&str> = keys.iter().copied().filter(|key| *key != "within").collect();
    if bounds.iter().all(|key| table.get(key).is_none()) {
        let message = format!("`{}` asks for nothing.", item.key);
        item.report_missing(message, format!("Add one of {}.", quoted(bounds)));
    }
}

fn read_amount(table: &Table<'_>, key: &str, measure: Measure, scope: &Scope<'_>) -> Option<Amount> {
    amount::read(&table.get(key)?, measure, &scope.scenarios)
}

fn read_within(table: &Table<'_>) -> Duration {
    table.get("within").and_then(|item| item.duration()).unwrap_or_default()
}

fn read_spread(item: &Item<'_>, scope: &Scope<'_>) -> Option<Spread> {
    report_single_case(item, scope);
    let table = item.table(form::Spread::FORM)?;
    let up_to = table.require("up_to", "up_to = \"max\"");
    let quarters = table.require("quarters", "quarters = 3").and_then(|item| item.count(4));
    let least = table.get("least").and_then(|item| item.count(u32::MAX.into())).unwrap_or_default();
    Some(Spread {
        fractional: table.get("fractional").and_then(|item| item.flag()).unwrap_or(false),
        up_to: amount::read(&up_to?, Measure::Any, &scope.scenarios)?,
        quarters: u32::try_from(quarters?).ok()?,
        share: table.get("share").and_then(|item| read_share(&item)).unwrap_or_default(),
        least: u32::try_from(least).ok()?,
    })
}

/// What four quarters can have each.
fn read_share(item: &Item<'_>) -> Option<f64> {
    let share = item.number()?;
    if !(0.0..=0.25).contains(&share) {
        item.report("`share` must be from 0 to 0.25.", "A fair draw gives each quarter a share of 0.25.");
        return None;
    }
    Some(share)
}

fn read_fair(item: &Item<'_>, scope: &Scope<'_>) -> Option<Fair> {
    report_single_case(item, scope);
    let table = item.table(form::Fair::FORM)?;
    if let Some(items) = table.get("among") {
        for other in ["from", "to"].iter().filter_map(|key| table.get(key)) {
            other.report_key(
                "What comes up is either `among` an input or `from` one number `to` another.",
                "Remove one.",
            );
        }
        return read_items(&items, scope).map(Fair::Among);
    }
    let number = |key, example| amount::read(&table.require(key, example)?, Measure::Count, &scope.scenarios);
    let (from, to) = (number("from", "from = 1"), number("to", "to = \"n\""));
    Some(Fair::Numbers { from: from?, to: to? })
}

/// The name of an input that is a list, in all scenarios.
fn read_items(item: &Item<'_>, scope: &Scope<'_>) -> Option<String> {
    match amount::read(item, Measure::Items, &scope.scenarios)? {
        Amount::Input(name) => Some(name),
        _ => None,
    }
}

/// Where there is one case for all, there is nothing to compare.
fn report_single_case(item: &Item<'_>, scope: &Scope<'_>) {
    for scenario in scope.scenarios.iter().filter(|scenario| scenario.cases < 2) {
        let message = format!("`{}` compares cases, and `{}` has only one.", item.key, scenario.id);
        item.report_key(message, "Raise the `cases` of the scenario.");
    }
}

fn read_calls(item: &Item<'_>, scope: &Scope<'_>) -> Option<Calls> {
    let table = item.table(form::Calls::FORM)?;
    let times = table.require("times", "times = 1");
    let function = table.require("function", "function = \"basic_wait::wait_random\"");
    let function = function.and_then(|item| read_function(&item, scope));
    Some(Calls {
        at_once: table.get("at_once").and_then(|item| item.flag()).unwrap_or(false),
        times: amount::read(&times?, Measure::Count, &scope.scenarios)?,
        function: function?,
        // Known when all exercises are.
        files: Vec::new(),
    })
}

fn read_function(item: &Item<'_>, scope: &Scope<'_>) -> Option<String> {
    let function = item.words()?;
    match module_of(function) {
        None => {
            let message = format!("`{function}` is no function of an exercise.");
            item.report(message, "Write it like \"basic_wait::wait_random\".");
        }
        Some(module) if !scope.modules.contains(&module) => {
            let message = format!("This exercise does not use `{module}`.");
            item.report(message, format!("Add \"{module}\" to its `uses`."));
        }
        Some(_) => {}
    }
    Some(function.to_owned())
}

fn read_tasks(item: &Item<'_>, scope: &Scope<'_>) -> Option<Tasks> {
    let table = item.table(form::Tasks::FORM)?;
    report_nothing_asked(item, &table, form::Tasks::FORM.keys);
    Some(Tasks {
        spawned: read_amount(&table, "spawned", Measure::Count, scope),
        none_left: table.get("left").and_then(|item| item.word::<form::Left>()) == Some(form::Left::None),
    })
}

fn read_waits(item: &Item<'_>, scope: &Scope<'_>) -> Option<Waits> {
    let table = item.table(form::Waits::FORM)?;
    let made = table.require("made", "made = 1");
    Some(Waits { made: amount::read(&made?, Measure::Count, &scope.scenarios)? })
}

fn read_source(item: &Item<'_>) -> Option<Source> {
    let table = item.table(form::Source::FORM)?;
    let rule = Source {
        forbid: exercise::texts(table.get("forbid")),
        require: exercise::texts(table.get("require")),
    };
    if form::Source::FORM.keys.iter().all(|key| table.get(key).is_none_or(|names| names.is_empty_list())) {
        item.report_missing("`source` asks for nothing.", "Name something in `forbid` or `require`.");
    }
    Some(rule)
}

fn read_heartbeat(item: &Item<'_>, scope: &Scope<'_>) -> Option<Heartbeat> {
    for scenario in scope.scenarios.iter().filter(|scenario| scenario.heartbeat.is_none()) {
        let message = format!("The scenario `{}` has no heartbeat.", scenario.id);
        item.report_key(message, "Write `heartbeat = \"10ms\"` in it, or leave it out of `scenarios`.");
    }
    let table = item.table(form::Heartbeat::FORM)?;
    let late = table.require("late", "late = \"5ms\"")?;
    Some(Heartbeat { late: late.duration()? })
}

fn read_compile(item: &Item<'_>, scope: &Scope<'_>) -> Option<Compile> {
    let table = item.table(form::Compile::FORM)?;
    let code = |item: &Item<'_>| {
        let modules = scope.modules.clone();
        call::read_code(item, &call::Scope { inputs: Vec::new(), modules, exercises: &[], is_call: false })
    };
    let accept = table.get("accept").map(|item| code(&item));
    let reject = table.get("reject").map(|item| code(&item));
    let with = table.get("with").map(|item| item.words().map(str::to_owned));
    match (accept, reject, with) {
        (Some(accept), None, None) => Some(Compile { code: accept?, outcome: Outcome::Accepted }),
        (None, Some(reject), Some(with)) => {
            Some(Compile { code: reject?, outcome: Outcome::Rejected { with: with? } })
        }
        _ => {
            item.report(
                "`compile` has to say what must come of a piece of code.",
                "Write `accept = \"…\"`, or `reject = \"…\"` and `with = \"E0382\"`, the error that it must give.",
            );
            None
        }
    }
}

fn read_across(item: &Item<'_>, scope: &Scope<'_>) -> Option<Across> {
    let table = item.table(form::Across::FORM)?;
    report_nothing_asked(item, &table, form::Across::FORM.keys);
    let seeds = table.get("seeds").and_then(|seeds| {
        report_single_case(item, scope);
        seeds.word::<form::Seeds>()
    });
    Some(Across {
        seeds_differ: seeds == Some(form::Seeds::Differ),
        seeds_agree: seeds == Some(form::Seeds::Agree),
        inputs_differ: table.get("inputs").and_then(|item| item.word::<form::OtherInputs>())
            == Some(form::OtherInputs::Differ),
    })
}

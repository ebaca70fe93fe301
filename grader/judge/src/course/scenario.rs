//! Reads `[[scenario]]`.

use grader_trace::Limits;

use super::call::{self, Scope};
use super::table::{Item, Table};
use super::{Scenario, exercise, inputs, limits};

const KEYS: &[&str] = &["id", "call", "output", "inputs", "types", "cases", "explore", "limits"];

/// Seeds for each combination of inputs, where the author does not say.
const USUAL_CASES: u32 = 8;

/// Cases of a scenario: more would keep a machine busy for minutes.
const MOST_CASES: u64 = 100_000;

/// MiB of the texts and lists in all cases of a scenario: as much as its process may well hold.
const MOST_MIB: u64 = 64;

/// A scenario, and where it stands.
pub(crate) struct Read<'a> {
    pub(crate) scenario: Scenario,
    pub(crate) id: Option<Item<'a>>,
}

/// Where a scenario stands: what it may call, and the limits around it.
pub(crate) struct Around<'a> {
    pub(crate) modules: Vec<&'a str>,
    pub(crate) exercises: &'a [&'a str],
    pub(crate) limits: Limits,
}

/// Reads a scenario.
pub(crate) fn read<'a>(item: &Item<'a>, around: &Around<'_>) -> Option<Read<'a>> {
    let table = item.table("scenario", KEYS)?;
    let id = table.require("id", "id = \"waits\"");
    let inputs = inputs::read(&table);
    let scope = Scope {
        inputs: inputs.iter().map(|input| input.name.as_str()).collect(),
        modules: around.modules.clone(),
        exercises: around.exercises,
    };
    let call = table.require("call", "call = \"module::function(input).await\"");
    let call = call.and_then(|call| call::read_call(&call, &scope)).unwrap_or_default();
    let output = table.require("output", "output = \"Duration\"");
    let scenario = Scenario {
        id: id.as_ref().and_then(exercise::read_kebab).unwrap_or_default(),
        call,
        output: output.as_ref().and_then(call::read_type).unwrap_or_default(),
        inputs,
        cases: read_cases(&table),
        explore: table.get("explore").and_then(|explore| explore.flag()).unwrap_or(false),
        limits: limits::read(&table, around.limits),
    };
    report_many_cases(item, &scenario);
    report_large_cases(item, &scenario);
    Some(Read { scenario, id })
}

fn read_cases(scenario: &Table<'_>) -> u32 {
    let cases = scenario.get("cases").and_then(|item| item.count(MOST_CASES));
    cases.and_then(|cases| u32::try_from(cases).ok()).unwrap_or(USUAL_CASES)
}

fn report_many_cases(item: &Item<'_>, scenario: &Scenario) {
    let cases = scenario.count();
    if cases > MOST_CASES {
        let help = format!("Take fewer values or `cases`: {MOST_CASES} in all are the most.");
        item.report(format!("The scenario `{}` has {cases} cases.", scenario.id), help);
    }
}

fn report_large_cases(item: &Item<'_>, scenario: &Scenario) {
    let mib = scenario.size() >> 20;
    if scenario.count() <= MOST_CASES && mib >= MOST_MIB {
        let message = format!("The inputs of all cases of the scenario `{}` take {mib} MiB.", scenario.id);
        let help = format!("Make them shorter, or take fewer: {MOST_MIB} MiB in all are too much.");
        item.report(message, help);
    }
}

//! Reads `[[scenario]]`.

use std::time::Duration;

use grader_trace::Limits;

use super::call::{self, Scope};
use super::table::{Item, Table};
use super::{Input, PROGRAMS, Scenario, exercise, inputs, limits};
use crate::form;

/// What only a call has.
const OF_CALLS: [&str; 6] = ["call", "output", "result", "inputs", "types", "heartbeat"];

/// Seeds for each combination of inputs, where the author does not say.
const USUAL_CASES: u32 = 8;

/// The same for a program, which takes no inputs and draws nothing, as a rule.
const USUAL_CASES_OF_PROGRAM: u32 = 1;

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
    /// The exercise's file.
    pub(crate) file: &'a str,
    pub(crate) exercises: &'a [&'a str],
    pub(crate) limits: Limits,
}

/// Reads a scenario.
pub(crate) fn read<'a>(item: &Item<'a>, around: &Around<'_>) -> Option<Read<'a>> {
    let table = item.table(form::Scenario::FORM)?;
    let id = table.require("id", "id = \"waits\"");
    let run = if reads_program(item, &table, around) {
        of_program(&table, around)
    } else {
        of_call(&table, around)
    };
    let scenario = Scenario {
        id: id.as_ref().and_then(exercise::read_kebab).unwrap_or_default(),
        is_program: run.is_program,
        call: run.call,
        output: run.output,
        result: run.result,
        inputs: run.inputs,
        cases: read_cases(&table, run.usual_cases),
        explore: table.get("explore").and_then(|explore| explore.flag()).unwrap_or(false),
        heartbeat: run.heartbeat,
        limits: limits::read(&table, around.limits),
    };
    report_many_cases(item, &scenario);
    report_large_cases(item, &scenario);
    Some(Read { scenario, id })
}

/// What a scenario runs.
struct Run {
    is_program: bool,
    call: String,
    output: String,
    result: Option<String>,
    inputs: Vec<Input>,
    heartbeat: Option<Duration>,
    usual_cases: u32,
}

/// Whether a scenario runs a program; reports where it has to and does not, or the other way round. Where
/// it says nothing it runs what the exercise's file is.
fn reads_program(item: &Item<'_>, table: &Table<'_>, around: &Around<'_>) -> bool {
    let is_program = around.file.starts_with(PROGRAMS);
    match table.get("program") {
        None if is_program => {
            let message = format!("`{}` is a program, and this scenario does not run it.", around.file);
            item.report_missing(
                message,
                "Write `program = true`: the functions of a program are not called.",
            );
            true
        }
        None => false,
        Some(program) => {
            let runs = program.flag().unwrap_or(is_program);
            if runs && !is_program {
                let message = format!("`{}` is no program: those are in `{PROGRAMS}`.", around.file);
                let help = format!("Write `file = \"{PROGRAMS}…\"` in the exercise, or a `call` here.");
                program.report(message, help);
            } else if !runs && is_program {
                let message = format!("`{}` is a program, and can only be run as one.", around.file);
                program.report(message, "Write `program = true`.");
                return true;
            }
            runs
        }
    }
}

fn of_program(table: &Table<'_>, around: &Around<'_>) -> Run {
    for key in OF_CALLS {
        if let Some(item) = table.get(key) {
            item.report_key(format!("A program is run, not called: it has no `{key}`."), "Remove this.");
        }
    }
    let module = around.modules.first().copied().unwrap_or_default();
    Run {
        is_program: true,
        call: format!("{module}::main()"),
        output: "ExitCode".to_owned(),
        result: None,
        inputs: Vec::new(),
        heartbeat: None,
        usual_cases: USUAL_CASES_OF_PROGRAM,
    }
}

fn of_call(table: &Table<'_>, around: &Around<'_>) -> Run {
    let inputs = inputs::read(table);
    let scope = Scope {
        inputs: inputs.iter().map(|input| input.name.as_str()).collect(),
        modules: around.modules.clone(),
        exercises: around.exercises,
        is_call: true,
    };
    let call = table.require("call", "call = \"module::function(input).await\"");
    let call = call.and_then(|call| call::read_call(&call, &scope)).unwrap_or_default();
    let output = table.require("output", "output = \"Duration\"");
    Run {
        is_program: false,
        call,
        output: output.as_ref().and_then(call::read_type).unwrap_or_default(),
        result: table.get("result").and_then(|result| result.words()).map(str::to_owned),
        inputs,
        heartbeat: table.get("heartbeat").and_then(|item| read_heartbeat(&item)),
        usual_cases: USUAL_CASES,
    }
}

/// The time between two beats: some of tokio's ticks.
fn read_heartbeat(item: &Item<'_>) -> Option<Duration> {
    let every = item.duration()?;
    if every.is_zero() || every.subsec_nanos() % 1_000_000 != 0 {
        item.report("A heartbeat beats every so many milliseconds.", "Write it like \"10ms\".");
        return None;
    }
    Some(every)
}

fn read_cases(scenario: &Table<'_>, usual: u32) -> u32 {
    let cases = scenario.get("cases").and_then(|item| item.count(MOST_CASES));
    cases.and_then(|cases| u32::try_from(cases).ok()).unwrap_or(usual)
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

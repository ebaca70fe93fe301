//! Reads what a bound refers to: a constant, an input, or something measured in the run.

use grader_trace::Value;
use toml::de::DeValue;

use super::Amount;
use crate::course::nearest::did_you_mean;
use crate::course::table::{Item, parse_duration};
use crate::course::{Input, Scenario};

/// What a bound compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// How many.
    Count,
    /// A length of time.
    Time,
    /// A number or a length of time.
    Any,
    /// Anything: what it is compared with can be a text or a list as well.
    Value,
    /// How many, or a list that has as many elements.
    Length,
    /// A list.
    Items,
}

const MEASURED: [(&str, Amount); 4] = [
    ("elapsed", Amount::Elapsed),
    ("longest returned", Amount::LongestReturned),
    ("sum of returned", Amount::SumOfReturned),
    ("longest answer", Amount::LongestAnswer),
];

/// What stands before the input in `elapsed / n`.
const OVER: &str = "elapsed / ";
/// What stands before the input in `longest delays`.
const LONGEST: &str = "longest ";

/// What `()` and `None` are called.
const NOTHING: &str = "nothing";

/// Reads an amount that fits the measure in every one of the scenarios.
pub(crate) fn read(item: &Item<'_>, measure: Measure, scenarios: &[&Scenario]) -> Option<Amount> {
    let amount = match item.value {
        DeValue::Integer(_) => Amount::Constant(Value::Int(item.whole()?)),
        DeValue::Float(_) => Amount::Constant(Value::Float(item.number()?)),
        DeValue::String(_) => read_words(item, measure, scenarios)?,
        DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
            item.report_type("a number, a duration or an input's name");
            return None;
        }
    };
    if !fits(&amount, measure, scenarios) {
        let (wanted, help) = wanted(measure);
        item.report(format!("`{}` must be {wanted}, and this is none.", item.key), help);
        return None;
    }
    Some(amount)
}

fn wanted(measure: Measure) -> (&'static str, &'static str) {
    match measure {
        Measure::Count => ("a count", "Write a whole number, or the name of an input that is one."),
        Measure::Time => {
            ("a length of time", "Write it like \"1s\", or name an input or `longest returned`.")
        }
        Measure::Any | Measure::Value => {
            ("a number or a length of time", "Write it like 3 or \"1s\", or name such an input.")
        }
        Measure::Length => {
            ("a count", "Write a whole number, or the name of an input that is one, or a list.")
        }
        Measure::Items => ("an input that is a list", "Write the name of such an input."),
    }
}

fn read_words(item: &Item<'_>, measure: Measure, scenarios: &[&Scenario]) -> Option<Amount> {
    let words = item.words()?;
    if words == NOTHING && measure == Measure::Value {
        return Some(Amount::Constant(Value::Unit));
    }
    if let Some((_, amount)) = MEASURED.into_iter().find(|(name, _)| *name == words) {
        return Some(amount);
    }
    if let Some(name) = words.strip_prefix(OVER) {
        return read_input(item, name, scenarios).map(Amount::ElapsedOver);
    }
    let is_input = |name: &&str| scenarios.iter().all(|scenario| input(scenario, name).is_some());
    if let Some(name) = words.strip_prefix(LONGEST).filter(is_input) {
        return read_input(item, name, scenarios).map(Amount::LongestOf);
    }
    if let Some(duration) = parse_duration(words) {
        return Some(Amount::Constant(Value::Duration(duration)));
    }
    read_input(item, words, scenarios).map(Amount::Input)
}

/// The name of an input that every scenario has.
fn read_input(item: &Item<'_>, name: &str, scenarios: &[&Scenario]) -> Option<String> {
    if scenarios.is_empty() {
        // Which is a problem of its own, and has been reported.
        return None;
    }
    let Some(lacking) = scenarios.iter().find(|scenario| input(scenario, name).is_none()) else {
        return Some(name.to_owned());
    };
    report_unknown(item, name, lacking);
    None
}

fn input<'s>(scenario: &'s Scenario, name: &str) -> Option<&'s Input> {
    scenario.inputs.iter().find(|input| input.name == name)
}

fn report_unknown(item: &Item<'_>, words: &str, scenario: &Scenario) {
    let measured = MEASURED.map(|(name, _)| name);
    let inputs = scenario.inputs.iter().map(|input| input.name.as_str());
    let names: Vec<&str> = inputs.chain(measured).collect();
    let help = did_you_mean(words, &names).unwrap_or_else(|| {
        "An amount is a number, a duration like \"1s\", an input, or something measured.".to_owned()
    });
    item.report(format!("The scenario `{}` has no input `{words}`.", scenario.id), help);
}

fn fits(amount: &Amount, measure: Measure, scenarios: &[&Scenario]) -> bool {
    match amount {
        Amount::Constant(value) => fits_value(value, measure),
        Amount::Input(name) => fits_input(name, measure, scenarios),
        Amount::ElapsedOver(name) => is_of_time(measure) && fits_input(name, Measure::Count, scenarios),
        Amount::LongestOf(name) => is_of_time(measure) && fits_elements(name, measure, scenarios),
        Amount::Elapsed | Amount::LongestReturned | Amount::SumOfReturned | Amount::LongestAnswer => {
            is_of_time(measure)
        }
    }
}

fn is_of_time(measure: Measure) -> bool {
    matches!(measure, Measure::Time | Measure::Any | Measure::Value)
}

fn fits_input(name: &str, measure: Measure, scenarios: &[&Scenario]) -> bool {
    values(name, scenarios).all(|value| fits_value(value, measure))
}

/// Whether the input is always a list of what fits.
fn fits_elements(name: &str, measure: Measure, scenarios: &[&Scenario]) -> bool {
    values(name, scenarios).all(|value| match value {
        Value::List(elements) => elements.iter().all(|element| fits_value(element, measure)),
        _ => false,
    })
}

fn values<'s>(name: &str, scenarios: &[&'s Scenario]) -> impl Iterator<Item = &'s Value> {
    let inputs = scenarios.iter().filter_map(move |scenario| input(scenario, name));
    inputs.flat_map(|input| &input.values)
}

fn fits_value(value: &Value, measure: Measure) -> bool {
    match value {
        _ if measure == Measure::Value => true,
        Value::Int(number) => match measure {
            Measure::Count | Measure::Length => *number >= 0,
            Measure::Any | Measure::Value => true,
            Measure::Time | Measure::Items => false,
        },
        Value::Float(_) => measure == Measure::Any,
        Value::Duration(_) => is_of_time(measure),
        Value::List(_) => matches!(measure, Measure::Length | Measure::Items),
        Value::Unit | Value::Bool(_) | Value::Text(_) | Value::Variant { .. } | Value::Web(_) => false,
    }
}

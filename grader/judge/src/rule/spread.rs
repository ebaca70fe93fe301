//! `returned.spread`: how values are spread over the cases with the same inputs.

use std::cmp::Ordering;
use std::time::Duration;

use grader_trace::Value;

use super::Spread;
use super::amount::number;
use super::bound::compare;
use crate::report::Finding;
use crate::run::Run;
use crate::{cause, words};

/// What is wrong with the values of all cases with the same inputs.
pub(crate) fn check(rule: &Spread, within: Duration, group: &[Run<'_>]) -> Option<Finding> {
    let up_to = rule.up_to.resolve(*group.first()?)?;
    let values: Vec<&Value> = group.iter().flat_map(|run| run.elements()).collect();
    if values.is_empty() || values.len() < rule.least as usize || size(&up_to)? <= 0.0 {
        return None;
    }
    let mut finding =
        quarters(rule, within, &up_to, &values).or_else(|| rule.fractional.then(|| whole(&values))?)?;
    if let Some(cause) = cause::below_max(group) {
        cause.attach(&mut finding);
    }
    Some(finding)
}

fn quarters(rule: &Spread, within: Duration, up_to: &Value, values: &[&Value]) -> Option<Finding> {
    let mut counts = [0_usize; 4];
    for value in values {
        if let Some(count) = quarter(value, up_to, within).and_then(|quarter| counts.get_mut(quarter)) {
            *count += 1;
        }
    }
    let needed = (rule.share * values.len() as f64).max(1.0);
    let count = counts.iter().filter(|count| **count as f64 >= needed).count();
    let each = if rule.share > 0.0 { format!(", {} % in each", rule.share * 100.0) } else { String::new() };
    (count < rule.quarters as usize).then(|| Finding {
        expected: Some(format!(
            "values in at least {} of the 4 quarters of 0 to {}{each}",
            rule.quarters,
            words::value(up_to)
        )),
        observed: Some(format!(
            "{} in {count} of them{}",
            words::count(values.len(), "value"),
            extent(values)
        )),
        ..Finding::default()
    })
}

/// The quarter of a value between zero and the bound; 0 to 3.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of at most four, and never below zero"
)]
fn quarter(value: &Value, up_to: &Value, within: Duration) -> Option<usize> {
    if compare(value, up_to, within)? == Ordering::Greater {
        return None;
    }
    let share = size(value)? / size(up_to)? * 4.0;
    (share >= 0.0).then(|| (share as usize).min(3))
}

/// From the smallest to the largest value.
fn extent(values: &[&Value]) -> String {
    let by_size =
        |one: &&&Value, other: &&&Value| compare(one, other, Duration::ZERO).unwrap_or(Ordering::Equal);
    match (values.iter().min_by(by_size), values.iter().max_by(by_size)) {
        (Some(least), Some(most)) if least == most => format!(", all {}", words::value(least)),
        (Some(least), Some(most)) => format!(", from {} to {}", words::value(least), words::value(most)),
        _ => String::new(),
    }
}

fn whole(values: &[&Value]) -> Option<Finding> {
    let first = values.first()?;
    if !values.iter().all(|value| is_whole(value)) {
        return None;
    }
    let unit = if first.as_duration().is_some() { "whole seconds" } else { "whole numbers" };
    let all = if values.len() == 1 { "1 value".to_owned() } else { format!("all {} values", values.len()) };
    Some(Finding {
        expected: Some(format!("values that are not all {unit}")),
        observed: Some(format!("{unit} in {all}, such as {}", words::value(first))),
        ..Finding::default()
    })
}

fn is_whole(value: &Value) -> bool {
    match value {
        Value::Duration(time) => time.subsec_nanos() == 0,
        Value::Float(number) => number.fract() == 0.0,
        Value::Int(_) => true,
        Value::Unit
        | Value::Bool(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Variant { .. }
        | Value::Web(_) => false,
    }
}

/// Seconds of a time, or a number.
fn size(value: &Value) -> Option<f64> {
    value.as_duration().map(|time| time.as_secs_f64()).or_else(|| number(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Amount;
    use crate::sample::{evidence, exercise, inputs, ms, n_max, said, time, times, trace};
    use grader_trace::wire::{Case, Inputs};

    fn rule(quarters: u32, fractional: bool) -> Spread {
        Spread { up_to: Amount::Input("max".to_owned()), quarters, share: 0.0, least: 0, fractional }
    }

    fn judged(rule: &Spread, inputs: &Inputs, values: &[Value]) -> Option<Finding> {
        let exercise = exercise(Vec::new());
        let evidence = evidence(&exercise, "", Vec::new());
        let traces: Vec<_> = values.iter().map(|value| trace().returns(value.clone()).done()).collect();
        let case = Case { seed: 0, inputs: inputs.clone(), order: None };
        let group: Vec<_> =
            traces.iter().map(|trace| Run { evidence: &evidence, names: None, case: &case, trace }).collect();
        check(rule, ms(1), &group)
    }

    #[test]
    fn enough_quarters() {
        let values = [time(100), time(2600), time(10_000)];
        assert_eq!(judged(&rule(3, false), &n_max(1, 10_000), &values), None);
        assert_eq!(
            said(judged(&rule(4, false), &n_max(1, 10_000), &values).as_ref()),
            Some((
                "values in at least 4 of the 4 quarters of 0 to 10 s",
                "3 values in 3 of them, from 0.1 s to 10 s"
            ))
        );
    }

    #[test]
    fn a_fair_share_for_each_quarter() {
        let fair = Spread { share: 0.2, ..rule(4, false) };
        let each = [time(1000), time(3000), time(6000), time(9000)];
        assert_eq!(judged(&fair, &n_max(1, 10_000), &each), None);
        let unfair = [each.as_slice(), &[time(10), time(20), time(30)]].concat();
        assert_eq!(
            said(judged(&fair, &n_max(1, 10_000), &unfair).as_ref()),
            Some((
                "values in at least 4 of the 4 quarters of 0 to 10 s, 20 % in each",
                "7 values in 1 of them, from 0.01 s to 9 s"
            ))
        );
        let few = Spread { least: 8, ..fair };
        assert_eq!(judged(&few, &n_max(1, 10_000), &unfair), None);
    }

    #[test]
    fn the_same_value_again_and_again() {
        assert_eq!(
            said(judged(&rule(2, false), &n_max(1, 10_000), &[time(5000), time(5000)]).as_ref()),
            Some(("values in at least 2 of the 4 quarters of 0 to 10 s", "2 values in 1 of them, all 5 s"))
        );
    }

    #[test]
    fn the_upper_edge_belongs_to_the_last_quarter_and_what_is_beyond_to_none() {
        let one = rule(1, false);
        assert_eq!(judged(&one, &n_max(1, 10_000), &[time(10_001)]), None);
        assert!(judged(&one, &n_max(1, 10_000), &[time(10_002)]).is_some());
        let floats = inputs(&[("max", Value::Float(2.0))]);
        assert!(judged(&one, &floats, &[Value::Float(-0.5)]).is_some());
        assert_eq!(judged(&rule(2, false), &floats, &[Value::Float(0.2), Value::Float(2.0)]), None);
    }

    #[test]
    fn elements_of_lists_count_one_by_one() {
        assert_eq!(
            judged(&rule(4, false), &n_max(4, 10_000), &[times(&[0, 2500]), times(&[5000, 7500])]),
            None
        );
    }

    #[test]
    fn not_all_whole() {
        let whole = [time(1000), time(4000)];
        assert_eq!(judged(&rule(0, true), &n_max(1, 10_000), &[time(1000), time(1001)]), None);
        assert_eq!(judged(&rule(0, false), &n_max(1, 10_000), &whole), None);
        assert_eq!(
            said(judged(&rule(0, true), &n_max(1, 10_000), &whole).as_ref()),
            Some(("values that are not all whole seconds", "whole seconds in all 2 values, such as 1 s"))
        );
        let floats = inputs(&[("max", Value::Float(2.0))]);
        assert_eq!(
            said(judged(&rule(0, true), &floats, &[Value::Float(1.0)]).as_ref()),
            Some(("values that are not all whole numbers", "whole numbers in 1 value, such as 1.0"))
        );
    }

    #[test]
    fn a_range_of_nothing_and_no_values_are_left_out() {
        assert_eq!(judged(&rule(4, true), &n_max(1, 0), &[time(0)]), None);
        assert_eq!(judged(&rule(4, true), &n_max(0, 10_000), &[times(&[])]), None);
    }
}

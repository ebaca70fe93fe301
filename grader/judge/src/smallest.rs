//! Which of two cases is smaller: the smallest that fails is the one that is shown.

use std::cmp::Ordering;

use grader_trace::Value;
use grader_trace::wire::Inputs;

use crate::course::Scenario;

/// Compares inputs one by one, in the order of the scenario.
pub(crate) fn compare(scenario: &Scenario, one: &Inputs, other: &Inputs) -> Ordering {
    scenario
        .inputs
        .iter()
        .map(|input| match (one.get(&input.name), other.get(&input.name)) {
            (Some(one), Some(other)) => compare_values(one, other),
            (one, other) => one.is_some().cmp(&other.is_some()),
        })
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// A total order: by size, text and lists by length first. Inputs of one name have one sort.
pub(crate) fn compare_values(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Bool(one), Value::Bool(other)) => one.cmp(other),
        (Value::Int(one), Value::Int(other)) => one.cmp(other),
        (Value::Float(one), Value::Float(other)) => one.total_cmp(other),
        (Value::Text(one), Value::Text(other)) => (one.len(), one).cmp(&(other.len(), other)),
        (Value::Duration(one), Value::Duration(other)) => one.cmp(other),
        (Value::List(one), Value::List(other)) => compare_lists(one, other),
        (Value::Variant { name, fields }, Value::Variant { name: other, fields: others }) => {
            name.cmp(other).then_with(|| compare_lists(fields, others))
        }
        // The author's, as they stand there: none is smaller than another.
        (Value::Web(one), Value::Web(other)) => one.answers.len().cmp(&other.answers.len()),
        _ => rank(one).cmp(&rank(other)),
    }
}

fn compare_lists(one: &[Value], other: &[Value]) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| {
        let orders = one.iter().zip(other).map(|(one, other)| compare_values(one, other));
        orders.fold(Ordering::Equal, Ordering::then)
    })
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Unit => 0,
        Value::Bool(_) => 1,
        Value::Int(_) => 2,
        Value::Float(_) => 3,
        Value::Text(_) => 4,
        Value::Duration(_) => 5,
        Value::List(_) => 6,
        Value::Variant { .. } => 7,
        Value::Web(_) => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{exercise, inputs, n_max, time, times};

    #[test]
    fn inputs_are_compared_in_the_order_of_the_scenario() {
        let exercise = exercise(Vec::new());
        let scenario = &exercise.scenarios[0];
        let compare = |one, other| compare(scenario, &one, &other);
        assert_eq!(compare(n_max(2, 9000), n_max(10, 1000)), Ordering::Less, "n comes first, as a number");
        assert_eq!(compare(n_max(2, 9000), n_max(2, 10_000)), Ordering::Less);
        assert_eq!(compare(n_max(2, 9000), n_max(2, 9000)), Ordering::Equal);
        assert_eq!(compare(n_max(2, 1), inputs(&[("n", Value::Int(2))])), Ordering::Greater);
    }

    #[test]
    fn values_are_ordered_by_size() {
        let ascending = [
            Value::Unit,
            Value::Bool(false),
            Value::Bool(true),
            Value::Int(-1),
            Value::Int(9),
            Value::Float(f64::NEG_INFINITY),
            Value::Float(0.5),
            Value::Text("z".to_owned()),
            Value::Text("ab".to_owned()),
            time(900),
            time(1000),
            times(&[9]),
            times(&[1, 2]),
            times(&[1, 3]),
            Value::variant("Err", [Value::Int(1)]),
            Value::variant("Ok", []),
            Value::variant("Ok", [Value::Int(1)]),
        ];
        assert!(ascending.is_sorted_by(|one, other| compare_values(one, other) == Ordering::Less));
    }
}

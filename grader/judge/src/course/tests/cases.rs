//! The cases of scenarios.

use grader_trace::Value;

use super::good::{exercise, seconds};

#[test]
fn cases_are_all_combinations_with_all_seeds() {
    let scenario = &exercise("multiple_coroutines").scenarios[0];
    let cases = scenario.cases(u64::MAX);
    assert_eq!(cases.len(), 2 * 3 * 4);
    let mut shown =
        cases.iter().map(|case| (case.inputs["n"].clone(), case.inputs["max"].clone(), case.seed));
    let first = |seed| (Value::Int(1), seconds(0), seed);
    let expected = [
        first(u64::MAX),
        first(0),
        first(1),
        first(2),
        (Value::Int(1), seconds(1), u64::MAX),
        (Value::Int(1), seconds(1), 0),
    ];
    assert_eq!(shown.clone().take(6).collect::<Vec<_>>(), expected);
    assert_eq!(shown.next_back(), Some((Value::Int(10), seconds(10), 2)));
}

#[test]
fn a_scenario_without_inputs_has_a_case_for_each_seed() {
    let mut scenario = exercise("basic_wait").scenarios[0].clone();
    scenario.inputs.clear();
    assert_eq!(scenario.cases(3).len(), 8);
}

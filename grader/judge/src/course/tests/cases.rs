//! The cases of scenarios.

use std::collections::BTreeSet;

use grader_trace::Value;
use grader_trace::wire::Case;

use super::good::{exercise, seconds};

#[test]
fn cases_are_all_combinations_with_all_seeds_and_the_first_once_more() {
    let scenario = &exercise("multiple_coroutines").scenarios[0];
    let cases = scenario.cases(u64::MAX);
    assert_eq!(cases.len(), 2 * 3 * 4 + 1);
    let mut shown =
        cases.iter().map(|case| (case.inputs["n"].clone(), case.inputs["max"].clone(), u64::MAX - case.seed));
    let first = |seed| (Value::Int(1), seconds(0), seed);
    let expected = [
        first(0),
        first(1),
        first(2),
        first(3),
        (Value::Int(1), seconds(1), 0),
        (Value::Int(1), seconds(1), 1),
    ];
    assert_eq!(shown.clone().take(6).collect::<Vec<_>>(), expected);
    assert_eq!(shown.next_back(), Some(first(0)));
    assert_eq!(shown.next_back(), Some((Value::Int(10), seconds(10), 3)));
}

#[test]
fn each_seed_leads_to_all_others() {
    let scenario = &exercise("basic_wait").scenarios[0];
    let seeds = |first| scenario.cases(first).iter().map(|case| case.seed).collect::<BTreeSet<_>>();
    for first in [0, 5, 1 << 40] {
        let all = seeds(first);
        assert!(all.len() == 8 && all.contains(&first));
        for seed in &all {
            assert_eq!(seeds(*seed), all);
        }
    }
}

#[test]
fn where_orders_are_explored_most_seeds_are_one() {
    let mut scenario = exercise("basic_wait").scenarios[0].clone();
    assert!(scenario.cases(3).iter().all(|case| case.order.is_none()));
    scenario.explore = true;
    let order = |case: &Case| (!case.seed.is_multiple_of(8)).then_some(case.seed);
    assert!(scenario.cases(3).iter().all(|case| case.order == order(case)));
    assert!(scenario.cases(3).iter().any(|case| case.order.is_none()));
}

#[test]
fn a_scenario_without_inputs_has_a_case_for_each_seed() {
    let mut scenario = exercise("basic_wait").scenarios[0].clone();
    scenario.inputs.clear();
    assert_eq!(scenario.cases(3).len(), 8 + 1);
}

//! `across`: cases with the same inputs, compared with each other.

use grader_trace::Value;

use super::Across;
use crate::report::Finding;
use crate::run::Run;
use crate::words;

/// What is wrong with the cases with the same inputs.
pub(crate) fn check(rule: &Across, group: &[Run<'_>]) -> Option<Finding> {
    if rule.seeds_differ { seeds_differ(group) } else { None }
}

fn seeds_differ(group: &[Run<'_>]) -> Option<Finding> {
    let (first, rest) = group.split_first()?;
    let value = first.trace.value.as_ref()?;
    let seeds = rest.iter().filter(|run| run.case.seed != first.case.seed).count();
    let same = rest.iter().all(|run| run.trace.value.as_ref() == Some(value));
    // A range of nothing leaves no room to differ in.
    (seeds > 0 && same && !is_zero(value)).then(|| Finding {
        expected: Some("different values for different seeds".to_owned()),
        observed: Some(format!("{} for all {} seeds", words::value(value), seeds + 1)),
        ..Finding::default()
    })
}

fn is_zero(value: &Value) -> bool {
    match value {
        Value::Unit => true,
        Value::Bool(_) | Value::Text(_) => false,
        Value::Int(number) => *number == 0,
        Value::Float(number) => *number == 0.0,
        Value::Duration(time) => time.is_zero(),
        Value::List(values) => values.iter().all(is_zero),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{evidence, exercise, n_max, said, time, times, trace};
    use grader_trace::wire::Case;

    fn judged(values: &[(u64, Value)]) -> Option<Finding> {
        let exercise = exercise(Vec::new());
        let evidence = evidence(&exercise, "", Vec::new());
        let cases: Vec<_> = values
            .iter()
            .map(|(seed, _)| Case { seed: *seed, inputs: n_max(1, 1000), order: None })
            .collect();
        let traces: Vec<_> = values.iter().map(|(_, value)| trace().returns(value.clone()).done()).collect();
        let group: Vec<_> = cases
            .iter()
            .zip(&traces)
            .map(|(case, trace)| Run { evidence: &evidence, names: None, case, trace })
            .collect();
        check(&Across { seeds_differ: true }, &group)
    }

    #[test]
    fn different_seeds_give_different_values() {
        assert_eq!(judged(&[(0, time(5)), (1, time(5)), (2, time(6))]), None);
        assert_eq!(
            said(judged(&[(0, time(500)), (1, time(500)), (2, time(500))]).as_ref()),
            Some(("different values for different seeds", "0.5 s for all 3 seeds"))
        );
    }

    #[test]
    fn nothing_and_a_single_seed_say_nothing() {
        assert_eq!(judged(&[(0, time(0)), (1, time(0))]), None);
        assert_eq!(judged(&[(0, times(&[0, 0])), (1, times(&[0, 0]))]), None);
        assert_eq!(judged(&[(0, times(&[])), (1, times(&[]))]), None);
        assert_eq!(judged(&[(0, time(5))]), None);
        assert_eq!(judged(&[(7, time(5)), (7, time(5))]), None);
        assert_eq!(judged(&[]), None);
    }

    #[test]
    fn where_it_is_not_asked_for_it_is_not_judged() {
        assert_eq!(check(&Across { seeds_differ: false }, &[]), None);
    }
}

//! `across`: cases compared with each other: those with the same inputs, or with others.

use grader_trace::Value;

use super::Across;
use crate::report::Finding;
use crate::run::Run;
use crate::{cause, words};

/// What is wrong with the cases with the same inputs.
pub(crate) fn check(rule: &Across, group: &[Run<'_>]) -> Option<Finding> {
    let differ = rule.seeds_differ.then(|| seeds_differ(group)).flatten();
    differ.or_else(|| rule.seeds_agree.then(|| seeds_agree(group)).flatten())
}

/// What is wrong with cases with different inputs, and the first of them.
pub(crate) fn check_scenario<'a>(rule: &Across, runs: &[Run<'a>]) -> Option<(Run<'a>, Finding)> {
    rule.inputs_differ.then(|| inputs_differ(runs)).flatten()
}

fn seeds_agree(group: &[Run<'_>]) -> Option<Finding> {
    let (first, rest) = group.split_first()?;
    let value = first.trace.value.as_ref()?;
    let other = rest.iter().filter_map(|run| run.trace.value.as_ref()).find(|other| *other != value)?;
    let (one, other) = words::apart(value, other);
    Some(Finding {
        expected: Some("the same value in every run with these inputs".to_owned()),
        observed: Some(format!("{one} in one run, {other} in another")),
        ..Finding::default()
    })
}

/// Different inputs that give the same value, unless that is nothing. The runs are sorted by their
/// inputs, and the first with each inputs is looked at.
fn inputs_differ<'a>(runs: &[Run<'a>]) -> Option<(Run<'a>, Finding)> {
    let mut firsts = runs.to_vec();
    firsts.dedup_by(|one, other| one.case.inputs == other.case.inputs);
    let value = |run: &Run<'a>| run.trace.value.as_ref().filter(|value| !is_zero(value));
    firsts.iter().enumerate().find_map(|(index, one)| {
        let shown = value(one)?;
        let other = firsts[index + 1..].iter().find(|other| value(other) == Some(shown))?;
        let finding = Finding {
            expected: Some("different values for different inputs".to_owned()),
            observed: Some(format!("{} for {} as well", words::value(shown), inputs(*other, *one))),
            ..Finding::default()
        };
        Some((*one, finding))
    })
}

/// Those inputs of a case that another one has otherwise.
fn inputs(run: Run<'_>, other: Run<'_>) -> String {
    let differs = |(name, value): &(&String, &Value)| other.case.inputs.get(*name) != Some(value);
    let shown = run.case.inputs.iter().filter(differs);
    shown.map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>().join(", ")
}

fn seeds_differ(group: &[Run<'_>]) -> Option<Finding> {
    let (first, rest) = group.split_first()?;
    let value = first.trace.value.as_ref()?;
    let seeds = rest.iter().filter(|run| run.case.seed != first.case.seed).count();
    let same = rest.iter().all(|run| run.trace.value.as_ref() == Some(value));
    // A range of nothing leaves no room to differ in.
    if seeds == 0 || !same || is_zero(value) {
        return None;
    }
    let mut finding = Finding {
        expected: Some("different values for different seeds".to_owned()),
        observed: Some(format!("{} for all {} seeds", words::value(value), seeds + 1)),
        ..Finding::default()
    };
    if let Some(cause) = cause::same_each_time(group) {
        cause.attach(&mut finding);
    }
    Some(finding)
}

fn is_zero(value: &Value) -> bool {
    match value {
        Value::Unit => true,
        Value::Bool(_) | Value::Text(_) | Value::Variant { .. } | Value::Web(_) => false,
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
        judged_by(&Across { seeds_differ: true, ..Across::default() }, values)
    }

    fn judged_by(rule: &Across, values: &[(u64, Value)]) -> Option<Finding> {
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
        check(rule, &group)
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
    fn the_same_value_for_all_seeds() {
        let rule = Across { seeds_agree: true, ..Across::default() };
        assert_eq!(judged_by(&rule, &[(0, time(5)), (1, time(5)), (2, time(5))]), None);
        assert_eq!(
            said(judged_by(&rule, &[(0, time(500)), (1, time(500)), (2, time(700))]).as_ref()),
            Some(("the same value in every run with these inputs", "0.5 s in one run, 0.7 s in another"))
        );
        assert_eq!(judged_by(&rule, &[(0, time(5))]), None);
    }

    #[test]
    fn different_inputs_give_different_values() {
        let rule = Across { inputs_differ: true, ..Across::default() };
        let judge = |values: &[(i64, Value)]| {
            let exercise = exercise(Vec::new());
            let evidence = evidence(&exercise, "", Vec::new());
            let case = |n: i64| Case { seed: 0, inputs: n_max(n, 1000), order: None };
            let cases: Vec<_> = values.iter().map(|(n, _)| case(*n)).collect();
            let traces: Vec<_> =
                values.iter().map(|(_, value)| trace().returns(value.clone()).done()).collect();
            let run = |(case, trace)| Run { evidence: &evidence, names: None, case, trace };
            let runs: Vec<_> = cases.iter().zip(&traces).map(run).collect();
            check_scenario(&rule, &runs).map(|(run, finding)| (run.case.inputs["n"].clone(), finding))
        };
        assert_eq!(judge(&[(1, time(5)), (1, time(5)), (2, time(6)), (3, time(7))]), None);
        assert_eq!(judge(&[(1, times(&[])), (2, times(&[]))]), None, "nothing has no room to differ in");
        let (n, finding) = judge(&[(1, time(500)), (2, time(600)), (3, time(500))]).unwrap();
        assert_eq!(n, Value::Int(1));
        assert_eq!(
            said(Some(&finding)),
            Some(("different values for different inputs", "0.5 s for n = 3 as well"))
        );
    }

    #[test]
    fn where_it_is_not_asked_for_it_is_not_judged() {
        assert_eq!(check(&Across::default(), &[]), None);
    }
}

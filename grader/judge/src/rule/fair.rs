//! `returned.fair`: what may come up comes up, and as often as anything else.
//!
//! A right answer never fails by bad luck, less than once in 10¹² gradings. Something that comes up
//! with the probability p in each of n draws comes up in a share s of them, or in one that is further
//! from p, with at most the probability exp(−n · d), where d = s ln(s/p) + (1 − s) ln((1 − s)/(1 − p)):
//! that is Chernoff's bound, which holds for draws without putting back as well. So a share is unfair
//! where n · d is more than the logarithm of 10¹⁴ times the number of shares that are looked at.
//!
//! To see that one of m things never comes up takes about 35 · m draws; that it comes up half as often
//! as it should, about 230 · m. A course has to ask for enough.

use grader_trace::Value;

use super::Fair;
use super::among::{count, is_same};
use crate::report::Finding;
use crate::run::Run;
use crate::{cause, words};

/// One in so many shares may be judged unfair by bad luck. A grading has at most a hundred groups of
/// cases that are looked at, whose shares count for themselves.
const LUCK: f64 = 1e14;

/// More things than these cannot be drawn often enough.
const MOST: i64 = 1_000;

/// What is wrong with the values of all cases with the same inputs.
pub(crate) fn check(rule: &Fair, group: &[Run<'_>]) -> Option<Finding> {
    let choices = choices(rule, *group.first()?)?;
    let mut drawn = Vec::new();
    group.iter().for_each(|run| collect(run.elements(), &mut drawn));
    let limit = (LUCK * choices.len() as f64).ln();
    let shares = choices.iter().map(|choice| Share::of(choice, &drawn));
    let worst = shares.max_by(|one, other| one.surprise.total_cmp(&other.surprise))?;
    if worst.surprise <= limit {
        return None;
    }
    let mut finding = unfair(rule, &worst);
    if let Some(cause) = cause::same_each_time(group) {
        cause.attach(&mut finding);
    }
    Some(finding)
}

/// All that is in a list, and in the lists in it: a call may make several draws.
fn collect<'a>(values: &'a [Value], drawn: &mut Vec<&'a Value>) {
    for value in values {
        match value {
            Value::List(values) => collect(values, drawn),
            value => drawn.push(value),
        }
    }
}

/// What may come up, and how likely that is in each draw.
struct Choice {
    value: Value,
    share: f64,
}

fn choices(rule: &Fair, run: Run<'_>) -> Option<Vec<Choice>> {
    match rule {
        Fair::Numbers { from, to } => {
            let (Value::Int(from), Value::Int(to)) = (from.resolve(run)?, to.resolve(run)?) else {
                return None;
            };
            let many = to.checked_sub(from)?.checked_add(1).filter(|many| (1..=MOST).contains(many))?;
            let share = 1.0 / many as f64;
            Some((from..=to).map(|number| Choice { value: Value::Int(number), share }).collect())
        }
        Fair::Among(name) => {
            let items = run.case.inputs.get(name)?.elements();
            let is_first = |index: &usize| !items[..*index].iter().any(|item| is_same(item, &items[*index]));
            let choice = |index: usize| {
                let value = items[index].clone();
                Choice { share: count(items, &value) as f64 / items.len() as f64, value }
            };
            Some((0..items.len()).filter(is_first).map(choice).collect())
        }
    }
}

/// How often something came up.
struct Share<'a> {
    choice: &'a Choice,
    times: usize,
    of: usize,
    /// The logarithm of how unlikely that is, at least.
    surprise: f64,
}

impl<'a> Share<'a> {
    fn of(choice: &'a Choice, drawn: &[&Value]) -> Self {
        let times = drawn.iter().filter(|value| is_same(value, &choice.value)).count();
        Self { choice, times, of: drawn.len(), surprise: surprise(times, drawn.len(), choice.share) }
    }
}

fn surprise(times: usize, of: usize, share: f64) -> f64 {
    if of == 0 {
        return 0.0;
    }
    let seen = times as f64 / of as f64;
    let term = |seen: f64, share: f64| if seen > 0.0 { seen * (seen / share).ln() } else { 0.0 };
    of as f64 * (term(seen, share) + term(1.0 - seen, 1.0 - share))
}

fn unfair(rule: &Fair, worst: &Share<'_>) -> Finding {
    let what = match rule {
        Fair::Numbers { .. } => "each number".to_owned(),
        Fair::Among(name) => format!("each of {name}"),
    };
    let (value, of) = (words::value(&worst.choice.value), worst.of);
    let about = (worst.choice.share * of as f64).round();
    let observed = match worst.times {
        0 => format!("{value} never comes up"),
        times => format!("{value} comes up {}", words::count(times, "time")),
    };
    Finding {
        expected: Some(format!(
            "{what} to come up as often as any other, {value} about {about} times in {of}"
        )),
        observed: Some(observed),
        ..Finding::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Amount;
    use crate::sample::{evidence, exercise, inputs, said, texts, trace};
    use grader_trace::wire::Case;

    fn judged(rule: &Fair, items: &[&str], values: Vec<Value>) -> Option<Finding> {
        let exercise = exercise(Vec::new());
        let evidence = evidence(&exercise, "", Vec::new());
        let inputs = inputs(&[("items", texts(items)), ("sides", Value::Int(6))]);
        let case = Case { seed: 0, inputs, order: None };
        let traces: Vec<_> = values.into_iter().map(|value| trace().returns(value).done()).collect();
        let group: Vec<_> =
            traces.iter().map(|trace| Run { evidence: &evidence, names: None, case: &case, trace }).collect();
        check(rule, &group)
    }

    fn die() -> Fair {
        let (from, to) = (Amount::Constant(Value::Int(1)), Amount::Input("sides".to_owned()));
        Fair::Numbers { from, to }
    }

    fn items() -> Fair {
        Fair::Among("items".to_owned())
    }

    /// Rolls of which each number is so many, in two lists.
    fn rolls(times: [usize; 6]) -> Vec<Value> {
        let all = (1..).zip(times).flat_map(|(number, times)| std::iter::repeat_n(Value::Int(number), times));
        let all: Vec<_> = all.collect();
        let (one, other) = all.split_at(all.len() / 3);
        vec![Value::List(one.to_vec()), Value::List(other.to_vec())]
    }

    #[test]
    fn a_fair_die() {
        assert_eq!(judged(&die(), &[], rolls([100, 90, 110, 120, 80, 100])), None);
    }

    #[test]
    fn a_number_that_never_comes_up() {
        assert_eq!(
            said(judged(&die(), &[], rolls([60, 60, 60, 60, 60, 0])).as_ref()),
            Some((
                "each number to come up as often as any other, 6 about 50 times in 300",
                "6 never comes up"
            ))
        );
        assert_eq!(judged(&die(), &[], rolls([6, 6, 6, 6, 6, 0])), None, "that may be bad luck");
    }

    #[test]
    fn a_loaded_die() {
        assert_eq!(judged(&die(), &[], rolls([130, 100, 100, 100, 100, 70])), None, "that may be bad luck");
        assert_eq!(
            said(judged(&die(), &[], rolls([100, 200, 200, 200, 200, 100])).as_ref()),
            None,
            "so may this"
        );
        assert_eq!(
            said(judged(&die(), &[], rolls([390, 800, 800, 800, 800, 410])).as_ref()),
            Some((
                "each number to come up as often as any other, 1 about 667 times in 4000",
                "1 comes up 390 times"
            ))
        );
    }

    #[test]
    fn draws_in_lists_of_lists_count_one_by_one() {
        let pairs = |pair: [&str; 2]| Value::List(vec![texts(&pair); 50]);
        let fair = vec![pairs(["a", "b"]), pairs(["b", "c"]), pairs(["c", "a"])];
        assert_eq!(judged(&items(), &["a", "b", "c"], fair), None);
        let unfair = vec![pairs(["a", "b"]), pairs(["b", "a"])];
        assert_eq!(
            said(judged(&items(), &["a", "b", "c"], unfair).as_ref()),
            Some((
                "each of items to come up as often as any other, \"c\" about 67 times in 200",
                "\"c\" never comes up"
            ))
        );
    }

    #[test]
    fn what_is_there_twice_comes_up_twice_as_often() {
        let draws = |a: usize, b: usize| {
            let all = [vec!["a"; a], vec!["b"; b]].concat();
            all.iter().map(|item| texts(&[item])).collect::<Vec<_>>()
        };
        assert_eq!(judged(&items(), &["a", "b", "b"], draws(200, 400)), None);
        assert_eq!(
            said(judged(&items(), &["a", "b", "b"], draws(120, 180)).as_ref()),
            None,
            "too few to tell"
        );
        assert_eq!(
            said(judged(&items(), &["a", "b", "b"], draws(500, 500)).as_ref()),
            Some((
                "each of items to come up as often as any other, \"b\" about 667 times in 1000",
                "\"b\" comes up 500 times"
            ))
        );
    }

    #[test]
    fn nothing_to_choose_from_says_nothing() {
        assert_eq!(judged(&items(), &[], vec![texts(&[])]), None);
        assert_eq!(judged(&items(), &["a"], vec![texts(&["a"]), texts(&[])]), None);
        assert_eq!(judged(&die(), &[], Vec::new()), None);
    }

    /// The probability of a share that is let pass just so, by adding up all that are further from it.
    #[test]
    fn bad_luck_is_as_rare_as_it_says() {
        let (of, share) = (300_usize, 1.0 / 6.0_f64);
        let limit = (LUCK * 6.0).ln();
        let mut probability = (1.0 - share).powf(of as f64);
        let mut unfair = 0.0;
        for times in 0..=of {
            if surprise(times, of, share) > limit {
                unfair += probability;
            }
            probability *= (of - times) as f64 / (times + 1) as f64 * share / (1.0 - share);
        }
        assert!(unfair > 0.0 && unfair * 6.0 < 1e-13, "{unfair}");
    }
}

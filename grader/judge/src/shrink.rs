//! Smaller cases than one that fails: worth running, because a small one is easier to understand.
//!
//! They lie between the inputs that an author lists, never beyond: those are the ones of which it is
//! known that the call makes sense with them.

use std::time::Duration;

use grader_trace::wire::{Case, Inputs};
use grader_trace::{BlockKind, Ending, EventKind, Trace, Value};

use crate::course::{Input, Scenario};
use crate::evidence::{CaseRun, ScenarioRun};
use crate::failure::Failure;
use crate::smallest::compare_values;

/// Cases that are run at once to find smaller ones that fail.
const CASES: usize = 256;
/// Values of one input that are tried at once.
const VALUES: usize = 4;

/// Smaller cases than a failure that are worth running; none where all of them were.
pub(crate) fn smaller(scenario: &Scenario, run: &ScenarioRun, failure: &Failure<'_>) -> Vec<Case> {
    if takes_all_down(failure.run.trace) {
        return Vec::new();
    }
    let inputs = &failure.run.case.inputs;
    let was_run = |inputs: &Inputs| {
        let mut all = run.cases.iter().chain(&run.more);
        all.any(|one: &CaseRun| one.case.inputs == *inputs)
    };
    let mut seeds: Vec<u64> = run.cases.iter().map(|one| one.case.seed).collect();
    seeds.sort_unstable();
    seeds.dedup();
    let most = failure.worth(CASES) / seeds.len().max(1);
    let smaller = scenario.inputs.iter().flat_map(|input| with_less_of(input, inputs));
    let untried = smaller.filter(|inputs| !was_run(inputs)).take(most);
    untried.flat_map(|inputs| seeds.iter().map(move |seed| scenario.case(*seed, inputs.clone()))).collect()
}

/// Whether a case ended with its whole process: to see that again takes as much time again.
pub(crate) fn takes_all_down(trace: &Trace) -> bool {
    match &trace.ending {
        Ending::Returned
        | Ending::Panicked { .. }
        | Ending::Livelock { .. }
        | Ending::ClockMoved { .. }
        | Ending::TimeLimit { .. } => false,
        Ending::Stuck { .. } => {
            let last = trace.events.last().map(|event| &event.kind);
            matches!(last, Some(EventKind::Block { how: BlockKind::Forever, .. }))
        }
        Ending::Exited { .. }
        | Ending::Aborted
        | Ending::StackOverflow
        | Ending::Forbidden { .. }
        | Ending::Signalled { .. }
        | Ending::Limit(_) => true,
    }
}

/// The same inputs with smaller values of one of them.
fn with_less_of(input: &Input, inputs: &Inputs) -> Vec<Inputs> {
    let Some(value) = inputs.get(&input.name) else { return Vec::new() };
    let listed = input.values.iter().filter(|listed| compare_values(listed, value).is_lt());
    let Some(floor) = listed.max_by(|one, other| compare_values(one, other)) else { return Vec::new() };
    let with = |value| {
        let mut inputs = inputs.clone();
        inputs.insert(input.name.clone(), value);
        inputs
    };
    between(floor, value).into_iter().map(with).collect()
}

/// Some values between two, the smallest first.
fn between(floor: &Value, value: &Value) -> Vec<Value> {
    match (floor, value) {
        (Value::Int(floor), Value::Int(value)) => {
            whole_between(*floor, *value).into_iter().map(Value::Int).collect()
        }
        (Value::Duration(floor), Value::Duration(value)) => {
            round_times(*floor, *value).into_iter().map(Value::Duration).collect()
        }
        (Value::List(floor), Value::List(values)) => {
            let shorter = whole_between(length(floor), length(values));
            let first = |length: i64| usize::try_from(length).map_or(&values[..], |length| &values[..length]);
            shorter.into_iter().map(|length| Value::List(first(length).to_vec())).collect()
        }
        _ => Vec::new(),
    }
}

fn length(values: &[Value]) -> i64 {
    values.len().try_into().unwrap_or(i64::MAX)
}

/// The first numbers above one, then some in the midst, and the last below the other.
fn whole_between(floor: i64, value: i64) -> Vec<i64> {
    let Some(distance) = value.checked_sub(floor) else { return Vec::new() };
    let mut numbers: Vec<i64> =
        [1, 2, distance / 2, distance - 1].into_iter().filter(|step| (1..distance).contains(step)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(|step| floor + step).collect()
}

/// Round times above one and below another: 1 s, 2 s, 5 s, … None is as short as not to wait at all: the
/// shortest time of the course is the shortest that a case is told with.
fn round_times(floor: Duration, time: Duration) -> Vec<Duration> {
    if floor.is_zero() {
        return Vec::new();
    }
    let powers = (0..).map(|power| 10_u64.checked_pow(power)).map_while(|power| power);
    let millis = powers.flat_map(|power| [1, 2, 5].map(|digit| power.saturating_mul(digit)));
    let times = millis.map(Duration::from_millis).skip_while(|one| *one <= floor);
    times.take_while(|one| *one < time).take(VALUES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ms, time};

    #[test]
    fn numbers_lie_between() {
        assert_eq!(whole_between(1, 10), [2, 3, 5, 9]);
        assert_eq!(whole_between(1, 3), [2]);
        assert_eq!(whole_between(1, 2), [0; 0]);
        assert_eq!(whole_between(i64::MIN, i64::MAX), [0; 0]);
    }

    #[test]
    fn times_are_round() {
        assert_eq!(round_times(ms(0), ms(1000)), [Duration::ZERO; 0]);
        assert_eq!(round_times(ms(1000), ms(10_000)), [2000, 5000].map(ms));
        assert_eq!(round_times(ms(1000), Duration::MAX), [2000, 5000, 10_000, 20_000].map(ms));
        assert_eq!(round_times(ms(1000), ms(1001)), [Duration::ZERO; 0]);
    }

    #[test]
    fn lists_lose_their_ends() {
        let list = |values: &[u64]| Value::List(values.iter().map(|millis| time(*millis)).collect());
        assert_eq!(between(&list(&[9]), &list(&[3, 1, 2, 4])), [list(&[3, 1]), list(&[3, 1, 2])]);
        assert_eq!(between(&list(&[]), &Value::Int(3)), [Value::Unit; 0]);
    }
}

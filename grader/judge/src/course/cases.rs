//! The cases of a scenario.

use grader_trace::wire::{Case, Inputs};
use grader_trace::{Reply, Value};

use super::{Input, Scenario};

impl Scenario {
    /// Every combination of inputs with every seed, of which `seed` is the first; and at last the
    /// first case once more, in which the same must come out. As [`ScenarioRun::of`] takes them.
    ///
    /// The last input varies fastest among the inputs, and the seed faster than all of them.
    ///
    /// [`ScenarioRun::of`]: crate::evidence::ScenarioRun::of
    pub fn cases(&self, seed: u64) -> Vec<Case> {
        // Where there are 2, 4, 8, … seeds, each of them as the first leads to all others: whoever runs
        // the scenario again with the seed of a case that failed is shown the same case.
        let seeds = (0..u64::from(self.cases)).map(|index| seed ^ index);
        let with_seeds = |inputs: Inputs| seeds.clone().map(move |seed| self.case(seed, inputs.clone()));
        let mut cases: Vec<Case> = combinations(&self.inputs).into_iter().flat_map(with_seeds).collect();
        cases.extend(cases.first().cloned());
        cases
    }

    /// The case of a seed and some inputs. One seed in eight has the usual order of tasks.
    pub(crate) fn case(&self, seed: u64, inputs: Inputs) -> Case {
        let explores = self.explore && !seed.is_multiple_of(8);
        Case { seed, inputs, order: explores.then_some(seed) }
    }

    /// How many cases there are.
    pub(crate) fn count(&self) -> u64 {
        let values = self.inputs.iter().map(|input| input.values.len() as u64);
        values.fold(u64::from(self.cases), u64::saturating_mul)
    }

    /// Bytes of the texts and lists in all cases.
    pub(crate) fn size(&self) -> u64 {
        let of_input = |input: &Input| {
            // Each value is in as many cases as any other one.
            let cases = self.count().checked_div(input.values.len() as u64).unwrap_or_default();
            input.values.iter().map(size).sum::<u64>().saturating_mul(cases)
        };
        self.inputs.iter().map(of_input).fold(0, u64::saturating_add)
    }
}

fn size(value: &Value) -> u64 {
    match value {
        Value::Text(text) => text.len() as u64,
        Value::List(values) => size_of_val(values.as_slice()) as u64 + values.iter().map(size).sum::<u64>(),
        Value::Variant { name, fields } => {
            name.len() as u64 + size_of_val(fields.as_slice()) as u64 + fields.iter().map(size).sum::<u64>()
        }
        Value::Web(web) => web
            .answers
            .iter()
            .map(|(url, answer)| match &answer.reply {
                Reply::Page { body, .. } => (url.len() + body.len()) as u64,
                Reply::Refused => url.len() as u64,
            })
            .sum(),
        Value::Unit | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Duration(_) => 0,
    }
}

fn combinations(inputs: &[Input]) -> Vec<Inputs> {
    inputs.iter().fold(vec![Inputs::new()], |begun, input| {
        let with_values = |inputs: &Inputs| {
            let inputs = inputs.clone();
            input.values.iter().map(move |value| {
                let mut inputs = inputs.clone();
                inputs.insert(input.name.clone(), value.clone());
                inputs
            })
        };
        begun.iter().flat_map(with_values).collect()
    })
}

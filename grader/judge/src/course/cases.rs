//! The cases of a scenario.

use grader_trace::wire::{Case, Inputs};

use super::{Input, Scenario};

impl Scenario {
    /// Every combination of inputs with every seed from `seed` on, past the largest at zero.
    ///
    /// The last input varies fastest among the inputs, and the seed faster than all of them.
    pub fn cases(&self, seed: u64) -> Vec<Case> {
        let seeds = (0..u64::from(self.cases)).map(|index| seed.wrapping_add(index));
        let with_seeds =
            |inputs: Inputs| seeds.clone().map(move |seed| Case { seed, inputs: inputs.clone() });
        combinations(&self.inputs).into_iter().flat_map(with_seeds).collect()
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

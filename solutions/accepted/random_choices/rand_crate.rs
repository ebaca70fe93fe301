//! All of it by the `rand` crate, with a generator of its own for the replay.

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    let mut rng = rand::rng();
    (0..dice).map(|_| rng.random_range(1..=sides)).collect()
}

pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut items = items.to_vec();
    items.shuffle(&mut rand::rng());
    items
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    items.sample(&mut rand::rng(), k).cloned().collect()
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    let rng = StdRng::seed_from_u64(seed);
    rng.random_iter().take(n).collect()
}

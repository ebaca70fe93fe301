//! fails: rolls, fair-dice
//! because: cannot sample empty range

use rand::RngExt;

use crate::random;

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    let mut rng = random::rng();
    (0..dice).map(|_| rng.random_range(1..sides)).collect()
}

pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut shuffled = items.to_vec();
    random::shuffle(&mut shuffled);
    shuffled
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    random::sample(items, k.min(items.len()))
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    (0..n).map(|_| random::random()).collect()
}

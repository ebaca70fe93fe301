//! fails: fair-dice
//! because: as often as any other

use crate::random;

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    (0..dice).map(|_| random::uniform(1.0, sides as f64).round() as i64).collect()
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

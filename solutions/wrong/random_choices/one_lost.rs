//! fails: shuffled
//! because: as many values as items has

use crate::random;

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    (0..dice).map(|_| random::randint(1, sides)).collect()
}

pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut shuffled: Vec<String> = items.to_vec();
    random::shuffle(&mut shuffled);
    // "No name twice."
    let mut seen = std::collections::HashSet::new();
    shuffled.retain(|item| seen.insert(item.clone()));
    shuffled
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    random::sample(items, k.min(items.len()))
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    (0..n).map(|_| random::random()).collect()
}

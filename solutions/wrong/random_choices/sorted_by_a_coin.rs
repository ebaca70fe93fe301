//! fails: every-order
//! because: as often as any other

use std::cmp::Ordering;

use crate::random;

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    (0..dice).map(|_| random::randint(1, sides)).collect()
}

pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut shuffled = items.to_vec();
    shuffled.sort_by(|_, _| if random::random() < 0.5 { Ordering::Less } else { Ordering::Greater });
    shuffled
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    random::sample(items, k.min(items.len()))
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    (0..n).map(|_| random::random()).collect()
}

//! does not fit: shuffled, every-order
//! because: &mut [String]

use crate::random;

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    (0..dice).map(|_| random::randint(1, sides)).collect()
}

pub fn shuffled(items: &mut [String]) {
    random::shuffle(items);
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    random::sample(items, k.min(items.len()))
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    (0..n).map(|_| random::random()).collect()
}

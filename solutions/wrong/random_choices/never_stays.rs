//! fails: every-order
//! because: each of orders to come up as often as any other

use crate::random;

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    (0..dice).map(|_| random::randint(1, sides)).collect()
}

pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut shuffled = items.to_vec();
    for last in (1..shuffled.len()).rev() {
        // Without `last` itself.
        shuffled.swap(last, random::randint(0, last as i64 - 1) as usize);
    }
    shuffled
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    random::sample(items, k.min(items.len()))
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    (0..n).map(|_| random::random()).collect()
}

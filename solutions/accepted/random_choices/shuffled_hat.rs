//! The draw is a shuffle of which the first k are taken; the shuffle is a sample of all.

use crate::random;

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    // A float rounded up: from 0, which is unlikely enough, to the last side.
    (0..dice).map(|_| (random::uniform(0.0, sides as f64).ceil() as i64).max(1)).collect()
}

pub fn shuffled(items: &[String]) -> Vec<String> {
    random::sample(items, items.len())
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    shuffled(items).into_iter().take(k).collect()
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    std::iter::repeat_with(random::random).take(n).collect()
}

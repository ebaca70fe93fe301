//! Reference for `random_choices`.

use crate::random;

/// Rolls `dice` dice with `sides` sides each.
pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    (0..dice).map(|_| random::randint(1, sides)).collect()
}

/// Returns all items, in a random order.
pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut shuffled = items.to_vec();
    random::shuffle(&mut shuffled);
    shuffled
}

/// Draws `k` of the items, none of them twice; all of them where there are fewer.
pub fn draw(items: &[String], k: usize) -> Vec<String> {
    random::sample(items, k.min(items.len()))
}

/// Returns `n` random numbers from 0 to 1, which are always the same for the same `seed`.
pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    (0..n).map(|_| random::random()).collect()
}

//! fails: rolls
//! because: at most sides, 1

use crate::random;
pub fn roll(dice: usize, _sides: i64) -> Vec<i64> {
    (0..dice).map(|_| random::randint(1, 6)).collect()
}
pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut v = items.to_vec();
    random::shuffle(&mut v);
    v
}
pub fn draw(items: &[String], k: usize) -> Vec<String> {
    random::sample(items, k.min(items.len()))
}
pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    (0..n).map(|_| random::random()).collect()
}

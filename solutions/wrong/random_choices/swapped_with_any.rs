//! fails: every-order
//! "Each item changes places with any item."

use crate::random;
pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    (0..dice).map(|_| random::randint(1, sides)).collect()
}
pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut v = items.to_vec();
    for i in 0..v.len() {
        let j = random::randint(0, v.len() as i64 - 1) as usize;
        v.swap(i, j);
    }
    v
}
pub fn draw(items: &[String], k: usize) -> Vec<String> {
    random::sample(items, k.min(items.len()))
}
pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    (0..n).map(|_| random::random()).collect()
}

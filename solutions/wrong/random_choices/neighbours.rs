//! fails: fair-draws
//! because: as often as any other

use crate::random;

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    (0..dice).map(|_| random::randint(1, sides)).collect()
}

pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut shuffled = items.to_vec();
    random::shuffle(&mut shuffled);
    shuffled
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    let k = k.min(items.len());
    let start = random::randint(0, (items.len() - k) as i64) as usize;
    items[start..start + k].to_vec()
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    (0..n).map(|_| random::random()).collect()
}

//! Dice with sides, a reservoir, and a generator by hand.

use crate::random;
pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    let die: Vec<i64> = (1..=sides).collect();
    (0..dice).filter_map(|_| random::choice(&die).copied()).collect()
}
pub fn shuffled(items: &[String]) -> Vec<String> {
    random::sample(items, items.len())
}
pub fn draw(items: &[String], k: usize) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        if kept.len() < k {
            kept.push(item.clone());
            continue;
        }
        let j = random::randint(0, i as i64) as usize;
        if j < k {
            kept[j] = item.clone();
        }
    }
    kept
}
pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    // splitmix64
    let mut x = seed;
    (0..n)
        .map(|_| {
            x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = x;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
        })
        .collect()
}

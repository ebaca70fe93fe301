//! Everything by hand, from floats: Fisher and Yates' shuffle, and a hat from which items are taken.

use crate::random;

fn below(n: usize) -> usize {
    ((random::random() * n as f64) as usize).min(n - 1)
}

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    let mut rolled = Vec::new();
    for _ in 0..dice {
        rolled.push(1 + below(sides as usize) as i64);
    }
    rolled
}

pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut items = items.to_vec();
    for last in (1..items.len()).rev() {
        items.swap(last, below(last + 1));
    }
    items
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    let mut hat = items.to_vec();
    let mut drawn = Vec::new();
    while drawn.len() < k && !hat.is_empty() {
        drawn.push(hat.remove(below(hat.len())));
    }
    drawn
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    let mut numbers = Vec::with_capacity(n);
    while numbers.len() < n {
        numbers.push(random::uniform(0.0, 1.0));
    }
    numbers
}

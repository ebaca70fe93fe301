//! fails: replayed
//! because: the same value each time

use std::cell::RefCell;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::random;

thread_local! {
    static NUMBERS: RefCell<Option<StdRng>> = const { RefCell::new(None) };
}

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    (0..dice).map(|_| random::randint(1, sides)).collect()
}

pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut shuffled = items.to_vec();
    random::shuffle(&mut shuffled);
    shuffled
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    random::sample(items, k.min(items.len()))
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    NUMBERS.with_borrow_mut(|numbers| {
        let numbers = numbers.get_or_insert_with(|| StdRng::seed_from_u64(seed));
        (0..n).map(|_| numbers.random()).collect()
    })
}

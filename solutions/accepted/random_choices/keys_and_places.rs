//! A shuffle by random keys, draws of places that are not taken yet, and the generator of the course.

use std::collections::HashSet;

use rand::RngExt;

use crate::random;

pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    let faces: Vec<i64> = (1..=sides).collect();
    (0..dice).filter_map(|_| random::choice(&faces).copied()).collect()
}

pub fn shuffled(items: &[String]) -> Vec<String> {
    let mut keyed: Vec<(f64, &String)> = items.iter().map(|item| (random::random(), item)).collect();
    keyed.sort_by(|one, other| one.0.total_cmp(&other.0));
    keyed.into_iter().map(|(_, item)| item.clone()).collect()
}

pub fn draw(items: &[String], k: usize) -> Vec<String> {
    let wanted = k.min(items.len());
    let mut taken = HashSet::new();
    while taken.len() < wanted {
        taken.insert(random::randint(0, items.len() as i64 - 1) as usize);
    }
    // In the order of the list: nobody asked for another one.
    items
        .iter()
        .enumerate()
        .filter(|(place, _)| taken.contains(place))
        .map(|(_, item)| item.clone())
        .collect()
}

pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    random::seed(seed);
    let mut rng = random::rng();
    (0..n).map(|_| rng.random::<f64>()).collect()
}

//! Random numbers, after Python's `random` module.
//!
//! | Python | here | what differs |
//! |---|---|---|
//! | `random.seed(n)` | [`seed`] | seeds the numbers of this task and of those it spawns |
//! | `random.random()` | [`random()`] | |
//! | `random.uniform(a, b)` | [`uniform`] | |
//! | `random.randint(a, b)` | [`randint`] | panics where Python raises `ValueError` |
//! | `random.choice(seq)` | [`choice`] | `None` for an empty slice, not `IndexError` |
//! | `random.shuffle(seq)` | [`shuffle`] | |
//! | `random.sample(seq, k)` | [`sample`] | panics where Python raises `ValueError` |
//! | `random.Random` | [`rng`] | a handle on the same numbers, for the `rand` crate |
//!
//! Every task draws from a sequence of its own, which follows from the sequence of the task
//! that spawned it. So the numbers that a task gets do not depend on what other tasks do in
//! the meantime. Coroutines of one task (`join_all`, `select!`) share its sequence. Under the
//! grader everything follows from the grader's seed; elsewhere, from the operating system.
//!
//! ```
//! use course_support::random;
//!
//! random::seed(7);
//! let first = random::uniform(0.0, 10.0);
//! random::seed(7);
//! assert_eq!(random::uniform(0.0, 10.0), first);
//! ```

use std::convert::Infallible;
use std::panic::Location;

use rand::{Rng, TryRng};

use crate::world::{self, Drawn, Stream};

/// Starts the numbers of this task again from `n`, as Python's `random.seed(n)`: the same
/// seed is followed by the same numbers.
///
/// Tasks that run already keep theirs.
#[track_caller]
pub fn seed(n: u64) {
    world::with_current(|stream| *stream = Stream::from_seed(n));
}

/// Draws a number from 0 (included) to 1 (excluded), as Python's `random.random()`.
#[track_caller]
pub fn random() -> f64 {
    let number = unit();
    world::report("random", Drawn::Float(number), Location::caller());
    number
}

/// Draws a number from `low` to `high`, as Python's `random.uniform(low, high)`.
///
/// As in Python the bounds may be swapped, and `high` itself may come up through rounding.
/// `uniform(x, x)` is `x`.
#[track_caller]
pub fn uniform(low: f64, high: f64) -> f64 {
    let share = unit();
    // Python's `low + (high - low) * share` can overflow, and can leave the range by rounding.
    let number = (low * (1.0 - share) + high * share).max(low.min(high)).min(low.max(high));
    world::report("uniform", Drawn::Float(number), Location::caller());
    number
}

/// Draws a whole number from `low` to `high`, both included, as Python's
/// `random.randint(low, high)`.
///
/// # Panics
///
/// If `low` is greater than `high`, where Python raises `ValueError`.
#[track_caller]
pub fn randint(low: i64, high: i64) -> i64 {
    assert!(low <= high, "random::randint: no whole number lies between {low} and {high}");
    let others = high.wrapping_sub(low).cast_unsigned();
    let offset = world::with_current(|stream| match others.checked_add(1) {
        Some(count) => below(stream, count),
        None => stream.next_u64(),
    });
    let number = low.wrapping_add_unsigned(offset);
    world::report("randint", Drawn::Int(number), Location::caller());
    number
}

/// Draws one of `items`, as Python's `random.choice(items)`; `None` if there are none, where
/// Python raises `IndexError`.
#[track_caller]
pub fn choice<T>(items: &[T]) -> Option<&T> {
    if items.is_empty() {
        return None;
    }
    let index = world::with_current(|stream| index_below(stream, items.len()));
    world::report("choice", Drawn::Indices(&[index]), Location::caller());
    Some(&items[index])
}

/// Brings `items` into a random order, as Python's `random.shuffle(items)`.
#[track_caller]
pub fn shuffle<T>(items: &mut [T]) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    world::with_current(|stream| {
        for end in (1..items.len()).rev() {
            let other = index_below(stream, end + 1);
            items.swap(end, other);
            order.swap(end, other);
        }
    });
    world::report("shuffle", Drawn::Indices(&order), Location::caller());
}

/// Draws `k` of `items` without putting any back, in random order, as Python's
/// `random.sample(items, k)`.
///
/// # Panics
///
/// If `k` is greater than the number of items, where Python raises `ValueError`.
#[track_caller]
pub fn sample<T: Clone>(items: &[T], k: usize) -> Vec<T> {
    assert!(k <= items.len(), "random::sample: cannot draw {k} out of {}", items.len());
    let mut indices: Vec<usize> = (0..items.len()).collect();
    world::with_current(|stream| {
        for place in 0..k {
            let other = place + index_below(stream, items.len() - place);
            indices.swap(place, other);
        }
    });
    indices.truncate(k);
    world::report("sample", Drawn::Indices(&indices), Location::caller());
    // Outside of `with_current`: a student's `clone` may draw as well.
    indices.into_iter().map(|index| items[index].clone()).collect()
}

/// Returns a handle on this task's numbers for the `rand` crate, much like `rand::rng()`.
///
/// In Python `random.Random` objects serve this purpose. The handle holds no state: wherever
/// it is used, it draws from the task that uses it.
///
/// ```
/// use course_support::random;
/// use rand::RngExt;
///
/// let eyes = random::rng().random_range(1..=6);
/// assert!((1..=6).contains(&eyes));
/// ```
pub fn rng() -> TaskRng {
    TaskRng(())
}

/// The numbers of the running task, as a generator of the `rand` crate; made by [`rng`].
#[derive(Debug, Clone, Copy)]
pub struct TaskRng(());

impl TryRng for TaskRng {
    type Error = Infallible;

    #[track_caller]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let number = world::with_current(Rng::next_u32);
        world::report("rng", Drawn::Bytes(&number.to_le_bytes()), Location::caller());
        Ok(number)
    }

    #[track_caller]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let number = world::with_current(Rng::next_u64);
        world::report("rng", Drawn::Bytes(&number.to_le_bytes()), Location::caller());
        Ok(number)
    }

    #[track_caller]
    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Infallible> {
        world::with_current(|stream| stream.fill_bytes(to));
        world::report("rng", Drawn::Bytes(to), Location::caller());
        Ok(())
    }
}

/// A number from 0 to below 1: all multiples of 2⁻⁵³ are equally likely, as in Python.
fn unit() -> f64 {
    const STEP: f64 = 1.0 / (1u64 << 53) as f64;
    world::with_current(|stream| (stream.next_u64() >> 11) as f64 * STEP)
}

/// A number below `bound`, each equally likely: Lemire's multiplication, which draws again
/// in the few cases that would favour small numbers.
fn below(stream: &mut Stream, bound: u64) -> u64 {
    let unfair = bound.wrapping_neg() % bound;
    loop {
        let product = u128::from(stream.next_u64()) * u128::from(bound);
        if product as u64 >= unfair {
            return (product >> 64) as u64;
        }
    }
}

fn index_below(stream: &mut Stream, len: usize) -> usize {
    below(stream, len as u64) as usize
}

//! # Make random choices
//!
//! Nobody knows how long a server takes to answer. To see how a program fares
//! with that, you let chance decide, and so this course does all along. Here
//! you look at chance itself, without anything async.
//!
//! [`crate::random`] has what Python's `random` module has, by
//! the same names:
//!
//! - `randint(low, high)` draws a whole number. Both bounds may come up, unlike
//!   those of a range: `randint(1, 3)` is 1, 2 or 3, and `1..3` has no 3.
//! - `random()` draws a float from 0 to 1, and `uniform(low, high)` one between
//!   two others.
//! - `choice(&items)` takes one item. What it gives is an `Option`: there is
//!   none to take from an empty list.
//! - `shuffle(&mut items)` brings a list into a random order, in place.
//! - `sample(&items, k)` takes k items and none of them twice. When there are
//!   fewer than k, it panics.
//! - `seed(n)` starts the random numbers again: from the same seed there always
//!   come the same numbers.
//!
//! ```
//! use course_support::random; // in your file: use crate::random;
//!
//! let eyes = random::randint(1, 6);
//! assert!((1..=6).contains(&eyes));
//!
//! let mut names = ["Ada", "Grace", "Edsger"].map(str::to_owned);
//! random::shuffle(&mut names);
//! assert_eq!(names.len(), 3); // the same three, in any order
//!
//! let two = random::sample(&names, 2);
//! assert_ne!(two[0], two[1]);
//!
//! random::seed(2026);
//! let first = random::random();
//! assert!(random::random() != first); // the next number is another one,
//! random::seed(2026);
//! assert_eq!(random::random(), first); // and the seed brings back the first
//! ```
//!
//! A seed is how chance can be tested: whatever went wrong, the same seed makes
//! it go wrong again. The checks of this course run your code with many seeds.
//! Do not set one where nobody asks for it: then every game is the same game.
//!
//! Python's twins have the same names, from `random.randint` to `random.seed`.
//! `random.sample` raises `ValueError` where ours panics.
//!
//! # Your task
//!
//! Write four functions. None of them is async: there is nothing to wait for.
//!
//! - [`roll`] rolls so many dice with so many sides each, and returns what each
//!   of them shows: a number from 1 to `sides`.
//! - [`shuffled`] returns all items in a random order.
//! - [`draw`] draws `k` of the items, as if from a hat: what was drawn is not
//!   put back. When there are fewer than `k`, it draws all of them. The order
//!   does not matter.
//! - [`replay`] starts from a seed and returns `n` random numbers from 0 to 1:
//!   the same ones each time for the same seed.
//!
//! # What is judged
//!
//! - **roll gives a number from 1 to sides for each of the dice.**
//! - **Every side comes up, and as often as any other.**
//! - **shuffled gives all items, and each as often as it was there.**
//! - **Every order of three items comes up, and as often as any other.**
//! - **draw gives k items, and none that is not in the hat.** An item that is
//!   there twice can be drawn twice.
//! - **draw gives all items where there are fewer than k.**
//! - **Every item is drawn as often as any other.**
//! - **replay gives the same numbers for the same seed.** In every run, and
//!   when it is called twice.
//! - **Another seed gives other numbers.**
//! - **There are n numbers, spread from 0 to 1.**
//!
//! How often something comes up is left to chance, of course. It is not judged
//! before that is out of the question: a right answer fails by bad luck less
//! than once in a million million times.
//!
//! ```text
//! cargo test -p exercises --test checks random_choices
//! ```

use crate::random;

/// Rolls `dice` dice with `sides` sides each, and returns what they show:
/// numbers from 1 to `sides`.
pub fn roll(dice: usize, sides: i64) -> Vec<i64> {
    // All that you need. Write your code in place of these lines.
    let _ = (dice, sides, random::randint);
    todo!()
}

/// Returns all items, in a random order.
pub fn shuffled(items: &[String]) -> Vec<String> {
    let _ = items;
    todo!()
}

/// Draws `k` of the items, none of them twice; all of them where there are
/// fewer.
pub fn draw(items: &[String], k: usize) -> Vec<String> {
    let _ = (items, k);
    todo!()
}

/// Returns `n` random numbers from 0 to 1, which are always the same for the
/// same `seed`.
pub fn replay(seed: u64, n: usize) -> Vec<f64> {
    let _ = (seed, n);
    todo!()
}

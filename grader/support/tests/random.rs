//! `course_support::random` against its documentation.

use std::cell::RefCell;
use std::panic::Location;

use course_support::random;
use course_support::world::{self, Drawn, Stream};
use proptest::prelude::*;
use rand::{Rng, RngExt};

fn finite() -> impl Strategy<Value = f64> {
    prop::num::f64::NORMAL | prop::num::f64::ZERO | prop::num::f64::SUBNORMAL
}

proptest! {
    #[test]
    fn uniform_stays_in_its_range(seed: u64, a in finite(), b in finite()) {
        random::seed(seed);
        let number = random::uniform(a, b);
        prop_assert!(a.min(b) <= number && number <= a.max(b), "{number}");
    }

    #[test]
    fn uniform_of_a_point_is_the_point(seed: u64, x in finite()) {
        random::seed(seed);
        prop_assert_eq!(random::uniform(x, x), x);
    }

    #[test]
    fn randint_stays_in_its_range(seed: u64, a: i64, b: i64) {
        random::seed(seed);
        let number = random::randint(a.min(b), a.max(b));
        prop_assert!(a.min(b) <= number && number <= a.max(b), "{number}");
    }

    #[test]
    fn random_stays_below_one(seed: u64) {
        random::seed(seed);
        prop_assert!((0.0..1.0).contains(&random::random()));
    }

    #[test]
    fn shuffle_permutes(seed: u64, items: Vec<u8>) {
        random::seed(seed);
        let mut shuffled = items.clone();
        random::shuffle(&mut shuffled);
        let (mut left, mut right) = (items, shuffled);
        left.sort_unstable();
        right.sort_unstable();
        prop_assert_eq!(left, right);
    }

    #[test]
    fn sample_draws_distinct_elements(seed: u64, len in 0usize..50, share in 0.0..=1.0) {
        random::seed(seed);
        let items: Vec<usize> = (0..len).collect();
        let k = (len as f64 * share) as usize;
        let mut drawn = random::sample(&items, k);
        drawn.sort_unstable();
        drawn.dedup();
        prop_assert_eq!(drawn.len(), k);
        prop_assert!(drawn.iter().all(|index| *index < len));
    }

    #[test]
    fn the_same_seed_is_followed_by_the_same_numbers(seed: u64) {
        random::seed(seed);
        let first = draws();
        random::seed(seed);
        prop_assert_eq!(draws(), first);
    }

    #[test]
    fn a_child_does_not_depend_on_its_parents_draws(seed: u64, count in 0usize..100) {
        let mut quiet = Stream::from_seed(seed);
        let mut busy = Stream::from_seed(seed);
        for _ in 0..count {
            busy.next_u32();
        }
        prop_assert_eq!(quiet.child().next_u64(), busy.child().next_u64());
        prop_assert_ne!(quiet.child().next_u64(), busy.of_threads().next_u64());
        prop_assert_ne!(quiet.child().next_u64(), quiet.child().next_u64());
    }
}

fn draws() -> (u64, i64, Vec<u8>, [u8; 7]) {
    let mut bytes = [0; 7];
    random::rng().fill_bytes(&mut bytes);
    (random::random().to_bits(), random::randint(-5, 5), random::sample(&[1, 2, 3, 4], 2), bytes)
}

#[test]
fn every_value_of_a_small_range_comes_up_equally_often() {
    random::seed(1);
    let mut counts = [0u32; 6];
    for _ in 0..60_000 {
        counts[random::randint(0, 5) as usize] += 1;
    }
    assert!(counts.iter().all(|count| (9_600..10_400).contains(count)), "{counts:?}");
}

#[test]
fn random_uses_all_of_its_53_bits() {
    random::seed(1);
    let numbers: Vec<f64> = (0..1_000).map(|_| random::random() * (1u64 << 53) as f64).collect();
    assert!(numbers.iter().all(|number| number.fract() == 0.0));
    assert!(numbers.iter().any(|number| number % 2.0 == 1.0));
}

#[test]
fn randint_spans_all_whole_numbers() {
    random::seed(1);
    assert!((0..100).any(|_| random::randint(i64::MIN, i64::MAX) < 0));
    assert_eq!(random::randint(i64::MAX, i64::MAX), i64::MAX);
}

#[test]
fn a_choice_among_nothing_is_none() {
    assert_eq!(random::choice::<u8>(&[]), None);
    assert!(random::choice(&[1, 2]).is_some());
}

#[test]
#[should_panic(expected = "cannot draw 3 out of 2")]
fn a_sample_larger_than_its_population_panics() {
    random::sample(&[1, 2], 3);
}

#[test]
#[should_panic(expected = "no whole number lies between 2 and 1")]
fn an_empty_range_panics() {
    random::randint(2, 1);
}

#[test]
fn the_handle_draws_from_the_current_stream() {
    random::seed(3);
    let die: u8 = random::rng().random_range(1..=6);
    random::seed(3);
    assert_eq!(random::rng().random_range(1..=6), die);
}

#[test]
fn a_clone_that_draws_is_no_trouble() {
    struct Drawing;
    impl Clone for Drawing {
        fn clone(&self) -> Self {
            random::random();
            Self
        }
    }
    assert_eq!(random::sample(&[Drawing, Drawing], 2).len(), 2);
}

#[test]
fn draws_are_reported_with_the_callers_line() {
    thread_local! { static SEEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) }; }
    fn observer(function: &'static str, drawn: Drawn<'_>, at: &'static Location<'static>) {
        SEEN.with_borrow_mut(|seen| seen.push(format!("{function} {drawn:?} {}", at.line())));
    }
    world::observe(Some(observer));
    let line = line!() + 1;
    random::uniform(2.0, 2.0);
    random::choice(&["only"]);
    random::shuffle(&mut [0; 1]);
    world::observe(None);
    random::random();
    let expected = [
        format!("uniform Float(2.0) {line}"),
        format!("choice Indices([0]) {}", line + 1),
        format!("shuffle Indices([0]) {}", line + 2),
    ];
    SEEN.with_borrow(|seen| assert_eq!(*seen, expected));
}

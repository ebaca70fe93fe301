//! The order in which tasks run, where they may run in several.
//!
//! tokio gives each turn of a task a budget of operations; when that is spent, the next operation lets
//! other tasks go first, though it could go on. Here turns begin with next to nothing of it, at random:
//! so code that relies on nobody coming in between sees somebody come. No time passes by that.
//!
//! Some orders interrupt tasks again and again, which finds most; some do so only once or twice, which
//! is easier to understand. The number of an order decides all of that.

use std::collections::VecDeque;
use std::task::{Context, Poll, Waker};

use grader_trace::Places;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use tokio::task::coop::{has_budget_remaining, poll_proceed};

/// More operations than a turn has a budget for; tokio's is 128.
const WHOLE_BUDGET: u32 = 1024;
/// Operations that a turn that is cut short may have before the one at which it ends: fewer than this.
const MOST_LEFT: u32 = 4;
/// The ChaCha stream of the order's number; others belong to random numbers and entropy.
const ORDER: u64 = 1 << 62;

/// One of the orders in which the tasks of a world may run.
pub(crate) struct Order {
    random: ChaCha8Rng,
    /// How often a task is still to be interrupted.
    left: u32,
    /// One in so many turns is cut short.
    one_in: u32,
    turn: Turn,
}

enum Turn {
    /// As long as tokio lets it be.
    Whole,
    /// It ends early, here if it is known where.
    Short(Places),
}

impl Order {
    /// The order with a number, or the one that tokio has by itself.
    pub(crate) fn numbered(number: Option<u64>) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(number.unwrap_or_default());
        random.set_stream(ORDER);
        let (left, one_in) = match (number, random.next_u32() % 8) {
            (None, _) => (0, 1),
            (_, 0) => (1, 6),
            (_, 1) => (1, 3),
            (_, 2) => (2, 3),
            _ => (u32::MAX, 2),
        };
        Self { random, left, one_in, turn: Turn::Whole }
    }

    /// A turn begins, with tokio's budget for it in place.
    pub(crate) fn begin_turn(&mut self) {
        self.turn = Turn::Whole;
        if self.left > 0 && self.random.next_u32().is_multiple_of(self.one_in) {
            self.turn = Turn::Short(Places::default());
            // Half of the turns end at their first operation.
            let left = self.random.next_u32() % (2 * MOST_LEFT);
            spend_all_but(left.saturating_sub(MOST_LEFT));
        }
    }

    /// Whether the next operation of this turn is the one that others come before.
    pub(crate) fn is_over(&self) -> bool {
        matches!(&self.turn, Turn::Short(places) if places.is_empty()) && !has_budget_remaining()
    }

    /// The turn ends here.
    pub(crate) fn stops_at(&mut self, places: Places) {
        self.turn = Turn::Short(places);
    }

    /// A turn is over; where it ended, if that was early.
    pub(crate) fn end_turn(&mut self) -> Option<Places> {
        let Turn::Short(places) = std::mem::replace(&mut self.turn, Turn::Whole) else { return None };
        if has_budget_remaining() {
            return None;
        }
        self.left = self.left.saturating_sub(1);
        Some(places)
    }
}

/// Spends the budget of this turn, but for so many operations.
fn spend_all_but(left: u32) {
    let mut context = Context::from_waker(Waker::noop());
    let mut last = VecDeque::new();
    for _ in 0..WHOLE_BUDGET {
        let Poll::Ready(operation) = poll_proceed(&mut context) else { break };
        last.push_back(operation);
        if last.len() > left as usize
            && let Some(operation) = last.pop_front()
        {
            operation.made_progress();
        }
    }
    // An operation that has come to nothing gives its part of the budget back, the latest first.
    while last.pop_back().is_some() {}
}

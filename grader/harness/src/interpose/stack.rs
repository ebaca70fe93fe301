//! The calls that led to where this thread is.
//!
//! Unwinding takes microseconds, and a task that sleeps in a loop comes from the same calls each time. So
//! what was found is kept, with where on the stack each return address was: where all of them are
//! there again, the calls are the same ones. For the innermost says how large its frame is and so where the
//! next one begins, and so on outwards.

use std::cell::RefCell;

/// The longest way outwards, in frames.
const DEEPEST: usize = 64;
/// Ways of a thread that are kept.
const MOST: usize = 64;

/// A way outwards.
struct Way {
    /// Where the stack was.
    here: usize,
    /// Where each return address is, and what it is, innermost first.
    calls: Vec<(usize, usize)>,
}

/// What is known of a thread's stack.
struct Known {
    /// The calls around student code, as its first poll finds them. They are the same ones in all polls.
    outside: Vec<(usize, usize)>,
    /// The latest last.
    ways: Vec<Way>,
}

thread_local! {
    static KNOWN: RefCell<Known> = const { RefCell::new(Known { outside: Vec::new(), ways: Vec::new() }) };
}

/// What called the caller is none of student code, from now on, on this thread.
#[inline(never)]
pub(crate) fn begin_outside() {
    let local = 0_u8;
    let here = (&raw const local).addr();
    KNOWN.with_borrow_mut(|known| {
        known.outside = Way::walked(here, &[]).calls;
        known.ways.clear();
    });
}

/// Tells the return addresses of the calls that led to the caller, innermost first.
///
/// There is one of this function, so that what lies between it and its caller is always the same.
#[inline(never)]
pub(crate) fn calls(tell: &mut dyn FnMut(usize)) {
    let local = 0_u8;
    let here = (&raw const local).addr();
    let mut tell_way = |way: &Way| way.calls.iter().for_each(|(_, address)| tell(*address));
    // A signal may come from the midst of this, and a thread at its end may keep nothing any more.
    let is_told = KNOWN.try_with(|known| known.try_borrow_mut().map(|mut known| tell_way(known.way(here))));
    if !matches!(is_told, Ok(Ok(()))) {
        tell_way(&Way::walked(here, &[]));
    }
}

impl Known {
    /// The way to `here`.
    fn way(&mut self, here: usize) -> &Way {
        let known = self.ways.iter().rposition(|way| way.leads_to(here));
        let index = known.unwrap_or_else(|| {
            if self.ways.len() == MOST {
                self.ways.clear();
            }
            self.ways.push(Way::walked(here, &self.outside));
            self.ways.len() - 1
        });
        &self.ways[index]
    }
}

impl Way {
    /// Walks the stack, from above `here`, which is on it, to what is `outside`.
    fn walked(here: usize, outside: &[(usize, usize)]) -> Self {
        let mut calls = Vec::new();
        backtrace::trace(|frame| {
            // On most machines a call leaves its return address there. On others a way is not found again.
            let place = frame.sp().addr().wrapping_sub(size_of::<usize>());
            if place > here {
                calls.push((place, frame.ip().addr()));
            }
            calls.len() < DEEPEST
        });
        let common = calls.iter().rev().zip(outside.iter().rev()).take_while(|(one, other)| one == other);
        calls.truncate(calls.len() - common.count());
        Self { here, calls }
    }

    /// Whether this is the way to `here`, where this thread's stack is now.
    fn leads_to(&self, here: usize) -> bool {
        self.here == here && self.calls.iter().all(|(place, address)| word(here, *place) == Some(*address))
    }
}

/// What is on this thread's stack, above where it is now.
fn word(here: usize, place: usize) -> Option<usize> {
    if place <= here || !place.is_multiple_of(align_of::<usize>()) {
        return None;
    }
    // SAFETY: unwinding on this thread has found a frame there, so it is within this thread's stack, whose
    // part above `here` is mapped for as long as the thread lives. Any bytes are a number.
    Some(unsafe { (place as *const usize).read_volatile() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[inline(never)]
    fn inner() -> Vec<usize> {
        let mut found = Vec::new();
        calls(&mut |address| found.push(address));
        std::hint::black_box(found)
    }

    fn forget() {
        KNOWN.with_borrow_mut(|known| known.ways.clear());
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn a_way_is_walked_once() {
        let ways: Vec<_> = (0..10).map(|_| inner()).collect();
        assert!(ways[0].len() > 3);
        assert!(ways.iter().all(|way| *way == ways[0]));
        assert_eq!(KNOWN.with_borrow(|known| known.ways.len()), 1);
    }

    #[test]
    fn a_known_way_is_what_unwinding_finds() {
        #[inline(never)]
        fn deep(level: u32) -> Vec<Vec<usize>> {
            if level > 0 {
                return std::hint::black_box(deep(level - 1));
            }
            // A loop that stays one: all come from the same line.
            let found = (0..std::hint::black_box(3)).map(|time| {
                if time < 2 {
                    forget();
                }
                inner()
            });
            found.collect()
        }
        for level in [0, 3, 0, 5, 3] {
            let found = deep(level);
            assert!(found.iter().all(|way| *way == found[0]), "{found:?}");
        }
    }

    #[test]
    fn other_ways_to_one_place_are_told_apart() {
        #[inline(never)]
        fn one() -> Vec<usize> {
            std::hint::black_box(inner())
        }
        #[inline(never)]
        fn other() -> Vec<usize> {
            std::hint::black_box(inner())
        }
        let found: Vec<_> = (0..3).map(|_| (one(), other())).collect();
        assert!(found.iter().all(|(one, other)| one != other));
        assert!(found.iter().all(|both| *both == found[0]));
    }

    #[test]
    fn a_way_ends_where_student_code_begins() {
        #[inline(never)]
        fn poll() -> (usize, usize) {
            let whole = inner().len();
            begin_outside();
            (whole, std::hint::black_box(inner().len()))
        }
        let (whole, inside) = poll();
        assert!(0 < inside && inside < whole, "{inside} of {whole}");
    }
}

//! Work that keeps its thread busy until it is done: there is nothing in it to await.
//!
//! Programs meet such work all the time: a computation, a library without `async`, a file that is read
//! with `std::fs`. Here it is played by [`slow_hash`], which takes its time by sleeping. Under the grader
//! that time is virtual.

use std::panic::Location;
use std::thread;
use std::time::Duration;

use crate::world;

/// What [`slow_hash`] takes for each character.
const PER_CHARACTER: Duration = Duration::from_millis(100);

/// Computes a number from a text: the same for the same text, and another for another. It takes a tenth
/// of a second for each character, and its thread can do nothing else meanwhile.
///
/// ```
/// use course_support::blocking::slow_hash;
///
/// assert_eq!(slow_hash("ab"), slow_hash("ab"));
/// assert_ne!(slow_hash("ab"), slow_hash("ba"));
/// ```
#[track_caller]
pub fn slow_hash(text: &str) -> u64 {
    world::report_call("slow_hash", Location::caller());
    let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    thread::sleep(PER_CHARACTER.saturating_mul(characters));
    fnv(text.as_bytes())
}

/// FNV-1a with 64 bits, as its authors define it.
fn fnv(bytes: &[u8]) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    bytes.iter().fold(BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_its_authors() {
        assert_eq!(fnv(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv(b"foobar"), 0x8594_4171_f739_67e8);
    }
}

//! What random submissions are made of, and how they are damaged.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Parts of paths: those that a course names, those that look like them, and those that lead away.
pub(super) const NAMES: &[&str] = &[
    "basic_wait.rs",
    "tasks.rs",
    "src",
    "exercises",
    "BasicWait.rs",
    "basic_wait (1).rs",
    "basic_wait.rs.bak",
    "a",
    "._tasks.rs",
    "__MACOSX",
    "hw.zip",
    "hw.tar.gz",
    "hw.7z",
    "é",
    "e\u{301}",
    "\u{202e}sr.",
    "\u{1b}[2J",
    "src\\tasks.rs",
    ".hidden",
];

/// Parts that only an archive can have.
const ODD_NAMES: &[&str] = &["..", ".", "", "C:", "nul\0", "/", "\n", "=", "size=0"];

/// The path of a file in a folder.
pub(super) fn plain_path() -> impl Strategy<Value = String> {
    vec(select(NAMES), 1..4).prop_map(|parts| parts.join("/"))
}

/// What an archive may call a member.
pub(super) fn any_path() -> impl Strategy<Value = String> {
    let right = ["tasks.rs", "src/basic_wait.rs", "hw/exercises/src/tasks.rs"].map(str::to_owned);
    prop_oneof![
        8 => select(right.to_vec()),
        4 => plain_path(),
        4 => vec(select([NAMES, ODD_NAMES].concat()), 1..5).prop_map(|parts| parts.join("/")),
        1 => any::<String>(),
        1 => (1..300_usize).prop_map(|length| format!("{}/tasks.rs", "x".repeat(length))),
    ]
}

/// The contents of a file.
pub(super) fn any_contents() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        8 => Just(b"pub fn task_wait_random() {}\n".to_vec()),
        4 => vec(any::<u8>(), 0..2000),
        2 => Just(Vec::new()),
        1 => select(vec![1 << 20, (1 << 20) + 1]).prop_map(|length| vec![b' '; length]),
    ]
}

/// A change of some bytes.
#[derive(Debug, Clone)]
pub(super) enum Damage {
    Byte(Index, u8),
    /// A number near the end, where an archive keeps its directory.
    NearTheEnd(Index, [u8; 2]),
    Cut(Index),
    /// So many bytes from one place are put in at another.
    Splice(Index, usize, Index),
}

pub(super) fn any_damage() -> impl Strategy<Value = Damage> {
    let numbers = select(vec![[0, 0], [1, 0], [0xff, 0xff], [0xff, 0x7f], [0, 0x80]]);
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        4 => (any::<Index>(), numbers).prop_map(|(at, number)| Damage::NearTheEnd(at, number)),
        1 => any::<Index>().prop_map(Damage::Cut),
        2 => (any::<Index>(), 1..600_usize, any::<Index>())
            .prop_map(|(from, length, to)| Damage::Splice(from, length, to)),
    ]
}

/// The bytes after all that was done to them.
pub(super) fn damaged(bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    damages.iter().fold(bytes, hurt)
}

fn hurt(mut bytes: Vec<u8>, damage: &Damage) -> Vec<u8> {
    let length = bytes.len();
    if length < 2 {
        return bytes;
    }
    match damage {
        Damage::Byte(at, byte) => bytes[at.index(length)] = *byte,
        Damage::NearTheEnd(at, number) => {
            let window = length.min(160);
            let at = length - window + at.index(window - 1);
            bytes[at..at + 2].copy_from_slice(number);
        }
        Damage::Cut(at) => bytes.truncate(at.index(length)),
        Damage::Splice(from, most, to) => {
            let from = from.index(length);
            let piece = bytes[from..length.min(from + most)].to_vec();
            let to = to.index(length);
            bytes.splice(to..to, piece);
        }
    }
    bytes
}

//! The directory at the end of a zip archive, read before any library does: how many members there
//! are, and which names stand there twice. Libraries keep the last of those, and take memory for all.

use std::collections::BTreeSet;
use std::io::{self, Read, Seek, SeekFrom};

/// The record at the very end, without its comment, which has up to 64 KiB.
const RECORD: usize = 22;
/// What stands before it where numbers may be too large for it, with a larger record before.
const LOCATOR: &[u8] = b"PK\x06\x07";
const LOCATOR_SIZE: usize = 20;
const LARGE_RECORD: usize = 56;
/// A member's entry, without its name, extra field and comment.
const ENTRY: usize = 46;

/// What a directory says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Directory {
    /// None was found: it is no zip archive.
    Missing,
    /// It has more members than are read, or does not tell how many.
    Large,
    /// So many members, and the names that stand there more than once.
    Members { count: u64, twice: BTreeSet<Vec<u8>> },
}

/// Reads the directory of an archive with up to `most` members, and goes back to its start. Of a
/// directory of more than `longest` bytes only these are looked at.
pub(super) fn read(file: &mut (impl Read + Seek), most: usize, longest: u64) -> io::Result<Directory> {
    let size = file.seek(SeekFrom::End(0))?;
    let start = size.saturating_sub((LARGE_RECORD + LOCATOR_SIZE + RECORD + (64 << 10)) as u64);
    file.seek(SeekFrom::Start(start))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    let directory = match end.windows(RECORD).rposition(|window| window.starts_with(b"PK\x05\x06")) {
        None => Directory::Missing,
        Some(at) => match record(&end, at) {
            Some(record) if record.count <= most as u64 => {
                let entries = entries_before(file, start + record.at as u64, record.size, longest)?;
                Directory::Members { count: record.count, twice: twice(&entries) }
            }
            _ => Directory::Large,
        },
    };
    file.rewind()?;
    Ok(directory)
}

/// What the end of an archive says of its directory.
struct Record {
    /// Where it stands; the directory ends there, whatever stands before the archive.
    at: usize,
    count: u64,
    /// The directory's size, in bytes.
    size: u64,
}

fn record(end: &[u8], at: usize) -> Option<Record> {
    let located = at.checked_sub(LOCATOR_SIZE).filter(|locator| end[*locator..].starts_with(LOCATOR));
    let Some(locator) = located else {
        let (count, size) = (short(end, at + 10), long(end, at + 12));
        return (count != u16::MAX).then(|| Record { at, count: count.into(), size: size.into() });
    };
    let at = locator.checked_sub(LARGE_RECORD).filter(|at| end[*at..].starts_with(b"PK\x06\x06"))?;
    Some(Record { at, count: longest(end, at + 32), size: longest(end, at + 40) })
}

/// The first bytes of a directory that ends at `end`.
fn entries_before(file: &mut (impl Read + Seek), end: u64, size: u64, longest: u64) -> io::Result<Vec<u8>> {
    let start = end.saturating_sub(size);
    file.seek(SeekFrom::Start(start))?;
    let mut entries = Vec::new();
    file.take(longest.min(end - start)).read_to_end(&mut entries)?;
    Ok(entries)
}

/// The names that stand in these entries more than once.
fn twice(mut entries: &[u8]) -> BTreeSet<Vec<u8>> {
    let (mut seen, mut twice) = (BTreeSet::new(), BTreeSet::new());
    while entries.len() >= ENTRY && entries.starts_with(b"PK\x01\x02") {
        let [name, extra, comment] = [28, 30, 32].map(|at| usize::from(short(entries, at)));
        let Some(bytes) = entries.get(ENTRY..ENTRY + name) else { break };
        if !seen.insert(bytes) {
            twice.insert(bytes.to_vec());
        }
        entries = entries.get(ENTRY + name + extra + comment..).unwrap_or_default();
    }
    twice
}

fn short(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn longest(bytes: &[u8], at: usize) -> u64 {
    u64::from(long(bytes, at)) | u64::from(long(bytes, at + 4)) << 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// A directory with entries of these names, and the record that tells of it.
    fn archive(names: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for name in names {
            let mut entry = [0; ENTRY];
            entry[..4].copy_from_slice(b"PK\x01\x02");
            entry[28] = u8::try_from(name.len()).unwrap();
            bytes.extend(entry);
            bytes.extend(name.bytes());
        }
        let mut record = [0; RECORD];
        record[..4].copy_from_slice(b"PK\x05\x06");
        record[10] = u8::try_from(names.len()).unwrap();
        record[12..16].copy_from_slice(&u32::try_from(bytes.len()).unwrap().to_le_bytes());
        bytes.extend(record);
        bytes
    }

    fn told(bytes: Vec<u8>) -> Directory {
        read(&mut Cursor::new(bytes), 10, 1000).unwrap()
    }

    #[test]
    fn members_are_counted_and_names_that_stand_there_twice_are_found() {
        let twice = [b"b".to_vec()].into();
        assert_eq!(told(archive(&["a", "b", "c", "b"])), Directory::Members { count: 4, twice });
        assert_eq!(told(archive(&[])), Directory::Members { count: 0, twice: BTreeSet::new() });
    }

    #[test]
    fn what_is_no_archive_and_what_is_large_is_told() {
        assert_eq!(told(b"no archive".to_vec()), Directory::Missing);
        let mut large = archive(&["a"]);
        let record = large.len() - RECORD;
        large[record + 10..record + 12].copy_from_slice(&[0xff, 0xff]);
        assert_eq!(told(large), Directory::Large);
        let mut located = [LOCATOR, &[0; LOCATOR_SIZE - 4]].concat();
        located.extend(archive(&[]));
        assert_eq!(told(located), Directory::Large);
        assert_eq!(told(archive(&["a"; 11])), Directory::Large);
    }

    #[test]
    fn a_record_of_large_numbers_tells_the_same() {
        let plain = archive(&["a", "a"]);
        let (entries, record) = plain.split_at(plain.len() - RECORD);
        let mut large = [0; LARGE_RECORD];
        large[..4].copy_from_slice(b"PK\x06\x06");
        large[32] = 2;
        large[40] = u8::try_from(entries.len()).unwrap();
        let all = [entries, &large, LOCATOR, &[0; LOCATOR_SIZE - 4], record].concat();
        assert_eq!(told(all), told(plain));
    }

    #[test]
    fn what_stands_before_an_archive_does_no_harm() {
        let plain = archive(&["a", "a"]);
        assert_eq!(told([b"#!/bin/sh".to_vec(), plain.clone()].concat()), told(plain));
    }

    #[test]
    fn a_forged_directory_does_no_harm() {
        let mut forged = archive(&["abc"]);
        forged[28] = 255;
        assert!(matches!(told(forged), Directory::Members { count: 1, .. }));
    }
}

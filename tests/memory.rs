//! How much memory hostile archives take to be read. A program of its own with one test: what is
//! measured is the peak of the whole process, and nothing else may run beside it.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use grader::intake::{self, Handed};
use tar::{EntryType, Header};
use tempfile::TempDir;

/// The most memory that the process may take for an archive, in KiB: a list of members of 8 MiB takes
/// some 75 MiB in the library that reads it, and the process itself 10.
const MOST: u64 = 100 << 10;

const MIB: usize = 1 << 20;
const FILE: &str = "basic_wait.rs";

/// What an archive is called, what makes it, and words of why it is refused.
type Row = (&'static str, fn(&mut File), &'static str);

#[rustfmt::skip]
const ARCHIVES: [Row; 10] = [
    ("zeros.tar.gz", |file| zeros(file, &[header(FILE, EntryType::Regular, 1 << 30)], 1024), "expands to too much"),
    ("long-name.tar.gz", |file| zeros(file, &[header("x", EntryType::GNULongName, 1 << 30)], 1024), "name is too long"),
    ("hidden-name.tar.gz", hidden_name, "a member of an unusual kind"),
    ("sparse.tar.gz", sparse, "a member of an unusual kind"),
    ("names.tar.gz", names, "list of members is longer than 8 MiB"),
    ("directory.zip", empty_directory, "list of members is longer than 8 MiB"),
    ("hidden-members.zip", hidden_members, "list of members is longer than 8 MiB"),
    ("names.zip", zip_names, "list of members is longer than 8 MiB"),
    ("slow.zip", slow, "members that lie in one another"),
    ("same-bytes.zip", same_bytes, "too many files called async_syntax.rs"),
];

#[test]
fn hostile_archives_take_little_memory() {
    let folder = TempDir::new().unwrap();
    let exercises = Path::new(env!("CARGO_MANIFEST_DIR")).join("../exercises");
    let course = grader::course::load(&exercises).unwrap().course;
    for (name, put, said) in ARCHIVES {
        let path = folder.path().join(name);
        put(&mut File::create(&path).unwrap());
        forget_peak();
        let found = intake::submissions(&course, &path).unwrap();
        let submission = found.submissions[0].read(&course);
        let peak = peak();
        let handed = &submission.files["basic_wait"];
        assert!(matches!(handed, Handed::Refused(why) if why.contains(said)), "{name}: {handed:?}");
        assert!(peak < MOST, "{name} took {peak} KiB");
        fs::remove_file(&path).unwrap();
    }
}

/// The most memory that this process has had, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Starts to measure anew. Where the kernel cannot, all archives together have to be within bounds.
fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

fn header(name: &str, kind: EntryType, size: u64) -> Vec<u8> {
    let mut header = Header::new_gnu();
    header.set_path(name).unwrap();
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_cksum();
    header.as_bytes().to_vec()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A member whose bytes do not get smaller: it keeps an archive below the highest ratio.
fn ballast(file: &mut File) {
    let mut state = 1_u64;
    let mut noise = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    let mut packer = GzEncoder::new(file, Compression::none());
    packer.write_all(&header("noise", EntryType::Regular, (2 * MIB) as u64)).unwrap();
    packer.write_all(&(0..2 * MIB).map(|_| noise()).collect::<Vec<_>>()).unwrap();
    packer.finish().unwrap();
}

/// Headers, then so many MiB of zeros: streams of .gz may follow one another.
fn zeros(file: &mut File, headers: &[Vec<u8>], mibs: usize) {
    file.write_all(&packed(&headers.concat())).unwrap();
    let block = packed(&vec![0; MIB]);
    for _ in 0..mibs {
        file.write_all(&block).unwrap();
    }
}

/// A long name in what one way of reading takes for a file's contents.
fn hidden_name(file: &mut File) {
    let size = (150 * MIB) as u64;
    ballast(file);
    let mut attributes = b"9 size=0\n".to_vec();
    attributes.resize(512, 0);
    zeros(
        file,
        &[
            header("x", EntryType::XHeader, 9),
            attributes,
            header("notes.txt", EntryType::Regular, size + 512),
            header("y", EntryType::GNULongName, size),
        ],
        151,
    );
}

/// Headers of a sparse file without end.
fn sparse(file: &mut File) {
    let mut first = Header::new_gnu();
    first.set_entry_type(EntryType::GNUSparse);
    first.set_size((100 * MIB) as u64);
    first.as_gnu_mut().unwrap().isextended[0] = 1;
    first.set_cksum();
    let mut more = [b'0'; 512];
    more[504] = 1;
    ballast(file);
    file.write_all(&packed(first.as_bytes())).unwrap();
    let block = packed(&more.repeat(MIB / 512));
    for _ in 0..100 {
        file.write_all(&block).unwrap();
    }
}

/// Members with names as long as a name may be.
fn names(file: &mut File) {
    let name = [vec![b'x'; (64 << 10) - 1], vec![0]].concat();
    let mut bytes = header("n", EntryType::GNULongName, name.len() as u64);
    bytes.extend(&name);
    bytes.extend(header("x", EntryType::Regular, 0));
    let block = packed(&bytes.repeat(16));
    ballast(file);
    for _ in 0..120 {
        file.write_all(&block).unwrap();
    }
}

/// The record at the end of a .zip: how many members, and the size and offset of its directory.
fn record(count: u16, size: usize, offset: usize) -> Vec<u8> {
    let mut record = b"PK\x05\x06\0\0\0\0".to_vec();
    record.extend([count, count].map(u16::to_le_bytes).as_flattened());
    record.extend([size, offset].map(number).as_flattened());
    record.extend([0; 2]);
    record
}

fn number(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap().to_le_bytes()
}

/// A member in the directory of a .zip.
fn entry(name: &[u8], compressed: usize, size: usize) -> Vec<u8> {
    let mut entry = b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0".to_vec();
    entry.extend([compressed, size].map(number).as_flattened());
    entry.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
    entry.resize(46, 0);
    entry.extend(name);
    entry
}

/// A directory of nothing, as large as an archive may be.
fn empty_directory(file: &mut File) {
    file.set_len(128 << 20).unwrap();
    file.seek(SeekFrom::End(0)).unwrap();
    file.write_all(&record(1, 128 << 20, 0)).unwrap();
}

/// More members than are read, behind a record that tells of few.
fn hidden_members(file: &mut File) {
    let count = 200_000_u32;
    let directory: Vec<u8> = (0..count).flat_map(|number| entry(&number.to_le_bytes(), 0, 0)).collect();
    let size = directory.len() as u64;
    file.write_all(&directory).unwrap();
    let mut end = b"PK\x06\x06".to_vec();
    end.extend(100_u64.to_le_bytes());
    end.extend([20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    end.extend([count.into(), count.into(), size, 0].map(u64::to_le_bytes).as_flattened());
    // What stands before the locator.
    let mut decoy = vec![0; 56];
    decoy[..4].copy_from_slice(b"PK\x06\x06");
    decoy[32] = 1;
    end.extend(&decoy);
    end.extend(b"PK\x06\x07\0\0\0\0");
    end.extend([size, 1].map(u64::to_le_bytes).as_flattened());
    end.truncate(end.len() - 4);
    end.extend(record(u16::MAX, u32::MAX as usize, u32::MAX as usize));
    file.write_all(&end).unwrap();
}

/// Names as long as a .zip can have them.
fn zip_names(file: &mut File) {
    let name = |number: u32| [&number.to_le_bytes()[..], &[0xe9; 60_000]].concat();
    let directory: Vec<u8> = (0..300).flat_map(|number| entry(&name(number), 0, 0)).collect();
    file.write_all(&directory).unwrap();
    file.write_all(&record(300, directory.len(), 0)).unwrap();
}

/// Members that expand from the same bytes, and to more than a file may have.
fn same_bytes(file: &mut File) {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&vec![0; 2 * MIB]).unwrap();
    one_for_all(file, &packer.finish().unwrap());
}

/// Members that take long to be read, and expand to nothing.
fn slow(file: &mut File) {
    let nothing = b"\0\0\0\xff\xff".repeat(100_000);
    one_for_all(file, &[&nothing[..], b"\x01\0\0\xff\xff"].concat());
}

/// A hundred members, all of which have these bytes.
fn one_for_all(file: &mut File, bytes: &[u8]) {
    let mut local = b"PK\x03\x04\x14\0\0\0\x08\0".to_vec();
    local.resize(30, 0);
    local.extend(bytes);
    let one = |number: u32| entry(format!("{number}/{FILE}").as_bytes(), bytes.len(), 2 * MIB);
    let directory: Vec<u8> = (0..100).flat_map(one).collect();
    file.write_all(&local).unwrap();
    file.write_all(&directory).unwrap();
    file.write_all(&record(100, directory.len(), local.len())).unwrap();
}

//! Archives that nobody packed, and archives that came to harm.

use std::fs;
use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use grader::intake::Handed;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tar::{EntryType, Header};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::{FileOptions, SimpleFileOptions};

use super::parts::{any_contents, any_damage, any_path, damaged};
use super::{budget, found};

/// A member of an archive.
#[derive(Debug, Clone)]
struct Member {
    path: String,
    contents: Vec<u8>,
    /// What a .tar says of it.
    kind: EntryType,
    /// Bytes that a .tar claims for it, if not its own.
    claimed: Option<u64>,
    is_compressed: bool,
}

fn any_member() -> impl Strategy<Value = Member> {
    let kinds = prop_oneof![
        6 => Just(b'0'),
        4 => select(b"1235LKxgSVM7\0".to_vec()),
        1 => any::<u8>(),
    ];
    let claimed =
        prop_oneof![8 => Just(None), 1 => (0..5000_u64).prop_map(Some), 1 => any::<u64>().prop_map(Some)];
    (any_path(), any_contents(), kinds, claimed, any::<bool>()).prop_map(
        |(path, contents, kind, claimed, is_compressed)| Member {
            path,
            contents,
            kind: EntryType::new(kind),
            claimed,
            is_compressed,
        },
    )
}

fn zip(members: &[Member]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for member in members {
        let method = if member.is_compressed {
            zip::CompressionMethod::Deflated
        } else {
            zip::CompressionMethod::Stored
        };
        let options: SimpleFileOptions =
            FileOptions::default().compression_method(method).compression_level(Some(1));
        // What the library does not write comes about by damage.
        let begun = match member.kind {
            EntryType::Directory => writer.add_directory(member.path.as_str(), options),
            EntryType::Symlink => writer.add_symlink(member.path.as_str(), "/etc/hostname", options),
            _ => writer.start_file(member.path.as_str(), options),
        };
        if begun.is_ok() && !matches!(member.kind, EntryType::Directory | EntryType::Symlink) {
            writer.write_all(&member.contents).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

fn tar(members: &[Member]) -> Vec<u8> {
    let mut archive = Vec::new();
    for member in members {
        archive.extend(header(member).as_bytes());
        archive.extend(&member.contents);
        archive.resize(archive.len().next_multiple_of(512), 0);
    }
    archive.extend([0; 1024]);
    archive
}

/// A header whose checksum is right, whatever else it says.
fn header(member: &Member) -> Header {
    let mut header = Header::new_gnu();
    let path = member.path.as_bytes();
    let length = path.len().min(100);
    header.as_mut_bytes()[..length].copy_from_slice(&path[..length]);
    header.set_entry_type(member.kind);
    header.set_size(member.claimed.unwrap_or(member.contents.len() as u64));
    header.set_cksum();
    header
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// Reads the bytes as an archive of that kind: whatever is in it, it is one submission.
fn survive(suffix: &str, bytes: &[u8]) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(format!("hw{suffix}"));
    fs::write(&path, bytes).unwrap();
    let found = found(&path);
    assert_eq!(found.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["hw"]);
    // It can be read: whatever is wrong with it, it is the submission's fault and no error of ours.
    let is_unreadable = |handed: &Handed| matches!(handed, Handed::Unreadable(_));
    assert!(!found.iter().flat_map(|one| one.files.values()).any(is_unreadable), "{found:?}");
}

proptest! {
    #![proptest_config(budget(100))]

    #[test]
    fn any_bytes_are_no_archive_or_one(bytes in vec(any::<u8>(), 0..4000)) {
        survive(".zip", &bytes);
        survive(".tar.gz", &bytes);
        survive(".tar.gz", &packed(&bytes));
    }

    #[test]
    fn any_zip_is_survived(members in vec(any_member(), 0..6), damages in vec(any_damage(), 0..5)) {
        survive(".zip", &damaged(zip(&members), &damages));
    }

    #[test]
    fn a_zip_in_a_zip_is_survived(inner in vec(any_member(), 0..4), damages in vec(any_damage(), 0..5)) {
        let outer = Member {
            path: "src/basic_wait.rs".into(),
            contents: zip(&inner),
            kind: EntryType::Regular,
            claimed: None,
            is_compressed: false,
        };
        survive(".zip", &damaged(zip(&[outer]), &damages));
    }

    #[test]
    fn any_tar_is_survived(members in vec(any_member(), 0..6), damages in vec(any_damage(), 0..3)) {
        survive(".tgz", &packed(&damaged(tar(&members), &damages)));
    }

    #[test]
    fn any_damaged_stream_is_survived(members in vec(any_member(), 0..4), damages in vec(any_damage(), 0..5)) {
        survive(".tar.gz", &damaged(packed(&tar(&members)), &damages));
    }
}

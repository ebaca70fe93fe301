//! Archives that no honest program makes.

use std::io::{Cursor, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{EntryType, Header};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A .zip of these members.
pub(super) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A .zip whose member is a link.
pub(super) fn zip_link(name: &str, target: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink(name, target, SimpleFileOptions::default()).unwrap();
    writer.finish().unwrap().into_inner()
}

/// A .zip of so many empty members.
pub(super) fn zip_crowd(count: usize) -> Vec<u8> {
    let names: Vec<String> = (0..count).map(|number| format!("{number}.txt")).collect();
    zip(&names.iter().map(|name| (name.as_str(), &b""[..])).collect::<Vec<_>>())
}

/// A .zip of so many folders with the same file.
pub(super) fn zip_copies(name: &str, count: usize, bytes: &[u8]) -> Vec<u8> {
    let names: Vec<String> = (0..count).map(|number| format!("{number}/{name}")).collect();
    zip(&names.iter().map(|name| (name.as_str(), bytes)).collect::<Vec<_>>())
}

/// A .tar.gz of these members.
pub(super) fn tar_gz(members: &[(&str, &[u8])]) -> Vec<u8> {
    packed(members.iter().map(|(name, bytes)| (header(name, EntryType::Regular, bytes.len()), *bytes)))
}

/// A .tar.gz whose member is a link of this kind.
pub(super) fn tar_link(name: &str, kind: EntryType, target: &str) -> Vec<u8> {
    let mut header = header(name, kind, 0);
    header.set_link_name(target).unwrap();
    header.set_cksum();
    packed([(header, &b""[..])])
}

/// A .tar.gz with a member of this kind, which tells of the next one's name in so many bytes.
pub(super) fn tar_name(kind: EntryType, size: usize) -> Vec<u8> {
    let name = vec![b'x'; size];
    packed([(header("name", kind, size), name.as_slice()), (header("x", EntryType::Regular, 0), b"")])
}

/// A .tar.gz with a member of so many zeros.
pub(super) fn tar_bomb(name: &str, size: usize) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(header(name, EntryType::Regular, size).as_bytes()).unwrap();
    std::io::copy(&mut std::io::repeat(0).take(size as u64), &mut packer).unwrap();
    packer.finish().unwrap()
}

/// The tar crate, too, refuses names that lead out: they are written past it.
fn header(name: &str, kind: EntryType, size: usize) -> Header {
    let mut header = Header::new_ustar();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_mode(0o644);
    header.set_size(size as u64);
    header.set_cksum();
    header
}

fn packed<'a>(members: impl IntoIterator<Item = (Header, &'a [u8])>) -> Vec<u8> {
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (header, bytes) in members {
        archive.append(&header, bytes).unwrap();
    }
    archive.into_inner().unwrap().finish().unwrap()
}

/// The bytes with a patch at an offset behind each signature of a member's headers: the local one
/// and the one in the directory at the end.
pub(super) fn patched(mut zip: Vec<u8>, offset: usize, bytes: [u8; 2]) -> Vec<u8> {
    for (signature, shift) in [(b"PK\x03\x04", 0), (b"PK\x01\x02", 2)] {
        let found: Vec<_> = (0..zip.len() - 4).filter(|at| zip[*at..].starts_with(signature)).collect();
        for at in found {
            zip[at + offset + shift..][..2].copy_from_slice(&bytes);
        }
    }
    zip
}

/// Offsets in a member's local header.
pub(super) const FLAGS: usize = 6;
/// How a member is compressed.
pub(super) const METHOD: usize = 8;

/// The bytes with each name replaced by one of the same length.
pub(super) fn renamed(mut zip: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let found: Vec<_> = (0..zip.len()).filter(|at| zip[*at..].starts_with(from.as_bytes())).collect();
    for at in found {
        zip[at..][..to.len()].copy_from_slice(to.as_bytes());
    }
    zip
}

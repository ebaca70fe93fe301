//! Members of a class that are not as they should be. All of them lie in one class with a good
//! one: each gets its own verdict, and none keeps another from being graded.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use rustix::fs::{CWD, Mode, mkfifoat};
use tar::EntryType;
use tempfile::TempDir;

use super::archives::{
    FLAGS, METHOD, patched, renamed, tar_bomb, tar_gz, tar_link, tar_name, zip, zip_copies, zip_crowd,
    zip_link,
};
use crate::program::{RIGHT, grade, json, path};

const FILE: &str = "basic_wait.rs";
/// What a password is for.
const ENCRYPTED: [u8; 2] = [1, 0];
/// No program has ever written it.
const UNKNOWN_METHOD: [u8; 2] = [77, 0];

/// A name in the class, what makes it, its verdict, and words of its message.
type Row = (&'static str, fn(&Path), &'static str, &'static str);

const MISSING: &str = "There is no src/basic_wait.rs";
const LINK: &str = "It is a link, or no regular file. Hand in the file itself.";
const TOO_LARGE: &str = "larger than 1024 KiB. Hand in the source that you wrote.";

#[rustfmt::skip]
const FOLDERS: [Row; 27] = [
    ("empty", |at| make(at, &[]), "not-submitted", MISSING),
    ("a-note-only", |at| make(at, &[("note.txt", b"ill")]), "not-submitted", MISSING),
    ("deeper", |at| make(at, &[("week3/new/basic_wait.rs", RIGHT.as_bytes())]), "not-submitted", MISSING),
    ("renamed", |at| make(at, &[("BasicWait.rs", RIGHT.as_bytes())]), "not-submitted", "but BasicWait.rs. Files have to keep their names"),
    ("two-files", |at| make(at, &[(FILE, RIGHT.as_bytes()), ("src/basic_wait.rs", b"")]), "refused", "src/basic_wait.rs and basic_wait.rs. Hand in one."),
    ("platform", |at| make(at, &[("hw.zip", &zip(&[("src/basic_wait.rs", RIGHT.as_bytes())]))]), "accepted", ""),
    ("extracted", |at| make(at, &[("hw/src/basic_wait.rs", RIGHT.as_bytes()), ("feedback.txt", b"")]), "accepted", ""),
    ("extracted-beside", |at| make(at, &[("hw/src/basic_wait.rs", RIGHT.as_bytes()), ("hw.zip", b"")]), "refused", "There are several things here: hw.zip, hw. Hand in one."),
    ("two-archives", |at| make(at, &[("hw.zip", b""), ("hw-final.zip", b"")]), "refused", "several things here: hw-final.zip, hw.zip."),
    ("draft-beside", |at| make(at, &[("basic_wait (1).rs", RIGHT.as_bytes()), ("old/basic_wait.rs", b"x")]), "not-submitted", "but basic_wait (1).rs."),
    ("linked-folder", |at| linked(&at.join("hw"), Path::new("../good")), "not-submitted", MISSING),
    ("linked-archive", |at| linked(&at.join("hw.tar.gz"), Path::new("../zip-deep.zip")), "not-submitted", MISSING),
    ("linked-member", |at| symlink("good", at).unwrap(), "accepted", ""),
    ("linked", |at| linked(&at.join(FILE), Path::new("/etc/hostname")), "refused", LINK),
    ("linked-nowhere", |at| linked(&at.join(FILE), Path::new("nowhere")), "refused", LINK),
    ("linked-device", |at| linked(&at.join(FILE), Path::new("/dev/zero")), "refused", LINK),
    ("linked-src", |at| linked(&at.join("src"), Path::new("../good/src")), "refused", LINK),
    ("fifo", fifo, "refused", LINK),
    ("folder-for-a-file", |at| fs::create_dir_all(at.join(FILE)).unwrap(), "refused", LINK),
    ("large", |at| make(at, &[(FILE, &vec![b' '; 2 << 20])]), "refused", TOO_LARGE),
    ("latin-1", |at| make(at, &[(FILE, b"// caf\xe9\n")]), "refused", "not UTF-8 text: line 1 cannot be read. Save it as UTF-8."),
    ("utf-16", |at| make(at, &[(FILE, b"\xff\xfef\0n\0")]), "refused", "not UTF-8 text"),
    ("nul", |at| make(at, &[(FILE, &[RIGHT.as_bytes(), b"\0"].concat())]), "compile-error", r"unknown start of token: \u{0}"),
    ("empty-file", |at| make(at, &[(FILE, b"")]), "compile-error", "no function `wait_random`"),
    ("comments", |at| make(at, &[(FILE, b"// TODO\n/* later */\n")]), "compile-error", "no function `wait_random`"),
    ("bom", |at| make(at, &[(FILE, &[b"\xef\xbb\xbf", RIGHT.as_bytes()].concat())]), "accepted", ""),
    ("crlf", |at| make(at, &[(FILE, RIGHT.replace('\n', "\r\n").as_bytes())]), "accepted", ""),
];

#[rustfmt::skip]
const ARCHIVES: [Row; 36] = [
    ("zip-up.zip", |at| write(at, &zip(&[("../basic_wait.rs", RIGHT.as_bytes())])), "not-submitted", "but ../basic_wait.rs."),
    ("zip-root.zip", |at| write(at, &zip(&[("/src/basic_wait.rs", RIGHT.as_bytes())])), "not-submitted", "but /src/basic_wait.rs."),
    ("tar-up.tar.gz", |at| write(at, &tar_gz(&[("a/../../basic_wait.rs", RIGHT.as_bytes())])), "not-submitted", "but a/../../basic_wait.rs."),
    ("tar-root.tar.gz", |at| write(at, &tar_gz(&[("/basic_wait.rs", RIGHT.as_bytes())])), "not-submitted", "but /basic_wait.rs."),
    ("zip-deep.zip", |at| write(at, &zip(&[("a/b/basic_wait.rs", RIGHT.as_bytes()), ("notes/x.txt", b"")])), "accepted", ""),
    ("zip-two-projects.zip", |at| write(at, &zip(&[("a/basic_wait.rs", b""), ("b/basic_wait.rs", b"")])), "not-submitted", "but a/basic_wait.rs."),
    ("zip-references.zip", |at| write(at, &zip(&[("w/exercises/src/BasicWait.rs", b""), ("w/solutions/src/basic_wait.rs", RIGHT.as_bytes())])), "not-submitted", "but w/exercises/src/BasicWait.rs."),
    ("zip-old-copy.zip", |at| write(at, &zip(&[("w/src/basic_wait (1).rs", b""), ("w/target/w/src/basic_wait.rs", RIGHT.as_bytes())])), "not-submitted", "but w/src/basic_wait (1).rs."),
    ("zip-copies.zip", |at| write(at, &zip_copies(FILE, 65, &[b' '; 1 << 20])), "refused", "too many files called async_syntax.rs,"),
    ("tar-long-name.tar.gz", |at| write(at, &tar_name(EntryType::GNULongName, 1 << 20)), "refused", "name is too long"),
    ("tar-attributes.tar.gz", |at| write(at, &tar_name(EntryType::XHeader, 1 << 20)), "refused", "name is too long"),
    ("zip-macos.zip", |at| write(at, &zip(&[(".DS_Store", b""), ("anna/._basic_wait.rs", b"x"), ("anna/basic_wait.rs", RIGHT.as_bytes()), ("README.md", b"")])), "accepted", ""),
    ("tar-macos.tar.gz", |at| write(at, &tar_gz(&[("._anna", b"x"), ("anna/._basic_wait.rs", b"x"), ("anna/basic_wait.rs", RIGHT.as_bytes())])), "accepted", ""),
    ("queue.zip", |at| mkfifoat(CWD, at, Mode::RUSR).unwrap(), "refused", "It is no regular file"),
    ("zip-link.zip", |at| write(at, &zip_link(FILE, "/etc/hostname")), "refused", LINK),
    ("tar-link.tar.gz", |at| write(at, &tar_link(FILE, EntryType::Symlink, "/etc/hostname")), "refused", LINK),
    ("tar-hard-link.tgz", |at| write(at, &tar_link(FILE, EntryType::Link, "/etc/hostname")), "refused", LINK),
    ("tar-device.tgz", |at| write(at, &tar_link(FILE, EntryType::Char, "/")), "refused", LINK),
    ("zip-two-files.zip", |at| write(at, &zip(&[(FILE, b""), ("src/basic_wait.rs", b"")])), "refused", "Hand in one."),
    ("zip-twice.zip", |at| write(at, &renamed(zip(&[(FILE, b""), ("basic_what.rs", b"")]), "basic_what.rs", FILE)), "refused", "more than once"),
    ("tar-twice.tar.gz", |at| write(at, &tar_gz(&[(FILE, b""), (FILE, b"")])), "refused", "more than once"),
    ("zip-cut.zip", |at| write(at, &cut(zip(&[(FILE, RIGHT.as_bytes())]))), "refused", "damaged, or no .zip at all"),
    ("tar-cut.tar.gz", |at| write(at, &cut(tar_gz(&[(FILE, RIGHT.as_bytes())]))), "refused", "damaged"),
    ("zip-text.zip", |at| write(at, RIGHT.as_bytes()), "refused", "damaged, or no .zip at all"),
    ("tar-text.tar.gz", |at| write(at, RIGHT.as_bytes()), "refused", "damaged, or no such archive at all"),
    ("zip-nothing.zip", |at| write(at, b""), "refused", "damaged, or no .zip at all"),
    ("zip-no-members.zip", |at| write(at, &zip(&[])), "not-submitted", MISSING),
    ("zip-password.zip", |at| write(at, &patched(zip(&[(FILE, RIGHT.as_bytes())]), FLAGS, ENCRYPTED)), "refused", "without a password"),
    ("zip-method.zip", |at| write(at, &patched(zip(&[(FILE, RIGHT.as_bytes())]), METHOD, UNKNOWN_METHOD)), "refused", "Make a plain .zip"),
    ("zip-nested.zip", |at| write(at, &zip(&[("mine/answers.zip", &zip(&[(FILE, b"")]))])), "refused", "another archive, mine/answers.zip,"),
    ("tar-bomb.tar.gz", |at| write(at, &tar_bomb("zeros", 64 << 20)), "refused", "expands to too much"),
    ("zip-large.zip", |at| write(at, &zip(&[(FILE, &vec![0; 64 << 20])])), "refused", TOO_LARGE),
    ("zip-crowd.zip", |at| write(at, &zip_crowd(60_000)), "refused", "more than 50000 members"),
    ("answers.rar", |at| write(at, b"Rar!\x1a\x07\x01\x00"), "refused", "`.rar` are not read. Hand in a .zip or a .tar.gz."),
    ("zip-linked.zip", |at| symlink("nowhere.zip", at).unwrap(), "error", "cannot read"),
    ("names\u{1b}[2J.zip", |at| write(at, &zip(&[("\u{1b}[2J/BasicWait.rs", b"")])), "not-submitted", MISSING),
];

#[test]
fn a_bad_submission_is_told_so_and_the_good_one_is_graded() {
    let folder = TempDir::new().unwrap();
    make(&folder.path().join("good"), &[("src/basic_wait.rs", RIGHT.as_bytes())]);
    for (name, put, ..) in FOLDERS.iter().chain(&ARCHIVES) {
        put(&folder.path().join(name));
    }
    write(&folder.path().join("list.txt"), b"good 10");
    let assert = grade(&[path(&folder), "--exercise", "basic_wait", "--format", "json"]).code(3);

    let report = json(&assert);
    let submissions = report["submissions"].as_array().unwrap();
    assert_eq!(submissions.len(), FOLDERS.len() + ARCHIVES.len() + 1);
    let exercise = |name: &str| {
        let of_that_name = submissions.iter().find(|submission| submission["submission"] == name);
        of_that_name.unwrap_or_else(|| panic!("{name} is missing"))["exercises"][0].clone()
    };
    assert_eq!(exercise("good")["verdict"], "accepted");
    let mut wrong = Vec::new();
    for (name, _, verdict, said) in FOLDERS.iter().chain(&ARCHIVES) {
        let exercise = exercise(without_suffix(name));
        let message = exercise["message"].as_str().unwrap_or_default();
        if exercise["verdict"] != *verdict || !message.contains(said) {
            wrong.push(format!("{name}: {} and not {verdict}: {message}", exercise["verdict"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A submission's name is its archive's without the end.
fn without_suffix(name: &str) -> &str {
    let suffix = [".zip", ".tar.gz", ".tgz", ".rar"].into_iter().find(|suffix| name.ends_with(suffix));
    name.strip_suffix(suffix.unwrap_or_default()).unwrap_or(name)
}

fn write(at: &Path, bytes: &[u8]) {
    fs::write(at, bytes).unwrap();
}

fn make(at: &Path, files: &[(&str, &[u8])]) {
    fs::create_dir_all(at).unwrap();
    for (name, bytes) in files {
        let file = at.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        write(&file, bytes);
    }
}

fn linked(at: &Path, target: &Path) {
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    symlink(target, at).unwrap();
}

fn fifo(at: &Path) {
    fs::create_dir_all(at).unwrap();
    mkfifoat(CWD, at.join(FILE), Mode::from_raw_mode(0o644)).unwrap();
}

fn cut(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2);
    bytes
}

//! A submission that is an archive: read member by member, within limits, and never unpacked.
//!
//! What members are called has no effect but on what is found: a name that leads out of the
//! archive names nothing.

mod directory;
mod metered;
mod top;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use grader_judge::course::Course;
use tar::{GnuHeader, PaxExtensions};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use self::directory::Directory;
use self::metered::Metered;
use super::contents::{self, Contents, LARGEST_FILE};
use super::{Handed, places};

/// The largest archive, in bytes: enough for a checkout with its target folder.
const LARGEST: u64 = 256 << 20;
/// The most members: a target folder has some thousands.
const MOST_MEMBERS: usize = 50_000;
/// The longest list of members, in bytes: some 160 for each of the most.
const LONGEST_LIST: u64 = 8 << 20;
/// The most bytes that a compressed archive may expand to.
const MOST_EXPANDED: u64 = 1 << 30;
/// How much smaller than its contents an archive may be. Text shrinks to about a quarter; debug
/// information to a tenth.
const HIGHEST_RATIO: u64 = 100;
/// The most bytes of files with names of the course's, be they taken or refused.
const MOST_TAKEN: u64 = 64 << 20;
/// The most bytes of one member's name, of those that are taken.
const LONGEST_NAME: u64 = 64 << 10;
/// Up to so many bytes of contents the ratio is of no interest.
const SMALL: u64 = 16 << 20;

/// What macOS adds to archives, and what it leaves beside them.
pub(super) const LEFTOVERS: &str = "__MACOSX";

/// A sort of archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Zip,
    TarGz(&'static str),
    /// One that is not read.
    Other(&'static str),
}

/// Whether an operating system leaves something of that name everywhere.
fn is_leftover(name: &str) -> bool {
    name.starts_with("._") || [LEFTOVERS, ".DS_Store", "Thumbs.db", "desktop.ini"].contains(&name)
}

impl Kind {
    /// By the name of a file; `None` where it is no archive.
    pub(super) fn of(path: &Path) -> Option<Self> {
        const OTHERS: [&str; 8] = [".rar", ".7z", ".tar.xz", ".tar.bz2", ".tar.zst", ".tar", ".txz", ".gz"];
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let ends = |suffix: &&'static str| name.ends_with(suffix);
        if name.ends_with(".zip") {
            Some(Self::Zip)
        } else if let Some(suffix) = [".tar.gz", ".tgz"].into_iter().find(ends) {
            Some(Self::TarGz(suffix))
        } else {
            OTHERS.into_iter().find(ends).map(Self::Other)
        }
    }

    /// The end of the file's name.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Zip => ".zip",
            Self::TarGz(suffix) | Self::Other(suffix) => suffix,
        }
    }
}

/// Why an archive cannot be read to its end.
enum Failure {
    /// It is the archive's fault: a sentence for the student.
    Archive(String),
    /// The system's.
    System(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<TooMuch>()) {
            Some(too_much) => Self::Archive(too_much.to_string()),
            // What a decoder says of bytes that it does not understand; the system says other things.
            None if error.raw_os_error().is_none() => Self::Archive(format!(
                "The archive is damaged, or no such archive at all: {error}. Make a new one."
            )),
            None => Self::System(error),
        }
    }
}

/// What an archive contains of a course, or what to say of every exercise instead.
pub(super) fn contents(course: &Course, path: &Path, kind: Kind) -> Result<Contents, Handed> {
    let members = read(course, path, kind).map_err(|failure| match failure {
        Failure::Archive(why) => Handed::Refused(why),
        Failure::System(error) => {
            Handed::Unreadable(contents::unreadable(Path::new(path.file_name().unwrap_or_default()), &error))
        }
    })?;
    match members.inner_archive() {
        Some(inner) => Err(Handed::Refused(format!(
            "It holds another archive, {inner}, and that one is not opened. Hand in the files themselves."
        ))),
        None => Ok(below_top_folders(members, course)),
    }
}

fn read(course: &Course, path: &Path, kind: Kind) -> Result<Members, Failure> {
    // A FIFO is not waited for.
    let nonblocking = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or_default();
    let mut file = OpenOptions::new().read(true).custom_flags(nonblocking).open(path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(Failure::Archive("It is no regular file. Hand in a .zip or a .tar.gz.".to_owned()));
    }
    if about.len() > LARGEST {
        let size = LARGEST >> 20;
        return Err(Failure::Archive(format!(
            "The archive is larger than {size} MiB. Hand in your source files, without the folder `target`."
        )));
    }
    let mut members = Members::new(course);
    match kind {
        Kind::Zip => read_zip(&mut file, about.len(), &mut members)?,
        Kind::TarGz(_) => read_tar(&mut file, about.len(), &mut members)?,
        Kind::Other(suffix) => {
            return Err(Failure::Archive(format!(
                "Archives of the kind `{suffix}` are not read. Hand in a .zip or a .tar.gz."
            )));
        }
    }
    Ok(members)
}

/// What was found in an archive, by path.
struct Members {
    /// Names of files of the course, without folders.
    wanted: Vec<String>,
    files: BTreeMap<String, Handed>,
    others: Vec<String>,
    /// Names that lead out of the archive.
    outside: Vec<String>,
    count: usize,
    /// Bytes of names.
    named: u64,
    /// Bytes of files.
    taken: u64,
}

impl Members {
    fn new(course: &Course) -> Self {
        let files = course.exercises.iter().filter_map(|exercise| exercise.file.rsplit('/').next());
        let wanted = files.map(str::to_owned).collect();
        let (files, others, outside) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { wanted, files, others, outside, count: 0, named: 0, taken: 0 }
    }

    /// Notes a member, and says under which path to take it, if it is of interest.
    fn note(&mut self, name: &str) -> Result<Option<String>, Failure> {
        self.count += 1;
        if self.count > MOST_MEMBERS {
            return Err(too_many());
        }
        self.named += name.len() as u64;
        if self.named > LONGEST_LIST {
            return Err(too_long());
        }
        let Some(path) = plain(name) else {
            self.outside.push(name.to_owned());
            return Ok(None);
        };
        if path.split('/').any(is_leftover) {
            return Ok(None);
        }
        let is_wanted = path.rsplit('/').next().is_some_and(|name| self.wanted.iter().any(|one| one == name));
        if !is_wanted {
            self.others.push(path);
            return Ok(None);
        }
        Ok(Some(path))
    }

    /// An archive in an archive without any file of the course.
    fn inner_archive(&self) -> Option<&String> {
        let is_archive = |path: &&String| Kind::of(Path::new(path)).is_some();
        self.others.iter().find(is_archive).filter(|_| self.files.is_empty())
    }

    /// Reads a member, up to one byte more than is allowed.
    fn read(&mut self, from: impl Read) -> Result<Handed, Failure> {
        let mut bytes = Vec::new();
        self.taken += from.take(LARGEST_FILE + 1).read_to_end(&mut bytes)? as u64;
        if self.taken > MOST_TAKEN {
            let names = self.wanted.join(", ");
            return Err(Failure::Archive(format!(
                "The archive has too many files called {names}. Hand in your source files, and nothing else."
            )));
        }
        Ok(contents::text(bytes))
    }

    fn add(&mut self, path: String, handed: Handed) {
        let twice = Handed::Refused(format!("{path} is in the archive more than once."));
        self.files.entry(path).and_modify(|there| *there = twice).or_insert(handed);
    }
}

fn too_many() -> Failure {
    Failure::Archive(format!(
        "The archive has more than {MOST_MEMBERS} members. Hand in your source files, without the folder `target`."
    ))
}

fn too_long() -> Failure {
    let most = LONGEST_LIST >> 20;
    Failure::Archive(format!(
        "The archive's list of members is longer than {most} MiB. Hand in your source files, without the folder `target`."
    ))
}

/// A member's path with slashes and without dots; `None` where it leads out of the archive.
fn plain(name: &str) -> Option<String> {
    let name = name.replace('\\', "/");
    let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let inside =
        !name.starts_with('/') && !parts.iter().any(|part| *part == ".." || part.contains([':', '\0']));
    (inside && !parts.is_empty()).then(|| parts.join("/"))
}

fn read_zip(file: &mut File, size: u64, members: &mut Members) -> Result<(), Failure> {
    let (count, twice) = match directory::read(file, MOST_MEMBERS, LONGEST_LIST)? {
        Directory::Large => return Err(too_many()),
        Directory::Members { count, twice } => (count, twice),
        Directory::Missing => (0, BTreeSet::new()),
    };
    // The library may find another directory than the one that was looked at.
    let left = Cell::new(LONGEST_LIST);
    let archive = ZipArchive::new(Metered { from: file, left: &left });
    let mut archive =
        archive.map_err(|error| if left.get() == 0 { too_long() } else { zip_failure(error) })?;
    if count > archive.len() as u64 && twice.is_empty() {
        return Err(Failure::Archive("The archive's list of members is damaged. Make a new one.".to_owned()));
    }
    // Members that lie side by side are as large as the archive; their headers may be read again.
    left.set(2 * size + LARGEST_FILE);
    for index in 0..archive.len() {
        // A name that is no text is no name of a course's file.
        let Some(Ok(name)) = archive.name_for_index(index) else { continue };
        let name = name.into_owned();
        let is_folder = name.ends_with(['/', '\\']);
        if let Some(path) = members.note(&name)?.filter(|_| !is_folder) {
            let handed = zip_member(&mut archive, index, members);
            let handed = handed.map_err(|failure| if left.get() == 0 { overlapping() } else { failure })?;
            if archive.by_index_raw(index).is_ok_and(|member| twice.contains(member.name_raw())) {
                members.add(path.clone(), handed.clone());
            }
            members.add(path, handed);
        }
    }
    Ok(())
}

fn overlapping() -> Failure {
    Failure::Archive("The archive has members that lie in one another. Make a new one.".to_owned())
}

fn zip_member(
    archive: &mut ZipArchive<Metered<'_, &mut File>>,
    index: usize,
    members: &mut Members,
) -> Result<Handed, Failure> {
    let member = match archive.by_index(index) {
        Ok(member) => member,
        Err(ZipError::UnsupportedArchive(why)) => {
            return Ok(unusual_zip(why));
        }
        Err(error) => return Err(zip_failure(error)),
    };
    if !member.is_file() || member.is_symlink() {
        return Ok(Handed::Refused(contents::NO_FILE.into()));
    }
    if !matches!(member.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
        return Ok(unusual_zip("it is compressed in an unusual way"));
    }
    members.read(member)
}

fn unusual_zip(why: &str) -> Handed {
    Handed::Refused(format!("The archive cannot be read ({why}). Make a plain .zip, without a password."))
}

fn zip_failure(error: ZipError) -> Failure {
    match error {
        ZipError::Io(error) => error.into(),
        other => {
            Failure::Archive(format!("The archive is damaged, or no .zip at all: {other}. Make a new one."))
        }
    }
}

fn read_tar(file: &mut File, size: u64, members: &mut Members) -> Result<(), Failure> {
    check_headers(tar(file, size))?;
    file.rewind()?;
    let mut archive = tar(file, size);
    for entry in archive.entries()? {
        let entry = entry?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let kind = entry.header().entry_type();
        let Some(path) = members.note(&name)?.filter(|_| !kind.is_dir()) else { continue };
        let handed =
            if kind.is_file() { members.read(entry)? } else { Handed::Refused(contents::NO_FILE.into()) };
        members.add(path, handed);
    }
    Ok(())
}

fn tar(file: &mut File, size: u64) -> tar::Archive<impl Read> {
    tar::Archive::new(Bounded { from: MultiGzDecoder::new(file), read: 0, compressed: size })
}

/// Long names and attributes are members of their own, and whoever wants to know what they belong to
/// has to hold them in memory. So are the places of a sparse file's contents.
fn check_headers(mut archive: tar::Archive<impl Read>) -> Result<(), Failure> {
    let mut told_size = None;
    for entry in archive.entries()?.raw(true) {
        let mut entry = entry?;
        let kind = entry.header().entry_type();
        let is_sparse = entry.header().as_gnu().is_some_and(GnuHeader::is_extended) && kind.is_gnu_sparse();
        let has_attributes = kind.is_pax_local_extensions() || kind.is_pax_global_extensions();
        let is_name = kind.is_gnu_longname() || kind.is_gnu_longlink() || has_attributes;
        if is_name && entry.size() > LONGEST_NAME {
            return Err(unusual_tar("a member whose name is too long"));
        }
        if has_attributes {
            told_size = size_in(&mut entry)?.or(told_size);
        }
        // With another size, what follows is other members than those that are seen here.
        let is_other_size = !is_name && told_size.take().is_some_and(|told| told != entry.size());
        if is_sparse || is_other_size {
            return Err(unusual_tar("a member of an unusual kind"));
        }
    }
    Ok(())
}

/// The size that attributes tell of the member after them.
fn size_in(attributes: &mut impl Read) -> io::Result<Option<u64>> {
    let mut bytes = Vec::new();
    attributes.take(LONGEST_NAME).read_to_end(&mut bytes)?;
    let mut sizes = PaxExtensions::new(&bytes).flatten().filter(|attribute| attribute.key() == Ok("size"));
    Ok(sizes.next().and_then(|size| size.value().ok()?.parse().ok()))
}

fn unusual_tar(what: &str) -> Failure {
    Failure::Archive(format!("The archive has {what}. Make a plain .zip or .tar.gz."))
}

/// A stream that must not expand without bounds.
struct Bounded<R> {
    from: R,
    read: u64,
    compressed: u64,
}

/// Why a stream was given up.
#[derive(Debug, thiserror::Error)]
#[error("The archive expands to too much: more than {HIGHEST_RATIO} times its size, or {} MiB. Hand in your source files, and nothing else.", MOST_EXPANDED >> 20)]
struct TooMuch;

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(to)?;
        self.read += read as u64;
        let is_bomb = self.read > SMALL && self.read > self.compressed.saturating_mul(HIGHEST_RATIO);
        if self.read > MOST_EXPANDED || is_bomb {
            return Err(io::Error::other(TooMuch));
        }
        Ok(read)
    }
}

/// Contents seen from the folder in which the submission begins.
fn below_top_folders(members: Members, course: &Course) -> Contents {
    let Members { mut files, mut others, outside, .. } = members;
    let all: Vec<String> = course.exercises.iter().flat_map(places).collect();
    let is_renamed =
        |path: &&String| course.exercises.iter().any(|exercise| contents::is_like(path, exercise));
    let renamed: Vec<String> = others.iter().filter(is_renamed).cloned().collect();
    if let Some(top) = top::top_folder(files.keys(), &renamed, &all) {
        let below = |path: &str| path.strip_prefix(&top).unwrap_or(path).to_owned();
        others = others.iter().map(|path| below(path)).collect();
        files = files.into_iter().map(|(path, handed)| (below(&path), handed)).collect();
    }
    // Files that lie where nobody looks for them are named to whoever misses them.
    others.extend(files.keys().cloned().chain(outside));
    others.retain(|path| path.ends_with(".rs"));
    others.sort();
    Contents { files, sources: others }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_plain_or_lead_nowhere() {
        assert_eq!(plain("./a//b.rs").as_deref(), Some("a/b.rs"));
        assert_eq!(plain("a\\src\\b.rs").as_deref(), Some("a/src/b.rs"));
        for outside in ["../b.rs", "a/../../b.rs", "/etc/b.rs", "C:/b.rs", "C:\\b.rs", "", "./"] {
            assert_eq!(plain(outside), None, "{outside}");
        }
    }

    #[test]
    fn archives_are_known_by_their_names() {
        let kind = |name: &str| Kind::of(Path::new(name));
        assert_eq!(kind("Anna.ZIP"), Some(Kind::Zip));
        assert_eq!(kind("x/anna.tar.gz"), Some(Kind::TarGz(".tar.gz")));
        assert_eq!(kind("anna.rar"), Some(Kind::Other(".rar")));
        assert_eq!(kind("anna.tar.xz").map(Kind::suffix), Some(".tar.xz"));
        assert_eq!(kind("anna.txt"), None);
    }

    #[test]
    fn attributes_may_tell_no_other_size_than_headers() {
        let is_plain = |told: &[u8]| {
            let mut archive = tar::Builder::new(Vec::new());
            archive.append_pax_extensions([("mtime", &b"1"[..]), ("size", told)]).unwrap();
            let mut header = tar::Header::new_ustar();
            header.set_size(4);
            archive.append_data(&mut header, "a.rs", &b"text"[..]).unwrap();
            check_headers(tar::Archive::new(archive.into_inner().unwrap().as_slice())).is_ok()
        };
        assert!(is_plain(b"4"));
        assert!(!is_plain(b"0") && !is_plain(b"1000"));
    }

    #[test]
    fn a_stream_that_expands_too_much_is_given_up() {
        let mut bomb = Bounded { from: io::repeat(0), read: 0, compressed: 1000 };
        let error = io::copy(&mut bomb, &mut io::sink()).unwrap_err();
        assert!(matches!(Failure::from(error), Failure::Archive(why) if why.contains("expands to too much")));
        assert!(bomb.read < SMALL + (1 << 20));
    }
}

//! A store of results: one file, an SQLite database, which keeps what came of each submission as soon as
//! that is known.
//!
//! A call of `grader grade --store` is a run. What decides a result is digested into a key (see `key`); what
//! was graded once is found by it and not graded again, so a run that was cut off goes on where it was.
//! Results are never changed or removed. Two graders do not write to one store at the same time: the second
//! one waits.

mod error;
mod key;
mod read;
mod run;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::lock;

pub use self::error::StoreError;
pub use self::read::{MadeWith, Past, Results, Which};
pub use self::run::Run;

/// How the tables came to be what they are. One that was ever in a release stays as it is.
const STEPS: &[M<'static>] = &[M::up(include_str!("1-results.sql"))];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);
const NEWEST: i64 = 1;

/// Stands in the header of each store, where the first migration has put it.
const APPLICATION: i64 = 0x6772_6164;

/// What every SQLite database begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// How long it is waited for somebody who reads with another program.
const BUSY: Duration = Duration::from_secs(60);

/// A store of results.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Mutex<Connection>,
    /// Held for as long as this one may write.
    _lock: Option<File>,
}

impl Store {
    /// Opens a store to write, and makes it where there is none. `tell` is called where another grader has
    /// it, before it is waited for.
    ///
    /// # Errors
    /// Where it is no store, or cannot be written.
    pub fn open(path: &Path, tell: &dyn Fn()) -> Result<Self, StoreError> {
        let is_new = fs::metadata(path).map_or(true, |file| file.len() == 0);
        if !is_new && !is_database(path) {
            return Err(StoreError::Foreign { path: path.to_owned() });
        }
        if let Some(folder) =
            path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
        {
            return Err(StoreError::NoFolder { folder: folder.to_owned() });
        }
        let lock = lock(path, tell)?;
        let failed = error::of(path);
        // A name is a path, and never an address of SQLite's own.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(&failed)?;
        prepare(&mut connection, path)?;
        Ok(Self { path: path.to_owned(), connection: Mutex::new(connection), _lock: Some(lock) })
    }

    /// Opens one to read.
    ///
    /// # Errors
    /// Where there is none, or it cannot be read.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::NotThere { path: path.to_owned() });
        }
        if !is_database(path) {
            return Err(StoreError::Foreign { path: path.to_owned() });
        }
        let failed = error::of(path);
        let connection = to_read(path).map_err(&failed)?;
        connection.busy_timeout(BUSY).map_err(&failed)?;
        match version(&connection, path)? {
            NEWEST => Ok(Self { path: path.to_owned(), connection: Mutex::new(connection), _lock: None }),
            // An older one becomes a newer one when it is written, which needs a lock.
            _ => {
                drop(connection);
                Self::open(path, &|| {})
            }
        }
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self) -> impl Fn(rusqlite::Error) -> StoreError {
        error::of(&self.path)
    }
}

/// Whether a file is a database. Others are not opened: what is in them must not be lost.
pub(crate) fn is_database(path: &Path) -> bool {
    let mut begin = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAGIC.len() as u64).read_to_end(&mut begin));
    read.is_ok() && begin == MAGIC
}

/// A log that was left beside a store belongs to it and is read, too, which takes a folder that can be
/// written. Where there is none, the file is all there is.
fn to_read(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    let is_readable = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).is_ok();
    if is_readable || beside(path, "-wal").exists() {
        return Ok(connection);
    }
    let address = format!("file:{}?immutable=1", percent_encoded(path));
    Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI)
}

/// A path as a part of an address.
fn percent_encoded(path: &Path) -> String {
    use std::fmt::Write as _;
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().iter().fold(String::new(), |mut text, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => text.push(*byte as char),
            _ => write!(text, "%{byte:02x}").expect("writes to memory"),
        }
        text
    })
}

/// A file of the same name with something added.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Waits until no other grader has the store.
fn lock(path: &Path, tell: &dyn Fn()) -> Result<File, StoreError> {
    // By whatever links it is called: the lock is beside the file itself.
    let real = path.canonicalize();
    let path = beside(real.as_deref().unwrap_or(path), ".lock");
    let failed = |source| StoreError::Lock { path: path.clone(), source };
    let file = File::options().create(true).append(true).open(&path).map_err(failed)?;
    if lock::wait(&file, tell).map_err(failed)? { Ok(file) } else { Err(StoreError::Interrupted) }
}

/// Brings the tables up to date.
fn prepare(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let failed = error::of(path);
    connection.busy_timeout(BUSY).map_err(&failed)?;
    if version(connection, path)? < NEWEST {
        MIGRATIONS.to_latest(connection).map_err(|error| of_migration(error, path))?;
    }
    // Each result is on disk before the next one is begun, and those who read are in nobody's way.
    let write = |pragma: &str, value: &str| connection.pragma_update(None, pragma, value).map_err(&failed);
    write("journal_mode", "wal")?;
    write("synchronous", "full")?;
    write("foreign_keys", "on")
}

/// The version of the tables; 0 of a new file.
fn version(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let failed = error::of(path);
    let ask = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, found) =
        (ask("application_id").map_err(&failed)?, ask("user_version").map_err(&failed)?);
    let tables = "SELECT count(*) FROM sqlite_schema";
    let tables: i64 = connection.query_row(tables, [], |row| row.get(0)).map_err(&failed)?;
    match found {
        _ if application != APPLICATION && tables > 0 => Err(StoreError::Foreign { path: path.to_owned() }),
        _ if found > NEWEST => Err(StoreError::Newer { path: path.to_owned(), found, known: NEWEST }),
        _ => Ok(found),
    }
}

fn of_migration(error: rusqlite_migration::Error, path: &Path) -> StoreError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => error::of(path)(err),
        other => StoreError::Other {
            path: path.to_owned(),
            source: rusqlite::Error::ToSqlConversionFailure(Box::new(other)),
        },
    }
}

#[cfg(test)]
mod tests;

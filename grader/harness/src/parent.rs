//! The conversation with the grader, over a socket that arrives as standard input.
//!
//! A parent can pass standard input without unsafe code, so this is the way in. But student
//! code can read standard input: the socket leaves it before any student code runs.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, PoisonError};

use grader_trace::Event;
use grader_trace::wire::{Job, Message, Record, VERSION, Ways};
use serde_json::Value;

use crate::drive::DriveError;
use crate::record::Sink;
use grader_trace::wire::EXIT_SOCKET;

use crate::interpose;

/// The grader at the other end.
pub(crate) struct Parent {
    socket: UnixStream,
    nonce: String,
    /// What leaves together with the next thing that is said.
    held: Mutex<Vec<u8>>,
    ways: Mutex<Ways>,
}

impl Parent {
    /// Takes the socket away from standard input, reads what is asked for, and answers.
    pub(crate) fn meet() -> Result<(Self, Job), DriveError> {
        die_with_parent()?;
        let socket = take_stdin()?;
        let job = read_job(&socket)?;
        let parent =
            Self { socket, nonce: job.nonce.clone(), held: Mutex::default(), ways: Mutex::default() };
        parent.say(Record::Hello { version: VERSION })?;
        Ok((parent, job))
    }

    /// Says one thing; it has left when this returns.
    pub(crate) fn say(&self, record: Record) -> Result<(), DriveError> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        self.write(record, &mut held)?;
        (&self.socket).write_all(&held)?;
        held.clear();
        Ok(())
    }

    /// Says one thing together with the next one: each time that something leaves, the grader may be woken.
    pub(crate) fn hold(&self, record: Record) -> Result<(), DriveError> {
        self.write(record, &mut self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn write(&self, record: Record, to: &mut Vec<u8>) -> Result<(), DriveError> {
        let message = Message { nonce: self.nonce.clone(), record };
        serde_json::to_writer(&mut *to, &message).map_err(io::Error::from)?;
        to.push(b'\n');
        Ok(())
    }
}

/// A sink that says the events of a case. Where nobody listens any more, the process ends.
pub(crate) fn sink(parent: &Arc<Parent>, case: u32) -> Sink {
    let parent = Arc::clone(parent);
    Box::new(move |events: Vec<Event>| {
        let record = parent.ways.lock().unwrap_or_else(PoisonError::into_inner).say(case, events);
        if parent.say(record).is_err() {
            interpose::leave(EXIT_SOCKET);
        }
    })
}

/// A grader that is killed takes this process along, whatever student code does.
#[cfg(target_os = "linux")]
fn die_with_parent() -> io::Result<()> {
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn die_with_parent() -> io::Result<()> {
    Ok(())
}

fn take_stdin() -> io::Result<UnixStream> {
    let socket = rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdin(), 3)?;
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    Ok(UnixStream::from(socket))
}

fn read_job(socket: &UnixStream) -> Result<Job, DriveError> {
    let mut line = Vec::new();
    BufReader::new(socket).read_until(b'\n', &mut line)?;
    // The version first: a job of another version may have another shape.
    let job: Value = serde_json::from_slice(&line).map_err(io::Error::from)?;
    let version = job.get("version").and_then(Value::as_u64);
    if version != Some(u64::from(VERSION)) {
        return Err(DriveError::Version { asked: version.unwrap_or_default() });
    }
    Ok(serde_json::from_value(job).map_err(io::Error::from)?)
}

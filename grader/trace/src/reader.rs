//! Reads what a process says, as hostile input: with limits, and without ever panicking.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use serde::Deserialize;

use crate::wire::{Message, Record, VERSION};
use crate::{Event, Trace};

/// The longest line that is read, in bytes. The harness sends events in small groups; a
/// longer line was not written by it, or carries a value beyond all reason.
pub const LONGEST_LINE: u64 = 4 << 20;

/// The most places of an event: the harness walks no more of a stack than a fraction of this.
const MOST_PLACES: usize = 256;

/// What a process is allowed to say.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Bytes in all.
    pub bytes: u64,
    /// Events of a case.
    pub events_of_a_case: u64,
}

/// What a process said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    /// One for each case asked for.
    pub cases: Vec<Heard>,
    /// Whether the process said that it was done.
    pub done: bool,
}

/// What was heard of a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Heard {
    /// It never began.
    #[default]
    Nothing,
    /// It began, and these are the events that arrived before the process fell silent.
    Begun(Vec<Event>),
    /// It came to its end.
    Ended(Trace),
}

/// Why reading stopped before the end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// More bytes or events than allowed.
    #[error("the trace is larger than its limit")]
    TooLarge,
    /// A line that the harness would not write.
    #[error("not a trace: {reason}")]
    Malformed {
        /// What is wrong with it.
        reason: String,
    },
    /// The connection failed.
    #[error("cannot read the trace")]
    Io(#[from] io::Error),
}

/// Reads all that a process says about `cases` cases until it closes the connection.
///
/// The first well-formed record of its kind for a case wins; lines without the nonce are
/// passed over. What was read before an error is kept in `said`.
pub fn read(
    from: impl Read,
    nonce: &str,
    cases: usize,
    bounds: Bounds,
    said: &mut Said,
) -> Result<(), ReadError> {
    *said = Said { cases: vec![Heard::Nothing; cases], done: false };
    let mut from = io::BufReader::new(from.take(bounds.bytes.saturating_add(1)));
    let mut bytes = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut from).take(LONGEST_LINE).read_until(b'\n', &mut line)? as u64;
        bytes += read;
        if read == 0 {
            return Ok(());
        }
        if bytes > bounds.bytes || (line.last() != Some(&b'\n') && read == LONGEST_LINE) {
            return Err(ReadError::TooLarge);
        }
        // What lacks the nonce is not even built: a short line can stand for a large value.
        if !has_nonce(&line, nonce) {
            continue;
        }
        if let Ok(message) = serde_json::from_slice::<Message>(&line) {
            take(message.record, bounds, said)?;
        }
    }
}

fn has_nonce(line: &[u8], nonce: &str) -> bool {
    #[derive(Deserialize)]
    struct Tag<'a> {
        #[serde(borrow)]
        nonce: Cow<'a, str>,
    }
    serde_json::from_slice::<Tag<'_>>(line).is_ok_and(|tag| tag.nonce == nonce)
}

fn take(record: Record, bounds: Bounds, said: &mut Said) -> Result<(), ReadError> {
    if said.done {
        return Err(ReadError::Malformed { reason: "it goes on after it was done".to_owned() });
    }
    match record {
        Record::Hello { version: VERSION } => {}
        Record::Hello { version } => {
            return Err(ReadError::Malformed { reason: format!("version {version}, not {VERSION}") });
        }
        Record::Begin { case } => {
            let heard = heard(said, case)?;
            if matches!(heard, Heard::Nothing) {
                *heard = Heard::Begun(Vec::new());
            }
        }
        Record::Events { case, events: more } => {
            let events = running(said, case)?;
            let is_too_large = |event: &Event| event.places.len() > MOST_PLACES;
            if (events.len() + more.len()) as u64 > bounds.events_of_a_case || more.iter().any(is_too_large) {
                return Err(ReadError::TooLarge);
            }
            events.extend(more);
        }
        Record::End { case, ending, value, elapsed, unfinished } => {
            let events = std::mem::take(running(said, case)?);
            *heard(said, case)? = Heard::Ended(Trace { events, ending, value, elapsed, unfinished });
        }
        Record::Done => said.done = true,
    }
    Ok(())
}

fn heard(said: &mut Said, case: u32) -> Result<&mut Heard, ReadError> {
    said.cases
        .get_mut(case as usize)
        .ok_or_else(|| ReadError::Malformed { reason: format!("there is no case {case}") })
}

/// The events of a case that has begun and not ended.
fn running(said: &mut Said, case: u32) -> Result<&mut Vec<Event>, ReadError> {
    match heard(said, case)? {
        Heard::Begun(events) => Ok(events),
        Heard::Nothing | Heard::Ended(_) => {
            Err(ReadError::Malformed { reason: format!("case {case} is not running") })
        }
    }
}

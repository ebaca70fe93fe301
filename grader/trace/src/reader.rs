//! Reads what a process says, as hostile input: with limits, and without ever panicking.

use std::borrow::Cow;
use std::{iter, mem};

use memchr::memchr;
use serde::Deserialize;

use crate::wire::{Message, Record, VERSION};
use crate::{Event, Places, Trace};

/// The longest line that is read, in bytes. The harness sends events in small groups; a
/// longer line was not written by it, or carries a value beyond all reason.
pub const LONGEST_LINE: usize = 4 << 20;

/// The most places of a way to events: the harness walks no more of a stack than a fraction of this.
const MOST_PLACES: usize = 256;

/// What an event counts that is not said by itself, in bytes: about what it would take.
const BYTES_OF_AN_EVENT: u64 = 32;

/// What a process is allowed to say.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Bytes in all. Events that are said by how often they come again count about as much as if they were said
    /// one by one.
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

/// Why a reader went deaf before the end.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
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
}

/// Hears what a process says, piece by piece, and keeps no more of it than it means.
///
/// The first well-formed record of its kind for a case wins; lines without the nonce are
/// passed over. After an error nothing more is heard, and what was heard before is kept.
#[derive(Debug)]
pub struct Reader {
    nonce: String,
    bounds: Bounds,
    bytes: u64,
    /// What counts against the bounds: the bytes that were read, and what stands for more events than it has.
    weight: u64,
    /// The beginning of a line whose end has not come yet.
    line: Vec<u8>,
    /// Ways to events, by their numbers.
    ways: Vec<Places>,
    said: Said,
    error: Option<ReadError>,
}

impl Reader {
    /// Begins to hear of so many cases.
    pub fn new(nonce: String, cases: usize, bounds: Bounds) -> Self {
        let said = Said { cases: vec![Heard::Nothing; cases], done: false };
        let (line, ways) = (Vec::new(), Vec::new());
        Self { nonce, bounds, bytes: 0, weight: 0, line, ways, said, error: None }
    }

    /// Hears the next bytes, which may end anywhere.
    pub fn hear(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        if self.error.is_none() {
            self.error = self.read(bytes).err();
        }
    }

    /// Whether more was said than is allowed: there is no use in saying more.
    pub fn is_too_much(&self) -> bool {
        self.bytes > self.bounds.bytes || self.error == Some(ReadError::TooLarge)
    }

    /// What was said, once nothing more comes.
    ///
    /// # Errors
    /// Why it is not all that was said, beside that.
    pub fn finish(mut self) -> (Said, Result<(), ReadError>) {
        if self.error.is_none() {
            let line = mem::take(&mut self.line);
            self.error = self.take_line(&line).err();
        }
        (self.said, self.error.map_or(Ok(()), Err))
    }

    fn read(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        // What is within the bounds is heard, however the bytes come in pieces.
        for piece in pieces(bytes) {
            self.weigh(piece.len() as u64)?;
            if self.line.len() + piece.len() > LONGEST_LINE {
                return Err(ReadError::TooLarge);
            }
            if piece.last() != Some(&b'\n') {
                self.line.extend_from_slice(piece);
            } else if self.line.is_empty() {
                self.take_line(piece)?;
            } else {
                let mut line = mem::take(&mut self.line);
                line.extend_from_slice(piece);
                self.take_line(&line)?;
                // Its room serves the next one.
                line.clear();
                self.line = line;
            }
        }
        Ok(())
    }

    fn weigh(&mut self, more: u64) -> Result<(), ReadError> {
        self.weight = self.weight.saturating_add(more);
        if self.weight > self.bounds.bytes { Err(ReadError::TooLarge) } else { Ok(()) }
    }

    fn take_line(&mut self, line: &[u8]) -> Result<(), ReadError> {
        // What lacks the nonce is not even built: a short line can stand for a large value.
        if has_nonce(line, &self.nonce)
            && let Ok(message) = serde_json::from_slice::<Message>(line)
        {
            return self.take(message.record);
        }
        Ok(())
    }

    fn take(&mut self, record: Record) -> Result<(), ReadError> {
        if self.said.done {
            return Err(ReadError::Malformed { reason: "it goes on after it was done".to_owned() });
        }
        match record {
            Record::Hello { version: VERSION } => {}
            Record::Hello { version } => {
                return Err(ReadError::Malformed { reason: format!("version {version}, not {VERSION}") });
            }
            Record::Begin { case } => {
                let heard = self.said.heard(case)?;
                if matches!(heard, Heard::Nothing) {
                    *heard = Heard::Begun(Vec::new());
                }
            }
            Record::Events { case, ways, events: mut more, again } => {
                if let Some(again) = again {
                    let cannot = || ReadError::Malformed { reason: "what cannot come again does".to_owned() };
                    again.follow(&mut more).ok_or_else(cannot)?;
                    self.weigh(u64::from(again.count) * BYTES_OF_AN_EVENT)?;
                }
                let events = self.said.running(case)?;
                // So their number, too, is bounded by that of events.
                if ways.len() > more.len() {
                    return Err(ReadError::Malformed { reason: "more ways than events".to_owned() });
                }
                let count = (events.len() + more.len()) as u64;
                if count > self.bounds.events_of_a_case || ways.iter().any(|way| way.len() > MOST_PLACES) {
                    return Err(ReadError::TooLarge);
                }
                self.ways.extend(ways);
                for told in more {
                    let unknown = || ReadError::Malformed { reason: "a way that was not said".to_owned() };
                    events.push(told.event(&self.ways).ok_or_else(unknown)?);
                }
            }
            Record::End { case, ending, value, elapsed, unfinished } => {
                let mut events = mem::take(self.said.running(case)?);
                events.shrink_to_fit();
                *self.said.heard(case)? = Heard::Ended(Trace { events, ending, value, elapsed, unfinished });
            }
            Record::Done => self.said.done = true,
        }
        Ok(())
    }
}

/// Pieces of lines, each of which but the last ends one.
fn pieces(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    iter::from_fn(move || {
        let end = memchr(b'\n', bytes).map_or(bytes.len(), |index| index + 1);
        let (piece, rest) = bytes.split_at(end);
        bytes = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Whether a line has the nonce. The harness writes it first; where it stands elsewhere, the line is
/// read for it.
fn has_nonce(line: &[u8], nonce: &str) -> bool {
    #[derive(Deserialize)]
    struct Tag<'a> {
        #[serde(borrow)]
        nonce: Cow<'a, str>,
    }
    let rest = line.strip_prefix(br#"{"nonce":""#).and_then(|rest| rest.strip_prefix(nonce.as_bytes()));
    rest.is_some_and(|rest| rest.starts_with(br#"","#))
        || serde_json::from_slice::<Tag<'_>>(line).is_ok_and(|tag| tag.nonce == nonce)
}

impl Said {
    fn heard(&mut self, case: u32) -> Result<&mut Heard, ReadError> {
        self.cases
            .get_mut(case as usize)
            .ok_or_else(|| ReadError::Malformed { reason: format!("there is no case {case}") })
    }

    /// The events of a case that has begun and not ended.
    fn running(&mut self, case: u32) -> Result<&mut Vec<Event>, ReadError> {
        match self.heard(case)? {
            Heard::Begun(events) => Ok(events),
            Heard::Nothing | Heard::Ended(_) => {
                Err(ReadError::Malformed { reason: format!("case {case} is not running") })
            }
        }
    }
}

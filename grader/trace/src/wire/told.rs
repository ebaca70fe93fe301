//! Events as they travel.
//!
//! A process says each way to events once, and from then on its number: most of what would be said of a
//! trace otherwise is the ways to its events, and there are few.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{GROUP, Record};
use crate::{Event, EventKind, Nanos, Places, TaskId};

/// Ways whose numbers are remembered. How many there are is up to student code.
const MOST: usize = 4_096;

/// An event, without the way that led to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// As in [`Event`].
    pub at: Nanos,
    /// As in [`Event`].
    pub task: TaskId,
    /// As in [`Event`].
    #[serde(rename = "did")]
    pub kind: EventKind,
    /// The number of the way; `None` where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<u32>,
}

impl Told {
    /// The event, by the ways that were said; `None` if its own was not.
    pub(crate) fn event(self, ways: &[Places]) -> Option<Event> {
        let Self { at, task, kind, way } = self;
        let places = match way {
            Some(number) => ways.get(number as usize)?.clone(),
            None => Places::default(),
        };
        Some(Event { at, task, kind, places })
    }
}

/// The ways that a process has said.
#[derive(Debug, Default)]
pub struct Ways {
    numbers: HashMap<Places, u32>,
    said: u32,
}

impl Ways {
    /// What to say of the next events of a case.
    pub fn say(&mut self, case: u32, events: Vec<Event>) -> Record {
        let mut ways = Vec::new();
        let tell = |Event { at, task, kind, places }| {
            let way = (!places.is_empty()).then(|| self.number(places, &mut ways));
            Told { at, task, kind, way }
        };
        let events = events.into_iter().map(tell).collect();
        Record::Events { case, ways, events }
    }

    /// The number of a way, which is added to what is said if it has none yet.
    fn number(&mut self, way: Places, say: &mut Vec<Places>) -> u32 {
        if let Some(number) = self.numbers.get(&way) {
            return *number;
        }
        let number = self.said;
        self.said += 1;
        if self.numbers.len() == MOST {
            self.numbers.clear();
        }
        self.numbers.insert(way.clone(), number);
        say.push(way);
        number
    }
}

/// Reads the ways of a message. Not all that a line has room for: a way of two bytes takes a hundred here.
pub(super) fn few<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Places>, D::Error> {
    struct Few;
    impl<'de> Visitor<'de> for Few {
        type Value = Vec<Places>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "at most {GROUP} ways")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Places>, A::Error> {
            let mut ways = Vec::new();
            while let Some(way) = seq.next_element()? {
                if ways.len() == GROUP {
                    return Err(A::Error::invalid_length(ways.len() + 1, &self));
                }
                ways.push(way);
            }
            Ok(ways)
        }
    }
    from.deserialize_seq(Few)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    fn events(addresses: impl IntoIterator<Item = u64>) -> Vec<Event> {
        let event = |address| Event {
            at: Nanos::default(),
            task: TaskId::ROOT,
            kind: EventKind::Start,
            places: vec![Place::Code(address)].into(),
        };
        addresses.into_iter().map(event).collect()
    }

    fn said(ways: &mut Ways, events: Vec<Event>) -> (Vec<Places>, Vec<Option<u32>>) {
        let Record::Events { ways, events, .. } = ways.say(0, events) else { unreachable!() };
        (ways, events.into_iter().map(|told| told.way).collect())
    }

    #[test]
    fn a_way_is_said_once() {
        let mut ways = Ways::default();
        let (new, numbers) = said(&mut ways, events([7, 8, 7]));
        assert_eq!((new.len(), numbers), (2, vec![Some(0), Some(1), Some(0)]));
        let (new, numbers) = said(&mut ways, events([9, 8]));
        assert_eq!((new.len(), numbers), (1, vec![Some(2), Some(1)]));
        let unknown = Event { places: Places::default(), ..events([0]).remove(0) };
        assert_eq!(said(&mut ways, vec![unknown]), (vec![], vec![None]));
    }

    #[test]
    fn of_too_many_ways_some_are_said_again_and_all_are_understood() {
        let mut ways = Ways::default();
        let most = MOST as u64;
        let all = events((0..=most).chain([most, most, 0]));
        let Record::Events { ways, events, .. } = ways.say(0, all.clone()) else { unreachable!() };
        assert_eq!(ways.len(), MOST + 2, "the latest is still known, and the first is not");
        let understood: Option<Vec<Event>> = events.into_iter().map(|told| told.event(&ways)).collect();
        assert_eq!(understood, Some(all));
    }
}

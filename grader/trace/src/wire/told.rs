//! Events as they travel.
//!
//! A process says each way to events once, and from then on its number: most of what would be said of a
//! trace otherwise is the ways to its events, and there are few. Names of fields are left out, for they would be
//! most of what is left: an event is a list of them, in the order of [`Told`], and so are those of what timers do.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::ser::{SerializeTuple, SerializeTupleVariant};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Again, GROUP, Record};
use crate::{Event, EventKind, Nanos, Places, TaskId};

/// Ways whose numbers are remembered. How many there are is up to student code.
const MOST: usize = 4_096;

/// An event, without the way that led to it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Told {
    /// As in [`Event`].
    pub at: Nanos,
    /// As in [`Event`].
    pub task: TaskId,
    /// As in [`Event`].
    pub kind: EventKind,
    /// The number of the way; `None` where it is not known.
    #[serde(default)]
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

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { at, task, kind, way } = self;
        let mut told = to.serialize_tuple(if way.is_some() { 4 } else { 3 })?;
        told.serialize_element(at)?;
        told.serialize_element(task)?;
        told.serialize_element(&Brief(kind))?;
        if let Some(way) = way {
            told.serialize_element(way)?;
        }
        told.end()
    }
}

/// What happened, in short where it is what a trace has thousands of.
struct Brief<'a>(&'a EventKind);

impl Serialize for Brief<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (name, timer, length) = match self.0 {
            EventKind::Timer { timer } => ("timer", timer, None),
            EventKind::Wait { timer, length } => ("wait", timer, Some(length)),
            EventKind::Fire { timer } => ("fire", timer, None),
            EventKind::Drop { timer } => ("drop", timer, None),
            other => return other.serialize(to),
        };
        let fields = if length.is_some() { 2 } else { 1 };
        let mut kind = to.serialize_tuple_variant("EventKind", 0, name, fields)?;
        kind.serialize_field(timer)?;
        if let Some(length) = length {
            kind.serialize_field(length)?;
        }
        kind.end()
    }
}

/// The ways that a process has said.
#[derive(Debug, Default)]
pub struct Ways {
    /// The latest one, and its number: many events in turn come by the same.
    latest: Option<(Places, u32)>,
    numbers: HashMap<Places, u32>,
    said: u32,
}

impl Ways {
    /// What to say of the next events of a case, which are at most [`GROUP`].
    pub fn say(&mut self, case: u32, events: Vec<Event>) -> Record {
        let mut ways = Vec::new();
        let tell = |Event { at, task, kind, places }| {
            let way = (!places.is_empty()).then(|| self.number(places, &mut ways));
            Told { at, task, kind, way }
        };
        let mut events: Vec<Told> = events.into_iter().map(tell).collect();
        let again = Again::of(&events);
        if let Some(Again { count, .. }) = again {
            events.truncate(events.len() - count as usize);
        }
        Record::Events { case, ways, events, again }
    }

    /// The number of a way, which is added to what is said if it has none yet.
    fn number(&mut self, way: Places, say: &mut Vec<Places>) -> u32 {
        if let Some((latest, number)) = &self.latest
            && latest.identity() == way.identity()
        {
            return *number;
        }
        let number = self.number_of(&way, say);
        self.latest = Some((way, number));
        number
    }

    fn number_of(&mut self, way: &Places, say: &mut Vec<Places>) -> u32 {
        if let Some(number) = self.numbers.get(way) {
            return *number;
        }
        let number = self.said;
        self.said += 1;
        if self.numbers.len() == MOST {
            self.numbers.clear();
        }
        self.numbers.insert(way.clone(), number);
        say.push(way.clone());
        number
    }
}

/// Reads the events of a message, or the ways to them. Not all that a line has room for: a way that is said in two
/// bytes takes a hundred here.
pub(super) fn few<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct Few<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Few<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "at most {GROUP} of them")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut few = Vec::new();
            while let Some(next) = seq.next_element()? {
                if few.len() == GROUP {
                    return Err(A::Error::invalid_length(few.len() + 1, &self));
                }
                few.push(next);
            }
            Ok(few)
        }
    }
    from.deserialize_seq(Few(PhantomData))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{Place, TimerId};

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
    fn an_event_is_a_list_of_its_fields() {
        let timer = TimerId(7);
        let length = Nanos::from(Duration::from_nanos(9));
        for (kind, way, said) in [
            (EventKind::Timer { timer }, Some(2), r#"[5,1,{"timer":[7]},2]"#),
            (EventKind::Wait { timer, length }, None, r#"[5,1,{"wait":[7,9]}]"#),
            (EventKind::Fire { timer }, None, r#"[5,1,{"fire":[7]}]"#),
            (EventKind::Drop { timer }, Some(0), r#"[5,1,{"drop":[7]},0]"#),
            (EventKind::Start, None, r#"[5,1,"start"]"#),
            (EventKind::Spawn { child: TaskId(2) }, Some(3), r#"[5,1,{"spawn":{"child":2}},3]"#),
        ] {
            let told = Told { at: Duration::from_nanos(5).into(), task: TaskId(1), kind, way };
            assert_eq!(serde_json::to_string(&told).unwrap(), said);
            assert_eq!(serde_json::from_str::<Told>(said).unwrap(), told);
        }
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
    fn a_loop_is_said_by_its_first_round_and_how_often_it_comes_again() {
        let round = |number: u32| {
            let timer = TimerId(number);
            let at = Duration::from_millis(number.into()).into();
            let length = Duration::from_millis(1).into();
            let kinds =
                [EventKind::Timer { timer }, EventKind::Wait { timer, length }, EventKind::Fire { timer }];
            kinds.map(|kind| Event { at, task: TaskId::ROOT, kind, places: vec![Place::Code(7)].into() })
        };
        let Record::Events { ways, events, again, .. } =
            Ways::default().say(0, (0..80).flat_map(round).collect())
        else {
            unreachable!()
        };
        assert_eq!((ways.len(), events.len()), (1, 3));
        let again = again.unwrap();
        assert_eq!((again.round, again.count, again.timers), (3, 237, 1));
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

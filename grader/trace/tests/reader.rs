//! The reader against honest, broken and hostile bytes.

#![expect(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::time::Duration;

use grader_trace::reader::{Bounds, Heard, ReadError, Reader, Said};
use grader_trace::wire::{Again, Message, Record, Told, VERSION, Ways};
use grader_trace::{Ending, Event, EventKind, Location, Place, Places, TaskId, TimerId, Trace, Value};

const NONCE: &str = "5e1f";
const BOUNDS: Bounds = Bounds { bytes: 100_000, events_of_a_case: 10 };

fn event(at: u64) -> Event {
    Event {
        at: Duration::from_millis(at).into(),
        task: TaskId::ROOT,
        kind: EventKind::Timer { timer: TimerId(0) },
        places: vec![Place::Line(Location::new("src/a.rs", 3)), Place::Code(77)].into(),
    }
}

/// An event that was come to in another way.
fn elsewhere(at: u64) -> Event {
    Event { places: vec![Place::Code(78)].into(), ..event(at) }
}

/// Events of the first case, by a process that has said nothing before.
fn events(events: Vec<Event>) -> Record {
    Ways::default().say(0, events)
}

fn end(case: u32) -> Record {
    Record::End {
        case,
        ending: Ending::Returned,
        value: Some(Value::List(vec![Value::Duration(Duration::from_nanos(5)), Value::Float(f64::INFINITY)])),
        elapsed: Duration::from_secs(1),
        unfinished: 2,
    }
}

fn lines(nonce: &str, records: Vec<Record>) -> Vec<u8> {
    let line = |record| serde_json::to_string(&Message { nonce: nonce.into(), record }).unwrap() + "\n";
    records.into_iter().map(line).collect::<String>().into_bytes()
}

/// Reads two cases.
fn hear(bytes: &[u8]) -> (Said, Result<(), ReadError>) {
    let mut reader = Reader::new(NONCE.to_owned(), 2, BOUNDS);
    reader.hear(bytes);
    reader.finish()
}

fn honest() -> Vec<Record> {
    let mut ways = Ways::default();
    vec![
        Record::Hello { version: VERSION },
        Record::Begin { case: 0 },
        ways.say(0, vec![event(1)]),
        ways.say(0, vec![event(2)]),
        end(0),
        Record::Begin { case: 1 },
        ways.say(1, vec![elsewhere(3), event(4)]),
        end(1),
        Record::Done,
    ]
}

#[test]
fn reads_back_what_was_written() {
    let (said, result) = hear(&lines(NONCE, honest()));
    result.unwrap();
    assert!(said.done);
    let Record::End { ending, value, elapsed, unfinished, .. } = end(0) else { unreachable!() };
    let whole = Trace { events: vec![event(1), event(2)], ending, value, elapsed, unfinished };
    let other = Trace { events: vec![elsewhere(3), event(4)], ..whole.clone() };
    assert_eq!(said.cases, [Heard::Ended(whole), Heard::Ended(other)]);
}

#[test]
fn bytes_may_come_in_any_pieces() {
    let bytes = lines(NONCE, honest());
    let whole = hear(&bytes);
    for size in [1, 2, 7, 100, bytes.len() - 1] {
        let mut reader = Reader::new(NONCE.to_owned(), 2, BOUNDS);
        bytes.chunks(size).for_each(|piece| reader.hear(piece));
        assert_eq!(reader.finish(), whole, "pieces of {size}");
    }
}

#[test]
fn the_last_line_needs_no_end() {
    let bytes = lines(NONCE, honest());
    assert!(hear(&bytes[..bytes.len() - 1]).0.done);
}

#[test]
fn events_that_were_come_to_in_one_way_share_it() {
    let (said, _) = hear(&lines(NONCE, honest()));
    let Heard::Ended(trace) = &said.cases[0] else { panic!("{said:?}") };
    let [one, other] = &trace.events[..] else { panic!("{said:?}") };
    assert_eq!(one.places.len(), 2);
    assert!(std::ptr::eq(&raw const one.places[0], &raw const other.places[0]));
}

#[test]
fn events_are_small() {
    // A trace may have a hundred thousand a case, and all cases of a scenario are held at once.
    assert!(size_of::<Event>() <= 40, "{}", size_of::<Event>());
}

#[test]
fn keeps_what_came_before_the_process_fell_silent() {
    let (said, result) = hear(&lines(NONCE, honest()[..3].to_vec()));
    result.unwrap();
    assert!(!said.done);
    assert_eq!(said.cases, [Heard::Begun(vec![event(1)]), Heard::Nothing]);
}

#[test]
fn lines_without_the_nonce_are_passed_over() {
    let mut bytes = lines("guess", vec![Record::Begin { case: 0 }, end(0), Record::Done]);
    bytes.extend(b"all tests passed\n\xff\xfe\n{\"nonce\":\"5e1f\"}\n");
    bytes.extend(lines(NONCE, honest()[..2].to_vec()));
    let (said, result) = hear(&bytes);
    result.unwrap();
    assert_eq!(said, Said { cases: vec![Heard::Begun(vec![]), Heard::Nothing], done: false });
}

#[test]
fn the_first_end_of_a_case_wins() {
    let mut records = honest();
    records.insert(5, end(0));
    let (said, result) = hear(&lines(NONCE, records));
    assert!(matches!(result, Err(ReadError::Malformed { .. })));
    assert!(matches!(said.cases[0], Heard::Ended(_)));
}

#[test]
fn of_events_and_ways_no_more_is_read_than_a_message_may_have() {
    let list = |one: &str, times: usize| vec![one; times].join(",");
    let message = |ways: usize, events: usize| {
        let (ways, events) = (list("[1]", ways), list(r#"[0,0,"start"]"#, events));
        let events = format!(r#"{{"case":0,"ways":[{ways}],"events":[{events}]}}"#);
        format!("{{\"nonce\":\"{NONCE}\",\"record\":{{\"events\":{events}}}}}\n")
    };
    // What is too long is not even built; otherwise more ways than events would be malformed.
    for (ways, events, heard) in [(256, 256, 256), (0, 257, 0), (257, 256, 0)] {
        let bounds = Bounds { events_of_a_case: 1_000, ..BOUNDS };
        let mut reader = Reader::new(NONCE.to_owned(), 1, bounds);
        reader.hear(&lines(NONCE, vec![Record::Begin { case: 0 }]));
        reader.hear(message(ways, events).as_bytes());
        let (said, result) = reader.finish();
        result.unwrap();
        assert!(
            matches!(&said.cases[0], Heard::Begun(all) if all.len() == heard),
            "{ways} ways, {events} events"
        );
    }
}

#[test]
fn what_makes_no_sense_is_malformed() {
    let Event { at, task, kind, .. } = event(1);
    let one_way = Places::from(vec![Place::Code(1)]);
    let of_way_0 = Told { at, task, kind: kind.clone(), way: Some(0) };
    let told = Told { at, task, kind, way: None };
    let again = Some(Again { round: 2, count: 1, later: at, timers: 0 });
    for records in [
        vec![Record::Hello { version: VERSION + 1 }],
        vec![Record::Begin { case: 2 }],
        vec![end(0)],
        vec![Record::Events { case: 1, ways: vec![], events: vec![], again: None }],
        vec![
            Record::Begin { case: 0 },
            Record::Events { case: 0, ways: vec![], events: vec![of_way_0], again: None },
        ],
        vec![
            Record::Begin { case: 0 },
            Record::Events { case: 0, ways: vec![one_way], events: vec![], again: None },
        ],
        vec![Record::Begin { case: 0 }, Record::Events { case: 0, ways: vec![], events: vec![told], again }],
    ] {
        let (_, result) = hear(&lines(NONCE, records));
        assert!(matches!(result, Err(ReadError::Malformed { .. })), "{result:?}");
    }
}

#[test]
fn too_many_events_or_bytes_are_too_large() {
    let six = || events(vec![event(1); 6]);
    let flood = vec![Record::Begin { case: 0 }, six(), six()];
    assert!(matches!(hear(&lines(NONCE, flood)).1, Err(ReadError::TooLarge)));
    let endless = Event { places: vec![Place::Code(1); 257].into(), ..event(1) };
    let endless = lines(NONCE, vec![Record::Begin { case: 0 }, events(vec![endless])]);
    assert!(matches!(hear(&endless).1, Err(ReadError::TooLarge)));
    assert!(matches!(hear(&vec![b'\n'; 100_001]).1, Err(ReadError::TooLarge)));
}

#[test]
fn what_is_said_by_how_often_it_comes_again_weighs_as_much_as_other_events() {
    let Event { at, task, kind, .. } = event(1);
    let again = Some(Again { round: 1, count: 255, later: at, timers: 1 });
    let events = vec![Told { at, task, kind, way: None }];
    let a_loop = Record::Events { case: 0, ways: vec![], events, again };
    let heard = |bytes: u64, events_of_a_case: u64| {
        let mut reader = Reader::new(NONCE.to_owned(), 1, Bounds { bytes, events_of_a_case });
        reader.hear(&lines(NONCE, vec![Record::Begin { case: 0 }]));
        reader.hear(&lines(NONCE, vec![a_loop.clone(); 10]));
        let is_too_much = reader.is_too_much();
        let (said, result) = reader.finish();
        let Heard::Begun(events) = &said.cases[0] else { panic!("{said:?}") };
        assert_eq!(is_too_much, result == Err(ReadError::TooLarge));
        (events.len(), is_too_much)
    };
    assert_eq!(heard(100_000, 2_560), (2_560, false));
    assert_eq!(heard(20_000, 2_560), (512, true));
    // And as many.
    assert_eq!(heard(100_000, 2_559), (2_304, true));
    assert_eq!(heard(100_000, 255), (0, true));
}

#[test]
fn deep_nesting_is_passed_over() {
    let nested = format!(
        "{{\"nonce\":\"{NONCE}\",\"record\":{{\"end\":{{\"value\":{}{}}}}}}}\n",
        "{\"list\":[".repeat(5_000),
        "]}".repeat(5_000)
    );
    hear(nested.as_bytes()).1.unwrap();
}

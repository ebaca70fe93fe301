//! The reader against streams that no harness writes: nothing makes it panic, it keeps to its bounds,
//! and what was said stays said.

#![expect(clippy::unwrap_used, reason = "what fails in a test fails the test")]

mod strategies;

use grader_trace::reader::{Bounds, Heard, LONGEST_LINE, ReadError, Reader, Said};
use grader_trace::wire::{Message, Record, Ways};
use grader_trace::{Draw, Ending, Event, EventKind, Nanos, Places, TaskId, Value};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use strategies::{
    CASES, any_change, any_damage, any_loop, any_nonce, any_record, any_value, changed, damaged, honest,
};

const NONCE: &str = "5e1f";
const BOUNDS: Bounds = Bounds { bytes: 100_000, events_of_a_case: 40 };

fn line(nonce: &str, record: &Record) -> String {
    serde_json::to_string(&Message { nonce: nonce.into(), record: record.clone() }).unwrap() + "\n"
}

fn lines(records: &[Record]) -> Vec<u8> {
    records.iter().map(|record| line(NONCE, record)).collect::<String>().into_bytes()
}

/// Reads the bytes; whatever they are, what was heard is within bounds.
fn hear(bytes: &[u8]) -> (Said, Result<(), ReadError>) {
    let mut reader = Reader::new(NONCE.to_owned(), CASES as usize, BOUNDS);
    reader.hear(bytes);
    let (said, result) = reader.finish();
    assert_eq!(said.cases.len(), CASES as usize);
    for heard in &said.cases {
        assert!(events(heard).len() as u64 <= BOUNDS.events_of_a_case);
    }
    (said, result)
}

fn events(heard: &Heard) -> &[Event] {
    match heard {
        Heard::Nothing => &[],
        Heard::Begun(events) => events,
        Heard::Ended(trace) => &trace.events,
    }
}

/// Whether nothing of what was heard before is lost or changed in what was heard later.
fn goes_on(before: &Said, later: &Said) -> bool {
    let case_goes_on = |(before, later): (&Heard, &Heard)| match before {
        Heard::Nothing => true,
        Heard::Begun(events_before) => {
            !matches!(later, Heard::Nothing) && events(later).starts_with(events_before)
        }
        Heard::Ended(_) => before == later,
    };
    let all_go_on = before.cases.iter().zip(&later.cases).all(case_goes_on);
    if before.done { before == later } else { all_go_on }
}

/// Says a line again and again until it is too much; how many bytes that took.
fn say_endlessly(reader: &mut Reader, line: &[u8]) -> u64 {
    let mut bytes = 0;
    while !reader.is_too_much() {
        reader.hear(line);
        bytes += line.len() as u64;
    }
    bytes
}

proptest! {
    #[test]
    fn any_value_survives_the_wire(value in any_value()) {
        let text = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn any_record_survives_the_wire(record in any_record()) {
        let message = Message { nonce: NONCE.into(), record };
        let text = serde_json::to_string(&message).unwrap();
        prop_assert_eq!(serde_json::from_str::<Message>(&text).unwrap(), message);
    }

    #[test]
    fn any_bytes_say_nothing(bytes in vec(any::<u8>(), 0..4000)) {
        let (said, _) = hear(&bytes);
        prop_assert_eq!(said, Said { cases: vec![Heard::Nothing; CASES as usize], done: false });
    }

    #[test]
    fn honest_streams_are_read_to_their_end(records in honest()) {
        let (said, result) = hear(&lines(&records));
        prop_assert!(result.is_ok(), "{result:?}");
        prop_assert!(said.done && said.cases.iter().all(|heard| matches!(heard, Heard::Ended(_))));
    }

    #[test]
    fn what_comes_again_is_understood(loops in vec(any_loop(100), 1..3)) {
        let all = loops.concat();
        let said = [Record::Begin { case: 0 }, Ways::default().say(0, all.clone())];
        let bounds = Bounds { events_of_a_case: 200, ..BOUNDS };
        let mut reader = Reader::new(NONCE.to_owned(), 1, bounds);
        reader.hear(&lines(&said));
        let (said, result) = reader.finish();
        prop_assert!(result.is_ok(), "{result:?}");
        prop_assert_eq!(said.cases, [Heard::Begun(all)]);
    }

    #[test]
    fn what_was_said_stays_said(records in honest(), changes in vec(any_change(), 0..6), cut: Index) {
        let records = changed(records, &changes);
        let (before, _) = hear(&lines(&records[..cut.index(records.len() + 1)]));
        let (later, _) = hear(&lines(&records));
        prop_assert!(goes_on(&before, &later), "{before:?}\n{later:?}");
    }

    #[test]
    fn what_was_said_before_a_damage_stays_said(
        records in honest(),
        cut: Index,
        damages in vec(any_damage(), 1..6),
    ) {
        let (kept, rest) = records.split_at(cut.index(records.len() + 1));
        let (before, _) = hear(&lines(kept));
        let (later, _) = hear(&[lines(kept), damaged(lines(rest), &damages)].concat());
        prop_assert!(goes_on(&before, &later), "{before:?}\n{later:?}");
    }

    #[test]
    fn nothing_counts_after_done(records in honest(), more in vec(any_record(), 1..4)) {
        let (before, _) = hear(&lines(&records));
        let (later, result) = hear(&lines(&[records, more].concat()));
        prop_assert!(matches!(result, Err(ReadError::Malformed { .. })), "{result:?}");
        prop_assert_eq!(before, later);
    }

    #[test]
    fn lines_without_the_nonce_change_nothing(
        records in honest(),
        changes in vec(any_change(), 0..3),
        forged in vec((any::<Index>(), any_nonce(NONCE), any_record()), 1..6),
    ) {
        let mut all: Vec<String> = changed(records, &changes).iter().map(|one| line(NONCE, one)).collect();
        let (before, result) = hear(all.concat().as_bytes());
        for (at, nonce, record) in forged {
            all.insert(at.index(all.len() + 1), line(&nonce, &record));
        }
        let (later, later_result) = hear(all.concat().as_bytes());
        prop_assert_eq!(before, later);
        prop_assert_eq!(result.is_ok(), later_result.is_ok());
    }

    #[test]
    fn no_more_is_read_than_is_allowed(record in any_record(), nonce in select(vec![NONCE, "guess"]), cut: Index) {
        // Of a whole line, and of one without an end.
        let whole = line(nonce, &record).into_bytes();
        let cut = whole[..1 + cut.index(whole.len() - 1)].to_vec();
        for line in [whole, cut] {
            let mut reader = Reader::new(NONCE.to_owned(), CASES as usize, BOUNDS);
            let bytes = say_endlessly(&mut reader, &line);
            prop_assert!(bytes <= BOUNDS.bytes + line.len() as u64, "{bytes}");
            prop_assert!(reader.finish().1.is_err());
        }
    }

    #[test]
    fn bytes_are_heard_alike_in_any_pieces(
        records in honest(),
        changes in vec(any_change(), 0..3),
        damages in vec(any_damage(), 0..3),
        cuts in vec(any::<Index>(), 0..12),
        limit: Index,
    ) {
        let bytes = damaged(lines(&changed(records, &changes)), &damages);
        let bounds = Bounds { bytes: 1 + limit.index(2 * bytes.len() + 1) as u64, ..BOUNDS };
        let mut whole = Reader::new(NONCE.to_owned(), CASES as usize, bounds);
        whole.hear(&bytes);
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.push(bytes.len());
        cuts.sort_unstable();
        let mut pieces = Reader::new(NONCE.to_owned(), CASES as usize, bounds);
        let mut heard = 0;
        for cut in cuts {
            pieces.hear(&bytes[heard..cut]);
            heard = cut;
        }
        prop_assert_eq!(whole.is_too_much(), pieces.is_too_much());
        prop_assert_eq!(whole.finish(), pieces.finish());
    }

    #[test]
    fn any_nesting_is_read_or_passed_over(depth in 0..400_usize) {
        let value = (0..depth).fold(Value::Unit, |inner, _| Value::List(vec![inner]));
        let event = Event {
            at: Nanos::default(),
            task: TaskId::ROOT,
            kind: EventKind::Draw(Box::new(Draw { function: "uniform".into(), value })),
            places: Places::default(),
        };
        let nested = [Record::Begin { case: 0 }, Ways::default().say(0, vec![event])];
        let (said, result) = hear(&lines(&nested));
        prop_assert!(result.is_ok());
        prop_assert!(matches!(&said.cases[0], Heard::Begun(events) if depth > 20 || events.len() == 1));
    }
}

#[test]
fn the_longest_line_is_held_and_no_longer_one() {
    let bounds = Bounds { bytes: u64::MAX, events_of_a_case: 1 };
    let reader = || Reader::new(NONCE.to_owned(), 1, bounds);
    let mut endless = reader();
    let bytes = say_endlessly(&mut endless, b"xxxxxxx");
    assert!((LONGEST_LINE as u64..=LONGEST_LINE as u64 + 7).contains(&bytes), "{bytes}");
    assert!(matches!(endless.finish().1, Err(ReadError::TooLarge)));

    let begin = line(NONCE, &Record::Begin { case: 0 });
    let longest = begin.trim_end().to_owned() + &" ".repeat(LONGEST_LINE - begin.len()) + "\n";
    let mut whole = reader();
    whole.hear(longest.as_bytes());
    let (said, result) = whole.finish();
    assert!(result.is_ok(), "{result:?}");
    assert_eq!(said.cases, [Heard::Begun(Vec::new())]);
}

#[test]
fn an_end_that_was_forbidden_is_kept() {
    let end = |call: Option<&str>| Record::End {
        case: 0,
        ending: Ending::Forbidden { call: call.map(str::to_owned) },
        value: None,
        elapsed: std::time::Duration::ZERO,
        unfinished: 0,
    };
    let (said, result) = hear(&lines(&[Record::Begin { case: 0 }, end(Some("fork")), end(None)]));
    assert!(matches!(result, Err(ReadError::Malformed { .. })));
    let Heard::Ended(trace) = &said.cases[0] else { panic!("{said:?}") };
    assert_eq!(trace.ending, Ending::Forbidden { call: Some("fork".into()) });
}

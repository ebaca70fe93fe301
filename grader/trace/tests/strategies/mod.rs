//! Records, streams of them, and what can happen to these on their way.

use std::time::Duration;

use grader_trace::wire::{Again, Record, Told, VERSION, Ways};
use grader_trace::{
    Answer, BlockKind, Draw, Ending, Event, EventKind, LimitKind, Location, Place, Places, Reply, RequestEnd,
    RequestId, Stream, TaskId, Text, TimerId, Value, Waiting, Web,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The cases that a process is asked for.
pub(crate) const CASES: u32 = 2;

pub(crate) fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Unit),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        any::<f64>().prop_filter("NaN equals nothing", |f| !f.is_nan()).prop_map(Value::Float),
        any::<String>().prop_map(Value::Text),
        any_time().prop_map(Value::Duration),
        btree_map(any::<String>(), any_answer(), 0..3).prop_map(|answers| Value::Web(Web { answers })),
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::List),
            (any::<String>(), vec(inner, 0..3)).prop_map(|(name, fields)| Value::Variant { name, fields }),
        ]
    })
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let page = (any::<u16>(), any::<String>()).prop_map(|(status, body)| Reply::Page { status, body });
    let time = || option::of(any_time());
    (time(), prop_oneof![page, Just(Reply::Refused)], time()).prop_map(|(after, reply, body_after)| Answer {
        after,
        reply,
        body_after,
    })
}

fn any_request_end() -> impl Strategy<Value = RequestEnd> {
    let others = [RequestEnd::Refused, RequestEnd::UnknownHost, RequestEnd::Cancelled];
    prop_oneof![select(others.to_vec()), any::<u16>().prop_map(|status| RequestEnd::Answered { status })]
}

fn any_time() -> impl Strategy<Value = Duration> {
    any::<u64>().prop_map(Duration::from_nanos)
}

fn any_location() -> impl Strategy<Value = Location> {
    (any::<String>(), any::<u32>()).prop_map(|(file, line)| Location::new(file, line))
}

fn any_places() -> impl Strategy<Value = Vec<Place>> {
    let place = prop_oneof![
        any::<u64>().prop_map(Place::Code),
        // No memory reaches further.
        (0..1_u64 << 63).prop_map(Place::Library),
        any_location().prop_map(Place::Line),
    ];
    vec(place, 0..3)
}

fn any_event_kind() -> impl Strategy<Value = EventKind> {
    let timer = || any::<u32>().prop_map(TimerId);
    let text = || any::<String>().prop_map(Text::from);
    let request = || any::<u32>().prop_map(RequestId);
    let how = select(vec![BlockKind::Sleep, BlockKind::Forever]);
    let stream = select(vec![Stream::Stdout, Stream::Stderr]);
    prop_oneof![
        any::<u32>().prop_map(|child| EventKind::Spawn { child: TaskId(child) }),
        select(vec![EventKind::Start, EventKind::End, EventKind::Quit]),
        timer().prop_map(|timer| EventKind::Timer { timer }),
        (timer(), any_time()).prop_map(|(timer, length)| EventKind::Wait { timer, length: length.into() }),
        timer().prop_map(|timer| EventKind::Fire { timer }),
        timer().prop_map(|timer| EventKind::Drop { timer }),
        (how, any_time()).prop_map(|(how, length)| EventKind::Block { how, length: length.into() }),
        (any::<String>(), any_value()).prop_map(|(function, value)| EventKind::Draw(Box::new(Draw {
            function: function.into(),
            value
        }))),
        (stream, text()).prop_map(|(stream, line)| EventKind::Print { stream, line }),
        (request(), text()).prop_map(|(request, url)| EventKind::Request { request, url }),
        request().prop_map(|request| EventKind::Reply { request }),
        (request(), any_request_end()).prop_map(|(request, end)| EventKind::Answer { request, end }),
        any::<i64>().prop_map(|call| EventKind::Forbidden { call }),
        text().prop_map(|message| EventKind::Panic { message }),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    (any_time(), any::<u32>(), any_event_kind(), any_places()).prop_map(|(at, task, kind, places)| Event {
        at: at.into(),
        task: TaskId(task),
        kind,
        places: places.into(),
    })
}

fn any_waiting() -> impl Strategy<Value = Waiting> {
    (any::<u32>(), any::<bool>(), any::<String>(), any_places(), any_places())
        .prop_map(|(task, thread, what, places, at)| Waiting { task: TaskId(task), thread, what, places, at })
}

fn any_ending() -> impl Strategy<Value = Ending> {
    let limits =
        [LimitKind::Cpu, LimitKind::Memory, LimitKind::Output, LimitKind::FileSize, LimitKind::Trace];
    prop_oneof![
        select(vec![Ending::Returned, Ending::Aborted, Ending::StackOverflow]),
        (any::<String>(), option::of(any_location()))
            .prop_map(|(message, at)| Ending::Panicked { message, at }),
        (any_time(), vec(any_waiting(), 0..3)).prop_map(|(since, waiting)| Ending::Stuck { since, waiting }),
        (any_time(), vec(any_waiting(), 0..3)).prop_map(|(at, polled)| Ending::Livelock { at, polled }),
        any_time().prop_map(|to| Ending::ClockMoved { to }),
        any_time().prop_map(|limit| Ending::TimeLimit { limit }),
        any::<i32>().prop_map(|code| Ending::Exited { code }),
        option::of(any::<String>()).prop_map(|call| Ending::Forbidden { call }),
        any::<i32>().prop_map(|signal| Ending::Signalled { signal }),
        select(limits.to_vec()).prop_map(Ending::Limit),
    ]
}

/// What comes again, or cannot.
fn any_again() -> impl Strategy<Value = Again> {
    (0..4_u32, 0..300_u32, any_time(), 0..3_u32).prop_map(|(round, count, later, timers)| Again {
        round,
        count,
        later: later.into(),
        timers,
    })
}

/// What timers do in a loop, which may be cut off in the midst of a round.
pub(crate) fn any_loop(longest: usize) -> impl Strategy<Value = Vec<Event>> {
    type OfTimer = fn(TimerId) -> EventKind;
    let kinds: [OfTimer; 4] = [
        |timer| EventKind::Timer { timer },
        |timer| EventKind::Wait { timer, length: Duration::from_millis(1).into() },
        |timer| EventKind::Fire { timer },
        |timer| EventKind::Drop { timer },
    ];
    let round = vec((0..5_u64, 0..2_u32, 0..3_u32, select(kinds.to_vec()), 0..3_u64), 1..5);
    (round, 0..3_u64, 0..3_u32, 0..=longest).prop_map(|(round, later, timers, count)| {
        let event = |(number, (at, task, timer, kind, way)): (u32, &(u64, u32, u32, OfTimer, u64))| {
            let at = Duration::from_millis(at + u64::from(number) * later).into();
            let places = (0..*way).map(Place::Code).collect::<Vec<_>>().into();
            Event { at, task: TaskId(*task), kind: kind(TimerId(timer + number * timers)), places }
        };
        let rounds = (0..).flat_map(|number| round.iter().map(move |event| (number, event)));
        rounds.take(count).map(event).collect()
    })
}

/// Some events, with the ways to them or without.
fn events(case: u32) -> impl Strategy<Value = Record> {
    let told = (any_event(), option::of(0..4_u32)).prop_map(|(event, way)| {
        let Event { at, task, kind, .. } = event;
        Told { at, task, kind, way }
    });
    let ways = vec(any_places().prop_map(Places::from), 0..4);
    let again = prop_oneof![3 => Just(None), 1 => any_again().prop_map(Some)];
    (ways, vec(told, 0..3), again).prop_map(move |(ways, events, again)| Record::Events {
        case,
        ways,
        events,
        again,
    })
}

fn end(case: u32) -> impl Strategy<Value = Record> {
    (any_ending(), option::of(any_value()), any_time(), any::<u32>()).prop_map(
        move |(ending, value, elapsed, unfinished)| Record::End { case, ending, value, elapsed, unfinished },
    )
}

/// A record of any kind, of a case that is there or of the one after them.
pub(crate) fn any_record() -> impl Strategy<Value = Record> {
    let case = || prop_oneof![9 => 0..=CASES, 1 => any::<u32>()];
    prop_oneof![
        1 => select(vec![VERSION, VERSION + 1, 0]).prop_map(|version| Record::Hello { version }),
        4 => case().prop_map(|case| Record::Begin { case }),
        4 => case().prop_flat_map(events),
        4 => case().prop_flat_map(end),
        1 => Just(Record::Done),
    ]
}

/// All that a process says of its cases, in the right order and within the bounds.
pub(crate) fn honest() -> impl Strategy<Value = Vec<Record>> {
    let group = || prop_oneof![2 => vec(any_event(), 0..3), 1 => any_loop(12)];
    let cases: Vec<_> = (0..CASES).map(|case| (vec(group(), 0..4), end(case))).collect();
    cases.prop_map(|cases| {
        let mut ways = Ways::default();
        let mut records = vec![Record::Hello { version: VERSION }];
        for (case, (groups, end)) in (0..).zip(cases) {
            records.push(Record::Begin { case });
            records.extend(groups.into_iter().map(|events| ways.say(case, events)));
            records.push(end);
        }
        records.push(Record::Done);
        records
    })
}

/// What happens to a stream of records.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Remove(Index),
    Repeat(Index, Index),
    Swap(Index, Index),
    Add(Index, Box<Record>),
}

pub(crate) fn any_change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        index().prop_map(Change::Remove),
        (index(), index()).prop_map(|(from, to)| Change::Repeat(from, to)),
        (index(), index()).prop_map(|(one, other)| Change::Swap(one, other)),
        (index(), any_record()).prop_map(|(at, record)| Change::Add(at, Box::new(record))),
    ]
}

/// The stream after all of that.
pub(crate) fn changed(mut records: Vec<Record>, changes: &[Change]) -> Vec<Record> {
    for change in changes {
        let length = records.len();
        match change {
            Change::Add(at, record) => records.insert(at.index(length + 1), (**record).clone()),
            _ if length == 0 => {}
            Change::Remove(at) => drop(records.remove(at.index(length))),
            Change::Repeat(from, to) => records.insert(to.index(length), records[from.index(length)].clone()),
            Change::Swap(one, other) => records.swap(one.index(length), other.index(length)),
        }
    }
    records
}

/// What happens to bytes.
#[derive(Debug, Clone)]
pub(crate) enum Damage {
    Byte(Index, u8),
    Cut(Index),
    Splice(Index, usize, Index),
}

pub(crate) fn any_damage() -> impl Strategy<Value = Damage> {
    let bytes = prop_oneof![select(b"\n\"{}[],:0-e\\".to_vec()), any::<u8>()];
    prop_oneof![
        6 => (any::<Index>(), bytes).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        1 => any::<Index>().prop_map(Damage::Cut),
        3 => (any::<Index>(), 1..300_usize, any::<Index>())
            .prop_map(|(from, length, to)| Damage::Splice(from, length, to)),
    ]
}

/// The bytes after all of that.
pub(crate) fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let length = bytes.len();
        match damage {
            _ if length == 0 => {}
            Damage::Byte(at, byte) => bytes[at.index(length)] = *byte,
            Damage::Cut(at) => bytes.truncate(at.index(length)),
            Damage::Splice(from, most, to) => {
                let from = from.index(length);
                let piece = bytes[from..length.min(from + most)].to_vec();
                let to = to.index(length);
                bytes.splice(to..to, piece);
            }
        }
    }
    bytes
}

/// A nonce that is like the right one, and another.
pub(crate) fn any_nonce(right: &'static str) -> impl Strategy<Value = String> {
    let like = select(vec![String::new(), right.to_uppercase(), format!("{right} "), right[1..].to_owned()]);
    prop_oneof![like, any::<String>().prop_filter("the right one", move |nonce| nonce != right)]
}

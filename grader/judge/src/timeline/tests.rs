use grader_trace::{Places, Trace, Waiting};

use super::*;
use crate::report::Span;
use crate::sample::{ms, trace, with_run};

const SPAWN: &[&str] = &["src/multiple.rs:8"];

/// The lanes as text, with what is data only behind them.
fn drawn(trace: &Trace) -> String {
    let Some(timeline) = with_run(trace, of) else { return String::new() };
    let lane = |lane: &Lane| {
        let label = if lane.is_part { format!("- {}", lane.label) } else { lane.label.clone() };
        let end = lane.ended_ns.map_or("…".to_owned(), |end| (end / 1_000_000).to_string());
        format!("{label:<8} {:<40}| {end}\n", bar(lane, timeline.elapsed_ns))
    };
    timeline.lanes.iter().map(lane).collect()
}

fn bars(trace: &Trace) -> Vec<String> {
    let Some(timeline) = with_run(trace, of) else { return Vec::new() };
    timeline.lanes.iter().map(|lane| bar(lane, timeline.elapsed_ns)).collect()
}

#[test]
fn a_single_wait_is_the_calls() {
    let trace = trace().wait(0..3000, &["src/multiple.rs:4"]).takes(4000).done();
    assert_eq!(drawn(&trace), "the call ██████████████████████████████──────────| 4000\n");
    let timeline = with_run(&trace, of).unwrap();
    assert_eq!(timeline.lanes[0].location.as_deref(), Some("src/multiple.rs:4"));
}

#[test]
fn waits_one_by_one_are_stairs() {
    let trace = trace().wait(0..1000, &[]).wait(1000..1500, &[]).wait(1500..4000, &[]).done();
    assert_eq!(
        drawn(&trace),
        "wait 1   ██████████                              | 1000\n\
         wait 2             █████                         | 1500\n\
         wait 3                  █████████████████████████| 4000\n"
    );
}

#[test]
fn waits_at_the_same_time_start_together() {
    let trace = trace().wait(0..1000, &[]).wait(0..4000, &[]).done();
    assert_eq!(
        drawn(&trace),
        "wait 1   ██████████                              | 1000\n\
         wait 2   ████████████████████████████████████████| 4000\n"
    );
}

#[test]
fn requests_have_lanes_and_the_timers_of_their_limits_have_none() {
    let cancelled = grader_trace::RequestEnd::Cancelled;
    let trace = trace()
        .wait(0..1000, &[])
        .request(0..1000, "http://a.test/", cancelled, &[])
        .abandoned(0..4000, &[])
        .request(0..4000, "http://b.test/", cancelled, &[])
        .done();
    assert_eq!(
        drawn(&trace),
        "get 1    ██████████                              | 1000\n\
         get 2    ████████████████████████████████████████| 4000\n"
    );
}

#[test]
fn tasks_at_the_same_time() {
    let trace = trace()
        .task(0..1000, SPAWN, |task| task.wait(0..1000, &[]))
        .task(0..4000, SPAWN, |task| task.wait(0..2000, &[]).wait(2000..4000, &[]))
        .done();
    assert_eq!(
        drawn(&trace),
        "the call ────────────────────────────────────────| 4000\n\
         task 1   ██████████                              | 1000\n\
         task 2   ████████████████████████████████████████| 4000\n"
    );
    let timeline = with_run(&trace, of).unwrap();
    assert_eq!(timeline.lanes[1].location.as_deref(), Some("src/multiple.rs:8"));
    assert_eq!(timeline.lanes[2].spans.len(), 2);
}

#[test]
fn a_task_that_is_left_running_goes_on() {
    let trace = trace().task(0..9000, SPAWN, |task| task.unfinished(1000, &[])).takes(4000);
    let mut trace = trace.done();
    trace.events.retain(|event| event.kind != EventKind::End);
    assert_eq!(
        drawn(&trace),
        "the call ────────────────────────────────────────| 4000\n\
         task 1   ──────────██████████████████████████████| …\n"
    );
}

#[test]
fn waits_of_one_task_at_the_same_time_stand_below_it() {
    let trace = trace()
        .wait(0..2000, &[])
        .task(0..4000, SPAWN, |task| task.wait(0..4000, &[]).wait(1000..2000, &[]))
        .done();
    assert_eq!(
        drawn(&trace),
        "the call ████████████████████────────────────────| 4000\n\
         task 1   ────────────────────────────────────────| 4000\n\
         - wait 1 ████████████████████████████████████████| 4000\n\
         - wait 2           ██████████                    | 2000\n"
    );
}

#[test]
fn a_thread_that_is_blocked_is_hatched_and_holds_up_the_others() {
    let blocks = |from, to| move |task: crate::sample::TraceBuilder| task.block(from..to, &[]);
    let trace = trace()
        .task(0..2000, SPAWN, blocks(0, 2000))
        .task(0..4000, SPAWN, blocks(2000, 4000))
        .wait(0..1000, &[])
        .done();
    assert_eq!(
        drawn(&trace),
        "the call ██████████──────────────────────────────| 4000\n\
         task 1   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒                    | 2000\n\
         task 2   ────────────────────▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒| 4000\n"
    );
}

#[test]
fn a_call_that_blocks_and_waits() {
    let apart =
        trace().wait(0..1000, &["src/multiple.rs:2"]).block(1000..4000, &["src/multiple.rs:3"]).done();
    assert_eq!(drawn(&apart), "the call ██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒| 4000\n");
    let lane = &with_run(&apart, of).unwrap().lanes[0];
    assert_eq!(lane.location.as_deref(), Some("src/multiple.rs:3"));
    assert_eq!((lane.spans[1].state, lane.spans[1].to_ns), (State::Blocked, 4_000_000_000));
    let meanwhile = trace().wait(0..4000, &[]).block(0..1000, &[]).done();
    assert_eq!(
        drawn(&meanwhile),
        "the call ▒▒▒▒▒▒▒▒▒▒──────────────────────────────| 4000\n\
         - wait 1 ████████████████████████████████████████| 4000\n"
    );
}

#[test]
fn a_thread_of_ones_own_waits_for_its_task() {
    let mut trace = trace().wait(0..4000, &[]).done();
    let pause = Event {
        at: ms(1000).into(),
        task: TaskId::ROOT,
        kind: EventKind::Pause { length: ms(1000).into() },
        places: Places::default(),
    };
    trace.events.push(pause);
    assert_eq!(
        drawn(&trace),
        "wait 1   ████████████████████████████████████████| 4000\n\
         wait 2             ██████████                    | 2000\n"
    );
}

#[test]
fn what_is_stuck_has_no_end() {
    let stuck = Ending::Stuck { since: ms(4000), waiting: Vec::<Waiting>::new() };
    let trace = trace()
        .wait(0..4000, &[])
        .task(0..2000, SPAWN, |task| task.wait(0..2000, &[]))
        .task(2000..90_000_000, SPAWN, |task| task)
        .ends(stuck)
        .takes(86_400_000);
    let mut trace = trace.done();
    trace.events.retain(|event| event.at.get() < ms(90_000_000));
    assert_eq!(
        drawn(&trace),
        "the call ████████████████████████████████░░░░░░░░| …\n\
         task 1   ████████████████                        | 2000\n\
         task 2                   ────────────────░░░░░░░░| …\n"
    );
}

#[test]
fn a_call_that_is_stuck_at_once() {
    let stuck = Ending::Stuck { since: ms(0), waiting: Vec::new() };
    assert_eq!(drawn(&trace().ends(stuck.clone()).done()), format!("the call {}| …\n", "░".repeat(40)));
    let stops = trace().stops(0, &["src/multiple.rs:8"]).ends(stuck).done();
    assert_eq!(drawn(&stops), format!("the call {}| …\n", "▒".repeat(40)));
}

#[test]
fn bars_end_with_eighths_of_a_cell() {
    // A cell is 80 ms, an eighth of it 10.
    let ends = [10, 20, 30, 40, 50, 60, 70, 80, 90];
    let trace = ends.into_iter().fold(trace(), |trace, end| trace.wait(0..end, &[])).takes(3200).done();
    assert_eq!(bars(&trace), ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█", "█▏"]);
}

#[test]
fn what_is_short_is_seen_even_at_the_end() {
    let short = trace().wait(0..1, &[]).wait(3_199_999..3_200_000, &[]).done();
    assert_eq!(bars(&short), ["▏".to_owned(), format!("{}█", " ".repeat(39))]);
    let among_others = trace().wait(1_600_000..1_600_001, &[]).takes(3_200_000).done();
    assert_eq!(bars(&among_others), [format!("{}▏{}", "─".repeat(20), "─".repeat(19))]);
}

#[test]
fn no_time_and_nothing_done_draw_nothing() {
    assert_eq!(drawn(&trace().wait(0..0, &[]).done()), "");
    assert_eq!(drawn(&trace().takes(100).done()), "");
    assert_eq!(drawn(&trace().wait(0..0, &[]).takes(100).done()), "");
    let instant = trace().task(50..50, SPAWN, |task| task).wait(0..100, &[]).done();
    assert_eq!(bars(&instant).len(), 1, "a task that takes no time has no lane");
    let span = Span { from_ns: 0, to_ns: 5, state: State::Waiting };
    assert_eq!(bar(&lane(span), 0), "");
}

fn lane(span: Span) -> Lane {
    Lane { label: String::new(), location: None, is_part: false, ended_ns: None, spans: vec![span] }
}

#[test]
fn lanes_are_limited_and_counted() {
    let waits = (0..100).fold(trace(), |trace, _| trace.wait(0..50, &[])).done();
    let timeline = with_run(&waits, of).unwrap();
    assert_eq!((timeline.lanes.len(), timeline.left_out), (MOST_LANES, 36));
    let tasks =
        (0..100).fold(trace(), |trace, _| trace.task(0..50, SPAWN, |task| task.wait(0..50, &[]))).done();
    let timeline = with_run(&tasks, of).unwrap();
    assert_eq!((timeline.lanes.len(), timeline.left_out), (MOST_LANES, 37));
}

#[test]
fn waits_in_slices_share_a_lane() {
    let sliced =
        |trace, _| (0..20).fold(trace, |trace: crate::sample::TraceBuilder, at| trace.wait(at..at + 1, &[]));
    let trace = (0..3).fold(trace(), sliced).done();
    assert_eq!(bars(&trace), vec!["█".repeat(40); 3]);
}

#[test]
fn spans_are_limited() {
    let trace = (0..1000).fold(trace(), |trace, at| trace.wait(2 * at..2 * at + 1, &[])).takes(2000).done();
    let timeline = with_run(&trace, of).unwrap();
    assert!(timeline.lanes.len() == 1 && timeline.lanes[0].spans.len() <= 100);
    assert_eq!(timeline.lanes[0].spans.last().unwrap().to_ns, 2_000_000_000);
}

#[test]
fn a_forged_trace_does_no_harm() {
    let mut trace = trace().task(0..100, SPAWN, |task| task.wait(0..100, &[]).block(50..60, &[])).done();
    for event in &mut trace.events {
        if !matches!(event.kind, EventKind::Spawn { .. }) {
            event.task = TaskId(u32::MAX);
        }
    }
    trace.events.reverse();
    trace.events.push(Event {
        at: Duration::MAX.into(),
        task: TaskId(7),
        kind: EventKind::Pause { length: Duration::MAX.into() },
        places: Places::default(),
    });
    assert!(with_run(&trace, of).is_some_and(|timeline| timeline.lanes.len() < 9));
}

#[test]
fn a_forged_span_stays_within_its_columns() {
    for state in [State::Waiting, State::Pending, State::Blocked, State::Stuck] {
        let forged = lane(Span { from_ns: u64::MAX, to_ns: 3, state });
        assert_eq!(bar(&forged, 1000).chars().count(), COLUMNS);
        assert_eq!(bar(&forged, u64::MAX).chars().count(), COLUMNS);
        let forged = lane(Span { from_ns: 0, to_ns: u64::MAX, state });
        assert_eq!(bar(&forged, 1), texture(state).to_string().repeat(COLUMNS));
    }
}

#[test]
fn a_heartbeat_that_is_kept_waiting_has_a_lane() {
    let trace =
        trace().wait(0..1000, &[]).block(1000..3000, &[]).beat(3000, 1990).wait(3000..4000, &[]).done();
    assert_eq!(
        drawn(&trace),
        "the call ██████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒██████████| 4000\n\
         heartbeat ··········────────────────────··········| 4000\n"
    );
}

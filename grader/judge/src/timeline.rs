//! Timelines: what a case did over time, as lanes, and as bars of text.

use std::time::Duration;

use grader_trace::Place;

use crate::report::{Lane, Span, State, Timeline};
use crate::rule::blocking;
use crate::run::Run;
use crate::waits::waits;

/// The most lanes of a timeline.
pub const MOST_LANES: usize = 64;

/// The width of a bar that lasts as long as the call, in columns.
pub const COLUMNS: usize = 40;

/// What a case did over time; `None` where it took no time, or did nothing meanwhile.
pub(crate) fn of(run: Run<'_>) -> Option<Timeline> {
    let mut lanes: Vec<(Duration, Lane)> = waits(run.trace)
        .iter()
        .enumerate()
        .map(|(index, wait)| {
            let label = format!("wait {}", index + 1);
            (wait.from, lane(run, label, wait.places, (wait.from, wait.to), State::Waiting))
        })
        .chain(blocked(run))
        .collect();
    lanes.sort_by_key(|(from, _)| *from);
    lanes.truncate(MOST_LANES);
    if run.trace.elapsed.is_zero() || lanes.is_empty() {
        return None;
    }
    let lanes = lanes.into_iter().map(|(_, lane)| lane).collect();
    Some(Timeline { elapsed_ns: nanos(run.trace.elapsed), lanes })
}

fn blocked<'a>(run: Run<'a>) -> impl Iterator<Item = (Duration, Lane)> + 'a {
    blocking::blocks(run).into_iter().map(move |block| {
        let when = (block.at, block.at.saturating_add(block.length));
        (block.at, lane(run, "blocked".to_owned(), block.places, when, State::Blocked))
    })
}

fn lane(run: Run<'_>, label: String, places: &[Place], when: (Duration, Duration), state: State) -> Lane {
    let spans = vec![Span { from_ns: nanos(when.0), to_ns: nanos(when.1), state }];
    Lane { label, location: run.line(places).map(ToString::to_string), spans }
}

fn nanos(time: Duration) -> u64 {
    // 584 years fit: virtual time ends long before, but a forged trace may say otherwise.
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// A lane as a bar of at most [`COLUMNS`] columns, each an eighth of a cell exact at its end;
/// empty where the call took no time.
pub fn bar(lane: &Lane, elapsed_ns: u64) -> String {
    let mut cells = [' '; COLUMNS];
    for span in &lane.spans {
        fill(&mut cells, span, elapsed_ns);
    }
    cells.iter().collect::<String>().trim_end().to_owned()
}

fn fill(cells: &mut [char; COLUMNS], span: &Span, elapsed_ns: u64) {
    let (Some(from), Some(to)) = (eighths(span.from_ns, elapsed_ns), eighths(span.to_ns, elapsed_ns)) else {
        return;
    };
    // Blocks of text have their eighths on the left: a bar starts with a whole cell.
    let first = (from / 8).min(COLUMNS - 1);
    // What took time is seen, however short it was.
    let to = to.max(first * 8 + 1);
    for (index, cell) in cells.iter_mut().enumerate().skip(first) {
        *cell = match (to.saturating_sub(index * 8), span.state) {
            (0, _) => break,
            (_, State::Blocked) => '▒',
            (filled, State::Waiting) => ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'][filled.min(8) - 1],
        };
    }
}

/// Where a time lies, in eighths of a column.
fn eighths(at_ns: u64, elapsed_ns: u64) -> Option<usize> {
    let eighths = u128::from(at_ns.min(elapsed_ns)) * (COLUMNS as u128 * 8);
    usize::try_from(eighths.checked_div(u128::from(elapsed_ns))?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{trace, with_run};
    use grader_trace::Trace;

    fn drawn(trace: &Trace) -> String {
        let Some(timeline) = with_run(trace, of) else { return String::new() };
        let lane = |lane: &Lane| format!("{} {}|\n", lane.label, bar(lane, timeline.elapsed_ns));
        timeline.lanes.iter().map(lane).collect()
    }

    #[test]
    fn waits_one_by_one_are_stairs() {
        let trace = trace().wait(0..1000, &[]).wait(1000..1500, &[]).wait(1500..4000, &[]).done();
        assert_eq!(
            drawn(&trace),
            "wait 1 ██████████|\n\
             wait 2           █████|\n\
             wait 3                █████████████████████████|\n"
        );
    }

    #[test]
    fn waits_at_the_same_time_start_together() {
        let trace = trace().wait(0..1000, &[]).wait(0..4000, &[]).done();
        assert_eq!(drawn(&trace), "wait 1 ██████████|\nwait 2 ████████████████████████████████████████|\n");
    }

    #[test]
    fn bars_end_with_eighths_of_a_cell() {
        // A cell is 80 ms, an eighth of it 10.
        let ends = [10, 20, 30, 40, 50, 60, 70, 80, 90];
        let trace = ends.into_iter().fold(trace(), |trace, end| trace.wait(0..end, &[])).takes(3200).done();
        let bars: Vec<String> = drawn(&trace).lines().map(|line| line[7..].to_owned()).collect();
        assert_eq!(bars, ["▏|", "▎|", "▍|", "▌|", "▋|", "▊|", "▉|", "█|", "█▏|"]);
    }

    #[test]
    fn what_is_short_is_seen_even_at_the_end() {
        let trace =
            trace().wait(0..1, &[]).wait(3_199_999..3_200_000, &[]).wait(3_200_000..3_200_000, &[]).done();
        let lines: Vec<String> = drawn(&trace).lines().map(|line| line[7..].to_owned()).collect();
        assert_eq!(lines[0], "▏|");
        assert_eq!(lines[1], format!("{}█|", " ".repeat(39)));
        assert_eq!(lines[2], format!("{}█|", " ".repeat(39)));
    }

    #[test]
    fn a_blocked_thread_is_hatched() {
        let trace =
            trace().wait(0..1000, &["src/multiple.rs:2"]).block(1000..4000, &["src/multiple.rs:3"]).done();
        assert_eq!(drawn(&trace), "wait 1 ██████████|\nblocked           ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒|\n");
        let timeline = with_run(&trace, of).unwrap();
        assert_eq!(timeline.lanes[1].location.as_deref(), Some("src/multiple.rs:3"));
        assert_eq!(timeline.lanes[1].spans[0].state, State::Blocked);
        assert_eq!(timeline.lanes[1].spans[0].to_ns, 4_000_000_000);
    }

    #[test]
    fn a_blocked_thread_stands_where_it_began() {
        let trace = trace().block(0..1000, &[]).wait(1000..4000, &[]).done();
        assert!(drawn(&trace).starts_with("blocked ▒▒▒▒▒▒▒▒▒▒|\nwait 1  "), "{}", drawn(&trace));
    }

    #[test]
    fn no_time_and_no_waits_draw_nothing() {
        assert_eq!(drawn(&trace().wait(0..0, &[]).done()), "");
        assert_eq!(drawn(&trace().takes(100).done()), "");
        let lane = Lane {
            label: String::new(),
            location: None,
            spans: vec![Span { from_ns: 0, to_ns: 5, state: State::Waiting }],
        };
        assert_eq!(bar(&lane, 0), "");
    }

    #[test]
    fn lanes_are_limited() {
        let trace = (0..100).fold(trace(), |trace, _| trace.wait(0..50, &[])).done();
        assert_eq!(with_run(&trace, of).unwrap().lanes.len(), MOST_LANES);
    }

    #[test]
    fn a_forged_span_stays_within_its_columns() {
        let span = Span { from_ns: u64::MAX, to_ns: 3, state: State::Waiting };
        let lane = Lane { label: String::new(), location: None, spans: vec![span] };
        assert_eq!(bar(&lane, 1000).chars().count(), COLUMNS);
        assert_eq!(bar(&lane, u64::MAX).chars().count(), COLUMNS);
        let span = Span { from_ns: 0, to_ns: u64::MAX, state: State::Waiting };
        let lane = Lane { label: String::new(), location: None, spans: vec![span] };
        assert_eq!(bar(&lane, 1), "█".repeat(COLUMNS));
    }
}

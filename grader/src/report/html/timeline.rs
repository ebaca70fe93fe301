//! A timeline as a table of lanes, each drawn as bars over one axis of time.

use askama::Template;
use askama::filters::HtmlSafe;
use grader_judge::report::{Lane, Span, State, Timeline};
use grader_trace::Value;

use super::places::{Place, Places};

/// Spans that are told in words, for those who do not see the bars.
const TOLD: usize = 8;

/// The narrowest bar, in percent of the axis: what took time is seen, however short it was.
const NARROWEST: f64 = 0.5;

#[derive(Template)]
#[template(path = "timeline.html", whitespace = "minimize")]
pub(super) struct Drawing {
    end: String,
    elapsed: Length,
    expected: Option<Length>,
    /// Where the case should have ended, in percent.
    due: Option<String>,
    lanes: Vec<DrawnLane>,
    left_out: Option<String>,
    ticks: Vec<Tick>,
    states: Vec<State>,
}

/// A length of time, as percent of the axis and in words.
struct Length {
    width: String,
    words: String,
}

struct DrawnLane {
    label: String,
    is_part: bool,
    bars: Vec<Bar>,
    /// The same in words.
    words: String,
    place: Option<Place>,
    goes_on: bool,
}

struct Bar {
    class: &'static str,
    from: String,
    width: String,
    top: u32,
    height: u32,
    round: u32,
    title: String,
}

struct Tick {
    at: String,
    label: String,
    anchor: &'static str,
    /// Whether there is no room for it on a narrow screen.
    is_dense: bool,
}

/// Its template has escaped all of it.
impl HtmlSafe for Drawing {}

impl Drawing {
    /// Lanes mostly begin in this file.
    pub(super) fn of(timeline: &Timeline, file: Option<&str>, places: &Places<'_>) -> Self {
        let axis = Axis(timeline.elapsed_ns.max(timeline.expected_ns.unwrap_or_default()).max(1));
        let length = |ns| Length { width: axis.percent(ns), words: time(ns) };
        let lane = |lane: &Lane| DrawnLane {
            label: lane.label.clone(),
            is_part: lane.is_part,
            bars: lane.spans.iter().map(|span| bar(span, axis)).collect(),
            words: words(&lane.spans),
            place: lane.location.as_deref().map(|location| places.short_place(location, file)),
            goes_on: goes_on(lane),
        };
        let all = [State::Waiting, State::Pending, State::Blocked, State::Stuck, State::Beating];
        let has =
            |state: &State| timeline.lanes.iter().flat_map(|lane| &lane.spans).any(|s| s.state == *state);
        Self {
            end: time(axis.0),
            elapsed: length(timeline.elapsed_ns),
            expected: timeline.expected_ns.map(length),
            due: timeline.expected_ns.map(|ns| axis.percent(ns)),
            lanes: timeline.lanes.iter().map(lane).collect(),
            left_out: (timeline.left_out > 0).then(|| format!("and {} more, left out", timeline.left_out)),
            ticks: axis.ticks(),
            states: all.into_iter().filter(has).collect(),
        }
    }

    /// How long it should have taken beside how long it took: label, class, width, words.
    fn lengths(&self) -> Vec<(&'static str, &'static str, &str, &str)> {
        let Some(expected) = &self.expected else { return Vec::new() };
        let all = [("expected", "wanted", expected), ("observed", "taken", &self.elapsed)];
        all.map(|(label, class, length)| (label, class, &*length.width, &*length.words)).to_vec()
    }

    /// What bars mean.
    fn legend(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.states.iter().map(|state| (class(*state), meaning(*state)))
    }
}

/// What a lane without an end goes on with where it is not stuck.
fn goes_on(lane: &Lane) -> bool {
    let is_stuck = lane.spans.last().is_some_and(|span| matches!(span.state, State::Stuck | State::Blocked));
    lane.ended_ns.is_none() && !is_stuck
}

fn class(state: State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Pending => "pending",
        State::Blocked => "blocked",
        State::Stuck => "stuck",
        State::Beating => "beating",
    }
}

fn meaning(state: State) -> &'static str {
    match state {
        State::Waiting => "waits for time or an answer",
        State::Pending => "waits for others, or for its turn",
        State::Blocked => "holds the thread: nobody else can go on",
        State::Stuck => "stuck: waits for what never comes",
        State::Beating => "beats in time",
    }
}

fn verb(state: State) -> &'static str {
    match state {
        State::Waiting => "waits",
        State::Pending => "waits for others",
        State::Blocked => "holds the thread",
        State::Stuck => "is stuck",
        State::Beating => "beats in time",
    }
}

fn bar(span: &Span, axis: Axis) -> Bar {
    let (top, height, round) = match span.state {
        State::Waiting => (4, 14, 3),
        State::Pending => (10, 2, 1),
        State::Blocked | State::Stuck => (4, 14, 2),
        State::Beating => (0, 22, 0),
    };
    let (from, to) = (axis.share(span.from_ns), axis.share(span.to_ns));
    let width = (to - from).max(NARROWEST);
    let from = from.min(100.0 - width).max(0.0);
    let (from, width, title) = (digits(from), digits(width), told(span));
    Bar { class: class(span.state), from, width, top, height, round, title }
}

fn told(span: &Span) -> String {
    format!("{} from {} to {}", verb(span.state), time(span.from_ns), time(span.to_ns))
}

fn words(spans: &[Span]) -> String {
    let mut all: Vec<_> = spans.iter().take(TOLD).map(told).collect();
    if spans.len() > TOLD {
        all.push(format!("and {} times more", spans.len() - TOLD));
    }
    all.join(", ")
}

/// A time as all feedback tells it.
fn time(ns: u64) -> String {
    Value::Duration(std::time::Duration::from_nanos(ns)).to_string()
}

/// The axis of time, from 0 to so many nanoseconds.
#[derive(Debug, Clone, Copy)]
struct Axis(u64);

/// Units that times are told in, in nanoseconds, and from how much on.
const UNITS: [(&str, u64, u64); 7] = [
    ("d", 86_400_000_000_000, 172_800_000_000_000),
    ("h", 3_600_000_000_000, 7_200_000_000_000),
    ("min", 60_000_000_000, 120_000_000_000),
    ("s", 1_000_000_000, 100_000_000),
    ("ms", 1_000_000, 1_000_000),
    ("µs", 1000, 1000),
    ("ns", 1, 1),
];

/// The most parts that the axis is divided into.
const PARTS: f64 = 5.0;

impl Axis {
    fn share(self, ns: u64) -> f64 {
        (ns as f64 / self.0 as f64 * 100.0).min(100.0)
    }

    fn percent(self, ns: u64) -> String {
        digits(self.share(ns))
    }

    /// Round times, in a unit that fits.
    fn ticks(self) -> Vec<Tick> {
        let (unit, size, _) = UNITS.into_iter().find(|(_, _, least)| self.0 >= *least).unwrap_or(UNITS[6]);
        let whole = self.0 as f64 / size as f64;
        let step = step(whole / PARTS);
        let last = (whole / step + 1e-9).floor() as u32;
        let tick = |index: u32| {
            let value = f64::from(index) * step;
            let at = value / whole * 100.0;
            let anchor = match index {
                0 => "start",
                _ if at > 94.0 => "end",
                _ => "middle",
            };
            let unit = if index == last { format!(" {unit}") } else { String::new() };
            let is_dense = index % 2 == 1 && index != last;
            Tick { at: digits(at), label: digits(value) + &unit, anchor, is_dense }
        };
        (0..=last).map(tick).collect()
    }
}

/// The least of 1, 2 and 5, and ten, a hundred … times as much or as little, that is not less.
fn step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|digit| digit * power).into_iter().find(|step| *step >= least).unwrap_or(least)
}

/// A number with at most three digits behind the point.
fn digits(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ns: u64) -> Vec<String> {
        Axis(ns).ticks().into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn the_axis_has_a_few_round_times() {
        assert_eq!(labels(1_176_000_000), ["0", "0.5", "1 s"]);
        assert_eq!(labels(10_000_000_000), ["0", "2", "4", "6", "8", "10 s"]);
        assert_eq!(labels(709_000_000), ["0", "0.2", "0.4", "0.6 s"]);
        assert_eq!(labels(50_000_000), ["0", "10", "20", "30", "40", "50 ms"]);
        assert_eq!(labels(700), ["0", "200", "400", "600 ns"]);
        assert_eq!(labels(1), ["0", "0.2", "0.4", "0.6", "0.8", "1 ns"]);
        assert_eq!(labels(7_200_000_000_000), ["0", "0.5", "1", "1.5", "2 h"]);
        assert!((3..=6).contains(&labels(u64::MAX).len()), "{:?}", labels(u64::MAX));
        let ticks = Axis(10_000_000_000).ticks();
        assert_eq!(
            ticks.iter().map(|tick| tick.at.as_str()).collect::<Vec<_>>(),
            ["0", "20", "40", "60", "80", "100"]
        );
        assert_eq!(
            ticks.iter().map(|tick| tick.anchor).collect::<Vec<_>>(),
            ["start", "middle", "middle", "middle", "middle", "end"]
        );
    }

    #[test]
    fn bars_stay_on_the_axis_and_are_seen() {
        let bar = |from_ns, to_ns| {
            let bar = bar(&Span { from_ns, to_ns, state: State::Waiting }, Axis(1000));
            (bar.from, bar.width)
        };
        let own = |from: &str, width: &str| (from.to_owned(), width.to_owned());
        assert_eq!(bar(0, 500), own("0", "50"));
        assert_eq!(bar(1000, 1000), own("99.5", "0.5"));
        assert_eq!(bar(250, 251), own("25", "0.5"));
        assert_eq!(bar(500, 9000), own("50", "50"), "a forged trace ends later than it ends");
    }
}

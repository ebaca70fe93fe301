//! Feedback as text for a terminal: at most 80 columns, no colours, nothing that the submission
//! could make the terminal do.

use crate::course::{Check, Exercise};
use crate::report::{CheckReport, Finding, Lane, Orders, State, Status, Timeline};
pub use crate::words::points;
use crate::{timeline, words};

/// The widest line, in columns.
const WIDTH: usize = 80;

/// The column at which the points stand in the line of a check.
pub const POINTS_AT: usize = 70;

/// Where text begins that goes on after a label.
const INDENT: usize = 12;

/// The most lanes of a timeline that are drawn.
const MOST_LANES: usize = 12;

/// The column at which something may stand right of the bar of a lane.
const NOTES_AT: usize = INDENT + timeline::COLUMNS + 2;

/// A check in one line: `✗ The waits run at the same time   0/6`; more where the title is long.
pub fn line(check: &CheckReport) -> String {
    let mark = match check.status {
        Status::Passed => '✓',
        Status::Failed => '✗',
        Status::Skipped => '–',
        Status::Error => '!',
    };
    let title = wrap(&format!("{mark} "), &check.title, 2, POINTS_AT - 1);
    let last = title.lines().last().map_or(0, |line| line.chars().count());
    let gap = " ".repeat(POINTS_AT.saturating_sub(last));
    format!("{title}{gap}{}/{}", words::points(check.score), words::points(check.max_score))
}

/// What there is to say of a failed check, below its line; each line ends with a newline.
pub(crate) fn text(exercise: &Exercise, check: &Check, finding: &Finding) -> String {
    let parts = [
        inputs(exercise, finding).map(|inputs| labelled("inputs", &inputs)),
        finding.expected.as_deref().map(|expected| labelled("expected", expected)),
        finding.observed.as_deref().map(|observed| labelled("observed", observed)),
        finding.timeline.as_ref().map(|timeline| drawing(timeline, &exercise.file)),
        finding.orders.map(orders),
        reason(finding),
        Some(again(exercise, check, finding)),
    ];
    parts.into_iter().flatten().fold(String::new(), |text, part| text + &part + "\n")
}

/// The inputs in the order of the scenario: `n = 5, max = 10 s`.
fn inputs(exercise: &Exercise, finding: &Finding) -> Option<String> {
    let scenario = exercise.scenario(finding.scenario.as_deref()?)?;
    let shown = finding.inputs.as_ref()?;
    let one = |name: &String| Some(format!("{name} = {}", shown.get(name)?));
    let all: Vec<String> = scenario.inputs.iter().filter_map(|input| one(&input.name)).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// How the case fares in other orders of its tasks.
fn orders(Orders { failed, of }: Orders) -> String {
    labelled("orders", &format!("fails on {failed} of {of} task orders, and not on the usual one"))
}

/// The lanes of a timeline, and what their bars mean.
fn drawing(timeline: &Timeline, file: &str) -> String {
    let drawn = &timeline.lanes[..timeline.lanes.len().min(MOST_LANES)];
    let told_apart = drawn.iter().any(|lane| lane.location != drawn[0].location);
    let mut lines: Vec<String> = drawn
        .iter()
        .enumerate()
        .map(|(index, lane)| {
            let label = if lane.is_part { format!("  {}", lane.label) } else { lane.label.clone() };
            let before = index.checked_sub(1).and_then(|before| drawn.get(before));
            let bar = timeline::bar(lane, timeline.elapsed_ns);
            let line = format!("  {label:<10}{bar}");
            let is_new = told_apart && before.is_none_or(|before| before.location != lane.location);
            let note = note(lane, is_new, file);
            if note.is_empty() { line.trim_end().to_owned() } else { format!("{line:<NOTES_AT$}{note}") }
        })
        .collect();
    let left_out = timeline.lanes.len() - drawn.len() + timeline.left_out;
    if left_out > 0 {
        lines.push(labelled("…", &format!("and {left_out} more")));
    }
    lines.extend(legend(drawn));
    lines.join("\n")
}

/// What stands right of a bar: the line where it begins, if that is worth telling, and whether it
/// goes on.
fn note(lane: &Lane, is_new: bool, file: &str) -> String {
    let line = lane.location.as_deref().filter(|_| is_new).map(|location| {
        match location.strip_prefix(file).and_then(|rest| rest.strip_prefix(':')) {
            Some(line) => format!("line {line}"),
            None => location.to_owned(),
        }
    });
    let is_stuck = lane.spans.last().is_some_and(|span| matches!(span.state, State::Stuck | State::Blocked));
    let goes_on = (lane.ended_ns.is_none() && !is_stuck).then(|| "goes on".to_owned());
    let note = line.into_iter().chain(goes_on).collect::<Vec<_>>().join(", ");
    if note.chars().count() > WIDTH - NOTES_AT { String::new() } else { note }
}

/// What bars mean that are not simply waits.
fn legend(lanes: &[Lane]) -> Option<String> {
    let has = |state| lanes.iter().flat_map(|lane| &lane.spans).any(|span| span.state == state);
    let known = [
        (State::Blocked, "holds the thread"),
        (State::Pending, "waits for others"),
        (State::Stuck, "stuck"),
        (State::Beating, "beats in time"),
    ];
    // Beside waits alone, it needs no words.
    let puzzles = has(State::Blocked) || has(State::Stuck) || has(State::Beating);
    let known = known.into_iter().filter(|(state, _)| puzzles && has(*state));
    let told: Vec<_> = known.map(|(state, words)| format!("{} {words}", timeline::texture(state))).collect();
    (!told.is_empty()).then(|| labelled("", &told.join(", ")))
}

/// The line of the student's and what is the matter with it.
fn reason(finding: &Finding) -> Option<String> {
    match (&finding.location, &finding.cause) {
        (Some(location), Some(cause)) => Some(wrap(&format!("  {location} "), cause, INDENT, WIDTH)),
        (Some(location), None) => {
            let told = finding.observed.as_ref().is_some_and(|observed| observed.ends_with(location));
            (!told).then(|| format!("  {location}"))
        }
        (None, Some(cause)) => Some(labelled("cause", cause)),
        (None, None) => None,
    }
}

/// The command that runs the check again, on two lines where one is too long.
fn again(exercise: &Exercise, check: &Check, finding: &Finding) -> String {
    let filter = filter(&exercise.id, &check.id, finding.seed);
    let one = format!("  again     {TEST} {filter}");
    if one.chars().count() <= WIDTH {
        return one;
    }
    format!("  again     {TEST} \\\n{}{filter}", " ".repeat(INDENT + 2))
}

/// The command that runs a check of an exercise again, on one line.
pub fn command(exercise: &str, check: &str, seed: Option<u64>) -> String {
    format!("{TEST} {}", filter(exercise, check, seed))
}

/// What a student runs his checks with.
const TEST: &str = "cargo test -p exercises --test checks --";

/// The arguments of [`TEST`] for a single check.
fn filter(exercise: &str, check: &str, seed: Option<u64>) -> String {
    let seed = seed.map(|seed| format!(" --seed {seed}")).unwrap_or_default();
    format!("{exercise}::{check}{seed}")
}

/// A line of text behind a label, broken where it is too long.
pub fn labelled(label: &str, text: &str) -> String {
    wrap(&format!("  {label:<10}"), text, INDENT, WIDTH)
}

/// Text behind a prefix, broken where it is too long; what follows stands below its beginning.
pub fn hanging(prefix: &str, text: &str) -> String {
    wrap(prefix, text, prefix.chars().count(), WIDTH)
}

/// A paragraph of text, broken where it is too long for text that is indented by two.
pub fn paragraph(text: &str) -> String {
    wrap("", text, 0, WIDTH - 2)
}

/// Breaks text between words, and inside of words that are longer than a line.
fn wrap(prefix: &str, text: &str, indent: usize, width: usize) -> String {
    let mut lines = vec![Line::new(prefix.to_owned())];
    for word in text.split(' ').flat_map(|word| pieces(word, width - indent)) {
        if lines.last().is_none_or(|line| !line.fits(&word, width)) {
            lines.push(Line::new(" ".repeat(indent)));
        }
        if let Some(line) = lines.last_mut() {
            line.add(&word);
        }
    }
    lines.iter().map(|line| line.text.trim_end()).collect::<Vec<_>>().join("\n")
}

struct Line {
    text: String,
    /// In columns.
    length: usize,
    /// Whether a word has been put on it.
    begun: bool,
}

impl Line {
    fn new(text: String) -> Self {
        Self { length: text.chars().count(), text, begun: false }
    }

    fn fits(&self, word: &str, width: usize) -> bool {
        self.length + usize::from(self.begun) + word.chars().count() <= width
    }

    fn add(&mut self, word: &str) {
        if self.begun {
            self.text.push(' ');
        }
        self.length += usize::from(self.begun) + word.chars().count();
        self.text.push_str(word);
        self.begun = true;
    }
}

/// A word in pieces of at most so many columns.
fn pieces(word: &str, width: usize) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    chars.chunks(width).map(|piece| piece.iter().collect()).collect()
}

#[cfg(test)]
mod tests;

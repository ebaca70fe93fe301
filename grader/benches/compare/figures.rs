//! What was measured, as a table and as JSON.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use crate::CLASS;
use crate::batch::Batch;
use crate::ordinary::Ordinary;

/// The times of one round.
pub(crate) struct Round {
    /// (a)
    pub(crate) floor: Duration,
    /// (b)
    pub(crate) grade: Duration,
    /// (c)
    pub(crate) warm: Duration,
    /// (d), in the first rounds.
    pub(crate) cold: Option<Duration>,
    /// (f)
    pub(crate) unconfined: Duration,
    /// (g)
    pub(crate) whole_floor: Duration,
    /// (h)
    pub(crate) whole_grade: Duration,
    /// (e): the four times that it is made of.
    pub(crate) one_loop: Duration,
    pub(crate) two_loops: Duration,
    pub(crate) one_job: Duration,
    pub(crate) two_jobs: Duration,
}

/// All that was measured.
#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) rounds: Vec<Round>,
    /// Bytes.
    pub(crate) memory_of_one: Vec<u64>,
    /// Bytes.
    pub(crate) memory_of_class: Vec<u64>,
    /// (i)
    pub(crate) batch: Option<Batch>,
    /// (j)
    pub(crate) ordinary: Option<Ordinary>,
}

/// A row of the table.
struct Row {
    name: String,
    unit: &'static str,
    digits: usize,
    values: Vec<f64>,
    bar: Option<Bar>,
}

/// What a median is held against.
#[derive(Clone, Copy)]
enum Bar {
    AtMost(f64),
    AtLeast(f64),
}

impl Bar {
    fn verdict(self, median: f64) -> &'static str {
        match self {
            Self::AtMost(bar) if median > bar => "over",
            Self::AtLeast(bar) if median < bar => "under",
            Self::AtMost(_) | Self::AtLeast(_) => "ok",
        }
    }
}

impl Figures {
    /// Markdown.
    pub(crate) fn table(&self) -> String {
        let title = format!("{} rounds", self.rounds.len());
        let mut table = format!("| {title:<48} |    min | median |    max | bar             |\n");
        table += "|:-------------------------------------------------|-------:|-------:|-------:|:----------------|\n";
        for row in self.rows().iter().filter(|row| !row.values.is_empty()) {
            let [min, median, max] = spread(&row.values);
            let name = [row.name.as_str(), row.unit].join(if row.unit.is_empty() { "" } else { ", " });
            let bar = row.bar.map(|bar| bar.shown(median)).unwrap_or_default();
            let digits = row.digits;
            writeln!(
                table,
                "| {name:<48} | {min:>6.digits$} | {median:>6.digits$} | {max:>6.digits$} | {bar:<15} |"
            )
            .unwrap();
        }
        table
    }

    /// Every value of every row.
    pub(crate) fn json(&self) -> String {
        let rows: Vec<Value> = self
            .rows()
            .into_iter()
            .filter(|row| !row.values.is_empty())
            .map(|row| {
                let [min, median, max] = spread(&row.values);
                let (bar, verdict) = row.bar.map(|bar| (bar.words(), bar.verdict(median))).unzip();
                json!({
                    "name": row.name, "unit": row.unit, "min": min, "median": median, "max": max,
                    "values": row.values, "bar": bar, "verdict": verdict,
                })
            })
            .collect();
        serde_json::to_string_pretty(&json!({ "class": CLASS, "rows": rows })).unwrap() + "\n"
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = self.times();
        rows.extend(self.ratios());
        rows.extend(self.memory());
        rows.extend(self.batch.iter().flat_map(of_batch));
        rows.extend(self.ordinary.iter().flat_map(of_ordinary));
        rows
    }

    fn times(&self) -> Vec<Row> {
        let row = |name: &str, time: fn(&Round) -> Option<Duration>| Row {
            name: name.to_owned(),
            unit: "ms",
            digits: 0,
            values: self.rounds.iter().filter_map(time).map(|time| time.as_secs_f64() * 1e3).collect(),
            bar: None,
        };
        let class = |what: &str| format!("(e) {what}");
        vec![
            row("(a) bare rustc", |round| Some(round.floor)),
            row("(b) grader grade", |round| Some(round.grade)),
            row("(c) cargo test, warm", |round| Some(round.warm)),
            row("(d) cargo test, cold", |round| round.cold),
            row("(f) grader grade --sandbox off", |round| Some(round.unconfined)),
            row("(g) bare rustc, the whole course", |round| Some(round.whole_floor)),
            row("(h) grader grade, the whole course", |round| Some(round.whole_grade)),
            row(&class(&format!("1 loop of bare rustc, {CLASS} times")), |round| Some(round.one_loop)),
            row(&class(&format!("2 loops of bare rustc, {CLASS} times each")), |round| Some(round.two_loops)),
            row(&class(&format!("1 job, {CLASS} submissions")), |round| Some(round.one_job)),
            row(&class(&format!("2 jobs, {} submissions", 2 * CLASS)), |round| Some(round.two_jobs)),
        ]
    }

    fn ratios(&self) -> Vec<Row> {
        let row = |name: &str, digits, bar, ratio: fn(&Round) -> Option<f64>| Row {
            name: name.to_owned(),
            unit: "",
            digits,
            values: self.rounds.iter().filter_map(ratio).collect(),
            bar: Some(bar),
        };
        vec![
            row("(b) / (a)", 2, Bar::AtMost(1.6), |round| Some(ratio(round.grade, round.floor))),
            row("(b) / (c)", 2, Bar::AtMost(1.0), |round| Some(ratio(round.grade, round.warm))),
            row("(d) / (b)", 0, Bar::AtLeast(25.0), |round| Some(ratio(round.cold?, round.grade))),
            row("(e) gain of a 2nd job / of a 2nd loop", 2, Bar::AtLeast(0.9), |round| {
                Some(ratio(round.one_job, round.two_jobs) / ratio(round.one_loop, round.two_loops))
            }),
            row("(b) / (f)", 2, Bar::AtMost(1.1), |round| Some(ratio(round.grade, round.unconfined))),
            row("(h) / (g)", 2, Bar::AtMost(2.5), |round| Some(ratio(round.whole_grade, round.whole_floor))),
        ]
    }

    fn memory(&self) -> Vec<Row> {
        let row = |name: &str, bytes: &[u64]| Row {
            name: name.to_owned(),
            unit: "MB",
            digits: 1,
            values: bytes.iter().map(|bytes| *bytes as f64 / 1e6).collect(),
            bar: Some(Bar::AtMost(100.0)),
        };
        vec![
            row("peak memory of the grader itself in (b)", &self.memory_of_one),
            row("… and in (e) with 2 jobs", &self.memory_of_class),
        ]
    }
}

fn of_batch(batch: &Batch) -> Vec<Row> {
    let Batch { students, calls, loops, by_loops, same_calls, one_job, by_jobs, again, memory } = batch;
    let jobs = loops + 1;
    let row = |name: String, unit, digits, value, bar| Row {
        name: format!("(i) {name}"),
        unit,
        digits,
        values: vec![value],
        bar,
    };
    let seconds = |name: String, time: &Duration| row(name, "s", 1, time.as_secs_f64(), None);
    let throughput = format!("{jobs} jobs / {loops} loops, throughput");
    let same = format!("{jobs} jobs / {loops} loops of the same calls");
    let cached = format!("{jobs} jobs / the same again");
    let peak = "peak memory of the grader itself".to_owned();
    vec![
        seconds(format!("{loops} loops of bare rustc, {calls} calls"), by_loops),
        seconds(format!("{loops} loops of the very same calls"), same_calls),
        seconds(format!("{jobs} jobs, {students} submissions, into a store"), by_jobs),
        seconds("the same again, with all in the store".to_owned(), again),
        seconds(format!("1 job, {students} submissions"), one_job),
        row(throughput, "", 2, ratio(*by_loops, *by_jobs), Some(Bar::AtLeast(0.9))),
        row(same, "", 2, ratio(*same_calls, *by_jobs), Some(Bar::AtLeast(0.75))),
        row(cached, "", 0, ratio(*by_jobs, *again), Some(Bar::AtLeast(100.0))),
        row(peak, "MB", 1, *memory as f64 / 1e6, Some(Bar::AtMost(200.0))),
    ]
}

fn of_ordinary(ordinary: &Ordinary) -> Vec<Row> {
    let Ordinary { once, right: (runs, failed), wrong: (answers, passed) } = ordinary;
    let row = |name: String, unit, value| Row {
        name: format!("(j) {name}"),
        unit,
        digits: 0,
        values: vec![value],
        bar: None,
    };
    vec![
        row("ordinary tests, compiled, once".to_owned(), "ms", once.as_secs_f64() * 1e3),
        row(format!("of {runs} runs of right answers fail"), "", *failed as f64),
        row(format!("of {answers} wrong answers pass"), "", *passed as f64),
    ]
}

impl Bar {
    fn words(self) -> String {
        match self {
            Self::AtMost(bar) => format!("≤ {bar}"),
            Self::AtLeast(bar) => format!("≥ {bar}"),
        }
    }

    fn shown(self, median: f64) -> String {
        format!("{}: {}", self.words(), self.verdict(median))
    }
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// Minimum, median and maximum.
fn spread(values: &[f64]) -> [f64; 3] {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    [values[0], values[values.len() / 2], values[values.len() - 1]]
}

//! Who waits, for what and where, where nothing can go on; and who spins, where time stands still.

use std::collections::HashMap;

use grader_trace::{Location, TaskId, Waiting};

use crate::cause::Cause;
use crate::escape::escape;
use crate::requests::{line_of, requests};
use crate::run::{Lineage, Run};
use crate::words;

/// So many are told one by one; of the others there is only the number.
const MOST_TOLD: usize = 3;

/// Those of whom the same is to be said.
struct Group<'a> {
    first: TaskId,
    count: usize,
    thread: bool,
    spawned: Option<&'a Location>,
    what: &'a str,
    /// Its request that is open: for what, and where it was sent.
    asks: Option<(&'a str, Option<&'a Location>)>,
    at: Option<&'a Location>,
    made: Option<&'a Location>,
    /// The last line that was seen of the first.
    last: Option<&'a Location>,
}

/// Who waits and for what, the most telling first; `None` where nothing is known of anybody.
pub(super) fn waits<'a>(run: Run<'a>, waiting: &'a [Waiting]) -> Option<Cause> {
    let mut groups = groups(run, waiting);
    if run.evidence.exercise.is_program() {
        // Threads of its runtimes wait for work, elsewhere than in the program.
        groups.retain(|group| !group.thread || group.line().is_some());
    }
    // Who only waits for a task is held up by somebody else.
    groups.sort_by_key(|group| {
        let nowhere = group.line().is_none();
        (nowhere, nowhere && group.spawned.is_none(), waits_for_task(group.what), group.what.is_empty())
    });
    let first = groups.first()?;
    if groups.iter().all(|group| !group.is_known()) {
        return None;
    }
    let location = first.line().or(first.spawned).cloned();
    let told = groups.iter().take(MOST_TOLD).enumerate().map(|(index, group)| {
        let whence = if index == 0 { String::new() } else { group.whence(run) };
        format!("{} {}{whence}", group.who(run), group.waits())
    });
    let mut text = told.collect::<Vec<_>>().join("; ");
    let more: usize = groups.iter().skip(MOST_TOLD).map(|group| group.count).sum();
    if more > 0 {
        text.push_str(&format!("; and {more} more"));
    }
    Some(Cause { text, location })
}

/// What there is to say of all but the one whose wait stops the thread: where tasks were spawned and
/// what threads wait for.
pub(super) fn others(run: Run<'_>, waiting: &[Waiting]) -> Option<String> {
    let threads: Vec<Waiting> = waiting.iter().filter(|waiting| waiting.thread).cloned().collect();
    let groups = groups(run, &threads);
    let told = groups
        .iter()
        .take(MOST_TOLD)
        .map(|group| format!("{} {}{}", group.who(run), group.waits(), group.whence(run)));
    let told: Vec<_> = told.collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// Who is polled without end, and where.
pub(super) fn spins<'a>(run: Run<'a>, polled: &'a [Waiting]) -> Option<Cause> {
    let groups = groups(run, polled);
    let (first, rest) = groups.split_first()?;
    let is = is_or_are(first.count);
    let mut text = format!("{} {is} polled again and again without ever waiting", first.who(run));
    if first.what == "yield_now" {
        text.push_str(": `yield_now` lets others go first, but it waits for nothing");
    }
    for group in rest {
        let who = group.who(run) + &group.whence(run);
        text.push_str(&format!("; so {} {}", is_or_are(group.count), who.trim_end_matches(',')));
    }
    Some(Cause { text, location: first.at.or(first.spawned).cloned() })
}

fn is_or_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// Puts together those of whom the same is to be said, in the order of the first of each.
fn groups<'a>(run: Run<'a>, waiting: &'a [Waiting]) -> Vec<Group<'a>> {
    let lineage = Lineage::of(run.trace);
    let mut last = HashMap::new();
    for event in &run.trace.events {
        if let Some(line) = run.line(&event.places) {
            last.insert(event.task, line);
        }
    }
    let open = open_requests(run);
    let mut places = HashMap::new();
    let mut groups: Vec<Group<'a>> = Vec::new();
    for one in waiting {
        let spawned = lineage.spawn(one.task).and_then(|places| run.line(places));
        let (at, made) = (run.line(&one.at), run.line(&one.places));
        let is_call = one.task == TaskId::ROOT;
        // A client waits by a `Notify`, where that is known.
        let asks =
            open.get(&one.task).copied().filter(|_| !one.thread && ["", "Notify"].contains(&&*one.what));
        let key = (is_call, one.thread, spawned, one.what.as_str(), asks, at, made);
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.count += 1,
            None => groups.push(Group {
                first: one.task,
                count: 1,
                thread: one.thread,
                spawned,
                what: &one.what,
                asks,
                at,
                made,
                last: last.get(&one.task).copied().filter(|_| !one.thread),
            }),
        }
    }
    groups
}

/// The first request of each task that is not over: for what, and where it was sent.
fn open_requests(run: Run<'_>) -> HashMap<TaskId, (&str, Option<&Location>)> {
    let open = requests(run.trace).into_iter().rev().filter(|request| request.end.is_none());
    open.map(|request| (request.task, (request.url, line_of(run, &request)))).collect()
}

fn waits_for_task(what: &str) -> bool {
    matches!(what, "JoinHandle" | "JoinSet")
}

impl<'a> Group<'a> {
    /// The line to show: where they wait, else where that was made.
    fn line(&self) -> Option<&'a Location> {
        self.at.or(self.made).or(self.asks.and_then(|(_, line)| line))
    }

    fn is_known(&self) -> bool {
        self.line().is_some() || self.spawned.is_some() || !self.what.is_empty() || self.asks.is_some()
    }

    /// `task 3, spawned in line 7,`.
    fn who(&self, run: Run<'_>) -> String {
        let maker = words::task(self.first);
        match (self.thread, self.count) {
            (true, 1) => return format!("a thread that {maker} made"),
            (true, count) => return format!("{count} threads that {maker} made"),
            (false, _) => {}
        }
        let spawned =
            self.spawned.map(|line| format!(", spawned in {},", shown(run, line))).unwrap_or_default();
        if self.count == 1 { format!("{maker}{spawned}") } else { format!("{} tasks{spawned}", self.count) }
    }

    /// `waits for a `Mutex` that nobody completes`.
    fn waits(&self) -> String {
        let verb = if self.count == 1 { "waits" } else { "wait" };
        if let Some((url, _)) = self.asks {
            return format!("{verb} for the answer of {}, which never comes", words::url(url));
        }
        match self.what {
            "" => format!("{verb} for what never comes"),
            what if waits_for_task(what) => format!("{verb} for the end of a task"),
            what if what.contains("std::") => format!("{verb} for a `{}`", escape(what)),
            what => format!("{verb} for a `{}` that nobody completes", escape(what)),
        }
    }

    /// Where: ` in line 9`.
    fn whence(&self, run: Run<'_>) -> String {
        match (self.at, self.made) {
            (Some(at), _) => format!(" in {}", shown(run, at)),
            (None, Some(made)) => format!(", made in {}", shown(run, made)),
            (None, None) => match self.last {
                Some(last) if self.count == 1 => format!(", last seen in {}", shown(run, last)),
                _ => String::new(),
            },
        }
    }
}

/// A line of the exercise's own file by its number alone.
fn shown(run: Run<'_>, line: &Location) -> String {
    if line.file == run.evidence.exercise.file { format!("line {}", line.line) } else { line.to_string() }
}

#[cfg(test)]
mod tests {
    use grader_trace::{Place, Trace};

    use super::*;
    use crate::sample::{location, trace, with_run};

    fn line(number: u32) -> Vec<Place> {
        vec![Place::Line(location(&format!("src/multiple.rs:{number}")))]
    }

    fn waiting(task: u32, what: &str, at: u32) -> Waiting {
        Waiting { task: TaskId(task), what: what.to_owned(), at: line(at), ..Waiting::default() }
    }

    /// Four tasks: two are spawned in line 7, two in line 8.
    fn tasks() -> Trace {
        let spawn = |trace: crate::sample::TraceBuilder, at| trace.task(0..5, &[at], |task| task);
        let lines = ["src/multiple.rs:7", "src/multiple.rs:7", "src/multiple.rs:8", "src/multiple.rs:8"];
        lines.into_iter().fold(trace(), spawn).done()
    }

    fn told(cause: impl FnOnce(Run<'_>) -> Option<Cause>) -> (String, Option<String>) {
        let cause = with_run(&tasks(), cause).unwrap();
        (cause.text, cause.location.map(|location| location.to_string()))
    }

    #[test]
    fn every_task_is_told_with_its_spawn_and_its_line() {
        let waiting = [waiting(0, "JoinHandle", 20), waiting(1, "Mutex", 9), waiting(3, "Notify", 11)];
        assert_eq!(
            told(|run| waits(run, &waiting)),
            (
                "task 1, spawned in line 7, waits for a `Mutex` that nobody completes; \
                 task 3, spawned in line 8, waits for a `Notify` that nobody completes in line 11; \
                 the call waits for the end of a task in line 20"
                    .to_owned(),
                Some("src/multiple.rs:9".to_owned())
            )
        );
    }

    #[test]
    fn tasks_of_which_the_same_is_true_are_told_together() {
        let all: Vec<_> = [1, 2, 3, 4].map(|task| waiting(task, "Mutex", 9)).into();
        let (text, _) = told(|run| waits(run, &all));
        assert_eq!(
            text,
            "2 tasks, spawned in line 7, wait for a `Mutex` that nobody completes; \
             2 tasks, spawned in line 8, wait for a `Mutex` that nobody completes in line 9"
        );
        let many: Vec<_> = (0..9_000).map(|number| waiting(1, "Mutex", number)).collect();
        assert!(told(|run| waits(run, &many)).0.ends_with("in line 2; and 8997 more"));
    }

    #[test]
    fn what_is_not_known_is_not_told() {
        let unknown = |task| Waiting { task: TaskId(task), ..Waiting::default() };
        assert_eq!(with_run(&tasks(), |run| waits(run, &[unknown(0)])), None);
        assert_eq!(
            told(|run| waits(run, &[unknown(0), unknown(3)])),
            (
                "task 3, spawned in line 8, waits for what never comes; \
                 the call waits for what never comes, last seen in line 8"
                    .to_owned(),
                Some("src/multiple.rs:8".to_owned())
            )
        );
    }

    #[test]
    fn a_request_is_told_by_its_url() {
        let trace = trace().open_request(3, "http://a.test/", &["src/multiple.rs:5"]).done();
        let told = with_run(&trace, |run| waits(run, &[waiting(0, "Notify", 9)])).unwrap();
        assert_eq!(told.text, "the call waits for the answer of http://a.test/, which never comes");
        assert_eq!(told.location.unwrap().to_string(), "src/multiple.rs:9");
        let nowhere = Waiting::default();
        let told = with_run(&trace, |run| waits(run, std::slice::from_ref(&nowhere))).unwrap();
        assert_eq!(told.location.unwrap().to_string(), "src/multiple.rs:5", "where it was sent");
        let told = with_run(&trace, |run| waits(run, &[waiting(0, "Mutex", 9)])).unwrap();
        assert_eq!(told.text, "the call waits for a `Mutex` that nobody completes");
    }

    #[test]
    fn threads_are_told_by_who_made_them() {
        let thread = |task, what: &str| Waiting { thread: true, ..waiting(task, what, 5) };
        let all = [waiting(0, "std::sync::Mutex", 9), thread(0, "std::thread::park"), thread(2, "")];
        assert_eq!(
            with_run(&tasks(), |run| others(run, &all)).unwrap(),
            "a thread that the call made waits for a `std::thread::park` in line 5; \
             a thread that task 2 made waits for what never comes in line 5"
        );
        assert_eq!(with_run(&tasks(), |run| others(run, &all[..1])), None);
    }

    #[test]
    fn who_spins_is_told_with_its_line() {
        assert_eq!(
            told(|run| spins(run, &[waiting(1, "yield_now", 9), waiting(3, "", 12)])),
            (
                "task 1, spawned in line 7, is polled again and again without ever waiting: \
                 `yield_now` lets others go first, but it waits for nothing; so is task 3, spawned in \
                 line 8, in line 12"
                    .to_owned(),
                Some("src/multiple.rs:9".to_owned())
            )
        );
        let nowhere = [Waiting { task: TaskId(1), ..Waiting::default() }];
        assert_eq!(told(|run| spins(run, &nowhere)).1.as_deref(), Some("src/multiple.rs:7"));
        assert_eq!(with_run(&tasks(), |run| spins(run, &[])), None);
    }
}

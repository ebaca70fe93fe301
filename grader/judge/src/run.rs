//! One case that was run, with all that a judge may look at while it judges the case.

use std::collections::HashMap;
use std::time::Duration;

use grader_trace::wire::Case;
use grader_trace::{Event, EventKind, Location, Place, TaskId, Trace, Value};

use crate::course::Scenario;
use crate::evidence::{CaseRun, Evidence, ScenarioRun};
use crate::source::Names;

/// The tick of tokio's timers: each wait ends up to so much later than asked for.
pub(crate) const TICK: Duration = Duration::from_millis(1);

/// One case that was run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run<'a> {
    pub(crate) evidence: &'a Evidence<'a>,
    /// Of the student's file, where it can be read.
    pub(crate) names: Option<&'a Names>,
    pub(crate) case: &'a Case,
    pub(crate) trace: &'a Trace,
}

impl<'a> Run<'a> {
    /// What the call returned, element by element; none if it returned nothing.
    pub(crate) fn elements(self) -> &'a [Value] {
        self.trace.value.as_ref().map_or(&[], Value::elements)
    }

    /// What the call returned, if all of it is lengths of time.
    pub(crate) fn returned_times(self) -> Option<Vec<Duration>> {
        self.elements().iter().map(Value::as_duration).collect()
    }

    /// The sum of the times that the call returned.
    pub(crate) fn sum_of_returned(self) -> Option<Duration> {
        Some(self.returned_times()?.iter().fold(Duration::ZERO, |sum, time| sum.saturating_add(*time)))
    }

    /// All cases of its scenario that came to a trace: itself among them, unless it was only run to show
    /// one of them better.
    pub(crate) fn peers(self) -> Vec<Run<'a>> {
        let others = self.scenario_run().map_or(&[][..], |(_, scenario)| &scenario.cases);
        let other = |case: &'a CaseRun| Some(Run { case: &case.case, trace: case.trace.as_ref()?, ..self });
        others.iter().filter_map(other).collect()
    }

    /// The scenario of which it is a case.
    pub(crate) fn scenario(self) -> Option<&'a Scenario> {
        self.evidence.exercise.scenario(self.scenario_run()?.0)
    }

    /// The scenario of which it is a case, by its id, and all that was run of it.
    fn scenario_run(self) -> Option<(&'a str, &'a ScenarioRun)> {
        let is_this = |scenario: &ScenarioRun| {
            let mut all = scenario.cases.iter().chain(&scenario.more);
            all.any(|case| std::ptr::eq(&raw const case.case, self.case))
        };
        let mut all = self.evidence.runs.iter();
        all.find(|(_, scenario)| is_this(scenario)).map(|(id, scenario)| (id.as_str(), scenario))
    }

    /// The line to show for an event: the innermost one of the exercise's own file, else the
    /// innermost one of any file of the student's. Lines of a reference are never shown.
    pub(crate) fn line(self, places: &'a [Place]) -> Option<&'a Location> {
        let file = &self.evidence.exercise.file;
        lines(places).find(|line| line.file == *file).or_else(|| self.innermost_own(places))
    }

    /// The innermost line of any file of the student's.
    pub(crate) fn innermost_own(self, places: &'a [Place]) -> Option<&'a Location> {
        lines(places).find(|line| self.is_own(line))
    }

    /// Whether a line is the student's own.
    pub(crate) fn is_own(self, line: &Location) -> bool {
        line.file == self.evidence.exercise.file || self.evidence.own_files.contains(&line.file)
    }
}

/// Ancestors of a task that are looked at: deeper chains are made to keep a judge busy.
const OLDEST: usize = 32;

/// Which task was spawned where, for one case.
#[derive(Debug)]
pub(crate) struct Lineage<'a> {
    spawns: HashMap<TaskId, &'a Event>,
}

impl<'a> Lineage<'a> {
    pub(crate) fn of(trace: &'a Trace) -> Self {
        let spawn = |event: &'a Event| match event.kind {
            EventKind::Spawn { child } => Some((child, event)),
            _ => None,
        };
        Self { spawns: trace.events.iter().filter_map(spawn).collect() }
    }

    /// Where a task was spawned.
    pub(crate) fn spawn(&self, task: TaskId) -> Option<&'a [Place]> {
        self.spawns.get(&task).map(|spawn| &*spawn.places)
    }

    /// The lines that led to an event: its own, then those that led to the spawn of its task,
    /// and so on outwards to the call.
    pub(crate) fn lines(&self, event: &'a Event) -> impl Iterator<Item = &'a Location> {
        let older = |event: &&'a Event| self.spawns.get(&event.task).copied();
        std::iter::successors(Some(event), older).take(OLDEST).flat_map(|event| lines(&event.places))
    }
}

/// The lines among places, innermost first. Addresses that the parent could not turn into
/// lines of course files say nothing.
pub(crate) fn lines(places: &[Place]) -> impl Iterator<Item = &Location> {
    places.iter().filter_map(|place| match place {
        Place::Line(line) => Some(line),
        Place::Code(_) | Place::Library(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{evidence, exercise, location, n_max, trace};

    #[test]
    fn the_line_to_show_is_the_exercises_own_else_any_of_the_students() {
        let exercise = exercise(Vec::new());
        let mut evidence = evidence(&exercise, "", Vec::new());
        evidence.own_files.push("src/earlier.rs".to_owned());
        let (case, trace) = (Case { seed: 0, inputs: n_max(1, 1), order: None }, trace().done());
        let run = Run { evidence: &evidence, names: None, case: &case, trace: &trace };
        let shown = |places: &[&str]| {
            let places: Vec<_> = places.iter().map(|place| Place::Line(location(place))).collect();
            let line = run.line(&places).map(ToString::to_string);
            (line, run.innermost_own(&places).map(ToString::to_string))
        };
        let some = |one: &str, other: &str| (Some(one.to_owned()), Some(other.to_owned()));
        assert_eq!(
            shown(&["src/basic.rs:1", "src/earlier.rs:2", "src/multiple.rs:3", "src/multiple.rs:4"]),
            some("src/multiple.rs:3", "src/earlier.rs:2")
        );
        assert_eq!(
            shown(&["src/basic.rs:1", "src/earlier.rs:2"]),
            some("src/earlier.rs:2", "src/earlier.rs:2")
        );
        assert_eq!(shown(&["src/basic.rs:1"]), (None, None));
    }
}

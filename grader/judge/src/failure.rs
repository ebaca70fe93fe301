//! The cases of a scenario that fail a check, and which of them is shown.

use std::cell::OnceCell;
use std::cmp::Ordering;

use grader_trace::wire::Case;
use grader_trace::{EventKind, Trace};

use crate::course::{Check, Scenario};
use crate::evidence::{CaseRun, Evidence, ScenarioRun};
use crate::report::Finding;
use crate::rule;
use crate::run::Run;
use crate::source::Names;
use crate::{ending, smallest};

/// What cases are looked at for.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) evidence: &'a Evidence<'a>,
    pub(crate) names: Option<&'a Names>,
    pub(crate) check: &'a Check,
    pub(crate) scenario: &'a Scenario,
}

/// A case that fails.
pub(crate) struct Failure<'a> {
    pub(crate) run: Run<'a>,
    pub(crate) finding: Finding,
    by: By,
}

/// What a case fails by. Two cases that fail by the same show the same mistake.
#[derive(PartialEq)]
enum By {
    /// It did not return.
    Ending(Option<String>),
    /// A rule of the check, by its number.
    Rule(usize),
}

impl Failure<'_> {
    /// How many more cases like this one are worth running, of so many: all are held until the exercise is
    /// judged, and a case may have a hundred thousand events.
    pub(crate) fn worth(&self, many: usize) -> usize {
        /// Of all of them: some 16 MB. Cases of the usual answers have some hundred.
        const EVENTS: usize = 400_000;
        many.min(EVENTS / self.run.trace.events.len().max(1))
    }
}

impl<'a> Question<'a> {
    pub(crate) fn run(self, case: &'a CaseRun) -> Option<Run<'a>> {
        Some(self.of(&case.case, case.trace.as_ref()?))
    }

    /// What came of a case.
    pub(crate) fn of(self, case: &'a Case, trace: &'a Trace) -> Run<'a> {
        let Self { evidence, names, .. } = self;
        Run { evidence, names, case, trace }
    }

    /// How a case fails, if it does.
    pub(crate) fn failure(self, run: Run<'a>) -> Option<Failure<'a>> {
        if let Some(finding) = ending::check(run, &self.scenario.limits) {
            return Some(Failure { by: By::Ending(finding.ending.clone()), finding, run });
        }
        let mut rules = self.check.rules.iter().enumerate();
        let (rule, finding) = rules.find_map(|(index, rule)| Some((index, rule::of_case(rule, run)?)))?;
        Some(Failure { run, finding, by: By::Rule(rule) })
    }

    /// The failure to show: that of the smallest inputs, and of the cases with these the one in which
    /// tasks were made to let others go first the fewest times. What was run besides the cases of the
    /// course only shows better what one of those has shown.
    pub(crate) fn shown(self, scenario: &'a ScenarioRun) -> Option<Failure<'a>> {
        let first = self.smallest(scenario.cases.iter(), |_| true)?;
        let counted = Counted::new(first.run);
        let better = self.smallest(scenario.more.iter(), |failure| {
            let case = &failure.run.case;
            failure.by == first.by
                && *case == &self.scenario.case(case.seed, case.inputs.clone())
                && self.compare(&Counted::new(failure.run), &counted).is_lt()
        });
        Some(better.unwrap_or(first))
    }

    fn smallest(
        self,
        cases: impl Iterator<Item = &'a CaseRun>,
        is_wanted: impl Fn(&Failure<'a>) -> bool,
    ) -> Option<Failure<'a>> {
        let mut runs: Vec<_> = cases.filter_map(|case| self.run(case)).map(Counted::new).collect();
        runs.sort_by(|one, other| self.compare(one, other));
        runs.into_iter().filter_map(|counted| self.failure(counted.run)).find(is_wanted)
    }

    fn compare(self, one: &Counted<'a>, other: &Counted<'a>) -> Ordering {
        let rest = |counted: &Counted<'_>| (counted.yields(), counted.run.case.seed);
        smallest::compare(self.scenario, &one.run.case.inputs, &other.run.case.inputs)
            .then_with(|| rest(one).cmp(&rest(other)))
    }

    /// Whether a case fails by the same as another one.
    pub(crate) fn fails_like(self, run: Run<'a>, other: &Failure<'a>) -> bool {
        self.failure(run).is_some_and(|failure| failure.by == other.by)
    }
}

/// A run whose events are counted once, where that matters: a trace may have a hundred thousand.
struct Counted<'a> {
    run: Run<'a>,
    yields: OnceCell<usize>,
}

impl<'a> Counted<'a> {
    fn new(run: Run<'a>) -> Self {
        Self { run, yields: OnceCell::new() }
    }

    fn yields(&self) -> usize {
        *self.yields.get_or_init(|| yields(self.run.trace))
    }
}

/// How often tasks were made to let others go first.
pub(crate) fn yields(trace: &Trace) -> usize {
    trace.events.iter().filter(|event| matches!(event.kind, EventKind::Yield)).count()
}

//! Events that come again: what a wait in a loop does is said once, and then how often it is done.
//!
//! A call that waits in slices of a tick does the same ten thousand times. To read these events one by one took
//! half of what the grader does for such a call.

use serde::{Deserialize, Serialize};

use super::{GROUP, Told};
use crate::{Nanos, TimerId};

/// The most events of a round that is looked for: ten tasks that wait in turn have thirty.
const LONGEST_ROUND: usize = 64;
/// Fewer events are told as quickly one by one.
const FEWEST: usize = 8;

/// The events that follow those of a message: each is as the one a round before, but later, and of a later timer,
/// or of the same. Only what timers do comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Again {
    /// Events of a round.
    pub round: u32,
    /// Events that follow, of whole rounds or not.
    pub count: u32,
    /// From an event to the one a round later.
    pub later: Nanos,
    /// By how much the number of its timer is higher then.
    pub timers: u32,
}

impl Again {
    /// What the last of these events do again, in the shortest rounds that there are.
    pub(super) fn of(events: &[Told]) -> Option<Self> {
        (1..=LONGEST_ROUND).find_map(|round| Self::in_rounds_of(round, events))
    }

    fn in_rounds_of(round: usize, events: &[Told]) -> Option<Self> {
        let last = events.len().checked_sub(1)?;
        let (one, other) = (events.get(last.checked_sub(round)?)?, &events[last]);
        let again = Self {
            round: u32::try_from(round).ok()?,
            count: 0,
            later: other.at.checked_sub(one.at)?,
            timers: other.kind.timer()?.0.checked_sub(one.kind.timer()?.0)?,
        };
        let is_again = |index: &usize| again.next(&events[index - round]).as_ref() == Some(&events[*index]);
        let count = (round..events.len()).rev().take_while(is_again).count();
        (count >= round.max(FEWEST)).then_some(Self { count: u32::try_from(count).ok()?, ..again })
    }

    /// The event a round after this one; `None` if it cannot come again.
    fn next(&self, told: &Told) -> Option<Told> {
        let number = told.kind.timer()?.0.checked_add(self.timers)?;
        let mut next = Told { at: told.at.checked_add(self.later)?, ..told.clone() };
        *next.kind.timer_mut()? = TimerId(number);
        Some(next)
    }

    /// Adds the events that come again to those of their message; `None` if no process says that.
    pub(crate) fn follow(self, events: &mut Vec<Told>) -> Option<()> {
        let (round, count) = (self.round as usize, self.count as usize);
        let is_said = round > 0 && round <= events.len() && count <= GROUP.saturating_sub(events.len());
        if !is_said {
            return None;
        }
        events.reserve(count);
        for _ in 0..count {
            events.push(self.next(&events[events.len() - round])?);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{EventKind, TaskId};

    fn told(millis: u64, kind: EventKind) -> Told {
        Told { at: Duration::from_millis(millis).into(), task: TaskId::ROOT, kind, way: Some(0) }
    }

    /// What a loop does that waits for a tick: so many rounds of it.
    fn rounds(from: u32, to: u32) -> Vec<Told> {
        let round = |number: u32| {
            let (timer, at) = (TimerId(number), u64::from(number));
            let length = Duration::from_millis(1).into();
            [
                told(at, EventKind::Timer { timer }),
                told(at, EventKind::Wait { timer, length }),
                told(at + 1, EventKind::Fire { timer }),
            ]
        };
        (from..to).flat_map(round).collect()
    }

    /// What is said of events, and whether all of them are understood.
    fn said(events: &[Told]) -> Option<Again> {
        let again = Again::of(events);
        let count = again.map_or(0, |again| again.count as usize);
        let mut understood = events[..events.len() - count].to_vec();
        if let Some(again) = again {
            again.follow(&mut understood).unwrap();
        }
        assert_eq!(understood, events);
        again
    }

    #[test]
    fn a_loop_is_said_by_its_first_round() {
        let later = Duration::from_millis(1).into();
        assert_eq!(said(&rounds(0, 80)), Some(Again { round: 3, count: 237, later, timers: 1 }));
        // A message begins and ends anywhere in a round.
        assert_eq!(said(&rounds(0, 80)[2..225]), Some(Again { round: 3, count: 220, later, timers: 1 }));
    }

    #[test]
    fn what_comes_before_a_loop_is_said_by_itself() {
        let mut events = vec![told(0, EventKind::Start)];
        events.extend(rounds(7, 20));
        assert_eq!(said(&events).map(|again| again.count), Some(36));
        events.push(told(20, EventKind::End));
        assert_eq!(said(&events), None);
    }

    #[test]
    fn a_loop_of_many_tasks_has_longer_rounds() {
        let tasks = |tick: u64| {
            (0..10).map(move |task| {
                let timer = TimerId(u32::try_from(tick).unwrap() * 10 + task);
                Told { task: TaskId(task), ..told(tick, EventKind::Timer { timer }) }
            })
        };
        let events: Vec<Told> = (0..20).flat_map(tasks).collect();
        assert_eq!(said(&events).map(|again| (again.round, again.count, again.timers)), Some((10, 190, 10)));
    }

    #[test]
    fn what_differs_in_anything_does_not_come_again() {
        let differing: [fn(&mut Told); 4] = [
            |told| told.at = Duration::from_secs(9).into(),
            |told| told.task = TaskId(1),
            |told| told.way = None,
            |told| told.kind = EventKind::Drop { timer: TimerId(3) },
        ];
        for differ in differing {
            let mut events = rounds(0, 8);
            differ(&mut events[11]);
            assert_eq!(said(&events).map(|again| again.count), Some(9));
        }
        assert_eq!(said(&rounds(0, 3)), None);
        assert_eq!(said(&[]), None);
        assert_eq!(said(&vec![told(0, EventKind::Start); 50]), None);
    }

    #[test]
    fn what_no_process_says_is_not_followed() {
        let again = Again { round: 3, count: 3, later: Nanos::default(), timers: 0 };
        let follow = |again: Again, mut events: Vec<Told>| again.follow(&mut events);
        assert_eq!(follow(again, rounds(0, 1)), Some(()));
        for again in [
            Again { round: 0, ..again },
            Again { round: 4, ..again },
            Again { round: u32::MAX, ..again },
            Again { count: 254, ..again },
            Again { count: u32::MAX, ..again },
            Again { later: Duration::MAX.into(), ..again },
            Again { timers: u32::MAX, count: 6, ..again },
        ] {
            assert_eq!(follow(again, rounds(0, 1).into_iter().rev().collect()), None, "{again:?}");
        }
        assert_eq!(follow(again, vec![told(0, EventKind::Start); 3]), None);
    }
}

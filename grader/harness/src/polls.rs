//! Polls at one instant of virtual time. Who is polled there without end spins, and time never moves
//! again.
//!
//! They are counted for each task: that a thousand tasks go on at one moment is no livelock.

use grader_trace::TaskId;

/// All tasks together may be polled as often as so many of them may.
const TASKS: u64 = 20;
/// Tasks of a livelock that are told.
const MOST_TOLD: usize = 4;

/// Polls since the clock last moved.
#[derive(Default)]
pub(crate) struct Polls {
    /// How often the clock has moved.
    instant: u64,
    /// Of each task, at the instant at which it was last polled.
    of_each: Vec<OfTask>,
    all: u64,
    /// Those beyond the limit, the first of them included.
    beyond: u64,
}

#[derive(Clone, Copy, Default)]
struct OfTask {
    instant: u64,
    polls: u64,
}

impl Polls {
    /// The clock has moved.
    pub(crate) fn begin_anew(&mut self) {
        *self =
            Self { instant: self.instant + 1, of_each: std::mem::take(&mut self.of_each), ..Self::default() };
    }

    /// Counts a poll of a task, if it is known of which. Says whether it is one too many.
    pub(crate) fn count(&mut self, task: Option<TaskId>, limit: u64) -> bool {
        self.all += 1;
        let own = task.map_or(0, |task| self.count_of(task));
        if self.beyond > 0 || own > limit || self.all > limit.saturating_mul(TASKS) {
            self.beyond += 1;
        }
        self.beyond > 0
    }

    fn count_of(&mut self, TaskId(task): TaskId) -> u64 {
        let task = task as usize;
        if self.of_each.len() <= task {
            self.of_each.resize(task + 1, OfTask::default());
        }
        let of_task = &mut self.of_each[task];
        if of_task.instant != self.instant {
            *of_task = OfTask { instant: self.instant, polls: 0 };
        }
        of_task.polls += 1;
        of_task.polls
    }

    /// How many were too many.
    pub(crate) fn beyond(&self) -> u64 {
        self.beyond
    }

    /// The tasks that were polled most often, the first ones of them.
    pub(crate) fn most(&self) -> Vec<TaskId> {
        let now = self
            .of_each
            .iter()
            .map(|of_task| if of_task.instant == self.instant { of_task.polls } else { 0 });
        let most = now.clone().max().unwrap_or_default();
        let often = now.enumerate().filter(|(_, polls)| *polls > 0 && *polls >= most / 4);
        often.map(|(task, _)| TaskId(task as u32)).take(MOST_TOLD).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u64 = 100;

    fn polled(each: &[(u32, u64)]) -> (Polls, bool) {
        let mut polls = Polls::default();
        let mut too_many = false;
        for (task, times) in each {
            (0..*times).for_each(|_| too_many = polls.count(Some(TaskId(*task)), LIMIT));
        }
        (polls, too_many)
    }

    #[test]
    fn a_task_that_is_polled_too_often_spins_and_many_tasks_do_not() {
        let (polls, too_many) = polled(&[(1, 1), (7, LIMIT)]);
        assert_eq!((too_many, polls.beyond()), (false, 0));
        let (polls, too_many) = polled(&[(1, 1), (7, LIMIT + 1), (1, 1)]);
        assert_eq!((too_many, polls.beyond(), polls.most()), (true, 2, vec![TaskId(7)]));
        let crowd: Vec<_> = (0..20).map(|task| (task, LIMIT)).collect();
        assert!(!polled(&crowd).1);
        assert!(polled(&[&crowd[..], &[(20, 1)]].concat()).1, "all of them go on and on");
    }

    #[test]
    fn what_was_polled_at_another_instant_does_not_count() {
        let (mut polls, _) = polled(&[(3, LIMIT)]);
        polls.begin_anew();
        assert!(!polls.count(Some(TaskId(3)), LIMIT));
        assert!(!polls.count(None, LIMIT));
        polls.begin_anew();
        assert!(!polls.count(Some(TaskId(4)), LIMIT));
        assert_eq!(polls.most(), [TaskId(4)]);
    }
}

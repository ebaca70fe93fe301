//! `limits = {…}`.

use super::form;
use super::value::{Most, Time};

form! {
    /// # `limits`
    ///
    /// What a case and the process that runs it may use up. Those of a scenario go over those of its
    /// exercise, and these over the course's. Only `wall` is about real time: a run that reaches no other
    /// limit first is an error of the machine, never a verdict.
    ///
    /// ```toml
    /// limits = { virtual_time = "1h", cpu = "10s" }
    /// ```
    Limits: "table of limits" {
        /// How often a task may be polled while virtual time stands still: beyond, it spins, and so do all
        /// tasks together beyond twenty times as many. By default `50000`.
        polls: Option<Most>,
        /// Virtual time of a case. By default `"1day"`.
        virtual_time: Option<Time>,
        /// Events of a case: timers, spawns, printed lines and the like. By default `100000`.
        events: Option<Most>,
        /// Bytes that a case may print. By default `1048576`.
        output: Option<Most>,
        /// Processor time of a process, which runs all cases of a scenario, in whole seconds, rounded up.
        /// By default `"5s"`.
        cpu: Option<Time>,
        /// Address space of a process, in bytes. By default `1073741824`.
        memory: Option<Most>,
        /// Real time of a process. By default `"30s"`.
        wall: Option<Time>,
    }
}

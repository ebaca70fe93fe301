//! What a process has used, read from `/proc`.

use std::fs;
use std::time::Duration;

/// Processor time of a process that has not been reaped, and of those that it has waited for, to a
/// clock tick (10 ms); zero where it cannot be told.
pub(crate) fn cpu_time(pid: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The second field is the program's name in parentheses, and may hold anything.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks: u64 =
        fields.split_whitespace().skip(11).take(4).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1000 / rustix::param::clock_ticks_per_second().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_processor_time_grows_with_work() {
        let before = cpu_time(std::process::id());
        let mut number = 1_u64;
        while cpu_time(std::process::id()) < before + Duration::from_millis(30) {
            number = std::hint::black_box(number.wrapping_mul(3));
        }
    }

    #[test]
    fn a_process_that_is_not_there_used_nothing() {
        assert_eq!(cpu_time(u32::MAX), Duration::ZERO);
    }
}

//! `-v`: what is done, and how long it takes, on standard error.
//!
//! The parts of the program tell it to `tracing` where they do it; here it is written, in lines that a
//! progress bar stays below. Where nobody asks for it, nothing listens and nothing is written.

use std::env;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use anyhow::{Result, anyhow, bail};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::prelude::*;

use super::Command;
use super::terminal::say;

/// Says what of it is wanted, in place of `-v`: `grader::kit=info,grader_runner=debug` for instance.
const FILTER: &str = "GRADER_LOG";

/// From now on what is done is told, if it is wanted.
pub(super) fn begin(verbose: u8, command: &Command) -> Result<()> {
    let Some(wanted) =
        wanted(verbose, env::var_os(FILTER).map(|value| value.to_string_lossy().into_owned()))?
    else {
        return Ok(());
    };
    if matches!(command, Command::Watch(_)) && io::stderr().is_terminal() {
        if verbose == 0 {
            return Ok(());
        }
        bail!("`grader watch` has the terminal for itself: send what -v tells elsewhere, with 2>FILE");
    }
    let lines = fmt::layer().with_ansi(false).with_timer(fmt::time::uptime()).with_writer(|| Line);
    // Nobody else has begun to listen: this is the program.
    let _ = tracing_subscriber::registry().with(lines).with(wanted).try_init();
    Ok(())
}

/// What is wanted, if anything is.
fn wanted(verbose: u8, filter: Option<String>) -> Result<Option<Targets>> {
    if let Some(filter) = filter.filter(|filter| !filter.is_empty()) {
        let read = filter.parse().map_err(|error| {
            anyhow!(
                "{FILTER} is {filter:?} ({error}): write levels, or parts of the program with theirs, such as \
                 `info` or `grader::kit=info,grader_runner=debug`"
            )
        });
        return read.map(Some);
    }
    let level = match verbose {
        0 => return Ok(None),
        1 => LevelFilter::INFO,
        _ => LevelFilter::DEBUG,
    };
    // Ours alone: the names of all of our packages begin so.
    Ok(Some(Targets::new().with_target("grader", level)))
}

/// Writes what it is given at once as a line.
struct Line;

impl Write for Line {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        say(&harmless(&String::from_utf8_lossy(text)));
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A line without its end. Whoever tells something of a submission has spelled out what a terminal would act
/// upon; this is for what nobody thought of.
fn harmless(line: &str) -> String {
    let mut shown = String::new();
    for char in line.trim_end_matches('\n').chars() {
        if char.is_control() {
            write!(shown, "{}", char.escape_unicode()).expect("writes to memory");
        } else {
            shown.push(char);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_wanted(targets: &Targets, target: &str) -> (bool, bool) {
        use tracing::Level;
        (targets.would_enable(target, &Level::INFO), targets.would_enable(target, &Level::DEBUG))
    }

    #[test]
    fn more_is_told_the_more_often_it_is_asked_for() {
        assert!(wanted(0, None).unwrap().is_none());
        assert!(wanted(0, Some(String::new())).unwrap().is_none());
        let once = wanted(1, None).unwrap().unwrap();
        assert_eq!(is_wanted(&once, "grader_runner::process"), (true, false));
        assert_eq!(is_wanted(&once, "globset"), (false, false));
        for twice in [2, 3] {
            let twice = wanted(twice, None).unwrap().unwrap();
            assert_eq!(is_wanted(&twice, "grader::kit"), (true, true));
        }
    }

    #[test]
    fn a_filter_decides_alone() {
        let one = wanted(2, Some("grader::kit=debug,grader_runner=info".into())).unwrap().unwrap();
        assert_eq!(is_wanted(&one, "grader::kit"), (true, true));
        assert_eq!(is_wanted(&one, "grader_runner"), (true, false));
        assert_eq!(is_wanted(&one, "grader::build"), (false, false));
        let said = wanted(0, Some("grader=loud".into())).unwrap_err().to_string();
        assert!(said.contains("GRADER_LOG is \"grader=loud\"") && said.contains("such as `info`"), "{said}");
    }

    #[test]
    fn a_line_is_one_line_and_moves_no_cursor() {
        assert_eq!(harmless("two\nlines\x1b[2J\r\n"), r"two\u{a}lines\u{1b}[2J\u{d}");
    }
}

//! For who has no screen, such as a pipe: each result in lines, below the one before.

use anyhow::Result;

use super::session::Session;
use crate::cli::terminal::print_if_wanted;
use crate::report::lines::Line;
use crate::watch::Watch;

/// Shows results until a signal ends it or nobody reads them any more.
pub(super) fn show(session: Session) -> Result<()> {
    let mut shown = None;
    session.run(None, |watch: &Watch| {
        let Some(lines) = watch.lines() else { return Ok(true) };
        let now = Some((watch.last_job(), lines));
        if shown == now {
            return Ok(true);
        }
        shown = now;
        let lines = shown.iter().flat_map(|(_, lines)| lines);
        let text: String = lines.map(|line: &Line| line.styled() + "\n").collect();
        print_if_wanted(&format!("{text}\n"))
    })
}

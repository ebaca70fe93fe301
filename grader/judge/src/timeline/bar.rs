//! A lane as a bar of text.

use crate::report::{Lane, Span, State};

/// The width of a bar that lasts as long as the call, in columns.
pub const COLUMNS: usize = 40;

/// A lane as a bar of at most [`COLUMNS`] columns, each an eighth of a cell exact at its end;
/// empty where the call took no time.
pub fn bar(lane: &Lane, elapsed_ns: u64) -> String {
    let mut cells = [' '; COLUMNS];
    // What is short is seen, whatever else is in its column.
    let (less, more) = lane.spans.iter().partition::<Vec<&Span>, _>(|span| is_background(span.state));
    for span in less.into_iter().chain(more) {
        fill(&mut cells, span, elapsed_ns);
    }
    cells.iter().collect::<String>().trim_end().to_owned()
}

/// What a bar consists of where a state is meant.
pub(crate) fn texture(state: State) -> char {
    match state {
        State::Waiting => '█',
        State::Pending => '─',
        State::Blocked => '▒',
        State::Stuck => '░',
        State::Beating => '·',
    }
}

fn is_background(state: State) -> bool {
    matches!(state, State::Pending | State::Stuck)
}

fn fill(cells: &mut [char; COLUMNS], span: &Span, elapsed_ns: u64) {
    let (Some(from), Some(to)) = (eighths(span.from_ns, elapsed_ns), eighths(span.to_ns, elapsed_ns)) else {
        return;
    };
    // Blocks of text have their eighths on the left: a bar starts with a whole cell.
    let first = (from / 8).min(COLUMNS - 1);
    // What took time is seen, however short it was.
    let to = to.max(first * 8 + 1);
    for (index, cell) in cells.iter_mut().enumerate().skip(first) {
        *cell = match (to.saturating_sub(index * 8), span.state) {
            (0, _) => break,
            (filled, State::Waiting) => ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'][filled.min(8) - 1],
            (_, other) => texture(other),
        };
    }
}

/// Where a time lies, in eighths of a column.
fn eighths(at_ns: u64, elapsed_ns: u64) -> Option<usize> {
    let eighths = u128::from(at_ns.min(elapsed_ns)) * (COLUMNS as u128 * 8);
    usize::try_from(eighths.checked_div(u128::from(elapsed_ns))?).ok()
}

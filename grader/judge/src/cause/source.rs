//! Causes that the source tells.

use super::Cause;
use crate::source::{Mention, Names};

/// What gives results in the order in which waits were started.
const IN_ORDER_OF_START: [&str; 6] =
    ["join_all", "try_join_all", "FuturesOrdered", "buffered", "join", "try_join"];
/// What gives results as the waits end.
const IN_ORDER_OF_END: [&str; 4] = ["FuturesUnordered", "JoinSet", "buffer_unordered", "as_completed"];

/// Why somebody sorts, or keeps in order, what was waited for.
pub(crate) fn sorted(names: &Names, mention: &Mention) -> Option<Cause> {
    let sorts = ["sort", "select_nth", "BinaryHeap", "BTree"];
    if !sorts.iter().any(|start| mention.name.starts_with(start)) {
        return None;
    }
    let first = |all: &[&'static str]| all.iter().find_map(|name| Some((*name, names.first_use(name)?.line)));
    let text = match (first(&IN_ORDER_OF_START), first(&IN_ORDER_OF_END)) {
        (Some((name, _)), None) => format!(
            "`{name}` gives the results in the order of the start, and so they have to be sorted: taken one by \
             one as the waits end, they are in order"
        ),
        (None, Some((name, _))) => {
            format!("`{name}` gives each result when its wait ends: they are in order without this")
        }
        _ => return None,
    };
    Some(Cause::new(text, None))
}

//! The name that was probably meant.

/// Characters of a name that could be a slip; comparing takes the product of two lengths.
const LONGEST: usize = 100;

/// A question that offers the nearest of some names, if one is near.
pub(crate) fn did_you_mean(written: &str, names: &[&str]) -> Option<String> {
    nearest(written, names).map(|name| format!("Did you mean `{name}`?"))
}

fn nearest<'n>(written: &str, names: &[&'n str]) -> Option<&'n str> {
    // One slip in three characters: as rustc does.
    let most = written.chars().count().max(3) / 3;
    let is_short = |name: &str| name.chars().nth(LONGEST).is_none();
    let short = names.iter().filter(|name| is_short(name) && is_short(written));
    let near = short.map(|name| (distance(written, name), *name)).filter(|(slips, _)| *slips <= most);
    near.min_by_key(|(slips, _)| *slips).map(|(_, name)| name)
}

/// Characters to insert, delete or replace, or neighbours to swap, on the way from one word
/// to another (optimal string alignment).
pub(crate) fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().collect();
    let to: Vec<char> = to.chars().collect();
    let mut rows = vec![(0..=to.len()).collect::<Vec<usize>>()];
    for row in 1..=from.len() {
        let mut costs = vec![row];
        for column in 1..=to.len() {
            let replaced = rows[row - 1][column - 1] + usize::from(from[row - 1] != to[column - 1]);
            let mut cost = replaced.min(rows[row - 1][column] + 1).min(costs[column - 1] + 1);
            if row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1] {
                cost = cost.min(rows[row - 2][column - 2] + 1);
            }
            costs.push(cost);
        }
        rows.push(costs);
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distances_count_slips() {
        assert_eq!(distance("points", "points"), 0);
        assert_eq!(distance("ponits", "points"), 1);
        assert_eq!(distance("point", "points"), 1);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn only_near_names_are_offered() {
        assert_eq!(nearest("tilte", &["title", "points"]), Some("title"));
        assert_eq!(nearest("colour", &["title", "points"]), None);
    }

    #[test]
    fn long_names_are_not_compared() {
        let [long, longer] = [100, 101].map(|length| "x".repeat(length));
        assert_eq!(nearest(&long, &[&longer, &long]), Some(long.as_str()));
        assert_eq!(nearest(&longer, &[&longer, &long]), None);
    }
}

//! The runs of a store, as a table.

use std::fmt::Write as _;

use crate::store::Past;

const HEAD: &str = "run  begun                 submissions  graded  reused  failed  seed";

/// A line for each run.
pub fn render(runs: &[Past]) -> String {
    let mut out = format!("{HEAD}\n");
    for run in runs {
        let Past { id, begun, ended, seed, submissions, graded, recalled, failed, .. } = run;
        let is_last = runs.last().is_some_and(|last| last.id == *id);
        let open = match ended {
            Some(_) => "",
            None if is_last => "\n     not at its end: the same command goes on with it",
            None => "\n     cut off",
        };
        writeln!(
            out,
            "{id:>3}  {begun}  {submissions:>11}  {graded:>6}  {recalled:>6}  {failed:>6}  {seed}{open}"
        )
        .expect("writes to memory");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_for_each_run() {
        let whole = Past {
            id: 1,
            begun: "2026-11-26T10:00:00Z".to_owned(),
            ended: Some("2026-11-26T10:05:00Z".to_owned()),
            seed: 0,
            toolchain: "rustc 1.95.0".to_owned(),
            grader: "0.1.0".to_owned(),
            submissions: 1000,
            graded: 998,
            recalled: 0,
            failed: 2,
        };
        let open = Past { id: 2, ended: None, graded: 7, recalled: 20, failed: 0, seed: 41, ..whole.clone() };
        insta::assert_snapshot!(render(&[whole, open]));
    }
}

//! `draws`: the exercise's file leaves drawing random numbers to others.

use grader_trace::EventKind;

use crate::escape::escape;
use crate::report::Finding;
use crate::run::{Run, lines};

/// The first random number that was drawn in the exercise's file itself.
pub(crate) fn check(run: Run<'_>) -> Option<Finding> {
    let file = &run.evidence.exercise.file;
    run.trace.events.iter().find_map(|event| {
        let EventKind::Draw { function, .. } = &event.kind else { return None };
        let line = lines(&event.places).next().filter(|line| line.file == *file)?;
        Some(Finding {
            expected: Some(format!("no random number to be drawn in {file} itself")),
            observed: Some(format!("`{}` draws one", escape(function))),
            location: Some(line.to_string()),
            ..Finding::default()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{said, trace, with_run};

    #[test]
    fn a_draw_in_the_file_itself_is_told_with_its_line() {
        let drawn =
            trace().draw(0.5, &["src/basic.rs:3", "src/multiple.rs:2"]).draw(0.5, &["src/multiple.rs:7"]);
        let finding = with_run(&drawn.done(), check).unwrap();
        assert_eq!(
            said(Some(&finding)),
            Some(("no random number to be drawn in src/multiple.rs itself", "`uniform` draws one"))
        );
        assert_eq!(finding.location.as_deref(), Some("src/multiple.rs:7"));
    }

    #[test]
    fn draws_of_others_are_theirs() {
        let drawn = trace().draw(0.5, &["src/basic.rs:3", "src/multiple.rs:2"]).draw(0.5, &[]);
        assert_eq!(with_run(&drawn.done(), check), None);
    }
}

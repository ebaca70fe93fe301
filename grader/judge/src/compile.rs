//! Has the code of checks compiled with a student's files.

use std::collections::BTreeMap;

use grader_trace::Location;

use crate::course::{Exercise, driver};
use crate::diagnostic::Diagnostic;
use crate::rule::{Compile, Outcome, Rule};

/// The root of a crate that has the code of checks.
#[derive(Debug, Clone, Copy)]
pub struct Root<'a> {
    /// Its file, as errors name it.
    pub file: &'a str,
    /// The modules that the code may name, and those that these need, as for
    /// [`module_list`](driver::module_list).
    pub modules: &'a [(&'a str, Option<&'a str>)],
}

/// Finds out what the compiler says of the code of an exercise's checks, by the checks' ids: no errors
/// where it accepts the code. `compile` compiles the root of a crate and returns the errors.
///
/// What is to be accepted is compiled together, and without what was refused once more: some errors hide
/// others. What is to be refused is compiled alone.
///
/// # Errors
/// Those of `compile`.
pub fn compile_checks<E>(
    exercise: &Exercise,
    root: Root<'_>,
    mut compile: impl FnMut(&str) -> Result<Vec<Diagnostic>, E>,
) -> Result<BTreeMap<String, Vec<Diagnostic>>, E> {
    let (mut together, alone): (Vec<_>, Vec<_>) =
        asked(exercise).partition(|(_, rule)| rule.outcome == Outcome::Accepted);
    let mut said = BTreeMap::new();
    while !together.is_empty() {
        let refused = refused(&together, root, &mut compile)?;
        if refused.is_empty() {
            said.extend(together.drain(..).map(|(id, _)| (id.to_owned(), Vec::new())));
        }
        together.retain(|(id, _)| !refused.contains_key(*id));
        said.extend(refused);
    }
    for one in alone {
        said.insert(one.0.to_owned(), Vec::new());
        said.extend(refused(&[one], root, &mut compile)?);
    }
    Ok(said)
}

/// Whether an exercise has checks with code to compile.
pub fn compiles_checks(exercise: &Exercise) -> bool {
    asked(exercise).next().is_some()
}

/// The checks that have code, and their code.
fn asked(exercise: &Exercise) -> impl Iterator<Item = (&str, &Compile)> {
    exercise.checks.iter().filter_map(|check| {
        let rule = check.rules.iter().find_map(|rule| match rule {
            Rule::Compile(rule) => Some(rule),
            _ => None,
        });
        Some((check.id.as_str(), rule?))
    })
}

/// The checks whose code is refused, and why. An error that is about no piece of code is about all.
fn refused<E>(
    checks: &[(&str, &Compile)],
    root: Root<'_>,
    compile: &mut impl FnMut(&str) -> Result<Vec<Diagnostic>, E>,
) -> Result<BTreeMap<String, Vec<Diagnostic>>, E> {
    let pieces: Vec<&str> = checks.iter().map(|(_, rule)| rule.code.as_str()).collect();
    let snippets = driver::snippets(root.modules, &pieces);
    let errors = compile(&snippets.source)?;
    let at = |line: u32| {
        let is_there = |at: &Location| at.file == root.file && at.line == line;
        let there = |error: &&Diagnostic| error.location.as_ref().is_some_and(is_there);
        errors.iter().filter(there).cloned().collect::<Vec<_>>()
    };
    let found = checks.iter().zip(&snippets.lines).map(|((id, _), line)| ((*id).to_owned(), at(*line)));
    let found: BTreeMap<_, _> = found.filter(|(_, errors)| !errors.is_empty()).collect();
    if found.is_empty() && !errors.is_empty() {
        return Ok(checks.iter().map(|(id, _)| ((*id).to_owned(), errors.clone())).collect());
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::sample::{self, check};

    const ROOT: Root<'_> = Root { file: "src/root.rs", modules: &[("multiple", None)] };

    fn exercise(pieces: &[(&str, &str, Option<&str>)]) -> Exercise {
        let one = |(id, code, with): &(&str, &str, Option<&str>)| {
            let outcome = match with {
                Some(with) => Outcome::Rejected { with: (*with).to_owned() },
                None => Outcome::Accepted,
            };
            check(id, 1.0, vec![Rule::Compile(Compile { code: (*code).to_owned(), outcome })])
        };
        sample::exercise(pieces.iter().map(one).collect())
    }

    /// What is said by a compiler that refuses lines with certain words, the later words only where there
    /// are none of the earlier ones; and the sources that it saw.
    fn said(exercise: &Exercise, refuses: &[&str]) -> (BTreeMap<String, Vec<String>>, Vec<String>) {
        let mut sources = Vec::new();
        let said = compile_checks(exercise, ROOT, |source| {
            sources.push(source.to_owned());
            let errors = refuses.iter().map(|words| {
                let lines = (1..).zip(source.lines()).filter(|(_, line)| line.contains(words));
                let error = |(line, _)| Diagnostic {
                    message: (*words).to_owned(),
                    location: Some(Location::new("src/root.rs", line)),
                    ..Diagnostic::default()
                };
                lines.map(error).collect::<Vec<_>>()
            });
            Ok::<_, Infallible>(errors.into_iter().find(|errors| !errors.is_empty()).unwrap_or_default())
        });
        let Ok(said) = said;
        let messages = |errors: Vec<Diagnostic>| errors.into_iter().map(|error| error.message).collect();
        (said.into_iter().map(|(id, errors)| (id, messages(errors))).collect(), sources)
    }

    #[test]
    fn what_is_to_be_accepted_is_compiled_together() {
        let exercise = exercise(&[("one", "multiple::one();", None), ("two", "multiple::two()", None)]);
        let (said, sources) = said(&exercise, &[]);
        assert_eq!(said, BTreeMap::from([("one".into(), vec![]), ("two".into(), vec![])]));
        let [source] = &sources[..] else { panic!("{sources:?}") };
        assert!(source.contains("pub mod multiple;\n") && source.contains("multiple::one();\n}"), "{source}");
        syn::parse_file(source).unwrap();
    }

    #[test]
    fn errors_that_hide_others_are_taken_out_of_the_way() {
        let exercise = exercise(&[
            ("one", "multiple::one()", None),
            ("two", "multiple::two()", None),
            ("three", "multiple::three()", None),
        ]);
        let (said, sources) = said(&exercise, &["one", "three"]);
        assert_eq!((said["one"].len(), said["two"].len(), said["three"].len()), (1, 0, 1));
        assert_eq!(sources.len(), 3);
    }

    #[test]
    fn what_is_to_be_refused_is_compiled_alone() {
        let exercise =
            exercise(&[("one", "multiple::one()", Some("E0382")), ("two", "multiple::two()", Some("E0382"))]);
        let (said, sources) = said(&exercise, &["one"]);
        assert_eq!((said["one"].len(), said["two"].len(), sources.len()), (1, 0, 2));
    }
}

//! A table of exercises for a terminal, and what falls short, of at most 80 columns.

use std::fmt::{Result, Write as _};

use anstyle::Style;
use grader_judge::escape::escape;
use grader_judge::feedback::{hanging, labelled};

use super::{Count, Mutants, Shortfall, Strength, Verification, Verified};
use crate::report::human::{self, exercise_text, harmless};
use crate::report::lines::Tone;

const BOLD: Style = human::style(Tone::Bold);
const GOOD: Style = human::style(Tone::Good);
const BAD: Style = human::style(Tone::Bad);
const PALE: Style = human::style(Tone::Pale);

/// The headings right of the exercises' names.
const HEADINGS: [&str; 5] = ["reference", "stub", "accepted", "wrong", "mutants"];

/// What to do about mutants that survive.
const SURVIVORS: &str = "What survives is a change of the reference that no check sees. If it is a mistake, \
    add a wrong answer and a check that it fails. If it is none, write both lines and why into the file of \
    reasons, as before, after and because of a [[survivor]].";

/// The most files that are named together.
const MOST_NAMED: usize = 5;

pub(super) fn render(verification: &Verification, with_strength: bool) -> String {
    let mut out = String::new();
    write(&mut out, verification, with_strength).expect("writes to memory");
    out.split_inclusive('\n').map(harmless).collect()
}

fn write(out: &mut String, verification: &Verification, with_strength: bool) -> Result {
    let Verification { exercises, shortfalls, .. } = verification;
    table(out, exercises)?;
    if with_strength {
        exercises.iter().try_for_each(|exercise| strength(out, exercise))?;
    } else {
        never_alone(out, exercises)?;
    }
    for (shortfall, number) in shortfalls.iter().zip(1..) {
        writeln!(out)?;
        shortfall_text(out, shortfall, number)?;
    }
    if shortfalls.iter().any(|shortfall| matches!(shortfall, Shortfall::Survivor { .. })) {
        writeln!(out, "\n{PALE}{}{PALE:#}", hanging("", SURVIVORS))?;
    }
    verdict(out, verification)
}

/// A line for each exercise.
fn table(out: &mut String, exercises: &[Verified]) -> Result {
    let names = exercises.iter().map(|exercise| exercise.exercise.chars().count());
    let width = names.chain(["exercise".len()]).max().unwrap_or_default();
    let headings = HEADINGS.join("  ");
    writeln!(out, "{BOLD}{:<width$}  {headings}{BOLD:#}", "exercise")?;
    for exercise in exercises {
        let Verified { exercise: name, reference, stub, accepted, wrong, mutants, .. } = exercise;
        let cells = [mark(*reference), mark(*stub), share(*accepted), share(*wrong)];
        write!(out, "{name:<width$}")?;
        for ((text, style), heading) in cells.into_iter().zip(HEADINGS) {
            let text = format!("{text:^0$}", heading.len());
            write!(out, "  {style}{text}{style:#}")?;
        }
        let (text, style) = mutants.as_ref().map_or(("–".to_owned(), PALE), survived);
        writeln!(out, "  {style}{text}{style:#}")?;
    }
    Ok(())
}

fn style(is_good: bool) -> Style {
    if is_good { GOOD } else { BAD }
}

fn mark(count: Count) -> (String, Style) {
    let is_good = count.good == count.of;
    ((if is_good { "✓" } else { "✗" }).to_owned(), style(is_good))
}

fn share(Count { good, of }: Count) -> (String, Style) {
    (format!("{good}/{of}"), if of == 0 { PALE } else { style(good == of) })
}

fn survived(mutants: &Mutants) -> (String, Style) {
    let Mutants { of, caught, survivors, .. } = mutants;
    let explained = survivors.iter().filter(|survivor| survivor.because.is_some()).count();
    let reasons = match explained {
        0 => String::new(),
        1 => ", 1 with a reason".to_owned(),
        _ => format!(", {explained} with reasons"),
    };
    (format!("{caught}/{of}{reasons}"), style(caught + explained == *of))
}

/// The checks without which no wrong answer would get full marks.
fn never_alone(out: &mut String, exercises: &[Verified]) -> Result {
    let weak = |exercise: &Verified| {
        let weak = exercise.checks.iter().filter(|check| check.alone.is_empty() && !check.fails.is_empty());
        weak.map(|check| check.check.clone()).collect::<Vec<_>>().join(", ")
    };
    let weak: Vec<_> =
        exercises.iter().map(|one| (&one.exercise, weak(one))).filter(|(_, weak)| !weak.is_empty()).collect();
    if !weak.is_empty() {
        writeln!(out, "\n{PALE}checks that catch no wrong answer that others would let pass{PALE:#}")?;
    }
    for (exercise, checks) in weak {
        writeln!(out, "{PALE}{}{PALE:#}", hanging(&format!("  {exercise}: "), &checks))?;
    }
    Ok(())
}

/// What each check of an exercise catches.
fn strength(out: &mut String, exercise: &Verified) -> Result {
    let name = &exercise.exercise;
    writeln!(
        out,
        "\n{BOLD}{name}{BOLD:#}{PALE}: wrong answers that fail a check, and only this one{PALE:#}"
    )?;
    let width = exercise.checks.iter().map(|check| check.check.chars().count()).max().unwrap_or_default();
    for Strength { check, fails, alone } in &exercise.checks {
        let alone = if alone.is_empty() { "–".to_owned() } else { alone.join(", ") };
        writeln!(out, "{}", hanging(&format!("  {check:<width$}  {:>3}  ", fails.len()), &alone))?;
    }
    Ok(())
}

fn shortfall_text(out: &mut String, shortfall: &Shortfall, number: usize) -> Result {
    match shortfall {
        Shortfall::Answer { file, expected, came, told } => {
            heading(out, number, file)?;
            let nothing = "nothing: it does not say what must come of it";
            writeln!(out, "{}", labelled("expected", expected.as_deref().unwrap_or(nothing)))?;
            writeln!(out, "{}", labelled("came", came))?;
            exercise_text(out, told)
        }
        Shortfall::Unsaid { file, because, told } => {
            heading(out, number, file)?;
            writeln!(out, "{}", labelled("expected", &format!("the student to read: {because}")))?;
            writeln!(out, "{}", labelled("came", "other words"))?;
            exercise_text(out, told)
        }
        Shortfall::File { file, line, why } => {
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            heading(out, number, &format!("{file}{line}"))?;
            writeln!(out, "{}", hanging("  ", &escape(why)))
        }
        Shortfall::Check { exercise, check } => {
            heading(out, number, &format!("{exercise}::{check}"))?;
            let why = "No wrong answer fails this check, so nothing shows that it can fail: add one.";
            writeln!(out, "{}", hanging("  ", why))
        }
        Shortfall::Survivor { file, reasons, survivor } => {
            heading(out, number, &format!("{file}:{} survives: {}", survivor.line, survivor.change))?;
            lines(out, &survivor.before, &survivor.after)?;
            writeln!(out, "{}", labelled("reasons", reasons))
        }
        Shortfall::Reason { file, before, after, why } => {
            heading(out, number, file)?;
            lines(out, before, after)?;
            writeln!(out, "{}", hanging("  ", why))
        }
        Shortfall::NotGraded { files, why } => {
            let more = files.len().saturating_sub(MOST_NAMED);
            let named = files.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            heading(out, number, &format!("{named}{more} could not be graded"))?;
            writeln!(out, "{}", hanging("  ", &escape(why)))
        }
    }
}

fn heading(out: &mut String, number: usize, text: &str) -> Result {
    writeln!(out, "{BAD}{}{BAD:#}", hanging(&format!("{number}. "), &escape(text)))
}

fn lines(out: &mut String, before: &str, after: &str) -> Result {
    let after = if after.is_empty() { "(nothing)" } else { after };
    writeln!(out, "{}", labelled("before", before))?;
    writeln!(out, "{}", labelled("after", after))
}

/// The last lines: all is well, or how much is not.
fn verdict(out: &mut String, verification: &Verification) -> Result {
    let (text, style) = match verification.shortfalls.len() {
        0 => (format!("All is as it should be: {}.", sums(&verification.exercises)), GOOD),
        1 => ("1 thing falls short.".to_owned(), BAD),
        count => (format!("{count} things fall short."), BAD),
    };
    writeln!(out, "\n{style}{text}{style:#}")
}

/// How much was looked at.
fn sums(exercises: &[Verified]) -> String {
    let sum = |count: fn(&Verified) -> usize| exercises.iter().map(count).sum::<usize>();
    let right = sum(|one| one.reference.of + one.accepted.of);
    let wrong = sum(|one| one.wrong.of);
    let mutants = sum(|one| one.mutants.as_ref().map_or(0, |mutants| mutants.of));
    let mutants = if mutants > 0 { format!(", {mutants} mutants") } else { String::new() };
    format!("{right} right answers, {wrong} wrong answers{mutants}")
}

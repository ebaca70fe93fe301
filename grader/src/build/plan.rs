//! What goes into one student crate and its driver.

use std::collections::BTreeSet;

use grader_judge::course::{Exercise, Scenario};
use grader_judge::diagnostic::Diagnostic;
use grader_judge::report::Origin;
use grader_judge::source;

use super::program;
use super::words::own_words;

/// One module of a student's crate.
#[derive(Debug, Clone, Copy)]
pub struct Module<'a> {
    /// The exercise that it answers.
    pub exercise: &'a Exercise,
    /// Its text.
    pub source: &'a str,
    /// Whose it is.
    pub origin: Origin,
    /// Whether the driver calls it.
    pub called: bool,
}

/// The modules of a student's crate.
#[derive(Debug, Clone, Default)]
pub struct Plan<'a> {
    /// In the order of the course.
    pub modules: Vec<Module<'a>>,
}

impl<'a> Plan<'a> {
    /// The files of all modules.
    pub fn files(&self) -> Vec<String> {
        self.modules.iter().map(|module| module.exercise.file.clone()).collect()
    }

    /// The files that are the student's own.
    pub fn own_files(&self) -> Vec<String> {
        let own = self.modules.iter().filter(|module| module.origin == Origin::Own);
        own.map(|module| module.exercise.file.clone()).collect()
    }

    /// The exercises whose calls may reach for what is outside of their runtimes.
    pub(super) fn reaching_outside(&self) -> BTreeSet<String> {
        let pieces = |module: &Module<'a>| {
            let of_call = |scenario: &'a Scenario| {
                let types = scenario.inputs.iter().map(|input| input.ty.as_str());
                types.chain([scenario.call.as_str(), scenario.output.as_str()])
            };
            let calls = module.exercise.scenarios.iter().flat_map(of_call);
            (module.exercise.id.as_str(), [module.source].into_iter().chain(calls).collect())
        };
        source::reaching_outside(&self.modules.iter().map(pieces).collect::<Vec<_>>())
    }

    /// The diagnostics that lie in the student's own files.
    pub(super) fn own(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics.retain(|diagnostic| self.is_own(diagnostic));
        diagnostics
    }

    /// Whether a diagnostic is about one of the student's own files.
    pub(super) fn is_own(&self, diagnostic: &Diagnostic) -> bool {
        let own = self.own_files();
        diagnostic.location.as_ref().is_some_and(|location| own.contains(&location.file))
    }

    /// Whether a diagnostic shows lines of the student's own files: a constant that panics does so in
    /// the standard library.
    pub(super) fn shows_own(&self, diagnostic: &Diagnostic) -> bool {
        let mut own = self.own_files().into_iter();
        self.is_own(diagnostic) || own.any(|file| diagnostic.rendered.contains(&format!("{file}:")))
    }

    /// Diagnostics that show nothing but the student's own files.
    pub(super) fn in_own_words(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let own = self.own_files();
        for diagnostic in &mut diagnostics {
            let about_main = self.modules.iter().find_map(|module| program::about_main(diagnostic, module));
            if let Some(about_main) = about_main {
                *diagnostic = about_main;
                continue;
            }
            diagnostic.rendered = own_words(&diagnostic.rendered, &own);
            for program in self.modules.iter().filter(|module| module.exercise.is_program()) {
                let told = |text: &str| program::in_its_own_words(text, program);
                diagnostic.rendered = told(&diagnostic.rendered);
                diagnostic.message = told(&diagnostic.message);
                diagnostic.label = diagnostic.label.as_deref().map(told);
            }
        }
        diagnostics
    }

    /// The calls that the driver makes.
    pub(super) fn calls(&self) -> Vec<(&'a Exercise, &'a Scenario)> {
        let called = self.modules.iter().filter(|module| module.called).map(|module| module.exercise);
        called
            .flat_map(|exercise| exercise.scenarios.iter().map(move |scenario| (exercise, scenario)))
            .collect()
    }
}

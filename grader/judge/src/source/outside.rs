//! Which code may reach for what is outside of its runtime.

use std::collections::BTreeSet;

use proc_macro2::TokenTree;

use super::mentions::plain;
use super::scan::walk;

/// By one of these names, at least, code comes to files, sockets, processes, signals, threads and runtimes of
/// its own: they are those of the modules, functions and attributes of std and tokio that lead there.
const NAMES: [&str; 11] = [
    "block_in_place",
    "fs",
    "io",
    "main",
    "net",
    "process",
    // A clock that is resumed waits as a real one does, for what may come from outside.
    "resume",
    "runtime",
    "signal",
    "spawn_blocking",
    "thread",
];

/// Where code has one of these, other modules may use it without naming its own.
const NAMELESS: [&str; 2] = ["impl", "macro_export"];

/// The modules of a crate, of these names and with these pieces of code, that may reach for what is outside of
/// their runtimes: files, sockets, processes, signals, threads, other runtimes. It goes by names alone, wherever
/// they stand but in comments and texts, be it the names that lead there or that of another module that may; and all
/// do where one has what is used without its module's name. So a module may be among these that does not; never
/// the other way round.
pub fn reaching_outside(modules: &[(&str, Vec<&str>)]) -> BTreeSet<String> {
    let named: Vec<(&str, Option<BTreeSet<String>>)> = super::aside(|| {
        let of = |pieces: &[&str]| {
            let names = pieces.iter().map(|piece| names(piece)).collect::<Option<Vec<_>>>();
            names.map(|names| names.into_iter().flatten().collect())
        };
        modules.iter().map(|(module, pieces)| (*module, of(pieces))).collect()
    });
    let mut reaching = BTreeSet::new();
    loop {
        let leads_there = |name: &String| NAMES.contains(&name.as_str()) || reaching.contains(name);
        let more: Vec<_> = named
            .iter()
            .filter(|(module, _)| !reaching.contains(*module))
            // Where they are not known, all may be there.
            .filter(|(_, names)| names.as_ref().is_none_or(|names| names.iter().any(leads_there)))
            .map(|(module, _)| (*module).to_owned())
            .collect();
        if more.is_empty() {
            break;
        }
        reaching.extend(more);
    }
    let is_nameless = |names: &Option<BTreeSet<String>>| {
        names.as_ref().is_none_or(|names| NAMELESS.iter().any(|name| names.contains(*name)))
    };
    if named.iter().any(|(module, names)| reaching.contains(*module) && is_nameless(names)) {
        reaching.extend(modules.iter().map(|(module, _)| (*module).to_owned()));
    }
    reaching
}

/// The names in a source; `None` where it is no Rust.
fn names(source: &str) -> Option<BTreeSet<String>> {
    let tokens = super::lex(source).ok()?;
    let mut names = BTreeSet::new();
    let _goes_to_the_end: Option<()> = walk::walk(&tokens, |near| {
        if let TokenTree::Ident(name) = near.token() {
            names.insert(plain(name));
        }
        None
    });
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reaches(source: &str) -> bool {
        !reaching_outside(&[("one", vec![source])]).is_empty()
    }

    #[test]
    fn code_that_only_waits_stays_inside() {
        for inside in [
            "pub async fn f() { tokio::time::sleep(D).await }",
            "use tokio::task::JoinSet; fn f() { tokio::spawn(async { select!{} }); }",
            "//! `std::thread::sleep` and tokio::net\n/* io */ fn f() { println!(\"process {}\", \"signal\") }",
            "use crate::measure_runtime::threads; fn tests() { remain.main_loop() }",
            "",
        ] {
            assert!(!reaches(inside), "{inside}");
        }
    }

    #[test]
    fn whoever_names_the_way_there_may_take_it() {
        for outside in [
            "use tokio::*; async fn f() { net::TcpListener::bind(A).await; }",
            "use tokio::{time, r#net as n};",
            "fn f() { std::thread::spawn(|| ()); }",
            "async fn f() { tokio::task::spawn_blocking(|| ()).await; }",
            "macro_rules! m { ($i:ident) => { tokio::$i } } fn f() { m!(signal); }",
            "#[tokio::main]\nasync fn f() {}",
            "async fn f() { tokio::time::resume(); }",
            "use tokio::runtime::Builder;",
            // Its tokens are not known.
            "fn f() { \" }",
        ] {
            assert!(reaches(outside), "{outside}");
        }
    }

    #[test]
    fn so_may_who_names_a_module_that_does_however_far_away_and_a_call() {
        let modules = [
            ("far", vec!["use crate::near::f;"]),
            ("near", vec!["pub use crate::there::f;"]),
            ("there", vec!["pub fn f() { std::thread::spawn(|| ()); }"]),
            ("called", vec!["", "called::f()", "tokio::task::spawn_blocking(called::f)"]),
            ("alone", vec!["//! Not `there`."]),
        ];
        let reaching = reaching_outside(&modules);
        assert_eq!(reaching.iter().collect::<Vec<_>>(), ["called", "far", "near", "there"]);
    }

    #[test]
    fn what_is_used_without_its_modules_name_may_be_used_by_all() {
        for there in [
            "impl crate::near::S { pub async fn go(&self) { tokio::net::lookup_host(A).await; } }",
            "#[macro_export] macro_rules! go { () => { tokio::net::lookup_host(A).await } }",
        ] {
            let modules =
                [("near", vec!["pub struct S;"]), ("there", vec![there]), ("alone", vec!["fn f() {}"])];
            assert_eq!(reaching_outside(&modules).len(), 3, "{there}");
        }
        assert!(reaching_outside(&[("one", vec!["impl S {}"]), ("other", vec![""])]).is_empty());
    }
}

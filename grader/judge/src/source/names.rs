//! Answers which names a file uses that it does not define itself.

use syn::visit::Visit;

use super::mentions::{Collected, Defined};
use super::{Kind, Mention};

/// The names of a file.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    mentions: Vec<Mention>,
    defined: Defined,
    aliases: Vec<(String, String)>,
    busy_loops: Vec<u32>,
    statics: Vec<u32>,
    awaited_in_turn: Vec<u32>,
    awaits_in_loop: bool,
}

/// Whether, and how, a file uses a function of another module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    /// It is named where it can be called.
    Used,
    /// The file has a function of the same name, and names only that one.
    Shadowed,
    /// It is only imported, or not named at all.
    Unused,
}

impl Names {
    /// Reads them off a file.
    pub(crate) fn of(file: &syn::File) -> Self {
        let mut collected = Collected::default();
        collected.visit_file(file);
        let Collected {
            mentions,
            defined,
            aliases,
            mut busy_loops,
            statics,
            awaited_in_turn,
            awaits_in_loop,
        } = collected;
        busy_loops.sort_unstable();
        Self { mentions, defined, aliases, busy_loops, statics, awaited_in_turn, awaits_in_loop }
    }

    /// The first use, from the top of the file, of a foreign name that matches a pattern.
    pub(crate) fn first_use(&self, pattern: &str) -> Option<&Mention> {
        let foreign = |mention: &&Mention| matches(pattern, &mention.name) && !self.is_own(mention);
        self.mentions.iter().filter(foreign).min_by_key(|mention| mention.line)
    }

    /// Whether the file defines what it names there.
    fn is_own(&self, mention: &Mention) -> bool {
        let name = &mention.name;
        let defined = &self.defined;
        let item = defined.functions.contains_key(name) || defined.items.contains(name);
        match &mention.kind {
            Kind::Method => defined.methods.contains(name),
            Kind::Path { first: None } => {
                item || defined.variables.contains(name)
                    || defined.imported.contains(name)
                    || self.aliases.iter().any(|(_, alias)| alias == name)
            }
            Kind::Import { first: None } => item,
            Kind::Path { first: Some(first) } | Kind::Import { first: Some(first) } => {
                first == "crate" || ((item || defined.methods.contains(name)) && self.is_here(first))
            }
        }
    }

    /// Whether a path that begins so may stay in the file.
    fn is_here(&self, first: &str) -> bool {
        matches!(first, "self" | "Self" | "super" | "crate") || self.defined.items.contains(first)
    }

    /// Whether a module is named in a path or an import. A variable may be called like one.
    pub(crate) fn is_named(&self, module: &str) -> bool {
        let is_variable = self.defined.variables.contains(module);
        let is_path = |kind: &Kind| match kind {
            Kind::Path { first: None } => !is_variable,
            Kind::Path { first: Some(_) } | Kind::Import { .. } => true,
            Kind::Method => false,
        };
        self.mentions.iter().any(|mention| mention.name == module && is_path(&mention.kind))
    }

    /// The first lines of those `loop`s and `while`s in which nothing is awaited, from the top.
    pub(crate) fn busy_loops(&self) -> &[u32] {
        &self.busy_loops
    }

    /// The lines of the `static`s.
    pub(crate) fn statics(&self) -> &[u32] {
        &self.statics
    }

    /// The lines in which a loop over something awaits what it is at.
    pub(crate) fn awaited_in_turn(&self) -> &[u32] {
        &self.awaited_in_turn
    }

    /// Whether a loop awaits anything, other than in a block that is `async` itself.
    pub(crate) fn awaits_in_loop(&self) -> bool {
        self.awaits_in_loop
    }

    /// Whether something of this name is used other than by importing it.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.line_of_use(name).is_some()
    }

    /// The line of the first use of a name, other than by importing it.
    pub(crate) fn line_of_use(&self, name: &str) -> Option<u32> {
        let is_use = |mention: &&Mention| !matches!(mention.kind, Kind::Import { .. });
        let mut uses = self.mentions.iter().filter(is_use);
        uses.find(|mention| mention.name == name).map(|mention| mention.line)
    }

    /// The line of the first use of a function of another module, other than by importing it.
    pub(crate) fn first_call(&self, function: &str) -> Option<u32> {
        let named =
            |mention: &&Mention| matches!(mention.kind, Kind::Path { .. }) && self.means(mention, function);
        self.mentions.iter().filter(named).map(|mention| mention.line).min()
    }

    /// The line of the first call by which a free function of the file calls itself.
    pub(crate) fn recursion(&self) -> Option<u32> {
        let calls_itself = |mention: &&Mention| {
            mention.kind == Kind::Path { first: None } && self.is_inside(&mention.name, mention.line)
        };
        self.mentions.iter().filter(calls_itself).map(|mention| mention.line).min()
    }

    /// Whether a line lies in a free function of the file.
    pub(crate) fn is_inside(&self, function: &str, line: u32) -> bool {
        let lines = self.defined.functions.get(function);
        // A function that a macro makes may be anywhere.
        lines.is_some_and(|lines| lines.as_ref().is_none_or(|lines| lines.contains(&line)))
    }

    /// Whether a function of another module is used: by its name or by one that a `use`
    /// gives it. Where `local` is true the function is the file's own.
    pub(crate) fn usage(&self, function: &str, local: bool) -> Usage {
        let named =
            |mention: &&Mention| matches!(mention.kind, Kind::Path { .. }) && self.means(mention, function);
        let mut shadowed = false;
        for mention in self.mentions.iter().filter(named) {
            if local || !self.is_own_function(mention) {
                return Usage::Used;
            }
            shadowed = true;
        }
        if shadowed { Usage::Shadowed } else { Usage::Unused }
    }

    fn means(&self, mention: &Mention, function: &str) -> bool {
        mention.name == function
            || self.aliases.iter().any(|(original, alias)| original == function && *alias == mention.name)
    }

    /// Variables do not count: `let wait = wait().await` uses a function and hides it later.
    fn is_own_function(&self, mention: &Mention) -> bool {
        match &mention.kind {
            Kind::Path { first: None } => self.defined.functions.contains_key(&mention.name),
            Kind::Path { first: Some(first) } => {
                matches!(first.as_str(), "self" | "Self") || self.defined.items.contains(first)
            }
            Kind::Import { .. } | Kind::Method => false,
        }
    }
}

/// Whether a name matches a pattern, in which `*` stands for any characters.
fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| name.strip_prefix(start)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(end) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(place) = rest.find(part) else { return false };
        rest = &rest[place + part.len()..];
    }
    rest.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read;

    fn line(pattern: &str, source: &str) -> Option<u32> {
        read(source).unwrap().first_use(pattern).map(|mention| mention.line)
    }

    #[track_caller]
    fn used(source: &str) {
        assert!(line("sort*", source).is_some(), "not found: {source}");
    }

    #[track_caller]
    fn unused(source: &str) {
        assert_eq!(line("sort*", source), None, "found: {source}");
    }

    #[test]
    fn patterns() {
        let matching = [("sort", "sort"), ("sort*", "sort"), ("sort*", "sort_by"), ("*Heap", "BinaryHeap")];
        let others = [("sort", "sorted"), ("sort*", "resort"), ("*Heap", "Heaps"), ("a*a", "a"), ("", "a")];
        assert!(matching.iter().all(|(pattern, name)| matches(pattern, name)));
        assert!(!others.iter().any(|(pattern, name)| matches(pattern, name)));
        assert!(matches("*", "anything") && matches("a*b*c", "a-b-b-c") && !matches("a*b*c", "a-c-b"));
    }

    #[test]
    fn methods_paths_and_imports_are_uses() {
        used("fn f(mut v: Vec<u8>) { v.sort(); }");
        used("fn f(mut v: Vec<u8>) { v.iter().sort_by::<u8>(|a, b| a.cmp(b)); }");
        used("fn f(mut v: Vec<u8>) { <[u8]>::sort_unstable(&mut v) }");
        used("fn f(mut v: Vec<u8>) { slice::sort(&mut v) }");
        used("use itertools::sorted;");
        used("use itertools::{self, tail::{sorted as s}};");
        used("fn f() { let g = r#sort; }");
        used("fn f() { if true { loop { async move { [1].map(|x| x.sort()) }; } } }");
        used("impl A for B { const C: u8 = { [1].sort(); 1 }; }");
    }

    #[test]
    fn types_are_uses() {
        let source = "use std::collections as c;\nfn f() -> c::BinaryHeap<u8> { c::BinaryHeap::new() }";
        assert_eq!(line("BinaryHeap", source), Some(2));
        assert_eq!(line("BinaryHeap", "use std::collections::BinaryHeap as Heap;"), Some(1));
        assert_eq!(line("BinaryHeap", "use std::collections::binary_heap::*;"), None);
        assert_eq!(line("binary_heap", "use std::collections::binary_heap::*;"), Some(1));
        assert_eq!(line("Ord", "fn f<T: Ord>(t: T) {}"), Some(1));
    }

    #[test]
    fn macro_tokens_are_uses() {
        used("fn f() { println!(\"{}\", v.sort()) }");
        used("fn f() { tokio::join!(async { vec![{ v.sort_by(g) }] }) }");
        used("fn f() { tokio::select! { x = g() => { slice::sort(x) } } }");
        used("macro_rules! s { ($v:expr) => { $v.sort() } }");
        used("fn f() { vec![v.sort::<u8>()] }");
        used("fn f() { m!(0..sort_end) }");
    }

    #[test]
    fn text_and_comments_are_no_uses() {
        unused(
            "//! sort\n/// sort\n// v.sort()\nfn f() { \"v.sort()\"; r\"sort\"; b\"sort\"; 'sort: loop {} }",
        );
        unused("#[doc = \"sort\"] #[sort] fn f() { println!(\"sort {}\", \"v.sort()\"); }");
    }

    #[test]
    fn a_files_own_names_are_no_uses() {
        unused(
            "fn sort_names(v: u8) {}\nfn f() { sort_names(1); self::sort_names(1); crate::sort_names(1) }",
        );
        unused(
            "mod inner { pub fn sort_it() {} }\nuse inner::sort_it;\nfn f() { inner::sort_it(); sort_it() }",
        );
        unused("struct S; impl S { fn sorted(self) {} }\nfn f(s: S) { s.sorted(); S::sorted(S) }");
        unused("trait T { fn sort_me(&self); }\nfn f(t: &dyn T) { t.sort_me() }");
        unused("fn f(sorted: u8) { let sort = sorted; for sorts in [sort] { (|sorty| sorty)(sorts); } }");
        unused("fn f() { let (sorted, Some(sort)) = g() else { return }; h(sorted, sort) }");
        unused("struct S { sort: u8 }\nfn f(s: S) { s.sort; S { sort: 1 }; }");
        unused("enum E { sorted }\nfn f() { E::sorted; }");
        unused(
            "use crate::basic_wait::sort_delays;\nfn f() { sort_delays(1); crate::basic_wait::sort_it() }",
        );
        unused("use crate::random::choice as sort_pick;\nfn f() { sort_pick(&[1]) }");
    }

    #[test]
    fn a_files_own_names_inside_macros_are_no_uses() {
        unused("fn f() { let sorted = 1; println!(\"{}\", sorted) }");
        unused("fn f() { println!(\"{sort}\", sort = 1) }");
        unused("fn f(s: S) { println!(\"{}\", s.sort); vec![S { sort: 1 }] }");
        unused("fn f() { tokio::join!(async { let mut sorted = 1; for sorts in [sorted] { g(sorts) } }) }");
        unused("fn f() { tokio::select! { sorted = g() => { h(sorted) } } }");
        unused("fn f() { vec![g(|sorted| sorted)] }");
        unused("macro_rules! m { () => { fn sorter() { sorter() } struct sorted; } }");
        unused("fn f<'sort>() { m!(&'sort u8) }");
    }

    #[test]
    fn a_function_of_ones_own_does_not_excuse_the_methods_of_others() {
        used("fn sort(v: &mut [u8]) { v.sort() }");
        used("fn f(mut v: Vec<u8>) { let sort = 1; v.sort() }");
        used("fn sort(v: &mut [u8]) { std::slice::sort(v) }");
        used("fn sort(v: &mut [u8]) { <[u8]>::sort(v) }");
        unused("impl S { fn sort(self) { <S>::sort(self); <S as T>::sort(self) } }");
        used("fn f() { let sort = 1; m!(v.sort()) }");
    }

    #[test]
    fn the_first_line_is_named() {
        assert_eq!(
            line("sort*", "fn g() {}\nfn f() {\n    g(|x| {\n        x.sort()\n    });\n    y.sort();\n}"),
            Some(4)
        );
        assert_eq!(line("sort*", "fn f() {\n    vec![\n        y.sort_by(g),\n    ];\n}"), Some(3));
    }

    fn usage(source: &str) -> Usage {
        read(source).unwrap().usage("wait_random", false)
    }

    #[test]
    fn a_function_is_used_by_its_name() {
        for source in [
            "use crate::basic_wait::wait_random;\nasync fn f() { wait_random(1).await; }",
            "async fn f() { crate::basic_wait::wait_random(1).await; }",
            "use crate::basic_wait;\nasync fn f() { basic_wait::wait_random(1).await; }",
            "use crate::basic_wait as b;\nasync fn f() { b::wait_random(1).await; }",
            "use crate::basic_wait::*;\nfn f() { (0..3).map(wait_random); }",
            "use crate::{basic_wait::{wait_random as wait}};\nasync fn f() { wait(1).await; }",
            "use crate::basic_wait::wait_random;\nasync fn f() { tokio::join!(wait_random(1), g()); }",
            "use crate::basic_wait::wait_random as w;\nasync fn f() { vec![w(1); 3]; }",
            "use crate::basic_wait::wait_random;\nasync fn f() { let wait_random = wait_random(1).await; }",
            "fn wait_random() {}\nasync fn f() { crate::basic_wait::wait_random(1).await; }",
        ] {
            assert_eq!(usage(source), Usage::Used, "{source}");
        }
    }

    #[test]
    fn importing_or_quoting_a_function_does_not_use_it() {
        for source in [
            "use crate::basic_wait::wait_random;\nfn f() { /* wait_random() */ \"wait_random()\"; }",
            "use crate::basic_wait::wait_random as w;\nfn f() {}",
            "fn f(x: X) { x.wait_random(); println!(\"{}\", x.wait_random()); }",
            "fn wait_random() {}\nfn f() {}",
            "fn f() {}",
        ] {
            assert_eq!(usage(source), Usage::Unused, "{source}");
        }
    }

    #[test]
    fn a_function_of_the_same_name_is_another_one() {
        for source in [
            "async fn wait_random(d: u8) {}\nasync fn f() { wait_random(1).await; self::wait_random(2); }",
            "struct S; impl S { fn wait_random() { Self::wait_random(); S::wait_random() } }",
            "mod basic_wait { pub fn wait_random() {} }\nfn f() { basic_wait::wait_random() }",
            "fn wait_random() {}\nfn f() { tokio::join!(wait_random()) }",
        ] {
            assert_eq!(usage(source), Usage::Shadowed, "{source}");
        }
    }

    #[test]
    fn modules_are_named_in_paths_and_imports() {
        let named = |source| read(source).unwrap().is_named("tasks");
        assert!(named("use crate::tasks::go;") && named("fn f() { crate::tasks::go() }"));
        assert!(named("use crate::{basic, tasks};") && named("fn f() { m!(super::tasks::go()) }"));
        assert!(!named("fn f() { x.tasks(); \"crate::tasks\"; }"));
        assert!(!named("fn f() { let tasks = go(); join(tasks) }"), "a variable");
        assert!(named("use crate::tasks;\nfn f() { let tasks = tasks::go(); join(tasks) }"));
    }

    #[test]
    fn loops_that_await_nothing() {
        let lines = |source| read(source).unwrap().busy_loops().to_vec();
        assert_eq!(lines("fn f() {\n    loop {}\n    while g() {\n        for _ in h {}\n    }\n}"), [2, 3]);
        assert_eq!(lines("async fn f() { loop { g().await; loop {} } }\nfn h() { while a {} }"), [1, 2]);
        assert_eq!(
            lines("async fn f() { while let Some(x) = s.next().await {} loop { join!(a, b); } }"),
            [0; 0]
        );
        assert_eq!(lines("async fn f() { loop { m!(a.await) } }"), [0; 0]);
    }

    #[test]
    fn a_function_that_calls_itself() {
        let recursion = |source| read(source).unwrap().recursion();
        assert_eq!(recursion("fn f() {\n    g();\n    f()\n}\nfn g() {}"), Some(3));
        assert_eq!(recursion("fn f() { g() }\nfn g() { h::g() }"), None);
    }

    #[test]
    fn a_function_reaches_from_its_first_to_its_last_line() {
        let names = read("fn f() {\n    g()\n}\nasync fn g() {}\nm!{fn h() {}}").unwrap();
        let inside = |function| (1..=5).filter(|line| names.is_inside(function, *line)).collect::<Vec<_>>();
        assert_eq!((inside("f"), inside("g"), inside("h")), (vec![1, 2, 3], vec![4], vec![1, 2, 3, 4, 5]));
    }

    #[test]
    fn a_function_of_the_exercise_itself_may_be_local() {
        let names = read("fn wait_random() {}\nfn f() { wait_random() }").unwrap();
        assert_eq!(names.usage("wait_random", true), Usage::Used);
        assert_eq!(read("fn wait_random() {}").unwrap().usage("wait_random", true), Usage::Unused);
    }
}

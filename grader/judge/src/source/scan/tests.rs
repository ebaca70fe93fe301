//! What is refused, and what only looks like it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Scan, scan};

/// What is told of a file.
fn found(source: &str) -> Option<(u32, String)> {
    match scan(source) {
        Scan::Clean => None,
        Scan::Refused(forbidden) => {
            let why = forbidden.why;
            assert!(why.starts_with(char::is_uppercase) && why.ends_with('.'), "{why}");
            Some((forbidden.line, forbidden.what))
        }
        Scan::Unreadable => panic!("unreadable: {source}"),
    }
}

fn check(table: &[(&str, Option<(u32, &str)>)]) {
    for (source, expected) in table {
        let expected = expected.map(|(line, what)| (line, what.to_owned()));
        assert_eq!(found(source), expected, "{source}");
    }
}

#[test]
fn unsafe_is_a_word_anywhere() {
    check(&[
        ("fn f() {\n    unsafe { g() }\n}", Some((2, "unsafe"))),
        ("unsafe fn f() {}", Some((1, "unsafe"))),
        ("unsafe impl Send for S {}", Some((1, "unsafe"))),
        ("unsafe extern \"C\" { fn f(); }", Some((1, "unsafe"))),
        ("#[unsafe(no_mangle)] pub fn f() {}", Some((1, "unsafe"))),
        ("#[cfg_attr(not(any()), unsafe(no_mangle))]\npub fn f() {}", Some((1, "unsafe"))),
        ("macro_rules! m {\n    () => {\n        unsafe { g() }\n    };\n}", Some((3, "unsafe"))),
        ("fn f() {\n    m!(1, unsafe)\n}", Some((2, "unsafe"))),
        ("m! { macro_rules! n { ($u:tt) => { $u {} } }\n n!(unsafe) }", Some((2, "unsafe"))),
        ("fn f() -> ; struct\nunsafe", Some((2, "unsafe"))),
        ("let \"text\" = 1 fn fn\nunsafe", Some((2, "unsafe"))),
    ]);
}

#[test]
fn what_only_looks_like_unsafe_is_none() {
    check(&[
        ("fn f() { let r#unsafe = 1; r#unsafe + 1; }", None),
        ("fn f() { unsafe_count(not_unsafe, Unsafe); }", None),
        ("#![forbid(unsafe_code)]\n#![deny(unsafe_op_in_unsafe_fn)]", None),
        (
            "//! unsafe\n/// unsafe { }\n/** unsafe */\n// unsafe\n/* unsafe /* unsafe */ unsafe */\nfn f() {}",
            None,
        ),
        (
            "fn f() { (\"unsafe\", r\"unsafe\", r##\"\"# unsafe {\"##, b\"unsafe\", c\"unsafe\", br#\"unsafe\"#) }",
            None,
        ),
        ("fn f() { \"\\\" unsafe { \\\\\"; '\"'; '\\''; g::<'\\\"'>() }", None),
        ("fn f() { \"\\\\\"; unsafe {} \"\" }", Some((1, "unsafe"))),
        ("fn f<'a>(x: &'a str) { '\"'; unsafe {} '\"' }", Some((1, "unsafe"))),
        ("fn f<'r>(x: &'r str) { 'b: loop { break 'b \"\"; m!('r \"\", 'r', b'r') } }", None),
        ("fn f() { r#\"\"#; unsafe {} /*\" */ }", Some((1, "unsafe"))),
        ("/* /* */ unsafe */ fn f() { /**/ unsafe {} }", Some((1, "unsafe"))),
    ]);
}

#[test]
fn assembly() {
    check(&[
        ("fn f() { std::arch::asm!(\"nop\") }", Some((1, "asm!"))),
        ("core::arch::global_asm!(\"nop\");", Some((1, "global_asm!"))),
        ("fn f() { core::arch::naked_asm! { \"ret\" } }", Some((1, "naked_asm!"))),
        ("use std::arch::asm as a;", Some((1, "asm"))),
        ("use std::{\n    arch::{self, asm as a},\n};", Some((2, "asm"))),
        ("use core::arch::{global_asm};", Some((1, "global_asm"))),
        ("use std::arch::global_asm as a;\na!(\"nop\");", Some((1, "global_asm"))),
        ("#[naked]\nfn f() {}", Some((1, "#[naked]"))),
        ("#[unsafe(naked)]\nfn f() {}", Some((1, "unsafe"))),
        ("fn asm() {}\nfn f(naked: u8) { let asm = asm(); x.asm(asm != naked, !asm) }", None),
        ("mod asm { pub fn g() {} }\nuse asm::g;\nfn f(asm: u8) -> u8 { asm }", None),
        ("fn f<'a>(asm: &'a u8) -> impl Fn() -> u8 + use<'a> { asm }", None),
    ]);
}

#[test]
fn files_that_the_compiler_reads() {
    check(&[
        ("const A: &str = include_str!(\"/etc/passwd\");", Some((1, "include_str!"))),
        ("const A: &[u8] =\n    std::include_bytes!(\"/etc/passwd\");", Some((2, "include_bytes!"))),
        ("include! { \"/etc/passwd\" }", Some((1, "include!"))),
        ("fn f() { core :: include /* or not */ ! (\"/etc/passwd\") }", Some((1, "include!"))),
        ("fn f() { r#include!(\"/etc/passwd\"); }", Some((1, "include!"))),
        ("fn f() { r#include_str!(\"/etc/passwd\"); }", Some((1, "include_str!"))),
        ("use std::include_str as x;", Some((1, "include_str"))),
        ("use core::{include as i};\ni!(\"/etc/passwd\");", Some((1, "include"))),
        ("use {std::include as i};", Some((1, "include"))),
        ("#[doc = include_str!(\"/etc/passwd\")] fn f() {}", Some((1, "include_str!"))),
        ("#![doc = include_str!(\"/etc/passwd\")]", Some((1, "include_str!"))),
        ("#![cfg_attr(all(), doc = include_str!(\"/etc/passwd\"))]", Some((1, "include_str!"))),
        ("fn f() { println!(\"{}\", include_str!(\"/etc/passwd\")) }", Some((1, "include_str!"))),
        (
            "#[debugger_visualizer(gdb_script_file = \"/etc/passwd\")] mod m {}",
            Some((1, "#[debugger_visualizer]")),
        ),
        ("fn include() {}\nfn f(include: u8) { x.include(include != 1); println!(\"{}\", include) }", None),
        ("mod include { pub fn g() {} }\nuse include::g;\nfn f() { include::g() }", None),
        ("fn f() { my_include_str(include_strs, \"include_str!(..)\"); } // include!()", None),
    ]);
}

#[test]
fn the_compilers_environment() {
    check(&[
        ("const A: &str = env!(\"HOME\");", Some((1, "env!"))),
        ("const A: Option<&str> = core::option_env!(\"HOME\");", Some((1, "option_env!"))),
        ("use std::option_env as o;", Some((1, "option_env"))),
        ("use std::{env, path};\nfn f() { env::var(\"HOME\"); std :: env::args(); }", None),
        ("use std::{env as e};", None),
        ("fn f(env: u8) { if env != 1 { g(env) } println!(\"{env}\") }", None),
    ]);
}

#[test]
fn modules_elsewhere() {
    check(&[
        ("#[path = \"/etc/passwd\"] mod m;", Some((1, "#[path]"))),
        ("#[r#path = \"/etc/passwd\"] mod m;", Some((1, "#[path]"))),
        ("#[cfg_attr(all(), path = \"/etc/passwd\")] mod m;", Some((1, "#[path]"))),
        (
            "#[cfg_attr(all(a, b),\n cfg_attr(any(), allow(x),\n path = \"/etc/passwd\"))] mod m;",
            Some((3, "#[path]")),
        ),
        ("#[r#cfg_attr(all(), path = \"/etc/passwd\")] mod m;", Some((1, "#[path]"))),
        ("mod m { #![path = \"/etc\"] }", Some((1, "#![path]"))),
        ("m!(path = \"/etc/passwd\");", Some((1, "path"))),
        ("m! { path = \"/etc/passwd\" }", Some((1, "path"))),
        ("m! { x, [path = r\"/etc/passwd\"] }", Some((1, "path"))),
        ("fn f(p: &str) { println!(\"{path}\", path = p); m!(path = p) }", None),
        ("fn f(p: &str) { println!(\"{path} {}\", 1, path = \"x\") }", None),
        ("fn f() { let mut path = \"x\"; path = \"y\"; }\nfn g(mut path: &str) { path = \"x\"; }", None),
        (
            "use std::path::Path;\nstruct S { path: u8 }\nfn f(s: S) { s.path; println!(\"{}\", s.path) }",
            None,
        ),
        ("mod m { pub fn f() {} }", None),
    ]);
}

#[test]
fn attributes_of_linkers_and_of_crates() {
    check(&[
        ("#[no_mangle]\npub fn f() {}", Some((1, "#[no_mangle]"))),
        ("fn f() {}\n#[ /* so */ export_name = \"main\"]\nfn g() {}", Some((2, "#[export_name]"))),
        ("#[link_section = \".init_array\"] static A: u8 = 1;", Some((1, "#[link_section]"))),
        ("#[link(name = \"c\")] mod m {}", Some((1, "#[link]"))),
        ("#[cfg_attr(all(), link_name = \"x\")] fn f() {}", Some((1, "#[link_name]"))),
        ("#![link_args = \"-x\"]", Some((1, "#![link_args]"))),
        ("#![feature(asm)]", Some((1, "#![feature]"))),
        ("#![cfg_attr(all(), feature(asm))]", Some((1, "#![feature]"))),
        ("#![allow(unused)]\n#![no_std]", Some((2, "#![no_std]"))),
        ("#![no_core]", Some((1, "#![no_core]"))),
        ("#![no_main]", Some((1, "#![no_main]"))),
        ("#![crate_type = \"bin\"]", Some((1, "#![crate_type]"))),
        ("#![crate_name = \"x\"]", Some((1, "#![crate_name]"))),
        ("#![recursion_limit = \"1000000\"]", Some((1, "#![recursion_limit]"))),
        ("#![type_length_limit = \"1000000\"]", Some((1, "#![type_length_limit]"))),
        ("#[panic_handler] fn f() {}", Some((1, "#[panic_handler]"))),
        ("#[global_allocator] static A: A = A;", Some((1, "#[global_allocator]"))),
        ("#[std::prelude::v1::global_allocator] static A: A = A;", Some((1, "global_allocator"))),
        ("#[proc_macro] pub fn f() {}", Some((1, "#[proc_macro]"))),
        ("#[proc_macro_derive(A)] pub fn f() {}", Some((1, "#[proc_macro_derive]"))),
        ("#[proc_macro_attribute] pub fn f() {}", Some((1, "#[proc_macro_attribute]"))),
        ("m! { #[no_mangle] fn f() {} }", Some((1, "#[no_mangle]"))),
        ("macro_rules! m { () => { #[no_mangle] fn f() {} } }", Some((1, "#[no_mangle]"))),
    ]);
}

#[test]
fn harmless_attributes_and_names() {
    check(&[
        ("#![allow(unused)]\n#![warn(missing_docs)]\n#![deny(warnings)]\n#![expect(dead_code)]", None),
        ("#![allow(clippy::all)]\n#[rustfmt::skip]\n#[inline]\n#[must_use]\nfn f() {}", None),
        ("#[derive(Debug, Clone)]\n#[repr(u8)]\nenum E { #[default] A }", None),
        ("#[cfg(feature = \"x\")]\n#[cfg_attr(feature = \"x\", allow(unused))]\nfn f() {}", None),
        ("#[doc = \"no_mangle\"]\n#[doc(hidden)]\n#[used]\nstatic A: u8 = 1;", None),
        ("#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {}", None),
        ("#[cfg(test)]\nmod tests { #[tokio::test]\nasync fn f() {}\n#[test]\nfn g() {} }", None),
        ("#[macro_use]\nmod m { macro_rules! n { () => { 1 } } }", None),
        (
            "fn link(feature: u8) { let no_std = [link, feature]; S { link: feature }; s.link(feature); }",
            None,
        ),
        ("fn f() { println!(\"{} {link}\", link, link = feature); vec![feature, no_main] }", None),
    ]);
}

#[test]
fn foreign_crates_and_functions() {
    check(&[
        ("extern crate libc;", Some((1, "extern crate"))),
        ("fn f() {}\npub extern crate self as tokio;", Some((2, "extern crate"))),
        ("extern { fn f(); }", Some((1, "extern"))),
        ("extern \"C\" { fn f(); }", Some((1, "extern"))),
        ("extern r\"system\"\n{ fn f(); }", Some((1, "extern"))),
        ("extern \"C\" fn f() {}\npub extern fn g() {}\ntype F = extern \"C\" fn();", None),
        ("fn f() { r#extern + 1 }", None),
    ]);
}

#[test]
fn macros_stay_in_their_file() {
    check(&[
        ("#![macro_use]", Some((1, "#![macro_use]"))),
        ("#![cfg_attr(all(), macro_use)]", Some((1, "#![macro_use]"))),
        ("#![cfg(false)]\nfn f() {}", Some((1, "#![cfg]"))),
        ("#![cfg_attr(all(), cfg(test))]", Some((1, "#![cfg]"))),
        ("#[cfg(test)]\nmod tests {}", None),
        ("#[macro_export]\nmacro_rules! m { () => {} }", Some((1, "#[macro_export]"))),
        ("macro_rules! m { ($a:ident) => { #[$a] macro_rules! n { () => {} } } }", Some((1, "$a"))),
        ("m!(macro_export);", Some((1, "macro_export"))),
        ("macro_rules! m { () => {} }\npub(crate) use m;", Some((2, "pub use"))),
        ("pub use m as n;\nmacro_rules! m { () => {} }", Some((1, "pub use"))),
        ("macro_rules! m { ($($t:tt,)*) => { $($t)* } }\nm!(pub, use, m, ;,);", Some((2, "use"))),
        (
            "macro_rules! m { () => {{ use std::time::Duration; Duration::ZERO }} }\nuse tokio::time;\npub fn f() {}",
            None,
        ),
        ("macro_rules! m { ($n:ident) => { pub fn $n() {} } }\nuse tokio::time;", None),
        ("pub use tokio::time;\npub(crate) use tokio::task;", None),
    ]);
}

#[test]
fn macros_piece_nothing_together() {
    check(&[
        ("macro_rules! m { ($a:ident) => { #[$a] fn f() {} } }", Some((1, "$a"))),
        ("macro_rules! m { ($a:ident) => { mod n { #![$a] } } }", Some((1, "$a"))),
        ("macro_rules! m { ($(#[$a:meta])* $n:ident) => { fn $n() {} } }", Some((1, "$a"))),
        ("macro_rules! m { ($a:tt) => { # $a fn f() {} } }", Some((1, "$a"))),
        ("macro_rules! m { ($a:tt) => {\n#[cfg_attr(all(), $a)] fn f() {} } }", Some((2, "$a"))),
        ("macro_rules! m { ($($a:tt)*) => { #[$($a)*] fn f() {} } }", Some((1, "$"))),
        ("macro_rules! m { ($text:literal) => { #[doc = $text] fn f() {} } }", None),
        ("macro_rules! m { ($a:ident) => { $a!(\"x\") } }\nm!(include_str);", Some((2, "include_str"))),
        ("macro_rules! m { (.$a:ident) => { $a!(\"x\") } }\nm!(.include_str);", Some((2, "include_str"))),
        (
            "macro_rules! m { (fn $a:ident) => { $a!(\"x\") } }\nm!(fn include_bytes);",
            Some((2, "include_bytes")),
        ),
        ("macro_rules! m { ($a:ident) => { $a!(\"x\") } }\nm!(include);", Some((2, "include"))),
        ("macro_rules! m { ($($t:tt;)*) => { $($t)* } }\nm!(include; !; (\"x\"););", Some((2, "include"))),
        ("m!(include);\nmacro_rules! m { ($a:ident) => { $a!(\"x\") } }", Some((1, "include"))),
        ("macro_rules! m { ($h:tt $p:tt) => { $h [$p = \"x\"] mod n; } }\nm!(# path);", Some((2, "path"))),
        ("macro_rules! m { ($h:tt $e:tt) => { $h [path $e \"x\"] mod n; } }\nm!(# =);", Some((1, "path"))),
        ("macro_rules! m { () => { fn f() { n! { { path } } } } }", Some((1, "path"))),
        ("macro_rules! m { () => { 1 } }\nuse std::path::Path;\nfn f(include: &Path) { g(include) }", None),
        (
            "macro_rules! m { ($v:expr) => { $v.sort() } }\nfn f() { m!(link); println!(\"{}\", [m!(x)][0]) }",
            None,
        ),
        ("macro_rules! include { () => { 1 } }\nfn f() {}", None),
    ]);
}

#[test]
fn lines_are_those_of_the_file() {
    check(&[
        ("\u{feff}unsafe", Some((1, "unsafe"))),
        ("#!/usr/bin/env run\nfn f() {}\nunsafe", Some((3, "unsafe"))),
        ("\u{feff}#!/usr/bin/env run\r\n\r\nunsafe", Some((3, "unsafe"))),
        ("#![allow(unused)] unsafe", Some((1, "unsafe"))),
        ("#!\n[no_std]", Some((2, "#![no_std]"))),
        ("\"\n\n\";\n// é\nunsafe", Some((5, "unsafe"))),
        ("include!(\"a\");\nunsafe", Some((1, "include!"))),
        ("#!/usr/bin/env unsafe \" /*\nfn f() {}", None),
        ("", None),
        ("#!", None),
    ]);
}

#[test]
fn what_the_compiler_may_read_otherwise_is_unreadable() {
    for source in [
        "fn f() { \"open",
        "fn f( { ]",
        "/* open",
        "unsafe 'ab'",
        "m!('r\"\\\" \"); unsafe {} // \");",
        "m!('c\"\");",
        "#!/**/[doc = include_str!(\"/etc/passwd\")]\nfn f() {}",
        "#! //\n[no_std]",
        "#!\u{200e}[no_std]\nfn f() {}",
        "#!\u{a0}[ /*\nunsafe /* */ */ ]",
        "---\n\"\n---\nunsafe // \"",
        "#!/run\n\n---\n/*\n---\nunsafe // */",
    ] {
        assert_eq!(scan(source), Scan::Unreadable, "{source}");
    }
}

#[test]
fn deep_nesting_does_no_harm() {
    for (open, close) in [("(", ")"), ("#[", "]"), ("m!{", "}"), ("#[cfg_attr(x,", ")]")] {
        let times = 200_000 / open.len();
        let nested = |inside: &str| format!("{}{inside}{}", open.repeat(times), close.repeat(times));
        assert_eq!(found(&nested("x")), None, "{open}");
        assert_eq!(found(&nested("\nunsafe")), Some((2, "unsafe".to_owned())), "{open}");
    }
    assert_eq!(scan(&"(".repeat(200_000)), Scan::Unreadable);
}

/// What begins no text and no comment.
const WORDS: &[&str] = &[
    "unsafe",
    "extern",
    "crate",
    "use",
    "pub",
    "as",
    "macro_rules",
    "mod",
    "fn",
    "r#unsafe",
    "path",
    "include",
    "include_str",
    "asm",
    "env",
    "cfg_attr",
    "no_mangle",
    "link",
    "macro_use",
    "std",
    "#",
    "!",
    "$",
    "=",
    "::",
    ";",
    ",",
    ".",
    "<",
    "'a",
    "1",
    "{}",
    "()",
    "#[",
    "#![",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
];

const TEXTS: &[&str] = &["\"", "\"x\"", "'", "r", "r#", "b", "\\", "//", "/*", "*/", "\n", "é", "---"];

proptest! {
    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        scan(&text);
    }

    #[test]
    fn any_tokens_are_survived(words in vec(select([WORDS, TEXTS].concat()), 0..60)) {
        scan(&words.join(" "));
        scan(&words.concat());
    }

    #[test]
    fn no_neighbours_hide_a_keyword(before in vec(select(WORDS), 0..12), after in vec(select(WORDS), 0..12)) {
        let text = [before.join(" "), after.join(" ")].join(" unsafe ");
        prop_assert_ne!(scan(&text), Scan::Clean);
    }
}

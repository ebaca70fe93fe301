//! The exercises of the course, one module each, and one program in `src/bin`. Start with
//! `src/async_syntax.rs`; `README.md` beside this folder has all of them in their order.
//!
//! The list of modules is made from `checks/*.toml`; nothing in this file needs changing.

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
modules!();

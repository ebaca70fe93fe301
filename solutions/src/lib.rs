//! Reference answers, in the same files as the exercises; the list of modules is made from
//! `exercises/checks/*.toml`.

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
modules!();

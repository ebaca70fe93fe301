//! The exercises; the list of modules is made from `checks/*.toml`.

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
modules!();

//! What a course gives to student code.
//!
//! Exercises re-export these modules (`use crate::random;`). The crate knows nobody of the grader's:
//! it works outside of one as well, only without a fixed seed.

pub mod blocking;
pub mod http;
pub mod random;
#[doc(hidden)]
pub mod world;

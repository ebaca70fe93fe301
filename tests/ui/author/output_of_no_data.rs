//! says: the harness cannot turn `HashMap<u32, u32>` into data
//! says: no check can read a `HashMap<u32, u32>`
//! says: the harness cannot turn `u8` into data
//! says: an `output` is made of these types: (), bool, usize, u64, u32, i64, i32, f64, String,

use std::collections::HashMap;

fn main() {
    grader_harness::value(HashMap::<u32, u32>::new()); //~ E0277
    grader_harness::value(vec![1_u8]); //~ E0277
}

//! says: the harness cannot make a `u8` from a course's data
//! says: a course's data cannot become a `u8`
//! says: the harness cannot make a `&str` from a course's data
//! says: an input has one of these types: bool, usize, u64, u32, i64, i32, f64, String, Duration

use grader_harness::Inputs;

fn call(inputs: &Inputs) {
    let _number: u8 = inputs.get("n"); //~ E0277
    let _names: Vec<&str> = inputs.get("names"); //~ E0277
}

fn main() {
    call(&Inputs::from(std::collections::BTreeMap::new()));
}

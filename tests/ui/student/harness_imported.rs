//! The harness is not there for student code.

use grader_harness::World; //~ E0432

fn main() {
    let _world: Option<World> = None;
}

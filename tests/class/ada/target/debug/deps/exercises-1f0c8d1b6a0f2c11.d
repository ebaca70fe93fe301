ada/target/debug/deps/libexercises.rlib: exercises/src/lib.rs exercises/src/basic_wait.rs

//! # Count down
//!
//! Write a program that prints 3, 2, 1, a second apart, and then `Lift-off!`.

#[tokio::main]
async fn main() {
    todo!()
}

//! Expands a few lines to 200 000 functions.

use std::time::Duration;

use crate::random;

macro_rules! two {
    () => {
        pub fn one(n: u64) -> u64 {
            n.wrapping_mul(3) ^ 1
        }
        pub fn two(n: u64) -> u64 {
            n.wrapping_mul(5) ^ one(n)
        }
    };
}

macro_rules! ten_0 {
    () => {
        pub mod a {
            two!();
        }
        pub mod b {
            two!();
        }
        pub mod c {
            two!();
        }
        pub mod d {
            two!();
        }
        pub mod e {
            two!();
        }
        pub mod f {
            two!();
        }
        pub mod g {
            two!();
        }
        pub mod h {
            two!();
        }
        pub mod i {
            two!();
        }
        pub mod j {
            two!();
        }
    };
}

macro_rules! ten_1 {
    () => {
        pub mod a {
            ten_0!();
        }
        pub mod b {
            ten_0!();
        }
        pub mod c {
            ten_0!();
        }
        pub mod d {
            ten_0!();
        }
        pub mod e {
            ten_0!();
        }
        pub mod f {
            ten_0!();
        }
        pub mod g {
            ten_0!();
        }
        pub mod h {
            ten_0!();
        }
        pub mod i {
            ten_0!();
        }
        pub mod j {
            ten_0!();
        }
    };
}

macro_rules! ten_2 {
    () => {
        pub mod a {
            ten_1!();
        }
        pub mod b {
            ten_1!();
        }
        pub mod c {
            ten_1!();
        }
        pub mod d {
            ten_1!();
        }
        pub mod e {
            ten_1!();
        }
        pub mod f {
            ten_1!();
        }
        pub mod g {
            ten_1!();
        }
        pub mod h {
            ten_1!();
        }
        pub mod i {
            ten_1!();
        }
        pub mod j {
            ten_1!();
        }
    };
}

macro_rules! ten_3 {
    () => {
        pub mod a {
            ten_2!();
        }
        pub mod b {
            ten_2!();
        }
        pub mod c {
            ten_2!();
        }
        pub mod d {
            ten_2!();
        }
        pub mod e {
            ten_2!();
        }
        pub mod f {
            ten_2!();
        }
        pub mod g {
            ten_2!();
        }
        pub mod h {
            ten_2!();
        }
        pub mod i {
            ten_2!();
        }
        pub mod j {
            ten_2!();
        }
    };
}

macro_rules! ten_4 {
    () => {
        pub mod a {
            ten_3!();
        }
        pub mod b {
            ten_3!();
        }
        pub mod c {
            ten_3!();
        }
        pub mod d {
            ten_3!();
        }
        pub mod e {
            ten_3!();
        }
        pub mod f {
            ten_3!();
        }
        pub mod g {
            ten_3!();
        }
        pub mod h {
            ten_3!();
        }
        pub mod i {
            ten_3!();
        }
        pub mod j {
            ten_3!();
        }
    };
}

ten_4!();

pub async fn wait_random(max_delay: Duration) -> Duration {
    let delay = Duration::from_secs_f64(random::uniform(0.0, max_delay.as_secs_f64()));
    tokio::time::sleep(delay).await;
    delay
}

//! A crate that the course does not give, named in both ways.

use reqwest::get; //~ E0432

fn main() {
    let _response = get("https://example.org");
    let _client = surf::client(); //~ E0433
}

//! # Fetch pages
//!
//! Programs wait for the network more than for anything else. A request goes
//! out, and for a second nothing happens. Meanwhile you could have sent the
//! next one, and the one after that.
//!
//! The course has a client for the web, [`Client`]. It looks like the one of
//! the crate `reqwest`, which you are going to meet outside of this course:
//!
//! ```
//! use std::time::Duration;
//! use exercises::http::{Answer, Client, FetchError};
//!
//! async fn title(client: &Client) -> Result<String, FetchError> {
//!     let response = client.get("http://ada.test/").send().await?;
//!     let response = response.error_for_status()?;
//!     let text = response.text().await?;
//!     Ok(text.to_uppercase())
//! }
//!
//! #[tokio::main(flavor = "current_thread", start_paused = true)]
//! async fn main() {
//!     // A client that finds one page, for this example.
//!     let page = Answer::text("Hello!").after(Duration::from_secs(1));
//!     let client = Client::builder().page("http://ada.test/", page).build();
//!
//!     assert_eq!(title(&client).await, Ok("HELLO!".to_owned()));
//!
//!     let error = client.get("http://bob.test/").send().await.unwrap_err();
//!     assert_eq!(error, FetchError::UnknownHost);
//! }
//! ```
//!
//! A page comes in two parts, and you wait for each:
//!
//! - `send().await` gives a response as soon as the server begins to answer. An
//!   `Err` says that there is no server, or that it refused the connection.
//! - `text().await` gives the text of the page, which may take longer.
//!
//! A server that has no such page answers as well: with a *status* such as 404.
//! That is a response like any other, until you call `error_for_status()`, which
//! makes `Err(FetchError::Status(404))` of it.
//!
//! The `?` behind each step is for the one function that fetches one page. In a
//! function that fetches many, it would end everything with the first failure.
//! There a failure is a result like any other: keep the whole `Result`.
//!
//! Python's twin of the client is `aiohttp.ClientSession`, that of
//! `error_for_status()` is `raise_for_status()`, and to keep failures among the
//! results is `asyncio.gather(…, return_exceptions=True)`.
//!
//! # Your task
//!
//! Write two functions:
//!
//! - [`fetch_url`] fetches one page and returns its text, or why there is none.
//! - [`fetch_all`] fetches all of `urls` at the same time, and returns a result
//!   for each, in the order of `urls`.
//!
//! # What is judged
//!
//! - **fetch_url returns the text of the page.**
//! - **fetch_url says why there is no page.** A status that is an error is an
//!   `Err` too.
//! - **fetch_all returns a result for each URL, in their order.**
//! - **A failure loses no other result.**
//! - **All pages are fetched at the same time.** All of them together take as
//!   long as the slowest of them.
//! - **Each URL is asked for once.** A URL that stands in `urls` twice is asked
//!   for twice, and one that has failed is not asked for again.
//! - **Nothing blocks the thread.**
//!
//! ```text
//! cargo test -p exercises --test checks fetch::
//! ```
//!
//! [`Client`]: crate::http::Client

use crate::http::{Client, FetchError};

/// Fetches the page at `url` and returns its text.
pub async fn fetch_url(client: &Client, url: &str) -> Result<String, FetchError> {
    // What you have so far. Write your code in place of these lines.
    let _ = (client, url);
    todo!()
}

/// Fetches all of `urls` at the same time, and returns what comes of each, in
/// their order.
pub async fn fetch_all(client: &Client, urls: &[String]) -> Vec<Result<String, FetchError>> {
    let _ = (client, urls);
    todo!()
}

// What `cargo package` left of my first try.
pub async fn wait_random() {
    todo!()
}

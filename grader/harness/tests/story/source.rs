//! Lines of code addresses, from this program's debug information: what the parent does.

/// The innermost file and line of a code address, among `files`.
pub(crate) fn line_of(address: u64, files: &[&str]) -> Option<(String, u32)> {
    thread_local! {
        static PROGRAM: addr2line::Loader =
            std::env::current_exe()
                .map_err(Into::into)
                .and_then(addr2line::Loader::new)
                .expect("a test has debug information");
    }
    PROGRAM.with(|program| {
        let mut frames = program.find_frames(address).ok()?;
        while let Some(frame) = frames.next().ok()? {
            let location = frame.location.as_ref();
            let file = location.and_then(|location| location.file);
            let line = location.and_then(|location| location.line);
            if let (Some(file), Some(line)) = (file, line)
                && files.iter().any(|ours| file.ends_with(ours))
            {
                return Some((file.to_owned(), line));
            }
        }
        None
    })
}

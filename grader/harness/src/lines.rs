//! What student code prints, put together to lines.

use grader_trace::Stream;

/// The longest line, in bytes; what is longer goes on as a further line.
const LONGEST: usize = 64 << 10;

/// Lines that are not complete yet.
#[derive(Default)]
pub(crate) struct Lines {
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    /// Bytes printed in all.
    pub(crate) bytes: u64,
}

impl Lines {
    fn begun(&mut self, stream: Stream) -> &mut Vec<u8> {
        match stream {
            Stream::Stdout => &mut self.stdout,
            Stream::Stderr => &mut self.stderr,
        }
    }

    /// Takes printed bytes and returns the lines that they complete.
    pub(crate) fn feed(&mut self, stream: Stream, bytes: &[u8]) -> Vec<String> {
        self.bytes += bytes.len() as u64;
        let mut complete = Vec::new();
        let begun = self.begun(stream);
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            begun.extend_from_slice(piece);
            if begun.last() == Some(&b'\n') {
                begun.pop();
                complete.push(text(&std::mem::take(begun)));
            }
            while begun.len() > LONGEST {
                complete.push(text(&begun.drain(..LONGEST).collect::<Vec<_>>()));
            }
        }
        complete
    }

    /// The rest, which lacks its end of line.
    pub(crate) fn rest(&mut self, stream: Stream) -> Option<String> {
        let rest = std::mem::take(self.begun(stream));
        if rest.is_empty() { None } else { Some(text(&rest)) }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_lines() {
        let mut lines = Lines::default();
        assert_eq!(lines.feed(Stream::Stdout, b"one "), [""; 0]);
        assert_eq!(lines.feed(Stream::Stderr, b"other\n"), ["other"]);
        assert_eq!(lines.feed(Stream::Stdout, b"line\n\ntwo"), ["one line", ""]);
        assert_eq!(lines.rest(Stream::Stdout).as_deref(), Some("two"));
        assert_eq!(lines.rest(Stream::Stdout), None);
        assert_eq!(lines.bytes, 19);
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let mut lines = Lines::default();
        let complete = lines.feed(Stream::Stdout, &vec![b'x'; 2 * LONGEST + 1]);
        assert_eq!(complete.iter().map(String::len).collect::<Vec<_>>(), [LONGEST, LONGEST]);
        assert_eq!(lines.rest(Stream::Stdout).as_deref(), Some("x"));
    }
}

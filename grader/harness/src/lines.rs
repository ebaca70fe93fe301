//! What student code prints, put together to lines.

use std::time::Duration;

use grader_trace::{Places, Stream, TaskId};

/// The longest line, in bytes; what is longer goes on as a further line.
pub(crate) const LONGEST: usize = 64 << 10;

/// Who printed the last of a line, when and where.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct By {
    pub(crate) at: Duration,
    pub(crate) task: TaskId,
    pub(crate) places: Places,
}

/// A line that is not complete yet.
#[derive(Default)]
struct Begun {
    text: Vec<u8>,
    by: Option<By>,
}

/// Lines that are not complete yet.
///
/// What `print!` leaves in std's buffer arrives when that is full, flushed, or gets an end of line; whoever
/// makes it complete has printed the line.
#[derive(Default)]
pub(crate) struct Lines {
    stdout: Begun,
    stderr: Begun,
    /// Bytes printed in all.
    pub(crate) bytes: u64,
}

impl Lines {
    fn begun(&mut self, stream: Stream) -> &mut Begun {
        match stream {
            Stream::Stdout => &mut self.stdout,
            Stream::Stderr => &mut self.stderr,
        }
    }

    /// Takes printed bytes and returns the lines that they complete.
    pub(crate) fn feed(&mut self, stream: Stream, bytes: &[u8]) -> Vec<String> {
        self.bytes += bytes.len() as u64;
        let mut complete = Vec::new();
        let begun = &mut self.begun(stream).text;
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            let line = piece.strip_suffix(b"\n");
            let mut more = line.unwrap_or(piece);
            while begun.len() + more.len() > LONGEST {
                let (now, later) = more.split_at(LONGEST - begun.len());
                begun.extend_from_slice(now);
                complete.push(text(&std::mem::take(begun)));
                more = later;
            }
            begun.extend_from_slice(more);
            if line.is_some() {
                complete.push(text(&std::mem::take(begun)));
            }
        }
        complete
    }

    /// Remembers by whom the line was printed last that is not complete, if there is one.
    pub(crate) fn begun_by(&mut self, stream: Stream, by: By) {
        let begun = self.begun(stream);
        begun.by = (!begun.text.is_empty()).then_some(by);
    }

    /// The rest of each stream, which lacks its end of line.
    pub(crate) fn rest(&mut self) -> Vec<(Stream, String, By)> {
        let mut rest = Vec::new();
        for stream in [Stream::Stdout, Stream::Stderr] {
            let Begun { text: bytes, by } = std::mem::take(self.begun(stream));
            rest.extend(by.map(|by| (stream, text(&bytes), by)));
        }
        rest.sort_by_key(|(_, _, by)| by.at);
        rest
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(task: u32) -> By {
        By { at: Duration::from_secs(task.into()), task: TaskId(task), places: Places::default() }
    }

    #[test]
    fn pieces_become_lines() {
        let mut lines = Lines::default();
        assert_eq!(lines.feed(Stream::Stdout, b"one "), [""; 0]);
        assert_eq!(lines.feed(Stream::Stderr, b"other\n"), ["other"]);
        assert_eq!(lines.feed(Stream::Stdout, b"line\n\ntwo"), ["one line", ""]);
        lines.begun_by(Stream::Stdout, by(1));
        assert_eq!(lines.rest(), [(Stream::Stdout, "two".to_owned(), by(1))]);
        assert_eq!(lines.rest(), []);
        assert_eq!(lines.bytes, 19);
    }

    #[test]
    fn a_line_without_end_is_whose_piece_was_the_last() {
        let mut lines = Lines::default();
        for (task, stream, bytes) in [
            (5, Stream::Stdout, "one "),
            (1, Stream::Stderr, "other"),
            (3, Stream::Stdout, "line"),
            (4, Stream::Stderr, "\n"),
            (2, Stream::Stderr, "more"),
        ] {
            lines.feed(stream, bytes.as_bytes());
            lines.begun_by(stream, by(task));
        }
        let rest =
            [(Stream::Stderr, "more".to_owned(), by(2)), (Stream::Stdout, "one line".to_owned(), by(3))];
        assert_eq!(lines.rest(), rest);
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let mut lines = Lines::default();
        let complete = lines.feed(Stream::Stdout, &vec![b'x'; 2 * LONGEST + 1]);
        assert_eq!(complete.iter().map(String::len).collect::<Vec<_>>(), [LONGEST, LONGEST]);
        lines.begun_by(Stream::Stdout, by(1));
        assert_eq!(lines.rest(), [(Stream::Stdout, "x".to_owned(), by(1))]);
        let mut with_end = vec![b'x'; LONGEST + 2];
        with_end.push(b'\n');
        assert_eq!(lines.feed(Stream::Stdout, b"12"), [""; 0]);
        let complete = lines.feed(Stream::Stdout, &with_end);
        assert_eq!(complete.iter().map(String::len).collect::<Vec<_>>(), [LONGEST, 4]);
    }
}

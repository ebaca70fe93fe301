//! What all pages have: their style, and what a browser may do with them.

use std::fmt::Write as _;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

static STYLE: &str = include_str!("../../../templates/style.css");
/// The script of the page of a class: sorts and searches its table. Without it nothing is missing but that.
pub(super) static TABLE: &str = include_str!("../../../templates/table.js");

/// The head of a page.
pub(super) struct Head {
    pub(super) title: String,
    /// The only script of the page.
    pub(super) script: Option<&'static str>,
}

impl Head {
    pub(super) fn style(&self) -> &'static str {
        STYLE
    }

    /// The policy by which a browser takes the style and the script of ours, and runs and loads nothing else,
    /// whatever a submission has brought into the page.
    pub(super) fn policy(&self) -> String {
        static OF_STYLE: LazyLock<String> = LazyLock::new(|| source(STYLE));
        let mut policy = format!("default-src 'none'; style-src {}", *OF_STYLE);
        if let Some(script) = self.script {
            write!(policy, "; script-src {}", source(script)).expect("writes to memory");
        }
        policy + "; base-uri 'none'; form-action 'none'"
    }
}

/// How a policy names a text.
fn source(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, index| bits << 8 | u32::from(*chunk.get(index).unwrap_or(&0)));
        for index in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * index) & 63) as usize];
            text.push(if index > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    /// A browser reads a style or a script up to what ends it.
    #[test]
    fn nothing_in_them_ends_them() {
        assert!(!STYLE.contains("</") && !TABLE.contains("</") && !TABLE.contains("<!--"));
    }
}

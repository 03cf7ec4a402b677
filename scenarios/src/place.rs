//! Places in files: what an error points at.

use std::ops::Range;
use std::sync::Arc;

/// A text that errors can point into.
#[derive(Debug)]
pub(crate) struct Text {
    /// Path as the user knows it; `None` for the command line.
    pub file: Option<String>,
    pub body: String,
    /// Line number of the first line: not 1 where only a part of a large file is kept.
    pub first_line: usize,
}

/// A stretch of a text.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub text: Arc<Text>,
    pub span: Range<usize>,
}

impl Place {
    pub fn new(text: &Arc<Text>, span: Range<usize>) -> Self {
        Self { text: Arc::clone(text), span }
    }

    /// Line number, from 1; `None` on the command line.
    pub fn line(&self) -> Option<usize> {
        self.text.file.as_ref()?;
        let start = self.span.start.min(self.text.body.len());
        Some(
            self.text.first_line + self.text.body.as_bytes()[..start].iter().filter(|b| **b == b'\n').count(),
        )
    }

    /// Numbers of the lines it touches; none on the command line.
    pub fn lines(&self) -> Range<usize> {
        let Some(first) = self.line() else { return 0..0 };
        let inside = self.text.body.as_bytes().get(self.span.clone()).unwrap_or_default();
        first..first + 1 + inside.iter().filter(|b| **b == b'\n').count()
    }

    /// The whole line it begins in, without its end.
    pub fn whole_line(&self) -> Range<usize> {
        let body = self.text.body.as_str();
        let start = floor_boundary(body, self.span.start);
        // A mistake found at the end of a file belongs to its last line.
        let start = if start == body.len() && start > 0 { floor_boundary(body, start - 1) } else { start };
        let from = body[..start].rfind('\n').map_or(0, |i| i + 1);
        let to = body[start..].find('\n').map_or(body.len(), |i| start + i);
        from..to
    }

    /// The one line that the stretch begins in, and the stretch inside it: all that is printed. The printing
    /// library asserts that spans are sane, so this makes them so whatever was in the file.
    pub fn excerpt(&self) -> (&str, Range<usize>) {
        let body = self.text.body.as_str();
        let start = floor_boundary(body, self.span.start);
        let from = body[..start].rfind('\n').map_or(0, |i| i + 1);
        let to = body[start..].find('\n').map_or(body.len(), |i| start + i);
        let line = body[from..to].trim_end_matches('\r');
        let start = (start - from).min(line.len());
        let end = floor_boundary(line, self.span.end.saturating_sub(from)).max(start);
        if line.len() <= LONGEST_LINE {
            return (line, start..end);
        }
        // A line without end: only what surrounds the place.
        let left = floor_boundary(line, start.saturating_sub(LONGEST_LINE / 2));
        let right = floor_boundary(line, left + LONGEST_LINE);
        (&line[left..right], start - left..end.min(right) - left)
    }
}

/// Lines longer than this are cut in messages, bytes.
const LONGEST_LINE: usize = 400;

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::{Errors, Problem};

    fn place(body: &str, span: Range<usize>) -> Place {
        Place::new(&Arc::new(Text { file: Some("a.toml".into()), body: body.into(), first_line: 1 }), span)
    }

    #[test]
    fn a_place_knows_its_line_and_shows_that_line_only() {
        let p = place("one\ntwö three\r\nfour", 9..14);
        assert_eq!(p.line(), Some(2));
        assert_eq!(p.excerpt(), ("twö three", 5..10));
        // Spans past the end, inside a character, or over several lines are cut to something that can be shown.
        for span in [400..900, 6..7, 0..19, 19..19] {
            let p = place("one\ntwö three\r\nfour", span);
            assert!(Errors::new(vec![Problem::new("wrong").at(p)]).render(true).contains("wrong"));
        }
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let body = format!("{}x{}", "é".repeat(5000), "é".repeat(5000));
        let p = place(&body, 10_000..10_001);
        let (line, span) = p.excerpt();
        assert_eq!(&line[span], "x");
        assert!(line.len() <= LONGEST_LINE);
    }
}

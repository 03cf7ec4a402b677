//! What was wrong with a scenario, and how it is printed.

use std::fmt;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::place::{Place, Text};

/// One thing that is wrong.
// Boxed, so that a `Result` costs little where nothing is wrong.
#[derive(Clone, Debug)]
pub struct Problem(Box<Details>);

#[derive(Clone, Debug, Default)]
struct Details {
    message: String,
    place: Option<Place>,
    label: String,
    why: Option<String>,
    help: Option<String>,
    key: Option<String>,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Details { message: message.into(), ..Details::default() }))
    }

    pub(crate) fn at(mut self, place: Place) -> Self {
        self.0.place = Some(place);
        self
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.0.label = label.into();
        self
    }

    pub(crate) fn why(mut self, why: impl Into<String>) -> Self {
        self.0.why = Some(why.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    pub(crate) fn key(mut self, key: impl Into<String>) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The parameter it is about, if it is about one.
    #[must_use]
    pub fn about_key(&self) -> Option<&str> {
        self.0.key.as_deref()
    }

    /// The file it stands in; `None` on the command line or where no file could be read.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.0.place.as_ref()?.text.file.as_deref()
    }

    /// The line it stands in, from 1.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.0.place.as_ref()?.line()
    }

    pub(crate) fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }

    fn render(&self, renderer: &Renderer) -> String {
        let mut group = Group::with_title(Level::ERROR.primary_title(self.0.message.as_str()));
        if let Some(place) = &self.0.place {
            let (line, span) = place.excerpt();
            let mut mark = AnnotationKind::Primary.span(span);
            if !self.0.label.is_empty() {
                mark = mark.label(self.0.label.as_str());
            }
            let mut snippet = Snippet::source(line).annotation(mark);
            snippet = match (&place.text.file, place.line()) {
                (Some(file), Some(number)) => snippet.path(file.as_str()).line_start(number),
                _ => snippet.line_numbering(false),
            };
            group = group.element(snippet);
        }
        for (level, text) in [(Level::NOTE, &self.0.why), (Level::HELP, &self.0.help)] {
            if let Some(text) = text {
                group = group.element(level.message(text.as_str()));
            }
        }
        renderer.render(&[group])
    }
}

/// Everything that is wrong with a scenario.
#[derive(Clone, Debug)]
pub struct Errors(Vec<Problem>);

impl Errors {
    /// In the order of files and lines; what has no place comes last.
    pub(crate) fn new(mut problems: Vec<Problem>) -> Self {
        let mut texts: Vec<*const Text> = Vec::new();
        let mut rank = |p: &Problem| {
            let Some(place) = p.place() else { return (usize::MAX, 0) };
            let text = Arc::as_ptr(&place.text);
            let number = texts.iter().position(|t| *t == text).unwrap_or_else(|| {
                texts.push(text);
                texts.len() - 1
            });
            (number, place.span.start)
        };
        let ranks: Vec<_> = problems.iter().map(&mut rank).collect();
        let mut order: Vec<usize> = (0..problems.len()).collect();
        order.sort_by_key(|i| ranks[*i]);
        let mut slots: Vec<Option<Problem>> = problems.drain(..).map(Some).collect();
        Self(order.into_iter().filter_map(|i| slots[i].take()).collect())
    }

    /// One after another.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Never true for errors that [`crate::load`] returns.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For a terminal: each with its file, line, the text underlined, why, and what to do; then how many.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for problem in &self.0 {
            out.push_str(&problem.render(&renderer));
            out.push_str("\n\n");
        }
        let mut files: Vec<&str> = self.0.iter().filter_map(Problem::file).collect();
        files.dedup();
        let count = match self.0.len() {
            1 => "1 error".to_string(),
            n => format!("{n} errors"),
        };
        match files.as_slice() {
            [] => out.push_str(&count),
            [file] => out.push_str(&format!("{count} in {file}")),
            _ => out.push_str(&format!("{count} in {} files", files.len())),
        }
        out
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Errors {}

/// A piece of the user's text, fit to stand inside a sentence: no control characters, not too long.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let short: String = text.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    let dots = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    short.replace("\\'", "'").replace("\\\"", "\"") + dots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stand_in_the_order_of_their_lines_and_are_counted() {
        let text = Arc::new(Text { file: Some("a.toml".into()), body: "a\nb\n".into(), first_line: 1 });
        let errors = Errors::new(vec![
            Problem::new("nowhere"),
            Problem::new("second").at(Place::new(&text, 2..3)),
            Problem::new("first").at(Place::new(&text, 0..1)),
        ]);
        let order: Vec<_> = errors.iter().map(Problem::message).collect();
        assert_eq!(order, ["first", "second", "nowhere"]);
        assert!(errors.to_string().ends_with("3 errors in a.toml"));
    }
}

//! One page of HTML that needs nothing else: no network, no other file.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;

use crate::figures::Edition;
use crate::text;

/// Words as HTML has to have them.
#[must_use]
pub fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Words whose marked parts, between backquotes, are set as code.
#[must_use]
pub fn with_code(words: &str) -> String {
    let parts: Vec<&str> = words.split('`').collect();
    // An odd one out opens nothing.
    if parts.len().is_multiple_of(2) {
        return escaped(words);
    }
    let part = |(at, part): (usize, &&str)| {
        if at % 2 == 1 { format!("<code>{}</code>", escaped(part)) } else { escaped(part) }
    };
    parts.iter().enumerate().map(part).collect()
}

/// What may be wider than the screen: it scrolls by itself, with the keyboard too.
#[must_use]
pub fn region(label: &str, inside: &str) -> String {
    format!(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">{inside}</div>\n",
        escaped(label)
    )
}

/// A page in the making.
pub struct Page {
    title: String,
    contents: Vec<(String, String)>,
    body: String,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), contents: Vec::new(), body: String::new() }
    }

    /// Begins a section, which the contents name.
    pub fn section(&mut self, heading: &str) {
        let id = format!("s{}", self.contents.len() + 1);
        // A String takes all that is written to it.
        let _ = writeln!(self.body, "<h2 id=\"{id}\">{}</h2>", escaped(heading));
        self.contents.push((id, heading.to_owned()));
    }

    /// Adds HTML that is whole in itself.
    pub fn add(&mut self, html: &str) {
        self.body.push_str(html);
        self.body.push('\n');
    }

    /// Adds a paragraph of words.
    pub fn say(&mut self, words: &str) {
        self.add(&format!("<p>{}</p>", with_code(words)));
    }

    /// Adds what is folded away until somebody asks for it.
    pub fn fold(&mut self, summary: &str, inside: &str) {
        self.add(&format!("<details><summary>{}</summary>\n{inside}</details>", escaped(summary)));
    }

    /// Adds text as it stands in a file, folded away.
    pub fn file(&mut self, name: &str, text: &str) {
        self.fold(name, &region(name, &format!("<pre>{}</pre>", escaped(text))));
    }

    /// Adds a figure with its caption.
    pub fn figure(&mut self, svg: &str, caption: &str) {
        self.add(&format!(
            "<figure{}>{}<figcaption>{}</figcaption></figure>",
            if is_narrow(svg) { " class=\"narrow\"" } else { "" },
            region(caption.split('.').next().unwrap_or("Figure"), &inline(svg)),
            escaped(caption)
        ));
    }

    /// The page as a file.
    #[must_use]
    pub fn finish(self) -> String {
        let contents: String = self
            .contents
            .iter()
            .map(|(id, heading)| format!("<li><a href=\"#{id}\">{}</a></li>\n", escaped(heading)))
            .collect();
        let title = escaped(&self.title);
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <link rel=\"icon\" href=\"data:,\">\n<style>\n{}{STYLE}</style>\n</head>\n<body>\n<header><h1>{title}</h1></header>\n\
             <nav aria-label=\"Contents\"><ul>\n{contents}</ul></nav>\n<main>\n{}</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
            faces(),
            self.body,
        )
    }
}

/// A drawing without a size of its own: the page gives it one.
fn inline(svg: &str) -> String {
    let (Some(width), Some(view)) = (svg.find(" width=\""), svg.find(" viewBox=")) else {
        return svg.to_owned();
    };
    format!("{}{}", &svg[..width], &svg[view..])
}

/// Whether a drawing was made for one column of a journal, by the width that it states.
fn is_narrow(svg: &str) -> bool {
    let width = svg.split(" width=\"").nth(1).and_then(|rest| rest.split("mm\"").next());
    width
        .and_then(|width| width.parse().ok())
        .is_some_and(|width| Edition { width, ..Edition::default() }.is_narrow())
}

/// The typeface of the figures, inside the page.
fn faces() -> String {
    let face = |file: &[u8], weight: u16| {
        format!(
            "@font-face{{font-family:\"Open Sans\";font-weight:{weight};src:url(data:font/ttf;base64,{})}}\n",
            BASE64.encode(file)
        )
    };
    face(text::FILES[0], 400) + &face(text::FILES[1], 700)
}

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_needs_nothing_from_elsewhere() {
        let mut page = Page::new("Mine & <yours>");
        page.section("First");
        page.say("a < `b`");
        page.figure("<svg width=\"89mm\" height=\"5mm\" viewBox=\"0 0 1 1\"></svg>", "Caption. More.");
        let html = page.finish();
        assert!(
            html.contains("<title>Mine &amp; &lt;yours&gt;</title>")
                && html.contains("<p>a &lt; <code>b</code></p>")
        );
        assert!(
            html.contains("<figure class=\"narrow\">") && html.contains("<svg viewBox=\"0 0 1 1\">"),
            "a drawing is as wide as the page"
        );
        for outside in ["http:", "https:", "src=\"", "@import", "url(/"] {
            assert!(!html.contains(outside), "{outside}");
        }
    }
}

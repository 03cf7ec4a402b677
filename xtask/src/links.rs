//! Relative links in Markdown files: each must lead to something that is there.

use crate::Verdict;
use crate::files::{below, is_ours, read};
use std::path::Path;

/// Follows every relative link of every Markdown file.
///
/// # Errors
/// Links that lead nowhere.
pub fn check(root: &Path) -> Verdict {
    let pages = below(root, &is_ours, &|path| path.extension().is_some_and(|end| end == "md"));
    let (mut count, mut faults) = (0, Vec::new());
    for page in &pages {
        let text = read(page)?;
        let folder = page.parent().unwrap_or(root);
        for (line, target) in links(&text) {
            count += 1;
            if !folder.join(path_of(target)).exists() {
                let page = page.strip_prefix(root).unwrap_or(page).display();
                faults.push(format!("{page}:{line} links to `{target}`, which is not there"));
            }
        }
    }
    if faults.is_empty() {
        Ok(format!("{count} links of {} pages lead somewhere", pages.len()))
    } else {
        Err(faults)
    }
}

/// Relative links outside code, with their lines: `[…](target)`, `[…]: target`, `src="target"`, `href="target"`.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut inside_block = false;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            inside_block = !inside_block;
        } else if !inside_block {
            let mut targets = Vec::new();
            for opening in ["](", "src=\"", "href=\""] {
                targets.extend(after(line, opening));
            }
            targets.extend(definition(line));
            found.extend(targets.into_iter().filter(|t| is_relative(t)).map(|target| (number, target)));
        }
    }
    found
}

/// What follows each `opening` that does not stand in `code`, up to the end of the target.
fn after<'a>(line: &'a str, opening: &str) -> Vec<&'a str> {
    line.match_indices(opening)
        .filter(|(at, _)| line[..*at].matches('`').count().is_multiple_of(2))
        .filter_map(|(at, _)| line[at + opening.len()..].split([')', '"', ' ']).next())
        .collect()
}

/// The target of a line such as `[name]: target`.
fn definition(line: &str) -> Option<&str> {
    let (name, target) = line.strip_prefix('[')?.split_once("]: ")?;
    (!name.contains(']')).then(|| target.split_whitespace().next()).flatten()
}

fn is_relative(target: &str) -> bool {
    !(target.is_empty()
        || target.starts_with(['#', '<'])
        || target.contains("://")
        || target.starts_with("mailto:"))
}

/// The path of a link, without the place in the page.
fn path_of(target: &str) -> &str {
    target.split('#').next().unwrap_or(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn links_are_found_outside_code_only() {
        let text = "[a](one.md) and ![b](two.png \"title\") `[c](code.md)`\n```\n[d](block.md)\n```\n\
                    [e]: three.md\n<img src=\"four.svg\"> [f](https://x.org) [g](#here) [h](five.md#there)\n";
        let targets: Vec<_> = links(text).into_iter().map(|(line, target)| (line, path_of(target))).collect();
        assert_eq!(
            targets,
            [(1, "one.md"), (1, "two.png"), (5, "three.md"), (6, "five.md"), (6, "four.svg")]
        );
    }

    #[test]
    fn a_link_that_leads_nowhere_is_named_with_page_and_line() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("docs")).unwrap();
        fs::write(folder.path().join("docs/a.md"), "[up](../README.md)\n\n[gone](b.md)\n").unwrap();
        fs::write(folder.path().join("README.md"), "[a](docs/a.md#x) [docs](docs/)\n").unwrap();
        let faults = check(folder.path()).unwrap_err();
        assert_eq!(faults, ["docs/a.md:3 links to `b.md`, which is not there"]);
    }
}

//! Where scenarios come from: the library or a file, and the chain of parents each extends.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::errors::{Problem, quoted};
use crate::library;
use crate::nearest::nearest;
use crate::place::{Place, Text};
use crate::tree::{self, Entry, Tree};

/// Which scenario is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A name of the library, such as `verification/potts`.
    Library(String),
    /// A file.
    File(PathBuf),
}

impl Source {
    /// What a word on the command line means: a file if it ends in `.toml`, else a name of the library, else a
    /// file if there is one.
    #[must_use]
    pub fn named(word: &str) -> Self {
        Self::relative_to(word, Path::new(""))
    }

    fn relative_to(word: &str, folder: &Path) -> Self {
        let path = folder.join(word);
        let is_file = || path.is_file() || path.is_dir() && !word.is_empty();
        if word.ends_with(".toml") || library::text(word).is_none() && is_file() {
            Source::File(path)
        } else {
            Source::Library(word.to_string())
        }
    }

    /// The scenario's name until the file gives another.
    pub(crate) fn scenario_name(&self) -> String {
        match self {
            Source::Library(name) => name.clone(),
            Source::File(path) => path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .filter(|stem| is_legal_name(stem))
                .unwrap_or("scenario")
                .to_string(),
        }
    }

    /// The same for the same file, however it was written: circles are found by it.
    fn identity(&self) -> Source {
        match self {
            Source::Library(_) => self.clone(),
            Source::File(path) => Source::File(path.canonicalize().unwrap_or_else(|_| path.clone())),
        }
    }

    fn shown(&self) -> String {
        match self {
            Source::Library(name) => name.clone(),
            Source::File(path) => path.display().to_string(),
        }
    }
}

/// Whether a scenario may bear this name: it becomes a folder of results, which must stay inside the results folder.
pub(crate) fn is_legal_name(name: &str) -> bool {
    name.len() <= 200
        && !name.contains(['\\', ':'])
        && !name.contains(char::is_control)
        && name.split('/').all(|part| !part.trim().is_empty() && part != "." && part != "..")
}

/// A text taken apart.
pub(crate) struct Document {
    pub text: Arc<Text>,
    pub entries: Vec<Entry>,
    /// Folder that paths in it are relative to.
    pub folder: PathBuf,
    /// Mistakes of grammar.
    pub syntax: Vec<Problem>,
    identity: Option<Source>,
}

impl Document {
    /// A document with one key from the command line.
    pub fn of_argument(text: Arc<Text>, entries: Vec<Entry>) -> Self {
        Self { text, entries, folder: PathBuf::new(), syntax: Vec::new(), identity: None }
    }

    pub fn is_argument(&self) -> bool {
        self.text.file.is_none()
    }

    /// Lines whose meaning is not to be trusted: those with a mistake of grammar, and all below a broken `[header]`.
    pub fn broken_lines(&self) -> BTreeSet<usize> {
        let slips: BTreeSet<usize> = self.syntax.iter().filter_map(Problem::line).collect();
        let (mut broken, mut lost) = (BTreeSet::new(), false);
        for (number, line) in (1..).zip(self.text.body.lines()) {
            let slip = slips.contains(&number);
            if line.trim_start().starts_with('[') {
                lost = slip;
            }
            if slip || lost {
                broken.insert(number);
            }
        }
        broken
    }

    /// What it extends, and where it says so.
    fn parent(&self) -> Option<(Source, Place)> {
        let entry = self.entries.iter().find(|e| e.key == "extends")?;
        let Tree::Text(word) = &entry.node.tree else { return None };
        let from_library = matches!(self.identity, Some(Source::Library(_)));
        let source = if from_library {
            Source::Library(word.clone())
        } else {
            Source::relative_to(word, &self.folder)
        };
        Some((source, Place::new(&self.text, entry.node.span.clone())))
    }
}

/// Reads a scenario and all it extends; the oldest ancestor comes first.
pub(crate) fn read_chain(source: Source, problems: &mut Vec<Problem>) -> Vec<Document> {
    let mut chain: Vec<Document> = Vec::new();
    let mut next = Some((source, None));
    while let Some((source, asked)) = next {
        let identity = source.identity();
        if chain.iter().any(|d| d.identity.as_ref() == Some(&identity)) {
            problems.push(circle(&chain, &source, asked));
            break;
        }
        match read(&source, identity) {
            Ok(document) => {
                next = document.parent().map(|(source, place)| (source, Some(place)));
                chain.push(document);
            }
            Err(problem) => {
                problems.push(match asked {
                    Some(place) => problem.at(place).label("extended here"),
                    None => problem,
                });
                break;
            }
        }
    }
    chain.reverse();
    chain
}

fn circle(chain: &[Document], source: &Source, asked: Option<Place>) -> Problem {
    let mut names: Vec<String> =
        chain.iter().filter_map(|d| d.text.file.clone()).map(|file| quoted(&file)).collect();
    names.push(quoted(&source.shown()));
    let problem = Problem::new("scenarios extend each other in a circle")
        .label("leads back to a file that extends this one")
        .why(names.join(" extends "))
        .help("one of them must stand on its own, or extend \"baseline\"")
        .key("extends");
    match asked {
        Some(place) => problem.at(place),
        None => problem,
    }
}

fn read(source: &Source, identity: Source) -> Result<Document, Problem> {
    let (file, body, folder) = match source {
        Source::Library(name) => {
            let body = library::text(name).ok_or_else(|| unknown_name(name))?;
            (library::path(name), body.to_string(), PathBuf::new())
        }
        Source::File(path) => {
            let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
            (path.display().to_string(), read_text(path)?, folder)
        }
    };
    let text = Arc::new(Text { file: Some(file), body, first_line: 1 });
    let (entries, mut syntax) = tree::parse(&text);
    if entries.is_empty() && syntax.is_empty() {
        syntax.push(empty(&text));
    }
    Ok(Document { text, entries, folder, syntax, identity: Some(identity) })
}

fn empty(text: &Arc<Text>) -> Problem {
    Problem::new("the scenario file is empty")
        .at(Place::new(text, 0..0))
        .label("nothing is set here")
        .why("a file that says nothing is more often a mistake than a wish for the defaults")
        .help("the least is one line, `extends = \"baseline\"`; then sections such as `[modes]` with what differs")
}

fn unknown_name(name: &str) -> Problem {
    let names = library::names;
    let help = match nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "the library has {}; a file of your own ends in .toml",
            names().collect::<Vec<_>>().join(", ")
        ),
    };
    Problem::new(format!("there is no scenario `{}`, neither in the library nor as a file", quoted(name)))
        .help(help)
}

/// No scenario is as large as this; what is, is something else.
const MOST_BYTES: u64 = 1 << 20;

fn read_text(path: &Path) -> Result<String, Problem> {
    let shown = quoted(&path.display().to_string());
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        return Err(Problem::new(format!("`{shown}` cannot be read: {}", reason(path, &error)))
            .help("`fourfold list` names the scenarios of the library; a file is given by its path"));
    }
    let not_text = |why: String| {
        Problem::new(format!("`{shown}` is not a scenario file: {why}"))
            .help("scenario files are TOML, plain text in UTF-8; `fourfold show baseline` prints one")
    };
    if bytes.len() as u64 > MOST_BYTES {
        return Err(not_text("it is larger than 1 MiB".into()));
    }
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return Err(not_text(format!("byte {} is zero, so this is binary, not text", at + 1)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..at].iter().filter(|b| **b == b'\n').count();
        not_text(format!("line {line} (byte {}) is not UTF-8", at + 1))
    })
}

/// Why a file could not be read, in words that do not depend on the system.
pub(crate) fn reason(path: &Path, error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        _ if path.is_dir() => "it is a folder, not a file".into(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_files_or_names() {
        assert_eq!(Source::named("emergence"), Source::Library("emergence".into()));
        assert_eq!(Source::named("emergence.toml"), Source::File("emergence.toml".into()));
        assert_eq!(Source::named("Cargo.toml"), Source::File("Cargo.toml".into()));
        assert_eq!(Source::named("nowhere/at-all"), Source::Library("nowhere/at-all".into()));
    }

    #[test]
    fn names_stay_inside_the_folder_of_results() {
        for good in ["emergence", "verification/potts", "my scenario", "höhe"] {
            assert!(is_legal_name(good), "{good}");
        }
        for bad in ["", "..", "../up", "/etc", "a//b", "a/../b", "c:\\x", "a\nb"] {
            assert!(!is_legal_name(bad), "{bad:?}");
        }
    }
}

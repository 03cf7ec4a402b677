//! Figures of a run that is there, drawn anew: other forms, widths and papers, without simulating.

use crate::comparison::Run;
use crate::results::drawing::{Drawable, FOLDER, Format, Page};
use crate::results::file::{sha256, write_whole};
use crate::{Failure, Workers};
use analysis::figures::{self, Edition, FigureContext, FigureError, Theme};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What is wanted of which run.
pub struct Redraw<'a> {
    /// The run.
    pub run: &'a Run,
    /// Names of figures; all that the run can fill if there are none.
    pub figures: &'a [String],
    /// In which forms.
    pub formats: &'a [Format],
    /// How wide, and on what paper.
    pub edition: Edition,
    /// Where they go: a folder, or none for that of the run's own figures.
    pub out: Option<&'a Path>,
}

/// Draws the figures and writes them, each in the forms that are wanted, with its numbers and caption. Returns the files.
///
/// Files of another edition than the run's own have it in their names, as in `regimes-89mm-dark.pdf`.
///
/// # Errors
/// There is no such figure, the run has not measured what it shows, a file that the manifest lists would become another, or a file
/// cannot be written.
pub fn redraw(wanted: &Redraw, workers: &Workers) -> Result<Vec<PathBuf>, Failure> {
    let Redraw { run, edition, .. } = *wanted;
    let series = run.series()?;
    let moves = run.moves()?;
    let tables = Drawable { series: &series, moves: &moves };
    let applicable = tables.applicable();
    let names: Vec<&str> = if wanted.figures.is_empty() {
        applicable.clone()
    } else {
        wanted.figures.iter().map(|name| check(name, &applicable)).collect::<Result<_, _>>()?
    };
    let (title, replicates) = run.title_and_replicates();
    let context = FigureContext { scenario: title.to_owned(), replicates, people: run.facts.people, edition };
    let (folder, inside) = match wanted.out {
        Some(out) => (out, ""),
        None => (run.folder.as_path(), FOLDER),
    };
    let draw = |name: &&str| Page::of(folder, name, tables.draw(name, &context), wanted.formats);
    let drawn: Vec<Result<Page, Failure>> = workers.install(|| names.par_iter().map(draw).collect());
    let mut files = Vec::new();
    for page in drawn.into_iter().collect::<Result<Vec<_>, _>>()? {
        for (end, bytes) in page.files() {
            let name = format!("{}{}.{end}", page.name(), suffix(edition));
            let name = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            let path = folder.join(&name);
            let listed = wanted.out.is_none().then(|| run.hash_of(&name)).flatten();
            if listed.is_some_and(|hash| hash != sha256(&bytes)) {
                return Err(Failure::input(
                    format!(
                        "the figure is not the one that the run left: another version drew it\n  --> {}",
                        path.display()
                    ),
                    "keep the run whole and write elsewhere with --out DIR",
                ));
            }
            write_whole(folder, &name, &bytes)?;
            files.push(path);
        }
    }
    Ok(files)
}

/// A figure that there is and that this run can fill.
fn check<'a>(name: &'a str, applicable: &[&str]) -> Result<&'a str, Failure> {
    if applicable.contains(&name) {
        return Ok(name);
    }
    let all = [figures::ALL, figures::OF_MOVES].concat();
    if all.contains(&name) {
        return Err(Failure::input(
            format!("this run has nothing to show in the figure `{name}`"),
            format!("its figures are {}", applicable.join(", ")),
        ));
    }
    let text = FigureError::Unknown(name.to_owned()).to_string();
    let (message, _) = text.split_once("\n  help: ").unwrap_or((&text, ""));
    Err(Failure::input(message.to_owned(), format!("choose among {}", all.join(", "))))
}

/// What tells an edition's files from the run's own.
fn suffix(edition: Edition) -> String {
    let own = Edition::default();
    let is_wide = (edition.width - own.width).abs() < 1e-9;
    let width = if is_wide { String::new() } else { format!("-{}mm", edition.width) };
    width + if edition.theme == Theme::Dark { "-dark" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_told_apart_by_their_names() {
        let own = Edition::default();
        assert_eq!(suffix(own), "");
        assert_eq!(suffix(Edition { width: 89.0, theme: Theme::Dark }), "-89mm-dark");
        assert_eq!(suffix(Edition { width: 120.5, ..own }), "-120.5mm");
    }

    #[test]
    fn figures_that_cannot_be_are_refused_with_those_that_can() {
        let applicable = ["modes", "plane"];
        assert_eq!(check("plane", &applicable).unwrap(), "plane");
        let said = |name| check(name, &applicable).unwrap_err().to_string();
        assert!(said("economy").contains("nothing to show"), "{}", said("economy"));
        assert!(said("mdoes").contains("no figure `mdoes`"), "{}", said("mdoes"));
    }
}

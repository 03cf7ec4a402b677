//! Figures of a run, a comparison or a study that is there, drawn anew: other forms, widths and papers, without simulating.

use crate::comparison::{Again, Run};
use crate::results::drawing::{Drawable, FOLDER, Format, Page};
use crate::results::file::{sha256, write_whole};
use crate::results::opened::Opened;
use crate::{Failure, Workers};
use analysis::figures::study::StudyFigure;
use analysis::figures::{self, Edition, Figure, FigureContext, FigureError, Print, Theme, compare};
use analysis::moves::Moves;
use analysis::table::Series;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What is wanted of which results.
pub struct Redraw<'a> {
    /// A folder that `run`, `compare` or a study left.
    pub results: &'a Path,
    /// Names of figures; all that the results can fill if there are none.
    pub figures: &'a [String],
    /// In which forms.
    pub formats: &'a [Format],
    /// How wide, and on what paper; without a width each is as wide as the one that was left.
    pub print: Print,
    /// Where they go: a folder, or none for that of the results' own figures.
    pub out: Option<&'a Path>,
}

/// Draws the figures and writes them, each in the forms that are wanted, with its numbers and caption. Returns the files.
///
/// Files of another edition than the results' own have it in their names, as in `regimes-89mm-dark.pdf`.
///
/// # Errors
/// There is no such figure, the results have not measured what it shows, a file that the manifest lists would become another, or
/// a file cannot be written.
pub fn redraw(wanted: &Redraw, workers: &Workers) -> Result<Vec<PathBuf>, Failure> {
    let source = Source::open(wanted.results)?;
    let applicable = source.applicable();
    let names: Vec<&str> = if wanted.figures.is_empty() {
        applicable.clone()
    } else {
        wanted.figures.iter().map(|name| source.check(name, &applicable)).collect::<Result<_, _>>()?
    };
    let (folder, inside) = match wanted.out {
        Some(out) => (out, ""),
        None => (wanted.results, FOLDER),
    };
    let draw = |name: &&str| Page::of(folder, name, source.draw(name, wanted.print), wanted.formats);
    let drawn: Vec<Result<Page, Failure>> = workers.install(|| names.par_iter().map(draw).collect());
    let mut files = Vec::new();
    for page in drawn.into_iter().collect::<Result<Vec<_>, _>>()? {
        for (end, bytes) in page.files() {
            let name = format!("{}{}.{end}", page.name(), source.suffix(wanted.print));
            let name = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            let path = folder.join(&name);
            let listed = wanted.out.is_none().then(|| source.hash_of(&name)).flatten();
            if listed.is_some_and(|hash| hash != sha256(&bytes)) {
                return Err(Failure::input(
                    format!(
                        "the figure is not the one that was left there: another version drew it\n  --> {}",
                        path.display()
                    ),
                    "keep the results whole and write elsewhere with --out DIR",
                ));
            }
            write_whole(folder, &name, &bytes)?;
            files.push(path);
        }
    }
    Ok(files)
}

/// Of what figures are drawn.
enum Source {
    Run(Box<(Run, Series, Moves)>),
    Comparison(Box<Again>),
    Study(Opened, Vec<StudyFigure>),
}

impl Source {
    fn open(folder: &Path) -> Result<Self, Failure> {
        let opened = Opened::open(folder)?;
        if opened.is_comparison() {
            return Ok(Self::Comparison(Box::new(Again::of(opened)?)));
        }
        let kept = opened.study_figures()?;
        if !kept.is_empty() {
            return Ok(Self::Study(opened, kept));
        }
        let run = Run::open_unfinished(folder)?;
        let (series, moves) = (run.series()?, run.moves()?);
        Ok(Self::Run(Box::new((run, series, moves))))
    }

    /// The figures that it can fill.
    fn applicable(&self) -> Vec<&'static str> {
        match self {
            Self::Run(run) => Drawable { series: &run.1, moves: &run.2 }.applicable(),
            Self::Comparison(again) => compare::applicable(&again.comparison, &again.findings),
            Self::Study(_, kept) => kept.iter().map(StudyFigure::name).collect(),
        }
    }

    fn draw(&self, name: &str, print: Print) -> Result<Figure, FigureError> {
        match self {
            Self::Run(run) => {
                let (run, series, moves) = &**run;
                let (title, replicates) = run.title_and_replicates();
                let edition = print.of_width(Edition::default().width);
                let scenario = title.to_owned();
                let context = FigureContext { scenario, replicates, people: run.facts.people, edition };
                Drawable { series, moves }.draw(name, &context)
            }
            Self::Comparison(again) => compare::draw(name, &again.comparison, &again.findings, print),
            Self::Study(_, kept) => match kept.iter().find(|figure| figure.name() == name) {
                Some(figure) => figure.draw(print.of_width(Edition::default().width)),
                None => Err(FigureError::Unknown(name.to_owned())),
            },
        }
    }

    fn hash_of(&self, name: &str) -> Option<&str> {
        match self {
            Self::Run(run) => run.0.hash_of(name),
            Self::Comparison(again) => again.opened.hash_of(name),
            Self::Study(opened, _) => opened.hash_of(name),
        }
    }

    /// A figure that there is and that this can fill.
    fn check<'a>(&self, name: &'a str, applicable: &[&str]) -> Result<&'a str, Failure> {
        match self {
            Self::Run(_) => check(name, applicable, ("run", &[figures::ALL, figures::OF_MOVES].concat())),
            Self::Comparison(_) => check(name, applicable, ("comparison", compare::ALL)),
            Self::Study(..) => check(name, applicable, ("study", applicable)),
        }
    }

    /// What tells an edition's files from those that were left.
    fn suffix(&self, print: Print) -> String {
        // Figures of a comparison are of several widths.
        let own = (!matches!(self, Self::Comparison(_))).then_some(Edition::default().width);
        suffix(print, own)
    }
}

fn check<'a>(name: &'a str, applicable: &[&str], (what, all): (&str, &[&str])) -> Result<&'a str, Failure> {
    if applicable.contains(&name) {
        return Ok(name);
    }
    if all.contains(&name) {
        return Err(Failure::input(
            format!("this {what} has nothing to show in the figure `{name}`"),
            format!("its figures are {}", applicable.join(", ")),
        ));
    }
    let text = FigureError::Unknown(name.to_owned()).to_string();
    let (message, _) = text.split_once("\n  help: ").unwrap_or((&text, ""));
    Err(Failure::input(message.to_owned(), format!("choose among {}", all.join(", "))))
}

fn suffix(print: Print, own: Option<f64>) -> String {
    let other = print.width.filter(|width| own.is_none_or(|own| (width - own).abs() >= 1e-9));
    let width = other.map_or(String::new(), |width| format!("-{width}mm"));
    width + if print.theme == Theme::Dark { "-dark" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_told_apart_by_their_names() {
        let own = Some(Edition::default().width);
        assert_eq!(suffix(Print::default(), own), "");
        assert_eq!(suffix(Print { width: Some(89.0), theme: Theme::Dark }, own), "-89mm-dark");
        assert_eq!(suffix(Print { width: Some(120.5), theme: Theme::Light }, own), "-120.5mm");
        let broad = Print { width: own, theme: Theme::Light };
        assert_eq!((suffix(broad, own), suffix(broad, None)), (String::new(), "-183mm".into()));
    }

    #[test]
    fn figures_that_cannot_be_are_refused_with_those_that_can() {
        let applicable = ["modes", "plane"];
        let all = ("run", &["modes", "plane", "economy"][..]);
        assert_eq!(check("plane", &applicable, all).unwrap(), "plane");
        let said = |name| check(name, &applicable, all).unwrap_err().to_string();
        assert!(said("economy").contains("nothing to show"), "{}", said("economy"));
        assert!(said("mdoes").contains("no figure `mdoes`"), "{}", said("mdoes"));
    }
}

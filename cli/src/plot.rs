//! `fourfold plot`: figures of a run or a comparison that is there.

use crate::args::{Form, Paper, PlotArguments};
use crate::ui;
use crate::ui::messages::Trouble;
use analysis::figures::{Print, Theme};
use experiments::redraw::{Redraw, redraw};
use experiments::results::drawing::Format;

/// Draws what is asked for, and names the files.
///
/// # Errors
/// The folder holds no results, they cannot fill a figure, or a file cannot be written.
pub fn plot(arguments: &PlotArguments) -> Result<(), Trouble> {
    let mut formats: Vec<Format> = Vec::new();
    for form in &arguments.format {
        let format = match form {
            Form::Svg => Format::Svg,
            Form::Pdf => Format::Pdf,
            Form::Png => Format::Png,
        };
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    let theme = match arguments.theme {
        Paper::Light => Theme::Light,
        Paper::Dark => Theme::Dark,
    };
    let wanted = Redraw {
        results: &arguments.results,
        figures: &arguments.figures,
        formats: &formats,
        print: Print { width: arguments.width, theme },
        out: arguments.out.as_deref(),
    };
    let files = redraw(&wanted, &experiments::workers(None)?)?;
    if arguments.quiet {
        return Ok(());
    }
    let names: String = files.iter().map(|file| format!("{}\n", file.display())).collect();
    ui::data(&names)
}

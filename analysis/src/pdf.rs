//! A page of PDF from a figure's SVG: vectors, with the embedded typeface inside.

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};

use crate::figures::FigureError;
use crate::png;

/// Points an inch, the unit of a PDF.
const POINTS: f64 = 72.0;

/// The SVG as a PDF of one page of its size. Words stay words, in a subset of the typeface. It holds no date: the same SVG gives the
/// same bytes.
///
/// # Errors
/// If `svg` is not an SVG, or a word cannot be set.
pub fn print(svg: &str, title: &str) -> Result<Vec<u8>, FigureError> {
    let failed = |why: &str| FigureError::Picture(format!("no PDF: {why}"));
    let tree = png::tree(svg, POINTS)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let size = Size::from_wh(width, height).ok_or_else(|| failed("the page would be empty"))?;
    let settings = PageSettings::from_wh(width, height).ok_or_else(|| failed("the page would be empty"))?;
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()).language("en".to_owned()));
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
    surface.finish();
    page.finish();
    drawn.ok_or_else(|| failed("the figure could not be drawn"))?;
    document.finish().map_err(|error| failed(&format!("{error:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = r##"<svg width="89mm" height="50.8mm" viewBox="0 0 890 508" xmlns="http://www.w3.org/2000/svg">
        <rect width="100" height="50" fill="#009E73"/><text x="5" y="30" font-family="Open Sans, sans-serif" font-size="20">abc</text></svg>"##;

    #[test]
    fn a_page_has_the_size_of_the_figure_and_its_typeface() {
        let pdf = print(SVG, "A figure").unwrap();
        let text = String::from_utf8_lossy(&pdf);
        assert!(pdf.starts_with(b"%PDF-"));
        // 89 mm are 252.28 points, two inches 144.
        assert!(text.contains("/MediaBox[0 0 252.28") && text.contains(" 144]"), "{text}");
        assert!(text.contains("/FontFile"), "no typeface inside");
        assert!(!text.contains("/Subtype/Image"), "pixels inside");
    }

    #[test]
    fn the_same_figure_gives_the_same_bytes() {
        assert_eq!(print(SVG, "A figure").unwrap(), print(SVG, "A figure").unwrap());
        assert!(print("no figure", "").is_err());
    }
}

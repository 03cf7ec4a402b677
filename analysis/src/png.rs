//! Pixels from a figure's SVG, with the embedded typeface only.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::figures::FigureError;
use crate::text;

/// The most pixels a picture may have: 100 million, 400 megabytes while it is made.
const MOST_PIXELS: f64 = 1e8;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    text::FILES.iter().for_each(|file| fonts.load_font_data(file.to_vec()));
    fonts.set_sans_serif_family(text::EMBEDDED_FAMILY);
    Arc::new(fonts)
});

/// The SVG as a PNG at so many dots an inch, which the file states.
///
/// Never looks at the fonts of the system, so that every machine makes the same picture.
///
/// # Errors
/// If `svg` is not an SVG, or the picture would be empty or larger than 100 million pixels.
pub fn rasterise(svg: &str, dpi: f64) -> Result<Vec<u8>, FigureError> {
    let tree = tree(svg, dpi)?;
    let (width, height) = (f64::from(tree.size().width()).round(), f64::from(tree.size().height()).round());
    if !(width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS) {
        return Err(FigureError::Picture(format!(
            "{dpi} dots an inch would make {width} × {height} pixels: choose 30 to 1200"
        )));
    }
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or_else(|| {
        FigureError::Picture(format!("no picture of {width} × {height} pixels can be made"))
    })?;
    let scale = Transform::from_scale(
        pixels.width() as f32 / tree.size().width(),
        pixels.height() as f32 / tree.size().height(),
    );
    resvg::render(&tree, scale, &mut pixels.as_mut());
    let png = pixels.encode_png().map_err(|e| FigureError::Picture(e.to_string()))?;
    Ok(with_resolution(png, dpi))
}

/// The SVG as a tree of shapes, its millimetres turned into dots.
pub(crate) fn tree(svg: &str, dpi: f64) -> Result<Tree, FigureError> {
    if !(dpi.is_finite() && (1.0..=1e5).contains(&dpi)) {
        return Err(FigureError::Picture(format!("{dpi} is no resolution: give dots an inch, such as 300")));
    }
    let options = Options {
        dpi: dpi as f32,
        font_family: text::EMBEDDED_FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(|e| FigureError::Picture(format!("not an SVG: {e}")))
}

/// Adds the `pHYs` chunk (dots a metre) behind the header, so that programs that set type place the picture at its size.
fn with_resolution(png: Vec<u8>, dpi: f64) -> Vec<u8> {
    const HEADER: usize = 8 + 25; // Signature and the IHDR chunk, which is always first and 25 bytes long.
    let per_metre = (dpi / 0.0254).round() as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.to_be_bytes());
    chunk.extend(per_metre.to_be_bytes());
    chunk.push(1); // The unit is the metre.
    let mut whole = Vec::with_capacity(png.len() + 21);
    whole.extend_from_slice(&png[..HEADER]);
    whole.extend(9u32.to_be_bytes());
    whole.extend_from_slice(&chunk);
    whole.extend(crc32(&chunk).to_be_bytes());
    whole.extend_from_slice(&png[HEADER..]);
    whole
}

/// The checksum of PNG chunks (ISO 3309), bit by bit: 13 bytes do not ask for a table.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), step))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = r##"<svg width="25.4mm" height="12.7mm" viewBox="0 0 100 50" xmlns="http://www.w3.org/2000/svg">
        <rect width="100" height="50" fill="#FFFFFF"/><text x="5" y="30" font-family="Open Sans, sans-serif" font-size="20">abc</text></svg>"##;

    #[test]
    fn an_inch_has_as_many_dots_as_asked_and_the_file_says_so() {
        let png = rasterise(SVG, 300.0).unwrap();
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..24], [0, 0, 1, 44, 0, 0, 0, 150]);
        assert_eq!(&png[37..41], b"pHYs");
        assert_eq!(png[41..45], 11811u32.to_be_bytes());
    }

    #[test]
    fn words_are_drawn_without_fonts_of_the_system() {
        let blank = rasterise(&SVG.replace("abc", " "), 150.0).unwrap();
        assert_ne!(rasterise(SVG, 150.0).unwrap(), blank);
    }

    #[test]
    fn the_checksum_is_the_one_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn what_is_no_svg_or_no_resolution_is_refused() {
        for (svg, dpi) in
            [("", 300.0), ("<p>no</p>", 300.0), (SVG, 0.0), (SVG, f64::NAN), (SVG, -1.0), (SVG, 1e5)]
        {
            assert!(rasterise(svg, dpi).is_err(), "{dpi}");
        }
    }
}

//! Editions of a figure: how wide it is printed, and on what paper.

use crate::style::{COLUMN_WIDTH_MM, GRID, INK, PAGE_WIDTH_MM, PAPER, Rgb};

/// How a figure is laid out and coloured. Its numbers, its caption and what the colours mean are the same in each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edition {
    /// Width in millimetres, between [`Edition::WIDTHS`].
    pub width: f64,
    /// On what it stands.
    pub theme: Theme,
}

/// On what a figure stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// White paper.
    #[default]
    Light,
    /// A dark screen: slides, and pages read at night.
    Dark,
}

impl Default for Edition {
    /// Across both columns of a journal, on white.
    fn default() -> Self {
        Self { width: PAGE_WIDTH_MM, theme: Theme::Light }
    }
}

impl Edition {
    /// Least and greatest width, in millimetres: below, words of the set size do not fit; above, no page is as wide.
    pub const WIDTHS: (f64, f64) = (COLUMN_WIDTH_MM, 300.0);
    /// Narrower than this, panels that else stand side by side stand on top of each other.
    const NARROW: f64 = 140.0;

    /// Whether it fits one column only.
    #[must_use]
    pub fn is_narrow(self) -> bool {
        self.width < Self::NARROW
    }
}

/// What is asked of an edition: figures may have widths of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Print {
    /// Width in millimetres, between [`Edition::WIDTHS`]; `None` for the figure's own.
    pub width: Option<f64>,
    /// On what it stands.
    pub theme: Theme,
}

impl Print {
    /// The edition of a figure that is so wide if nobody asks.
    #[must_use]
    pub fn of_width(self, own: f64) -> Edition {
        Edition { width: self.width.unwrap_or(own), theme: self.theme }
    }
}

/// The dark paper.
const DARK_PAPER: Rgb = Rgb(0x16, 0x18, 0x1c);
/// Words and axes on it.
const DARK_INK: Rgb = Rgb(0xe4, 0xe4, 0xe4);
/// Lines that guide the eye on it.
const DARK_GRID: Rgb = Rgb(0x3a, 0x3d, 0x43);
/// Least contrast of an area with the dark paper.
const LEAST_OF_AREAS: f64 = 1.6;
/// No line needs more contrast than this: beyond it all colours are white.
const MOST_OF_LINES: f64 = 11.0;
/// In how many steps a colour is mixed with white.
const STEPS: u16 = 32;

/// What a colour is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Opaque areas.
    Fill,
    /// Words, lines, dots, and the bands of lines.
    Line,
}

impl Theme {
    /// A colour of [`crate::style`] as it is on this paper: on the dark one, lighter as far as it must be to be seen.
    pub(super) fn shown(self, colour: Rgb, role: Role) -> Rgb {
        match (self, colour) {
            (Self::Light, _) => colour,
            (_, PAPER) => DARK_PAPER,
            (_, INK) => DARK_INK,
            (_, GRID) => DARK_GRID,
            _ if role == Role::Fill => lightened(colour, LEAST_OF_AREAS),
            _ => {
                // Lines stand out from this paper as much as from the white one: the strongest stays so, and what is
                // pale there, to be seen behind others, is dim here.
                let wanted = colour.contrast(PAPER).clamp(LEAST_OF_AREAS, MOST_OF_LINES);
                if colour.contrast(DARK_PAPER) < wanted {
                    return lightened(colour, wanted);
                }
                let mut dimmer = (0..=STEPS).rev().map(|step| mixed(colour, DARK_PAPER, step));
                dimmer.find(|c| c.contrast(DARK_PAPER) >= wanted).unwrap_or(colour)
            }
        }
    }
}

/// The colour on its way to white, as soon as it stands out so much from dark paper.
fn lightened(colour: Rgb, contrast: f64) -> Rgb {
    let mut lighter = (0..=STEPS).map(|step| mixed(colour, Rgb(255, 255, 255), step));
    lighter.find(|c| c.contrast(DARK_PAPER) >= contrast).unwrap_or(DARK_INK)
}

/// So many steps of the way from one colour to another.
fn mixed(from: Rgb, to: Rgb, step: u16) -> Rgb {
    let channel = |a: u8, b: u8| ((u16::from(a) * (STEPS - step) + u16::from(b) * step) / STEPS) as u8;
    Rgb(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::{AUTHORITY, BREAKDOWN, CAPITAL, HARNESS, NEUTRAL_LIGHT, PEER};

    #[test]
    fn what_is_drawn_on_dark_paper_is_seen() {
        for paint in [AUTHORITY, BREAKDOWN, CAPITAL, HARNESS, PEER] {
            let (fill, ink) =
                (Theme::Dark.shown(paint.fill, Role::Fill), Theme::Dark.shown(paint.ink, Role::Line));
            assert!(fill.contrast(DARK_PAPER) >= LEAST_OF_AREAS, "{paint:?}");
            assert!(ink.contrast(DARK_PAPER) >= 4.5, "{paint:?}");
        }
        assert_eq!(Theme::Dark.shown(PEER.fill, Role::Fill), PEER.fill, "what is seen stays as it is");
        assert_eq!(Theme::Light.shown(BREAKDOWN.fill, Role::Fill), BREAKDOWN.fill);
    }

    #[test]
    fn what_is_pale_on_white_is_dim_on_dark() {
        let (pale, strong) = (NEUTRAL_LIGHT.fill, NEUTRAL_LIGHT.ink);
        let shown = [pale, strong].map(|colour| Theme::Dark.shown(colour, Role::Line));
        assert!(shown[0].contrast(DARK_PAPER) < 1.3 * pale.contrast(PAPER).max(LEAST_OF_AREAS));
        assert!(shown[1].contrast(DARK_PAPER) >= strong.contrast(PAPER).min(MOST_OF_LINES));
    }

    #[test]
    fn words_on_dark_paper_are_readable() {
        assert!(DARK_INK.contrast(DARK_PAPER) > 7.0);
    }
}

//! How figures look: one colour for each mode and regime, sizes of type and lines, the width of a journal page.
//!
//! Colours are those of Okabe and Ito (2008), "Color universal design", which people with any common colour blindness tell apart, with
//! two greys where eight are too few. They are dealt out so that neighbours in a stack differ clearly in lightness, too, and a copy in
//! grey stays legible. Each has a darker twin for words and thin lines, since orange or yellow on white cannot be read.

/// Width of a figure across both columns of a journal, in millimetres.
pub const PAGE_WIDTH_MM: f64 = 183.0;

/// Width of a figure in one column of a journal, in millimetres.
pub const COLUMN_WIDTH_MM: f64 = 89.0;

/// Drawing units a millimetre: figures are drawn on a grid of whole units, 0.025 mm wide, which no printer resolves.
pub const UNITS_PER_MM: f64 = 40.0;

/// Millimetres a typographic point.
pub const MM_PER_POINT: f64 = 25.4 / 72.0;

/// Dots an inch of the PNG files.
pub const PRINT_DPI: f64 = 300.0;

/// Size of nearly all words, in points at the printed size.
pub const TEXT_POINTS: f64 = 7.0;

/// Size of a figure's title and of the letters of its panels, in points.
pub const TITLE_POINTS: f64 = 8.0;

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// A colour for areas, and its darker twin for words and lines on white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    /// For the areas of a stack.
    pub fill: Rgb,
    /// For words, lines and their bands; at least 4.5 to 1 against white.
    pub ink: Rgb,
}

/// Communal sharing: Okabe and Ito's reddish purple.
pub const COMMUNAL: Paint = Paint { fill: Rgb(0xcc, 0x79, 0xa7), ink: Rgb(0x9a, 0x46, 0x75) };
/// Authority ranking: a dark grey.
pub const AUTHORITY: Paint = Paint { fill: Rgb(0x4d, 0x4d, 0x4d), ink: Rgb(0x4d, 0x4d, 0x4d) };
/// Equality matching: Okabe and Ito's sky blue.
pub const EQUALITY: Paint = Paint { fill: Rgb(0x56, 0xb4, 0xe9), ink: Rgb(0x1b, 0x72, 0xa6) };
/// Market pricing: Okabe and Ito's vermilion.
pub const MARKET: Paint = Paint { fill: Rgb(0xd5, 0x5e, 0x00), ink: Rgb(0xb4, 0x4d, 0x00) };

/// The capital regime: Okabe and Ito's blue.
pub const CAPITAL: Paint = Paint { fill: Rgb(0x00, 0x72, 0xb2), ink: Rgb(0x00, 0x66, 0xa1) };
/// Crowdsourcing: Okabe and Ito's orange.
pub const CROWDSOURCING: Paint = Paint { fill: Rgb(0xe6, 0x9f, 0x00), ink: Rgb(0x94, 0x66, 0x00) };
/// Sharing: Okabe and Ito's yellow.
pub const SHARING: Paint = Paint { fill: Rgb(0xf0, 0xe4, 0x42), ink: Rgb(0x75, 0x6d, 0x00) };
/// Peer production: Okabe and Ito's bluish green.
pub const PEER: Paint = Paint { fill: Rgb(0x00, 0x9e, 0x73), ink: Rgb(0x00, 0x78, 0x57) };
/// The adventure beyond the four regimes: a light grey.
pub const ADVENTURE: Paint = Paint { fill: Rgb(0xbd, 0xbd, 0xbd), ink: Rgb(0x6b, 0x6b, 0x6b) };

/// Owners who deny: a lilac. The four factions are lines, never areas; they stay apart in lightness.
pub const DENY: Paint = Paint { fill: Rgb(0xb7, 0xa0, 0xdb), ink: Rgb(0x84, 0x68, 0xb8) };
/// Owners who repress: a brown.
pub const REPRESS: Paint = Paint { fill: Rgb(0xa6, 0x7c, 0x52), ink: Rgb(0x66, 0x38, 0x1a) };
/// Owners who harness: a deep indigo.
pub const HARNESS: Paint = Paint { fill: Rgb(0x5a, 0x4a, 0xa8), ink: Rgb(0x22, 0x10, 0x66) };
/// Owners who reform: a leaf green.
pub const REFORM: Paint = Paint { fill: Rgb(0x8f, 0xb3, 0x66), ink: Rgb(0x44, 0x69, 0x1f) };

/// The world as a germ: cream. The six stages of the world are six lightnesses too, so that strips of them are read in grey.
pub const GERM: Paint = Paint { fill: Rgb(0xec, 0xe2, 0xc6), ink: Rgb(0x6f, 0x62, 0x38) };
/// Denied: wine.
pub const DENIED: Paint = Paint { fill: Rgb(0x6e, 0x1f, 0x40), ink: Rgb(0x6e, 0x1f, 0x40) };
/// Parity: pale teal.
pub const PARITY: Paint = Paint { fill: Rgb(0x84, 0xc4, 0xbd), ink: Rgb(0x3c, 0x73, 0x6d) };
/// Mainstay: deep teal.
pub const MAINSTAY: Paint = Paint { fill: Rgb(0x1a, 0x6a, 0x70), ink: Rgb(0x14, 0x55, 0x5a) };
/// Breakdown: nearly black.
pub const BREAKDOWN: Paint = Paint { fill: Rgb(0x2a, 0x16, 0x14), ink: Rgb(0x2a, 0x16, 0x14) };
/// Resilient: olive.
pub const RESILIENT: Paint = Paint { fill: Rgb(0x97, 0x97, 0x39), ink: Rgb(0x5d, 0x5f, 0x1c) };

/// Whatever belongs to no mode and no regime: slate.
pub const NEUTRAL: Paint = Paint { fill: Rgb(0x7a, 0x86, 0x94), ink: Rgb(0x2f, 0x3b, 0x48) };

/// A second line of that kind in one panel: a lighter slate.
pub const NEUTRAL_LIGHT: Paint = Paint { fill: Rgb(0xa3, 0xac, 0xb7), ink: Rgb(0x68, 0x75, 0x84) };

/// Scenarios side by side, in the order in which they are given; the first is slate. Lines and thin bands, told apart by
/// lightness too, and with each kind of colour blindness.
pub const SCENARIOS: [Paint; 5] = [
    Paint { fill: Rgb(0x8d, 0x99, 0xa8), ink: Rgb(0x26, 0x31, 0x3d) },
    Paint { fill: Rgb(0xdc, 0xb4, 0x66), ink: Rgb(0xa0, 0x6a, 0x00) },
    Paint { fill: Rgb(0x8c, 0xa5, 0xe6), ink: Rgb(0x1f, 0x4f, 0xc4) },
    Paint { fill: Rgb(0xe6, 0x8d, 0x98), ink: Rgb(0xb5, 0x21, 0x3a) },
    Paint { fill: Rgb(0xb0, 0x8f, 0xc4), ink: Rgb(0x56, 0x10, 0x7a) },
];

/// Words and axes.
pub const INK: Rgb = Rgb(0x22, 0x22, 0x22);
/// Lines that guide the eye and should not be seen otherwise.
pub const GRID: Rgb = Rgb(0xe2, 0xe2, 0xe2);
/// The paper.
pub const PAPER: Rgb = Rgb(0xff, 0xff, 0xff);

/// Opacity of the 5–95 % band, and of the 25–75 % band on top of it.
pub const BAND_OPACITY: (f64, f64) = (0.18, 0.26);
/// Width of a median's line, in points.
pub const LINE_POINTS: f64 = 0.85;
/// Width of axes and ticks, in points.
pub const AXIS_POINTS: f64 = 0.5;
/// Width of grid lines, in points.
pub const GRID_POINTS: f64 = 0.35;

impl Rgb {
    /// Its channels in proportion to light, 0..=1 (IEC 61966-2-1).
    #[allow(clippy::disallowed_methods)] // No simulated number depends on it, and colours are judged to two digits.
    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Relative luminance as the Web Content Accessibility Guidelines define it: 0 is black, 1 is white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast with another colour, 1 to 21, after the same guidelines.
    #[must_use]
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODES: [Paint; 4] = [COMMUNAL, AUTHORITY, EQUALITY, MARKET];
    const REGIMES: [Paint; 5] = [CAPITAL, CROWDSOURCING, SHARING, PEER, ADVENTURE];

    const FACTIONS: [Paint; 4] = [DENY, REPRESS, HARNESS, REFORM];
    const STAGES: [Paint; 6] = [GERM, DENIED, PARITY, MAINSTAY, BREAKDOWN, RESILIENT];

    /// Lightness L* after CIE 1976; a difference of 10 is easily seen side by side.
    fn lightness(rgb: Rgb) -> f64 {
        116.0 * rgb.luminance().cbrt() - 16.0
    }

    #[test]
    fn every_ink_is_readable_on_paper() {
        for paint in MODES
            .iter()
            .chain(&REGIMES)
            .chain(&FACTIONS)
            .chain(&STAGES)
            .chain(&SCENARIOS)
            .chain([&NEUTRAL, &NEUTRAL_LIGHT])
        {
            let contrast = paint.ink.contrast(PAPER);
            assert!(contrast >= 4.5, "{paint:?} has contrast {contrast:.2} only");
        }
    }

    #[test]
    fn neighbours_in_a_stack_differ_in_grey() {
        for stack in [&MODES[..], &REGIMES[..]] {
            for pair in stack.windows(2) {
                let difference = (lightness(pair[0].fill) - lightness(pair[1].fill)).abs();
                assert!(difference > 10.0, "{pair:?} differ by {difference:.1} only");
            }
        }
    }

    #[test]
    fn stages_differ_in_grey_from_each_other() {
        for (at, paint) in STAGES.iter().enumerate() {
            for other in &STAGES[..at] {
                let difference = (lightness(paint.fill) - lightness(other.fill)).abs();
                assert!(difference > 10.0, "{paint:?} and {other:?} differ by {difference:.1} only");
            }
        }
    }

    #[test]
    fn lines_of_one_panel_differ_in_grey() {
        // Scenarios are named beside their lines; the first three must do without.
        for lines in [&FACTIONS[..], &SCENARIOS[..3]] {
            for (at, paint) in lines.iter().enumerate() {
                for other in &lines[..at] {
                    let difference = (lightness(paint.ink) - lightness(other.ink)).abs();
                    assert!(difference > 8.0, "{paint:?} and {other:?} differ by {difference:.1} only");
                }
            }
        }
    }

    /// How a colour looks to all, and to those without one kind of cones: Machado, Oliveira and Fernandes (2009), "A
    /// physiologically-based model for simulation of color vision deficiency", severity 1: protan, deutan, tritan. CIE L*a*b*.
    fn seen(colour: Rgb) -> [[f64; 3]; 4] {
        const VIEWS: [[[f64; 3]; 3]; 4] = [
            [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        ];
        const XYZ: [[f64; 3]; 3] = [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ];
        let times =
            |m: &[[f64; 3]; 3], v: [f64; 3]| m.map(|row| row.iter().zip(v).map(|(m, v)| m * v).sum::<f64>());
        let lab = |view: [[f64; 3]; 3]| {
            let white = times(&XYZ, [1.0; 3]);
            let xyz = times(&XYZ, times(&view, colour.linear()).map(|c| c.clamp(0.0, 1.0)));
            let f: Vec<f64> = xyz
                .iter()
                .zip(white)
                .map(|(c, white)| c / white)
                .map(|t| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 })
                .collect();
            [116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])]
        };
        VIEWS.map(lab)
    }

    #[test]
    fn scenarios_are_told_apart_with_any_colour_blindness() {
        for (at, paint) in SCENARIOS.iter().enumerate() {
            for other in &SCENARIOS[..at] {
                for (kind, (a, b)) in seen(paint.ink).into_iter().zip(seen(other.ink)).enumerate() {
                    let distance = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
                    // A distance of 2.3 is just noticed; thin lines need many times that.
                    assert!(
                        distance > 20.0,
                        "{paint:?} and {other:?} differ by {distance:.1} only in view {kind}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_colour_means_two_things() {
        let all: Vec<Paint> =
            MODES.into_iter().chain(REGIMES).chain(FACTIONS).chain(STAGES).chain(SCENARIOS).collect();
        for (at, paint) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other.fill != paint.fill && other.ink != paint.ink));
        }
    }
}

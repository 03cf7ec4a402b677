//! Figure `plane`: the world's path between central and distributed control, and between profit and benefit.

use super::axis::{self, Axis};
use super::canvas::{Anchor, Canvas, Frame, Look};
use super::page::{self, Page};
use super::{Figure, FigureContext, FigureError, panel, pins};
use crate::paths::Path;
use crate::stats::quantile;
use crate::style::{AXIS_POINTS, GRID, GRID_POINTS, INK, LINE_POINTS, NEUTRAL, NEUTRAL_LIGHT, PAPER, Rgb};
use crate::summary::shortest;
use crate::table::{Series, WORLD};
use std::collections::BTreeMap;

const NAME: &str = "plane";
/// To the right, and upwards.
const COLUMNS: [&str; 2] = ["control_distributed", "orientation_commons"];

/// Between panels, in millimetres.
const BETWEEN: f64 = 4.0;
/// The largest square.
const LARGEST: f64 = 76.0;
/// The same where squares stand one below the other: three of them fit a page.
const LARGEST_STACKED: f64 = 56.0;
/// Room for the title of the horizontal axis.
const TITLE: f64 = 3.6;
/// Paths that reach less far than this are shown enlarged, too.
const SMALL: f64 = 0.5;
/// A path shorter than this many months has a point a month, a longer one a point a year.
const SHORT: i64 = 36;
/// Width of the median's path, in points.
const MEDIAN_POINTS: f64 = 1.5;
/// Radius of the marks of years, and of those of start and end.
const DOTS: (f64, f64) = (0.55, 0.95);
/// Radius of a disc that bears a letter.
const DISC: f64 = 1.45;
/// The line between quadrants.
const MIDDLE: Rgb = Rgb(0x99, 0x99, 0x99);

/// The quadrants, in the words of the book where it has one; left or right, bottom or top.
const CORNERS: [(bool, bool, &[&str]); 4] = [
    (false, false, &["Netarchical", "capitalism"]),
    (true, false, &["Distributed", "capitalism"]),
    (false, true, &["For benefit,", "centrally", "controlled"]),
    (true, true, &["Resilient", "communities,", "global commons"]),
];

const REMARKS: &str = "Quadrants after Kostakis and Bauwens (2014), Network Society and Future Scenarios for a Collaborative Economy. Among what is for benefit, the book tells apart scale, local (resilient communities) or global (global commons), where this axis tells apart control: both are on the right here, and what is for benefit under central control has no name of theirs.";

/// A path on the plane.
type Way = Path<2>;

/// Whether the table holds the world's place on the plane.
#[must_use]
pub fn applies(series: &Series) -> bool {
    !ways(series, WORLD).is_empty()
}

/// Draws the figure.
///
/// # Errors
/// If the table does not hold the world's place on the plane, or the figure cannot be drawn.
pub fn draw(series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    let ways = ways(series, WORLD);
    let Some(world) = median(&ways) else {
        let needs = COLUMNS.map(|column| format!("`{column}` between 0 and 1")).join(", ");
        return Err(FigureError::NothingToShow { figure: NAME, needs });
    };
    let regions: Vec<(&str, Way)> = series
        .regions()
        .iter()
        .filter(|region| *region != WORLD)
        .filter_map(|region| Some((region.as_str(), median(&self::ways(series, region))?)))
        .collect();
    let plane = Plane { ways, world, regions };
    let mut page = Page::with_numbers(
        NAME,
        "Place on the plane of control and orientation",
        context,
        &["month", "region", "replicate", COLUMNS[0], COLUMNS[1]],
        plane.note(context),
    );
    plane.say(&mut page);
    plane.add_numbers(&mut page);
    let squares = plane.squares();
    let gutter = squares.iter().map(|square| panel::gutter(&square.axes[1])).fold(0.0, f64::max);
    // Side by side, or one below the other in a column of a journal.
    let (across, down) = if context.edition.is_narrow() { (1, squares.len()) } else { (squares.len(), 1) };
    let width = |body: Frame| (body.w - BETWEEN * (across as f64 - 1.0)) / across as f64;
    let side = |body: Frame| {
        (width(body) - gutter - panel::RIGHT).min(if down > 1 { LARGEST_STACKED } else { LARGEST })
    };
    let each = side(page::body(context.edition, 0.0)) + panel::HEADING + panel::NUMBERS + TITLE;
    let height = down as f64 * (each + BETWEEN) - BETWEEN;
    page.draw(height, |canvas, body| {
        let (w, side) = (side(body) + gutter + panel::RIGHT, side(body));
        for (at, square) in squares.iter().enumerate() {
            let (column, row) = ((at % across) as f64, (at / across) as f64);
            let frame =
                Frame { x: body.x + column * (w + BETWEEN), y: body.y + row * (each + BETWEEN), w, h: each };
            panel::draw_heading(canvas, frame, page::letter('a', at), square.heading)?;
            let plot = Frame { x: frame.x + gutter, y: frame.y + panel::HEADING, w: side, h: side };
            square.draw_axes(canvas, plot)?;
            plane.draw(canvas, square, plot)?;
        }
        Ok(())
    })
}

/// The replicates' paths through a region, a point a year where they are long. Points off the plane count as not observed.
fn ways(series: &Series, region: &str) -> Vec<Way> {
    let mut ways = Way::all(series, region, COLUMNS);
    let first = ways.iter().filter_map(|way| way.months.first().copied()).min().unwrap_or(0);
    let last = ways.iter().filter_map(|way| way.months.last().copied()).max().unwrap_or(0);
    let is_wanted = |month: i64| last - first < SHORT || month % 12 == 0 || month == first || month == last;
    let is_on_it = |point: &[f64; 2]| point.iter().all(|x| (0.0..=1.0).contains(x));
    ways.retain_mut(|way| way.keep(|month, point| is_wanted(month) && is_on_it(point)));
    ways
}

/// The median of each direction, month by month.
fn median(ways: &[Way]) -> Option<Way> {
    let mut by_month = BTreeMap::<i64, [Vec<f64>; 2]>::new();
    for (month, [x, y]) in ways.iter().flat_map(Path::iter) {
        let both = by_month.entry(month).or_default();
        both[0].push(x);
        both[1].push(y);
    }
    let middle = |mut values: Vec<f64>| {
        values.sort_unstable_by(f64::total_cmp);
        quantile(&values, 0.5)
    };
    let (months, points) = by_month.into_iter().map(|(month, both)| (month, both.map(middle))).unzip();
    let way = Way { replicate: 0, months, points };
    (!way.months.is_empty()).then_some(way)
}

/// Lowest and highest place in both directions.
fn reach<'a>(ways: impl Iterator<Item = &'a Way>) -> [(f64, f64); 2] {
    ways.flat_map(|way| &way.points).fold([(1.0, 0.0); 2], |reach, point| {
        [0, 1].map(|at| (point[at].min(reach[at].0), point[at].max(reach[at].1)))
    })
}

/// What a panel shows.
#[derive(Clone, Copy, PartialEq)]
enum Shows {
    /// The whole plane; the flag says whether years are written beside the path.
    Whole(bool),
    Enlarged,
    Regions,
}

/// A panel.
struct Square {
    heading: &'static str,
    axes: [Axis; 2],
    shows: Shows,
}

/// What is drawn.
struct Plane<'a> {
    ways: Vec<Way>,
    world: Way,
    regions: Vec<(&'a str, Way)>,
}

impl Plane<'_> {
    fn has_replicates(&self) -> bool {
        self.ways.len() > 1
    }

    fn is_small(&self) -> bool {
        reach(self.ways.iter()).iter().all(|(low, high)| high - low < SMALL)
    }

    /// What lines and marks mean.
    fn note(&self, context: &FigureContext) -> String {
        let sample = page::sample(context, self.ways.len() as u64);
        let lines = if self.has_replicates() {
            format!("Thick: median of {sample}, in each direction; thin: replicates.")
        } else {
            format!("Path of {sample}.")
        };
        let unit = self.unit_of_time().0;
        format!("{lines} Open circle: start; full circle: end; numbers: {unit} since start.{}", self.key())
    }

    /// Which region each letter stands for.
    fn key(&self) -> String {
        if !self.has_regions() {
            return String::new();
        }
        let of = self.regions.len();
        let named =
            |(at, (name, _)): (usize, &(&str, Way))| format!("{} {}", token(at, of), name.replace('_', " "));
        format!(" Regions: {}.", self.regions.iter().enumerate().map(named).collect::<Vec<_>>().join(", "))
    }

    /// How time is counted beside the path, and how many months that are.
    fn unit_of_time(&self) -> (&'static str, i64) {
        if self.months() < SHORT { ("months", 1) } else { ("years", 12) }
    }

    fn months(&self) -> i64 {
        let ends = self.world.months.first().zip(self.world.months.last());
        ends.map_or(0, |(first, last)| last - first)
    }

    fn say(&self, page: &mut Page) {
        page.say("(a) The world's path on the whole plane.");
        if self.is_small() {
            page.say("(b) The same path enlarged; the square of b is outlined in a.");
        }
        if self.has_regions() {
            let letter = if self.is_small() { 'c' } else { 'b' };
            page.say(&format!("({letter}) Paths of regions (medians), with a letter at each end."));
        }
        page.say("To the right: control of infrastructure, 0 central, 1 distributed (share of hours worked on what those who work on it control); upwards: orientation, 0 for profit, 1 for benefit (share of hours whose product is for everybody to use).");
        page.say(REMARKS);
        if self.months() >= SHORT {
            page.say("Paths have a point a year.");
        }
    }

    fn has_regions(&self) -> bool {
        self.regions.len() > 1
    }

    fn add_numbers(&self, page: &mut Page) {
        let alone: &[Way] = if self.has_replicates() { &self.ways } else { &[] };
        let medians = std::iter::once((WORLD, None, &self.world))
            .chain(alone.iter().map(|way| (WORLD, Some(way.replicate), way)));
        let regions =
            self.regions.iter().filter(|_| self.has_regions()).map(|(name, way)| (*name, None, way));
        for (region, replicate, way) in medians.chain(regions) {
            let replicate = replicate.map_or_else(String::new, |replicate: u64| replicate.to_string());
            for (month, [x, y]) in way.iter() {
                let key = [month.to_string(), region.to_owned(), replicate.clone()];
                let [month, region, replicate] = key;
                page.add_row([month, region, replicate, shortest(x), shortest(y)]);
            }
        }
    }

    /// The panels: the whole plane, the part of it that is used, the regions.
    fn squares(&self) -> Vec<Square> {
        let whole = axis::square([(0.0, 1.0); 2]);
        let is_small = self.is_small();
        let mut squares =
            vec![Square { heading: "Orientation to benefit", axes: whole, shows: Shows::Whole(!is_small) }];
        if is_small {
            squares.push(Square {
                heading: "Orientation to benefit, enlarged",
                axes: axis::square(reach(self.ways.iter())),
                shows: Shows::Enlarged,
            });
        }
        if self.has_regions() {
            squares.push(Square {
                heading: "Orientation to benefit, regions",
                axes: axis::square(reach(self.regions.iter().map(|(_, way)| way))),
                shows: Shows::Regions,
            });
        }
        squares
    }

    fn draw(&self, canvas: &Canvas, square: &Square, plot: Frame) -> Result<(), FigureError> {
        match square.shows {
            Shows::Whole(has_years) => {
                let mut lines: Vec<_> = self.ways.iter().map(|way| square.points(way, plot)).collect();
                if !has_years {
                    let outline = self.outline_enlarged(square, plot);
                    canvas.line(&outline, NEUTRAL_LIGHT.ink, GRID_POINTS)?;
                    lines.push(outline);
                }
                let names = draw_corners(canvas, plot, &pins::dense(&lines))?;
                self.draw_world(canvas, square, plot, has_years.then_some(names))
            }
            Shows::Enlarged => self.draw_world(canvas, square, plot, Some(Vec::new())),
            Shows::Regions => self.draw_regions(canvas, square, plot),
        }
    }

    /// The outline of what the next panel enlarges.
    fn outline_enlarged(&self, square: &Square, plot: Frame) -> Vec<(f64, f64)> {
        let [x, y] = axis::square(reach(self.ways.iter()));
        let corners = [(x.low, y.low), (x.high, y.low), (x.high, y.high), (x.low, y.high), (x.low, y.low)];
        corners.map(|(x, y)| square.place([x, y], plot)).into()
    }

    /// Replicates, the median with its marks, and the years beside it; `taken` is where words stand already. None: no years.
    fn draw_world(
        &self,
        canvas: &Canvas,
        square: &Square,
        plot: Frame,
        taken: Option<Vec<Frame>>,
    ) -> Result<(), FigureError> {
        let mut seen: Vec<Vec<(f64, f64)>> = Vec::new();
        if self.has_replicates() {
            for way in &self.ways {
                let points = square.points(way, plot);
                canvas.line(&points, NEUTRAL_LIGHT.fill, GRID_POINTS)?;
                seen.push(points);
            }
        }
        let median = square.points(&self.world, plot);
        let width = if taken.is_some() { MEDIAN_POINTS } else { LINE_POINTS };
        canvas.line(&median, NEUTRAL.ink, width)?;
        let marks = self.marks();
        let is_end = |at: usize| at == 0 || at + 1 == median.len();
        for &(at, _) in marks.iter().filter(|(at, _)| taken.is_some() && !is_end(*at)) {
            canvas.dot(median[at], DOTS.0 + 0.3, PAPER)?;
            canvas.dot(median[at], DOTS.0, NEUTRAL.ink)?;
        }
        draw_ends(canvas, &median)?;
        let Some(mut taken) = taken else { return Ok(()) };
        taken.extend(marks.iter().map(|&(at, _)| around(median[at], DOTS.1)));
        let obstacles = pins::Obstacles { thick: vec![median.clone()], thin: seen };
        for (at, label) in marks {
            let size = (Look::PLAIN.width(&label), Look::PLAIN.em());
            if let Some(frame) = pins::beside(median[at], size, (plot, 4.0), &taken, &obstacles) {
                // A halo of paper, through which thin lines do not run.
                canvas.rectangle(frame.inside(0.1), PAPER, 0.7)?;
                canvas.text_centred(&label, (frame.x, frame.y + frame.h / 2.0), Look::PLAIN)?;
                taken.push(frame);
            }
        }
        Ok(())
    }

    /// The points of the median's path that bear a mark, and what is written beside it: start, end, and round numbers between.
    fn marks(&self) -> Vec<(usize, String)> {
        let months = &self.world.months;
        let unit = self.unit_of_time().1;
        let (first, last) = (months.first().copied().unwrap_or(0), months.last().copied().unwrap_or(0));
        let step = unit * round_step((last - first) / unit);
        let named = |at: usize| (at, axis::written(months[at] as f64 / unit as f64, 0));
        let mut marks = vec![named(0)];
        if months.len() > 1 {
            marks.push((months.len() - 1, shortest((last as f64 / unit as f64 * 10.0).round() / 10.0)));
        }
        // Not so near the end that two numbers stand at one place.
        let is_round = |month: i64| month % step == 0 && month > first && last - month > step / 3;
        marks.extend((0..months.len()).filter(|&at| is_round(months[at])).map(named));
        marks
    }

    /// Each region's path, with its letter on a disc at the end; a disc that finds its place taken moves aside, on a thin line.
    fn draw_regions(&self, canvas: &Canvas, square: &Square, plot: Frame) -> Result<(), FigureError> {
        let paths: Vec<_> = self.regions.iter().map(|(_, way)| square.points(way, plot)).collect();
        for path in &paths {
            canvas.line(path, NEUTRAL_LIGHT.ink, AXIS_POINTS)?;
        }
        for &start in paths.iter().filter_map(|path| path.first()) {
            draw_start(canvas, start)?;
        }
        let lines = pins::Obstacles { thick: Vec::new(), thin: paths.clone() };
        let mut taken: Vec<Frame> = Vec::new();
        for (at, path) in paths.iter().enumerate() {
            let Some(&end) = path.last() else { continue };
            let own = around(end, DISC);
            let is_taken = taken.iter().any(|other| own.overlaps(*other));
            let aside = || pins::beside(end, (own.w, own.h), (plot, plot.w), &taken, &lines);
            let Some(disc) = (if is_taken { aside() } else { Some(own) }) else { continue };
            if is_taken {
                pins::draw_leader(canvas, end, disc)?;
            }
            let middle = (disc.x + DISC, disc.y + DISC);
            canvas.dot(middle, DISC, NEUTRAL.ink)?;
            let look = Look::PLAIN.coloured(PAPER).anchored(Anchor::Middle);
            canvas.text_centred(&token(at, paths.len()), middle, look)?;
            taken.push(disc);
        }
        Ok(())
    }
}

/// What stands for a region at the end of its path: a letter, or a number where there are too many.
fn token(at: usize, of: usize) -> String {
    if of <= 26 { page::letter('A', at).to_string() } else { (at + 1).to_string() }
}

impl Square {
    fn place(&self, [x, y]: [f64; 2], plot: Frame) -> (f64, f64) {
        (self.axes[0].place(x, plot.x, plot.right()), self.axes[1].place(y, plot.bottom(), plot.y))
    }

    fn points(&self, way: &Way, plot: Frame) -> Vec<(f64, f64)> {
        way.points.iter().map(|&point| self.place(point, plot)).collect()
    }

    /// Grid, numbers and frame.
    fn draw_axes(&self, canvas: &Canvas, plot: Frame) -> Result<(), FigureError> {
        let [across, upwards] = &self.axes;
        panel::draw_axes(canvas, plot, upwards, (across, Some("Distributed control")))?;
        for (tick, _) in &across.ticks {
            let x = across.place(*tick, plot.x, plot.right());
            canvas.line(&[(x, plot.y), (x, plot.bottom())], GRID, GRID_POINTS)?;
        }
        if matches!(self.shows, Shows::Whole(_)) {
            let (x, y) = (plot.x + plot.w / 2.0, plot.y + plot.h / 2.0);
            canvas.line(&[(x, plot.y), (x, plot.bottom())], MIDDLE, GRID_POINTS)?;
            canvas.line(&[(plot.x, y), (plot.right(), y)], MIDDLE, GRID_POINTS)?;
        }
        let (left, right) = (plot.x, plot.right());
        let frame = [(left, plot.bottom()), (left, plot.y), (right, plot.y), (right, plot.bottom())];
        canvas.line(&[frame[0], frame[1], frame[2], frame[3], frame[0]], INK, AXIS_POINTS)
    }
}

/// Names the quadrants, each where its quadrant has the fewest of these points, and says where words stand.
fn draw_corners(canvas: &Canvas, plot: Frame, points: &[(f64, f64)]) -> Result<Vec<Frame>, FigureError> {
    const INSET: f64 = 1.2;
    let (look, leading) = (Look::PLAIN.coloured(NEUTRAL_LIGHT.ink), 1.2 * Look::PLAIN.em());
    let mut taken = Vec::new();
    for (is_right, is_top, lines) in CORNERS {
        let h = leading * lines.len() as f64;
        let w = lines.iter().map(|line| look.width(line)).fold(0.0, f64::max);
        let quadrant = Frame {
            x: if is_right { plot.x + plot.w / 2.0 } else { plot.x },
            y: if is_top { plot.y } else { plot.y + plot.h / 2.0 },
            w: plot.w / 2.0,
            h: plot.h / 2.0,
        };
        let room = quadrant.inside(INSET);
        // From the outer corner inwards, upwards or downwards first.
        let places = [(0.0, 0.0), (0.0, 0.5), (0.0, 1.0), (1.0, 0.0), (1.0, 0.5), (1.0, 1.0)].map(
            |(across, along)| {
                let across = if is_right { 1.0 - across } else { across };
                let along = if is_top { along } else { 1.0 - along };
                Frame { x: room.x + across * (room.w - w), y: room.y + along * (room.h - h), w, h }
            },
        );
        let covered = |frame: &Frame| {
            let frame = frame.inside(-0.8);
            points.iter().filter(|&&(x, y)| around((x, y), 0.0).overlaps(frame)).count()
        };
        let Some(place) = places.into_iter().min_by_key(covered) else { continue };
        canvas.rectangle(place, PAPER, 0.85)?;
        for (at, line) in lines.iter().enumerate() {
            let (x, anchor) = if is_right { (place.right(), Anchor::End) } else { (place.x, Anchor::Start) };
            canvas.text_centred(line, (x, place.y + (at as f64 + 0.5) * leading), look.anchored(anchor))?;
        }
        taken.push(place);
    }
    Ok(taken)
}

/// An open circle at the start, a full one at the end.
fn draw_ends(canvas: &Canvas, path: &[(f64, f64)]) -> Result<(), FigureError> {
    if let Some(&start) = path.first() {
        draw_start(canvas, start)?;
    }
    path.last().map_or(Ok(()), |&end| canvas.dot(end, DOTS.1, NEUTRAL.ink))
}

fn draw_start(canvas: &Canvas, start: (f64, f64)) -> Result<(), FigureError> {
    canvas.dot(start, DOTS.1, NEUTRAL.ink)?;
    canvas.dot(start, DOTS.1 - 0.35, PAPER)
}

fn around((x, y): (f64, f64), radius: f64) -> Frame {
    Frame { x: x - radius, y: y - radius, w: 2.0 * radius, h: 2.0 * radius }
}

/// A round number of which there are at most six, ten where there is a lifetime or less.
fn round_step(length: i64) -> i64 {
    match length {
        i64::MIN..=6 => 1,
        7..=12 => 2,
        13..=29 => 5,
        30..=100 => 10,
        _ => (1..)
            .map(|power| 10i64.pow(power))
            .flat_map(|ten| [2 * ten, 5 * ten, 10 * ten])
            .find(|step| length / step <= 6)
            .unwrap_or(length),
    }
}

//! Paths as wholes: which belong together, which is the most central, which are out of the way.

use super::Comparison;
use super::arm::Arm;
use super::sheet::{AGAINST, MEASURE, MONTH, P_SWAP, REPLICATE, SCENARIO, Sheet, cell, field, word_of};
use super::stages::{test_kinds, tested};
use crate::inference::homogeneity::Homogeneity;
use crate::inference::intervals;
use crate::trajectories::clusters::{self, Clusters};
use crate::trajectories::depth::{self, Boxplot};
use crate::trajectories::distance::{Distances, warped};

/// The directions of the plane.
pub const PLANE: [&str; 2] = ["control_distributed", "orientation_commons"];
/// What a path is where the plane is not known.
const FALLBACK: [&str; 1] = ["time_peer_share"];
/// What functional boxplots show.
pub const BOXPLOTS: [&str; 3] = ["time_peer_share", PLANE[0], PLANE[1]];
/// The most groups of paths.
const MOST_GROUPS: usize = 6;
/// A path shorter than this many months has a point a month, a longer one a point a year.
const SHORT: i64 = 36;
/// Points that are matched lie at most this share of a path apart.
const WINDOW: f64 = 0.1;

/// All paths of all scenarios, and their groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// What a path consists of.
    pub measures: Vec<String>,
    /// The months of its points.
    pub months: Vec<i64>,
    /// Scenario and place among its replicates of each path.
    pub of: Vec<(usize, usize)>,
    /// The paths, in the same order.
    pub paths: Vec<Vec<Vec<f64>>>,
    /// How far apart they are.
    pub distances: Distances,
    /// The groups.
    pub clusters: Clusters,
    /// Whether groups are as frequent in each scenario as in the first, with the chance by exchanged labels; by scenario but the first.
    pub tests: Vec<(Option<Homogeneity>, f64)>,
}

/// None if neither the plane nor hours for peer production are known throughout.
#[must_use]
pub fn groups(comparison: &Comparison) -> Option<Groups> {
    let measures: &[&str] = [&PLANE[..], &FALLBACK].into_iter().find(|measures| {
        measures.iter().all(|m| comparison.arms.iter().all(|arm| arm.observed(m).len() == arm.months.len()))
    })?;
    let reference = comparison.reference();
    let places = sampled(reference, (0..reference.months.len()).collect());
    let months: Vec<i64> = places.iter().map(|&place| reference.months[place]).collect();
    let (mut of, mut paths) = (Vec::new(), Vec::<Vec<Vec<f64>>>::new());
    for (at, arm) in comparison.arms.iter().enumerate() {
        let columns = measures.iter().map(|m| arm.curves(m, &places)).collect::<Option<Vec<_>>>()?;
        for r in 0..arm.n() {
            of.push((at, r));
            paths.push(
                (0..places.len()).map(|t| columns.iter().map(|column| column[r][t]).collect()).collect(),
            );
        }
    }
    let window = ((places.len() as f64 * WINDOW).ceil() as usize).max(1);
    let distances = Distances::of(paths.len(), |i, j| warped(&paths[i], &paths[j], window));
    let clusters = clusters::choose(&distances, MOST_GROUPS);
    let of_arm = |arm: usize| {
        of.iter().zip(&clusters.group).filter(move |((at, _), _)| *at == arm).map(|(_, group)| *group)
    };
    let test = |arm: usize| {
        let all: Vec<usize> = of_arm(0).chain(of_arm(arm)).collect();
        let name = format!("clusters/{}", comparison.arms[arm].name);
        test_kinds(comparison, &all, clusters.medoids.len(), arm, &name)
    };
    let tests = (1..comparison.arms.len()).map(test).collect();
    let measures = measures.iter().map(|m| (*m).to_owned()).collect();
    Some(Groups { measures, months, of, paths, distances, clusters, tests })
}

/// The places of months that have a point: all of a short run, one a year and the ends of a long one.
fn sampled(arm: &Arm, places: Vec<usize>) -> Vec<usize> {
    let month = |place: &usize| arm.months[*place];
    let (Some(first), Some(last)) = (places.first().map(month), places.last().map(month)) else {
        return places;
    };
    let is_wanted = |place: &usize| {
        last - first < SHORT || month(place) % 12 == 0 || [first, last].contains(&month(place))
    };
    places.into_iter().filter(is_wanted).collect()
}

/// The functional boxplot of one measure in one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Box {
    /// The scenario.
    pub arm: usize,
    /// The measure.
    pub measure: String,
    /// The months of its points, in which all replicates have it.
    pub months: Vec<i64>,
    /// The curves, one a replicate.
    pub curves: Vec<Vec<f64>>,
    /// The boxplot.
    pub plot: Boxplot,
}

/// The boxplots of the measures that are known.
#[must_use]
pub fn boxplots(comparison: &Comparison) -> Vec<Box> {
    let one = |measure: &str, (at, arm): (usize, &Arm)| {
        let places = sampled(arm, arm.observed(measure));
        let curves = arm.curves(measure, &places).filter(|_| !places.is_empty())?;
        let months = places.iter().map(|&place| arm.months[place]).collect();
        let plot = depth::boxplot(&curves)?;
        Some(Box { arm: at, measure: measure.to_owned(), months, curves, plot })
    };
    BOXPLOTS
        .iter()
        .flat_map(|measure| comparison.arms.iter().enumerate().filter_map(move |arm| one(measure, arm)))
        .collect()
}

/// `clusters.csv`, `clusters_size.csv` and `clusters_test.csv`.
#[must_use]
pub fn group_sheets(comparison: &Comparison, groups: &Groups) -> [Sheet; 3] {
    let mut members = Sheet::new(
        "clusters.csv",
        &[
            SCENARIO,
            REPLICATE,
            field("cluster", "Number of its group, by falling size", "", "1.."),
            field("medoid", "Whether it is the path in the middle of its group", "", "").with("yes; no"),
            field(
                "silhouette",
                "1: well inside its group; 0: between two; below 0: nearer to another",
                "",
                "-1..1",
            )
            .with("0 if it is alone in its group; empty with one group"),
            field(
                "distance",
                "Warped distance to the middle of its group",
                "unit of the path's measures",
                "0..",
            ),
        ],
    );
    let clusters = &groups.clusters;
    for (at, (arm, r)) in groups.of.iter().enumerate() {
        let (group, arm) = (clusters.group[at], &comparison.arms[*arm]);
        let medoid = clusters.medoids[group];
        let silhouette =
            if clusters.medoids.len() > 1 { cell(clusters.silhouettes[at]) } else { String::new() };
        members.row([
            arm.name.clone(),
            arm.replicates[*r].to_string(),
            (group + 1).to_string(),
            word_of(medoid == at),
            silhouette,
            cell(groups.distances.between(at, medoid)),
        ]);
    }
    let mut sizes = Sheet::new(
        "clusters_size.csv",
        &[
            SCENARIO,
            field("cluster", "Number of the group, by falling size over all scenarios", "", "1.."),
            field("replicates", "Replicates of the scenario in it", "replicates", "0.."),
            field("share", "Their share of the scenario's", "share", "0..1"),
            field("low", "Lower end of its 95 % interval (Wilson)", "share", "0..1"),
            field("high", "Upper end of its 95 % interval", "share", "0..1"),
        ],
    );
    for (at, arm) in comparison.arms.iter().enumerate() {
        for group in 0..clusters.medoids.len() {
            let is_here = |place: &usize| groups.of[*place].0 == at && clusters.group[*place] == group;
            let (count, n) = ((0..groups.of.len()).filter(is_here).count() as f64, arm.n() as f64);
            let (low, high) = intervals::share(count, n);
            let [count, share, low, high] = [count, count / n, low, high].map(cell);
            sizes.row([arm.name.clone(), (group + 1).to_string(), count, share, low, high]);
        }
    }
    let mut tests = Sheet::new(
        "clusters_test.csv",
        &[
            SCENARIO,
            AGAINST,
            field("clusters", "Groups of paths, over all scenarios", "", "1.."),
            field("silhouette", "Mean silhouette of all paths", "", "-1..1").with("empty with one group"),
            field("g", "Likelihood ratio of equal shares of groups", "", "0..").with("empty with one group"),
            field("df", "Degrees of freedom", "", "1.."),
            field("p", "Its chance by the chi-square law; needs expected counts of about five", "", "0..1"),
            P_SWAP,
        ],
    );
    for (arm, (test, p_swap)) in comparison.arms[1..].iter().zip(&groups.tests) {
        let [g, df, p] = tested(test);
        let against = comparison.reference().name.clone();
        let (count, clarity) = (clusters.medoids.len().to_string(), cell(clusters.clarity()));
        tests.row([arm.name.clone(), against, count, clarity, g, df, p, cell(*p_swap)]);
    }
    [members, sizes, tests]
}

/// `depth.csv` and `boxplot.csv`.
#[must_use]
pub fn box_sheets(comparison: &Comparison, boxes: &[Box]) -> [Sheet; 2] {
    let mut depths = Sheet::new(
        "depth.csv",
        &[
            SCENARIO,
            MEASURE,
            REPLICATE,
            field(
                "depth",
                "Modified band depth among the scenario's replicates: how central its curve is",
                "",
                "0..1",
            ),
            field("central", "Whether it belongs to the deepest half", "", "").with("yes; no"),
            field("median", "Whether it is the deepest", "", "").with("yes; no"),
            field(
                "outlier",
                "Whether it leaves the deepest half by more than 1.5 times its height in any month",
                "",
                "",
            )
            .with("yes; no"),
        ],
    );
    const UNIT: &str = "that of the measure";
    let mut edges = Sheet::new(
        "boxplot.csv",
        &[
            SCENARIO,
            MEASURE,
            MONTH,
            field("median", "The deepest replicate's value", UNIT, ""),
            field("inner_low", "Lowest value of the deepest half", UNIT, ""),
            field("inner_high", "Highest value of the deepest half", UNIT, ""),
            field("outer_low", "Lowest value of all but outliers", UNIT, ""),
            field("outer_high", "Highest value of all but outliers", UNIT, ""),
        ],
    );
    for found in boxes {
        let arm = &comparison.arms[found.arm];
        for (r, replicate) in arm.replicates.iter().enumerate() {
            let key = [arm.name.clone(), found.measure.clone(), replicate.to_string()];
            let [a, b, c] = key;
            let plot = &found.plot;
            let [central, median, outlier] =
                [plot.central.contains(&r), plot.median == r, plot.outliers.contains(&r)].map(word_of);
            depths.row([a, b, c, cell(plot.depths[r]), central, median, outlier]);
        }
        for (t, month) in found.months.iter().enumerate() {
            let key = [arm.name.clone(), found.measure.clone(), month.to_string()];
            let [a, b, c] = key;
            let (inner, outer) = (found.plot.inner[t], found.plot.outer[t]);
            let values = [found.curves[found.plot.median][t], inner.0, inner.1, outer.0, outer.1].map(cell);
            let [median, inner_low, inner_high, outer_low, outer_high] = values;
            edges.row([a, b, c, median, inner_low, inner_high, outer_low, outer_high]);
        }
    }
    [depths, edges]
}

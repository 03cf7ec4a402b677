//! Elementary effects: Morris (1991), "Factorial sampling plans for preliminary computational experiments", Technometrics 33(2).
//!
//! A trajectory begins at a point of a grid and changes one input after the other, each once, by the same step. What the output changes by,
//! over the step, is an elementary effect of that input. Over trajectories its mean says which way the input moves the output, the mean of its
//! size (μ* of Campolongo, Cariboni and Saltelli 2007, Environmental Modelling & Software 22) how much, and its standard deviation how much that
//! depends on the others.

use super::interval;
use crate::inference::chance::Chance;

/// Levels of the grid: places 0, 1/3, 2/3 and 1.
const LEVELS: usize = 4;
/// A step: with so many levels, half of all places can be stepped from in each direction.
pub const STEP: f64 = 2.0 / 3.0;

/// A trajectory: where it begins, and which input is stepped in which order.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// Its points, one more than there are inputs; each a place between 0 and 1 for each input.
    pub points: Vec<Vec<f64>>,
    /// The input that is stepped after each point.
    pub order: Vec<usize>,
}

/// So many trajectories over so many inputs, from a stream of chance of that name. One more trajectory leaves those before it as they were.
#[must_use]
pub fn trajectories(count: usize, inputs: usize, name: &str) -> Vec<Trajectory> {
    (0..count).map(|number| trajectory(inputs, &mut Chance::named(&format!("{name}/{number}")))).collect()
}

fn trajectory(inputs: usize, chance: &mut Chance) -> Trajectory {
    let mut order: Vec<usize> = (0..inputs).collect();
    chance.shuffle(&mut order);
    let begin = (0..inputs).map(|_| chance.below(LEVELS) as f64 / (LEVELS - 1) as f64);
    let mut points: Vec<Vec<f64>> = vec![begin.collect()];
    for input in &order {
        let mut next = points[points.len() - 1].clone();
        // From the lower half up, from the upper half down.
        next[*input] += if next[*input] < 0.5 { STEP } else { -STEP };
        next[*input] = next[*input].clamp(0.0, 1.0);
        points.push(next);
    }
    Trajectory { points, order }
}

/// What effects of one input say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screened {
    /// Effects that it rests on.
    pub n: usize,
    /// Mean effect of going from one end of the range to the other.
    pub mean: f64,
    /// Mean of its size, μ*.
    pub size: f64,
    /// 95 % interval of that over resampled trajectories.
    pub interval: Option<(f64, f64)>,
    /// Standard deviation of the effect: how much it depends on where the others are.
    pub sd: Option<f64>,
}

/// Effects of each input: `outputs` are those of the points of each trajectory, none where there is none. None for an input without effects.
#[must_use]
pub fn screen(
    trajectories: &[Trajectory],
    outputs: &[Vec<Option<f64>>],
    inputs: usize,
    name: &str,
) -> Vec<Option<Screened>> {
    let mut effects = vec![Vec::new(); inputs];
    for (trajectory, outputs) in trajectories.iter().zip(outputs) {
        for (at, input) in trajectory.order.iter().enumerate() {
            let (Some(Some(before)), Some(Some(after))) = (outputs.get(at), outputs.get(at + 1)) else {
                continue;
            };
            let step = trajectory.points[at + 1][*input] - trajectory.points[at][*input];
            effects[*input].push((after - before) / step);
        }
    }
    effects
        .iter()
        .enumerate()
        .map(|(input, effects)| summed_up(effects, &format!("{name}/{input}")))
        .collect()
}

fn summed_up(effects: &[f64], name: &str) -> Option<Screened> {
    let n = effects.len();
    if n == 0 {
        return None;
    }
    let mean = effects.iter().sum::<f64>() / n as f64;
    let size =
        |rows: &[usize]| Some(rows.iter().map(|row| effects[*row].abs()).sum::<f64>() / rows.len() as f64);
    let squares: f64 = effects.iter().map(|x| (x - mean) * (x - mean)).sum();
    Some(Screened {
        n,
        mean,
        size: effects.iter().map(|x| x.abs()).sum::<f64>() / n as f64,
        interval: interval(n, name, size),
        sd: (n > 1).then(|| (squares / (n as f64 - 1.0)).sqrt()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(all: &[Trajectory], f: impl Fn(&[f64]) -> f64) -> Vec<Vec<Option<f64>>> {
        all.iter().map(|one| one.points.iter().map(|point| Some(f(point))).collect()).collect()
    }

    #[test]
    fn a_trajectory_steps_each_input_once_and_stays_on_the_grid() {
        let all = trajectories(20, 7, "test");
        for one in &all {
            assert_eq!(one.points.len(), 8);
            let mut order = one.order.clone();
            order.sort_unstable();
            assert_eq!(order, (0..7).collect::<Vec<_>>());
            for (at, input) in one.order.iter().enumerate() {
                let changed: Vec<usize> =
                    (0..7).filter(|k| one.points[at][*k] != one.points[at + 1][*k]).collect();
                assert_eq!(changed, [*input]);
                assert!(((one.points[at + 1][*input] - one.points[at][*input]).abs() - STEP).abs() < 1e-12);
            }
            assert!(one.points.iter().flatten().all(|x| (0.0..=1.0).contains(x)));
        }
        assert_eq!(trajectories(3, 7, "test"), all[..3], "more trajectories leave the first as they are");
        // Each level is begun at about as often: a quarter of 140.
        let begins = all.iter().flat_map(|one| one.points[0].clone()).filter(|x| *x == 0.0).count();
        assert!((18..=54).contains(&begins), "{begins}");
    }

    #[test]
    fn a_straight_law_has_its_slopes_as_effects_and_no_spread() {
        let all = trajectories(6, 3, "straight");
        let screened = screen(&all, &outputs(&all, |x| 2.0 * x[0] - 5.0 * x[1]), 3, "straight");
        for (found, slope) in screened.iter().zip([2.0, -5.0, 0.0]) {
            let found = found.unwrap();
            assert!((found.mean - slope).abs() < 1e-9 && (found.size - f64::abs(slope)).abs() < 1e-9);
            assert!(found.sd.unwrap() < 1e-9 && found.n == 6);
            let (low, high) = found.interval.unwrap();
            assert!((low - found.size).abs() < 1e-9 && (high - found.size).abs() < 1e-9);
        }
    }

    /// The test case of Morris (1991): twenty inputs, of which the first ten matter, 1 to 7 through interactions or squares.
    #[test]
    fn morris_own_example_is_told_apart() {
        let f = |x: &[f64]| {
            let w: Vec<f64> =
                x.iter()
                    .enumerate()
                    .map(|(i, x)| {
                        if [2, 4, 6].contains(&i) {
                            2.0 * (1.1 * x / (x + 0.1) - 0.5)
                        } else {
                            2.0 * (x - 0.5)
                        }
                    })
                    .collect();
            let sign = |n: usize| if n.is_multiple_of(2) { 1.0 } else { -1.0 };
            let mut y = 0.0;
            for i in 0..20 {
                y += if i < 10 { 20.0 } else { sign(i + 1) } * w[i];
                for j in i + 1..20 {
                    y += if j < 6 { -15.0 } else { sign(i + j + 2) } * w[i] * w[j];
                    for l in j + 1..20 {
                        y += if l < 5 { -10.0 * w[i] * w[j] * w[l] } else { 0.0 };
                        for s in l + 1..20 {
                            y += if s < 4 { 5.0 * w[i] * w[j] * w[l] * w[s] } else { 0.0 };
                        }
                    }
                }
            }
            y
        };
        let all = trajectories(40, 20, "morris");
        let screened = screen(&all, &outputs(&all, f), 20, "morris");
        let size = |k: usize| screened[k].unwrap().size;
        let sd = |k: usize| screened[k].unwrap().sd.unwrap();
        for strong in 0..10 {
            for weak in 10..20 {
                assert!(
                    size(strong) > 2.0 * size(weak),
                    "{strong} {} beside {weak} {}",
                    size(strong),
                    size(weak)
                );
            }
        }
        // Inputs 8 to 10 act nearly straight; the first five do not.
        for bent in [0, 1, 3] {
            for straight in 7..10 {
                assert!(
                    sd(bent) > 2.0 * sd(straight),
                    "{bent} {} beside {straight} {}",
                    sd(bent),
                    sd(straight)
                );
            }
        }
    }

    #[test]
    fn what_is_missing_is_left_out() {
        let all = trajectories(2, 2, "missing");
        let mut seen = outputs(&all, |x| x[0]);
        seen[0][1] = None;
        let screened = screen(&all, &seen, 2, "missing");
        assert_eq!(screened[0].unwrap().n + screened[1].unwrap().n, 2);
        assert_eq!(screen(&all, &[vec![None; 3], vec![None; 3]], 2, "none"), [None, None]);
        let one = screen(&all[..1], &outputs(&all[..1], |x| x[0]), 2, "one");
        assert_eq!((one[0].unwrap().sd, one[0].unwrap().interval), (None, None));
    }
}

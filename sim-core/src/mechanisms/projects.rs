//! Permissionless projects (M8): found one, or join what a tie is in.

/// What a seeker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Founds a project.
    Found,
    /// Joins the project of a tie.
    Join(u32),
    /// Tries again next month.
    Wait,
}

/// Found with chance ν, else join the tie's project if there is one and its culture is near enough.
///
/// * `u`: a draw in [0, 1). * `candidate`: the tie's project and its culture, if the tie has one.
/// * `affinity`: largest distance of cultures, 0..=1.
/// * Limit: nobody leaves, everybody joins and all ties have a project: sizes follow the Simon–Yule law with
///   density exponent 1 + 1/(1 − ν); with leaving and refounding the log-series with cut-off about 1/ν.
/// * Source: Simon (1955), Biometrika 42; affinity after bounded confidence, Ciampaglia (2011).
#[inline]
#[must_use]
pub fn found_or_join(
    u: f32,
    founding: f32,
    culture: f32,
    candidate: Option<(u32, f32)>,
    affinity: f32,
) -> Step {
    if u < founding {
        return Step::Found;
    }
    match candidate {
        Some((project, theirs)) if (culture - theirs).abs() <= affinity => Step::Join(project),
        _ => Step::Wait,
    }
}

/// Share of a person's contributions that a project accepts afterwards: skill/(1 + skill), ours. `skill`: mean of
/// the world 1.
#[inline]
#[must_use]
pub fn quality(skill: f32) -> f32 {
    skill / (1.0 + skill)
}

/// What is taken in of a month's contribution that was looked at: all of it with chance `quality`, or nothing.
///
/// * `u`: a draw in [0, 1). * Mean over draws: the quality.
#[inline]
#[must_use]
pub fn taken_in(quality: f32, u: f32) -> f32 {
    f32::from(u8::from(u < quality))
}

/// Hours that go into setting up a project, of what its members give in a month. * `left`: what is still to do.
#[inline]
#[must_use]
pub fn setting_up(left: f32, hours: f32) -> f32 {
    left.min(hours)
}

/// Standing after a month: s' = kept·s + what was accepted. `kept`: 0..1, 1/month.
#[inline]
#[must_use]
pub fn standing(standing: f32, accepted: f32, kept: f32) -> f32 {
    kept * standing + accepted
}

/// Cumulated chances of 1, 2, … `cap` contributions: a discrete power law, P(k) ∝ k^−exponent.
#[must_use]
pub fn effort_law(exponent: f64, cap: u64) -> Vec<f32> {
    let weights: Vec<f64> = (1..=cap).map(|k| crate::engine::num::pow(k as f64, -exponent)).collect();
    let all: f64 = weights.iter().sum();
    let mut sum = 0.0;
    weights
        .iter()
        .map(|w| {
            sum += w / all;
            sum as f32
        })
        .collect()
}

/// Contributions that a draw `u` in [0, 1) stands for.
#[must_use]
pub fn effort(law: &[f32], u: f32) -> u32 {
    1 + law.partition_point(|below| *below <= u).min(law.len() - 1) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn founding_comes_first_and_distance_bars_the_door() {
        assert_eq!(found_or_join(0.01, 0.04, 0.5, Some((7, 0.5)), 0.3), Step::Found);
        assert_eq!(found_or_join(0.5, 0.04, 0.5, Some((7, 0.75)), 0.3), Step::Join(7));
        assert_eq!(found_or_join(0.5, 0.04, 0.5, Some((7, 0.85)), 0.3), Step::Wait);
        assert_eq!(found_or_join(0.5, 0.04, 0.5, None, 1.0), Step::Wait);
    }

    #[test]
    fn effort_has_the_power_laws_ratio() {
        let law = effort_law(1.92, 1000);
        let p = |k: usize| f64::from(law[k] - law[k - 1]);
        let ratio = p(1) / p(3);
        assert!((ratio - crate::engine::num::pow(2.0, 1.92)).abs() < 1e-3, "{ratio}");
        assert_eq!((effort(&law, 0.0), effort(&law, 0.999_999_9)), (1, 1000));
    }
}

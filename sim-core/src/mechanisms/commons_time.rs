//! Slack and commons time (M7): hours for projects beside the main regime.

/// Hours a person gives to projects beside the main regime, months.
///
/// c* = μ τ [φ j + (1 − j)(1 − need/income)₊], at most `most`.
///
/// * `fitting`: μ(κ). * `taste`: τ. * `free`: φ, share of jobless time that is free for it. * `jobless`: j, part of
///   the month without work. * `need`, `income`: price of subsistence and net income, the same money.
/// * Neutral: τ = 0. Source: ours; slack after Becker (1965). **Caution:** the sign of T1 depends on φ.
#[inline]
#[must_use]
pub fn commons_time(
    fitting: f32,
    taste: f32,
    free: f32,
    jobless: f32,
    need: f32,
    income: f32,
    most: f32,
) -> f32 {
    let slack = if income > need { 1.0 - need / income } else { 0.0 };
    (fitting * taste * (free * jobless + (1.0 - jobless) * slack)).clamp(0.0, most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanisms::taste;

    #[test]
    fn the_poor_have_no_slack_and_the_jobless_have_what_is_free() {
        assert_eq!(commons_time(1.0, 0.5, 0.5, 0.0, 1.0, 0.9, 1.0), 0.0);
        assert_eq!(commons_time(1.0, 0.5, 0.5, 1.0, 1.0, 0.9, 1.0), 0.25);
        assert_eq!(commons_time(1.0, 0.5, 0.5, 0.0, 1.0, 2.0, 1.0), 0.25);
        assert_eq!(commons_time(1.0, 0.5, 0.5, 0.0, 1.0, 2.0, 0.1), 0.1);
    }

    #[test]
    fn with_taste_it_comes_to_the_joint_fixed_point() {
        // c = μ τ(c) s with τ at rest: a quadratic in c, solved here in closed form.
        let (mu, slack, ceiling, floor, up, down) = (0.6f64, 0.5f64, 0.4f64, 0.12f64, 0.03f64, 0.006f64);
        let m = mu * slack;
        let (a, b, c) = (up, down - m * up * ceiling, -m * down * floor);
        let exact = (-b + (b * b - 4.0 * a * c).sqrt()) / (2.0 * a);
        let (mut t, mut hours) = (0.12f32, 0.0);
        for _ in 0..5000 {
            hours = commons_time(mu as f32, t, 0.5, 0.0, 0.5, 1.0, 1.0);
            t = taste::taste(t, ceiling as f32, floor as f32, hours, up as f32, down as f32);
        }
        assert!((f64::from(hours) - exact).abs() < 1e-5, "{hours}, expected {exact}");
    }
}

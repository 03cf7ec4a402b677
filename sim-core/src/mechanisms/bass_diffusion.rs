//! Spread of coordination technology and of access over one month (M4).

use crate::engine::num;

/// One step of the Bass process, exact whatever its length.
///
/// dz/dt = (p + q z)(z̄ − z), so with R(z) = (p + q z)/(z̄ − z): R grows by exp((p + q z̄) t) and
/// z' = (z̄ R' − p)/(q + R').
///
/// * `z`: share of those who could and do, 0..=ceiling. * `p`: taken up unprompted, 1/month. * `q`: taken up from
///   others, 1/month. Returns z' in z..=ceiling. Needs p, q ≥ 0.
/// * Neutral: p = q = 0. Limit: uptake peaks at ln(q/p)/(p + q) for ceiling 1, z(0) = 0, q > p.
/// * Source: Bass (1969), Management Science 15(5). Ours: the exact monthly step with a ceiling.
#[must_use]
pub fn bass_step(z: f64, ceiling: f64, p: f64, q: f64) -> f64 {
    if z >= ceiling || p + q * z <= 0.0 {
        return z;
    }
    let odds = (p + q * z) / (ceiling - z) * num::exp(p + q * ceiling);
    ((ceiling * odds - p) / (q + odds)).clamp(z, ceiling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uptake_peaks_when_bass_says() {
        let (p, q) = (0.0025, 0.032);
        let (mut z, mut most, mut peak) = (0.0, 0.0, 0);
        for month in 0..400 {
            let next = bass_step(z, 1.0, p, q);
            if next - z > most {
                (most, peak) = (next - z, month);
            }
            z = next;
        }
        let expected = num::ln(q / p) / (p + q);
        assert!((f64::from(peak) + 0.5 - expected).abs() <= 1.0, "peak {peak}, expected {expected}");
    }

    #[test]
    fn the_step_is_exact_and_ends_at_the_ceiling() {
        let (p, q) = (0.0025, 0.032);
        let mut z = 0.0;
        for month in 1..=300 {
            z = bass_step(z, 1.0, p, q);
            let decay = num::exp(-(p + q) * f64::from(month));
            assert!((z - (1.0 - decay) / (1.0 + q / p * decay)).abs() < 1e-12, "month {month}");
        }
        assert_eq!(bass_step(0.7, 0.7, p, q), 0.7);
        assert_eq!(bass_step(0.3, 1.0, 0.0, 0.0), 0.3);
    }
}

//! Capital: what firms want and can pay for (part of M15).

/// Capital at which it earns the required return: K* = α y/((ρ + δ)/12) · p/p_buyer, goods.
///
/// * `output`: the lesser of expected sales and output at the profit limit, goods a month.
/// * `required_return`, `depreciation`: ρ, δ, both 1/month. * `relative_price`: seller's over buyer's price.
/// * Limit: (αA/(ρ + δ))^(1/(1−α)) capital a head when the required return binds.
/// * Source: Solow (1956) and Jorgenson (1963) for the user cost.
#[must_use]
pub fn wanted_capital(
    alpha: f64,
    output: f64,
    required_return: f64,
    depreciation: f64,
    relative_price: f64,
) -> f64 {
    alpha * output / (required_return + depreciation).max(1e-9) * relative_price
}

/// Capital goods ordered: (δK + χ(K* − K))₊, goods.
#[must_use]
pub fn order(capital: f64, wanted: f64, depreciation: f64, adjustment: f64) -> f64 {
    (depreciation * capital + adjustment * (wanted - capital)).max(0.0)
}

/// Required return of a region on its way from where it started to where all go.
///
/// ρ(t) = ρ_∞ + (ρ_0 − ρ_∞) 2^(−t/half-life); years.
#[must_use]
pub fn required_return(start: f64, end: f64, years: f64, half_life: f64) -> f64 {
    end + (start - end) * crate::engine::num::exp(-std::f64::consts::LN_2 * years / half_life)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::num;
    use crate::mechanisms::production::output;

    const ALPHA: f64 = 0.45;

    #[test]
    fn when_the_required_return_binds_capital_goes_to_its_solow_limit() {
        // One unit of labour, what is wanted can be paid.
        let (a, rho, delta) = (0.1, 0.07 / 12.0, 0.00383);
        let mut k = 1.0;
        for _ in 0..20_000 {
            let wanted = wanted_capital(ALPHA, output(a, k, 1.0, ALPHA), rho, delta, 1.0);
            k = (1.0 - delta) * k + order(k, wanted, delta, 1.0 / 36.0);
        }
        let expected = num::pow(ALPHA * a / (rho + delta), 1.0 / (1.0 - ALPHA));
        assert!((k / expected - 1.0).abs() < 1e-6, "{k}, expected {expected}");
    }

    #[test]
    fn when_funds_bind_and_profit_is_invested_capital_goes_to_the_other_solow_limit() {
        // Labour grows at n; all profit αY, of which a share φ, is put into capital.
        let (a, delta, n, phi) = (0.1, 0.00383, 0.001, 0.8);
        let (mut k, mut l) = (1.0, 1.0);
        for _ in 0..60_000 {
            k = (1.0 - delta) * k + phi * ALPHA * output(a, k, l, ALPHA);
            l *= 1.0 + n;
        }
        let expected = num::pow(phi * ALPHA * a / (delta + n), 1.0 / (1.0 - ALPHA));
        assert!((k / l / expected - 1.0).abs() < 2e-3, "{}, expected {expected}", k / l);
    }

    #[test]
    fn the_required_return_closes_half_its_distance_in_a_half_life() {
        assert!((required_return(0.16, 0.07, 20.0, 20.0) - 0.115).abs() < 1e-12);
    }
}

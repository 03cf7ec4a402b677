//! Quantiles and tails of the laws behind intervals and tests; `statrs` does the work.

use statrs::distribution::{ChiSquared, ContinuousCDF, Normal, StudentsT};

/// The value below which a standard normal number falls with chance `p`.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// Chance that a standard normal number lies further from zero than `z`.
#[must_use]
pub fn normal_two_sided(z: f64) -> f64 {
    2.0 * Normal::standard().sf(z.abs())
}

/// The value below which Student's t with `df` degrees of freedom falls with chance `p`; NaN without a degree of freedom.
#[must_use]
pub fn student_quantile(p: f64, df: f64) -> f64 {
    let Ok(law) = StudentsT::new(0.0, 1.0, df) else { return f64::NAN };
    law.inverse_cdf(p)
}

/// Chance that Student's t with `df` degrees of freedom lies further from zero than `t`; NaN without a degree of freedom.
#[must_use]
pub fn student_two_sided(t: f64, df: f64) -> f64 {
    if t.is_infinite() {
        return 0.0;
    }
    StudentsT::new(0.0, 1.0, df).map_or(f64::NAN, |law| (2.0 * law.sf(t.abs())).min(1.0))
}

/// Chance that chi-square with `df` degrees of freedom exceeds `x`; NaN without a degree of freedom.
#[must_use]
pub fn chi_square_above(x: f64, df: f64) -> f64 {
    ChiSquared::new(df).map_or(f64::NAN, |law| law.sf(x.max(0.0)))
}

/// The value below which chi-square with `df` degrees of freedom falls with chance `p`; NaN without a degree of freedom.
#[must_use]
pub fn chi_square_quantile(p: f64, df: f64) -> f64 {
    ChiSquared::new(df).map_or(f64::NAN, |law| law.inverse_cdf(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: f64, expected: f64, tolerance: f64) {
        assert!((got - expected).abs() <= tolerance * expected.abs(), "{got} is not {expected}");
    }

    /// SciPy 1.17: `norm.ppf`, `t.ppf`, `t.sf`, `chi2.sf`, `chi2.ppf`.
    #[test]
    fn laws_are_those_of_scipy() {
        near(normal_quantile(0.975), 1.959_963_984_540_054, 1e-9);
        near(normal_two_sided(1.96), 0.049_995_790_296_441, 1e-9);
        near(student_quantile(0.975, 7.0), 2.364_624_251_592_785, 1e-9);
        near(student_quantile(0.999_9, 3.0), 22.203_742_273_205, 1e-9);
        near(student_two_sided(2.5, 15.0), 0.024_505_803_246_514, 1e-9);
        near(chi_square_above(16.793, 1.0), 4.168_679_471_886e-5, 1e-9);
        near(chi_square_quantile(0.975, 8.0), 17.534_546_139_484, 1e-9);
        near(chi_square_quantile(0.025, 6.0), 1.237_344_245_791, 1e-9);
    }

    #[test]
    fn without_a_degree_of_freedom_there_is_no_law() {
        assert!(student_quantile(0.9, 0.0).is_nan() && chi_square_above(1.0, 0.0).is_nan());
        assert_eq!(student_two_sided(f64::INFINITY, 3.0), 0.0);
    }
}

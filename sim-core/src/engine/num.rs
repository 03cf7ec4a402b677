//! Portable mathematics: the same bits on every machine.
//!
//! The platform's `exp`, `ln` and `pow` differ in the last bit between C libraries; after some months such a bit
//! decides somebody's choice and the worlds part. Here the 32-bit functions are plain multiplications and additions
//! (never fused), which also vectorise; the 64-bit ones are `libm`'s, for the rare scalar use.

/// e^x to within 1 unit in the last place for x in −87..=88; clamped outside, so never 0, denormal or infinite.
#[inline(always)]
#[must_use]
pub fn exp32(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    // Adding 1.5·2^23 rounds to the nearest whole number and leaves it in the low bits.
    let shifted = x * std::f32::consts::LOG2_E + 12_582_912.0;
    let n = shifted - 12_582_912.0;
    // ln 2 in two parts, the first short enough that n times it is exact (Cody and Waite 1980).
    let r = (x - n * 0.693_359_4) - n * -2.121_944_4e-4;
    // Cephes' polynomial for e^r on |r| ≤ ln 2 / 2 (Moshier 1984).
    let mut p = 1.987_569_1e-4;
    p = p * r + 1.398_199_9e-3;
    p = p * r + 8.333_452e-3;
    p = p * r + 4.166_579_6e-2;
    p = p * r + 1.666_666_5e-1;
    p = p * r + 5e-1;
    let y = p * (r * r) + r + 1.0;
    y * f32::from_bits(shifted.to_bits().wrapping_add(127) << 23)
}

/// ln x to a relative error of 1e-7 for normal x > 0; smaller x counts as the least normal number.
#[inline(always)]
#[must_use]
pub fn ln32(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    // x = m·2^e with m in √½..√2, so that ln m stays small and the sum loses nothing.
    let shifted = bits.wrapping_sub(0x3f35_04f3);
    let e = ((shifted as i32) >> 23) as f32;
    let m = f32::from_bits((shifted & 0x007f_ffff).wrapping_add(0x3f35_04f3));
    let f = m - 1.0;
    let z = f * f;
    let mut p = 7.037_683_6e-2;
    p = p * f - 1.151_461e-1;
    p = p * f + 1.167_699_9e-1;
    p = p * f - 1.242_014_1e-1;
    p = p * f + 1.424_932_3e-1;
    p = p * f - 1.666_805_8e-1;
    p = p * f + 2.000_071_4e-1;
    p = p * f - 2.499_999_4e-1;
    p = p * f + 3.333_333e-1;
    let y = p * f * z + e * -2.121_944_4e-4 - 0.5 * z;
    f + y + e * 0.693_359_4
}

/// x^a for x > 0, through [`exp32`] and [`ln32`].
#[inline(always)]
#[must_use]
pub fn pow32(x: f32, a: f32) -> f32 {
    exp32(a * ln32(x))
}

/// e^x.
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// ln x.
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// x^a.
#[must_use]
pub fn pow(x: f64, a: f64) -> f64 {
    libm::pow(x, a)
}

/// x rounded to 21 significant binary digits: what weighs money is coarse enough that another correct program
/// agrees to the micro-credit.
#[must_use]
pub fn coarse(x: f64) -> f64 {
    const DROPPED: u32 = 32;
    let half = 1u64 << (DROPPED - 1);
    f64::from_bits((x.to_bits().wrapping_add(half) >> DROPPED) << DROPPED)
}

/// The standard normal quantile, relative error 1.2e-9 (Acklam's rational approximation, 2003). `p` in (0, 1).
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    let central = |q: f64| {
        let r = q * q;
        let a = [
            -39.696_830_286_653_76,
            220.946_098_424_520_5,
            -275.928_510_446_968_7,
            138.357_751_867_269,
            -30.664_798_066_147_16,
            2.506_628_277_459_239,
        ];
        let b = [
            -54.476_098_798_224_06,
            161.585_836_858_040_9,
            -155.698_979_859_886_6,
            66.801_311_887_719_72,
            -13.280_681_552_885_72,
            1.0,
        ];
        q * horner(&a, r) / horner(&b, r)
    };
    let tail = |p: f64| {
        let q = libm::sqrt(-2.0 * ln(p));
        let c = [
            -0.007_784_894_002_430_293,
            -0.322_396_458_041_127_8,
            -2.400_758_277_161_838,
            -2.549_732_539_343_734,
            4.374_664_141_464_968,
            2.938_163_982_698_783,
        ];
        let d = [
            0.007_784_695_709_041_462,
            0.322_467_129_070_039_8,
            2.445_134_137_142_996,
            3.754_408_661_907_416,
            1.0,
        ];
        horner(&c, q) / horner(&d, q)
    };
    if p < 0.02425 {
        tail(p)
    } else if p > 1.0 - 0.02425 {
        -tail(1.0 - p)
    } else {
        central(p - 0.5)
    }
}

fn horner(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().fold(0.0, |sum, c| sum * x + c)
}

/// The Beta(a, b) law cut into 256 equally likely classes: the middle of each.
///
/// Midpoint rule on 4096 cells in x = t², which tames the pole at 0 for a ≥ ½; error of a quantile below 1e-3.
#[must_use]
pub fn beta_classes(a: f64, b: f64) -> [f32; 256] {
    const CELLS: usize = 4096;
    let mass: Vec<f64> = (0..CELLS)
        .map(|k| {
            let t = (k as f64 + 0.5) / CELLS as f64;
            pow(t, 2.0 * a - 1.0) * pow(1.0 - t * t, b - 1.0)
        })
        .collect();
    let total: f64 = mass.iter().sum();
    let mut classes = [0.0; 256];
    let (mut cell, mut below) = (0, 0.0);
    for (k, class) in classes.iter_mut().enumerate() {
        let wanted = (k as f64 + 0.5) / 256.0 * total;
        while cell + 1 < CELLS && below + mass[cell] < wanted {
            below += mass[cell];
            cell += 1;
        }
        let t = (cell as f64 + (wanted - below) / mass[cell]) / CELLS as f64;
        *class = (t * t).min(1.0) as f32;
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp32_is_within_two_units_in_the_last_place() {
        for k in -20_000..=20_000 {
            let x = k as f32 * 0.001;
            let (ours, exact) = (f64::from(exp32(x)), libm::exp(f64::from(x)));
            assert!((ours / exact - 1.0).abs() < 2.4e-7, "exp({x}) = {ours}, expected {exact}");
        }
        assert!(exp32(-1e9) > 0.0 && exp32(1e9).is_finite() && exp32(f32::NAN).is_nan());
    }

    #[test]
    fn ln32_and_pow32_agree_with_the_reference() {
        for k in 1..200_000 {
            let x = k as f32 * 0.001;
            let exact = libm::log(f64::from(x));
            assert!((f64::from(ln32(x)) - exact).abs() <= 1.2e-7 * exact.abs().max(1.0), "ln({x})");
            assert!(
                (f64::from(pow32(x, 0.55)) / libm::pow(f64::from(x), 0.55) - 1.0).abs() < 2e-6,
                "pow({x})"
            );
        }
    }

    #[test]
    fn the_normal_quantile_inverts_the_normal_law() {
        for k in 1..1000 {
            let p = k as f64 / 1000.0;
            let back = 0.5 * libm::erfc(-normal_quantile(p) / std::f64::consts::SQRT_2);
            assert!((back - p).abs() < 1e-8, "p = {p}, back {back}");
        }
    }

    #[test]
    fn beta_classes_have_the_laws_mean_and_variance() {
        let (a, b) = (1.5, 4.5);
        let classes = beta_classes(a, b);
        let mean = classes.iter().map(|x| f64::from(*x)).sum::<f64>() / 256.0;
        let variance = classes.iter().map(|x| (f64::from(*x) - mean).powi(2)).sum::<f64>() / 256.0;
        assert!((mean - 0.25).abs() < 1e-3, "{mean}");
        assert!((variance - a * b / (36.0 * 7.0)).abs() < 2e-4, "{variance}");
    }

    #[test]
    fn coarse_keeps_a_value_to_a_millionth() {
        for x in [1.0, 0.1, 123.456, 1e-9, 7e12] {
            assert!((coarse(x) / x - 1.0).abs() <= f64::powi(0.5, 21), "{x}");
            assert_eq!(coarse(coarse(x)), coarse(x));
        }
    }
}

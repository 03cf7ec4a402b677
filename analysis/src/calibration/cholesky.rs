//! Cholesky's factor of a symmetric positive definite matrix, kept row by row.

/// L of K = L Lᵀ: the lower triangle, packed.
#[derive(Clone, Debug)]
pub struct Cholesky {
    n: usize,
    rows: Vec<f64>,
}

/// Where a row of a packed triangle begins.
fn start(row: usize) -> usize {
    row * (row + 1) / 2
}

impl Cholesky {
    /// Of the lower triangle `of(row, column)`, column ≤ row; none if the matrix is not positive definite.
    #[must_use]
    pub fn of(n: usize, of: impl Fn(usize, usize) -> f64) -> Option<Self> {
        let mut rows: Vec<f64> = Vec::with_capacity(start(n));
        for i in 0..n {
            for j in 0..=i {
                let (above, row) = (&rows[start(j)..start(j) + j], &rows[start(i)..start(i) + j]);
                let rest = of(i, j) - dot(row, above);
                if i != j {
                    let pivot = rows[start(j) + j];
                    rows.push(rest / pivot);
                } else if rest > 0.0 && rest.is_finite() {
                    rows.push(rest.sqrt());
                } else {
                    return None;
                }
            }
        }
        Some(Self { n, rows })
    }

    fn row(&self, i: usize) -> &[f64] {
        &self.rows[start(i)..start(i + 1)]
    }

    /// L⁻¹ b, in place.
    pub fn forward(&self, b: &mut [f64]) {
        for i in 0..self.n {
            let row = self.row(i);
            b[i] = (b[i] - dot(&row[..i], &b[..i])) / row[i];
        }
    }

    /// L⁻ᵀ b, in place.
    pub fn backward(&self, b: &mut [f64]) {
        for i in (0..self.n).rev() {
            let row = self.row(i);
            b[i] /= row[i];
            let x = b[i];
            b[..i].iter_mut().zip(row).for_each(|(b, l)| *b -= l * x);
        }
    }

    /// K⁻¹ b.
    #[must_use]
    pub fn solve(&self, b: &[f64]) -> Vec<f64> {
        let mut x = b.to_vec();
        self.forward(&mut x);
        self.backward(&mut x);
        x
    }

    /// bᵀ K⁻¹ b.
    #[must_use]
    pub fn square(&self, b: &[f64]) -> f64 {
        let mut x = b.to_vec();
        self.forward(&mut x);
        dot(&x, &x)
    }

    /// ln det K.
    #[must_use]
    pub fn ln_det(&self) -> f64 {
        2.0 * (0..self.n).map(|i| libm::log(self.row(i)[i])).sum::<f64>()
    }

    /// The diagonal of K⁻¹.
    #[must_use]
    pub fn inverse_diagonal(&self) -> Vec<f64> {
        let mut diagonal = vec![0.0; self.n];
        let mut unit = vec![0.0; self.n];
        for j in 0..self.n {
            unit.fill(0.0);
            unit[j] = 1.0;
            self.forward(&mut unit);
            // Row j of K⁻¹ is L⁻ᵀ times that, and (K⁻¹)_jj its square.
            diagonal[j] = dot(&unit, &unit);
        }
        diagonal
    }
}

/// Four sums side by side, so that the processor need not wait; the order is fixed.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (x, y) = (a.chunks_exact(4), b[..a.len()].chunks_exact(4));
    let rest: f64 = x.remainder().iter().zip(y.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in x.zip(y) {
        for k in 0..4 {
            sums[k] += a[k] * b[k];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1/(1 + |i − j|) with 1.5 on the diagonal.
    fn matrix(i: usize, j: usize) -> f64 {
        if i == j { 1.5 } else { 1.0 / (1.0 + i.abs_diff(j) as f64) }
    }

    #[test]
    fn it_solves_what_it_factors() {
        let n = 9;
        let factor = Cholesky::of(n, matrix).unwrap();
        let b: Vec<f64> = (0..n).map(|k| k as f64 - 3.0).collect();
        let x = factor.solve(&b);
        for i in 0..n {
            let back: f64 = (0..n).map(|j| matrix(i, j) * x[j]).sum();
            assert!((back - b[i]).abs() < 1e-12, "{back} {}", b[i]);
        }
        assert!((factor.square(&b) - dot(&b, &x)).abs() < 1e-12);
        for (j, value) in factor.inverse_diagonal().into_iter().enumerate() {
            let mut unit = vec![0.0; n];
            unit[j] = 1.0;
            assert!((factor.solve(&unit)[j] - value).abs() < 1e-12);
        }
    }

    #[test]
    fn the_determinant_of_two_by_two() {
        let factor = Cholesky::of(2, |i, j| [[4.0, 0.0], [1.0, 3.0]][i][j]).unwrap();
        assert!((factor.ln_det() - libm::log(11.0)).abs() < 1e-14);
    }

    #[test]
    fn what_is_not_positive_is_refused() {
        assert!(Cholesky::of(2, |i, j| [[1.0, 0.0], [2.0, 1.0]][i][j]).is_none());
        assert!(Cholesky::of(1, |_, _| f64::NAN).is_none());
    }
}

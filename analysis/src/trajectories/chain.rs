//! Paths as a Markov chain: states visited in equal steps, where they go from each, whether that depends on where they came from, and
//! where they end.

use crate::inference::chance::Chance;
use crate::inference::laws;

/// Chains that are simulated to judge the test of order.
const DRAWS: usize = 999;

/// Moves between states, counted over paths.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// `counts[i][j]`: moves from i to j.
    counts: Vec<Vec<f64>>,
}

impl Chain {
    /// Counts the moves of paths through `states` states.
    #[must_use]
    pub fn of(paths: &[Vec<usize>], states: usize) -> Self {
        let mut counts = vec![vec![0.0; states]; states];
        for step in paths.iter().flat_map(|path| path.windows(2)) {
            counts[step[0]][step[1]] += 1.0;
        }
        Self { counts }
    }

    /// Moves out of a state.
    #[must_use]
    pub fn left(&self, i: usize) -> f64 {
        self.counts[i].iter().sum()
    }
}

/// A test of whether the step before the last one tells anything about the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderTest {
    /// 2 ln of the likelihood of a second-order chain over that of a first-order one.
    pub g: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// Chance that chi-square exceeds g.
    pub p: f64,
    /// Share of simulated first-order chains whose g is at least as large: valid where counts are few.
    pub p_simulated: f64,
}

/// Tests order one against order two: G = 2 Σ n_ijk ln( n_ijk n_·j· / (n_ij· n_·jk) ), with Σ_j (a_j − 1)(b_j − 1) degrees of freedom, where a
/// state j is entered from a_j states and left for b_j. `name` seeds the simulation. None where no state has two of both.
///
/// Anderson and Goodman (1957), "Statistical inference about Markov chains", Annals of Mathematical Statistics 28; Bartlett (1951). The
/// chi-square law asks for many visits; simulated chains have the first states and lengths of the paths, and the estimated chances.
#[must_use]
pub fn order_test(paths: &[Vec<usize>], states: usize, name: &str) -> Option<OrderTest> {
    let (g, df) = order_statistic(paths, states);
    if df < 1.0 {
        return None;
    }
    let chain = Chain::of(paths, states);
    let mut chance = Chance::named(name);
    let as_large = (0..DRAWS).filter(|_| {
        let drawn: Vec<Vec<usize>> = paths.iter().map(|path| simulate(&chain, path, &mut chance)).collect();
        order_statistic(&drawn, states).0 >= g - g.abs() * 1e-9
    });
    let p_simulated = (as_large.count() + 1) as f64 / (DRAWS + 1) as f64;
    Some(OrderTest { g, df, p: laws::chi_square_above(g, df), p_simulated })
}

/// G and its degrees of freedom.
fn order_statistic(paths: &[Vec<usize>], states: usize) -> (f64, f64) {
    let mut triples: Vec<[usize; 3]> =
        paths.iter().flat_map(|path| path.windows(3)).map(|t| [t[1], t[0], t[2]]).collect();
    triples.sort_unstable();
    let (mut g, mut df) = (0.0, 0.0);
    let (mut from, mut to) = (vec![0.0; states], vec![0.0; states]);
    for through in triples.chunk_by(|a, b| a[0] == b[0]) {
        from.fill(0.0);
        to.fill(0.0);
        for [_, i, k] in through {
            from[*i] += 1.0;
            to[*k] += 1.0;
        }
        for same in through.chunk_by(|a, b| a == b) {
            let [_, i, k] = same[0];
            let seen = same.len() as f64;
            g += 2.0 * seen * libm::log(seen * through.len() as f64 / (from[i] * to[k]));
        }
        let filled = |row: &[f64]| row.iter().filter(|n| **n > 0.0).count() as f64;
        df += (filled(&from) - 1.0) * (filled(&to) - 1.0);
    }
    (g.max(0.0), df)
}

/// A path of the same length from the same state, by the chain's chances.
fn simulate(chain: &Chain, path: &[usize], chance: &mut Chance) -> Vec<usize> {
    let mut drawn: Vec<usize> = path.iter().take(1).copied().collect();
    while drawn.len() < path.len() {
        let at = drawn[drawn.len() - 1];
        let mut left = chance.unit() * chain.left(at);
        let next = chain.counts[at].iter().position(|n| {
            left -= n;
            left < 0.0
        });
        // A state that was only ever seen last is stayed in.
        drawn.push(next.unwrap_or(at));
    }
    drawn
}

/// From each state, the chance of each end; a path ends in `ends[path]`, one of `kinds`, after its last state. NaN in states never visited.
///
/// Ends are absorbing: in the last step of a path, the chain leaves its state for the end. With Q the chances between states and R those
/// of ends, the answer is H = (I − Q)⁻¹ R, the committor of each end against all others (Kemeny and Snell 1960, *Finite Markov Chains*,
/// theorem 3.3.7; E and Vanden-Eijnden 2006, Journal of Statistical Physics 123, for the name). Rows of visited states sum to one.
/// It pools what paths did after they came by a cell, whichever way and year they came: right if the chain is one of first order.
#[must_use]
pub fn committor(paths: &[Vec<usize>], ends: &[usize], states: usize, kinds: usize) -> Vec<Vec<f64>> {
    let chain = Chain::of(paths, states);
    let mut ended = vec![vec![0.0; kinds]; states];
    for (last, end) in paths.iter().zip(ends).filter_map(|(path, end)| Some((*path.last()?, *end))) {
        ended[last][end] += 1.0;
    }
    let visits = |i: usize| chain.left(i) + ended[i].iter().sum::<f64>();
    let visited: Vec<usize> = (0..states).filter(|&i| visits(i) > 0.0).collect();
    // Rows of (I − Q | R) of visited states.
    let mut rows: Vec<Vec<f64>> = visited
        .iter()
        .map(|&i| {
            let q = visited.iter().map(|&j| f64::from(u8::from(i == j)) - chain.counts[i][j] / visits(i));
            q.chain(ended[i].iter().map(|n| n / visits(i))).collect()
        })
        .collect();
    solve(&mut rows, visited.len());
    let mut chances = vec![vec![f64::NAN; kinds]; states];
    for (row, &i) in rows.iter().zip(&visited) {
        chances[i].copy_from_slice(&row[visited.len()..]);
    }
    chances
}

/// Solves A X = B, rows of (A | B) with A of that size, by elimination; leaves X in B's place. A visited state reaches an end, since its
/// path does, so that A is never singular, and its rows are weakly dominant: no pivoting is needed, but the largest is taken all the same.
fn solve(rows: &mut [Vec<f64>], size: usize) {
    for at in 0..size {
        let pivot = (at..size).max_by(|&i, &j| rows[i][at].abs().total_cmp(&rows[j][at].abs())).unwrap_or(at);
        rows.swap(at, pivot);
        let head = rows[at][at];
        rows[at].iter_mut().for_each(|x| *x /= head);
        let own = rows[at].clone();
        for (other, row) in rows.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            debug_assert_ne!(other, at);
            let factor = row[at];
            if factor != 0.0 {
                row.iter_mut().zip(&own).for_each(|(x, own)| *x -= factor * own);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_judged_as_by_scipy() {
        // G of a chain is the sum of chi2_contingency(…, correction=False, lambda_="log-likelihood") over middle states.
        let path = [
            0, 1, 1, 2, 0, 1, 2, 2, 1, 0, 0, 1, 2, 0, 2, 1, 1, 0, 1, 2, 2, 0, 1, 0, 2, 2, 1, 1, 1, 0, 2, 0,
            0, 1,
        ];
        let test = order_test(&[path.to_vec()], 3, "short").unwrap();
        assert!((test.g - 14.506_729_628).abs() < 1e-8 && test.df == 12.0, "{test:?}");
        assert!((test.p - 0.269_525_680).abs() < 1e-8, "{test:?}");
        assert!((0.1..0.7).contains(&test.p_simulated), "{test:?}");
    }

    #[test]
    fn what_turns_back_on_itself_is_no_chain_of_first_order() {
        // 0 0 1 1 0 0 1 1 …: the next state is told by the last two, not by the last one.
        let path: Vec<usize> = (0..80).map(|t| t / 2 % 2).collect();
        let test = order_test(&[path], 2, "pairs").unwrap();
        assert!(test.p < 1e-9 && test.p_simulated == 0.001, "{test:?}");
        assert_eq!(order_test(&[vec![0, 0, 0, 1]], 2, ""), None);
    }

    #[test]
    fn a_true_chain_is_refused_no_more_often_than_it_should_be() {
        let seen = Chain { counts: vec![vec![3.0, 1.0, 0.0], vec![1.0, 2.0, 1.0], vec![1.0, 1.0, 2.0]] };
        let mut chance = Chance::named("true chains");
        let refused = (0..60).filter(|at| {
            let paths: Vec<Vec<usize>> = (0..6).map(|_| simulate(&seen, &[0; 25], &mut chance)).collect();
            order_test(&paths, 3, &format!("true {at}")).unwrap().p_simulated <= 0.1
        });
        let refused = refused.count();
        assert!((1..=13).contains(&refused), "{refused} of 60 at the level of 10 %");
    }

    #[test]
    fn a_gambler_is_ruined_as_often_as_theory_says() {
        // Fair play between 0 and 4: from 1, 2, 3 the chance of winning all is 1/4, 1/2, 3/4 (Kemeny and Snell 1960, chapter 7).
        // One way up and one way down: from each number, as many moves up as down.
        let fair = committor(&[vec![1, 2, 3], vec![3, 2, 1]], &[1, 0], 4, 2);
        assert!(fair[0][0].is_nan(), "nobody was ever in state 0");
        for (state, won) in [(1, 0.25), (2, 0.5), (3, 0.75)] {
            assert!(
                (fair[state][1] - won).abs() < 1e-12 && (fair[state][0] - 1.0 + won).abs() < 1e-12,
                "{fair:?}"
            );
        }
    }

    #[test]
    fn one_state_has_the_shares_of_its_ends() {
        let chances = committor(&[vec![0, 0], vec![0], vec![0, 0, 0], vec![0]], &[0, 1, 1, 1], 1, 2);
        assert!((chances[0][1] - 0.75).abs() < 1e-12);
    }
}

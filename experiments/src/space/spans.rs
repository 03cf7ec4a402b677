//! What is varied: every parameter that the table marks as uncertain, over its declared plausible range.

use sim_core::engine::num::{exp, ln};
use sim_core::ids::{Mode, Regime};
use sim_core::params::{Certainty, Kind, Parameter, Params, Value};

/// Ranges whose ends are at least so many times apart are about the order of magnitude, and drawn evenly in logarithms.
const DECADE: f64 = 10.0;

/// Shares are drawn as weights up to so many times above or below those of the scenario.
const WEIGHT: f64 = 3.0;

/// A parameter that is varied.
#[derive(Clone, Debug)]
pub struct Span {
    /// Its row of the table.
    pub row: Parameter,
    /// Least and greatest plausible value; of each share, if it is a row of them.
    pub range: (f64, f64),
}

/// All parameters that are varied, in the order of the table. A mechanism that is off in `base` has its parameters drawn all
/// the same: they play no part, and switching it on moves no other draw.
#[must_use]
pub fn spans() -> Vec<Span> {
    let uncertain = |row: Parameter| match row.certainty {
        Certainty::Uncertain(low, high) => Some(Span { row, range: (low, high) }),
        Certainty::Fixed => None,
    };
    Params::table().into_iter().filter_map(uncertain).collect()
}

impl Span {
    /// Names of the coordinates: one, or one a share.
    #[must_use]
    pub fn coordinates(&self) -> Vec<String> {
        let key = &self.row.key;
        let words = match key.as_str() {
            "modes.initial" => Mode::ALL.map(Mode::name),
            "regimes.initial" => std::array::from_fn(|k| Regime::ALL[k].name()),
            "elites.initial" => ["deny", "repress", "harness", "reform"],
            _ => ["1", "2", "3", "4"],
        };
        match self.row.kind {
            Kind::Shares => words.iter().map(|word| format!("{key}.{word}")).collect(),
            _ => vec![key.clone()],
        }
    }

    /// The value at coordinates between 0 and 1; `centre` is what the scenario has.
    #[must_use]
    pub fn at(&self, u: &[f64], centre: &Value) -> Value {
        match (self.row.kind, centre) {
            (Kind::Shares, Value::Numbers(centre)) => Value::Numbers(self.shares(u, centre)),
            (Kind::Integer, _) => Value::Integer(self.number(u[0]).round() as i64),
            _ => Value::Number(self.number(u[0])),
        }
    }

    fn number(&self, u: f64) -> f64 {
        let (low, high) = self.range;
        let x = if low > 0.0 && high / low >= DECADE {
            exp(ln(low) + u * (ln(high) - ln(low)))
        } else {
            low + u * (high - low)
        };
        // Rounding must not step over an end.
        x.clamp(low, high)
    }

    /// Each share's weight is its own, over or under by up to a factor, evenly in logarithms; then they are made to sum to one.
    /// If one of them leaves the range, all go back towards the centre, just as far as needed. (Uniform on the simplex lost:
    /// a world that begins with a quarter of its people in each regime is not one of 2001.)
    fn shares(&self, u: &[f64], centre: &[f64]) -> Vec<f64> {
        let weights: Vec<f64> =
            centre.iter().zip(u).map(|(share, u)| share * exp((2.0 * u - 1.0) * ln(WEIGHT))).collect();
        let sum: f64 = weights.iter().sum();
        let drawn: Vec<f64> = weights.iter().map(|w| w / sum).collect();
        let (low, high) = self.range;
        let mut step: f64 = 1.0;
        for (x, c) in drawn.iter().zip(centre) {
            let room = if x > c { high - c } else { c - low };
            if (x - c).abs() > room {
                step = step.min((room / (x - c).abs()).max(0.0));
            }
        }
        let mut shares: Vec<f64> =
            drawn.iter().zip(centre).map(|(x, c)| (c + step * (x - c)).clamp(low, high)).collect();
        // What rounding leaves goes to the largest.
        let rest = 1.0 - shares.iter().sum::<f64>();
        if let Some(largest) = shares.iter_mut().max_by(|a, b| a.total_cmp(b)) {
            *largest += rest;
        }
        shares
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(key: &str) -> Span {
        spans().into_iter().find(|span| span.row.key == key).unwrap()
    }

    #[test]
    fn what_is_uncertain_is_varied_and_nothing_else() {
        let uncertain = Params::table().iter().filter(|row| row.certainty != Certainty::Fixed).count();
        assert_eq!(spans().len(), uncertain);
        assert!(spans().iter().all(|span| span.row.key != "world.people" && span.row.kind != Kind::Bool));
    }

    #[test]
    fn ranges_of_a_decade_are_drawn_in_logarithms_and_whole_numbers_are_whole() {
        let at = |key: &str, u: f64| span(key).at(&[u], &span(key).row.default);
        assert_eq!(at("modes.beta", 0.5), Value::Number(1.25));
        let Value::Number(middle) = at("movement.call", 0.5) else { panic!() };
        assert!((middle - 20f64.sqrt()).abs() < 1e-9, "{middle}");
        assert_eq!(at("ties.degree", 0.5), Value::Integer(18));
        assert_eq!((at("ties.degree", 0.0), at("ties.degree", 1.0)), (Value::Integer(4), Value::Integer(32)));
    }

    #[test]
    fn shares_sum_to_one_stay_in_their_range_and_move_as_far_as_they_may() {
        for span in spans().iter().filter(|span| span.row.kind == Kind::Shares) {
            assert_eq!(span.coordinates().len(), 4);
            let Value::Numbers(centre) = &span.row.default else { panic!() };
            for corner in 0..16u32 {
                let u: Vec<f64> = (0..4).map(|k| f64::from(corner >> k & 1)).collect();
                let shares = span.shares(&u, centre);
                assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{shares:?}");
                let (low, high) = span.range;
                assert!(
                    shares.iter().all(|x| (low..=high + 1e-12).contains(x)),
                    "{}: {shares:?}",
                    span.row.key
                );
            }
            let same = span.shares(&[0.5; 4], centre);
            assert!(same.iter().zip(centre).all(|(a, b)| (a - b).abs() < 1e-12), "{same:?}");
        }
    }
}

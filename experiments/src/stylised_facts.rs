//! Stylised facts: what an ensemble of `baseline` shows beside what is measured in the world.

use crate::verification::world_of;
use crate::workers;
use analysis::stats::Spread;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use sim_core::engine::num::{ln, pow};
use sim_core::ids::Regime;
use sim_core::observables::{Cell, Measures};
use sim_core::simulation::{BrokenInvariant, Simulation};
use sim_core::state::World;
use std::fmt::Write as _;
use std::sync::Arc;

const FACTS: &str = include_str!("../data/stylised_facts.csv");

/// A row of the table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its key.
    pub key: String,
    /// What it is.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Least and greatest value that agrees with the fact; the same where a fact has no range.
    pub fact: (f64, f64),
    /// Where the fact is from.
    pub source: String,
    /// The spread over the ensemble.
    pub model: Spread,
}

impl Row {
    /// Whether the median lies in the fact's range; for a fact without one, whether the fact lies in the ensemble's 5–95 %.
    #[must_use]
    pub fn hit(&self) -> bool {
        let (low, high) = self.fact;
        if low < high {
            (low..=high).contains(&self.model.q50)
        } else {
            (self.model.q05..=self.model.q95).contains(&low)
        }
    }
}

/// The table of an ensemble of `baseline`, with some values set; replicates are numbered from 0.
///
/// # Errors
/// A broken invariant.
///
/// # Panics
/// When the system gives no threads, or a mechanism that is measured is off.
pub fn table(set: &[String], replicates: u64) -> Result<Vec<Row>, BrokenInvariant> {
    let params = Arc::new(world_of("baseline", set));
    let pool = workers(None).unwrap_or_else(|failure| panic!("{failure}"));
    let lives: Result<Vec<Vec<(&str, f64)>>, BrokenInvariant> = pool.install(|| {
        let live = |replicate| {
            let mut world = Simulation::genesis(Arc::clone(&params), replicate);
            let months: Result<Vec<Measures>, _> =
                (0..params.world.months).map(|_| world.step().map(|seen| seen.world)).collect();
            Ok(moments(&months?, params.firms.capital_share, &sizes(world.world())))
        };
        (0..replicates).into_par_iter().map(live).collect()
    });
    let lives = lives?;
    let mut rows = Vec::new();
    for fact in csv::Reader::from_reader(FACTS.as_bytes()).into_records() {
        let fact = fact.expect("the facts are a table");
        let number = |k: usize| fact[k].parse().expect("bounds are numbers");
        let of = |life: &Vec<(&str, f64)>| life.iter().find(|(key, _)| *key == &fact[0]).map(|(_, x)| *x);
        let mut values: Vec<f64> = lives.iter().filter_map(of).collect();
        let text = |k: usize| fact[k].to_string();
        rows.extend(Spread::of(&mut values).map(|model| Row {
            key: text(0),
            name: text(1),
            unit: text(2),
            fact: (number(3), number(4)),
            source: text(5),
            model,
        }));
    }
    Ok(rows)
}

/// What one world shows, by the key of the row.
fn moments(months: &[Measures], capital_share: f64, sizes: &[f64]) -> Vec<(&'static str, f64)> {
    let series = |of: fn(&Measures) -> Cell| -> Vec<f64> {
        months.iter().map(|m| of(m).value().expect("the economy is on")).collect()
    };
    let yearly = |of: fn(&Measures) -> Cell| -> Vec<f64> { series(of).chunks_exact(12).map(mean).collect() };
    let mut unemployment = series(|m| m.unemployment);
    let output = yearly(|m| m.output);
    let growth: Vec<f64> = output.windows(2).map(|pair| ln(pair[1] / pair[0])).collect();
    let of_labour: Vec<f64> =
        yearly(|m| m.productivity).iter().map(|a| pow(*a, 1.0 / (1.0 - capital_share))).collect();
    let unemployment_mean = mean(&unemployment);
    unemployment.sort_unstable_by(f64::total_cmp);
    vec![
        ("unemployment", unemployment_mean),
        ("unemployment_low", analysis::stats::quantile(&unemployment, 0.05)),
        ("unemployment_high", analysis::stats::quantile(&unemployment, 0.95)),
        ("wage_drift", drift(&yearly(|m| m.wage))),
        ("price_drift", drift(&yearly(|m| m.price)) + drift(&of_labour)),
        ("labour_share", mean(&series(|m| m.labour_share))),
        ("capital_output_ratio", mean(&series(|m| m.capital_output_ratio))),
        ("investment_share", mean(&series(|m| m.investment)) / mean(&series(|m| m.output_value))),
        ("output_growth", mean(&growth)),
        ("output_volatility", sd(&growth)),
        ("firm_tail", density_exponent(sizes)),
    ]
}

/// Employees of each firm that has some, largest first.
fn sizes(world: &World) -> Vec<f64> {
    let mut sizes = vec![0_u32; world.firms.capital.len()];
    for i in 0..world.people.count {
        if world.people.regime_of(i) == Regime::Capital as u8
            && let Some(size) = sizes.get_mut(world.people.employer[i] as usize)
        {
            *size += 1;
        }
    }
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.into_iter().filter(|size| *size > 0).map(f64::from).collect()
}

/// One plus Hill's estimate over the largest tenth, at least ten, of what is sorted from the largest down.
fn density_exponent(sizes: &[f64]) -> f64 {
    let tail = (sizes.len() / 10).max(10);
    let Some(least) = sizes.get(tail) else { return f64::NAN };
    1.0 + tail as f64 / sizes[..tail].iter().map(|size| ln(size / least)).sum::<f64>()
}

/// Slope a year of the straight line through the logarithms.
fn drift(yearly: &[f64]) -> f64 {
    let logs: Vec<f64> = yearly.iter().map(|x| ln(*x)).collect();
    let (middle, level) = ((logs.len() as f64 - 1.0) / 2.0, mean(&logs));
    let sum = |f: &dyn Fn(f64, f64) -> f64| -> f64 {
        logs.iter().enumerate().map(|(t, y)| f(t as f64 - middle, y - level)).sum()
    };
    sum(&|t, y| t * y) / sum(&|t, _| t * t)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn sd(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    (squares / (values.len() as f64 - 1.0)).sqrt()
}

/// The table in Markdown.
#[must_use]
pub fn markdown(rows: &[Row]) -> String {
    let mut text = "| | unit | model: median (5–95 %) | fact | verdict | source of the fact |\n|---|---|---|---|---|---|\n".to_string();
    for row in rows {
        let (low, high) = row.fact;
        let fact = if low < high { format!("{low} to {high}") } else { format!("{low}") };
        let Spread { q05, q50, q95, .. } = row.model;
        let verdict = if row.hit() { "hit" } else { "**miss**" };
        // A String takes all that is written to it.
        let _ = writeln!(
            text,
            "| {} | {} | {q50:.4} ({q05:.4} to {q95:.4}) | {fact} | {verdict} | {} |",
            row.name, row.unit, row.source
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pareto_sample_gives_its_exponent_back() {
        // Quantiles of a density of exponent 2.5, that is, of a counter-distribution of exponent 1.5.
        let sizes: Vec<f64> = (0..5000).map(|k| pow((f64::from(k) + 0.5) / 5000.0, -1.0 / 1.5)).collect();
        assert!((density_exponent(&sizes) - 2.5).abs() < 0.02, "{}", density_exponent(&sizes));
        assert!(density_exponent(&[3.0, 2.0]).is_nan());
    }

    #[test]
    fn steady_growth_has_its_rate_as_drift() {
        let yearly: Vec<f64> = (0..40).map(|t| 3.0 * pow(1.02, f64::from(t))).collect();
        assert!((drift(&yearly) - ln(1.02)).abs() < 1e-12);
    }
}

//! The space of all that is uncertain about the model: which parameters, over what ranges, and the world at a point of it.
//!
//! A point has a number between 0 and 1 for each coordinate: one a parameter, or one a share where the parameter is a row of them.

mod spans;
mod strata;
mod wish;

pub use spans::{Span, spans};
pub(crate) use strata::sobol;
pub use strata::strata;
pub use wish::Wish;
pub(crate) use wish::{meant, no_two};

use crate::results::tables::Column;
use sim_core::params::{Fault, Params, Value};

/// Times a value is halved towards that of the scenario before it is set to it.
const HALVINGS: usize = 20;

/// Parameters and their ranges.
#[derive(Clone, Debug)]
pub struct Space {
    spans: Vec<Span>,
    names: Vec<String>,
}

/// The world at a point.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Its parameters.
    pub params: Params,
    /// The value of each coordinate, in the order of [`Space::names`].
    pub values: Vec<f64>,
    /// Keys that were taken back towards the scenario's values, since the point was not legal otherwise.
    pub taken_back: Vec<String>,
    /// What is wrong with it still.
    pub fault: Option<String>,
}

impl Space {
    /// Of these parameters.
    #[must_use]
    pub fn new(spans: Vec<Span>) -> Self {
        let names = spans.iter().flat_map(Span::coordinates).collect();
        Self { spans, names }
    }

    /// Of everything that the table of parameters marks as uncertain.
    #[must_use]
    pub fn whole() -> Self {
        Self::new(spans())
    }

    /// Names of the coordinates: keys, and for rows of shares a name a share.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The parameters.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The world at a point; where `base` has a value that does not fit, it is the point's that gives way.
    #[must_use]
    pub fn at(&self, base: &Params, point: &[f64]) -> Drawn {
        let mut params = base.clone();
        let mut at = 0;
        let mut refused = None;
        for span in &self.spans {
            let count = span.coordinates().len();
            let u = &point[at..at + count];
            at += count;
            let key = &span.row.key;
            let centre = base.get(key).unwrap_or_else(|| span.row.default.clone());
            if let Err(why) = params.set(key, &span.at(u, &centre)) {
                refused.get_or_insert(format!("`{key}` does not take its value: {why:?}"));
            }
        }
        let (taken_back, fault) = self.make_legal(&mut params, base);
        let values = self.values(&params);
        Drawn { params, values, taken_back, fault: refused.or(fault.map(|fault| fault.message)) }
    }

    /// Where values do not fit each other, the one that the fault names is halved towards that of the scenario until they do.
    /// (Drawing anew lost: it would empty some strata and fill others twice.)
    fn make_legal(&self, params: &mut Params, base: &Params) -> (Vec<String>, Option<Fault>) {
        let mut taken_back: Vec<String> = Vec::new();
        let varied = |key: &str| self.spans.iter().any(|span| span.row.key == key);
        for round in 0..=HALVINGS * 4 {
            let Some(fault) = params.faults().into_iter().next() else { return (taken_back, None) };
            let key = fault.key;
            let (Some(here), Some(home), true) = (params.get(key), base.get(key), varied(key)) else {
                return (taken_back, Some(fault));
            };
            let value = if round < HALVINGS { halfway(&here, &home) } else { home };
            if params.set(key, &value).is_err() {
                return (taken_back, Some(fault));
            }
            if taken_back.last().is_none_or(|last| last != key) {
                taken_back.push(key.to_string());
            }
        }
        (taken_back, params.faults().into_iter().next())
    }

    /// A column of a table for each coordinate.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let column = |span: &Span, name: &String| Column::new(name, &span.row.meaning, span.row.unit, "");
        let of = |span: &Span| span.coordinates().iter().map(|name| column(span, name)).collect::<Vec<_>>();
        self.spans.iter().flat_map(of).collect()
    }

    /// The value of each coordinate at a point, whether it is legal there or not.
    #[must_use]
    pub fn values_at(&self, base: &Params, point: &[f64]) -> Vec<f64> {
        let mut at = 0;
        let mut values = Vec::new();
        for span in &self.spans {
            let own = at..at + span.coordinates().len();
            at = own.end;
            let centre = base.get(&span.row.key).unwrap_or_else(|| span.row.default.clone());
            values.extend(numbers(&span.at(&point[own], &centre)));
        }
        values
    }

    /// The value of each coordinate.
    #[must_use]
    pub fn values(&self, params: &Params) -> Vec<f64> {
        let of = |span: &Span| params.get(&span.row.key).map_or(vec![f64::NAN], |value| numbers(&value));
        self.spans.iter().flat_map(of).collect()
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Number(x) => vec![*x],
        Value::Integer(n) => vec![*n as f64],
        Value::Numbers(row) => row.clone(),
        _ => vec![f64::NAN],
    }
}

fn halfway(here: &Value, home: &Value) -> Value {
    let middle = |a: f64, b: f64| a + (b - a) / 2.0;
    match (here, home) {
        (Value::Number(a), Value::Number(b)) => Value::Number(middle(*a, *b)),
        (Value::Integer(a), Value::Integer(b)) => Value::Integer(a + (b - a) / 2),
        (Value::Numbers(a), Value::Numbers(b)) => {
            Value::Numbers(a.iter().zip(b).map(|(a, b)| middle(*a, *b)).collect())
        }
        (_, home) => home.clone(),
    }
}

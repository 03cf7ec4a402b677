//! How a parameter is declared: once, with meaning, unit, range, default, certainty and source.
//!
//! The declaration makes the struct that the engine reads, its defaults, and the row of the table from
//! which checks, messages, documentation and the schema are made, so that none of them can drift.

use std::fmt;

/// A value as a scenario file writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A real number.
    Number(f64),
    /// A word or a path.
    Text(String),
    /// A row of numbers, such as four shares.
    Numbers(Vec<f64>),
}

impl fmt::Display for Value {
    /// Writes the value as TOML.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Bool(b) => write!(f, "{b}"),
            Value::Integer(i) => write!(f, "{i}"),
            Value::Number(x) => write!(f, "{x:?}"),
            Value::Text(s) => write!(f, "{s:?}"),
            Value::Numbers(v) => {
                write!(f, "[")?;
                for (i, x) in v.iter().enumerate() {
                    write!(f, "{}{x:?}", if i == 0 { "" } else { ", " })?;
                }
                write!(f, "]")
            }
        }
    }
}

/// What sort of value a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A real number.
    Number,
    /// Four shares in the order of the model (communal, authority, equality, market; or capital,
    /// crowdsourcing, sharing, peer), which sum to one.
    Shares,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One of these words, or a whole number.
    ChoiceOrInteger(&'static [&'static str]),
    /// Any text: a name or a path.
    Text,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Bool => write!(f, "true or false"),
            Kind::Integer => write!(f, "a whole number"),
            Kind::Number => write!(f, "a number"),
            Kind::Shares => write!(f, "four shares that sum to 1, such as [0.25, 0.25, 0.25, 0.25]"),
            Kind::Choice(words) | Kind::ChoiceOrInteger(words) => {
                write!(f, "one of ")?;
                for (i, w) in words.iter().enumerate() {
                    write!(f, "{}\"{w}\"", if i == 0 { "" } else { ", " })?;
                }
                if matches!(self, Kind::ChoiceOrInteger(_)) {
                    write!(f, ", or a whole number")
                } else {
                    Ok(())
                }
            }
            Kind::Text => write!(f, "a text in quotes"),
        }
    }
}

/// How well a default is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Certainty {
    /// A definition or a choice of the experimenter, not a claim about the world.
    Fixed,
    /// Uncertain: the plausible range, for sensitivity analysis; declared before results were seen.
    Uncertain(f64, f64),
}

/// For whom a parameter may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One value for the world and the whole run: shocks may not touch it.
    Run,
    /// One value for the world; shocks may change it for a time.
    World,
    /// Shocks may change it for single regions.
    Region,
}

/// A row of the parameter table.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Section and name, as in `modes.beta`.
    pub key: String,
    /// What it means.
    pub meaning: String,
    /// Unit of measure; empty for a pure number or a word.
    pub unit: &'static str,
    /// What sort of value it takes.
    pub kind: Kind,
    /// Least and greatest legal value (numbers; each element of a row).
    pub range: (f64, f64),
    /// Value when no file says otherwise.
    pub default: Value,
    /// Whether the default is a choice or uncertain.
    pub certainty: Certainty,
    /// Where the default comes from.
    pub source: &'static str,
    /// For whom it may differ.
    pub scope: Scope,
}

/// Why a value was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Rejection {
    /// No parameter has this key.
    UnknownKey,
    /// The value is of another sort.
    WrongType {
        /// What was expected.
        expected: Kind,
    },
    /// The value lies outside the legal range.
    OutOfRange {
        /// Least legal value.
        least: f64,
        /// Greatest legal value.
        greatest: f64,
    },
    /// Shares do not sum to one.
    SharesDoNotSum {
        /// What they sum to.
        sum: f64,
    },
}

/// A Rust type that a parameter can have.
pub trait ParameterType: Sized {
    /// What sort of value it takes.
    const KIND: Kind;
    /// As a scenario file would write it.
    fn write(&self) -> Value;
    /// From what a scenario file wrote; `None` if of another sort.
    fn read(value: &Value) -> Option<Self>;
}

impl ParameterType for bool {
    const KIND: Kind = Kind::Bool;
    fn write(&self) -> Value {
        Value::Bool(*self)
    }
    fn read(value: &Value) -> Option<Self> {
        if let Value::Bool(b) = value { Some(*b) } else { None }
    }
}

impl ParameterType for f64 {
    const KIND: Kind = Kind::Number;
    fn write(&self) -> Value {
        Value::Number(*self)
    }
    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Number(x) => Some(*x),
            Value::Integer(i) => Some(*i as f64),
            _ => None,
        }
    }
}

impl ParameterType for u64 {
    const KIND: Kind = Kind::Integer;
    fn write(&self) -> Value {
        Value::Integer(*self as i64)
    }
    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(i) => Some((*i).max(0) as u64),
            // 1e6 is how people write a million.
            Value::Number(x) if x.fract() == 0.0 && *x >= 0.0 && *x < 9e18 => Some(*x as u64),
            _ => None,
        }
    }
}

impl ParameterType for [f64; 4] {
    const KIND: Kind = Kind::Shares;
    fn write(&self) -> Value {
        Value::Numbers(self.to_vec())
    }
    fn read(value: &Value) -> Option<Self> {
        if let Value::Numbers(v) = value { v.as_slice().try_into().ok() } else { None }
    }
}

impl ParameterType for String {
    const KIND: Kind = Kind::Text;
    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
    fn read(value: &Value) -> Option<Self> {
        if let Value::Text(s) = value { Some(s.clone()) } else { None }
    }
}

/// Whether a value is of the right sort and range for a row of the table.
///
/// # Errors
/// The first rule that the value breaks.
pub fn check(row: &Parameter, value: &Value) -> Result<(), Rejection> {
    let (least, greatest) = row.range;
    let outside = |x: f64| !(x >= least && x <= greatest);
    let wrong = Err(Rejection::WrongType { expected: row.kind });
    match (row.kind, value) {
        (Kind::Bool, Value::Bool(_)) | (Kind::Text, Value::Text(_)) => Ok(()),
        (Kind::Choice(words) | Kind::ChoiceOrInteger(words), Value::Text(s))
            if words.contains(&s.as_str()) =>
        {
            Ok(())
        }
        (Kind::Integer | Kind::ChoiceOrInteger(_), Value::Number(x)) if x.fract() != 0.0 => wrong,
        (Kind::Integer | Kind::Number | Kind::ChoiceOrInteger(_), Value::Integer(_) | Value::Number(_)) => {
            let x =
                if let Value::Integer(i) = value { *i as f64 } else { f64::read(value).unwrap_or(f64::NAN) };
            if outside(x) { Err(Rejection::OutOfRange { least, greatest }) } else { Ok(()) }
        }
        (Kind::Shares, Value::Numbers(v)) if v.len() == 4 => {
            let sum: f64 = v.iter().sum();
            if v.iter().any(|x| outside(*x)) {
                Err(Rejection::OutOfRange { least, greatest })
            } else if (sum - 1.0).abs() > 1e-9 {
                Err(Rejection::SharesDoNotSum { sum })
            } else {
                Ok(())
            }
        }
        _ => wrong,
    }
}

/// A section of the scenario file.
pub trait Section {
    /// Its name, as in `[modes]`.
    const NAME: &'static str;
    /// What it is about, one sentence or two.
    const ABOUT: &'static str;
    /// Its rows of the table.
    fn table() -> Vec<Parameter>;
    /// The value under a name.
    fn get(&self, name: &str) -> Option<Value>;
    /// Takes a value that `check` has passed; `false` if there is no such name or the sort differs.
    fn put(&mut self, name: &str, value: &Value) -> bool;
}

/// Declares a section: struct, defaults, table.
macro_rules! section {
    (
        $(#[doc = $about:literal])+
        $name:ident = $key:literal, $scope:ident {
            $(
                $(#[doc = $meaning:literal])+
                $field:ident : $type:ty = $default:expr, $range:expr, $unit:literal, $certainty:expr, $source:literal;
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $( $(#[doc = $meaning])+ pub $field: $type, )+
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $( $field: $default, )+ }
            }
        }

        impl $crate::params::table::Section for $name {
            const NAME: &'static str = $key;
            const ABOUT: &'static str = concat!($($about),+);

            fn table() -> Vec<$crate::params::table::Parameter> {
                #[allow(unused_imports)]
                use $crate::params::table::Certainty::*;
                use $crate::params::table::ParameterType;
                let defaults = Self::default();
                vec![ $(
                    $crate::params::table::Parameter {
                        key: concat!($key, ".", stringify!($field)).to_string(),
                        meaning: concat!($($meaning),+).trim().to_string(),
                        unit: $unit,
                        kind: <$type as ParameterType>::KIND,
                        range: $range,
                        default: defaults.$field.write(),
                        certainty: $certainty,
                        source: $source,
                        scope: $crate::params::table::Scope::$scope,
                    },
                )+ ]
            }

            fn get(&self, name: &str) -> Option<$crate::params::table::Value> {
                use $crate::params::table::ParameterType;
                match name {
                    $( stringify!($field) => Some(self.$field.write()), )+
                    _ => None,
                }
            }

            fn put(&mut self, name: &str, value: &$crate::params::table::Value) -> bool {
                use $crate::params::table::ParameterType;
                match name {
                    $( stringify!($field) => match <$type>::read(value) {
                        Some(v) => { self.$field = v; true }
                        None => false,
                    }, )+
                    _ => false,
                }
            }
        }
    };
}

/// Declares an enum that a scenario writes as one of a few words.
macro_rules! choice {
    ($(#[doc = $about:literal])+ $name:ident { $( $(#[doc = $doc:literal])+ $variant:ident = $word:literal ),+ $(,)? }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $(#[doc = $doc])+ $variant ),+ }

        impl $name {
            /// Each of them, in the order of the page of parameters.
            pub const EACH: &[Self] = &[$(Self::$variant),+];
        }

        impl $crate::params::table::ParameterType for $name {
            const KIND: $crate::params::table::Kind = $crate::params::table::Kind::Choice(&[$($word),+]);
            fn write(&self) -> $crate::params::table::Value {
                $crate::params::table::Value::Text(match self { $( Self::$variant => $word ),+ }.to_string())
            }
            fn read(value: &$crate::params::table::Value) -> Option<Self> {
                let $crate::params::table::Value::Text(word) = value else { return None };
                match word.as_str() { $( $word => Some(Self::$variant), )+ _ => None }
            }
        }
    };
}

pub(crate) use {choice, section};

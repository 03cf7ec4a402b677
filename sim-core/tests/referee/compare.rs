//! Two states of one world, field by field: where they differ first.

use std::fmt;

/// Most that two real numbers may differ, as a share of the larger, where they are not equal bit for bit.
pub const NEARLY: f64 = 1e-9;

/// What is compared, and what was found to differ.
#[derive(Default)]
pub struct Differences {
    path: Vec<Step>,
    /// Each difference: where, the engine's value, the referee's.
    pub found: Vec<String>,
    /// Real numbers that agree, but not bit for bit: where.
    pub near: Vec<String>,
}

/// A step on the way to a field.
enum Step {
    Field(&'static str),
    Row(usize),
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Field(name) => write!(f, ".{name}"),
            Step::Row(row) => write!(f, "[{row}]"),
        }
    }
}

impl Differences {
    /// What differs between the engine's and the referee's.
    pub fn between<T: Compare>(engine: &T, referee: &T) -> Self {
        let mut differences = Self::default();
        engine.compare(referee, &mut differences);
        differences
    }

    /// Compares what lies in a field.
    pub fn in_field<T: Compare>(&mut self, name: &'static str, engine: &T, referee: &T) {
        self.path.push(Step::Field(name));
        engine.compare(referee, self);
        self.path.pop();
    }

    fn place(&self) -> String {
        self.path.iter().map(Step::to_string).collect()
    }

    fn note(&mut self, engine: &dyn fmt::Debug, referee: &dyn fmt::Debug) {
        let place = self.place();
        self.found.push(format!("{place}: engine {engine:?}, referee {referee:?}"));
    }

    fn rows<T: Compare>(&mut self, engine: &[T], referee: &[T]) {
        if engine.len() != referee.len() {
            self.in_field("len", &engine.len(), &referee.len());
        }
        for (row, (engine, referee)) in engine.iter().zip(referee).enumerate() {
            self.path.push(Step::Row(row));
            engine.compare(referee, self);
            self.path.pop();
        }
    }
}

/// What can be held against another of its kind.
pub trait Compare {
    /// Notes all that differs.
    fn compare(&self, referee: &Self, to: &mut Differences);
}

macro_rules! exactly {
    ($($type:ty),+) => { $(
        impl Compare for $type {
            fn compare(&self, referee: &Self, to: &mut Differences) {
                if self != referee {
                    to.note(self, referee);
                }
            }
        }
    )+ };
}

exactly!(bool, u8, u16, u32, u64, usize, i8, i32, i64, String);

macro_rules! nearly {
    ($($type:ty),+) => { $(
        impl Compare for $type {
            fn compare(&self, referee: &Self, to: &mut Differences) {
                if self.to_bits() == referee.to_bits() || self == referee {
                    return;
                }
                let (a, b) = (f64::from(*self), f64::from(*referee));
                if (a - b).abs() <= NEARLY * a.abs().max(b.abs()) {
                    to.near.push(to.place());
                } else {
                    to.note(self, referee);
                }
            }
        }
    )+ };
}

nearly!(f32, f64);

impl<T: Compare + fmt::Debug> Compare for Option<T> {
    fn compare(&self, referee: &Self, to: &mut Differences) {
        match (self, referee) {
            (Some(engine), Some(referee)) => engine.compare(referee, to),
            (None, None) => {}
            _ => to.note(self, referee),
        }
    }
}

impl<T: Compare> Compare for Vec<T> {
    fn compare(&self, referee: &Self, to: &mut Differences) {
        to.rows(self, referee);
    }
}

impl<A: Compare, B: Compare> Compare for (A, B) {
    fn compare(&self, referee: &Self, to: &mut Differences) {
        to.in_field("0", &self.0, &referee.0);
        to.in_field("1", &self.1, &referee.1);
    }
}

impl<T: Compare, const N: usize> Compare for [T; N] {
    fn compare(&self, referee: &Self, to: &mut Differences) {
        to.rows(self, referee);
    }
}

/// A plain struct whose fields can be compared. After `unless`: rows that are out of use on both sides say nothing.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $name:ident $(unless $unused:ident)? {
            $( $(#[doc = $field_doc:literal])* $field:ident : $type:ty, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: $type, )+
        }

        impl $crate::compare::Compare for $name {
            fn compare(&self, referee: &Self, to: &mut $crate::compare::Differences) {
                $( if self.$unused() && referee.$unused() {
                    return;
                } )?
                $( to.in_field(stringify!($field), &self.$field, &referee.$field); )+
            }
        }
    };
}

pub(crate) use record;

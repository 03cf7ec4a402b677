//! A closed form beside what is simulated: at which points, how far they may lie apart, and whether they do.

/// How much is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Smaller worlds and fewer points: for a test at every change.
    Quick,
    /// All of it.
    Full,
}

impl Effort {
    /// One of two.
    #[must_use]
    pub fn choose<T>(self, quick: T, full: T) -> T {
        match self {
            Self::Quick => quick,
            Self::Full => full,
        }
    }
}

/// What is put to the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    /// The pure law by itself, step after step.
    Law,
    /// A world of the engine in which little else is on.
    Engine,
}

impl Through {
    /// Its word in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Engine => "engine",
        }
    }
}

/// One number of the theory and what was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Where it stands: the quantity on the horizontal axis.
    pub x: f64,
    /// What the closed form says.
    pub expected: f64,
    /// What was simulated.
    pub simulated: f64,
    /// Standard error of that; 0 where there is no chance in it.
    pub error: f64,
    /// How far the limit itself may be off in the world that is simulated, as the case says.
    pub allowance: f64,
}

/// Standard errors that may lie between theory and simulation: by chance one point in 16 000 is further off.
const ERRORS: f64 = 4.0;

impl Point {
    /// A point without chance.
    #[must_use]
    pub fn exact(x: f64, expected: f64, simulated: f64, allowance: f64) -> Self {
        Self { x, expected, simulated, error: 0.0, allowance }
    }

    /// How far it may be off.
    #[must_use]
    pub fn reach(&self) -> f64 {
        ERRORS * self.error + self.allowance
    }

    /// Whether simulation and theory agree.
    #[must_use]
    pub fn holds(&self) -> bool {
        (self.simulated - self.expected).abs() <= self.reach()
    }
}

/// A closed form, and how it is put to the test.
#[derive(Clone, Copy)]
pub struct Case {
    /// Number of the mechanism.
    pub mechanism: u8,
    /// Its name in tables, as in `potts-mean-field`.
    pub name: &'static str,
    /// What is measured, with its unit.
    pub quantity: &'static str,
    /// What varies between points, with its unit.
    pub across: &'static str,
    /// What is put to the test.
    pub through: Through,
    /// The limit, its equation and its source.
    pub limit: &'static str,
    /// What the allowance stands for.
    pub allowance: &'static str,
    /// The theory between the points; none where it is known at the points alone.
    pub curve: Option<fn(f64) -> f64>,
    /// Simulates.
    pub run: fn(Effort) -> Vec<Point>,
}

/// Asserts a case, in tests.
///
/// # Panics
/// A point is further off than it may be, or there is none.
pub fn assert_holds(case: &Case, effort: Effort) {
    let points = (case.run)(effort);
    assert!(!points.is_empty(), "{} has no points", case.name);
    for point in points {
        assert!(point.holds(), "{} at {}: {point:?}", case.name, point.x);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_holds_within_four_errors_and_what_is_allowed() {
        let point = |simulated| Point { x: 0.0, expected: 1.0, simulated, error: 0.01, allowance: 0.02 };
        assert!(point(1.059).holds() && point(0.941).holds());
        assert!(!point(1.061).holds() && !point(0.939).holds() && !point(f64::NAN).holds());
    }
}

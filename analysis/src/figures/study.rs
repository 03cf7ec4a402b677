//! Figures of studies (sweeps, sensitivity, tipping, theses, validation): each with all that it shows, so that a folder can keep it and it can be drawn
//! anew at any width and on any paper without a world being run.

use super::facts::{self, FactRow};
use super::phase::{self, Field, Side};
use super::response::{self, Response};
use super::sensitivity::{self, EffectRow, IndexRow};
use super::theses;
use super::tipping::{self, Tipping};
use super::{Edition, Figure, FigureError};
use serde::{Deserialize, Serialize};

/// A figure and what it shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "figure", rename_all = "kebab-case")]
pub enum StudyFigure {
    /// Which inputs move an outcome.
    Tornado {
        /// Inputs, the strongest first.
        rows: Vec<EffectRow>,
        /// What the outcome is, and its unit.
        outcome: (String, String),
        /// Title of the scenario.
        scenario: String,
    },
    /// What shares of an outcome's variance inputs hold.
    Sobol {
        /// Inputs, the largest share first.
        rows: Vec<IndexRow>,
        /// What the outcome is.
        outcome: String,
        /// Title of the scenario.
        scenario: String,
    },
    /// Outcomes over two parameters.
    Phase {
        /// The parameters.
        sides: [Side; 2],
        /// The outcomes.
        fields: Vec<Field>,
        /// Worlds at each pair of values.
        worlds: usize,
        /// Title of the scenario.
        scenario: String,
    },
    /// An outcome along parameters.
    Response {
        /// The parameters with their points.
        responses: Vec<Response>,
        /// Name of the outcome, what it is, its unit, and whether it lies between 0 and 1 by nature.
        outcome: (String, String, String, bool),
        /// Title of the scenario.
        scenario: String,
    },
    /// An outcome along a parameter, from below and from above.
    Tipping {
        /// Both branches.
        shown: Box<Tipping>,
        /// Title of the scenario.
        scenario: String,
    },
    /// Claims and effects.
    Theses {
        /// The tests.
        rows: Vec<theses::Row>,
    },
    /// Measured facts and the model.
    Facts {
        /// The facts.
        rows: Vec<FactRow>,
        /// Title of the scenario.
        scenario: String,
    },
}

impl StudyFigure {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Tornado { .. } => "tornado",
            Self::Sobol { .. } => "sobol",
            Self::Phase { .. } => "phase",
            Self::Response { .. } => "response",
            Self::Tipping { .. } => "tipping",
            Self::Theses { .. } => "theses",
            Self::Facts { .. } => "facts",
        }
    }

    /// Draws it.
    ///
    /// # Errors
    /// There is nothing to show, or it cannot be drawn.
    pub fn draw(&self, edition: Edition) -> Result<Figure, FigureError> {
        match self {
            Self::Tornado { rows, outcome, scenario } => {
                sensitivity::draw_tornado(rows, (&outcome.0, &outcome.1), scenario, edition)
            }
            Self::Sobol { rows, outcome, scenario } => {
                sensitivity::draw_sobol(rows, outcome, scenario, edition)
            }
            Self::Phase { sides, fields, worlds, scenario } => {
                phase::draw(sides, fields, *worlds, scenario, edition)
            }
            Self::Response { responses, outcome, scenario } => {
                let (name, meaning, unit, is_share) = outcome;
                response::draw(responses, (name, meaning, unit, *is_share), scenario, edition)
            }
            Self::Tipping { shown, scenario } => tipping::draw(shown, scenario, edition),
            Self::Theses { rows } => theses::draw(rows, edition),
            Self::Facts { rows, scenario } => facts::draw(rows, scenario, edition),
        }
    }
}

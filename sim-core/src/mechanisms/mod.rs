//! One pure rule a file: numbers in, numbers out. No world, no chance (draws are passed in), no money moved.

pub mod abundance;
pub mod bass_diffusion;
pub mod burnout;
pub mod capacity;
pub mod commons_time;
pub mod coordination_cost;
pub mod crowdsourcing;
pub mod imaginary;
pub mod influence;
pub mod investment;
pub mod knowledge;
pub mod logit;
pub mod mode_choice;
pub mod mode_division;
pub mod owner_search;
pub mod platform_choice;
pub mod price_and_wage;
pub mod production;
pub mod projects;
pub mod reconfiguration;
pub mod regime_choice;
pub mod sharing;
pub mod spending;
pub mod taste;
pub mod trade;
pub mod triune;

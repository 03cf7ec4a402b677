//! The economy of Fourfold: people who switch among Fiske's four relational modes and among the regimes
//! capital, crowdsourcing, sharing and peer production, in an economy whose money adds up.
pub mod engine;
pub mod ids;
pub mod ledger;
pub mod observables;
pub mod mechanisms;
pub mod params;
pub mod simulation;

//! Fitting a stochastic model to facts: emulators, history matching, a posterior. Pure functions of numbers; nothing is simulated.
//!
//! A *point* is a row of numbers between 0 and 1, one for each parameter that is varied. A *run* is a point and what the model gave there: a
//! number for each fact, with the noise of one world.
//!
//! * [`screening`] finds which coordinates move an output at all.
//! * [`emulator`] is a Gaussian process through the runs: what the model would give at a point that was not run, and how sure that is.
//! * [`matching`] rules out points at which some fact is further off than all errors together explain (history matching: Craig, Goldstein,
//!   Seheult and Smith 1997; Vernon, Goldstein and Bower 2010).
//! * [`posterior`] draws from what is left, by the likelihood of the facts under the emulators.
//! * [`cholesky`] is the linear algebra that all of them need.

pub mod cholesky;
pub mod emulator;
pub mod matching;
pub mod posterior;
pub mod screening;

pub use emulator::Emulator;
pub use matching::{Match, Target};

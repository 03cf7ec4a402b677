//! Paths as wholes: how far apart two are, which belong together, which is the most central, which is out of the way, and whether where
//! they are is all that decides where they go.
//!
//! * [`distance`]: dynamic time warping. * [`clusters`]: k-medoids and silhouettes. * [`depth`]: modified band depth and the functional
//!   boxplot. * [`chain`]: a Markov chain estimated from paths, its order tested, where it ends. * [`order`]: which stages came in
//!   which order.

pub mod chain;
pub mod clusters;
pub mod depth;
pub mod distance;
pub mod order;

//! What the economy runs on: portable maths, chance, chunks, exact sums. Knows nothing of economics.

pub mod ahead;
pub mod chunks;
pub mod draws;
pub mod histogram;
pub mod lookup;
pub mod num;
pub mod packed;
pub mod pages;
pub mod sums;

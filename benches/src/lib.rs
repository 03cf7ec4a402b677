//! What the benchmarks share: the worlds they run, and how one run at scale is ordered, measured and compared.
//!
//! * [`workload`] makes the two worlds that are measured, by name and size.
//! * [`order`] reads the command line of the bench `scale`.
//! * [`round`] runs one world, or one command to compare with, and measures it.
//! * [`peers`] has the workloads of other programs, on the engine's pieces.
//! * [`report`] lays the rounds out as a table, with medians and ratios.
//!
//! `README.md` beside `Cargo.toml` says how to read and repeat each figure.

pub mod order;
pub mod peers;
pub mod report;
pub mod round;
pub mod workload;

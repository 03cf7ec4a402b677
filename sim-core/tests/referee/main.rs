//! An independent referee: a slow and plain second implementation of the whole month, written from the documents.
//!
//! It shares numbers and chance with the engine (`engine/num.rs`, `engine/draws.rs`) and reads the same resolved
//! parameters; of everything else it has its own. `copy.rs` alone reads the engine's state: where a history begins, and
//! for comparison. `chain.rs` lets both live through two years and holds them against each other month by month;
//! `line_by_line.rs` sets the referee beside the engine before each line of the month, and so tells which line differs.

// What happened in a history is told by printing it.
#![allow(clippy::print_stdout)]

mod anywhere;
mod birth;
mod chain;
mod choose;
mod compare;
mod copy;
mod divide;
mod events;
mod exchange;
mod flows;
mod gather;
mod govern;
mod invest;
mod line_by_line;
mod lines;
mod live;
mod logit;
mod month;
mod network;
mod observe;
mod people;
mod perceive;
mod produce;
mod relate;
mod scenario;
mod size;
mod state;
mod whole;

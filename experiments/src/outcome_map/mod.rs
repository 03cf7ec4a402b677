//! The map of outcomes: to which stages the model leads over all that is uncertain about it, and what decides.
//!
//! `design.rs` draws worlds over the [space](crate::space) of what is uncertain, `path.rs` lives one and keeps what matters of it,
//! `table.rs` writes what was found.

pub mod design;
pub mod path;
pub mod table;

pub use design::{Design, Draw};
pub use path::Path;

use crate::side_by_side::side_by_side;
use sim_core::params::Params;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// What became of a draw: its path, or what broke.
pub type Outcome = (Draw, Result<Path, String>);

/// Lives every draw of a design from `base`, as many side by side as there are processors, and returns them in order. `told`
/// hears how many are done.
///
/// # Panics
/// When the system gives no threads.
pub fn run(base: &Params, design: &Design, told: impl Fn(u64) + Sync) -> Vec<Outcome> {
    let done = AtomicU64::new(0);
    let work = |number: usize| {
        let path = match design.draw(base, number as u64) {
            Ok((params, _)) => path::live(params, number as u64),
            Err((_, what)) => Err(what),
        };
        told(done.fetch_add(1, Ordering::Relaxed) + 1);
        Some(path)
    };
    let mut outcomes = Vec::new();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let Ok(_) = side_by_side(design.draws as usize, threads, &|| false, work, |number, path| {
        let (Ok((_, draw)) | Err((draw, _))) = design.draw(base, number as u64);
        outcomes.push((draw, path));
        Ok::<(), Infallible>(())
    });
    outcomes
}

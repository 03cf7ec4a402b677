//! Ctrl-C: asks the run to stop at the end of its month; a second one ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// Begins to listen.
pub fn listen() {
    let heard = || {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(crate::Exit::Interrupted as i32);
        }
        crate::ui::say("\nstopping at the end of the month and saving; Ctrl-C again stops at once");
    };
    // Without a handler Ctrl-C still ends the program, only less kindly.
    let _ = ctrlc::set_handler(heard);
}

/// Whether somebody asked to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

//! Which Fourfold this is: its version, and the commit it was built from.

/// The program's name in manifests.
pub const PROGRAM: &str = "fourfold";

/// The version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The git commit it was built from, or "unknown" when it was built outside a checkout.
pub const COMMIT: &str = env!("FOURFOLD_COMMIT");

/// The first line of a plan: worlds of another version are not taken for one's own when work is carried on.
pub(crate) fn line() -> String {
    format!("# fourfold {VERSION} {COMMIT}\n")
}

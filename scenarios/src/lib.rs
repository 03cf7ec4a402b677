//! Scenario files: the format, its checks and messages, and the library that comes with Fourfold.
//!
//! The way of a value from file to engine:
//! - `source.rs` finds a scenario by name or path, and the chain of parents it `extends`;
//! - `tree.rs` parses TOML so that every key and value still knows where it stood; `arguments.rs` does the same for
//!   `--set key=value`;
//! - `merge.rs` lays the files over each other, oldest first, and the command line on top; `check.rs` holds each
//!   value against the parameter table of `sim-core`; `start.rs` does regions, `shocks.rs` shocks, `edges.rs` networks,
//!   `words.rs` what a scenario says of itself;
//! - `errors.rs` and `place.rs` print what was wrong: everything at once, each with file, line and what to do.
//!
//! The other way: `resolve.rs` writes a scenario in full, `show.rs` says where each value comes from, `template.rs` begins a
//! new file with every key commented out, and `schema.rs` writes the rules for editors; `explain.rs` has their words.
//! `library.rs` embeds the scenarios of `library/`, `regions.rs` the regions of `data/`, and
//! `agglomeration.rs` joins those most alike where fewer are asked for.
//!
//! ```
//! use scenarios::{Source, load};
//!
//! let scenario = load(Source::named("verification/potts"), &["modes.beta=2".into()])?;
//! assert_eq!(scenario.params.modes.beta, 2.0);
//!
//! let slip = load(Source::named("baseline"), &["modes.betta=2".into()]).unwrap_err();
//! assert!(slip.to_string().contains("did you mean `beta`?"));
//! # Ok::<(), scenarios::Errors>(())
//! ```

mod agglomeration;
mod arguments;
mod check;
mod edges;
mod errors;
mod explain;
mod library;
mod merge;
mod nearest;
mod own;
mod place;
mod regions;
mod resolve;
mod scenario;
mod schema;
mod shocks;
mod show;
mod source;
mod start;
mod template;
mod tree;
mod words;

pub use errors::{Errors, Problem};
pub use library::{LibraryEntry, library};
pub use nearest::nearest;
pub use regions::{region_fields, regions, unit_of_account};
pub use resolve::{resolved_toml, toml_value};
pub use scenario::{Origin, Scenario};
pub use schema::schema;
pub use show::show;
pub use source::Source;
pub use template::template;

/// Reads a scenario, what it extends, and overrides such as `modes.beta=2`, and checks them together.
///
/// # Errors
/// Everything that is wrong, at once: in the files, on the command line, and between values.
pub fn load(source: Source, set: &[String]) -> Result<Scenario, Errors> {
    let mut problems = Vec::new();
    let name = source.scenario_name();
    let chain = source::read_chain(source, &mut problems);
    let mut draft = merge::Draft::new(name);
    for document in &chain {
        draft.apply(document);
    }
    for argument in set {
        match arguments::parse(argument) {
            Ok(document) => draft.apply(&document),
            Err(problem) => problems.push(problem),
        }
    }
    draft.finish(problems)
}

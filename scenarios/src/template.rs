//! A new scenario file: little that is set, and every key that could be, commented out and explained.
//!
//! It is written from the parameter table and from the values of the scenario it extends, so it cannot drift. Prose
//! stands behind `# `, a key behind `#` alone: a key whose `#` is taken away is legal where it stands, and changes nothing
//! until another value is given. Sections are not commented out, for a key without its section would land in another.

use std::fmt::Write;

use sim_core::params::{MOST_REGIONS, Parameter, Params, RegionSet, RegionStart, Value};

use crate::check::name;
use crate::explain::{certainty, filled, legal, sentence};
use crate::regions::{region_fields, written};
use crate::resolve::{toml_text, toml_value};
use crate::scenario::{Origin, Scenario};

/// Width to which comments are filled, with their `# `.
const WIDTH: usize = 112;

/// A shock that is worth an example: orders of firms fall by half for two years.
const EXAMPLE: (&str, &str) = ("firms.orders", "0.5");

/// The text of a new file: `file` is its name, `extends` how it names `parent`.
#[must_use]
pub fn template(file: &str, extends: &str, parent: &Scenario) -> String {
    let mut out = Commented(String::new());
    head(&mut out, file, extends);
    for (section, about) in Params::sections() {
        out.section(section, about);
        for row in Params::table().iter().filter(|row| row.key.split('.').next() == Some(section)) {
            key(&mut out, row, parent);
        }
    }
    region(&mut out, parent);
    shock(&mut out, parent);
    out.0
}

fn head(out: &mut Commented, file: &str, extends: &str) {
    out.prose(&format!(
        "A scenario of Fourfold, begun with `fourfold new` (version {}). Every key stands below, behind a `#` and with the \
         value it has in {}. To change one, take away its `#` and give another value; whatever you leave is inherited. \
         Delete what you do not need: a scenario is one idea in a short file.",
        env!("CARGO_PKG_VERSION"),
        toml_text(extends),
    ));
    out.line("#");
    for (verb, does) in [
        ("check", "whether it is right"),
        ("show", "every value, and where it comes from"),
        ("run", "runs it"),
    ] {
        out.line(&format!("#   {:<40} {does}", format!("fourfold {verb} {file}")));
    }
    out.line("#");
    out.prose(
        "An editor that knows JSON Schema for TOML (taplo, Even Better TOML) completes and explains keys. Write the schema \
         beside this file, and make the second of these lines the first one of this file:",
    );
    out.line("#\n#   fourfold schema > fourfold.schema.json\n#   #:schema ./fourfold.schema.json");
    out.line("");
    out.line(&format!("extends = {}", toml_text(extends)));
    out.line("");
    out.line("[scenario]");
    out.prose("Names the folder of results; without it the file's name does.");
    out.line("#name = \"my-scenario\"");
    out.prose("A few words for headings and lists.");
    out.line("title = \"What differs, in a few words\"");
    out.prose("The paragraph of why: what changes, and what is to be learnt from it.");
    out.line("about = \"\"\"\nSay here what this world has that its parent has not, which claim that is about, and what would refute it.\"\"\"");
    out.prose("The sentence of the theory it stands for.");
    out.line("#passage = \"“…” (who, where)\"");
}

/// A key: what it means, what is legal, where its value comes from, and the line to uncomment.
fn key(out: &mut Commented, row: &Parameter, parent: &Scenario) {
    let Some(value) = parent.params.get(&row.key) else { return };
    out.prose(&sentence(&row.meaning));
    let unit = if row.unit.is_empty() { String::new() } else { format!("Unit: {}. ", row.unit) };
    let here = match parent.origin_of(&row.key) {
        Origin::Default => String::new(),
        origin => format!(" Here from {origin}."),
    };
    out.prose(&format!(
        "{unit}Legal: {}. Default: {}, {}.{here} Source: {}",
        legal(row),
        toml_value(&row.default),
        certainty(row),
        sentence(row.source),
    ));
    out.line(&format!("#{} = {}", name(&row.key), toml_value(&value)));
    out.line("");
}

/// An example of a region: one outside the core if there is one, since most ideas about regions are about those.
fn region(out: &mut Commented, parent: &Scenario) {
    let regions = &parent.params.regions;
    let Some(example) = regions.iter().position(|r| !r.core).or((!regions.is_empty()).then_some(0)) else {
        return;
    };
    out.rule("Where one region starts; all others stay as they are. Take away the `#` of its first two lines together.");
    out.prose(&format!("Its name is one of {}.", names(regions)));
    if parent.params.world.regions != RegionSet::Own {
        out.prose(&format!(
            "Instead, `regions = \"own\"` in [world] takes 1 to {MOST_REGIONS} regions of your own, each in a [[region]] with a name you \
             give, `people_share` and `income`; what else it leaves out is the world's of 2001."
        ));
    }
    out.line(&format!("#[[region]]\n#name = {}", toml_text(&regions[example].name)));
    for row in region_fields() {
        let field = name(&row.key);
        let (value, follows) = match written(parent, example, field) {
            Some(value) => (value, ""),
            None => {
                (Value::Numbers(parent.params.modes.initial.to_vec()), " Without it, `modes.initial` holds.")
            }
        };
        let unit = if row.unit.is_empty() { String::new() } else { format!(" Unit: {}.", row.unit) };
        out.prose(&format!("{}{unit} Legal: {}.{follows}", sentence(&row.meaning), legal(&row)));
        out.line(&format!("#{field} = {}", toml_value(&value)));
    }
}

/// An example of a shock.
fn shock(out: &mut Commented, parent: &Scenario) {
    out.rule(
        "A shock changes parameters from month `from` up to and without month `until`. Take away the `#` of all its lines \
         together. Any key may be set whose section is not about the whole run; `fourfold check` says which may not.",
    );
    let regions = &parent.params.regions;
    out.prose(&format!(
        "`regions` holds \"core\", \"periphery\" or names ({}); without it the whole world is meant.",
        names(regions)
    ));
    let shocks: Vec<String> = parent.params.shocks.iter().map(|shock| toml_text(&shock.name)).collect();
    if !shocks.is_empty() {
        out.prose(&format!(
            "The parent has shocks of its own: {}. One that is named here too changes only what it gives.",
            shocks.join(", ")
        ));
    }
    out.line("#[[shock]]\n#name = \"slump\"\n#from = 60\n#until = 84");
    if regions.iter().any(|region| region.core) {
        out.line("#regions = [\"core\"]");
    }
    let (set, value) = EXAMPLE;
    out.line(&format!("#set.{set} = {value}"));
}

fn names(regions: &[RegionStart]) -> String {
    regions.iter().map(|region| toml_text(&region.name)).collect::<Vec<_>>().join(", ")
}

/// A text in which prose is a comment.
struct Commented(String);

impl Commented {
    fn line(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{text}");
    }

    fn prose(&mut self, text: &str) {
        for line in filled(text, WIDTH - 2) {
            self.line(&format!("# {line}"));
        }
    }

    fn rule(&mut self, text: &str) {
        if !self.0.ends_with("\n\n") {
            self.line("");
        }
        self.line(&format!("# {}", "-".repeat(WIDTH - 2)));
        self.prose(text);
    }

    fn section(&mut self, name: &str, about: &str) {
        self.rule(&sentence(about));
        self.line(&format!("[{name}]\n"));
    }
}

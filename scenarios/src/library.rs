//! The scenarios that come with Fourfold, embedded so that an installed program works from any folder.

use std::sync::LazyLock;

use crate::Source;

/// A scenario of the library.
#[derive(Clone, Debug)]
pub struct LibraryEntry {
    /// What `fourfold run` calls it.
    pub name: &'static str,
    /// A few words.
    pub title: String,
    /// The paragraph of why.
    pub about: String,
    /// The file.
    pub text: &'static str,
    /// Whether there are firms and money in it: what the economy is held against is asked of those only.
    pub has_economy: bool,
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$( ($name, include_str!(concat!("../library/", $name, ".toml"))) ),+]
    };
}

/// Name and text of each, in the order of `fourfold list`.
static FILES: [(&str, &str); 21] = files![
    "baseline",
    "emergence",
    "dotcom-bust",
    "netarchical",
    "crowdsourcing-boom",
    "sharing-economy",
    "triune",
    "paid-majority",
    "abundance",
    "periphery-leap",
    "cooperatives",
    "schism",
    "adventure",
    "enclosure",
    "obstruction",
    "green-compact",
    "mainstay",
    "breakdown",
    "billion",
    "verification/potts",
    "verification/brock-durlauf",
];

static LIBRARY: LazyLock<Vec<LibraryEntry>> = LazyLock::new(|| {
    FILES
        .into_iter()
        .map(|(name, text)| {
            // A file that does not load would fail the tests; here it only loses its title.
            let (title, about, has_economy) = match crate::load(Source::Library(name.into()), &[]) {
                Ok(scenario) => (scenario.title, scenario.about, scenario.params.mechanisms.firms),
                Err(_) => (name.to_string(), String::new(), false),
            };
            LibraryEntry { name, title, about, text, has_economy }
        })
        .collect()
});

/// All scenarios of the library.
#[must_use]
pub fn library() -> &'static [LibraryEntry] {
    &LIBRARY
}

pub(crate) fn names() -> impl Iterator<Item = &'static str> + Clone {
    FILES.iter().map(|(name, _)| *name)
}

pub(crate) fn text(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// What messages call the file.
pub(crate) fn path(name: &str) -> String {
    format!("scenarios/library/{name}.toml")
}

//! Regions of one's own: `world.regions = "own"`, and a `[[region]]` for each.

use sim_core::params::{MOST_REGIONS, RegionPeople, RegionStart};

use crate::errors::{Problem, quoted};
use crate::merge::Draft;
use crate::nearest::nearest;
use crate::regions::whole_world;
use crate::start::RegionDraft;

/// What no region can leave out: for the rest the whole world of 2001 stands in.
const NEEDED: [(&str, &str); 2] = [
    ("people_share", "its share of the world's people"),
    ("income", "its output per head, in any unit that is the same for all regions"),
];

/// Longest name: it stands in every table and beside figures.
const LONGEST_NAME: usize = 60;

/// The regions that files name, oldest first, each as the whole world is but for its share of people. What is wrong with the set goes
/// to the draft's problems.
pub(crate) fn regions(draft: &mut Draft, told: &[RegionDraft]) -> Vec<RegionStart> {
    let mut names: Vec<&str> = Vec::new();
    for region in told {
        if !names.contains(&region.name.as_str()) {
            names.push(&region.name);
        }
    }
    let mut problems = Vec::new();
    if names.is_empty() {
        problems.push(none_given(draft));
    }
    let equal = draft.params.world.region_people == RegionPeople::Equal;
    let first = |name: &str| told.iter().find(|region| region.name == name);
    for region in names.iter().filter_map(|name| first(name)) {
        problems.extend(illegal_name(region).or_else(|| incomplete(region, told, &names, equal)));
    }
    if let Some(region) = names.get(MOST_REGIONS).and_then(|name| first(name)) {
        problems.push(too_many(region, names.len()));
    }
    draft.problems.extend(problems);
    let share = 1.0 / names.len().max(1) as f64;
    let region =
        |name: &&str| RegionStart { name: (*name).into(), core: false, people_share: share, ..whole_world() };
    names.iter().map(region).collect()
}

fn none_given(draft: &Draft) -> Problem {
    let problem = Problem::new("`world.regions` is \"own\", but no region is given")
        .key("world.regions")
        .label("which ones?")
        .help(format!(
            "give 1 to {MOST_REGIONS} [[region]] tables, each with `name`, `people_share` and `income`; or take the data's: \
             \"ten\", \"core-periphery\", \"one\", or a number"
        ));
    match draft.place_of("world.regions") {
        Some(place) => problem.at(place),
        None => problem,
    }
}

fn too_many(region: &RegionDraft, count: usize) -> Problem {
    Problem::new(format!("{count} regions are given, more than {MOST_REGIONS}"))
        .at(region.place.clone())
        .label(format!("number {}", MOST_REGIONS + 1))
        .why("regions stand for large parts of the world: each has prices, a state and owners of its own")
        .help("join some of them")
        .key("world.regions")
}

/// A name becomes a cell of tables and a part of keys such as `region.north.income`.
fn illegal_name(region: &RegionDraft) -> Option<Problem> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let problem = |message: String| Problem::new(message).at(region.place.clone()).key("region");
    let shown = quoted(&region.name);
    if region.name == "world" {
        let problem = problem("no region can be called `world`".into());
        return Some(problem.label("taken").help("tables write `world` for all regions together"));
    }
    if region.name.len() > LONGEST_NAME || !region.name.chars().all(plain) {
        let problem = problem(format!("`{shown}` cannot be the name of a region"));
        return Some(
            problem
                .label("not a name")
                .help(format!("use letters, digits, `_` and `-`, at most {LONGEST_NAME} of them")),
        );
    }
    None
}

/// What a region lacks, or what its name may have been meant to be.
fn incomplete(region: &RegionDraft, told: &[RegionDraft], names: &[&str], equal: bool) -> Option<Problem> {
    let has = |name: &str, key: &str| {
        told.iter().any(|other| other.name == name && other.keys.iter().any(|k| k == key))
    };
    let lacks = |name: &str| -> Vec<(&str, &str)> {
        let needed = NEEDED.into_iter().filter(|(key, _)| !(equal && *key == "people_share"));
        needed.filter(|(key, _)| !has(name, key)).collect()
    };
    let missing = lacks(&region.name);
    if missing.is_empty() {
        return None;
    }
    let keys: Vec<String> = missing.iter().map(|(key, _)| format!("`{key}`")).collect();
    let what: Vec<String> = missing.iter().map(|(key, meaning)| format!("`{key} = …`, {meaning}")).collect();
    let problem = Problem::new(format!("region `{}` has no {}", quoted(&region.name), keys.join(" and no ")))
        .at(region.place.clone())
        .why("`world.regions` is \"own\": every region named is one of the world's")
        .help(format!("add {}", what.join("; ")))
        .key("region");
    let whole = names.iter().copied().filter(|name| *name != region.name && lacks(name).is_empty());
    Some(match nearest(&region.name, whole) {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem.label("this one"),
    })
}

//! `docs/model/networks.md`: what the kinds of ties are like, beside each other.

use crate::Verdict;
use scenarios::{Source, load};
use sim_core::simulation::Simulation;
use sim_core::state::ties::far_chance;
use std::collections::VecDeque;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;

const PAGE: &str = "docs/model/networks.md";

const PEOPLE: u32 = 30_000;
/// Shares of ties that are far.
const FAR: [f64; 3] = [0.1, 0.2, 0.5];
/// Kinds beside each other; the last does not depend on that share.
const KINDS: [(&str, u64); 5] =
    [("blocks", 64), ("linked-blocks", 16), ("linked-blocks", 64), ("linked-blocks", 150), ("random", 64)];
/// People from whom paths are measured.
const SOURCES: usize = 40;
/// Worlds, and months, in which order lasts or melts.
const SEEDS: u64 = 8;
const MONTHS: usize = 600;

const HEAD: &str = "\
# Who sees whom: kinds of ties

Modes, regimes, belief and projects are copied from those whom a person sees. `ties.kind` says who that is, and is part of a
scenario: it is never chosen by size or speed. How each is computed: [chance](chance.md#the-network).

| kind | whom a person sees | memory | what it is for |
|---|---|---|---|
| `blocks` | `degree` people of the own block of `block_people`; each tie is far, to anybody, with chance ω ([M4](m04-technology.md)) | none | the default |
| `linked-blocks` | the same, but drawn for `ties.together` people at once who stand side by side in the block, so that neighbours see neighbours | none | very many people: ties are read side by side, and not one by one from anywhere |
| `random` | anybody | none | to compare with other models; ω plays no part |
| `all` | the true shares | none | closed forms |
| `file` | an edge list | as long as the list | measured networks |

All are directed: whom I see need not see me. In `linked-blocks` far ties tie rows of people to rows of people: a block of 150 has at ω = 0.1 about two far links of 64 people each, where with `blocks` it has 120 of one person.
Each row has as many far slots as their share, rounded up or down. With the whole block in one row ties are read quickest, and where ω times the degree is below 1 the world falls into islands: see *reached*.
";

/// A network as lists, seen from both sides, each neighbour once.
struct Graph(Vec<Vec<u32>>);

impl Graph {
    fn of(world: &sim_core::state::World, omega: f64) -> Self {
        let mut neighbours = vec![Vec::new(); PEOPLE as usize];
        for i in 0..PEOPLE {
            world.ties.each(i, far_chance(omega), |to| {
                if to != i {
                    neighbours[i as usize].push(to);
                    neighbours[to as usize].push(i);
                }
            });
        }
        for list in &mut neighbours {
            list.sort_unstable();
            list.dedup();
        }
        Self(neighbours)
    }

    /// Closed triples of all triples.
    fn transitivity(&self) -> f64 {
        let (mut closed, mut all) = (0usize, 0usize);
        for list in &self.0 {
            all += list.len() * list.len().saturating_sub(1) / 2;
            for (k, a) in list.iter().enumerate() {
                closed +=
                    list[k + 1..].iter().filter(|b| self.0[*a as usize].binary_search(b).is_ok()).count();
            }
        }
        closed as f64 / all as f64
    }

    /// Mean steps from some people to all others, and the share that is reached.
    fn paths(&self) -> (f64, f64) {
        let (mut steps, mut reached) = (0u64, 0u64);
        for k in 0..SOURCES {
            let mut far = vec![u32::MAX; self.0.len()];
            let source = k * self.0.len() / SOURCES;
            far[source] = 0;
            let mut queue = VecDeque::from([source as u32]);
            while let Some(from) = queue.pop_front() {
                for to in &self.0[from as usize] {
                    if far[*to as usize] == u32::MAX {
                        far[*to as usize] = far[from as usize] + 1;
                        steps += u64::from(far[*to as usize]);
                        reached += 1;
                        queue.push_back(*to);
                    }
                }
            }
        }
        (steps as f64 / reached as f64, reached as f64 / (SOURCES * (self.0.len() - 1)) as f64)
    }
}

fn world(kind: &str, omega: f64, more: &[String]) -> Result<Simulation, Vec<String>> {
    let mut set = vec![
        format!("world.people={PEOPLE}"),
        format!("ties.kind={kind}"),
        format!("technology.far_ties={omega}"),
        "technology.far_ties_slope=0".into(),
        "modes.initial=[0.97, 0.01, 0.01, 0.01]".into(),
    ];
    set.extend(more.iter().cloned());
    let scenario =
        load(Source::named("verification/potts"), &set).map_err(|faults| vec![format!("{faults:?}")])?;
    Ok(Simulation::genesis(Arc::new(scenario.params), 0))
}

/// Order that is left of an ordered start: 0 is none, 1 all.
fn order(kind: &str, omega: f64, set: &[String], coupling: f64) -> Result<f64, Vec<String>> {
    let mut sum = 0.0;
    for seed in 1..=SEEDS {
        let own = [format!("world.seed={seed}"), format!("modes.imitation={coupling}")];
        let mut world = world(kind, omega, &[set, &own].concat())?;
        for _ in 0..MONTHS {
            world.step().map_err(|broken| vec![broken.to_string()])?;
        }
        let census = &world.world().regions[0].census.modes;
        let most = census.iter().copied().max().unwrap_or(0) as f64 / f64::from(PEOPLE);
        sum += (4.0 * most - 1.0) / 3.0;
    }
    Ok(sum / SEEDS as f64)
}

/// β·imitation below which order melts: less than a quarter of it is left after so many months, by halving.
fn melts_below(kind: &str, omega: f64, set: &[String]) -> Result<f64, Vec<String>> {
    let (mut low, mut high) = (2.0, 8.0);
    for _ in 0..8 {
        let middle = 0.5 * (low + high);
        if order(kind, omega, set, middle)? > 0.25 { high = middle } else { low = middle }
    }
    Ok(0.5 * (low + high))
}

/// Measures each kind and writes the page.
///
/// # Errors
/// A world breaks, or the page cannot be written.
pub fn write(root: &Path) -> Verdict {
    let mut page = HEAD.to_owned();
    let _ = write!(
        page,
        "\n## Beside each other\n\nMeasured on {PEOPLE} people with 8 ties each, seen from both sides. *Clustering*: closed triples of all. *Path*: mean steps from {SOURCES} people to all \
         whom they reach; *reached*: how many of all others these are. *Order melts below*: β · imitation of `verification/potts` below which, of 97 % in one mode, less than a quarter of the order is left after {MONTHS} months, mean of {SEEDS} seeds \
         (found to ±0.02; with ties to all it is 3.22).\n\n| kind | `together` | far ties ω | clustering | path | reached | order melts below |\n|---|---|---|---|---|---|---|\n"
    );
    for (kind, together) in KINDS {
        let set = [format!("ties.together={together}")];
        let rows = if kind == "linked-blocks" { together.to_string() } else { "–".into() };
        for omega in FAR {
            let graph = Graph::of(world(kind, omega, &set)?.world(), omega);
            let (path, reached) = graph.paths();
            let melts = melts_below(kind, omega, &set)?;
            let shown = if kind == "random" { "–".to_owned() } else { omega.to_string() };
            let _ = writeln!(
                page,
                "| `{kind}` | {rows} | {shown} | {:.3} | {path:.2} | {reached:.4} | {melts:.2} |",
                graph.transitivity()
            );
            if kind == "random" {
                break;
            }
        }
    }
    page.push_str(TAIL);
    fs::write(root.join(PAGE), page).map_err(|cause| vec![format!("{PAGE}: {cause}")])?;
    Ok(format!("{PAGE} is written"))
}

const TAIL: &str = "
This page is written by `cargo xtask networks`: change it there.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clustering_and_paths_are_those_of_known_graphs() {
        // A triangle with a tail: three of five triples are closed.
        let graph = Graph(vec![vec![1, 2, 3], vec![0, 2], vec![0, 1], vec![0]]);
        assert!((graph.transitivity() - 3.0 / 5.0).abs() < 1e-12);
        // A ring of 80, of which every second is a source: steps 1 to 39 twice, and 40 once.
        let ring = Graph((0..80u32).map(|i| vec![(i + 79) % 80, (i + 1) % 80]).collect());
        let (steps, reached) = ring.paths();
        assert!((steps - (2.0 * 780.0 + 40.0) / 79.0).abs() < 1e-12 && reached == 1.0, "{steps}, {reached}");
    }
}

//! Single people, month by month: what `people.parquet` has a row for.

use crate::ids::{Mode, NONE, Regime};
use crate::ledger::CREDIT;
use crate::params::Params;
use crate::state::World;
use crate::state::people::get_or;

/// One person at the end of a month. What they do not have, or whose mechanism is off, is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Person {
    /// Their place in the population.
    pub place: u32,
    /// Newborns that the place has seen: with it, one human being.
    pub generation: u16,
    /// Their region.
    pub region: usize,
    /// How they relate to the others in their organisation.
    pub mode: Mode,
    /// Their main way of working.
    pub regime: Regime,
    /// Firm (capital) or platform (crowdsourcing, sharing).
    pub employer: Option<u32>,
    /// Project, and the month in which it was founded: places are used again.
    pub project: Option<(u32, i32)>,
    /// Working group within the project.
    pub group: Option<u32>,
    /// Work done in an hour; the world's mean at genesis is 1.
    pub skill: Option<f64>,
    /// Money in hand, credits.
    pub money: Option<f64>,
    /// Shares of the funds.
    pub equity: Option<u32>,
    /// Net income of the month without dividends, credits.
    pub income: Option<f64>,
    /// Standing earned by work, skill-months.
    pub standing: Option<f64>,
    /// Taste for unalienated work, share.
    pub taste: Option<f64>,
    /// Belief that peer production is possible, share.
    pub belief: Option<f64>,
    /// Hours for projects beside the main regime, months.
    pub commons: Option<f64>,
    /// Hours sold for wages outside the capital regime, months.
    pub bread: Option<f64>,
    /// Goods had from their project in the month.
    pub in_kind: Option<f64>,
    /// Whether they take part in the movement.
    pub mobilised: Option<bool>,
}

/// The people of the panel in the order of their places, if `output.people` asks for this month.
#[must_use]
pub fn of(world: &World, params: &Params, month: i64) -> Vec<Person> {
    if !params.output.people.falls_on(month) {
        return Vec::new();
    }
    places(world.people.count, params.output.panel).map(|place| person(world, place)).collect()
}

/// `panel` places at equal distances among `people`, each in the middle of its stretch, or all of them. Since regions
/// and blocks are stretches of places, each has its share of the panel.
fn places(people: usize, panel: u64) -> impl Iterator<Item = usize> {
    let (people, taken) = (people as u128, u128::from(panel).min(people as u128));
    (0..taken).map(move |k| ((2 * k + 1) * people / (2 * taken)) as usize)
}

fn person(world: &World, place: usize) -> Person {
    let people = &world.people;
    let real = |column: &[f32]| column.get(place).map(|x| f64::from(*x));
    let slot = |column: &[u32]| column.get(place).copied().filter(|slot| *slot != NONE);
    Person {
        place: place as u32,
        generation: get_or(&people.generation, place, 0),
        region: world.blocks.region_of(place),
        mode: Mode::ALL[usize::from(people.mode[place])],
        regime: Regime::ALL[usize::from(people.regime_of(place))],
        employer: slot(&people.employer),
        project: slot(&people.project).map(|project| (project, world.projects.founded[project as usize])),
        group: slot(&people.group),
        skill: real(&people.skill),
        money: people.cash.get(place).map(|purse| purse.balance() as f64 / CREDIT),
        equity: people.equity.get(place).copied(),
        income: real(&people.income).map(|income| income / CREDIT),
        standing: real(&people.standing),
        taste: people.taste.get(place).map(f64::from),
        belief: people.belief.get(place).map(f64::from),
        commons: people.commons.get(place).map(f64::from),
        bread: real(&people.bread),
        in_kind: real(&people.in_kind),
        mobilised: people.mobilised.get(place).map(|on| *on != 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_at_equal_distances_and_are_never_more_than_people() {
        assert_eq!(places(1000, 4).collect::<Vec<_>>(), [125, 375, 625, 875]);
        assert_eq!(places(3, 1000).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(places(7, 3).collect::<Vec<_>>(), [1, 3, 5]);
        assert_eq!(places(3_000_000_000, 2).collect::<Vec<_>>(), [750_000_000, 2_250_000_000]);
    }
}

//! Firms close; what one has above the region's median goes to all of its slots (M15).

use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{COMMUNAL, EQUALITY, Firm, World};
use crate::whole::running_floors;
use sim_core::engine::draws::{Purpose, open_unit, threshold};
use sim_core::engine::num;

/// Strikes firms by chance, and those that have been poor for too long.
pub fn close(world: &mut World, month: &Month) {
    for r in 0..world.regions.len() {
        let rules = &month.rules.regions[r].firms;
        let here: Vec<usize> = (0..world.firms.len()).filter(|j| world.firms[*j].region == r).collect();
        let mut struck = Vec::new();
        let smallness: Vec<f64> = here
            .iter()
            .map(|j| {
                let members: i64 = world.firms[*j].members.iter().sum();
                1.0 / num::pow((members as f64).max(1.0), rules.closure_size)
            })
            .collect();
        let mean = smallness.iter().sum::<f64>() / here.len() as f64;
        for (j, smallness) in here.iter().zip(&smallness) {
            let firm = &mut world.firms[*j];
            let poor = firm.cash < firm.wage_bill;
            firm.poor_months = if poor { firm.poor_months.saturating_add(1) } else { 0 };
            let chance = num::coarse(rules.closure * smallness / mean).min(1.0);
            let by_chance = u64::from(month.word(Purpose::Closure, *j)) < threshold(chance);
            if by_chance || u64::from(firm.poor_months) >= rules.poor_months {
                struck.push(*j);
            }
        }
        if !struck.is_empty() {
            spread(world, &here, &struck, |firm| &mut firm.capital);
            spread(world, &here, &struck, |firm| &mut firm.inventory);
            spread(world, &here, &struck, |firm| &mut firm.expected);
            spread_money(world, r, &here, &struck);
            refound(world, month, r, &struck);
        }
    }
}

/// Struck slots keep at most the region's median, of an even number the upper one; all slots get the same part of what
/// is above it.
fn spread(world: &mut World, here: &[usize], struck: &[usize], column: fn(&mut Firm) -> &mut f64) {
    let mut held: Vec<f64> = here.iter().map(|j| *column(&mut world.firms[*j])).collect();
    held.sort_by(f64::total_cmp);
    let median = held[held.len() / 2];
    let mut freed = 0.0;
    for j in struck {
        let held = column(&mut world.firms[*j]);
        freed += (*held - median).max(0.0);
        *held = held.min(median);
    }
    for j in here {
        let held = column(&mut world.firms[*j]);
        *held = num::coarse(*held + freed / here.len() as f64);
    }
}

/// The same of money, by way of the fund. No order is above what a firm then holds.
fn spread_money(world: &mut World, r: usize, here: &[usize], struck: &[usize]) {
    let mut held: Vec<i64> = here.iter().map(|j| world.firms[*j].cash).collect();
    held.sort_unstable();
    let median = held[held.len() / 2];
    let mut freed = 0;
    for j in struck {
        let firm = &mut world.firms[*j];
        freed += (firm.cash - median).max(0);
        firm.cash = firm.cash.min(median);
    }
    for (j, part) in here.iter().zip(running_floors(freed, &vec![1; here.len()])) {
        world.firms[*j].cash += part;
    }
    for j in here {
        let firm = &mut world.firms[*j];
        firm.order = firm.order.min(firm.cash);
    }
    debug_assert!(world.regions[r].fund >= 0, "what is spread only passes through the fund");
    world.flows.note(Flow::WindUp, Sector::Firms, Sector::Funds, freed);
    world.flows.note(Flow::EquityInjections, Sector::Funds, Sector::Firms, freed);
}

/// Who takes a struck slot: of average productivity, and of a kind that is drawn anew.
fn refound(world: &mut World, month: &Month, r: usize, struck: &[usize]) {
    let region = &world.regions[r];
    let share = |mode: usize| region.census.modes[mode] as f64 / region.people as f64;
    let equals = share(COMMUNAL) + share(EQUALITY);
    let chance = (month.rules.regions[r].firms.cooperatives * equals).clamp(0.0, 1.0);
    for j in struck {
        let firm = &mut world.firms[*j];
        (firm.productivity, firm.poor_months) = (0.0, 0);
        let shares_back = open_unit(month.word(Purpose::SharingFirm, *j));
        firm.shares_back = shares_back < month.rules.world.triune.sharing_firms;
        firm.cooperative = open_unit(month.word(Purpose::Cooperative, *j)) < chance;
    }
}

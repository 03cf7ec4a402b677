//! Co-operatives pay their surplus to their members (flow 16), and firms are refounded as one kind or the other.

use super::super::Context;
use super::super::divide::wage_of;
use crate::engine::chunks::{self, Merge};
use crate::engine::draws::{Purpose, open_unit};
use crate::engine::sums::Fraction;
use crate::ids::{Mode, NONE, Regime};
use crate::ledger::{Flow, Till};
use crate::mechanisms::cooperatives;
use crate::state::World;
use crate::state::regions::ByRegion;
use std::mem::take;

/// Pays each member their part, less income tax. Each is paid ⌊part⌋ and the co-operative is charged the sum.
pub fn pay(world: &mut World, ctx: &Context) {
    if !world.firms.surplus.iter().any(|surplus| *surplus > 0) {
        world.regions.iter_mut().for_each(|region| region.market.surplus_paid = 0);
        return;
    }
    world.firms.surplus_paid.clear();
    let mut cash = take(&mut world.people.cash);
    let mut income = take(&mut world.people.income);
    let w = &*world;
    let columns = (cash.as_mut_slice(), income.as_mut_slice());
    let (paid, till) = chunks::run(columns, &|first, (cash, income)| {
        let mut paid = ByRegion(vec![(0i64, 0i64); w.regions.len()]);
        let mut till = Till::default();
        for (r, rows) in w.blocks.runs(first, cash.len()) {
            let tax = Fraction::of(w.regions[r].order * ctx.rules.regions[r].state.income_tax);
            for k in rows {
                let i = first + k;
                let firm = w.people.employer[i];
                if firm == NONE || w.people.regime_of(i) != Regime::Capital as u8 {
                    continue;
                }
                let j = firm as usize;
                if w.firms.surplus[j] == 0 {
                    continue;
                }
                let part =
                    cooperatives::part_of_surplus(w.firms.surplus[j], wage_of(w, i, j), w.firms.paid.get(j));
                w.firms.surplus_paid.add(j, part);
                let due = tax.of_amount(part);
                cash[k].receive(part, Flow::DividendsOut, &mut till);
                cash[k].pay(due, Flow::IncomeTax, &mut till);
                income[k] += (part - due) as f32;
                paid.0[r].0 += part;
                paid.0[r].1 += due;
            }
        }
        (paid, till)
    });
    (world.people.cash, world.people.income) = (cash, income);
    let mut till = till;
    for (region, (surplus, tax)) in world.regions.iter_mut().zip(paid.0) {
        region.market.surplus_paid = surplus;
        region.state.receive(tax, Flow::IncomeTax, &mut till);
    }
    for r in 0..world.regions.len() {
        let (firms, state) = (&mut world.firms, &mut world.regions[r].state);
        for j in firms.of_region(r) {
            let paid = if firms.surplus[j] > 0 { firms.surplus_paid.get(j) } else { 0 };
            firms.cash[j].pay(paid, Flow::DividendsOut, &mut till);
            if firms.surplus[j] > 0 && firms.size(j) == 0 {
                // Without members it is nobody's: as money of the dead without an heir.
                firms.cash[j].pay(firms.surplus[j], Flow::WindUp, &mut till);
                state.receive(firms.surplus[j], Flow::WindUp, &mut till);
            }
        }
    }
    world.till.merge(till);
}

/// Which of the firms that take the places of closed ones are co-operatives.
pub fn refound(world: &mut World, ctx: &Context, r: usize, struck: &[usize]) {
    let words = ctx.stream(Purpose::Cooperative);
    let (census, people) = (&world.regions[r].census, world.regions[r].people as f64);
    let share = |mode: Mode| census.modes[mode as usize] as f64 / people;
    let factor = ctx.rules.regions[r].firms.cooperatives;
    let chance = cooperatives::founding(factor, share(Mode::Communal), share(Mode::Equality));
    for j in struck {
        world.firms.cooperative[*j] = open_unit(words.word(*j)) < chance;
    }
}

//! Co-operatives pay their surplus to their members (M15).

use crate::divide::wage;
use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{CAPITAL, World};
use crate::whole::{Ratio, part_of};

/// Members get the surplus as they got the wage bill, less income tax; without members the state gets it.
pub fn pay(world: &mut World, month: &Month) {
    world.regions.iter_mut().for_each(|region| region.market.surplus_paid = 0);
    if world.firms.iter().all(|firm| firm.surplus == 0) {
        return;
    }
    world.firms.iter_mut().for_each(|firm| firm.surplus_paid = 0);
    for person in &mut world.people {
        let (CAPITAL, Some(j)) = (person.regime, person.employer) else { continue };
        let (firm, region) = (&mut world.firms[j], &mut world.regions[person.region]);
        let part = part_of(firm.surplus, wage(firm, person), firm.paid);
        let rate = region.order * month.rules.regions[person.region].state.income_tax;
        let tax = Ratio::of(rate).times(part);
        firm.surplus_paid += part;
        person.cash += part - tax;
        person.income += (part - tax) as f32;
        region.state += tax;
        region.market.surplus_paid += part;
        world.flows.note(Flow::DividendsOut, Sector::Firms, Sector::Households, part);
        world.flows.note(Flow::IncomeTax, Sector::Households, Sector::States, tax);
    }
    for firm in &mut world.firms {
        firm.cash -= firm.surplus_paid;
        if firm.members == [0; 4] {
            firm.cash -= firm.surplus;
            world.regions[firm.region].state += firm.surplus;
            world.flows.note(Flow::WindUp, Sector::Firms, Sector::States, firm.surplus);
        }
    }
}

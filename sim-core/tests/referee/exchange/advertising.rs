//! Firms buy the attention of those who use sharing platforms, or projects on their servers (M17, M10).

use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{Platform, SHARING, World};
use crate::whole::{hour_steps, running_floors};

/// Takes what firms spend and shares it over platforms by the attention they sell.
pub fn advertise(world: &mut World, month: &Month) {
    let mut hours = vec![0i64; world.sharing.len()];
    for person in &world.people {
        if let Some(platform) = person.employer.filter(|_| person.regime == SHARING) {
            hours[platform] += hour_steps(person.own_hours());
        }
    }
    let own: i64 = hours.iter().sum();
    let a_user = month.rules.world.capacity.attention as f32;
    for project in world.projects.iter().filter(|project| project.alive) {
        if let Some(platform) = project.host {
            hours[platform] += hour_steps(a_user * project.users);
        }
    }
    let all = hours.iter().sum::<i64>() as f64;
    let sold: Vec<u64> = hours
        .iter()
        .zip(&world.sharing)
        .map(|(hours, platform)| {
            (*hours as f64 * margin(openness(platform)) * service(platform, month)) as u64
        })
        .collect();
    let on_sale = sold.iter().sum::<u64>() as f64;
    world.platform_fund.own_attention = if all > 0.0 { own as f64 / all } else { 0.0 };
    let rate = month.rules.world.platforms.advertising * if all > 0.0 { on_sale / all } else { 0.0 };
    let mut spent = 0;
    for firm in &mut world.firms {
        // Without attention on sale the rate is nothing, and so is what firms spend.
        firm.plan.advertising = ((rate * firm.revenue as f64) as i64).min(firm.cash);
        firm.cash -= firm.plan.advertising;
        spent += firm.plan.advertising;
    }
    for (platform, part) in world.sharing.iter_mut().zip(running_floors(spent, &sold)) {
        platform.cash += part;
        platform.receipts = part;
    }
    world.flows.note(Flow::Advertising, Sector::Firms, Sector::Platforms, spent);
}

/// How open a sharing platform is; none closes altogether.
pub fn openness(platform: &Platform) -> f64 {
    platform.terms.now[0].max(0.01)
}

/// What an owner can sell of an hour, over that at an openness of a half.
pub fn margin(openness: f64) -> f64 {
    (1.0 - openness) / 0.5
}

/// What a platform's capital makes an hour of its users worth.
fn service(platform: &Platform, month: &Month) -> f64 {
    let rules = &month.rules.world.platforms;
    let a_user = platform.capital / platform.users.max(1) as f64;
    1.0 + rules.service_gain * a_user / (a_user + rules.service_half)
}

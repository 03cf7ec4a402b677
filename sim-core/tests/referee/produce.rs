//! Line 5: goods, work in projects and what is accepted of it, open knowledge, use, disruption.

mod projects;
mod service;
mod workshops;

use crate::gather::firms::{labour, level};
use crate::month::Month;
use crate::state::{STEPS, World};
use sim_core::engine::draws::{Purpose, open_unit};
use sim_core::engine::num;

/// Makes goods and knowledge.
pub fn produce(world: &mut World, month: &mut Month) {
    make_goods(world, month);
    projects::work(world, month);
    projects::accept(world, month);
    workshops::make(world, month);
    learn(world, month);
    service::hold(world, month);
    service::serve(world, month);
    service::disrupt(world, month);
}

/// Y = A K^α L^(1−α) = A exp(α ln K + (1−α) ln L); inventory V' = (1 − δ_v) V + Y; then own productivity takes its shock (macro-core.md 2).
fn make_goods(world: &mut World, month: &Month) {
    for region in &mut world.regions {
        (region.market.output, region.market.labour) = (0.0, 0.0);
        region.market.knowledge_gain = region.knowledge_gain;
    }
    for j in 0..world.firms.len() {
        let r = world.firms[j].region;
        let rules = &month.rules.regions[r].firms;
        let (alpha, a, members) = (rules.capital_share, level(world, month, j), labour(world, j));
        let firm = &mut world.firms[j];
        let l = members + firm.plan.casual + firm.plan.task_labour;
        let made = if l > 0.0 && firm.capital > 0.0 {
            a * num::exp(alpha * num::ln(firm.capital) + (1.0 - alpha) * num::ln(l))
        } else {
            0.0
        };
        firm.plan.output = num::coarse(made);
        firm.inventory = num::coarse((1.0 - rules.inventory_loss) * firm.inventory + firm.plan.output);
        let z = num::normal_quantile(open_unit(month.word(Purpose::Productivity, j)));
        firm.productivity = num::coarse(rules.persistence * firm.productivity + rules.productivity_sd * z);
        world.regions[r].market.output += firm.plan.output;
        world.regions[r].market.labour += members;
    }
    for (region, offer) in world.regions.iter_mut().zip(&month.gathered.offers) {
        let market = &mut region.market;
        market.bread_served = (offer.bread as f64 * market.bread_filled) as i64;
        market.labour += market.bread_served as f64 / STEPS;
    }
}

/// q' = q + a ((ℓ + ℓ_b)/(ℓ_0 + ℓ_b))^λ (1 + r q^σ) − o q, a = o/(1 + r) (m09-knowledge.md).
fn learn(world: &mut World, month: &Month) {
    if month.held() {
        return;
    }
    let k = &month.rules.world.knowledge;
    let q = world.knowledge;
    let least = (world.hours_2001 + k.paid_hours).max(1e-12);
    let hours = (world.commons.hours_per_head + k.paid_hours).max(1e-300) / least;
    let a = k.obsolescence / (1.0 + k.reuse);
    let made =
        a * num::pow(hours, k.hours_exponent) * (1.0 + k.reuse * num::pow(q.max(1e-300), k.reuse_exponent));
    world.knowledge = num::coarse((q + made - k.obsolescence * q).max(0.0));
}

/// How far open knowledge has come: q/(q + q½).
fn come_so_far(world: &World, month: &Month) -> f64 {
    world.knowledge / (world.knowledge + month.rules.world.knowledge.half)
}

//! The small worlds that the referee plays through, with all mechanisms on: one of calm, and one in which everything that
//! can happen does.

use sim_core::params::{Params, RegionStart, Shock, Value};

/// Five hundred people in three unequal regions, with enough of them in every regime.
pub fn calm(seed: u64) -> Params {
    let mut params = Params::default();
    let region = |name: &str, core, people_share, income, human_capital, access| RegionStart {
        name: name.into(),
        core,
        people_share,
        income,
        human_capital,
        access,
        access_ceiling: 0.95,
        ..RegionStart::whole_world()
    };
    params.regions = vec![
        region("core", true, 0.4, 1.6, 1.2, 0.8),
        region("middle", false, 0.3, 0.8, 1.0, 0.6),
        region("periphery", false, 0.3, 0.4, 0.8, 0.4),
    ];
    params.world.seed = seed;
    params.world.people = 500;
    params.world.block_people = 25;
    params.world.burn_in = 18;
    params.world.months = 24;
    params.mechanisms.adventure = true;
    params.adventure.initial = 0.06;
    params.regimes.initial = [0.5, 0.1, 0.15, 0.25];
    params.firms.people_per_firm = 12.0;
    // So that newborns are told from who was there before.
    params.output.contributions = true;
    params
}

/// The same people in a world that is never at rest: everybody reconsiders often, projects are large, short and strained,
/// platforms fail, owners quarrel, and shocks strike.
pub fn stormy(seed: u64) -> Params {
    let mut params = calm(seed);
    let set = |params: &mut Params, key: &str, value: Value| {
        params.set(key, &value).unwrap_or_else(|why| panic!("{key}: {why:?}"));
    };
    for (key, value) in STORMY {
        set(&mut params, key, Value::Number(*value));
    }
    for (key, value) in STORMY_COUNTS {
        set(&mut params, key, Value::Integer(*value));
    }
    set(&mut params, "regimes.initial", Value::Numbers(vec![0.46, 0.08, 0.12, 0.34]));
    set(&mut params, "elites.initial", Value::Numbers(vec![0.3, 0.3, 0.2, 0.2]));
    params.shocks = SHOCKS
        .iter()
        .map(|(name, from, until, regions, values)| Shock {
            name: (*name).into(),
            from: *from,
            until: *until,
            regions: regions.to_vec(),
            set: values.iter().map(|(key, value)| ((*key).into(), Value::Number(*value))).collect(),
        })
        .collect();
    params
}

const STORMY: &[(&str, f64)] = &[
    ("world.rebirth", 0.01),
    ("modes.reconsider", 0.1),
    ("regimes.reconsider", 0.1),
    ("dunbar.number", 20.0),
    ("dunbar.authority", 0.3),
    ("dunbar.federation", 0.5),
    ("dunbar.regroup", 0.3),
    ("dunbar.relief_communal", 0.3),
    ("projects.affinity", 0.7),
    ("projects.exit", 0.03),
    ("review.core", 0.2),
    ("capacity.growth", 0.3),
    ("capacity.congestion", 0.2),
    ("capacity.devices", 0.6),
    ("capacity.crash", 1.0),
    ("capacity.handover", 0.05),
    ("capacity.takeback", 0.3),
    ("capacity.cost", 0.005),
    ("capacity.reserve", 6.0),
    ("triune.association", 0.2),
    ("triune.ecology", 0.2),
    ("triune.sharing_firms", 0.5),
    ("triune.donation", 0.02),
    ("triune.support", 0.15),
    ("burnout.crowding_out", 0.01),
    ("burnout.pay", 0.4),
    ("influence.drift", 0.1),
    ("influence.loyalty", 1.0),
    ("physical.start", 0.3),
    ("physical.founding", 0.5),
    ("immunity.entry", 0.05),
    ("immunity.flight", 0.2),
    ("forks.rate", 0.3),
    ("forks.threshold", 0.3),
    ("forks.exit_scale", 5.0),
    ("leaders.step", 0.05),
    ("leaders.exit", 0.5),
    ("elites.compare", 0.5),
    ("elites.mutation", 0.1),
    ("elites.response", 5.0),
    ("elites.memory", 3.0),
    ("elites.damage_felt", 5.0),
    ("elites.refuge", 0.01),
    ("elites.refuge_speed", 0.3),
    ("movement.reconsider", 0.5),
    ("movement.call", 20.0),
    ("adventure.compare", 0.5),
    ("adventure.explore", 0.05),
    ("firms.people_per_firm", 10.0),
    ("firms.cooperatives", 0.4),
    ("firms.closure", 0.02),
    ("firms.closure_size", 1.5),
    ("households.subsistence", 0.3),
    ("platforms.creators_share", 0.1),
    ("platforms.piece_share", 0.3),
    ("platforms.reconsider", 0.1),
    ("platforms.walk_out", 0.5),
    ("platforms.walk_out_gap", 0.02),
    ("platforms.failing", 0.3),
    ("biosphere.damage", 10.0),
    ("breakdown.memory", 2.0),
    ("breakdown.fall", 0.2),
    ("breakdown.rise", 0.2),
];

const STORMY_COUNTS: &[(&str, i64)] = &[
    ("platforms.trial_months", 2),
    ("platforms.patience", 3),
    ("leaders.trial", 3),
    ("firms.poor_months", 3),
];

/// A shock: name, first month, first month without it, regions (none: all, and the world's own rules), values.
type ShockRow = (&'static str, i64, i64, &'static [usize], &'static [(&'static str, f64)]);

const SHOCKS: &[ShockRow] = &[
    ("outage", 4, 6, &[], &[("technology.outage", 0.4), ("capacity.shut_off", 0.5)]),
    ("storm", 6, 12, &[2], &[("biosphere.climate", 0.7)]),
    ("bust", 9, 12, &[], &[("firms.orders", 0.3), ("funds.reinvest", 0.2)]),
    ("boom", 13, 16, &[1], &[("firms.orders", 3.0)]),
    ("earthquake", 15, 16, &[1], &[("firms.scrapped", 0.4)]),
    ("ban", 16, 20, &[0], &[("elites.decreed", 0.4)]),
    ("conditions", 18, 22, &[], &[("elites.conditionality", 0.3)]),
    ("collapse", 19, 21, &[1], &[("breakdown.decreed", 0.4)]),
];
